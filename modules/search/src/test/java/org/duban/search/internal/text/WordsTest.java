package org.duban.search.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Words STANDARD = Words.standard();

    @ParameterizedTest
    @ValueSource(strings = {"督查", "兰州市", "建设局", "中华人民共和国", "重点工作"})
    void the_standard_dictionary_knows_common_words(String word) {
        assertTrue(STANDARD.contains(word));
        assertFalse(STANDARD.contains(word + "丼"));
        assertFalse(STANDARD.contains(word.substring(0, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "研究生命起源, 研究|生命|起源",
        "兰州市七里河区住房和城乡建设局2026年重点工作, 兰州市|七里河区|住房|和|城乡|建设局|2026|年|重点工作",
        "usa股市abc123，。, 'usa|股市|abc123|,|。'",
        "𠀀丼, 𠀀|丼"
    })
    void a_text_is_read_as_few_long_words(String text, String pieces) {
        assertEquals(pieces, String.join("|", pieces(STANDARD, Folding.fold(text))));
    }

    @Test
    @DisplayName("单位、地名加入词典后是一个词，原词典不变")
    void added_names_are_words_of_the_new_dictionary_only() {
        Words words = STANDARD.with(List.of("七里河區住房和城鄉建設局", "黄峪镇", "甲"));
        assertTrue(words.contains("七里河区住房和城乡建设局"));
        assertTrue(words.with(List.of("西果园街道")).contains("黄峪镇"));
        assertFalse(STANDARD.contains("黄峪镇"));
        assertEquals(List.of("七里河区住房和城乡建设局", "督查"), pieces(words, "七里河区住房和城乡建设局督查"));
    }

    @Test
    void words_overlap_and_come_by_start_and_then_by_end_each_once() {
        Words words = STANDARD.with(List.of("中华人民", "督查室", "人民共和国督查"));
        String text = "中华人民共和国督查室";
        List<String> found = found(words, text);
        assertEquals(List.of("中华", "中华人民", "中华人民共和国", "华人", "人民", "人民共和国", "人民共和国督查", "共和", "共和国", "督查", "督查室"), found);
    }

    @Test
    void a_word_does_not_part_a_latin_or_digit_run() {
        Words words = STANDARD.with(List.of("a股", "股3", "ab"));
        assertEquals(List.of("a股"), found(words, "a股"));
        assertEquals(List.of(), found(words, "aa股33abc"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.mixed(60);
    }

    @Provide
    Arbitrary<Set<String>> dictionaries() {
        return Arbitraries.strings()
                .withChars("甲乙丙a1")
                .ofMinLength(2)
                .ofMaxLength(5)
                .set()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> fewCharacters() {
        return Arbitraries.strings().withChars("甲乙丙a1，").ofMaxLength(30);
    }

    /** Against a plain look at every part of the text. */
    @Property
    void all_words_are_found_and_nothing_else(
            @ForAll("dictionaries") Set<String> dictionary, @ForAll("fewCharacters") String text) {
        Words words = STANDARD.with(dictionary);
        List<String> expected = new ArrayList<>();
        for (int start = 0; start < text.length(); start++) {
            for (int end = start + 2; end <= text.length(); end++) {
                String part = text.substring(start, end);
                boolean known = dictionary.contains(part) || STANDARD.contains(part);
                if (known && !inRun(text, start) && !inRun(text, end)) {
                    expected.add(part);
                }
            }
        }
        assertEquals(expected, found(words, text));
    }

    @Property
    void pieces_cover_the_text_and_never_part_a_character(@ForAll("texts") String text) {
        String folded = Folding.fold(text);
        int at = 0;
        for (Span piece : STANDARD.segment(folded)) {
            assertEquals(at, piece.start());
            assertTrue(piece.end() > at);
            at = piece.end();
            boolean partsPair =
                    at < folded.length() && Character.isSurrogatePair(folded.charAt(at - 1), folded.charAt(at));
            assertFalse(partsPair);
            String word = folded.substring(piece.start(), at);
            assertTrue(
                    word.codePointCount(0, word.length()) == 1
                            || STANDARD.contains(word)
                            || word.chars().allMatch(c -> Words.inRun((char) c)),
                    word);
        }
        assertEquals(folded.length(), at);
    }

    /** No other way through the text has fewer pieces. */
    @Property
    void no_reading_has_fewer_pieces(
            @ForAll("dictionaries") Set<String> dictionary, @ForAll("fewCharacters") String text) {
        Words words = STANDARD.with(dictionary);
        int[] fewest = new int[text.length() + 1];
        for (int start = text.length() - 1; start >= 0; start--) {
            int best = Integer.MAX_VALUE;
            for (int end = start + 1; end <= text.length(); end++) {
                String part = text.substring(start, end);
                boolean run = part.chars().allMatch(c -> Words.inRun((char) c)) && !inRun(text, end);
                boolean single = end == start + 1 && !Words.inRun(part.charAt(0));
                if (run || single || words.contains(part) && !inRun(text, start) && !inRun(text, end)) {
                    best = Math.min(best, 1 + fewest[end]);
                }
            }
            fewest[start] = best;
        }
        assertEquals(fewest[0], words.segment(text).size());
    }

    @Test
    void a_long_text_is_read_as_a_short_one() {
        String sentence = "中华人民共和国督查";
        List<Span> pieces = STANDARD.segment(sentence.repeat(2000));
        assertEquals(4000, pieces.size());
        assertEquals(10_000, STANDARD.segment("a".repeat(9_999) + "督").get(1).end());
    }

    @Test
    @DisplayName("摘要的断点不切开词、数字和字")
    void a_text_may_be_cut_between_words_only() {
        String text = "蘭州市，督查2026年𠀀";
        List<Integer> boundaries = new ArrayList<>();
        for (int i = 0; i <= text.length(); i++) {
            if (STANDARD.boundary(text, i)) {
                boundaries.add(i);
            }
        }
        assertEquals(List.of(0, 3, 4, 6, 10, 11, 13), boundaries);
        assertFalse(STANDARD.boundary("督查".repeat(1000), 999));
        assertTrue(STANDARD.boundary("督查".repeat(1000), 1000));
    }

    private static boolean inRun(String text, int at) {
        return at > 0 && at < text.length() && Words.inRun(text.charAt(at - 1)) && Words.inRun(text.charAt(at));
    }

    private static List<String> found(Words words, String folded) {
        List<String> found = new ArrayList<>();
        words.forEachWord(
                folded.toCharArray(), 0, folded.length(), (start, end) -> found.add(folded.substring(start, end)));
        return found;
    }

    private static List<String> pieces(Words words, String folded) {
        return words.segment(folded).stream()
                .map(piece -> folded.substring(piece.start(), piece.end()))
                .toList();
    }
}
