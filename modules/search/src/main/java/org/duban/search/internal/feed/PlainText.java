package org.duban.search.internal.feed;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a person reads of a rich text. Pure. */
final class PlainText {

    /** Tags between whose contents no word goes on. */
    private static final Set<String> BREAKS = Set.of(
            "p",
            "br",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "blockquote",
            "ul",
            "ol",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td");

    private static final Map<String, String> ENTITIES =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ");

    private static final int LONGEST_ENTITY = 10;

    private PlainText() {}

    /** The text without its tags; a tag that ends a paragraph, an item or a cell leaves a line break. In one pass. */
    static String of(String html) {
        StringBuilder text = new StringBuilder(html.length());
        int lastEnd = html.lastIndexOf('>');
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<' && at < lastEnd && startsTag(html, at + 1)) {
                int end = html.indexOf('>', at);
                if (BREAKS.contains(name(html, at + 1)) && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                    text.append('\n');
                }
                at = end + 1;
            } else if (c == '&') {
                at = entity(html, at, text);
            } else {
                text.append(c);
                at++;
            }
        }
        return text.toString().strip();
    }

    private static boolean startsTag(String html, int at) {
        return at < html.length() && (html.charAt(at) == '/' || isLetter(html.charAt(at)));
    }

    private static String name(String html, int at) {
        int from = html.charAt(at) == '/' ? at + 1 : at;
        int to = from;
        while (to < html.length() && (isLetter(html.charAt(to)) || isDigit(html.charAt(to)))) {
            to++;
        }
        return html.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Appends what stands for the {@code &} and what follows; returns where to go on. */
    private static int entity(String html, int at, StringBuilder text) {
        int end = at + 1;
        while (end < html.length() && end - at <= LONGEST_ENTITY && html.charAt(end) != ';') {
            end++;
        }
        if (end < html.length() && html.charAt(end) == ';') {
            String name = html.substring(at + 1, end);
            String known = name.startsWith("#") ? character(name.substring(1)) : ENTITIES.getOrDefault(name, "");
            if (!known.isEmpty()) {
                text.append(known);
                return end + 1;
            }
        }
        text.append('&');
        return at + 1;
    }

    /** The character with this number; empty when there is none. */
    private static String character(String number) {
        try {
            int code = number.startsWith("x") || number.startsWith("X")
                    ? Integer.parseInt(number.substring(1), 16)
                    : Integer.parseInt(number);
            return Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
