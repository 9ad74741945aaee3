package org.duban.api.inspection;

import java.util.Objects;

/**
 * Something a sample may be drawn from.
 *
 * @param id names it in the frame: a matter's id, a project's number; no line break or tab in it
 * @param name for people; may be empty
 * @param stratum its stratum (层); empty when there is none
 */
public record SampleItem(String id, String name, String stratum) {
    public SampleItem {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(stratum, "stratum");
    }

    /** An item without name and stratum. */
    public static SampleItem of(String id) {
        return new SampleItem(id, "", "");
    }
}
