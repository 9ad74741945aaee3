package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.DayKind;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.WorkCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notices change mid-year; what was counted before must be countable again. */
class CalendarVersionsTest {

    private final Calendars calendars = new CalendarService();

    @ParameterizedTest(name = "{1} was a {2} as known on {0}")
    @CsvSource({
        // The day of victory was announced on 2015-05-13.
        "2015-05-12, 2015-09-03, WORKING_DAY",
        "2015-05-12, 2015-09-04, WORKING_DAY",
        "2015-05-12, 2015-09-05, WEEKEND",
        "2015-05-12, 2015-09-06, WEEKEND",
        "2015-05-13, 2015-09-03, HOLIDAY",
        "2015-05-13, 2015-09-04, HOLIDAY",
        "2015-05-13, 2015-09-05, HOLIDAY",
        "2015-05-13, 2015-09-06, MAKE_UP_WORKING_DAY",
        "2015-05-13, 2015-10-10, MAKE_UP_WORKING_DAY",
        // Labour Day 2019 was lengthened on 2019-03-22.
        "2019-03-21, 2019-05-01, HOLIDAY",
        "2019-03-21, 2019-05-02, WORKING_DAY",
        "2019-03-21, 2019-04-28, WEEKEND",
        "2019-03-21, 2019-05-05, WEEKEND",
        "2019-03-22, 2019-05-01, HOLIDAY",
        "2019-03-22, 2019-05-02, HOLIDAY",
        "2019-03-22, 2019-05-03, HOLIDAY",
        "2019-03-22, 2019-04-28, MAKE_UP_WORKING_DAY",
        "2019-03-22, 2019-05-05, MAKE_UP_WORKING_DAY",
        // The Spring Festival of 2020 was lengthened on 2020-01-27, by a notice dated the day before.
        "2020-01-26, 2020-01-30, HOLIDAY",
        "2020-01-26, 2020-01-31, WORKING_DAY",
        "2020-01-26, 2020-02-01, MAKE_UP_WORKING_DAY",
        "2020-01-26, 2020-02-02, WEEKEND",
        "2020-01-27, 2020-01-19, MAKE_UP_WORKING_DAY",
        "2020-01-27, 2020-01-31, HOLIDAY",
        "2020-01-27, 2020-02-01, HOLIDAY",
        "2020-01-27, 2020-02-02, HOLIDAY",
        "2020-01-27, 2020-02-03, WORKING_DAY",
        // A year's notice comes late in the year before, and may reach back into its December.
        "2007-12-17, 2007-12-31, WORKING_DAY",
        "2007-12-18, 2007-12-31, HOLIDAY",
        "2007-12-18, 2007-12-29, MAKE_UP_WORKING_DAY"
    })
    void a_day_is_what_the_notices_published_by_then_say(LocalDate asOf, LocalDate date, DayKind kind) {
        assertEquals(kind, calendars.asOf(asOf).kind(date));
    }

    @Test
    void a_deadline_counted_before_a_second_notice_can_be_counted_again_as_it_was() {
        LocalDate received = LocalDate.of(2015, 8, 28);
        assertEquals(
                LocalDate.of(2015, 9, 8),
                calendars
                        .asOf(LocalDate.of(2015, 3, 1))
                        .addWorkingDays(received, 7)
                        .date());
        assertEquals(
                LocalDate.of(2015, 9, 9),
                calendars.asOf(received).addWorkingDays(received, 7).date());
    }

    @Test
    void a_deadline_is_provisional_until_the_next_years_notice_is_published() {
        LocalDate received = LocalDate.of(2013, 12, 10);
        WorkCalendar before = calendars.asOf(received);
        WorkCalendar after = calendars.asOf(LocalDate.of(2013, 12, 11));
        assertEquals(LocalDate.of(2013, 12, 31), before.lastPublished());
        assertEquals(LocalDate.of(2014, 12, 31), after.lastPublished());
        assertEquals(true, before.addWorkingDays(received, 20).provisional());
        assertEquals(false, after.addWorkingDays(received, 20).provisional());
    }

    @Test
    void a_version_is_found_by_its_name_and_is_the_same_as_the_one_of_its_day() {
        for (HolidayNotice notice : calendars.notices()) {
            WorkCalendar version = calendars.version(notice.number()).orElseThrow();
            assertEquals(notice.number(), version.version());
            assertSame(version, calendars.asOf(notice.publishedOn()));
        }
        assertSame(calendars.current(), calendars.asOf(LocalDate.of(2026, 12, 1)));
        assertEquals(Optional.empty(), calendars.version("国办发明电〔2026〕99号"));
    }

    @Test
    void a_day_before_the_first_notice_has_no_calendar() {
        DubanException refused = assertThrows(DubanException.class, () -> calendars.asOf(LocalDate.of(2006, 12, 17)));
        assertEquals(ErrorCode.CALENDAR_OUT_OF_RANGE, refused.code());
        assertEquals("不早于2006-12-18", refused.problems().get(0).expected());
    }

    @Test
    void a_second_notice_leaves_the_rest_of_its_holiday_to_the_first_one() {
        WorkCalendar calendar = calendars.current();
        assertEquals(
                List.of("国办发明电〔2019〕16号", "国办发明电〔2020〕1号"),
                calendar.namedDays(LocalDate.of(2020, 1, 23), LocalDate.of(2020, 2, 3)).stream()
                        .map(days -> days.notice())
                        .toList());
    }
}
