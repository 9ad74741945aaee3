package org.duban.api.inspection;

import java.util.Objects;

/**
 * Names a finding for ever; what an accountability case, a paper or a host refers to.
 *
 * @param inspection the inspection that found it
 * @param number its number there, from 1
 */
public record FindingId(InspectionId inspection, int number) {

    public FindingId {
        Objects.requireNonNull(inspection, "inspection");
        if (number < 1) {
            throw new IllegalArgumentException("findings are numbered from 1: " + number);
        }
    }

    /**
     * Reads {@link #toString}.
     *
     * @throws IllegalArgumentException when it isn't one
     */
    public static FindingId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("not a finding id: " + text);
        }
        return new FindingId(new InspectionId(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** {@code <inspection>/<number>}. */
    @Override
    public String toString() {
        return inspection + "/" + number;
    }
}
