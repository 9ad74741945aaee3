package org.duban.notice.internal.raise;

import static org.duban.notice.internal.raise.Desk.CHIEF;
import static org.duban.notice.internal.raise.Desk.HANDLER;
import static org.duban.notice.internal.raise.Desk.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.raise.Desk.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On 2015-05-13 a holiday was announced in mid-year: 09-03 to 09-05 off, Sunday 09-06 to be worked (国办发明电〔2015〕1号). */
class NewCalendarTest {

    @TempDir
    Path directory;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(directory, "2015-05-11T10:00");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** 85 working days from its receipt, so beyond the new holiday. */
    private Matter plan() {
        return desk.acknowledged(Draft.of("plan").title("环境整治").source("会议"));
    }

    private LocalDate dueAsOf(String day) {
        return desk.calendars()
                .asOf(LocalDate.parse(day))
                .addWorkingDays(LocalDate.parse("2015-05-11"), 85)
                .date();
    }

    @Test
    @DisplayName("2015年5月13日的通知一公布，时限即重新计算，并告知承办人、责任领导和督查员")
    void aNoticeInMidYearMovesOpenDueDatesAndTellsThoseConcerned() {
        Matter m = plan();
        LocalDate before = dueAsOf("2015-05-12");
        LocalDate after = dueAsOf("2015-05-13");
        assertTrue(after.isAfter(before));
        desk.until("2015-05-12T23:59");
        assertEquals(before, desk.obligation(m).due().date());
        assertEquals(List.of(), desk.told(NoticeKind.DUE_CHANGED));

        desk.until("2015-05-13T00:00");

        assertEquals(after, desk.obligation(m).due().date());
        List<Told> told = desk.told(NoticeKind.DUE_CHANGED);
        assertEquals(
                Set.of(HANDLER, CHIEF, OFFICER), told.stream().map(Told::person).collect(Collectors.toSet()));
        assertEquals(3, told.size());
        String moved = "办理时限由" + Occasions.date(before) + "变更为" + Occasions.date(after);
        assertTrue(told.get(0).text().contains(moved), told.get(0).text());
        assertTrue(told.get(0).text().contains("〔2015〕"), told.get(0).text());
        assertEquals(after, told.get(0).forDue());

        desk.until(after + "T18:00");
        assertEquals(
                List.of(
                        desk.calendars().current().subtractWorkingDays(after, 3) + "T09:00 REMINDER housing-handler",
                        after + "T09:00 REMINDER housing-handler"),
                desk.briefly(NoticeKind.REMINDER));
        assertEquals(3, desk.told(NoticeKind.DUE_CHANGED).size());
    }

    @Test
    @DisplayName("明确日期的时限不动，但提醒日随新日历变动")
    void aNamedDateStaysButItsReminderFollowsTheNewCalendar() {
        Matter m = desk.acknowledged(Desk.instruction().dueOn(LocalDate.parse("2015-09-08")));
        desk.until("2015-09-08T18:00");

        assertEquals(LocalDate.parse("2015-09-08"), desk.obligation(m).due().date());
        assertEquals(List.of(), desk.told(NoticeKind.DUE_CHANGED));
        assertEquals(
                List.of("2015-09-02T09:00 REMINDER housing-handler", "2015-09-08T09:00 REMINDER housing-handler"),
                desk.briefly(NoticeKind.REMINDER));
    }

    @Test
    @DisplayName("重新计算中途停机，重启后补齐，每个事项只变更一次")
    void aCrashWhileCountingAgainIsMadeUpFor() {
        Matter first = plan();
        Matter second = plan();
        desk.run();
        assertTrue(desk.on("2015-05-13T10:00").crash());
        desk.run();

        for (Matter m : List.of(first, second)) {
            assertEquals(dueAsOf("2015-05-13"), desk.obligation(m).due().date());
            assertEquals(
                    3,
                    desk.told(NoticeKind.DUE_CHANGED).stream()
                            .filter(t -> t.matter().equals(m.id()))
                            .count());
        }
        long version = desk.get(first.id()).version();
        desk.restart().run();
        assertEquals(version, desk.get(first.id()).version());
    }

    @Test
    @DisplayName("中止的不重算；恢复之后按当时的日历")
    void aSuspendedObligationIsNotCountedAgain() {
        Matter m = plan();
        desk.does(Desk.DIRECTOR, m, new Suspend(1, "诉讼", "受理通知书"));
        long version = desk.get(m.id()).version();
        desk.until("2015-05-14T10:00");
        assertEquals(version, desk.get(m.id()).version());

        desk.does(Desk.DIRECTOR, m, new Resume(1, "判决"));
        LocalDate due = desk.obligation(m).due().date();
        desk.until("2015-05-15T10:00");
        assertEquals(due, desk.obligation(m).due().date());
        assertEquals(List.of(), desk.told(NoticeKind.DUE_CHANGED));
    }

    @Test
    @DisplayName("不受影响的事项不留记录，也不再重看")
    void aMatterThatDoesNotMoveIsLookedAtOnce() {
        Matter m = desk.acknowledged(Desk.instruction());
        desk.until("2015-05-13T10:00");
        long version = desk.get(m.id()).version();
        String calendar = desk.calendars().asOf(LocalDate.parse("2015-05-13")).version();

        assertEquals(calendar, desk.timers(m.id()).get(0).calendar());
        desk.does(OFFICER, m, new Remind(1, "抓紧"));
        desk.run();
        assertEquals(calendar, desk.timers(m.id()).get(0).calendar());
        assertEquals(version + 1, desk.get(m.id()).version());
        assertEquals(List.of(), desk.told(NoticeKind.DUE_CHANGED));
    }
}
