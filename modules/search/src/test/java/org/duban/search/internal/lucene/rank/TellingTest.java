package org.duban.search.internal.lucene.rank;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.duban.search.internal.lucene.rank.Telling.Gram;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Grams;
import org.duban.search.internal.text.Words;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TellingTest {

    private static final PlainVocabulary VOCABULARY = new PlainVocabulary(Words::standard);

    private static List<String> telling(String text) {
        return VOCABULARY.telling(text).tellingGrams().stream().map(Gram::term).toList();
    }

    private static String characters(String text) {
        return Arrays.stream(VOCABULARY.telling(text).characters())
                .mapToObj(Character::toString)
                .collect(joining());
    }

    @Test
    @DisplayName("how it is asked tells nothing: 请问…怎么…")
    void howItIsAskedTellsNothing() {
        assertEquals(List.of("公积", "积金", "金提", "提取"), telling("请问公积金提取怎么办"));
        assertEquals("公取提积金", characters("请问公积金提取怎么办"));
    }

    @Test
    @DisplayName("function words join a phrase, but their characters say nothing: 小区的停车")
    void functionWordsTellOnlyInAPhrase() {
        assertEquals(List.of("小区", "区的", "的停", "停车"), telling("小区的停车"));
        assertEquals("停区小车", characters("小区的停车"));
    }

    @Test
    @DisplayName("a question of nothing but asking is asked as it stands: 为什么")
    void nothingButAsking() {
        assertEquals(List.of("为什", "什么"), telling("为什么？"));
        assertEquals(List.of("吗"), telling("吗"));
        assertEquals(List.of(), telling("？！"));
    }

    @Test
    @DisplayName("two parts are not bridged, but a number's brackets are: 油烟 停车, 督〔2026〕3号")
    void bridges() {
        assertEquals(List.of("油烟", "停车"), telling("油烟 停车"));
        assertTrue(telling("七督〔2026〕3号").containsAll(List.of("督2", "63", "3号")));
        assertEquals(2, VOCABULARY.telling("油烟扰民，停车").parts().size());
    }

    @Test
    @DisplayName("a question word inside what the dictionary takes for a word tells nothing either: 是什么")
    void questionWordsInsideWords() {
        assertEquals(List.of("锣鼓", "鼓经"), telling("锣鼓经是什么？"));
    }

    private static List<String> spelled(List<int[]> runs, Telling of) {
        return runs.stream()
                .map(run -> Arrays.stream(run)
                        .mapToObj(gram -> of.grams().get(gram).term())
                        .collect(joining("+")))
                .toList();
    }

    @Test
    @DisplayName("words that tell something, each once; characters of no known word by twos: 苏镜宇")
    void words() {
        Telling telling = VOCABULARY.telling("公积金怎么提取，公积金，苏镜宇");
        assertEquals(List.of("公积+积金", "提取", "苏镜", "镜宇"), spelled(telling.words(), telling));
    }

    @Test
    @DisplayName("a text is one over its spaces and marks, and no gram bridges two texts")
    void texts() {
        Telling telling = VOCABULARY.telling(List.of("油烟，停车", "扰民"));
        assertEquals(List.of("油烟+烟停+停车", "扰民"), spelled(telling.texts(), telling));
        assertEquals(List.of("油烟", "停车", "扰民"), spelled(telling.parts(), telling));
        assertEquals(
                List.of("油烟", "烟停", "停车", "扰民"),
                telling.grams().stream().map(Gram::term).toList());
    }

    @Test
    @DisplayName("traditional and full width are the same: 請問Ａ市")
    void folded() {
        assertEquals(telling("请问a市油烟"), telling("請問Ａ市油煙"));
    }

    @Property(tries = 300)
    void itHasTheGramsOfTheText(@ForAll String text) {
        String cut = text.substring(0, Math.min(text.length(), Telling.LONGEST));
        List<String> grams =
                VOCABULARY.telling(text).grams().stream().map(Gram::term).toList();

        assertEquals(new HashSet<>(Grams.of(Folding.fold(cut))), new HashSet<>(grams));
        assertEquals(grams.size(), new HashSet<>(grams).size());
    }

    @Property(tries = 300)
    void charactersAscend(@ForAll String text) {
        int[] characters = VOCABULARY.telling(text).characters();
        int[] sorted = Arrays.stream(characters).sorted().distinct().toArray();

        assertArrayEquals(sorted, characters);
    }
}
