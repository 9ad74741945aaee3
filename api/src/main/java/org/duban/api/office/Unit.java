package org.duban.api.office;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A unit (department, town, street, partner) as the host knows it at this moment.
 *
 * @param id the host's stable id, not blank; the only part Duban stores
 * @param name the full name, 住房和城乡建设局
 * @param shortName the usual short name, 住建局; the full name when there is none
 * @param area code of the area a town or street is responsible for; null for a department of the whole district
 */
public record Unit(
        String id, String name, String shortName, @Nullable String area) {

    public Unit {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a unit's id must not be blank");
        }
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shortName, "shortName");
    }
}
