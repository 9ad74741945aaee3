package org.duban.search.internal.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.duban.search.internal.names.Correction.Reason;
import org.duban.search.internal.text.Words;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionsTest {

    private static final Corrections CORRECTIONS =
            Corrections.over(Words.standard().with(Directory.BOOK.words()), Directory.BOOK);

    private static final List<String> TEXTS = List.of(
            "关于大气污染治理的批示",
            "大气污染防治工作方案",
            "秀川街道垃圾处理不及时",
            "垃圾处理费收取",
            "小区供暖温度不达标",
            "供暖管道改造",
            "住建局答复老旧小区改造",
            "晏家坪道路积水",
            "噪声扰民",
            "事实清楚，实施方案");

    /** How many texts hold every part of what was asked. */
    private static long count(String asked) {
        List<String> parts = Arrays.asList(asked.split(" "));
        return TEXTS.stream()
                .filter(text -> parts.stream().allMatch(text::contains))
                .count();
    }

    private static Optional<String> corrected(String query) {
        return CORRECTIONS.correct(query, CorrectionsTest::count).map(Correction::text);
    }

    @ParameterizedTest
    @CsvSource({
        "大汽污染,大气污染",
        "大气乌染,大气污染",
        "公绩金,公积金",
        "时事,事实",
        "南州,兰州",
        "晴节,情节",
        "候爵,侯爵",
        "折迁,拆迁",
        "末来,未来",
        "自已,自己",
        "大气染,大气污染",
        "大气气污染,大气污染",
        "大污气染,大气污染",
        "daqiwuran,大气污染",
        "dqwr,大气污染",
        "da qi wu ran,大气污染",
        "大气wuran,大气污染",
        "wuranzhili,污染治理",
        "住健局,住建局",
        "宴家坪,晏家坪",
        "xiuchuanjiedao,秀川街道",
        "绣川街道,秀川街道"
    })
    @DisplayName("音近、形近、漏字、拼音，原词都在前十个候选里")
    void aSlipHasTheWordAmongItsFirstTenCandidates(String typed, String meant) {
        List<String> candidates = CORRECTIONS.candidates(typed, 10);
        assertTrue(candidates.contains(meant), candidates.toString());
    }

    @Test
    @DisplayName("候选按人们的写法：显著，不是显着")
    void candidatesAreShownAsPeopleWriteThem() {
        assertTrue(CORRECTIONS.candidates("限著", 10).contains("显著"));
        assertTrue(CORRECTIONS.candidates("著铭", 10).contains("著名"));
    }

    @ParameterizedTest
    @CsvSource({
        "大汽污染,大气污染,SHAPE",
        "大气乌染,大气污染,SOUND",
        "大气染,大气污染,LETTERS",
        "dqwr,大气污染,PINYIN",
        "垃圾处里,垃圾处理,SOUND",
        "laji处理,垃圾处理,PINYIN",
        "秀川街道 拉圾,秀川街道 垃圾,SHAPE",
        "住健局 改造,住建局 改造,SHAPE",
        "宴家坪 积水,晏家坪 积水,SHAPE",
        "gong nuan 温度,供暖 温度,PINYIN",
        "噪声扰名,噪声扰民,SOUND"
    })
    @DisplayName("什么也查不到时，给出查得到的整句")
    void aQueryThatFindsNothingIsCorrectedToOneThatFinds(String typed, String meant, Reason reason) {
        Correction correction =
                CORRECTIONS.correct(typed, CorrectionsTest::count).orElseThrow();
        assertEquals(meant, correction.text());
        assertEquals(reason, correction.reason());
        assertEquals(1, correction.changed().size());
        assertTrue(correction.cost() > 0);
    }

    @Test
    @DisplayName("两个词都错也能改")
    void twoWordsMayBeChanged() {
        Correction correction =
                CORRECTIONS.correct("拉圾 秀穿街道", CorrectionsTest::count).orElseThrow();
        assertEquals("垃圾 秀川街道", correction.text());
        assertEquals(List.of("垃圾", "秀川街道"), correction.changed());
    }

    @Test
    void whatStandsAroundTheChangedWordStaysAsItWasTyped() {
        assertEquals(
                Optional.of("《大气污染》，治理"),
                CORRECTIONS
                        .correct("《大汽污染》，治理", text -> text.contains("大气污染") || text.equals("治理") ? 3 : 0)
                        .map(Correction::text));
    }

    @Test
    void aQueryThatFindsSomethingIsLeftAlone() {
        assertEquals(Optional.empty(), CORRECTIONS.correct("事食", text -> text.equals("事食") ? 3 : 1_000));
    }

    @Test
    void almostNothingGivesWayOnlyToClearlyMore() {
        assertEquals(Optional.empty(), CORRECTIONS.correct("大汽污染", text -> text.equals("大汽污染") ? 2 : 9));
        assertTrue(CORRECTIONS
                .correct("大汽污染", text -> text.equals("大汽污染") ? 2 : 100)
                .isPresent());
    }

    @Test
    void wordsThatAreFoundEachButNotTogetherStayAsTheyAre() {
        assertEquals(Optional.empty(), corrected("供暖 噪声"));
    }

    @Test
    void amongEqualSlipsTheMoreFrequentWordIsMeant() {
        assertEquals(
                Optional.of("实施"),
                CORRECTIONS
                        .correct("shishi", text -> text.equals("实施") ? 900 : text.equals("事实") ? 30 : 0)
                        .map(Correction::text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"大汽污染", "shishi", "拉圾 秀穿街道", "一二三四五六七八九十一二三四五六", "a b c d e f g h i j k l m n", "大汽污染处里不及是小区供暧"})
    @DisplayName("最多问索引二十次，同一个问题不问两遍")
    void theIndexIsAskedAtMostTwentyTimesAndNeverTwiceTheSame(String query) {
        for (long answer : new long[] {0, 1}) {
            List<String> asked = new ArrayList<>();
            CORRECTIONS.correct(query, text -> {
                asked.add(text);
                return text.equals(query) ? 0 : answer;
            });
            assertTrue(asked.size() <= 20, asked.toString());
            assertEquals(new HashSet<>(asked).size(), asked.size(), asked.toString());
        }
    }

    @Property(tries = 300)
    void oddInputIsAnsweredWithNoError(@ForAll String odd, @ForAll int limit) {
        assertTrue(CORRECTIONS.candidates(odd, limit).size() <= Math.max(0, limit));
        assertFalse(CORRECTIONS.candidates(odd, 5).contains(odd));
        CORRECTIONS
                .correct(odd, text -> text.length() % 3)
                .ifPresent(correction -> assertFalse(correction.text().equals(odd)));
    }

    @Test
    void tooMuchIsNothing() {
        for (String odd : List.of("z".repeat(100_000), "住".repeat(100_000), "\uD800".repeat(100_000), "", "\0", " ")) {
            assertEquals(List.of(), CORRECTIONS.candidates(odd, 10));
            assertEquals(Optional.empty(), corrected(odd));
        }
    }

    @Test
    void whoHasNoNamesCorrectsToWords() {
        Corrections corrections = Corrections.over(Words.standard(), NameBook.of(List.of()));
        assertEquals("大气污染", corrections.candidates("大汽污染", 1).get(0));
    }
}
