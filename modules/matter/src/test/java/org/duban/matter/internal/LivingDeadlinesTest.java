package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Ladder;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterEvent.DueDatesRecounted;
import org.duban.api.matter.MatterEvent.Returned;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Proposal;
import org.junit.jupiter.api.Test;

/** Deadlines that live: the calendar changes, clocks stop, ladders draft, units are urged and report. */
class LivingDeadlinesTest {

    private static final String DUBAN = Actor.DUBAN.person();

    private final District district = new District();

    // ---- a new version of the calendar

    /** In handling since that day, counted by what was published then; received so many days before. */
    private Matter assignedOn(String day) {
        district.on(day);
        return district.assigned(instruction().form("{\"instructionDate\":\"" + day + "\",\"reportRequired\":true}"));
    }

    private static DueDate due(Matter matter, int obligation) {
        return matter.obligation(obligation).orElseThrow().due();
    }

    @Test
    void theNoticeOf20150513MovesADeadlineThatSpansTheDayOfVictory() {
        // Counted before anybody knew of the holiday.
        DueDate before = calendar("2015-05-12").addWorkingDays(LocalDate.parse("2015-08-26"), 7);
        assertEquals(LocalDate.parse("2015-09-04"), before.date());
        assertEquals(
                LocalDate.parse("2015-09-07"),
                before.countedBy(calendar("2015-05-13")).date());
        DueDate after = calendar("2015-05-12").addWorkingDays(LocalDate.parse("2015-09-07"), 7);
        assertEquals(after.date(), after.countedBy(calendar("2015-05-13")).date(), "and no other");
    }

    private WorkCalendar calendar(String day) {
        return district.calendars().asOf(LocalDate.parse(day));
    }

    @Test
    void whatMovedAndWhyIsWrittenOnTheMatterWithTheNoticesNumber() {
        Matter m = assignedOn("2020-01-20");
        assertEquals(LocalDate.parse("2020-02-04"), due(m, 1).date());
        district.on("2020-01-27");
        m = district.does(DUBAN, m, new Recount());
        assertEquals(LocalDate.parse("2020-02-06"), due(m, 1).date());
        assertEquals(LocalDate.parse("2020-02-06"), due(m, 2).date(), "every obligation of it");
        DueDatesRecounted written = (DueDatesRecounted) district.last(m);
        assertEquals("国办发明电〔2020〕1号", written.notice());
        assertTrue(written.reason().contains("住建局由2020-02-04改为2020-02-06"), written::reason);
        assertTrue(written.reason().contains("春节"), written::reason);
        Matter again = m;
        assertEquals(ErrorCode.NOT_NOW, refused(DUBAN, again, new Recount()), "counting twice changes nothing");
    }

    @Test
    void aProvisionalDateIsSettledByTheNextYearsNotice() {
        // The notice for 2016 was published on 2015-12-10.
        DueDate acrossTheYear = calendar("2015-12-09").addWorkingDays(LocalDate.parse("2015-12-25"), 7);
        assertTrue(acrossTheYear.provisional());
        assertFalse(acrossTheYear.countedBy(calendar("2015-12-10")).provisional());
    }

    @Test
    void aDateThatSomebodyNamedIsNeverMoved() {
        district.on("2020-01-20");
        Matter m = district.assigned(instruction()
                .dueOn(LocalDate.parse("2020-02-04"))
                .form("{\"instructionDate\":\"2020-01-20\",\"reportRequired\":true}"));
        district.on("2020-01-27");
        assertEquals(ErrorCode.NOT_NOW, refused(DUBAN, m, new Recount()));
    }

    @Test
    void aStoppedClockKeepsItsWorkingDaysAndIsCountedByTheCalendarOfTheDayItRunsAgain() {
        Matter m = assignedOn("2020-01-20");
        district.on("2020-01-21");
        m = district.does(DIRECTOR, m, new Suspend(0, "等待鉴定", "鉴定委托书"));
        district.on("2020-01-27");
        assertEquals(ErrorCode.NOT_NOW, refused(DUBAN, m, new Recount()), "no clock runs");
        district.on("2020-02-03");
        m = district.does(DIRECTOR, m, new Resume(0, "鉴定完成"));
        assertEquals(LocalDate.parse("2020-02-11"), due(m, 1).date(), "six of seven working days were left");
    }

