package org.duban.api.matter;

import org.duban.api.journal.StreamId;

/**
 * A matter's stable id: 1 to 40 letters, digits and hyphens. People use the matter's number; programs use this.
 *
 * @param value the id as text
 */
public record MatterId(String value) implements Comparable<MatterId> {

    /** The kind of a matter's stream in the journal. */
    public static final String STREAM = "matter";

    public MatterId {
        if (value.isEmpty()
                || value.length() > 40
                || !value.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'))) {
            throw new IllegalArgumentException("not a matter id: " + value);
        }
    }

    /** The matter's history in the journal. */
    public StreamId stream() {
        return new StreamId(STREAM, value);
    }

    @Override
    public int compareTo(MatterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
