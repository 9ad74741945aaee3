package org.duban.api.form;

import java.util.Objects;

/**
 * A report owed once a period while an obligation is open: daily bulletin, weekly report, monthly close (周报月结).
 *
 * @param id unique within the form type, {@code weekly}
 * @param name 周报
 * @param period how often
 * @param day the day it is due: 1 (Monday) to 7 for {@link Period#WEEKLY}, 1 to 31 for {@link Period#MONTHLY} (31: the last day
 *     of any month), 1 for {@link Period#DAILY}
 * @param following whether it is due on that day of the following period (a month closed on the 5th of the next) rather than of the
 *     period it is about
 * @param roll what happens when that day is a day off; a daily report is owed for working days only
 */
public record Cadence(String id, String name, Period period, int day, boolean following, Roll roll) {

    public Cadence {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(roll, "roll");
        if (id.isBlank()) {
            throw new IllegalArgumentException("a cadence needs an id");
        }
        if (day < 1 || day > period.days) {
            throw new IllegalArgumentException("day must be 1 to " + period.days + ": " + day);
        }
    }

    /** How often a report is owed. */
    public enum Period {
        /** 每个工作日; periods are named {@code 2026-03-02}. */
        DAILY(1),
        /** ISO weeks from Monday, named {@code 2026-W10}. */
        WEEKLY(7),
        /** Calendar months, named {@code 2026-03}. */
        MONTHLY(31);

        private final int days;

        Period(int days) {
            this.days = days;
        }
    }

    /** What becomes of a due day that is a day off. */
    public enum Roll {
        /** The last working day before. */
        BACK,
        /** The next working day. */
        FORWARD,
        /** Nothing is owed for that period. */
        SKIP
    }
}
