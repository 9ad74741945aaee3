package org.duban.journal.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.duban.api.journal.Append;
import org.duban.api.journal.Recorded;
import org.jspecify.annotations.Nullable;

/** An append that waits for the writer. */
final class Submission {

    /**
     * What became of it.
     *
     * @param recorded the events written; null when the key had been used before
     * @param first position of its first event
     * @param events how many
     */
    record Outcome(@Nullable List<Recorded> recorded, long first, int events) {}

    final Append append;
    /** The body of each event, in the order of the parts; null for one that gets its number first. */
    final List<byte @Nullable []> bodies;

    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    Submission(Append append, List<byte @Nullable []> bodies) {
        this.append = append;
        this.bodies = bodies;
    }
}
