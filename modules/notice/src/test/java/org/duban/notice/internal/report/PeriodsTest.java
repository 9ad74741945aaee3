package org.duban.notice.internal.report;

import static org.duban.notice.internal.report.Shipped.CALENDAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Period;
import org.duban.api.form.Cadence.Roll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The district's weeks and months of 2026, by 国办发明电〔2025〕7号. */
class PeriodsTest {

    @Test
    @DisplayName("春节整周放假：周报提前到节前最后一个工作日，落在前一周")
    void aWeekThatIsWhollyOffRollsBackIntoTheWeekBefore() {
        assertEquals(
                List.of("2026-W07 2026-02-13", "2026-W08 2026-02-14", "2026-W09 2026-02-27"),
                due(Shipped.weekly(Roll.BACK), "2026-02-09", "2026-03-01"));

        ReportPeriod rolled =
                Periods.find(Shipped.weekly(Roll.BACK), "2026-W08", CALENDAR).orElseThrow();
        assertEquals(day("2026-02-20"), rolled.rolledFrom());
        assertEquals(day("2026-02-14"), rolled.opensOn());
    }

    @Test
    @DisplayName("春节整周放假：周报顺延到节后第一个工作日，落在后一周")
    void aWeekThatIsWhollyOffRollsForwardIntoTheNextWeek() {
        assertEquals(
                List.of("2026-W07 2026-02-13", "2026-W08 2026-02-24", "2026-W09 2026-02-27"),
                due(Shipped.weekly(Roll.FORWARD), "2026-02-09", "2026-03-01"));

        ReportPeriod rolled =
                Periods.find(Shipped.weekly(Roll.FORWARD), "2026-W08", CALENDAR).orElseThrow();
        assertEquals(day("2026-02-20"), rolled.rolledFrom());
        assertEquals(rolled.firstDay(), rolled.opensOn());
    }

    @Test
    @DisplayName("春节整周放假：该周不报")
    void aWeekThatIsWhollyOffIsLeftOut() {
        assertEquals(
                List.of("2026-W07 2026-02-13", "2026-W09 2026-02-27"),
                due(Shipped.weekly(Roll.SKIP), "2026-02-09", "2026-03-01"));
        assertTrue(Periods.find(Shipped.weekly(Roll.SKIP), "2026-W08", CALENDAR).isEmpty());
    }

    @Test
    @DisplayName("周日为报送日：年初调休的周日照常报送")
    void aMakeUpSundayIsADueDayLikeAnyOther() {
        Cadence sundays = new Cadence("weekly", "周报", Period.WEEKLY, 7, false, Roll.SKIP);

        assertEquals(List.of("2026-W01 2026-01-04", "2026-W38 2026-09-20"), due(sundays, "2026-01-01", "2026-12-31"));
    }

    @Test
    @DisplayName("春节：两周的周报可以同一天到期")
    void aHolidayMayRollTwoPeriodsTogether() {
        Cadence sundays = new Cadence("weekly", "周报", Period.WEEKLY, 7, false, Roll.BACK);

        assertEquals(List.of("2026-W07 2026-02-14", "2026-W08 2026-02-14"), due(sundays, "2026-02-14", "2026-02-20"));
    }

    @Test
    @DisplayName("国庆：周报 10 月 2 日顺延到 10 月 8 日，下一周的仍在 9 日")
    void nationalDayRollsForward() {
        assertEquals(
                List.of("2026-W39 2026-09-28", "2026-W40 2026-10-08", "2026-W41 2026-10-09"),
                due(Shipped.weekly(Roll.FORWARD), "2026-09-21", "2026-10-11"));
    }

    @Test
    @DisplayName("国庆：周报 10 月 2 日提前到 9 月 30 日，中秋的提前到 9 月 24 日")
    void nationalDayRollsBack() {
        assertEquals(
                List.of("2026-W39 2026-09-24", "2026-W40 2026-09-30", "2026-W41 2026-10-09"),
                due(Shipped.weekly(Roll.BACK), "2026-09-21", "2026-10-11"));
    }

    @ParameterizedTest
    @CsvSource({"BACK, 2026-09-30", "FORWARD, 2026-10-08"})
    @DisplayName("国庆：九月月结次月 5 日")
    void theMonthlyCloseOfSeptemberRollsOverNationalDay(Roll roll, LocalDate due) {
        ReportPeriod september =
                Periods.find(Shipped.monthlyClose(roll), "2026-09", CALENDAR).orElseThrow();

        assertEquals(due, september.dueOn());
        assertEquals(day("2026-10-05"), september.rolledFrom());
        assertEquals(day("2026-09-01"), september.firstDay());
        assertEquals(day("2026-09-30"), september.lastDay());
    }

