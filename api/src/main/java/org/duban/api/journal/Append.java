package org.duban.api.journal;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one command adds to the journal: all of it or nothing.
 *
 * @param actor id of the person who acts
 * @param at when, by the clock Duban was given; stored to the millisecond
 * @param parts one for each stream the command touches; not empty
 * @param once idempotency key of the command; null when the caller gave none
 * @param rows the read-table rows that follow from the events
 */
public record Append(
        String actor,
        Instant at,
        List<Part> parts,
        @Nullable Once once,
        Rows rows) {

    public Append {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(rows, "rows");
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an append needs a part");
        }
    }

    /**
     * Events for one stream.
     *
     * @param stream which
     * @param expectedVersion the version the decision was made on; 0 for a stream that must not exist yet
     * @param events in order; not empty
     */
    public record Part(StreamId stream, long expectedVersion, List<Event> events) {
        public Part {
            Objects.requireNonNull(stream, "stream");
            events = List.copyOf(events);
            if (events.isEmpty() || expectedVersion < 0) {
                throw new IllegalArgumentException("a part needs events and a version of 0 or more");
            }
        }
    }

    /**
     * An idempotency key: the same command sent twice is done once.
     *
     * @param key the caller's key, unique for each command, 1 to 100 characters
     * @param fingerprint digest of the command, so that a key used for two commands is refused
     */
    public record Once(String key, String fingerprint) {
        public Once {
            if (key.isBlank() || key.length() > 100) {
                throw new IllegalArgumentException("a key has 1 to 100 characters: " + key);
            }
            Objects.requireNonNull(fingerprint, "fingerprint");
        }
    }

    /**
     * Computes the rows that are written in the same transaction as the events. Called once, on the journal's writer thread, when
     * positions and numbers are known; must be pure, quick and must not call the journal. If it throws, this append alone fails.
     */
    @FunctionalInterface
    public interface Rows {
        /** @param recorded all events of the append, in the order of its parts */
        List<RowChange> of(List<Recorded> recorded);

        /** No rows. */
        Rows NONE = recorded -> List.of();
    }
}
