package org.duban.search.internal.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.duban.search.internal.text.Identifiers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingsTest {

    private static Set<String> spellings(String text) {
        return Spellings.of(text, Searched.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05, 二〇二六年三月五日",
        "2026年3月5日, 2026-03-05",
        "2026年3月5日, 2026年03月05号",
        "2026年12月31日, 二〇二六年十二月三十一日",
        "二〇二六年三月, 2026年3月",
        "2026-03, 2026/3",
        "2026年, 二〇二六年",
        "3月5日, 三月五号",
        "七督通〔2026〕3号, 七督通（二〇二六）第三号",
        "七督通2026年第3号, 七督通[2026]3号",
        "第37期, 第三十七期",
        "第一百零三条, 第103条",
        "第1020号, 第一千零二十号",
        "12.5%, 百分之十二点五",
    })
    @DisplayName("同一日期、编号的另一种写法")
    void ofOneThingFindEachOther(String one, String other) {
        assertTrue(
                spellings(one).contains(Searched.of(other)),
                () -> spellings(one).toString());
        assertTrue(
                spellings(other).contains(Searched.of(one)),
                () -> spellings(other).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"油烟", "2026", "2026年3月5日油烟", "2026-03-05 2026-03-06", "3", ""})
    @DisplayName("不只是日期、编号的，没有另一种写法")
    void areOfDatesAndNumbersAlone(String text) {
        assertEquals(Set.of(), spellings(text));
    }

    @Property
    @Label("每一种写法都是同一天")
    void allMeanTheSameDay(
            @ForAll @IntRange(min = 1950, max = 2099) int year, @ForAll @IntRange(min = 1, max = 365) int day) {
        LocalDate date = LocalDate.ofYearDay(year, day);
        Set<String> spellings = spellings(date.toString());
        assertTrue(spellings.size() >= 8, spellings::toString);
        for (String spelling : spellings) {
            // 202635 is 2026-3-5 without what doesn't count; by itself it is no date.
            if (!spelling.matches("\\d{5,7}")) {
                assertEquals(List.of(date.toString()), Identifiers.of(spelling), spelling);
            }
        }
    }

    @Property
    @Label("每一种写法都是同一期")
    void allMeanTheSameNumber(@ForAll @IntRange(min = 1, max = 9999) int number) {
        for (String spelling : spellings("第" + number + "期")) {
            assertEquals(List.of("期#" + number), Identifiers.of(spelling), spelling);
        }
    }
}
