package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.duban.api.calendar.DayKind;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.WorkCalendar;
import org.junit.jupiter.api.Test;

class ShippedNoticesTest {

    private final CalendarService calendars = new CalendarService();
    private final WorkCalendar calendar = calendars.current();

    @Test
    void there_is_one_notice_for_each_year_from_2007_to_2026_and_a_second_one_for_2015_2019_and_2020() {
        List<Integer> years =
                new ArrayList<>(IntStream.rangeClosed(2007, 2026).boxed().toList());
        years.addAll(List.of(2015, 2019, 2020));
        assertEquals(
                years.stream().sorted().toList(),
                calendars.notices().stream().map(HolidayNotice::year).toList());
    }

    @Test
    void the_calendar_is_named_by_the_newest_notice_and_ends_with_its_year() {
        assertEquals("国办发明电〔2025〕7号", calendar.version());
        assertEquals(LocalDate.of(2026, 12, 31), calendar.lastPublished());
    }

    @Test
    void the_calendar_begins_with_the_make_up_days_that_the_first_notice_names_before_its_year() {
        assertEquals(LocalDate.of(2006, 12, 30), calendar.first());
        assertEquals(DayKind.MAKE_UP_WORKING_DAY, calendar.kind(LocalDate.of(2006, 12, 30)));
    }

    @Test
    void notices_are_written_as_they_are_read() {
        for (HolidayNotice notice : calendars.notices()) {
            assertEquals(
                    notice,
                    NoticeFormat.read(NoticeFormat.write(notice), "").get(0).notice());
        }
    }

    /** The data of others, where it is at hand: a day in it is off or worked as it says, any other day is what the week says. */
    @Test
    void every_day_of_every_year_agrees_with_independent_data() throws IOException {
        Path folder = Path.of(System.getProperty("duban.shared", "../../../shared"), "data", "holidays");
        assumeTrue(Files.isDirectory(folder), "no independent data at " + folder);
        Map<LocalDate, Boolean> off = new TreeMap<>();
        for (int year = 2007; year <= 2026; year++) {
            off.putAll(daysOf(Files.readString(folder.resolve(year + ".json"))));
        }
        assertTrue(off.size() > 600, "only " + off.size() + " days read");
        calendar.first().datesUntil(calendar.lastPublished().plusDays(1)).forEach(date -> {
            boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            assertEquals(!off.getOrDefault(date, weekend), calendar.isWorkingDay(date), date.toString());
        });
    }

    private static Map<LocalDate, Boolean> daysOf(String json) {
        Map<LocalDate, Boolean> days = new TreeMap<>();
        Matcher day = Pattern.compile("\"date\":\\s*\"([-0-9]{10})\",\\s*\"isOffDay\":\\s*(true|false)")
                .matcher(json);
        while (day.find()) {
            days.put(LocalDate.parse(day.group(1)), Boolean.valueOf(day.group(2)));
        }
        return days;
    }
}
