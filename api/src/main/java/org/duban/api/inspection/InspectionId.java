package org.duban.api.inspection;

import org.duban.api.journal.StreamId;

/**
 * An inspection's stable id: 1 to 40 letters, digits and hyphens. People use its number; programs use this.
 *
 * @param value the id as text
 */
public record InspectionId(String value) {

    /** The kind of an inspection's stream in the journal. */
    public static final String STREAM = "inspection";

    public InspectionId {
        if (!value.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("not an inspection id: " + value);
        }
    }

    /** Its history in the journal. */
    public StreamId stream() {
        return new StreamId(STREAM, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
