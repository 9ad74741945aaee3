package org.duban.api.ledger;

import java.util.Map;

/**
 * Counts of the matters a query finds.
 *
 * @param total how many in all
 * @param by value of the dimension (an enum's name, an id, a number; empty when there is none) → how many. Adds up to {@code total}.
 */
public record Counts(long total, Map<String, Long> by) {
    public Counts {
        by = Map.copyOf(by);
        long sum = by.values().stream().mapToLong(Long::longValue).sum();
        if (sum != total) {
            throw new IllegalArgumentException("counts do not reconcile: " + total + " <> " + by);
        }
    }

    /** The count of one value; 0 when it doesn't occur. */
    public long of(Object value) {
        return by.getOrDefault(value.toString(), 0L);
    }
}
