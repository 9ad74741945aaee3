package org.duban.search.internal.query;

import static org.duban.search.internal.query.SnippetsTest.matter;
import static org.duban.search.internal.query.SnippetsTest.text;
import static org.duban.search.internal.query.Town.VOCABULARY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.search.Passage;
import org.duban.api.search.Snippet;
import org.duban.api.search.Snippet.Piece;
import org.duban.api.search.TextKind;
import org.duban.search.internal.text.Folding;
import org.duban.spi.search.Condition.Contains;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SnippetsPropertiesTest {

    /** Few characters, so that much is found, and what tends to break markers. */
    private static final List<String> BITS = List.of(
            "油",
            "烟",
            "晏",
            "家",
            "坪",
            "a",
            "B",
            "1",
            "Ａ",
            "，",
            "。",
            "\n",
            " ",
            "　",
            "\r\n",
            "—",
            "<",
            "&",
            "\"",
            "\u0301",
            "\u200D",
            "😀",
            "\uD840\uDC00",
            "\uD83D",
            "\uDE00",
            "\u0000",
            "…",
            "<mark>");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(BITS).list().ofMaxSize(150).map(bits -> String.join("", bits)),
                Arbitraries.strings().all().ofMaxLength(150));
    }

    @Provide
    Arbitrary<String> wanted() {
        return Arbitraries.of("油", "烟", "晏", "坪", "a", "B", "1", "\uD840\uDC00", "，", "😀")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(bits -> String.join("", bits));
    }

    @Property
    @Label("一段就是原文里的一段，标的就是找到的")
    void aStretchIsOfTheTextAndItsMarksAreFound(
            @ForAll("texts") String written,
            @ForAll("wanted") String wanted,
            @ForAll @IntRange(min = 1, max = 60) int length) {
        assertSound(written, wanted, length);
    }

    /** Longer with {@code -Dduban.fuzz.rounds} and {@code -Dduban.fuzz.seed}. */
    @Test
    @DisplayName("乱文也标得对")
    void monkeysAreMarked() {
        Random random = new Random(Long.getLong("duban.fuzz.seed", 20260318));
        int rounds = Integer.getInteger("duban.fuzz.rounds", 3_000);
        for (int round = 0; round < rounds; round++) {
            StringBuilder written = new StringBuilder();
            int bits = random.nextInt(round % 100 == 0 ? 5_000 : 60);
            for (int i = 0; i < bits; i++) {
                written.append(
                        random.nextInt(5) == 0
                                ? Character.toString(random.nextInt(round % 2 == 0 ? 1 << 16 : 0x30000))
                                : BITS.get(random.nextInt(BITS.size())));
            }
            String wanted = BITS.get(random.nextInt(8)) + BITS.get(random.nextInt(BITS.size()));
            assertSound(written.toString(), wanted, 1 + random.nextInt(100));
        }
    }

    private static void assertSound(String written, String wanted, int length) {
        Marks marks = Marks.of(new Contains(wanted), VOCABULARY.words());
        String pattern = Searched.of(wanted);
        boolean occurs = !pattern.isEmpty() && Searched.of(written).contains(pattern);

        Snippet title = Snippets.title(written, marks);
        assertEquals(oneLine(written), title.text());
        assertEquals(occurs, title.pieces().stream().anyMatch(Piece::found));
        assertMarks(title, pattern);
        assertHtml(title);

        List<Passage> passages = written.isEmpty()
                ? List.of()
                : Snippets.passages(matter(text(TextKind.REPLY, written)), marks, 3, length);
        assertEquals(occurs ? 1 : 0, passages.size());
        for (Passage passage : passages) {
            Snippet snippet = passage.snippet();
            String shown = snippet.text();
            assertTrue(snippet.pieces().stream().anyMatch(Piece::found), () -> "nothing marked in " + snippet);
            assertTrue(isPartOf(shown, oneLine(written)), () -> snippet + " isn't of " + written);
            assertTrue(shown.length() <= length + 3, () -> snippet + " is longer than " + length);
            assertHtml(snippet);
            for (Piece piece : snippet.pieces()) {
                assertTrue(hasHalves(written) || !hasHalves(piece.text()), () -> "a pair was cut in " + snippet);
            }
            // A mark longer than the stretch is shown as far as it goes.
            if (longest(written, pattern) <= length) {
                assertMarks(snippet, pattern);
            }
        }
    }

    private static boolean hasHalves(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Units of the longest place of a pattern, with what doesn't count and accents. */
    private static int longest(String written, String pattern) {
        int[] longest = {0};
        char[] folded = Folding.fold(written).toCharArray();
        new Finder(List.of(pattern))
                .find(
                        folded,
                        0,
                        folded.length,
                        (number, start, end) -> longest[0] = Math.max(
                                longest[0], Cuts.characterEnd(written, end) - Cuts.characterStart(written, start)));
        return longest[0];
    }

    private static boolean isPartOf(String shown, String line) {
        String inner = shown;
        for (int from = 0; from < 2; from++) {
            for (int to = 0; to < 2; to++) {
                boolean ellipses = (from == 0 || shown.startsWith("…"))
                        && (to == 0 || shown.endsWith("…"))
                        && shown.length() >= from + to;
                if (ellipses) {
                    inner = shown.substring(from, shown.length() - to);
                    if (line.contains(inner)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (char c : text.toCharArray()) {
            char here = Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) ? ' ' : c;
            if (here != ' ' || line.isEmpty() || line.charAt(line.length() - 1) != ' ') {
                line.append(here);
            }
        }
        return line.toString();
    }

    /** Each piece that is marked is made of occurrences, and neighbours differ. */
    private static void assertMarks(Snippet snippet, String pattern) {
        Boolean previous = null;
        for (Piece piece : snippet.pieces()) {
            assertFalse(previous != null && previous == piece.found(), () -> "neighbours are alike in " + snippet);
            previous = piece.found();
            if (piece.found()) {
                String counted = Searched.of(piece.text());
                BitSet covered = new BitSet();
                for (int at = counted.indexOf(pattern); at >= 0; at = counted.indexOf(pattern, at + 1)) {
                    covered.set(at, at + pattern.length());
                }
                // A letter is marked with its accents, which Tibetan counts as letters.
                for (int i = 0; i < counted.length(); i++) {
                    covered.set(
                            i, covered.get(i) || Character.getType(counted.charAt(i)) == Character.NON_SPACING_MARK);
                }
                assertEquals(
                        counted.length(), covered.cardinality(), () -> "more is marked than was found in " + snippet);
            }
        }
    }

    /** Without its tags and unescaped, the HTML is the text. */
    private static void assertHtml(Snippet snippet) {
        String html = snippet.html();
        String text = html.replace("<mark>", "")
                .replace("</mark>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        assertEquals(snippet.text(), text);
        assertEquals(
                snippet.pieces().stream().filter(Piece::found).count(),
                (html.length() - html.replace("<mark>", "").length()) / "<mark>".length());
    }
}
