package org.duban.api.inspection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Findings counted by something; adds up.
 *
 * @param total all
 * @param by value (an id, a name, {@code 2026-03}; empty when there is none) → its share, in the order of the values
 */
public record FindingTally(FindingCounts total, Map<String, FindingCounts> by) {
    public FindingTally {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by));
        FindingCounts sum = by.values().stream().reduce(FindingCounts.NONE, FindingCounts::plus);
        if (!sum.equals(total)) {
            throw new IllegalArgumentException("findings do not add up: " + total + " <> " + sum);
        }
    }

    /** What findings can be counted by. */
    public enum Dimension {
        INSPECTION,
        /** The kind of inspection, 专项督查. */
        KIND,
        UNIT,
        AREA,
        CATEGORY,
        SEVERITY,
        /** Month in which it was recorded, {@code 2026-03}. */
        MONTH
    }
}
