package org.duban.api.burden;

import java.util.List;
import java.util.Objects;

/**
 * What was asked of the units in a period.
 *
 * @param period the period
 * @param units those the actor may see of whom something was asked in it or in the one before, the most burdened first, then by id
 * @param total the sum over them, without the single askings
 * @param zh the whole in a sentence or two
 */
public record BurdenReport(BurdenPeriod period, List<UnitBurden> units, UnitBurden total, String zh) {
    public BurdenReport {
        Objects.requireNonNull(period, "period");
        units = List.copyOf(units);
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(zh, "zh");
    }
}
