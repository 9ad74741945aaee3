package org.duban.channel.webhook.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    @DisplayName("放得下就不动，放不下就在字符之间截断")
    void itCutsBetweenCharacters() {
        assertEquals("督查督办", Fit.to(12, "督查督办", FitTest::utf8));
        assertEquals("督查…", Fit.to(11, "督查督办", FitTest::utf8));
        assertEquals("督…", Fit.to(8, "督查督办", FitTest::utf8));
        assertEquals("a…", Fit.to(7, "a😀b😀", FitTest::utf8));
        assertEquals("…", Fit.to(5, "e\u0301e\u0301", FitTest::utf8), "an accent stays with its letter");
        assertEquals("…", Fit.to(1, "督查", FitTest::utf8));
    }

    @Property
    @Label("放得下的最长开头")
    void itIsTheLongestBeginningThatFits(@ForAll("texts") String text, @ForAll @IntRange(min = 3, max = 60) int limit) {
        String fit = Fit.to(limit, text, FitTest::utf8);
        assertTrue(utf8(fit) <= limit);
        if (!fit.equals(text)) {
            String kept = fit.substring(0, fit.length() - 1);
            assertTrue(text.startsWith(kept));
            String next = text.substring(0, text.offsetByCodePoints(kept.length(), 1)) + "…";
            assertTrue(utf8(next) > limit, fit);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "督", "😀", "\n").list().ofMaxSize(30).map(all -> String.join("", all));
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
