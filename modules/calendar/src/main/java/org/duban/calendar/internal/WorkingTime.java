package org.duban.calendar.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.calendar.WorkingHours.Interval;

/**
 * Working time in one zone and one set of hours.
 *
 * <p>A wall clock that never jumps would show, at any moment, how much has been worked since the calendar's first day: {@link
 * #workedBy}. Real wall clocks jump at each transition of the zone's offset; what lies in a jump was shown but not lived, or
 * lived again, and is corrected jump by jump.
 */
final class WorkingTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DayTable days;
    private final ZoneRules rules;
    private final WorkingHours hours;
    private final long nanosPerDay;

    WorkingTime(DayTable days, ZoneId zone, WorkingHours hours) {
        this.days = days;
        this.rules = zone.getRules();
        this.hours = hours;
        this.nanosPerDay = hours.perDay().toNanos();
    }

    /** An amount of working time: whole working days, and nanoseconds that may be more than one. A long of nanoseconds holds only 292 years. */
    private record Worked(long days, long nanos) {

        Worked plus(Worked other) {
            return new Worked(days + other.days, nanos + other.nanos);
        }

        Worked minus(Worked other) {
            return new Worked(days - other.days, nanos - other.nanos);
        }
    }

    Duration between(Instant from, Instant to) {
        if (to.isBefore(from)) {
            return between(to, from).negated();
        }
        Worked worked = workedBy(local(to)).minus(workedBy(local(from)));
        for (ZoneOffsetTransition jump = rules.nextTransition(from);
                jump != null && !jump.getInstant().isAfter(to);
                jump = rules.nextTransition(jump.getInstant())) {
            worked = worked.minus(in(jump));
        }
        // Working hours begin and end on whole minutes.
        return Duration.ofSeconds(worked.days * (nanosPerDay / NANOS_PER_SECOND), worked.nanos);
    }

    Instant add(Instant from, Duration workingTime) {
        if (workingTime.isZero()) {
            return from;
        }
        long secondsPerDay = nanosPerDay / NANOS_PER_SECOND;
        Worked target = workedBy(local(from))
                .plus(new Worked(
                        workingTime.getSeconds() / secondsPerDay,
                        workingTime.getSeconds() % secondsPerDay * NANOS_PER_SECOND + workingTime.getNano()));
        Instant since = from;
        while (true) {
            LocalDateTime end = firstReaching(target);
            ZoneOffsetTransition jump = rules.nextTransition(since);
            if (jump == null || !end.isAfter(jump.getDateTimeBefore())) {
                return end.toInstant(rules.getOffset(since));
            }
            target = target.plus(in(jump));
            since = jump.getInstant();
        }
    }

    Instant next(Instant from) {
        Instant since = from;
        while (true) {
            LocalDateTime start = next(local(since));
            ZoneOffsetTransition jump = rules.nextTransition(since);
            if (jump == null || start.isBefore(jump.getDateTimeBefore())) {
                return start.toInstant(rules.getOffset(since));
            }
            since = jump.getInstant();
        }
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    /** What the wall clock skips in a jump; negative when it goes back. */
    private Worked in(ZoneOffsetTransition jump) {
        return workedBy(jump.getDateTimeAfter()).minus(workedBy(jump.getDateTimeBefore()));
    }

    private Worked workedBy(LocalDateTime time) {
        int day = days.known(time.toLocalDate());
        long nanos = 0;
        if (days.isWorkingDay(day)) {
            long now = time.toLocalTime().toNanoOfDay();
            for (Interval interval : hours.intervals()) {
                nanos += Math.max(0, Math.min(now, interval.endNanoOfDay()) - interval.startNanoOfDay());
            }
        }
        return new Worked(days.workingDaysBefore(day), nanos);
    }

    /** The first time of a wall clock at which so much has been worked. */
    private LocalDateTime firstReaching(Worked worked) {
        // A full day's worth is reached at the end of that day, not at the beginning of the next working day.
        long fullDays = Math.floorDiv(worked.nanos - 1, nanosPerDay);
        long nanos = worked.nanos - fullDays * nanosPerDay;
        LocalDate date = days.workingDay(worked.days + fullDays);
        for (Interval interval : hours.intervals()) {
            long length = interval.endNanoOfDay() - interval.startNanoOfDay();
            if (nanos <= length) {
                return date.atStartOfDay().plusNanos(interval.startNanoOfDay() + nanos);
            }
            nanos -= length;
        }
        throw new IllegalStateException("more than a day's work in a day: " + worked);
    }

    /** That time when it is worked, else the next one that is. */
    private LocalDateTime next(LocalDateTime time) {
        int day = days.known(time.toLocalDate());
        if (days.isWorkingDay(day)) {
            long now = time.toLocalTime().toNanoOfDay();
            for (Interval interval : hours.intervals()) {
                if (now < interval.endNanoOfDay()) {
                    return time.toLocalDate().atStartOfDay().plusNanos(Math.max(now, interval.startNanoOfDay()));
                }
            }
        }
        LocalDate nextDay = days.workingDay(days.workingDaysBefore(day + 1));
        return nextDay.atStartOfDay().plusNanos(hours.intervals().get(0).startNanoOfDay());
    }
}
