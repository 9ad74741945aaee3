package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.calendar.DayKind;
import org.duban.api.calendar.DeadlineRule.Unit;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.DueDate.Count;
import org.duban.api.calendar.NamedDays;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final WorkCalendar calendar = new CalendarService().current();

    @ParameterizedTest(name = "received {0}: 7 working days end on {1}, 15 on {2}")
    @CsvSource({
        "2015-02-13, 2015-02-28, 2015-03-11",
        "2015-08-28, 2015-09-09, 2015-09-21",
        "2026-02-13, 2026-03-02, 2026-03-12",
        "2026-09-24, 2026-10-12, 2026-10-22"
    })
    void known_deadlines(LocalDate receivedOn, LocalDate seven, LocalDate fifteen) {
        assertEquals(seven, calendar.addWorkingDays(receivedOn, 7).date());
        assertEquals(fifteen, calendar.addWorkingDays(receivedOn, 15).date());
    }

    @Test
    void the_day_of_receipt_is_not_counted_working_day_or_not() {
        LocalDate monday = date("2026-03-02");
        assertEquals(monday, calendar.addWorkingDays(date("2026-02-28"), 1).date(), "received on a make-up Saturday");
        assertEquals(monday, calendar.addWorkingDays(date("2026-03-01"), 1).date(), "received on a Sunday");
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @CsvSource({
        "2026-02-13, WORKING_DAY",
        "2026-02-14, MAKE_UP_WORKING_DAY",
        "2026-02-15, HOLIDAY",
        "2026-02-16, HOLIDAY",
        "2026-03-07, WEEKEND",
        "2020-02-01, HOLIDAY",
        "2020-02-03, WORKING_DAY",
        "2030-10-01, WORKING_DAY",
        "2030-10-05, WEEKEND"
    })
    void what_a_day_is(LocalDate date, DayKind kind) {
        assertEquals(kind, calendar.kind(date));
        assertEquals(kind.isWorking(), calendar.isWorkingDay(date));
    }

    @Test
    void a_calendar_day_limit_that_ends_on_a_day_off_rolls_forward() {
        assertEquals(
                date("2026-02-24"),
                calendar.addCalendarDays(date("2026-02-01"), 15).date());
        assertEquals(
                date("2026-02-14"),
                calendar.addCalendarDays(date("2026-02-01"), 13).date());
        assertEquals(
                date("2026-02-24"), calendar.rollForward(date("2026-02-15")).date());
        assertEquals(
                date("2026-02-14"), calendar.rollForward(date("2026-02-14")).date());
    }

    @Test
    void a_due_date_after_the_last_published_year_is_provisional_and_says_by_which_calendar() {
        String version = "国办发明电〔2025〕7号";
        LocalDate received = date("2026-12-30");
        assertEquals(
                new DueDate(date("2026-12-31"), false, version, new Count(received, 1, Unit.WORKING_DAYS)),
                calendar.addWorkingDays(received, 1));
        assertEquals(
                new DueDate(date("2027-01-01"), true, version, new Count(received, 2, Unit.WORKING_DAYS)),
                calendar.addWorkingDays(received, 2));
        assertTrue(calendar.addCalendarDays(date("2026-12-30"), 3).provisional());
        assertTrue(calendar.rollForward(date("2027-01-02")).provisional());
        assertFalse(calendar.addWorkingDays(date("2026-11-30"), 10).provisional());
    }

    @Test
    void working_days_left_are_negative_once_the_day_has_passed() {
        assertEquals(3, calendar.workingDaysBetween(date("2026-02-13"), date("2026-02-25")));
        assertEquals(-3, calendar.workingDaysBetween(date("2026-02-25"), date("2026-02-13")));
        assertEquals(0, calendar.workingDaysBetween(date("2026-02-14"), date("2026-02-23")));
    }

    @Test
    void days_can_be_counted_back_from_a_due_date() {
        assertEquals(date("2026-02-13"), calendar.subtractWorkingDays(date("2026-02-25"), 3));
    }

    @Test
    void named_days_say_which_holiday_moved_a_deadline_and_by_which_notice() {
        String notice = "国办发明电〔2025〕7号";
        assertEquals(
                List.of(
                        new NamedDays(
                                date("2026-02-14"), date("2026-02-14"), DayKind.MAKE_UP_WORKING_DAY, "春节", notice),
                        new NamedDays(date("2026-02-15"), date("2026-02-23"), DayKind.HOLIDAY, "春节", notice),
                        new NamedDays(
                                date("2026-02-28"), date("2026-02-28"), DayKind.MAKE_UP_WORKING_DAY, "春节", notice)),
                calendar.namedDays(date("2026-02-13"), date("2026-03-02")));
        assertEquals(
                List.of("2020-01-24 至 2020-01-30 春节放假", "2020-01-31 至 2020-02-02 春节放假"),
                calendar.namedDays(date("2020-01-20"), date("2020-02-10")).stream()
                        .map(NamedDays::describe)
                        .toList(),
                "one holiday by two notices");
        assertEquals(List.of(), calendar.namedDays(date("2026-03-02"), date("2026-02-13")), "a reversed span");
    }

    @Test
    void a_date_outside_the_calendar_is_refused_with_the_days_it_knows() {
        for (Executable question : List.<Executable>of(
                () -> calendar.isWorkingDay(date("2006-12-29")),
                () -> calendar.kind(date("2006-12-29")),
                () -> calendar.addWorkingDays(date("2006-12-29"), 1),
                () -> calendar.addCalendarDays(date("2006-12-29"), 1),
                () -> calendar.rollForward(date("2006-12-29")),
                () -> calendar.workingDaysBetween(date("2006-12-29"), date("2007-01-10")),
                () -> calendar.workingDaysBetween(date("2007-01-10"), date("2006-12-29")),
                () -> calendar.subtractWorkingDays(date("2007-01-05"), 5),
                () -> calendar.namedDays(date("2006-12-29"), date("2007-01-10")),
                () -> calendar.addWorkingDays(LocalDate.MAX, 1),
                () -> calendar.addWorkingDays(date("2026-01-01"), Integer.MAX_VALUE),
                () -> calendar.addCalendarDays(date("2026-01-01"), Integer.MAX_VALUE),
                () -> calendar.nextWorkingInstant(
                        Instant.parse("2006-12-29T00:00:00Z"), SHANGHAI, WorkingHours.DEFAULT))) {
            DubanException refused = assertThrows(DubanException.class, question);
            assertEquals(ErrorCode.CALENDAR_OUT_OF_RANGE, refused.code());
            assertEquals("2006-12-30至9999-12-31", refused.problems().get(0).expected());
        }
    }

    @Test
    void a_limit_of_no_days_is_refused() {
        for (Executable question : List.<Executable>of(
                () -> calendar.addWorkingDays(date("2026-01-05"), 0),
                () -> calendar.addCalendarDays(date("2026-01-05"), 0),
                () -> calendar.subtractWorkingDays(date("2026-01-05"), -1),
                () -> calendar.addWorkingTime(Instant.EPOCH, Duration.ofNanos(-1), SHANGHAI, WorkingHours.DEFAULT))) {
            assertEquals(
                    ErrorCode.INVALID_FIELD,
                    assertThrows(DubanException.class, question).code());
        }
    }

    @Test
    void working_time_leaves_out_the_night_lunch_and_days_off() {
        Instant friday = Instant.parse("2026-02-13T17:00:00+08:00");
        Instant tuesday = Instant.parse("2026-02-24T10:30:00+08:00");
        assertEquals(
                Duration.ofMinutes(60 + 7 * 60 + 90),
                calendar.workingTimeBetween(friday, tuesday, SHANGHAI, WorkingHours.DEFAULT),
                "an hour of Friday, the make-up Saturday, an hour and a half of Tuesday");
        assertEquals(
                tuesday,
                calendar.addWorkingTime(friday, Duration.ofMinutes(60 + 7 * 60 + 90), SHANGHAI, WorkingHours.DEFAULT));
        assertEquals(
                Instant.parse("2026-02-14T18:00:00+08:00"),
                calendar.addWorkingTime(friday, Duration.ofHours(8), SHANGHAI, WorkingHours.DEFAULT),
                "at the end of the day, not at the start of the next");
        assertEquals(
                Instant.parse("2026-02-24T09:00:00+08:00"),
                calendar.nextWorkingInstant(
                        Instant.parse("2026-02-14T18:00:00+08:00"), SHANGHAI, WorkingHours.DEFAULT));
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }
}