    @Test
    void returnedForReworkWithItsOldDateItIsCountedByTheCalendarOfThatDay() {
        Matter m = assignedOn("2020-01-20");
        m = district.does(HANDLER_B, district.does(HANDLER, m, new Acknowledge(1)), new Acknowledge(2));
        m = district.finish(m);
        district.on("2020-01-31");
        m = district.does(OFFICER, m, new ReturnForRework(List.of(), "情况不实", null));
        assertEquals(LocalDate.parse("2020-02-06"), due(m, 1).date());
        assertTrue(district.history(m.id()).stream().anyMatch(r -> r.event() instanceof Returned));
    }

    @Property(tries = 200)
    void countingAgainByTheSameCalendarChangesNothing(@ForAll @IntRange(min = 0, max = 3000) int day) {
        District office = new District();
        office.on(LocalDate.parse("2015-01-05").plusDays(day).toString());
        Matter m = office.assigned();
        assertThrows(DubanException.class, () -> office.does(DUBAN, m, new Recount()));
    }

    @Property(tries = 200)
    void aRecountedDateIsTheOneItWouldHaveBeenHadTheNoticeBeenKnown(@ForAll @IntRange(min = 0, max = 60) int day) {
        LocalDate received = LocalDate.parse("2019-12-02").plusDays(day);
        District office = new District();
        office.on(received.toString());
        Matter m = office.assigned();
        WorkCalendar later = office.calendars().asOf(LocalDate.parse("2020-01-27"));
        office.on("2020-01-27");
        DueDate right = later.addWorkingDays(received, 7);
        if (received.isBefore(LocalDate.parse("2020-01-27"))) {
            Matter counted = right.date().equals(due(m, 1).date())
                            && right.provisional() == due(m, 1).provisional()
                    ? m
                    : office.does(DUBAN, m, new Recount());
            assertEquals(right.date(), due(counted, 1).date());
            assertEquals(right.provisional(), due(counted, 1).provisional());
        }
    }

    // ---- what Duban itself may do

    @Test
    void nobodyButDubanCountsAgainOrEscalatesAndDubanDoesNothingElse() {
        Matter m = assignedOn("2020-01-20");
        district.on("2020-03-02");
        Escalate escalate = escalate(m, "notice");
        for (MatterCommand command : List.of(new Recount(), escalate)) {
            for (var person : district.people()) {
                assertEquals(ErrorCode.ACCESS_DENIED, refused(person.id(), m, command), person.id());
            }
        }
        assertEquals(ErrorCode.ACCESS_DENIED, refused(DUBAN, m, new Remind(1, "催办")));
    }

    // ---- the ladder's drafts

    private static Escalate escalate(Matter m, String step) {
        return new Escalate(1, step, due(m, 1).date(), "督办通知", "请抓紧办理。");
    }

    @Test
    void aStepOfTheLadderIsTakenOnceForADueDate() {
        Matter m = assignedOn("2026-03-02");
        district.on("2026-03-20");
        m = district.does(DUBAN, m, escalate(m, "notice"));
        Obligation.Escalation drafted =
                m.obligation(1).orElseThrow().escalations().get(0);
        assertEquals(Ladder.Action.SUPERVISION_NOTICE, drafted.action());
        assertEquals(LocalDate.parse("2026-03-11"), drafted.dueOn());
        assertEquals(ErrorCode.NOT_NOW, refused(DUBAN, m, escalate(m, "notice")));
    }

    @Test
    void nothingIsDraftedBeforeTheDateHasPassedForAnotherDateOrByAStepThatOnlyReminds() {
        Matter m = assignedOn("2026-03-02");
        district.on("2026-03-11");
        assertEquals(ErrorCode.NOT_NOW, refused(DUBAN, m, escalate(m, "notice")), "the due date itself is in time");
        district.on("2026-03-20");
        assertEquals(
                ErrorCode.NOT_NOW,
                refused(DUBAN, m, new Escalate(1, "notice", LocalDate.parse("2026-03-10"), "督办通知", "请办理")));
        assertEquals(ErrorCode.INVALID_FIELD, refused(DUBAN, m, escalate(m, "after-1")));
        assertEquals(ErrorCode.INVALID_FIELD, refused(DUBAN, m, escalate(m, "no-such-step")));
        Matter stopped = district.does(DIRECTOR, m, new Suspend(1, "等待鉴定", "鉴定委托书"));
        assertEquals(ErrorCode.NOT_NOW, refused(DUBAN, stopped, escalate(m, "notice")));
    }

