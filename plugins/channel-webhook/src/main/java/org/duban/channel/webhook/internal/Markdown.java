package org.duban.channel.webhook.internal;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.spi.channel.Message;

/** Plain text as Markdown that shows just that text: nothing in it can become a heading, a link, a mention or a colour. */
final class Markdown {

    private static final Pattern ANYWHERE = Pattern.compile("[\\\\`*_\\[\\]#~|]");
    private static final Pattern AT_START = Pattern.compile("^([-+=])|^(\\d{1,9})([.)])");
    private static final Pattern INDENT = Pattern.compile("^[ \\t]+");

    private Markdown() {}

    /** A heading, whom it is for and the text. */
    static String page(Message message, String text, String mention) {
        return "#### " + line(message.title()) + "\n\n" + line(Receiver.addressee(message)) + mention + "\n\n"
                + lines(text);
    }

    /** One line; line breaks become spaces. */
    private static String line(String text) {
        return escape(text.lines().collect(Collectors.joining(" ")));
    }

    /** Lines stay lines: each but the last ends with two spaces, a hard line break (CommonMark 6.7). */
    private static String lines(String text) {
        return text.lines().map(Markdown::escape).collect(Collectors.joining("  \n"));
    }

    private static String escape(String line) {
        String text = INDENT.matcher(line).replaceFirst("").stripTrailing();
        String inline = ANYWHERE.matcher(
                        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .replaceAll("\\\\$0");
        return AT_START.matcher(inline)
                .replaceFirst(found ->
                        found.group(1) != null ? "\\\\" + found.group(1) : found.group(2) + "\\\\" + found.group(3));
    }
}
