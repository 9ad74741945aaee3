package org.duban.channel.webhook.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Read by a Markdown parser, an escaped text is the text. */
class MarkdownPropertyTest {

    @Property
    @Label("无论通知里写什么，看到的就是什么")
    void whatIsWrittenIsWhatIsSeen(@ForAll("texts") String title, @ForAll("texts") String text) {
        String page = Markdown.page(Examples.message(title, text), text, "");
        assertEquals(seen(title.replace('\n', ' ')) + "\n\n致：钱科长\n\n" + seen(text), Shown.markdown(page));
    }

    @Property
    @Label("缩短以后也是")
    void shortenedOrNot(@ForAll("texts") String text) {
        String shown = Shown.markdown(
                "x\n\n" + Markdown.page(Examples.message("标题", "x"), Fit.to(60, text, String::length), ""));
        assertEquals(1, shown.split("标题", -1).length - 1);
    }

    /** Everything Markdown could take for something else, in lines that aren't empty. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.of(
                "督",
                "x",
                " ",
                "1",
                "12",
                ".",
                ")",
                "(",
                "-",
                "+",
                "=",
                "*",
                "_",
                "#",
                "`",
                "~",
                "|",
                "\\",
                "<",
                ">",
                "&",
                "&amp;",
                "[",
                "]",
                "!",
                "<font color=\"red\">",
                "<@all>",
                "https://a.b/c_d_e",
                "![x](y)",
                "---",
                "===",
                "- a",
                "1. b",
                "```",
                "“",
                "😀",
                "\t");
        Arbitrary<String> line = piece.list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(pieces -> "督".repeat(pieces.size() % 2) + String.join("", pieces))
                .filter(each -> !each.isBlank());
        return line.list().ofMinSize(1).ofMaxSize(4).map(lines -> String.join("\n", lines));
    }

    private static String seen(String text) {
        return text.lines()
                .map(line -> line.replaceAll("^[ \\t]+|[ \\t]+$", ""))
                .collect(Collectors.joining("\n"));
    }
}
