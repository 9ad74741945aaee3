package org.duban.api.calendar;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Consecutive days that one notice names for one holiday: why they are off, or worked.
 *
 * @param first the first day
 * @param last the last day, {@code first} for a single one
 * @param kind {@link DayKind#HOLIDAY} or {@link DayKind#MAKE_UP_WORKING_DAY}; {@link DayKind#WORKING_DAY} for a weekday whose
 *     holiday a later notice took back
 * @param holiday the holiday, 春节
 * @param notice number of the notice that decides these days
 */
public record NamedDays(LocalDate first, LocalDate last, DayKind kind, String holiday, String notice) {

    public NamedDays {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(holiday, "holiday");
        Objects.requireNonNull(notice, "notice");
    }

    /** For people: {@code 2026-02-15 至 2026-02-23 春节放假}, {@code 2026-02-14 春节调休上班}. */
    public String describe() {
        String days = first.equals(last) ? first.toString() : first + " 至 " + last;
        return days + " " + holiday + (kind.isWorking() ? "调休上班" : "放假");
    }
}
