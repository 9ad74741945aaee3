package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.calendar.DueDates;
import org.duban.api.calendar.DueDates.Range;
import org.duban.api.calendar.LightRule;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.calendar.WorkCalendar;
import org.junit.jupiter.api.Test;

class DueDatesTest {

    private static final WorkCalendar CALENDAR = new CalendarService().current();

    @Property
    void aDueDateLiesInTheRangesOfExactlyTheLightItShows(
            @ForAll("rules") LightRule rule,
            @ForAll Set<@IntRange(max = 4) Integer> chosen,
            @ForAll @IntRange(max = 6_000) int dayNumber) {
        LocalDate day = LocalDate.of(2010, 1, 1).plusDays(dayNumber);
        Set<String> codes = chosen.stream().map(i -> "light" + i).collect(Collectors.toSet());
        DueDates ranges = DueDates.showing(rule, codes, day, CALENDAR);
        for (LocalDate due = day.minusDays(30); due.isBefore(day.plusDays(60)); due = due.plusDays(1)) {
            boolean shows = codes.contains(rule.on(due, day, CALENDAR).code());
            long number = due.toEpochDay();
            boolean inside = ranges.contains(number);
            assertEquals(shows, inside, due + " on " + day + " by " + rule);
        }
    }

    /** Limits in any order, even ones that make a light impossible. */
    @Provide
    Arbitrary<LightRule> rules() {
        return Arbitraries.integers().between(-1, 15).list().ofMaxSize(4).map(limits -> {
            List<Light> lights = new ArrayList<>();
            limits.forEach(limit -> lights.add(new Light("light" + lights.size(), "灯", "#000000", limit)));
            lights.add(new Light("light" + lights.size(), "灯", "#000000", null));
            return new LightRule(lights);
        });
    }

    @Test
    void neighbouringLightsAreOneRange() {
        LocalDate day = LocalDate.of(2015, 6, 30);
        assertEquals(
                List.of(new Range(Long.MIN_VALUE, LocalDate.of(2015, 7, 6).toEpochDay())),
                DueDates.showing(LightRule.DEFAULT, Set.of("red", "yellow"), day, CALENDAR)
                        .ranges());
        assertEquals(
                List.of(new Range(Long.MIN_VALUE, Long.MAX_VALUE)),
                DueDates.showing(LightRule.DEFAULT, Set.of("red", "yellow", "green"), day, CALENDAR)
                        .ranges());
    }
}
