package org.duban.spi.channel;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came of sending a message. */
public sealed interface Delivery {

    /**
     * The receiving system has accepted it.
     *
     * @param receipt what the receiver calls it, for those who ask where it went; may be empty
     */
    record Sent(String receipt) implements Delivery {
        public Sent {
            Objects.requireNonNull(receipt, "receipt");
        }
    }

    /**
     * It may work later: the receiver is busy or can't be reached.
     *
     * @param after not before so long; null: the caller's own growing pauses
     * @param reason one sentence for people, without secrets
     */
    record Retry(@Nullable Duration after, String reason) implements Delivery {
        public Retry {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It will never work: no such address, the receiver refuses the message. The recipient's next channel is tried.
     *
     * @param reason one sentence for people, without secrets
     */
    record Rejected(String reason) implements Delivery {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Accepted. */
    static Delivery sent(String receipt) {
        return new Sent(receipt);
    }

    /** Later, after the caller's own pause. */
    static Delivery retry(String reason) {
        return new Retry(null, reason);
    }

    /** Later, not before that long. */
    static Delivery retry(Duration after, String reason) {
        return new Retry(after, reason);
    }

    /** Never. */
    static Delivery rejected(String reason) {
        return new Rejected(reason);
    }
}
