package org.duban.api.search;

import java.util.Objects;

/**
 * How many of the matters found have a value.
 *
 * @param value an enum's name, an id, a year, a code; empty when there is none
 * @param label what people call it: 核查, 住建局, 红灯
 * @param count how many of those the actor may see
 */
public record FacetCount(String value, String label, long count) {
    public FacetCount {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(label, "label");
    }
}
