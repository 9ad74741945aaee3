package org.duban.spi.anchor;

import java.time.Instant;
import java.util.Objects;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the heads of the journal's chain to a place that whoever can change the journal can't: a printer, another office's server, a
 * notary. A service; each one there is told.
 *
 * <p>What an implementer owes: an answer within 30 seconds; a call that takes longer is interrupted. Calls come one after another. One that
 * fails isn't repeated: the next anchor holds all that this one held.
 */
@ConsumerType
public interface AnchorSink {

    /** A new anchor, after it was written to the anchor file. */
    void anchored(Anchor anchor) throws Exception;

    /**
     * A head of the journal's chain.
     *
     * @param number 1, 2, 3 … in the anchor file
     * @param at when it was written
     * @param subject why: {@code HEAD} now and then, or what was just sealed, {@code dossier/<id>/<volume>}
     * @param position place of the event in the feed
     * @param hash the event's hash, which holds all events up to it, in hex
     * @param line the line of the anchor file, signed
     */
    record Anchor(long number, Instant at, String subject, long position, String hash, String line) {
        public Anchor {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(line, "line");
        }
    }
}
