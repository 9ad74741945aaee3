package org.duban.api.office;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person as the host knows them at this moment.
 *
 * @param id the host's stable id, not blank; the only part Duban stores
 * @param name the name shown to people
 * @param roles what the person may be here; may be empty
 * @param unit id of the person's unit; null for a leader above the units
 * @param group number of the supervision group (1 to 5 in a "1+5X" office), 0 when in none
 * @param lines the lines the person works for
 */
public record Person(
        String id, String name, Set<Role> roles, @Nullable String unit, int group, Set<Line> lines) {

    /**
     * Duban itself, who acts as {@link org.duban.api.matter.Actor#DUBAN}: no role and no line, and yet every matter is visible to it.
     * Known by its id, which no host may lend to anybody.
     */
    public static final Person DUBAN = new Person("duban", "督办系统", Set.of(), null, 0, Set.of());

    public Person {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a person's id must not be blank");
        }
        Objects.requireNonNull(name, "name");
        roles = Set.copyOf(roles);
        lines = Set.copyOf(lines);
    }

    /** Whether the person has at least one of these roles. */
    public boolean hasAnyOf(Set<Role> wanted) {
        for (Role role : roles) {
            if (wanted.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
