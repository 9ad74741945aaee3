package org.duban.journal.internal;

import org.duban.api.journal.StreamId;

/** An event as it is stored. */
final class Entry {

    final long position;
    final StreamId stream;
    final long version;
    /** Milliseconds since 1970-01-01T00:00Z. */
    final long at;

    final String actor;
    /** Simple name of the event's record. */
    final String type;
    /** JSON, as it is or packed ({@link Packing}). */
    final byte[] body;

    Entry(long position, StreamId stream, long version, long at, String actor, String type, byte[] body) {
        this.position = position;
        this.stream = stream;
        this.version = version;
        this.at = at;
        this.actor = actor;
        this.type = type;
        this.body = body;
    }
}
