package org.duban.api.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * An event in the journal.
 *
 * @param position its place in the feed: 1, 2, 3 … over all streams, without gaps
 * @param stream the history it belongs to
 * @param version its place in that history: 1, 2, 3 … without gaps
 * @param at when it happened, by the clock Duban was given; milliseconds
 * @param actor id of the person who did it, as the host knows them
 * @param event what happened
 */
public record Recorded(long position, StreamId stream, long version, Instant at, String actor, Event event) {
    public Recorded {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(event, "event");
    }
}
