package org.duban.api.accountability;

import java.util.Objects;

/**
 * A measure against one of the two, and who is to carry it out.
 *
 * @param party against whom
 * @param measure what
 * @param organ id of the competent organ (纪检、组织部门…), a unit of the directory
 */
public record Sanction(Party party, Measure measure, String organ) {
    public Sanction {
        Objects.requireNonNull(party, "party");
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(organ, "organ");
    }
}
