package org.duban.search.internal.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionsTest {

    private static final Completions COMPLETIONS = Completions.over(Directory.BOOK);

    @ParameterizedTest
    @CsvSource({
        "大气污,大气污染",
        "daqiwur,大气污染",
        "dqwr,大气污染",
        "大气wr,大气污染",
        "垃圾c,垃圾处理",
        "lajichu,垃圾处理",
        "lvh,绿化",
        "luhua,绿化",
        "住建,七里河区住房和城乡建设局",
        "zhujian,七里河区住房和城乡建设局",
        "xiuch,秀川街道",
        "晏,晏家坪街道",
        "xigy,西果园镇"
    })
    @DisplayName("汉字、拼音、首字母、混打都接得上")
    void wordsAndNamesAreCompletedHoweverTheyAreTyped(String typed, String expected) {
        List<String> completions = COMPLETIONS.complete(typed, 10);
        assertTrue(completions.contains(expected), completions.toString());
    }

    @Test
    void namesComeFirstAndLeaveRoomForWords() {
        List<String> completions = COMPLETIONS.complete("x", 4);
        assertEquals(4, completions.size());
        assertTrue(Directory.BOOK.words().containsAll(completions.subList(0, 2)), completions.toString());
        assertFalse(Directory.BOOK.words().contains(completions.get(2)), completions.toString());
    }

    @Test
    void wordsAloneAreWithoutNames() {
        assertEquals("大气污染", Completions.words("daqiwur", 1).get(0));
        assertFalse(Completions.words("xiuchuan", 1_000).contains("秀川街道"));
        assertEquals(List.of(), Completions.words("大气", 0));
    }

    @Test
    void whatIsTypedWholeIsNoCompletion() {
        assertFalse(COMPLETIONS.complete("大气", 1_000).contains("大气"));
        assertFalse(COMPLETIONS.complete("秀川街道", 1_000).contains("秀川街道"));
    }

    @Property(tries = 300)
    void oddInputIsAnsweredWithNoErrorAndNothingTwice(@ForAll String odd, @ForAll int limit) {
        List<String> completions = COMPLETIONS.complete(odd, limit);
        assertTrue(completions.size() <= Math.max(0, limit));
        assertEquals(new HashSet<>(completions).size(), completions.size());
    }

    @Test
    void tooMuchIsNothing() {
        for (String odd : List.of("z".repeat(100_000), "住".repeat(100_000), "\uD800".repeat(100_000), "", "\0")) {
            assertEquals(List.of(), COMPLETIONS.complete(odd, 10));
        }
    }
}
