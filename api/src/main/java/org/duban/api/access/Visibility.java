package org.duban.api.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a person may see, as a condition that a list or a search makes part of its query: a matter is visible when <em>any</em>
 * clause holds. No clause: nothing is visible.
 *
 * @param clauses alternatives; a clause without conditions means everything
 */
public record Visibility(List<Clause> clauses) {

    public Visibility {
        clauses = List.copyOf(clauses);
    }

    /** Sees every matter. */
    public static final Visibility EVERYTHING = new Visibility(List.of(new Clause(Map.of())));

    /** Whether some clause has no condition. */
    public boolean everything() {
        return clauses.stream().anyMatch(clause -> clause.conditions().isEmpty());
    }

    /**
     * Conditions that must all hold: the matter's attribute is (for {@code OBLIGED_UNIT} and {@code PARTNER}: has among them)
     * one of the values.
     */
    public record Clause(Map<Attribute, Set<String>> conditions) {
        public Clause {
            conditions = Map.copyOf(conditions);
        }
    }

    /** The attributes of a matter that access depends on. */
    public enum Attribute {
        /** Names of {@link org.duban.api.office.Line}. */
        LINE,
        /** Group number in decimal. */
        GROUP,
        /** Id of the supervising officer. */
        OFFICER,
        /** Id of the person who registered the matter. */
        REGISTRAR,
        /** Ids of the units that have or had an obligation. */
        OBLIGED_UNIT,
        /** Id of the lead unit of the current round. */
        LEAD_UNIT,
        /** Id of the leader who instructed, or to whom the matter is to be presented. */
        LEADER,
        /** Ids of the people and units brought in. */
        PARTNER
    }
}
