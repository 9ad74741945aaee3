package org.duban.ledger.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duban.api.calendar.LightRule;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.calendar.WorkCalendar;

/**
 * A light turned round: from the due date's point of view. {@link LightRule#on} says which light a due date shows on a day; this says
 * which due dates show a light on that day, so that a database can look for them.
 *
 * @param ranges of due dates in days since 1970-01-01, in order, not touching
 */
record LightRanges(List<Range> ranges) {

    LightRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * Due dates.
     *
     * @param from the first; {@code Long.MIN_VALUE} when there is none
     * @param to the first after them; {@code Long.MAX_VALUE} when there is none
     */
    record Range(long from, long to) {}

    /** The due dates that show one of these lights on a day. */
    static LightRanges of(LightRule rule, Set<String> codes, LocalDate day, WorkCalendar calendar) {
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
        return new LightRanges(ranges);
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

    /** Condition that a column lies in one of the ranges; null never does. */
    Sql on(String column) {
        List<Sql> alternatives = new ArrayList<>();
        for (Range range : ranges) {
            List<Sql> bounds = new ArrayList<>();
            if (range.from() != Long.MIN_VALUE) {
                bounds.add(Sql.of(column + " >= ?", range.from()));
            }
            if (range.to() != Long.MAX_VALUE) {
                bounds.add(Sql.of(column + " < ?", range.to()));
            }
            alternatives.add(bounds.isEmpty() ? Sql.of(column + " IS NOT NULL") : Sql.join(" AND ", bounds));
        }
        return alternatives.isEmpty()
                ? Sql.of("1 = 0")
                : Sql.join(" OR ", alternatives).grouped();
    }
}
