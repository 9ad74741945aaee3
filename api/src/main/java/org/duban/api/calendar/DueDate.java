package org.duban.api.calendar;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A counted deadline: the last day on which the matter is in time.
 *
 * @param date the due date; when counted by a {@link WorkCalendar} always a working day
 * @param provisional whether a day of the counted span lies after {@link WorkCalendar#lastPublished()}: holidays there aren't
 *     known yet, so the date may move when the notice arrives
 * @param calendarVersion {@link WorkCalendar#version()} of the calendar it was counted with
 */
public record DueDate(LocalDate date, boolean provisional, String calendarVersion) {

    public DueDate {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(calendarVersion, "calendarVersion");
    }
}
