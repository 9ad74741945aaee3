package org.duban.api.matter;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one unit is to do (交办).
 *
 * @param unit id of the responsible unit
 * @param role lead (牵头) or assisting (协办)
 * @param requirement what is asked of this unit (工作要求); may be empty
 * @param leader id of the responsible leader in the unit (责任领导); null when not named
 * @param dueOn an explicit date; null: the matter's explicit date, else the form type's rule
 */
public record Assignment(
        String unit,
        UnitRole role,
        String requirement,
        @Nullable String leader,
        @Nullable LocalDate dueOn) {

    public Assignment {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(requirement, "requirement");
    }

    /** The lead unit, with no more said. */
    public static Assignment lead(String unit) {
        return new Assignment(unit, UnitRole.LEAD, "", null, null);
    }

    /** An assisting unit, with no more said. */
    public static Assignment assist(String unit) {
        return new Assignment(unit, UnitRole.ASSIST, "", null, null);
    }

    public Assignment requirement(String value) {
        return new Assignment(unit, role, value, leader, dueOn);
    }

    public Assignment leader(@Nullable String value) {
        return new Assignment(unit, role, requirement, value, dueOn);
    }

    public Assignment dueOn(@Nullable LocalDate value) {
        return new Assignment(unit, role, requirement, leader, value);
    }

    /** What a unit is in a matter. */
    public enum UnitRole {
        /** 牵头: exactly one in a round; consolidates. */
        LEAD,
        /** 协办: any number. */
        ASSIST
    }
}
