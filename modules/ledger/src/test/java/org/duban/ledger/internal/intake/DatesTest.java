package org.duban.ledger.internal.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.ledger.internal.intake.Grid.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    private static final Dates IN_2026 = new Dates(IntakeRules.read(null).dates(), 2026, false);
    private static final Dates NO_YEAR = new Dates(IntakeRules.read(null).dates(), 0, false);

    private static Dates.Read text(Dates dates, String text) {
        return dates.read(Cell.text(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026年3月1日",
                "2026.3.1",
                "2026-03-01",
                "2026/3/1",
                "20260301",
                "2026年03月01日前",
                "2026 年 3 月 1 日",
                "２０２６年３月１日",
                "二〇二六年三月一日",
                "2026-03-01 10:30:00",
                "2026-03-01T10:30:00",
                "2026.03.01之前",
                "3月1日",
                "3月1日前",
                "今年3月1日"
            })
    void aDayIsReadInAllItsSpellings(String text) {
        if (text.startsWith("今年")) {
            assertEquals("不是日期", text(IN_2026, text).fault(), "only months and quarters are said of this year");
        } else {
            assertEquals(LocalDate.of(2026, 3, 1), text(IN_2026, text).day());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026年3月, 2026-03-31",
        "2026年2月底前, 2026-02-28",
        "2026.11, 2026-11-30",
        "3月底前, 2026-03-31",
        "十一月底, 2026-11-30",
        "3月中旬, 2026-03-20",
        "2026年一季度, 2026-03-31",
        "第三季度, 2026-09-30",
        "上半年, 2026-06-30",
        "2026年上半年, 2026-06-30",
        "年底前, 2026-12-31",
        "全年, 2026-12-31",
        "2026年底, 2026-12-31",
        "2026年3月至6月, 2026-06-30",
        "2026年3月1日-2026年5月20日, 2026-05-20",
        "明年3月, 2027-03-31"
    })
    void aSpanEndsOnItsLastDayAndThatIsSaid(String text, LocalDate last) {
        Dates.Read read = text(IN_2026, text);
        assertEquals(last, read.day());
        assertEquals(false, read.remark().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"长期", "长期坚持", "持续推进", "常态化", "/", "—"})
    void withoutADateNoneIsMadeUp(String text) {
        assertNull(text(IN_2026, text).at());
        assertEquals("", text(IN_2026, text).fault());
    }

    @ParameterizedTest
    @CsvSource({
        "2026年2月30日, 没有这一天",
        "2026-13-01, 没有这一天",
        "26.3.1, 年份须写四位",
        "3/5/2026, 月、日的先后不明",
        "尽快, 不是日期",
        "待定, 不是日期",
        "12345, 不是日期"
    })
    void whatIsNoDateIsSaid(String text, String fault) {
        assertEquals(fault, text(IN_2026, text).fault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3月底前", "第一季度", "年底", "3月1日"})
    void aYearIsNotGuessed(String text) {
        assertEquals("没有年份，表题、文件名和导入选项中也没有", text(NO_YEAR, text).fault());
    }

    @Test
    void serialNumbersCountFrom1900OrFrom1904() {
        Cell date = new Cell("46082", 46_082.0, true, false, false);
        assertEquals(LocalDate.of(2026, 3, 1), IN_2026.read(date).day());
        Dates mac = new Dates(IntakeRules.read(null).dates(), 2026, true);
        assertEquals(LocalDate.of(2030, 3, 2), mac.read(date).day());
        Cell plain = new Cell("46082", 46_082.0, false, false, false);
        assertEquals("数字 46082 按 Excel 日期序号认作 2026-03-01", IN_2026.read(plain).remark());
        Cell digits = new Cell("20260301", 20_260_301.0, false, false, false);
        assertEquals(LocalDate.of(2026, 3, 1), IN_2026.read(digits).day());
        assertEquals(
                LocalDate.of(1900, 1, 1),
                IN_2026.read(new Cell("1", 1.0, true, false, false)).day(),
                "before the leap day Excel made up");
        assertEquals(
                LocalDate.of(1900, 3, 1),
                IN_2026.read(new Cell("61", 61.0, true, false, false)).day());
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.integers()
                .between(0, 36_000)
                .map(n -> LocalDate.of(2000, 1, 1).plusDays(n));
    }

    @Property
    void everyDayIsReadAsItIsWritten(@ForAll("days") LocalDate day) {
        for (String pattern : new String[] {"yyyy年M月d日", "yyyy-MM-dd", "yyyy.M.d", "yyyyMMdd", "yyyy/MM/dd"}) {
            assertEquals(
                    day,
                    text(NO_YEAR, day.format(DateTimeFormatter.ofPattern(pattern)))
                            .day(),
                    pattern);
        }
    }

    @Property
    void anyTextIsADateOrAFaultNeverAnException(@ForAll String text) {
        Dates.Read read = text(IN_2026, text.isBlank() ? "x" : text);
        assertEquals(
                true,
                read.at() != null || !read.fault().isEmpty() || !read.remark().isEmpty());
    }
}
