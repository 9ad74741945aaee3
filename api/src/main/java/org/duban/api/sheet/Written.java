package org.duban.api.sheet;

import java.time.Instant;
import java.util.Objects;

/**
 * What was written.
 *
 * @param rows how many matters; for a workbook of figures how many were counted
 * @param at the instant lights and progress are of
 */
public record Written(long rows, Instant at) {
    public Written {
        Objects.requireNonNull(at, "at");
    }
}
