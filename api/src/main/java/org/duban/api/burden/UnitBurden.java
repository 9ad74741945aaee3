package org.duban.api.burden;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of one unit in a period.
 *
 * @param unit id of the unit; empty for the sum over all units of a report
 * @param period the period
 * @param figures one for each kind of asking, in their order
 */
public record UnitBurden(String unit, BurdenPeriod period, List<Figure> figures) {

    public UnitBurden {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(period, "period");
        figures = List.copyOf(figures);
    }

    /** How much was asked, messages left out. */
    public long asked() {
        return figures.stream()
                .filter(f -> f.asking() != Asking.MESSAGE)
                .mapToLong(Figure::count)
                .sum();
    }

    /** How much was asked in the period before. */
    public long askedBefore() {
        return figures.stream()
                .filter(f -> f.asking() != Asking.MESSAGE)
                .mapToLong(Figure::before)
                .sum();
    }

    /** The figure of one kind. */
    public Figure figure(Asking asking) {
        return figures.get(asking.ordinal());
    }

    /**
     * A figure.
     *
     * @param asking what was asked
     * @param count how often
     * @param before how often in the period before
     * @param asked each of them, in order of time; empty in a sum over all units
     */
    public record Figure(Asking asking, long count, long before, List<Asked> asked) {
        public Figure {
            asked = List.copyOf(asked);
        }
    }

    /**
     * Something that was asked.
     *
     * @param day the day; for a report the day it was due
     * @param matter the matter; null for a digest of several
     * @param obligation number of the obligation; 0: the whole matter
     * @param version version of the event in the matter's history; 0 for what is no event: a report owed, a message
     * @param zh in one sentence
     */
    public record Asked(LocalDate day, @Nullable MatterId matter, int obligation, long version, String zh) {}
}
