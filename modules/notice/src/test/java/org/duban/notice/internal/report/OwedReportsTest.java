package org.duban.notice.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDateTime;
import java.util.List;
import org.duban.api.form.Cadence;
import org.duban.api.form.Cadence.Period;
import org.duban.api.form.Cadence.Roll;
import org.duban.api.notice.OwedReport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A key project with a weekly report on Fridays and a monthly close on the 5th, in the spring of 2026. */
class OwedReportsTest {

    private static final Cadence WEEKLY = Shipped.weekly(Roll.BACK);
    private static final Cadence MONTHLY = Shipped.monthlyClose(Roll.FORWARD);

    @Test
    @DisplayName("交办当日不计：周五交办，下周五起报")
    void theDayOfAssignmentIsNotCounted() {
        Story story = Story.assigned("2026-03-06T09:00", "发改局");

        assertEquals(List.of("1 2026-W11 2026-03-13 OWED"), weekly(story, "2026-03-06T18:00"));
    }

    @Test
    @DisplayName("周四交办，次日的周报要报")
    void aReportIsOwedFromTheDayAfterAssignment() {
        Story story = Story.assigned("2026-03-05T17:00", "发改局");

        assertEquals(List.of("1 2026-W10 2026-03-06 OWED"), weekly(story, "2026-03-05T18:00"));
    }

    @Test
    @DisplayName("交办前已结束的月份不报")
    void aPeriodThatWasOverBeforeTheAssignmentIsNotOwed() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局");

