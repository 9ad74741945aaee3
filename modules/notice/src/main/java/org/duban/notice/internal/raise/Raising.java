package org.duban.notice.internal.raise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Raises notices. */
public interface Raising {

    /**
     * Does what is due by now: reads the feed to its head, counts due dates again when the calendar has changed, takes the steps of
     * ladders that are due. Called by one thread at a time; all that it did is durable when it returns, and when it throws, what it
     * hadn't done will be done by the next call.
     *
     * @return when something will be due next, as far as is known; null when nothing will
     */
    @Nullable
    Instant run();
}
