package org.duban.ledger.internal.excel;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Stage;

/**
 * The figures of a set of matters at one instant: how many there are of each progress, in all and by unit, kind, stage, light and month.
 * They add up: each matter has exactly one progress, and exactly one value in each table.
 *
 * @param progress those that occur → how many, in their order
 * @param lights colours of the lights' rows
 */
record Figures(
        long total,
        Map<Progress, Long> progress,
        Table units,
        Table kinds,
        Table stages,
        Table lights,
        Table months,
        Map<String, String> colours) {

    /** So many times the counts are asked anew when what the actor may see has changed meanwhile. */
    private static final int TRIES = 3;

    /** A gap of more months than this isn't filled with empty rows. */
    private static final int MOST_MONTHS = 240;

    /**
     * A table.
     *
     * @param rows in their order
     */
    record Table(List<Row> rows) {
        Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row.
     *
     * @param by how many of each progress; those that don't occur in it are missing
     */
    record Row(String label, Map<Progress, Long> by) {
        long total() {
            return by.values().stream().mapToLong(Long::longValue).sum();
        }

        long of(Progress progress) {
            return by.getOrDefault(progress, 0L);
        }
    }

    static Figures of(Ledger ledger, Actor actor, LedgerQuery query, Instant at, Names names, FormTypes formTypes) {
        LedgerQuery then = query.change().asOf(at).build();
        for (int i = 0; i < TRIES; i++) {
            Figures figures = count(ledger, actor, then, names, formTypes);
            if (figures.addUp()) {
                return figures;
            }
        }
        throw new DubanException(Problem.of(
                ErrorCode.NOT_NOW,
                "统计期间数据不断变动，各表未能对上，请稍后再试",
                "The tables could not be made to agree, since matters kept changing; try again"));
    }

    /** Whether every table has all that were counted. */
    private boolean addUp() {
        return Stream.of(units, kinds, stages, lights, months)
                .allMatch(table -> table.rows().stream().mapToLong(Row::total).sum() == total);
    }

    private static Figures count(Ledger ledger, Actor actor, LedgerQuery query, Names names, FormTypes formTypes) {
        Counts all = ledger.count(actor, query, Dimension.PROGRESS);
        Map<Progress, Long> progress = new EnumMap<>(Progress.class);
        for (Progress p : Progress.values()) {
            if (all.of(p.name()) > 0) {
                progress.put(p, all.of(p.name()));
            }
        }
        Asking asking = new Asking(ledger, actor, query, progress);
        Map<String, String> lightNames = new LinkedHashMap<>();
        Map<String, String> colours = new LinkedHashMap<>();
        formTypes
                .all()
                .forEach(type -> type.lights().lights().forEach(light -> {
                    lightNames.putIfAbsent(light.code(), light.name());
                    colours.putIfAbsent(light.name(), light.colour());
                }));
        return new Figures(
                all.total(),
                progress,
                largestFirst(asking.by(Dimension.LEAD_UNIT), unit -> unit.isEmpty() ? "（无牵头单位）" : names.unit(unit)),
                largestFirst(asking.by(Dimension.FORM_TYPE), names::formType),
                inOrder(
                        asking.by(Dimension.STAGE),
                        Stream.of(Stage.values()).map(Stage::name).toList(),
                        stage -> Stage.valueOf(stage).zh()),
                inOrder(
                        asking.by(Dimension.LIGHT),
                        Stream.concat(lightNames.keySet().stream(), Stream.of(""))
                                .toList(),
                        code -> code.isEmpty() ? "无灯（时限未走）" : lightNames.getOrDefault(code, code)),
                months(asking.by(Dimension.MONTH)),
                colours);
    }

    /** Counts by a dimension, for each progress that occurs. */
    private record Asking(Ledger ledger, Actor actor, LedgerQuery query, Map<Progress, Long> progress) {
        Map<String, Map<Progress, Long>> by(Dimension dimension) {
            Map<String, Map<Progress, Long>> table = new TreeMap<>();
            for (Progress p : progress.keySet()) {
                LedgerQuery only = query.change().onlyProgress(p).build();
                ledger.count(actor, only, dimension)
                        .by()
                        .forEach((value, n) -> table.computeIfAbsent(value, v -> new EnumMap<>(Progress.class))
                                .put(p, n));
            }
            return table;
        }
    }

    private static Table largestFirst(Map<String, Map<Progress, Long>> counts, UnaryOperator<String> name) {
        List<Row> rows = new ArrayList<>();
        counts.forEach((value, by) -> rows.add(new Row(name.apply(value), by)));
        rows.sort(Comparator.comparingLong(Row::total).reversed().thenComparing(Row::label));
        return new Table(rows);
    }

    private static Table inOrder(
            Map<String, Map<Progress, Long>> counts, List<String> order, UnaryOperator<String> name) {
        List<Row> rows = new ArrayList<>();
        List<String> values = new ArrayList<>(order);
        counts.keySet().stream().filter(value -> !order.contains(value)).forEach(values::add);
        for (String value : values) {
            Map<Progress, Long> by = counts.get(value);
            if (by != null) {
                rows.add(new Row(name.apply(value), by));
            }
        }
        return new Table(rows);
    }

    /** All months from the first to the last, also those without a matter. */
    private static Table months(Map<String, Map<Progress, Long>> counts) {
        List<Row> rows = new ArrayList<>();
        YearMonth next = null;
        for (Map.Entry<String, Map<Progress, Long>> entry : counts.entrySet()) {
            YearMonth month = YearMonth.parse(entry.getKey());
            while (next != null && next.isBefore(month) && rows.size() < MOST_MONTHS) {
                rows.add(new Row(next.toString(), Map.of()));
                next = next.plusMonths(1);
            }
            rows.add(new Row(month.toString(), entry.getValue()));
            next = month.plusMonths(1);
        }
        return new Table(rows);
    }
}
