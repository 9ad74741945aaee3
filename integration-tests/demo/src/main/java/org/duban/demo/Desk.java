package org.duban.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;

/** When people sit at their desks: instants in working hours of working days, by the product's own calendar. */
record Desk(WorkCalendar calendar, ZoneId zone, WorkingHours hours) {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    static Desk of(WorkCalendar calendar) {
        return new Desk(calendar, ZONE, WorkingHours.DEFAULT);
    }

    LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** The n-th working day after a day, or before it when n is negative; 0: that day, or the next working day. */
    LocalDate plus(LocalDate day, int workingDays) {
        if (workingDays == 0) {
            return calendar.rollForward(day).date();
        }
        return workingDays > 0
                ? calendar.addWorkingDays(day, workingDays).date()
                : calendar.subtractWorkingDays(day, -workingDays);
    }

    /** Some time in the working hours of a day, or of the next working day. */
    Instant during(LocalDate day, Random random) {
        Instant opening =
                calendar.nextWorkingInstant(plus(day, 0).atStartOfDay(zone).toInstant(), zone, hours);
        return later(opening, random.nextInt((int) hours.perDay().toSeconds() - 60));
    }

    /** So many seconds of working time later. */
    Instant later(Instant from, long workingSeconds) {
        return calendar.addWorkingTime(
                calendar.nextWorkingInstant(from, zone, hours), Duration.ofSeconds(workingSeconds), zone, hours);
    }

    /** The instant by which a share (0 to 1) of the working time between two has passed. */
    Instant between(Instant from, Instant to, double share) {
        Duration all = calendar.workingTimeBetween(from, to, zone, hours);
        return later(from, (long) (Math.max(0, all.toSeconds()) * share));
    }

    /** The last moment of a day's working hours. */
    Instant closing(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(6 * 60 * 60);
    }
}
