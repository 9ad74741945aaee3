package org.duban.api.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * Which matters to list or count. {@link #where()} starts one. Conditions are joined by "and";
 * within a set by "or"; an empty set or null is no condition.
 *
 * @param formTypes ids of form types
 * @param stages stages
 * @param standings standings
 * @param progress where it stands in the statistics
 * @param unit id of a unit that has an obligation of the current round; one it was relieved of counts no more
 * @param leadOnly whether {@code unit} must lead
 * @param officer id of the supervising officer
 * @param group supervision group; 0: any
 * @param line the line
 * @param leader id of the leader
 * @param area code of the area
 * @param receivedFrom received on this day or later
 * @param receivedTo received on this day or earlier
 * @param dueFrom due on this day or later
 * @param dueTo due on this day or earlier
 * @param lights codes of lights ({@code red}) shown at {@code asOf}: of the unit's obligation when a unit is named, else of the
 *     lead's
 * @param filters JSON pointer of a form field the form type declares as a filter → the text it must equal
 * @param asOf the instant for lights and progress, by what was so then and by the calendar published by then; null: now. Matters
 *     registered later are not found. Only lights and progress look back: stage, officer, due date and all else are those of now.
 * @param sort what to sort by; ties are broken by id, so the order is total
 * @param descending whether the largest comes first
 */
public record LedgerQuery(
        Set<String> formTypes,
        Set<Stage> stages,
        Set<Standing> standings,
        Set<Progress> progress,
        @Nullable String unit,
        boolean leadOnly,
        @Nullable String officer,
        int group,
        @Nullable Line line,
        @Nullable String leader,
        @Nullable String area,
        @Nullable LocalDate receivedFrom,
        @Nullable LocalDate receivedTo,
        @Nullable LocalDate dueFrom,
        @Nullable LocalDate dueTo,
        Set<String> lights,
        Map<String, String> filters,
        @Nullable Instant asOf,
        Sort sort,
        boolean descending) {

    public LedgerQuery {
        formTypes = Set.copyOf(formTypes);
        stages = Set.copyOf(stages);
        standings = Set.copyOf(standings);
        progress = Set.copyOf(progress);
        lights = Set.copyOf(lights);
        filters = Map.copyOf(filters);
        Objects.requireNonNull(sort, "sort");
    }

    /** Every matter the actor may see, by day of receipt, the newest first. */
    public static LedgerQuery all() {
        return new Builder().build();
    }

    /** Starts a query. */
    public static Builder where() {
        return new Builder();
    }

    /** Starts another query with all that this one says. */
    public Builder change() {
        Builder builder = new Builder();
        builder.formTypes.addAll(formTypes);
        builder.stages.addAll(stages);
        builder.standings.addAll(standings);
        builder.progress.addAll(progress);
        builder.unit = unit;
        builder.leadOnly = leadOnly;
        builder.officer = officer;
        builder.group = group;
        builder.line = line;
        builder.leader = leader;
        builder.area = area;
        builder.receivedFrom = receivedFrom;
        builder.receivedTo = receivedTo;
        builder.dueFrom = dueFrom;
        builder.dueTo = dueTo;
        builder.lights.addAll(lights);
        builder.filters.putAll(filters);
        builder.asOf = asOf;
        builder.sort = sort;
        builder.descending = descending;
        return builder;
    }

    /** Builds a query; not thread-safe. */
    public static final class Builder {
        private final Set<String> formTypes = new LinkedHashSet<>();
        private final Set<Stage> stages = EnumSet.noneOf(Stage.class);
        private final Set<Standing> standings = EnumSet.noneOf(Standing.class);
        private final Set<Progress> progress = EnumSet.noneOf(Progress.class);
        private @Nullable String unit;
        private boolean leadOnly;
        private @Nullable String officer;
        private int group;
        private @Nullable Line line;
        private @Nullable String leader;
        private @Nullable String area;
        private @Nullable LocalDate receivedFrom;
        private @Nullable LocalDate receivedTo;
        private @Nullable LocalDate dueFrom;
        private @Nullable LocalDate dueTo;
        private final Set<String> lights = new LinkedHashSet<>();
        private final Map<String, String> filters = new LinkedHashMap<>();
        private @Nullable Instant asOf;
        private Sort sort = Sort.RECEIVED;
        private boolean descending = true;

        private Builder() {}

        public Builder formType(String... ids) {
            formTypes.addAll(List.of(ids));
            return this;
        }

        public Builder stage(Stage... values) {
            stages.addAll(List.of(values));
            return this;
        }

        public Builder standing(Standing... values) {
            standings.addAll(List.of(values));
            return this;
        }

        public Builder progress(Progress... values) {
            progress.addAll(List.of(values));
            return this;
        }

        /** These and no other that was said before. */
        public Builder onlyProgress(Progress... values) {
            progress.clear();
            return progress(values);
        }

        /** Matters in which the unit has an obligation of the current round. */
        public Builder unit(String id) {
            unit = id;
            leadOnly = false;
            return this;
        }

        /** Matters the unit leads. */
        public Builder leadUnit(String id) {
            unit = id;
            leadOnly = true;
            return this;
        }

        public Builder officer(String id) {
            officer = id;
            return this;
        }

        public Builder group(int number) {
            group = number;
            return this;
        }

        public Builder line(Line value) {
            line = value;
            return this;
        }

        public Builder leader(String id) {
            leader = id;
            return this;
        }

        public Builder area(String code) {
            area = code;
            return this;
        }

        /** Received between these days, both included; null leaves that side open. */
        public Builder received(@Nullable LocalDate from, @Nullable LocalDate to) {
            receivedFrom = from;
            receivedTo = to;
            return this;
        }

        /** Due between these days, both included; null leaves that side open. */
        public Builder due(@Nullable LocalDate from, @Nullable LocalDate to) {
            dueFrom = from;
            dueTo = to;
            return this;
        }

        public Builder light(String... codes) {
            lights.addAll(List.of(codes));
            return this;
        }

        /** A form field the form type declares as a filter, by its JSON pointer, and the text it must equal. */
        public Builder filter(String pointer, String value) {
            filters.put(pointer, value);
            return this;
        }

        /** The instant for lights and progress; without it: now. */
        public Builder asOf(Instant instant) {
            asOf = instant;
            return this;
        }

        public Builder ascending(Sort by) {
            sort = by;
            descending = false;
            return this;
        }

        public Builder descending(Sort by) {
            sort = by;
            descending = true;
            return this;
        }

        public LedgerQuery build() {
            return new LedgerQuery(
                    formTypes,
                    stages,
                    standings,
                    progress,
                    unit,
                    leadOnly,
                    officer,
                    group,
                    line,
                    leader,
                    area,
                    receivedFrom,
                    receivedTo,
                    dueFrom,
                    dueTo,
                    lights,
                    filters,
                    asOf,
                    sort,
                    descending);
        }
    }

    /** What a list can be sorted by. */
    public enum Sort {
        /** Day of receipt. */
        RECEIVED,
        /** Due date of a running clock; matters whose clock doesn't run come last, by day of receipt. */
        DUE,
        /** Last event. */
        CHANGED
    }
}
