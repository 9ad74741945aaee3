package org.duban.api.evaluation;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What a result is about: a month or a year.
 *
 * @param year calendar year
 * @param month 1 to 12; 0 for the whole year
 */
public record ResultPeriod(int year, int month) implements Comparable<ResultPeriod> {

    public ResultPeriod {
        if (year < 1 || year > 9999 || month < 0 || month > 12) {
            throw new IllegalArgumentException(
                    "a year of four digits, a month of 1 to 12 or 0: " + year + ", " + month);
        }
    }

    public static ResultPeriod year(int year) {
        return new ResultPeriod(year, 0);
    }

    public static ResultPeriod month(int year, int month) {
        return new ResultPeriod(year, YearMonth.of(year, month).getMonthValue());
    }

    /** Reads {@code 2026} or {@code 2026-03}; empty for anything else. */
    public static Optional<ResultPeriod> parse(String text) {
        if (text.matches("[0-9]{4}") && !text.equals("0000")) {
            return Optional.of(year(Integer.parseInt(text)));
        }
        if (text.matches("[0-9]{4}-(0[1-9]|1[0-2])") && !text.startsWith("0000")) {
            return Optional.of(month(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(5))));
        }
        return Optional.empty();
    }

    public boolean isYear() {
        return month == 0;
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, isYear() ? 1 : month, 1);
    }

    public LocalDate lastDay() {
        return isYear()
                ? Year.of(year).atDay(Year.of(year).length())
                : YearMonth.of(year, month).atEndOfMonth();
    }

    /** 2026年, 2026年3月. */
    public String zh() {
        return isYear() ? year + "年" : year + "年" + month + "月";
    }

    @Override
    public int compareTo(ResultPeriod other) {
        return toString().compareTo(other.toString());
    }

    /** {@code 2026}, {@code 2026-03}. */
    @Override
    public String toString() {
        return isYear() ? String.format("%04d", year) : String.format("%04d-%02d", year, month);
    }
}
