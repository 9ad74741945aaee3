package org.duban.api.evaluation;

import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.journal.StreamId;

/**
 * Something that happened, as rules look at it; whatever the rule set, the facts of a matter are the same.
 *
 * @param kind what
 * @param stream history of the event that says so
 * @param version version of the event
 * @param on the day that decides which rule set and which month it belongs to, in the office's time zone
 * @param unit id of the unit it is about
 * @param obligation number of the unit's obligation; 0 when it is about no single one
 * @param n how much, by its kind; 1 where the kind says nothing
 * @param detail more, by its kind; may be empty
 */
public record Fact(
        FactKind kind, StreamId stream, long version, LocalDate on, String unit, int obligation, int n, String detail) {
    public Fact {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(on, "on");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(detail, "detail");
    }
}
