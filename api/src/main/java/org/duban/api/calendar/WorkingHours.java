package org.duban.api.calendar;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/**
 * The hours an office works on each working day, in the office's local time.
 *
 * @param intervals in order, not overlapping, at least one
 */
public record WorkingHours(List<Interval> intervals) {

    /** 09:00 to 12:00 and 14:00 to 18:00, seven hours. */
    public static final WorkingHours DEFAULT =
            new WorkingHours(List.of(Interval.of("09:00", "12:00"), Interval.of("14:00", "18:00")));

    public WorkingHours {
        intervals = List.copyOf(intervals);
        if (intervals.isEmpty()) {
            throw new IllegalArgumentException("working hours need at least one interval");
        }
        for (int i = 1; i < intervals.size(); i++) {
            if (intervals.get(i - 1).endNanoOfDay() > intervals.get(i).startNanoOfDay()) {
                throw new IllegalArgumentException("intervals must be in order and must not overlap: " + intervals);
            }
        }
    }

    /** The working time of one working day. */
    public Duration perDay() {
        return Duration.ofNanos(intervals.stream()
                .mapToLong(interval -> interval.endNanoOfDay() - interval.startNanoOfDay())
                .sum());
    }

    /**
     * One stretch of work within a day, on whole minutes.
     *
     * @param start the first instant of it
     * @param end the first instant after it, later than {@code start}; 00:00 means the end of the day
     */
    public record Interval(LocalTime start, LocalTime end) {

        private static final long NANOS_PER_MINUTE = 60_000_000_000L;
        private static final long NANOS_PER_DAY = 24 * 60 * NANOS_PER_MINUTE;

        public Interval {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(end, "end");
            if (start.toNanoOfDay() % NANOS_PER_MINUTE != 0 || end.toNanoOfDay() % NANOS_PER_MINUTE != 0) {
                throw new IllegalArgumentException(
                        "an interval starts and ends on whole minutes: " + start + " to " + end);
            }
            if (!end.equals(LocalTime.MIDNIGHT) && !start.isBefore(end)) {
                throw new IllegalArgumentException("an interval starts before it ends: " + start + " to " + end);
            }
        }

        /** From ISO times, {@code of("09:00", "12:00")}. */
        public static Interval of(String start, String end) {
            return new Interval(LocalTime.parse(start), LocalTime.parse(end));
        }

        /** Start, in nanoseconds after midnight. */
        public long startNanoOfDay() {
            return start.toNanoOfDay();
        }

        /** End, in nanoseconds after midnight; a full day's length for the end of the day. */
        public long endNanoOfDay() {
            return end.equals(LocalTime.MIDNIGHT) ? NANOS_PER_DAY : end.toNanoOfDay();
        }
    }
}
