package org.duban.api.accountability;

import java.util.List;
import java.util.Objects;
import org.duban.api.inspection.FindingId;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;

/**
 * What a recommendation rests on; of several kinds at once, at least one of any.
 *
 * @param events events of matters: the ladder's draft ({@code Escalated}), a criticism, a return for rework
 * @param findings findings of inspections
 * @param files documents
 * @param stated what a person states of their own knowledge; may be empty
 */
public record Evidence(List<EventRef> events, List<FindingId> findings, List<Attachment> files, String stated) {

    /** Nothing yet. */
    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of(), "");

    public Evidence {
        events = List.copyOf(events);
        findings = List.copyOf(findings);
        files = List.copyOf(files);
        Objects.requireNonNull(stated, "stated");
    }

    /**
     * An event of a matter.
     *
     * @param matter the matter
     * @param version the event's version in the matter's history
     */
    public record EventRef(MatterId matter, long version) {
        public EventRef {
            Objects.requireNonNull(matter, "matter");
        }
    }

    /** Whether there is none of any kind. */
    public boolean isEmpty() {
        return events.isEmpty() && findings.isEmpty() && files.isEmpty() && stated.isBlank();
    }
}
