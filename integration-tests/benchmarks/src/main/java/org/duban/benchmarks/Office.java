package org.duban.benchmarks;

import java.time.LocalDate;

/** Who acts and when things are due, the same for both peers: one district's office, its leader, and its responsible units. */
final class Office {

    static final int UNITS = 40;
    static final int OFFICERS = 21;
    static final String DEPUTY = "deputy";
    static final String LEADER = "leader";

    /** Open matters are due at most so many days before or after today. */
    static final int DAYS = 60;

    private Office() {}

    /** The officer who supervises the n-th matter: each unit has one. */
    static String officer(int n) {
        return "officer-" + Math.floorMod(n, UNITS) % OFFICERS;
    }

    /** The unit that leads the n-th matter. */
    static String lead(int n) {
        return unit(n);
    }

    /** The unit that assists in the n-th matter. */
    static String assist(int n) {
        return unit(n + 1);
    }

    /** The person who handles matters in a unit. */
    static String handler(String unit) {
        return "handler-" + unit;
    }

    static String unit(int n) {
        return "unit-" + Math.floorMod(n, UNITS);
    }

    /** When the n-th open matter is due: of each unit's, every second one is overdue. Never {@code today}. */
    static LocalDate due(int n, LocalDate today) {
        int ofUnit = n / UNITS;
        int days = 1 + ofUnit / 2 % DAYS;
        return ofUnit % 2 == 0 ? today.minusDays(days) : today.plusDays(days);
    }
}
