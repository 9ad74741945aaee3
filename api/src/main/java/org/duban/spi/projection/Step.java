package org.duban.spi.projection;

import java.util.Objects;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Matter;

/**
 * One event and what it made of its matter.
 *
 * @param recorded the event
 * @param after the matter right after it
 */
public record Step(Recorded recorded, Matter after) {
    public Step {
        Objects.requireNonNull(recorded, "recorded");
        Objects.requireNonNull(after, "after");
    }
}
