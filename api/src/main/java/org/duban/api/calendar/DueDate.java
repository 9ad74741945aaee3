package org.duban.api.calendar;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A deadline: the last day on which the matter is in time.
 *
 * @param date the due date; when counted by a {@link WorkCalendar} always a working day
 * @param provisional whether a day of the counted span lies after {@link WorkCalendar#lastPublished()}: holidays there aren't
 *     known yet, so the date may move when the notice arrives
 * @param calendarVersion {@link WorkCalendar#version()} of the calendar it was counted with
 * @param count how it was counted, so that it can be counted again; null for a date that somebody named, which no calendar moves
 */
public record DueDate(
        LocalDate date,
        boolean provisional,
        String calendarVersion,
        @Nullable Count count) {

    public DueDate {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(calendarVersion, "calendarVersion");
    }

    /** A date that somebody named: it stands as it is, day off or not. */
    public static DueDate named(LocalDate date, WorkCalendar calendar) {
        return new DueDate(date, false, calendar.version(), null);
    }

    /** The same count by another calendar; a named date stays as it is. */
    public DueDate countedBy(WorkCalendar calendar) {
        Count how = count;
        return how == null ? this : how.by(calendar);
    }

    /**
     * A count of days.
     *
     * @param from the day it starts from, which isn't counted (民法典 §201)
     * @param days how many; 0 for {@code from} itself, rolled forward when it is a day off
     * @param unit of which kind
     */
    public record Count(LocalDate from, int days, DeadlineRule.Unit unit) {
        public Count {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(unit, "unit");
            if (days < 0) {
                throw new IllegalArgumentException("days must be 0 or more: " + days);
            }
        }

        /** The due date this count leads to by a calendar. */
        public DueDate by(WorkCalendar calendar) {
            if (days == 0) {
                return calendar.rollForward(from);
            }
            return switch (unit) {
                case WORKING_DAYS -> calendar.addWorkingDays(from, days);
                case CALENDAR_DAYS -> calendar.addCalendarDays(from, days);
            };
        }
    }
}
