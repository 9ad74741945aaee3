package org.duban.api.search;

import java.util.Objects;
import org.duban.api.journal.Event;

/** What happened to a watch; its stream is {@code watch/<id>}. Who set it stands beside the event. */
public sealed interface WatchEvent extends Event {

    /** Kind of a watch's stream in the journal. */
    String STREAM = "watch";

    /** Set or changed. */
    record WatchSet(String name, String text) implements WatchEvent {
        public WatchSet {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Ended by its owner. */
    record WatchRemoved() implements WatchEvent {}
}
