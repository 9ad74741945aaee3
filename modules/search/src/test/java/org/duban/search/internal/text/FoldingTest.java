package org.duban.search.internal.text;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    private static final String HEADER = """
            # What a character is found as: its code point and that of its folded form, by the rule in Folding.
            # From the data of ICU 74.2 (Unicode 15.1): NFKC, simple case folding, Traditional-Simplified. FoldingTest proves it.
            """;

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    @Test
    void the_table_is_what_the_rule_makes_of_the_data_of_icu() throws IOException {
        StringBuilder table = new StringBuilder(HEADER);
        byRule().forEach((from, to) -> table.append(String.format("%X %X%n", from, to)));
        try (InputStream in = FoldingTest.class.getResourceAsStream("folding.txt")) {
            assertEquals(table.toString().replace("\r", ""), new String(in.readAllBytes(), US_ASCII));
        }
    }

    @Test
    @DisplayName("繁体逐字变简体：ICU 一对一的字一个不少")
    void every_traditional_character_meets_the_simplified_one_that_icu_gives() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)) {
                continue;
            }
            String simplified = SIMPLIFIED.transliterate(Character.toString(c));
            if (simplified.length() == Character.charCount(c)) {
                assertEquals(
                        Folding.fold(simplified), Folding.fold(Character.toString(c)), "U+" + Integer.toHexString(c));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "督查督辦, 督查督办",
        "蘭州市七里河區住房和城鄉建設局, 兰州市七里河区住房和城乡建设局",
        "ＡＢｃ１２３，（）, 'abc123,()'",
        "二〇二六, 二零二六",
        "二○二六, 二零二六",
        "㈠①⑴⒈Ⅱ㎡℃, 一111ⅱ㎡c",
        "ΣΑΣς, σασσ",
        "Straße ſ, straße s",
        "苎苧薴, 苎苎苎",
        "北京⼈, 北京人",
        "a\u00A0b\u3000c, a b c"
    })
    void what_is_written_in_many_ways_is_found_as_one(String written, String found) {
        assertEquals(found, Folding.fold(written));
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.mixed(60);
    }

    @Property
    void an_offset_stays_where_it_was_and_folding_again_changes_nothing(@ForAll("texts") String text) {
        String folded = Folding.fold(text);
        assertEquals(text.length(), folded.length());
        assertEquals(folded, Folding.fold(folded));
        for (int i = 0; i < text.length(); i++) {
            assertEquals(Character.isSurrogate(text.charAt(i)), Character.isSurrogate(folded.charAt(i)));
        }
    }

    @Property
    void a_part_folds_as_the_whole_does(@ForAll("texts") String text, @ForAll int a, @ForAll int b) {
        int from = wholeAt(text, Math.floorMod(a, text.length() + 1));
        int to = Math.max(from, wholeAt(text, Math.floorMod(b, text.length() + 1)));
        char[] buffer = text.toCharArray();
        Folding.fold(buffer, from, to);
        assertEquals(
                text.substring(0, from) + Folding.fold(text).substring(from, to) + text.substring(to),
                new String(buffer));
    }

    @Test
    void letters_numbers_and_chinese_characters_count_and_nothing_else() {
        "督零a9ア々ⅱ①½㎡가я\u0F7C\u9FFF𠀀𪛖\uD880\uDC00"
                .codePoints()
                .forEach(c -> assertTrue(Folding.counts(c), Character.toString(c)));
        " ，。〔】-_/·…\t\u0000\u200B\u0301\uFE0F😀€%+☰"
                .codePoints()
                .forEach(c -> assertFalse(Folding.counts(c), "U+" + Integer.toHexString(c)));
        assertFalse(Folding.counts(0xD800));
        assertFalse(Folding.counts(0xDC00));
    }

    private static int wholeAt(String text, int at) {
        boolean inPair =
                at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return inPair ? at - 1 : at;
    }

    /** All characters that change, by {@link Folding}'s rule, where the folded form takes the same room. */
    private static Map<Integer, Integer> byRule() {
        Map<Integer, Integer> changed = new TreeMap<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                int folded = settled(c);
                if (folded != c && Character.charCount(folded) == Character.charCount(c)) {
                    changed.put(c, folded);
                }
            }
        }
        return changed;
    }

    /** Until nothing changes; of two that become each other (苎, 苧) the first in Unicode. */
    private static int settled(int c) {
        int now = c;
        for (int next = once(now); next != now; next = once(now)) {
            if (once(next) == now) {
                return Math.min(now, next);
            }
            now = next;
        }
        return now;
    }

    private static int once(int c) {
        if (c == '〇' || c == '○' || c == '◯') {
            return '零';
        }
        int[] compatible = NFKC.normalize(Character.toString(c)).codePoints().toArray();
        if (compatible.length > 1) {
            int[] counting =
                    Arrays.stream(compatible).filter(FoldingTest::countsByIcu).toArray();
            compatible = counting.length == 1 ? counting : new int[] {c};
        }
        int small = UCharacter.foldCase(compatible[0], true);
        String simplified = SIMPLIFIED.transliterate(Character.toString(small));
        return simplified.codePointCount(0, simplified.length()) == 1 ? simplified.codePointAt(0) : small;
    }

    private static boolean countsByIcu(int c) {
        return UCharacter.isLetter(c)
                || UCharacter.getType(c) == UCharacter.getType('9')
                || UCharacter.getType(c) == UCharacter.getType('Ⅱ')
                || UCharacter.getType(c) == UCharacter.getType('½');
    }
}
