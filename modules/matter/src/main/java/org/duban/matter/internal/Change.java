package org.duban.matter.internal;

import java.util.List;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;

/**
 * What a decision does to one matter.
 *
 * @param id the matter
 * @param expectedVersion the version the decision was made on; 0 for a new matter
 * @param events what happens, in order
 */
public record Change(MatterId id, long expectedVersion, List<MatterEvent> events) {
    public Change {
        events = List.copyOf(events);
    }
}
