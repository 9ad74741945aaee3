package org.duban.api.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A notice on public holidays, as the State Council's General Office issues one for each year, and sometimes a second one in
 * mid-year.
 *
 * <p>A notice never replaces an earlier one as a whole: for each day the newest notice that names it decides, and a day that
 * no notice names is what the week says. So 国办发明电〔2020〕1号 names only 01-31 to 02-02 anew and leaves the rest of that Spring
 * Festival to the notice it {@linkplain #amends() amends}.
 *
 * @param number the document number with its issuer, 国办发明电〔2025〕7号; unique among all notices
 * @param issuedOn the date below the notice's text (成文日期)
 * @param publishedOn the day it was made public (发布日期), from which it can be known; never before {@code issuedOn}
 * @param title the title
 * @param year the calendar year it arranges; its days may reach back into December of the year before
 * @param amends number of the earlier notice some of whose days it names anew; null when it does that to none
 * @param days the days it names, in the order of the dates, each once; at least one
 */
public record HolidayNotice(
        String number,
        LocalDate issuedOn,
        LocalDate publishedOn,
        String title,
        int year,
        @Nullable String amends,
        List<Day> days) {

    public HolidayNotice {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(issuedOn, "issuedOn");
        Objects.requireNonNull(publishedOn, "publishedOn");
        Objects.requireNonNull(title, "title");
        days = List.copyOf(days);
        if (publishedOn.isBefore(issuedOn)) {
            throw new IllegalArgumentException("published before it was issued: " + number);
        }
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a notice names at least one day: " + number);
        }
        for (int i = 1; i < days.size(); i++) {
            if (!days.get(i - 1).date().isBefore(days.get(i).date())) {
                throw new IllegalArgumentException("days must be in order, each once: "
                        + days.get(i - 1).date() + ", " + days.get(i).date());
            }
        }
    }

    /** The days off, weekend days within a holiday included, in order. */
    public List<LocalDate> daysOff() {
        return days.stream().filter(Day::off).map(Day::date).toList();
    }

    /** The make-up working days (调休上班日), in order. */
    public List<LocalDate> makeUpDays() {
        return days.stream().filter(day -> !day.off()).map(Day::date).toList();
    }

    /**
     * One day that a notice names.
     *
     * @param date the day
     * @param off true: 放假, a day off; false: 上班, a working day
     * @param holiday the holiday it belongs to, 春节
     */
    public record Day(LocalDate date, boolean off, String holiday) {
        public Day {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(holiday, "holiday");
        }
    }
}
