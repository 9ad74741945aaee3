package org.duban.api.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * What to look for. {@link #of} starts one. Text and conditions are joined by "and"; within a set by "or"; an empty set or null is no
 * condition.
 *
 * <p>The text is what a person types; whatever it is, it is answered. Several words are all wanted. {@code "…"} (or “…”, 「…」) wants
 * exactly that; {@code -…} must not occur; {@code 甲|乙} wants one of both; {@code 标题:…}, {@code 答复:…} looks in texts of that {@link
 * TextKind}; {@code 类型:}, {@code 阶段:}, {@code 状态:}, {@code 单位:}, {@code 牵头:}, {@code 督查员:}, {@code 小组:}, {@code 条线:}, {@code
 * 领导:}, {@code 区域:}, {@code 年度:}, {@code 收到:}, {@code 期限:}, {@code 时限:} and a form field's title are conditions like those
 * below. The whole grammar is in the search module's README.
 *
 * @param text what a person typed; empty: everything
 * @param kinds look only in texts of these kinds
 * @param formTypes ids of form types
 * @param stages stages
 * @param standings standings
 * @param units ids of units with an obligation of the current round; one they were relieved of counts no more
 * @param leadUnits ids of lead units of the current round
 * @param officers ids of supervising officers
 * @param groups supervision groups
 * @param lines lines
 * @param leaders ids of leaders
 * @param areas codes of areas
 * @param years years of receipt
 * @param receivedFrom received on this day or later
 * @param receivedTo received on this day or earlier
 * @param dueFrom due on this day or later
 * @param dueTo due on this day or earlier
 * @param lights codes of lights ({@code red}) the lead's obligation shows at {@code asOf}
 * @param fields JSON pointer of a form field the form type declares as a filter → the texts it may equal
 * @param asOf the instant for lights, by what was so then and by the calendar published by then; null: now
 * @param sort what to sort by; ties are broken by id, so the order is total
 * @param facets what to count by
 * @param facetFields JSON pointers of form fields to count by
 * @param limit hits on a page, 1 to {@link Search#MAX_LIMIT}; 0 for counts only
 * @param after {@link Results#next} of the page before; null for the first
 * @param fresh whether everything written before the call must be looked at: waits until the index has it
 */
public record SearchQuery(
        String text,
        Set<TextKind> kinds,
        Set<String> formTypes,
        Set<Stage> stages,
        Set<Standing> standings,
        Set<String> units,
        Set<String> leadUnits,
        Set<String> officers,
        Set<Integer> groups,
        Set<Line> lines,
        Set<String> leaders,
        Set<String> areas,
        Set<Integer> years,
        @Nullable LocalDate receivedFrom,
        @Nullable LocalDate receivedTo,
        @Nullable LocalDate dueFrom,
        @Nullable LocalDate dueTo,
        Set<String> lights,
        Map<String, Set<String>> fields,
        @Nullable Instant asOf,
        Sort sort,
        Set<Facet> facets,
        Set<String> facetFields,
        int limit,
        @Nullable String after,
        boolean fresh) {

    /** Hits on a page when nothing else is said. */
    public static final int DEFAULT_LIMIT = 20;

    public SearchQuery {
        Objects.requireNonNull(text, "text");
        kinds = Set.copyOf(kinds);
        formTypes = Set.copyOf(formTypes);
        stages = Set.copyOf(stages);
        standings = Set.copyOf(standings);
        units = Set.copyOf(units);
        leadUnits = Set.copyOf(leadUnits);
        officers = Set.copyOf(officers);
        groups = Set.copyOf(groups);
        lines = Set.copyOf(lines);
        leaders = Set.copyOf(leaders);
        areas = Set.copyOf(areas);
        years = Set.copyOf(years);
        lights = Set.copyOf(lights);
        fields = Map.copyOf(fields);
        Objects.requireNonNull(sort, "sort");
        facets = Set.copyOf(facets);
        facetFields = Set.copyOf(facetFields);
    }

    /** Starts a query. */
    public static Builder of(String text) {
        return new Builder(text);
    }

    /** What results can be sorted by. */
    public enum Sort {
        /** How well they fit, the best first. */
        RELEVANCE,
        /** Day of receipt, the newest first. */
        NEWEST,
        /** Day of receipt, the oldest first. */
        OLDEST,
        /** Due date of a running clock, the earliest first; matters whose clock doesn't run come last. */
        DUE,
        /** Last event, the latest first. */
        CHANGED
    }

    /** Builds a query; not thread-safe. */
    public static final class Builder {
        private final String text;
        private final Set<TextKind> kinds = EnumSet.noneOf(TextKind.class);
        private final Set<String> formTypes = new LinkedHashSet<>();
        private final Set<Stage> stages = EnumSet.noneOf(Stage.class);
        private final Set<Standing> standings = EnumSet.noneOf(Standing.class);
        private final Set<String> units = new LinkedHashSet<>();
        private final Set<String> leadUnits = new LinkedHashSet<>();
        private final Set<String> officers = new LinkedHashSet<>();
        private final Set<Integer> groups = new TreeSet<>();
        private final Set<Line> lines = EnumSet.noneOf(Line.class);
        private final Set<String> leaders = new LinkedHashSet<>();
        private final Set<String> areas = new LinkedHashSet<>();
        private final Set<Integer> years = new TreeSet<>();
        private @Nullable LocalDate receivedFrom;
        private @Nullable LocalDate receivedTo;
        private @Nullable LocalDate dueFrom;
        private @Nullable LocalDate dueTo;
        private final Set<String> lights = new LinkedHashSet<>();
        private final Map<String, Set<String>> fields = new LinkedHashMap<>();
        private @Nullable Instant asOf;
        private Sort sort = Sort.RELEVANCE;
        private final Set<Facet> facets = EnumSet.noneOf(Facet.class);
        private final Set<String> facetFields = new LinkedHashSet<>();
        private int limit = DEFAULT_LIMIT;
        private @Nullable String after;
        private boolean fresh;

        private Builder(String text) {
            this.text = text;
        }

        /** Looks only in texts of these kinds. */
        public Builder in(TextKind... values) {
            kinds.addAll(List.of(values));
            return this;
        }

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

        public Builder unit(String... ids) {
            units.addAll(List.of(ids));
            return this;
        }

        public Builder leadUnit(String... ids) {
            leadUnits.addAll(List.of(ids));
            return this;
        }

        public Builder officer(String... ids) {
            officers.addAll(List.of(ids));
            return this;
        }

        public Builder group(Integer... numbers) {
            groups.addAll(List.of(numbers));
            return this;
        }

        public Builder line(Line... values) {
            lines.addAll(List.of(values));
            return this;
        }

        public Builder leader(String... ids) {
            leaders.addAll(List.of(ids));
            return this;
        }

        public Builder area(String... codes) {
            areas.addAll(List.of(codes));
            return this;
        }

        /** Years of receipt. */
        public Builder year(Integer... values) {
            years.addAll(List.of(values));
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

        /** A form field the form type declares as a filter, by its JSON pointer, and the texts it may equal. */
        public Builder field(String pointer, String... values) {
            fields.put(pointer, Set.of(values));
            return this;
        }

        /** The instant for lights; without it: now. */
        public Builder asOf(Instant instant) {
            asOf = instant;
            return this;
        }

        public Builder sort(Sort by) {
            sort = by;
            return this;
        }

        public Builder facet(Facet... values) {
            facets.addAll(List.of(values));
            return this;
        }

        /** Counts by form fields. */
        public Builder facetField(String... pointers) {
            facetFields.addAll(List.of(pointers));
            return this;
        }

        public Builder limit(int hits) {
            limit = hits;
            return this;
        }

        /** The page that follows. */
        public Builder after(@Nullable String next) {
            after = next;
            return this;
        }

        /** Finds everything written before the call. */
        public Builder fresh() {
            fresh = true;
            return this;
        }

        public SearchQuery build() {
            return new SearchQuery(
                    text,
                    kinds,
                    formTypes,
                    stages,
                    standings,
                    units,
                    leadUnits,
                    officers,
                    groups,
                    lines,
                    leaders,
                    areas,
                    years,
                    receivedFrom,
                    receivedTo,
                    dueFrom,
                    dueTo,
                    lights,
                    fields,
                    asOf,
                    sort,
                    facets,
                    facetFields,
                    limit,
                    after,
                    fresh);
        }
    }
}