        assertEquals(List.of("1 2026-03 2026-04-07 OWED"), owed(story, "2026-03-03T09:00", MONTHLY));
    }

    @Test
    @DisplayName("到期当日仍是未到期，次日零时起缺报")
    void aReportIsMissingWhenItsDayIsOver() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局");

        assertEquals(
                List.of("1 2026-W10 2026-03-06 OWED", "1 2026-W11 2026-03-13 OWED"), weekly(story, "2026-03-06T23:59"));
        assertEquals(
                List.of("1 2026-W10 2026-03-06 MISSING", "1 2026-W11 2026-03-13 OWED"),
                weekly(story, "2026-03-07T00:00"));
    }

    @Test
    @DisplayName("指名周期的报告只报该周期")
    void aReportThatNamesItsPeriodFilesThatOneAlone() {
        Story story =
                Story.assigned("2026-03-02T09:00", "发改局").at("2026-03-12T10:00").report(1, "weekly/2026-W10");

        assertEquals(
                List.of("1 2026-W10 2026-03-06 FILED_LATE", "1 2026-W11 2026-03-13 OWED"),
                weekly(story, "2026-03-12T10:00"));
    }

    @Test
    @DisplayName("未指名周期的报告：已开始而未报的周期都算已报")
    void aReportThatNamesNoPeriodFilesTheCurrentAndTheMissingOnes() {
        Story story =
                Story.assigned("2026-03-02T09:00", "发改局").at("2026-03-10T10:00").report(1);

        assertEquals(
                List.of(
                        "1 2026-W10 2026-03-06 FILED_LATE",
                        "1 2026-W11 2026-03-13 FILED",
                        "1 2026-W12 2026-03-20 MISSING",
                        "1 2026-W13 2026-03-27 OWED",
                        "1 2026-03 2026-04-07 FILED"),
                owed(story, "2026-03-23T09:00", WEEKLY, MONTHLY));
    }

    @Test
    @DisplayName("旧日志里的报告没有周期一项，视为未指名")
    void aReportFromBeforeThereWerePeriodsNamesNone() {
        Story story =
                Story.assigned("2026-03-02T09:00", "发改局").at("2026-03-05T10:00").report(1, null);

        assertEquals(
                List.of("1 2026-W10 2026-03-06 FILED", "1 2026-W11 2026-03-13 OWED"),
                weekly(story, "2026-03-09T09:00"));
    }

    @Test
    @DisplayName("先报的算：补报不改变已报的时间")
    void theFirstReportForAPeriodCounts() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局")
                .at("2026-03-06T10:00")
                .report(1)
                .at("2026-03-09T10:00")
                .report(1, "weekly/2026-W10");

        OwedReport first = reports(story, "2026-03-10T09:00", WEEKLY).get(0);
        assertEquals(OwedReport.State.FILED, first.state());
        assertEquals(Story.instant(LocalDateTime.parse("2026-03-06T10:00")), first.filedAt());
    }

    @Test
    @DisplayName("提前报下一期")
    void aReportMayBeFiledAhead() {
        Story story =
                Story.assigned("2026-03-02T09:00", "发改局").at("2026-03-05T10:00").report(1, "weekly/2026-W11");

        assertEquals(
                List.of("1 2026-W10 2026-03-06 MISSING", "1 2026-W11 2026-03-13 FILED"),
                weekly(story, "2026-03-09T09:00"));
    }

    @Test
    @DisplayName("春节前提前到期的周报：到期当日的报告算报")
    void aReportRolledBeforeItsWeekIsFiledOnItsDueDay() {
        Story story = Story.assigned("2026-02-09T09:00", "发改局")
                .at("2026-02-13T10:00")
                .report(1)
                .at("2026-02-14T10:00")
                .report(1);

        List<OwedReport> reports = reports(story, "2026-02-24T09:00", WEEKLY);
        assertEquals(
                List.of("1 2026-W07 2026-02-13 FILED", "1 2026-W08 2026-02-14 FILED", "1 2026-W09 2026-02-27 OWED"),
                told(reports));
        assertNull(reports.get(0).rolledFrom());
        assertEquals("2026-02-20", String.valueOf(reports.get(1).rolledFrom()));
    }

    @Test
    @DisplayName("中止期间不报，恢复次日起再报")
    void nothingIsOwedWhileSuspended() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局")
                .at("2026-03-13T09:00")
                .suspend(1)
                .at("2026-03-27T09:00")
                .resume(1);

        assertEquals(List.of("1 2026-W10 2026-03-06 MISSING"), weekly(story, "2026-03-26T09:00"));
        assertEquals(
                List.of("1 2026-W10 2026-03-06 MISSING", "1 2026-W14 2026-04-03 OWED"),
                weekly(story, "2026-03-28T09:00"));
    }

    @Test
    @DisplayName("整月中止，恢复后不补报该月")
    void aMonthInWhichTheClockNeverRanIsNotOwed() {
        Story story = Story.assigned("2026-01-05T09:00", "发改局")
                .at("2026-01-30T09:00")
                .suspend(1)
                .at("2026-03-02T09:00")
                .resume(1);

        assertEquals(List.of("1 2026-03 2026-04-07 OWED"), owed(story, "2026-03-03T09:00", MONTHLY));
    }

    @Test
    @DisplayName("部分月份中止，恢复后该月仍报")
    void aMonthInWhichTheClockRanForAWhileIsOwed() {
        Story story = Story.assigned("2026-01-05T09:00", "发改局")
                .at("2026-02-10T09:00")
                .suspend(1)
                .at("2026-03-02T09:00")
                .resume(1);

        assertEquals(
                List.of("1 2026-01 2026-02-05 MISSING", "1 2026-02 2026-03-05 OWED"),
                owed(story, "2026-03-03T09:00", MONTHLY));
    }

    @Test
    @DisplayName("办结当日起不报，退回重办次日起再报")
    void nothingIsOwedFromTheDayItFinishedUntilItIsReturned() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局")
                .at("2026-03-13T09:00")
                .finish(1)
                .at("2026-03-20T09:00")
                .giveBack(1);

        assertEquals(List.of("1 2026-W10 2026-03-06 MISSING"), weekly(story, "2026-03-19T09:00"));
        assertEquals(
                List.of("1 2026-W10 2026-03-06 MISSING", "1 2026-W13 2026-03-27 OWED"),
                weekly(story, "2026-03-21T09:00"));
    }

    @Test
    @DisplayName("中止后退回重办的，恢复前仍不报")
    void aClockThatIsBothFinishedAndSuspendedRunsOnlyWhenBothAreOver() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局")
                .at("2026-03-03T09:00")
                .suspend(1)
                .at("2026-03-04T09:00")
                .finish(1)
                .at("2026-03-05T09:00")
                .giveBack(1);

        assertEquals(List.of(), weekly(story, "2026-03-20T09:00"));
    }

    @Test
    @DisplayName("异议成立，解除的单位一份也不欠")
    void aRelievedUnitOwesNoneAtAll() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局", "住建局")
                .at("2026-03-10T09:00")
                .upholdDispute(2);

        assertEquals(
                List.of("1 2026-W10 2026-03-06 MISSING", "1 2026-W11 2026-03-13 OWED"),
                weekly(story, "2026-03-10T10:00"));
    }

    @Test
    @DisplayName("事项终止：未办结的解除，已办结的照旧")
    void theEndOfAMatterRelievesWhoeverHadNotFinished() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局", "住建局")
                .at("2026-03-09T09:00")
                .finish(2)
                .at("2026-03-10T09:00")
                .terminate();

        assertEquals(List.of("2 2026-W10 2026-03-06 MISSING"), weekly(story, "2026-03-10T10:00"));
    }

    @Test
    @DisplayName("各单位各报各的")
    void eachUnitReportsForItself() {
        Story story = Story.assigned("2026-03-02T09:00", "发改局", "住建局")
                .at("2026-03-06T09:00")
                .report(2);

        List<OwedReport> reports = reports(story, "2026-03-07T09:00", WEEKLY);
        assertEquals(
                List.of(
                        "1 2026-W10 2026-03-06 MISSING",
                        "1 2026-W11 2026-03-13 OWED",
                        "2 2026-W10 2026-03-06 FILED",
                        "2 2026-W11 2026-03-13 OWED"),
                told(reports));
        assertEquals(
                List.of("发改局", "发改局", "住建局", "住建局"),
                reports.stream().map(OwedReport::unit).toList());
    }

    @Test
    @DisplayName("回到从前：当时未报的就是未报")
    void asOfADayBeforeTheFilingItIsNotFiled() {
        Story story =
                Story.assigned("2026-03-02T09:00", "发改局").at("2026-03-09T09:00").report(1);

        assertEquals(
                List.of("1 2026-W10 2026-03-06 MISSING", "1 2026-W11 2026-03-13 OWED"),
                weekly(story, "2026-03-09T08:59"));
        assertEquals(
                List.of("1 2026-W10 2026-03-06 FILED_LATE", "1 2026-W11 2026-03-13 FILED"),
                weekly(story, "2026-03-09T09:00"));
        assertEquals(List.of(), weekly(story, "2026-03-01T09:00"));
    }

    @Test
    @DisplayName("周日报送、遇假不报：到下一个调休周日，一年内没有便不列")
    void theNextReportIsLookedForWithinAYear() {
        Cadence sundays = new Cadence("weekly", "周报", Period.WEEKLY, 7, false, Roll.SKIP);
        Story story = Story.assigned("2026-03-02T09:00", "发改局");

        assertEquals(List.of("1 2026-W38 2026-09-20 OWED"), owed(story, "2026-03-03T09:00", sundays));
        assertEquals(List.of("1 2026-W38 2026-09-20 MISSING"), owed(story, "2026-10-01T09:00", sundays));
    }

    private static List<String> weekly(Story story, String asOf) {
        return owed(story, asOf, WEEKLY);
    }

    private static List<String> owed(Story story, String asOf, Cadence... cadences) {
        return told(reports(story, asOf, cadences));
    }

    private static List<OwedReport> reports(Story story, String asOf, Cadence... cadences) {
        return OwedReports.of(
                story.history(),
                List.of(cadences),
                Shipped.CALENDAR,
                Story.ZONE,
                Story.instant(LocalDateTime.parse(asOf)));
    }

    private static List<String> told(List<OwedReport> reports) {
        return reports.stream()
                .map(r -> r.obligation() + " " + r.period() + " " + r.dueOn() + " " + r.state())
                .toList();
    }
}
