package org.duban.calendar.internal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.calendar.HolidayNotice;

/** The calendar as anybody would count it on their fingers: day by day. */
final class NaiveDays {

    private final Map<LocalDate, Boolean> off = new HashMap<>();

    NaiveDays(List<HolidayNotice> notices) {
        for (HolidayNotice notice : notices) {
            for (HolidayNotice.Day day : notice.days()) {
                off.put(day.date(), day.off());
            }
        }
    }

    boolean isWorkingDay(LocalDate date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !off.getOrDefault(date, weekend);
    }

    LocalDate addWorkingDays(LocalDate date, int workingDays) {
        LocalDate day = date;
        for (int left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    LocalDate rollForward(LocalDate date) {
        LocalDate day = date;
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    int workingDaysBetween(LocalDate fromExclusive, LocalDate toInclusive) {
        if (toInclusive.isBefore(fromExclusive)) {
            return -workingDaysBetween(toInclusive, fromExclusive);
        }
        int count = 0;
        for (LocalDate day = fromExclusive.plusDays(1); !day.isAfter(toInclusive); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }
}