    @ParameterizedTest
    @CsvSource({"2024-02, 2024-02-29", "2026-02, 2026-02-28", "2026-04, 2026-04-30", "2026-12, 2026-12-31"})
    @DisplayName("31 日即每月最后一日")
    void day31IsTheLastDayOfAnyMonth(String month, LocalDate due) {
        Cadence atTheEnd = new Cadence("monthly", "月报", Period.MONTHLY, 31, false, Roll.BACK);

        assertEquals(due, Periods.find(atTheEnd, month, CALENDAR).orElseThrow().dueOn());
    }

    @Test
    @DisplayName("一月 31 日是周六，提前到 30 日")
    void theEndOfAMonthRollsAsAnyOtherDay() {
        Cadence atTheEnd = new Cadence("monthly", "月报", Period.MONTHLY, 31, false, Roll.BACK);

        ReportPeriod january = Periods.find(atTheEnd, "2026-01", CALENDAR).orElseThrow();
        assertEquals(day("2026-01-30"), january.dueOn());
        assertEquals(day("2026-01-31"), january.rolledFrom());
    }

    @Test
    @DisplayName("日报：只在工作日，调休上班日也报")
    void aDailyReportIsOwedForEachWorkingDay() {
        assertEquals(
                List.of("2026-02-13 2026-02-13", "2026-02-14 2026-02-14", "2026-02-24 2026-02-24"),
                due(Shipped.daily(), "2026-02-13", "2026-02-24"));
        assertTrue(Periods.find(Shipped.daily(), "2026-02-16", CALENDAR).isEmpty());
    }

    @Test
    @DisplayName("次日报：节前最后一天的日报节后第一天报")
    void aDailyReportOfTheDayBeforeIsDueOnTheNextWorkingDay() {
        Cadence dayAfter = new Cadence("daily", "日报", Period.DAILY, 1, true, Roll.BACK);

        assertEquals(
                List.of("2026-02-13 2026-02-14", "2026-02-14 2026-02-24"), due(dayAfter, "2026-02-14", "2026-02-24"));
        assertNull(Periods.find(dayAfter, "2026-02-14", CALENDAR).orElseThrow().rolledFrom());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-W53, 2026-12-28, 2027-01-03",
        "2020-W53, 2020-12-28, 2021-01-03",
        "2025-W01, 2024-12-30, 2025-01-05",
        "2027-W01, 2027-01-04, 2027-01-10"
    })
    @DisplayName("跨年的周按 ISO 8601 编号")
    void aWeekAcrossTheYearsEndBelongsToTheYearOfItsThursday(String id, LocalDate first, LocalDate last) {
        ReportPeriod week =
                Periods.find(Shipped.weekly(Roll.BACK), id, CALENDAR).orElseThrow();

        assertEquals(first, week.firstDay());
        assertEquals(last, week.lastDay());
        assertEquals(id, week.id());
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 2025-W53",
        "WEEKLY, 2026-W00",
        "WEEKLY, 2026-W9",
        "WEEKLY, 2026-w10",
        "WEEKLY, 2026-03",
        "WEEKLY, ''",
        "MONTHLY, 2026-13",
        "MONTHLY, 2026-W10",
        "MONTHLY, +12026-03",
        "DAILY, 2026-02-29",
        "DAILY, 2026-03"
    })
    @DisplayName("不存在的周期")
    void aPeriodThatDoesNotExistIsNotFound(Period period, String id) {
        assertTrue(Periods.find(new Cadence("c", "报告", period, 1, false, Roll.BACK), id, CALENDAR)
                .isEmpty());
    }

    @Test
    @DisplayName("2015 年 5 月公布的抗战胜利日放假改变 9 月的报送日")
    void aCalendarThatChangedMovesTheDueDay() {
        WorkCalendar before = Shipped.CALENDARS.asOf(day("2015-03-01"));
        WorkCalendar after = Shipped.CALENDARS.asOf(day("2015-05-13"));
        Cadence thursdays = new Cadence("weekly", "周报", Period.WEEKLY, 4, false, Roll.BACK);

        assertEquals(
                day("2015-09-03"),
                Periods.find(thursdays, "2015-W36", before).orElseThrow().dueOn());
        assertEquals(
                day("2015-09-02"),
                Periods.find(thursdays, "2015-W36", after).orElseThrow().dueOn());
    }

    private static List<String> due(Cadence cadence, String from, String to) {
        return Periods.due(cadence, day(from), day(to), CALENDAR)
                .map(p -> p.id() + " " + p.dueOn())
                .toList();
    }

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }
}
