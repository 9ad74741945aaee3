package org.duban.notice.internal.raise;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;

/** When the office works, by one version of the calendar. */
record OfficeTime(WorkCalendar calendar, ZoneId zone, WorkingHours hours) {

    /** The day an instant belongs to. */
    LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** When work begins on that day, or on the next working day when it is a day off. */
    Instant opening(LocalDate day) {
        return next(day.atStartOfDay(zone).toInstant());
    }

    /** That instant when it lies in working hours, else the next opening. */
    Instant next(Instant instant) {
        return calendar.nextWorkingInstant(instant, zone, hours);
    }

    boolean working(Instant instant) {
        return next(instant).equals(instant);
    }

    LocalDate workingDayAfter(LocalDate day) {
        return calendar.addWorkingDays(day, 1).date();
    }
}
