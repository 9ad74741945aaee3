package org.duban.search.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.duban.search.internal.text.Folding;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FinderTest {

    private static List<String> found(List<String> patterns, String text) {
        List<String> found = new ArrayList<>();
        char[] folded = Folding.fold(text).toCharArray();
        new Finder(patterns)
                .find(
                        folded,
                        0,
                        folded.length,
                        (pattern, start, end) -> found.add(patterns.get(pattern) + "@" + start + "-" + end));
        return found;
    }

    @Test
    @DisplayName("一遍找出所有的，套着的也算")
    void findsAllPatternsThoseWithinOthersToo() {
        assertEquals(
                List.of("住房@0-2", "城乡@3-5", "住房和城乡建设局@0-8", "建设局@5-8"),
                found(List.of("建设局", "住房和城乡建设局", "城乡", "住房"), "住房和城乡建设局"));
    }

    @Test
    @DisplayName("字间的标点、空格、表情不算")
    void passesOverWhatDoesntCount() {
        assertEquals(List.of("七督通20263号@0-12"), found(List.of("七督通20263号"), "七督通〔2026〕3 号"));
        assertEquals(List.of("油烟@0-5"), found(List.of("油烟"), "油\n😀烟"));
    }

    @Test
    @DisplayName("扩展区的字是一个字")
    void knowsCharactersOfTwoUnits() {
        assertEquals(List.of("\uD840\uDC00坪@1-4"), found(List.of("\uD840\uDC00坪"), "家\uD840\uDC00坪\uD840"));
    }

    @Test
    @DisplayName("没有要找的就什么也找不到")
    void findsNothingWhenNothingIsLookedFor() {
        assertEquals(List.of(), found(List.of(), "油烟"));
    }

    @Property
    @Label("找到的和逐个去找的一样")
    void findsWhatLookingForEachOneFinds(
            @ForAll @Size(max = 8) Set<@From("patterns") String> patterns, @ForAll("texts") String text) {
        Set<String> expected = new TreeSet<>();
        List<Integer> indexes = new ArrayList<>();
        String counted = Searched.of(text);
        for (int i = 0; i < text.length(); i++) {
            if (Folding.counts((int) Folding.fold(text).charAt(i))) {
                indexes.add(i);
            }
        }
        for (String pattern : patterns) {
            for (int at = counted.indexOf(pattern); at >= 0; at = counted.indexOf(pattern, at + 1)) {
                expected.add(pattern + "@" + indexes.get(at) + "-" + (indexes.get(at + pattern.length() - 1) + 1));
            }
        }
        List<String> found = found(List.copyOf(patterns), text);
        assertEquals(expected, new TreeSet<>(found));
        assertEquals(expected.size(), found.size());
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("甲乙a1").ofMinLength(1).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("甲乙甲乙aA１1，-\n").ofMaxLength(60);
    }
}
