package org.duban.api.inspection;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection brought about, as a number (督查成果): 拆除违法建筑 25.9 万平方米.
 *
 * @param what 拆除违法建筑
 * @param quantity how much of it
 * @param unit id of the unit that did it; null for the inspection as a whole
 * @param area code of the area; null for the whole district
 * @param from first day of the period it is about
 * @param to last day of that period
 */
public record InspectionResult(
        String what,
        Quantity quantity,
        @Nullable String unit,
        @Nullable String area,
        LocalDate from,
        LocalDate to) {

    public InspectionResult {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
