package org.duban.api.journal;

import java.util.List;

/**
 * What an append came to; when it is returned, {@code kill -9} loses nothing of it.
 *
 * @param recorded the events as they stand in the journal
 * @param repeated true when the idempotency key had been used for the same command: nothing was written, these are the events of
 *     the first time
 */
public record Receipt(List<Recorded> recorded, boolean repeated) {
    public Receipt {
        recorded = List.copyOf(recorded);
    }
}
