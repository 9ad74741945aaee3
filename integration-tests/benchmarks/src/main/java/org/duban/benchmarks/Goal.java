package org.duban.benchmarks;

import java.util.Locale;

/** What a figure should be: Duban's by itself, or how often the other's goes into it. */
record Goal(Measure measure, double limit) {

    /** No goal; the figure is better the lower it is. */
    static final Goal NONE = new Goal(Measure.NONE, 0);

    /** What the limit is about. */
    enum Measure {
        NONE(""),
        AT_LEAST("≥ %s"),
        AT_MOST("≤ %s"),
        BELOW("< %s"),
        TIMES_MORE("≥ %s × as many"),
        TIMES_LESS("≥ %s × less");

        private final String text;

        Measure(String text) {
            this.text = text;
        }
    }

    static Goal atLeast(double limit) {
        return new Goal(Measure.AT_LEAST, limit);
    }

    static Goal atMost(double limit) {
        return new Goal(Measure.AT_MOST, limit);
    }

    static Goal below(double limit) {
        return new Goal(Measure.BELOW, limit);
    }

    static Goal timesMore(double limit) {
        return new Goal(Measure.TIMES_MORE, limit);
    }

    static Goal timesLess(double limit) {
        return new Goal(Measure.TIMES_LESS, limit);
    }

    /** How many times better Duban is than the other. */
    double ratio(double duban, double other) {
        return measure == Measure.TIMES_MORE ? duban / other : other / duban;
    }

    /** "✓ ≥ 30 × less", "✗ ≤ 5000", or nothing without a goal. */
    String verdict(double duban, double other) {
        boolean met = switch (measure) {
            case NONE -> true;
            case AT_LEAST -> duban >= limit;
            case AT_MOST -> duban <= limit;
            case BELOW -> duban < limit;
            case TIMES_MORE, TIMES_LESS -> ratio(duban, other) >= limit;
        };
        if (measure == Measure.NONE) {
            return "";
        }
        String number = limit == Math.rint(limit) ? String.format(Locale.ROOT, "%,.0f", limit) : Double.toString(limit);
        return (met ? "✓ " : "✗ ") + String.format(Locale.ROOT, measure.text, number);
    }
}
