package org.duban.api.office;

import java.util.Objects;

/**
 * A place: a town, a street, a village, an estate that people name.
 *
 * @param code stable code, as in {@link org.duban.api.matter.Draft#area} when matters can belong to it
 * @param name what people call it, 晏家坪街道; not blank
 */
public record Area(String code, String name) {
    public Area {
        Objects.requireNonNull(code, "code");
        if (name.isBlank()) {
            throw new IllegalArgumentException("an area has a name");
        }
    }
}
