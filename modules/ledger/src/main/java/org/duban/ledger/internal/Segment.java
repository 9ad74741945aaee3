package org.duban.ledger.internal;

import java.util.List;
import org.duban.api.ledger.LedgerQuery.Sort;

/** A stretch of a list with one order of its own; a list is one or two of them, one after the other. */
enum Segment {
    /** By day of receipt. */
    RECEIVED,
    /** By the last event. */
    CHANGED,
    /** Those whose clock runs, by due date. */
    RUNNING,
    /** Those whose clock doesn't run, by day of receipt. */
    RESTING;

    static List<Segment> of(Sort sort) {
        return switch (sort) {
            case RECEIVED -> List.of(RECEIVED);
            case CHANGED -> List.of(CHANGED);
            case DUE -> List.of(RUNNING, RESTING);
        };
    }
}
