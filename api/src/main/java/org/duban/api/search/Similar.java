package org.duban.api.search;

import java.util.List;
import java.util.Objects;

/**
 * An earlier matter like another one, and why.
 *
 * @param hit the earlier matter; what both have in common is marked in title and passages
 * @param likeness 0 to 1; from {@link #SAME} on it is most likely about the same thing (反复, to be merged or linked)
 * @param reasons why, the weightiest first; never empty
 */
public record Similar(Hit hit, double likeness, List<Reason> reasons) {

    /** From this likeness on, two matters are most likely about the same thing. */
    public static final double SAME = 0.6;

    public Similar {
        Objects.requireNonNull(hit, "hit");
        reasons = List.copyOf(reasons);
        if (!(likeness >= 0 && likeness <= 1)) {
            throw new IllegalArgumentException("likeness is from 0 to 1: " + likeness);
        }
    }

    /**
     * Why two matters are alike.
     *
     * @param kind what they have in common
     * @param text the reason in Chinese: 标题和内容都提到“晏家坪”“油烟”
     * @param share how much of the likeness is due to it; all shares add up to it
     */
    public record Reason(Kind kind, String text, double share) {
        public Reason {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(text, "text");
        }
    }

    /** What two matters can have in common. */
    public enum Kind {
        /** Words of the title. */
        TITLE,
        /** Words of the texts. */
        TEXT,
        /** The area. */
        AREA,
        /** A responsible unit. */
        UNIT,
        /** A field of the form, such as the author of a message. */
        FIELD
    }
}
