package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.duban.api.calendar.DeadlineRule.Unit;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.DueDate.Count;
import org.duban.api.calendar.WorkCalendar;

/** For days in the published years and after them. */
class WorkingDayPropertyTest {

    private static final CalendarService CALENDARS = new CalendarService();
    private static final WorkCalendar CALENDAR = CALENDARS.current();
    private static final NaiveDays NAIVE = new NaiveDays(CALENDARS.notices());

    @Property
    void adding_agrees_with_counting_day_by_day(
            @ForAll @DateRange(min = "2006-12-30", max = "2035-12-31") LocalDate date,
            @ForAll @IntRange(min = 1, max = 700) int days) {
        assertEquals(
                NAIVE.addWorkingDays(date, days),
                CALENDAR.addWorkingDays(date, days).date());
        assertEquals(
                NAIVE.rollForward(date.plusDays(days)),
                CALENDAR.addCalendarDays(date, days).date());
        assertEquals(NAIVE.rollForward(date), CALENDAR.rollForward(date).date());
    }

    @Property
    void a_due_date_says_how_it_was_counted_and_counting_so_again_gives_it_back(
            @ForAll @DateRange(min = "2006-12-30", max = "2035-12-31") LocalDate date,
            @ForAll @IntRange(min = 1, max = 700) int days) {
        for (DueDate due : List.of(
                CALENDAR.addWorkingDays(date, days),
                CALENDAR.addCalendarDays(date, days),
                CALENDAR.rollForward(date.plusDays(days)))) {
            assertEquals(due, due.countedBy(CALENDAR));
        }
        assertEquals(
                new Count(date, days, Unit.WORKING_DAYS),
                CALENDAR.addWorkingDays(date, days).count());
        assertEquals(
                new Count(date, days, Unit.CALENDAR_DAYS),
                CALENDAR.addCalendarDays(date, days).count());
        assertEquals(
                new Count(date, 0, Unit.CALENDAR_DAYS),
                CALENDAR.rollForward(date).count());
    }

    @Property
    void the_days_between_agree_with_counting_day_by_day(
            @ForAll @DateRange(min = "2006-12-30", max = "2035-12-31") LocalDate from,
            @ForAll @DateRange(min = "2006-12-30", max = "2035-12-31") LocalDate to) {
        assertEquals(NAIVE.workingDaysBetween(from, to), CALENDAR.workingDaysBetween(from, to));
        assertEquals(CALENDAR.workingDaysBetween(from, to), -CALENDAR.workingDaysBetween(to, from));
    }

    @Property
    void adding_days_and_counting_them_gives_them_back(
            @ForAll @DateRange(min = "2006-12-30", max = "2200-12-31") LocalDate date,
            @ForAll @IntRange(min = 1, max = 100_000) int days) {
        DueDate due = CALENDAR.addWorkingDays(date, days);
        assertEquals(days, CALENDAR.workingDaysBetween(date, due.date()));
        assertTrue(CALENDAR.isWorkingDay(due.date()));
    }

    @Property
    void subtracting_undoes_adding_from_a_working_day(
            @ForAll @DateRange(min = "2007-01-04", max = "2200-12-31") LocalDate date,
            @ForAll @IntRange(min = 1, max = 10_000) int days) {
        LocalDate start = CALENDAR.rollForward(date).date();
        assertEquals(
                start,
                CALENDAR.subtractWorkingDays(
                        CALENDAR.addWorkingDays(start, days).date(), days));
    }

    @Property
    void a_later_receipt_or_a_longer_limit_never_ends_earlier(
            @ForAll @DateRange(min = "2006-12-30", max = "2035-12-31") LocalDate date,
            @ForAll @IntRange(min = 1, max = 400) int days) {
        LocalDate due = CALENDAR.addWorkingDays(date, days).date();
        assertFalse(CALENDAR.addWorkingDays(date.plusDays(1), days).date().isBefore(due));
        assertTrue(CALENDAR.addWorkingDays(date, days + 1).date().isAfter(due));
        assertFalse(CALENDAR.addCalendarDays(date, days + 1)
                .date()
                .isBefore(CALENDAR.addCalendarDays(date, days).date()));
    }

    @Property
    void a_due_date_is_provisional_exactly_when_it_lies_after_the_published_years(
            @ForAll @DateRange(min = "2026-06-01", max = "2027-06-30") LocalDate date,
            @ForAll @IntRange(min = 1, max = 200) int days) {
        DueDate due = CALENDAR.addWorkingDays(date, days);
        assertEquals(due.date().isAfter(CALENDAR.lastPublished()), due.provisional());
    }
}
