package org.duban.api.inspection;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which inspections, and which of their findings, visits and results. {@link #where()} starts one. Conditions are joined by "and", within
 * a set by "or"; an empty set, 0 or null is no condition.
 *
 * @param inspections ids
 * @param year year the inspection counts for
 * @param kinds kinds of inspection
 * @param stages stages of the inspection
 * @param units ids of units: of findings and results theirs, of visits those with one of them
 * @param areas codes of areas
 * @param categories of findings
 * @param severities of findings
 * @param states of findings at the instant asked for
 * @param from recorded on this day or later
 * @param to recorded on this day or earlier
 */
public record InspectionQuery(
        Set<InspectionId> inspections,
        int year,
        Set<String> kinds,
        Set<InspectionStage> stages,
        Set<String> units,
        Set<String> areas,
        Set<String> categories,
        Set<String> severities,
        Set<FindingState> states,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    public InspectionQuery {
        inspections = Set.copyOf(inspections);
        kinds = Set.copyOf(kinds);
        stages = Set.copyOf(stages);
        units = Set.copyOf(units);
        areas = Set.copyOf(areas);
        categories = Set.copyOf(categories);
        severities = Set.copyOf(severities);
        states = Set.copyOf(states);
    }

    /** Everything the actor may see. */
    public static InspectionQuery all() {
        return where().build();
    }

    /** Starts a query. */
    public static Builder where() {
        return new Builder();
    }

    /** Builds a query; not thread-safe. */
    public static final class Builder {
        private final Set<InspectionId> inspections = new LinkedHashSet<>();
        private int year;
        private final Set<String> kinds = new LinkedHashSet<>();
        private final Set<InspectionStage> stages = new LinkedHashSet<>();
        private final Set<String> units = new LinkedHashSet<>();
        private final Set<String> areas = new LinkedHashSet<>();
        private final Set<String> categories = new LinkedHashSet<>();
        private final Set<String> severities = new LinkedHashSet<>();
        private final Set<FindingState> states = new LinkedHashSet<>();
        private @Nullable LocalDate from;
        private @Nullable LocalDate to;

        private Builder() {}

        public Builder inspection(InspectionId... ids) {
            inspections.addAll(List.of(ids));
            return this;
        }

        public Builder year(int value) {
            year = value;
            return this;
        }

        public Builder kind(String... values) {
            kinds.addAll(List.of(values));
            return this;
        }

        public Builder stage(InspectionStage... values) {
            stages.addAll(List.of(values));
            return this;
        }

        public Builder unit(String... ids) {
            units.addAll(List.of(ids));
            return this;
        }

        public Builder area(String... codes) {
            areas.addAll(List.of(codes));
            return this;
        }

        public Builder category(String... values) {
            categories.addAll(List.of(values));
            return this;
        }

        public Builder severity(String... values) {
            severities.addAll(List.of(values));
            return this;
        }

        public Builder state(FindingState... values) {
            states.addAll(List.of(values));
            return this;
        }

        /** Recorded between these days, both included; null leaves that side open. */
        public Builder recorded(@Nullable LocalDate first, @Nullable LocalDate last) {
            from = first;
            to = last;
            return this;
        }

        public InspectionQuery build() {
            return new InspectionQuery(
                    inspections, year, kinds, stages, units, areas, categories, severities, states, from, to);
        }
    }
}
