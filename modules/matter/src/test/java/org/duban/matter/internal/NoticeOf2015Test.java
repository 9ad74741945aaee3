package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Recount;
import org.duban.api.matter.MatterEvent.DueDatesRecounted;

/** On 2015-05-13 2015-09-03 to 09-05 became days off and 09-06 a working day. */
class NoticeOf2015Test {

    private static final LocalDate FIRST_DAY_OFF = LocalDate.parse("2015-09-03");
    private static final LocalDate WORKED_INSTEAD = LocalDate.parse("2015-09-06");

    /** Long limits, so that they span September. */
    private static Matter assigned(District district, LocalDate received, int days, String unit) {
        district.forms(form("instruction")
                .replace(
                        "\"days\": 7, \"unit\": \"WORKING_DAYS\"",
                        "\"days\": " + days + ", \"unit\": \"" + unit + "\""));
        district.on(received.toString());
        return district.assigned(
                instruction().form("{\"instructionDate\":\"" + received + "\",\"reportRequired\":true}"));
    }

    private static LocalDate due(Matter m) {
        return m.due().orElseThrow().date();
    }

    @Property(tries = 300)
    void movesWorkingDayLimitsThatSpanItAndNoOthers(
            @ForAll @IntRange(min = 0, max = 40) int day, @ForAll @IntRange(min = 50, max = 130) int days) {
        LocalDate received = LocalDate.parse("2015-04-01").plusDays(day);
        District district = new District();
        Matter m = assigned(district, received, days, "WORKING_DAYS");
        LocalDate old = due(m);
        LocalDate right =
                calendarOf20150513(district).addWorkingDays(received, days).date();
        assertEquals(old.isBefore(FIRST_DAY_OFF), right.equals(old), "two days off, one worked: what spans it moves");
        recounted(district, m, old, right);
    }

    @Property(tries = 300)
    void movesCalendarDayLimitsOnlyWhenTheyEndOnOneOfItsDays(
            @ForAll @IntRange(min = 0, max = 40) int day, @ForAll @IntRange(min = 100, max = 170) int days) {
        LocalDate received = LocalDate.parse("2015-04-01").plusDays(day);
        District district = new District();
        Matter m = assigned(district, received, days, "CALENDAR_DAYS");
        LocalDate old = due(m);
        LocalDate end = received.plusDays(days);
        LocalDate right =
                calendarOf20150513(district).addCalendarDays(received, days).date();
        boolean within = !end.isBefore(FIRST_DAY_OFF) && !end.isAfter(WORKED_INSTEAD);
        assertEquals(within, !right.equals(old));
        recounted(district, m, old, right);
    }

    private static WorkCalendar calendarOf20150513(District district) {
        return district.calendars().asOf(LocalDate.parse("2015-05-13"));
    }

    private static void recounted(District district, Matter m, LocalDate old, LocalDate right) {
        district.on("2015-05-12");
        refusedAsNothingMoves(district, m);
        district.on("2015-05-13");
        if (right.equals(old)) {
            refusedAsNothingMoves(district, m);
            return;
        }
        Matter moved = district.does(Actor.DUBAN.person(), m, new Recount());
        assertEquals(right, due(moved));
        assertEquals(m.lead().orElseThrow().basis(), moved.lead().orElseThrow().basis(), "the count is the same");
        DueDatesRecounted event = (DueDatesRecounted) district.last(moved);
        assertEquals("国发明电〔2015〕1号", event.notice());
        assertTrue(event.reason().contains("由" + old + "改为" + right), event.reason());
        assertTrue(event.reason().contains("抗日战争胜利70周年纪念日"), event.reason());
        assertFalse(event.reason().contains("端午"), "holidays that were known don't explain it: " + event.reason());
        refusedAsNothingMoves(district, moved);
    }

    private static void refusedAsNothingMoves(District district, Matter m) {
        assertEquals(
                ErrorCode.NOT_NOW,
                assertThrows(DubanException.class, () -> district.does(Actor.DUBAN.person(), m, new Recount()))
                        .code());
    }
}
