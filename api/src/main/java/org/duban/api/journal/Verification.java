package org.duban.api.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a walk over the chains found.
 *
 * @param events how many events were read, up to and including the first broken one
 * @param streams how many histories they belong to
 * @param firstBreak the first event at which a chain is broken; null when everything is as it was written
 */
public record Verification(
        long events, long streams, @Nullable Break firstBreak) {

    /** Whether everything is as it was written. */
    public boolean intact() {
        return firstBreak == null;
    }

    /**
     * A broken chain.
     *
     * @param position place in the feed
     * @param stream the history, {@code matter/…}; empty when the entry is unreadable
     * @param version place in that history
     * @param reason one sentence in Chinese
     */
    public record Break(long position, String stream, long version, String reason) {}
}
