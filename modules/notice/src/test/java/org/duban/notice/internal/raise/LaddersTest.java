package org.duban.notice.internal.raise;

import static org.duban.notice.internal.raise.Desk.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.form.Ladder;
import org.duban.api.form.Ladder.Action;
import org.duban.api.form.Ladder.Audience;
import org.duban.api.form.Ladder.Step;
import org.duban.calendar.internal.CalendarService;
import org.duban.notice.internal.raise.Ladders.Moment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LaddersTest {

    private static final WorkCalendar CALENDAR = new CalendarService().current();
    private static final OfficeTime TIME = new OfficeTime(CALENDAR, Desk.ZONE, WorkingHours.DEFAULT);

    private static LocalDate day(int workingDays, String due) {
        Action action = Action.REMIND;
        return Ladders.day(
                new Step("s", workingDays, action, Set.of(Audience.HANDLER)), LocalDate.parse(due), CALENDAR);
    }

    private static LocalDate date(String day) {
        return LocalDate.parse(day);
    }

    @Test
    @DisplayName("时限前后的日子按工作日数，调休上班日也算")
    void aStepIsSoManyWorkingDaysFromTheDueDate() {
        assertEquals(date("2026-02-14"), day(-1, "2026-02-24"));
        assertEquals(date("2026-02-12"), day(-3, "2026-02-24"));
        assertEquals(date("2026-02-24"), day(0, "2026-02-24"));
        assertEquals(date("2026-02-25"), day(1, "2026-02-24"));
        assertEquals(date("2026-02-28"), day(4, "2026-02-24"));
    }

    @Test
    @DisplayName("时限恰逢休息日，当日提醒提前到此前最后一个工作日")
    void aDueDateOnADayOffIsRemindedOfOnTheLastWorkingDayBefore() {
        assertEquals(date("2026-02-14"), day(0, "2026-02-18"));
        assertEquals(date("2026-02-24"), day(1, "2026-02-18"));
        assertEquals(date("2026-03-06"), day(0, "2026-03-08"));
    }

    @Test
    @DisplayName("每一步在工作日上班时开始")
    void aStepIsTakenWhenWorkBegins() {
        List<Moment> ahead = ahead("2026-03-23", "2026-03-02T10:00", null, Set.of());

        assertEquals(
                List.of(
                        at("2026-03-18T09:00"),
                        at("2026-03-23T09:00"),
                        at("2026-03-24T09:00"),
                        at("2026-03-26T09:00"),
                        at("2026-03-30T09:00")),
                ahead.stream().map(Moment::at).toList());
    }

    @Test
    @DisplayName("交办之前的提醒日不再提醒，逾期提醒不因此遗漏")
    void whatTheAssignmentSaidIsNotSaidAgain() {
        assertEquals(
                List.of("on-the-day", "after-1", "after-3", "notice"),
                ids(ahead("2026-03-23", "2026-03-18T09:01", null, Set.of())));
        assertEquals(
                List.of("before-3", "on-the-day", "after-1", "after-3", "notice"),
                ids(ahead("2026-03-23", "2026-03-18T09:00", null, Set.of())));
        assertEquals(
                List.of("after-1", "after-3", "notice"), ids(ahead("2026-03-23", "2026-05-06T09:00", null, Set.of())));
    }

    @Test
    @DisplayName("拟稿逐级进行，一个工作日至多一份")
    void draftsComeOneByOneAndOneAWorkingDay() {
        Set<String> reminded = Set.of("before-3", "on-the-day", "after-1", "after-3");
        assertEquals(List.of("notice"), ids(ahead("2026-03-23", "2026-03-02T10:00", null, reminded)));

        Set<String> noticed = new HashSet<>(reminded);
        noticed.add("notice");
        Moment circular = ahead("2026-03-23", "2026-03-02T10:00", date("2026-04-30"), noticed)
                .get(0);
        assertEquals("circular", circular.step().id());
        assertEquals(at("2026-05-06T09:00"), circular.at());

        Moment inTime = ahead("2026-03-23", "2026-03-02T10:00", date("2026-03-30"), noticed)
                .get(0);
        assertEquals(at("2026-04-07T09:00"), inTime.at());
    }

    @Property
    void everyStepIsAheadUntilItIsTakenAndOpensAWorkingDay(
            @ForAll @IntRange(min = 0, max = 700) int dueIn, @ForAll Set<@IntRange(min = 0, max = 6) Integer> taken) {
        LocalDate due = date("2025-02-05").plusDays(dueIn);
        Set<String> ids = new TreeSet<>();
        taken.forEach(i -> ids.add(Ladder.DEFAULT.steps().get(i).id()));

        List<Moment> ahead = ahead(due.toString(), "2025-01-02T09:00", null, ids);

        for (Moment moment : ahead) {
            assertTrue(TIME.working(moment.at()));
            assertEquals(TIME.opening(TIME.day(moment.at())), moment.at());
        }
        List<String> expected = Ladder.DEFAULT.steps().stream()
                .filter(step -> !ids.contains(step.id()))
                .filter(step ->
                        step.action() == Action.REMIND || firstDraft(ids).equals(step.id()))
                .map(Step::id)
                .toList();
        assertEquals(expected, ids(ahead));
    }

    private static String firstDraft(Set<String> taken) {
        return List.of("notice", "circular", "accountability").stream()
                .filter(id -> !taken.contains(id))
                .findFirst()
                .orElse("");
    }

    private static List<Moment> ahead(String due, String assigned, @Nullable LocalDate escalatedOn, Set<String> taken) {
        Instant assignedAt = at(assigned);
        return Ladders.ahead(Ladder.DEFAULT, date(due), assignedAt, escalatedOn, taken, TIME);
    }

    private static List<String> ids(List<Moment> moments) {
        return moments.stream().map(moment -> moment.step().id()).toList();
    }
}
