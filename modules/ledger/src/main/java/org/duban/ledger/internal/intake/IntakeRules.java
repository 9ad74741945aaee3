package org.duban.ledger.internal.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.matter.Gate;
import org.duban.api.office.Line;
import org.duban.ledger.internal.JsonFile;
import org.jspecify.annotations.Nullable;

/**
 * What {@code intake.json} holds: everything two districts' lists may differ in.
 *
 * @param ditto what says "as above"
 * @param notMatters how rows begin that are no matters: totals, notes, signatures
 * @param unmarked what stands in a column of secrecy levels for none
 * @param lines name of a line → the line
 */
record IntakeRules(
        @JsonProperty(required = true) Limits limits,
        @JsonProperty(required = true) List<Kind> kinds,
        @JsonProperty(required = true) UnitRules units,
        @JsonProperty(required = true) DateRules dates,
        @JsonProperty(required = true) List<String> ditto,
        @JsonProperty(required = true) List<String> notMatters,
        @JsonProperty(required = true) List<String> unmarked,
        @JsonProperty(required = true) Map<String, Line> lines) {

    IntakeRules {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(units, "units");
        Objects.requireNonNull(dates, "dates");
        kinds = List.copyOf(kinds);
        ditto = List.copyOf(ditto);
        notMatters = List.copyOf(notMatters);
        unmarked = List.copyOf(unmarked);
        lines = Map.copyOf(lines);
    }

    static final String NAME = "intake.json";

    /** What a column can be, beside a form field's pointer. */
    static final Set<String> TARGETS = Set.of(
            "title",
            "content",
            "source",
            "sourceNumber",
            "sourceDate",
            "received",
            "due",
            "leader",
            "leadUnit",
            "assistingUnits",
            "units",
            "area",
            "line",
            "secrecy");

    /**
     * How large a file may be.
     *
     * @param fileBytes as it comes
     * @param entries parts of the package
     * @param unpackedBytes of all parts together
     * @param ratio unpacked to packed, of a part larger than a megabyte
     * @param rows of all sheets together; likewise cells and characters
     * @param columns of a sheet
     */
    record Limits(
            @JsonProperty(required = true) long fileBytes,
            @JsonProperty(required = true) int entries,
            @JsonProperty(required = true) long unpackedBytes,
            @JsonProperty(required = true) int ratio,
            @JsonProperty(required = true) int sheets,
            @JsonProperty(required = true) int rows,
            @JsonProperty(required = true) int columns,
            @JsonProperty(required = true) long cells,
            @JsonProperty(required = true) long characters) {}

    /**
     * A kind of list.
     *
     * @param line of rows that name none
     * @param lead whether a row must name a lead unit
     * @param opinion words of the proposal
     * @param section the form field a heading between the rows fills; empty for none
     * @param form form field → value where the row has none; {@code {title}} is what stands above the head
     */
    record Kind(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String formType,
            @JsonProperty(required = true) Line line,
            @JsonProperty(required = true) Gate gate,
            @JsonProperty(required = true) boolean lead,
            @JsonProperty(required = true) String opinion,
            @JsonProperty(required = true) String section,
            @JsonProperty(required = true) Map<String, String> form,
            @JsonProperty(required = true) List<Column> columns) {
        Kind {
            form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param to what it is: one of {@link #TARGETS}, or a form field's pointer
     * @param heads what its head may be called, the usual first
     * @param as what its cells hold; missing: text
     * @param values what may stand there → what it means
     * @param required whether a sheet must have it, and each row something in it
     * @param identity whether a row with another value there is another row; missing: yes
     * @param distinctive whether it tells this kind of list from others
     */
    record Column(
            @JsonProperty(required = true) String to,
            @JsonProperty(required = true) List<String> heads,
            @Nullable As as,
            @Nullable Map<String, String> values,
            @Nullable Boolean required,
            @Nullable Boolean identity,
            @Nullable Boolean distinctive) {

        Column {
            // As they are compared, once and not for each head of each file.
            heads = heads.stream().map(Fold::head).toList();
            values = values == null ? Map.of() : Map.copyOf(values);
            as = as == null ? As.TEXT : as;
            required = required != null && required;
            identity = identity == null || identity;
            distinctive = distinctive != null && distinctive;
        }

        boolean isRequired() {
            return Boolean.TRUE.equals(required);
        }

        boolean isIdentity() {
            return Boolean.TRUE.equals(identity);
        }

        boolean isDistinctive() {
            return Boolean.TRUE.equals(distinctive);
        }

        Map<String, String> meanings() {
            return values == null ? Map.of() : values;
        }

        boolean form() {
            return to.startsWith("/");
        }
    }

    /** What cells hold. */
    enum As {
        TEXT,
        INTEGER,
        DATE,
        /** A point in time; a day alone is its beginning. */
        TIME
    }

    /**
     * How units are written.
     *
     * @param clauses characters that end a clause, which has one role
     * @param separators characters between units of a clause
     * @param conjunctions words between units; only where both sides are units
     * @param leadMarks words after a unit or a clause that make it lead
     * @param assistMarks the same for assisting
     * @param tails words after units that say nothing here
     * @param prefixes what a name may begin with and may as well not: 区住建局
     * @param general words of which it is clear that no one unit is meant
     * @param noise remarks between units
     */
    record UnitRules(
            @JsonProperty(required = true) String clauses,
            @JsonProperty(required = true) String separators,
            @JsonProperty(required = true) List<String> conjunctions,
            @JsonProperty(required = true) List<String> leadMarks,
            @JsonProperty(required = true) List<String> assistMarks,
            @JsonProperty(required = true) List<String> tails,
            @JsonProperty(required = true) List<String> prefixes,
            @JsonProperty(required = true) List<String> general,
            @JsonProperty(required = true) List<String> noise) {
        UnitRules {
            conjunctions = List.copyOf(conjunctions);
            leadMarks = List.copyOf(leadMarks);
            assistMarks = List.copyOf(assistMarks);
            tails = List.copyOf(tails);
            prefixes = List.copyOf(prefixes);
            general = List.copyOf(general);
            noise = List.copyOf(noise);
        }
    }

    /**
     * Words for dates.
     *
     * @param open without a date
     * @param yearEnd the last day of the year
     */
    record DateRules(
            @JsonProperty(required = true) List<String> open,
            @JsonProperty(required = true) List<String> yearEnd) {
        DateRules {
            open = List.copyOf(open);
            yearEnd = List.copyOf(yearEnd);
        }
    }

    /**
     * Reads the rules.
     *
     * @throws DubanException {@code CONFIGURATION_INVALID} with every mistake
     */
    static IntakeRules read(@Nullable Path folder) {
        IntakeRules rules = JsonFile.read(folder, NAME, IntakeRules.class, IntakeRules.class);
        List<Problem> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Kind kind : rules.kinds()) {
            if (!ids.add(kind.id())) {
                problems.add(JsonFile.invalid(NAME, kind.id(), "各类清单的 id 各不相同"));
            }
            Set<String> targets = new HashSet<>();
            for (Column column : kind.columns()) {
                if (!TARGETS.contains(column.to()) && !simple(column.to())) {
                    problems.add(JsonFile.invalid(
                            NAME + " " + kind.id(),
                            column.to(),
                            String.join("、", TARGETS.stream().sorted().toList()) + "，或表单项，如 /field"));
                }
                if (!targets.add(column.to())) {
                    problems.add(JsonFile.invalid(NAME + " " + kind.id(), column.to(), "每项只列一次"));
                }
            }
            if (!targets.contains("title")) {
                problems.add(JsonFile.invalid(NAME + " " + kind.id(), "", "有 title 一项"));
            }
        }
        Limits limits = rules.limits();
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.put("fileBytes", limits.fileBytes());
        sizes.put("entries", (long) limits.entries());
        sizes.put("unpackedBytes", limits.unpackedBytes());
        sizes.put("ratio", (long) limits.ratio());
        sizes.put("sheets", (long) limits.sheets());
        sizes.put("rows", (long) limits.rows());
        sizes.put("columns", (long) limits.columns());
        sizes.put("cells", limits.cells());
        sizes.put("characters", limits.characters());
        sizes.forEach((name, size) -> {
            if (size < 1) {
                problems.add(JsonFile.invalid(NAME + " " + name, size, "大于 0"));
            }
        });
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return rules;
    }

    /** Only fields at the top of a form can be filled from a column. */
    private static boolean simple(String pointer) {
        return pointer.length() > 1 && pointer.charAt(0) == '/' && pointer.indexOf('/', 1) < 0;
    }
}
