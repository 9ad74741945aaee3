package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.calendar.WorkingHours.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

    @Test
    void a_default_day_has_seven_hours_and_a_round_the_clock_day_has_24() {
        assertEquals(Duration.ofHours(7), WorkingHours.DEFAULT.perDay());
        assertEquals(Duration.ofHours(24), new WorkingHours(List.of(Interval.of("00:00", "00:00"))).perDay());
    }

    @ParameterizedTest
    @CsvSource({"12:00, 09:00", "09:00, 09:00", "09:00:30, 12:00", "09:00, 12:00:00.5"})
    void an_interval_goes_forward_on_whole_minutes(String start, String end) {
        assertThrows(IllegalArgumentException.class, () -> Interval.of(start, end));
    }

    @Test
    void intervals_are_in_order_and_do_not_overlap() {
        assertThrows(IllegalArgumentException.class, () -> new WorkingHours(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WorkingHours(List.of(Interval.of("09:00", "12:00"), Interval.of("11:59", "18:00"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new WorkingHours(List.of(Interval.of("20:00", "00:00"), Interval.of("09:00", "12:00"))));
    }
}
