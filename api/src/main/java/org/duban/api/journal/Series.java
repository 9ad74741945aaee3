package org.duban.api.journal;

import java.util.Objects;

/**
 * A series of numbers that starts at 1 each year.
 *
 * @param id what is numbered, {@code circular}
 * @param year the year, in the deployment's time zone
 * @param pattern how a number is written: {@code {year}} and {@code {n}} are replaced; must contain {@code {n}}
 */
public record Series(String id, int year, String pattern) {

    public Series {
        Objects.requireNonNull(id, "id");
        if (!pattern.contains("{n}")) {
            throw new IllegalArgumentException("a pattern must contain {n}: " + pattern);
        }
    }

    /** The n-th number as it is written. */
    public String format(long n) {
        return pattern.replace("{year}", Integer.toString(year)).replace("{n}", Long.toString(n));
    }
}
