package org.duban.api.journal;

import java.util.Objects;

/**
 * An event as it is stored, and what its hash was computed from; how, says the journal module's README, byte for byte. With all of a stream's proofs
 * anybody can recompute their hashes without the journal.
 *
 * @param position its place in the feed
 * @param version its place in its stream
 * @param at milliseconds since 1970-01-01T00:00Z
 * @param actor id of the person
 * @param type name of the event
 * @param json its body as JSON, one line
 * @param stored its body as it is stored: the JSON in UTF-8, or one byte 01 and the JSON deflated (RFC 1951) with {@link Journal#preset}
 * @param feed hash of the event at the position before, in hex; 64 zeros for the first
 * @param hash its own
 */
public record Proof(
        long position,
        long version,
        long at,
        String actor,
        String type,
        String json,
        byte[] stored,
        String feed,
        String hash) {
    public Proof {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(json, "json");
        stored = stored.clone();
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(hash, "hash");
    }

    @Override
    public byte[] stored() {
        return stored.clone();
    }
}
