package org.duban.api.access;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.jspecify.annotations.Nullable;

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

    /**
     * Whether a matter with these attributes is visible.
     *
     * @param attributes as {@link Attribute#of} gives them
     */
    public boolean admits(Map<Attribute, Set<String>> attributes) {
        return clauses.stream()
                .anyMatch(clause -> clause.conditions().entrySet().stream()
                        .allMatch(condition -> attributes.getOrDefault(condition.getKey(), Set.of()).stream()
                                .anyMatch(condition.getValue()::contains)));
    }

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
        PARTNER;

        /** The attributes a matter has, each with its values; those without one are left out. */
        public static Map<Attribute, Set<String>> of(Matter matter) {
            Map<Attribute, Set<String>> attributes = new EnumMap<>(Attribute.class);
            for (Attribute attribute : values()) {
                Set<String> values = attribute.valuesOf(matter);
                if (!values.isEmpty()) {
                    attributes.put(attribute, values);
                }
            }
            return attributes;
        }

        private Set<String> valuesOf(Matter matter) {
            return switch (this) {
                case LINE -> Set.of(matter.subject().line().name());
                case GROUP -> matter.group() > 0 ? Set.of(Integer.toString(matter.group())) : Set.of();
                case OFFICER -> present(matter.officer());
                case REGISTRAR -> Set.of(matter.times().registeredBy());
                case OBLIGED_UNIT ->
                    matter.obligations().stream().map(Obligation::unit).collect(Collectors.toUnmodifiableSet());
                case LEAD_UNIT -> present(matter.lead().map(Obligation::unit).orElse(null));
                case LEADER -> present(matter.subject().leader(), matter.presentedTo());
                case PARTNER -> matter.partners();
            };
        }

        private static Set<String> present(@Nullable String... values) {
            return Stream.of(values).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        }
    }
}
