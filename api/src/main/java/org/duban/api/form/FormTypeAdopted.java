package org.duban.api.form;

import java.util.Objects;
import org.duban.api.journal.Event;
import org.duban.api.journal.StreamId;

/**
 * The first matter was registered with a version of a form type: from now on the journal keeps its definition, whoever brought it and
 * wherever that is gone. Written once for each version, in the append of that matter.
 *
 * @param id id of the form type
 * @param version its version
 * @param definition the definition, JSON ({@link FormType#definition()})
 */
public record FormTypeAdopted(String id, int version, String definition) implements Event {

    /** {@link StreamId#kind()} of the streams these events are in, one event a stream. */
    public static final String STREAM = "form";

    public FormTypeAdopted {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(definition, "definition");
    }

    /** The stream of a version of a form type, {@code form/instruction@1}. */
    public static StreamId stream(String id, int version) {
        return new StreamId(STREAM, id + "@" + version);
    }
}
