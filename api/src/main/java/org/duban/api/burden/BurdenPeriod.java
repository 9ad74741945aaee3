package org.duban.api.burden;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A month or a whole year, in the office's zone.
 *
 * @param year the year
 * @param month 1 to 12; 0: the whole year
 */
public record BurdenPeriod(int year, int month) {

    public BurdenPeriod {
        if (month < 0 || month > 12) {
            throw new IllegalArgumentException("month must be 0 to 12: " + month);
        }
    }

    /** A whole year. */
    public static BurdenPeriod year(int year) {
        return new BurdenPeriod(year, 0);
    }

    /** A month. */
    public static BurdenPeriod month(int year, int month) {
        if (month < 1) {
            throw new IllegalArgumentException("month must be 1 to 12: " + month);
        }
        return new BurdenPeriod(year, month);
    }

    /** Its first day. */
    public LocalDate first() {
        return LocalDate.of(year, month == 0 ? 1 : month, 1);
    }

    /** Its last day. */
    public LocalDate last() {
        return month == 0
                ? LocalDate.of(year, 12, 31)
                : YearMonth.of(year, month).atEndOfMonth();
    }

    /** The year before, or the month before. */
    public BurdenPeriod before() {
        if (month == 0) {
            return year(year - 1);
        }
        YearMonth earlier = YearMonth.of(year, month).minusMonths(1);
        return month(earlier.getYear(), earlier.getMonthValue());
    }

    /** How it reads in Chinese. */
    public String zh() {
        return year + "年" + (month == 0 ? "" : month + "月");
    }
}
