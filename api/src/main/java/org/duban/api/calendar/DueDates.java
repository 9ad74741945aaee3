package org.duban.api.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duban.api.calendar.LightRule.Light;

/**
 * A light turned round: from the due date's point of view. {@link LightRule#on} says which light a due date shows on a day; this says
 * which due dates show a light on that day, so that a list or an index can look for them.
 *
 * @param ranges of due dates in days since 1970-01-01, in order, not touching
 */
public record DueDates(List<Range> ranges) {

    public DueDates {
        ranges = List.copyOf(ranges);
    }

    /**
     * Due dates.
     *
     * @param from the first; {@code Long.MIN_VALUE} when there is none
     * @param to the first after them; {@code Long.MAX_VALUE} when there is none
     */
    public record Range(long from, long to) {
        /** Whether a due date, in days since 1970-01-01, is among them. */
        public boolean contains(long day) {
            return from <= day && (day < to || to == Long.MAX_VALUE);
        }
    }

    /**
     * The due dates that show one of these lights on a day.
     *
     * @throws org.duban.api.DubanException {@code CALENDAR_OUT_OF_RANGE} when the calendar doesn't reach back to the day
     */
    public static DueDates showing(LightRule rule, Set<String> codes, LocalDate day, WorkCalendar calendar) {
        List<Range> ranges = new ArrayList<>();
        // Due dates before this one show a light that is already passed.
        long passed = Long.MIN_VALUE;
        for (Light light : rule.lights()) {
            long limit = limit(light, day, calendar);
            if (limit > passed) {
                if (codes.contains(light.code())) {
                    add(ranges, new Range(passed, limit));
                }
                passed = limit;
            }
        }
        return new DueDates(ranges);
    }

    /** Whether a due date, in days since 1970-01-01, is among them. */
    public boolean contains(long day) {
        return ranges.stream().anyMatch(range -> range.contains(day));
    }

    /** The first due date too late for the light. */
    private static long limit(Light light, LocalDate day, WorkCalendar calendar) {
        Integer left = light.daysLeft();
        if (left == null) {
            return Long.MAX_VALUE;
        }
        return left < 0
                ? day.toEpochDay()
                : calendar.addWorkingDays(day, left + 1).date().toEpochDay();
    }

    private static void add(List<Range> ranges, Range next) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).to() == next.from()) {
            ranges.set(last, new Range(ranges.get(last).from(), next.to()));
        } else {
            ranges.add(next);
        }
    }
}