    // ---- urging

    @Test
    void aUnitIsNotUrgedAgainBeforeSevenWorkingHoursHavePassed() {
        Matter m = assignedOn("2026-03-02");
        district.on("2026-03-03");
        m = district.does(OFFICER, m, new Remind(1, "进展缓慢"));
        Matter urged = m;
        DubanException refusal =
                assertThrows(DubanException.class, () -> district.does(OFFICER, urged, new Remind(1, "再催")));
        assertEquals(ErrorCode.NOT_NOW, refusal.code());
        assertTrue(refusal.getMessage().contains("2026-03-04 09:30 之后"), refusal::getMessage);
        district.on("2026-03-04");
        assertEquals(
                2,
                district.does(OFFICER, m, new Remind(1, "再催"))
                        .obligation(1)
                        .orElseThrow()
                        .reminders());
    }

    // ---- periodic reports

    @Test
    void aReportNamesAPeriodOfACadenceOfItsFormType() {
        district.forms(
                form("instruction")
                        .replace(
                                "\"filters\"",
                                "\"cadences\": [{\"id\": \"weekly\", \"name\": \"周报\", \"period\": \"WEEKLY\", \"day\": 5, \"roll\": \"BACK\"}], \"filters\""));
        Matter m = district.does(HANDLER, assignedOn("2026-03-02"), new Acknowledge(1));
        assertEquals(
                m.version() + 1,
                district.does(HANDLER, m, report("weekly/2026-W10")).version());
        for (String wrong :
                List.of("daily/2026-03-02", "weekly/2026-03", "weekly/2026-W60", "weekly/2026-W30", "W10")) {
            assertEquals(ErrorCode.INVALID_FIELD, refused(HANDLER, m, report(wrong)), wrong);
        }
    }

    private static ReportProgress report(String period) {
        return new ReportProgress(1, "已拆除三处", 30, "", List.of(), period);
    }

    // ---- roles of a form type

    @Test
    void aFormTypeNarrowsWhoMayGiveACommand() {
        district.forms(
                form("instruction").replace("\"filters\"", "\"roles\": {\"Assign\": [\"DIRECTOR\"]}, \"filters\""));
        district.on("2026-03-02");
        Matter m = district.register(OFFICER, instruction());
        m = district.does(OFFICER, m, new Propose(new Proposal("请办理", List.of(Assignment.lead(UNIT_A)))));
        m = district.does(OFFICER, m, new Submit());
        Matter approved = district.does(DIRECTOR, m, new Approve("同意"));
        DubanException refusal =
                assertThrows(DubanException.class, () -> district.does(OFFICER, approved, Assign.asProposed()));
        assertEquals(ErrorCode.ACCESS_DENIED, refusal.code());
        assertTrue(refusal.getMessage().contains("督查室主任"), refusal::getMessage);
        assertEquals(1, district.does(DIRECTOR, approved, Assign.asProposed()).round());
    }

    // ---- texts that are not there

    @Test
    void aTextThatIsNullIsRefusedByName() {
        Matter m = district.does(HANDLER, assignedOn("2026-03-02"), new Acknowledge(1));
        DubanException refusal = assertThrows(
                DubanException.class,
                () -> district.does(HANDLER, m, new ReportProgress(1, "进展", 10, null, List.of())));
        assertEquals(ErrorCode.MISSING_FIELD, refusal.code());
        assertEquals("difficulties", refusal.problems().get(0).field());
    }

    private ErrorCode refused(String actor, Matter matter, MatterCommand command) {
        return assertThrows(DubanException.class, () -> district.does(actor, matter, command))
                .code();
    }
}
