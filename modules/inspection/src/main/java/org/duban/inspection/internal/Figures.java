package org.duban.inspection.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.LightRule;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.inspection.DailyBulletin;
import org.duban.api.inspection.DailyBulletin.UnitLine;
import org.duban.api.inspection.FindingCounts;
import org.duban.api.inspection.FindingId;
import org.duban.api.inspection.FindingRow;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.FindingTally;
import org.duban.api.inspection.FindingTally.Dimension;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.Inspection.VisitEntry;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionFinding.Step;
import org.duban.api.inspection.InspectionLoad;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.InspectionResult;
import org.jspecify.annotations.Nullable;

/**
 * Lists and counts over inspections, as of an instant. Pure: what somebody may see of them was settled before.
 *
 * @param now the instant asked for
 * @param calendar the calendar published by then
 */
record Figures(Instant now, ZoneId zone, WorkCalendar calendar, LightRule lights) {

    private LocalDate day(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    // ---- conditions

    static boolean fits(InspectionQuery query, Inspection inspection) {
        return fits(query.inspections(), inspection.id())
                && (query.year() == 0 || query.year() == inspection.year())
                && fits(query.kinds(), inspection.plan().kind())
                && fits(query.stages(), inspection.stage());
    }

    private static <T> boolean fits(Set<T> wanted, @Nullable T value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }

    private static boolean within(InspectionQuery query, LocalDate day) {
        LocalDate from = query.from();
        LocalDate to = query.to();
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    private boolean fits(InspectionQuery query, FindingRow row) {
        InspectionFinding finding = row.finding();
        return fits(query.units(), finding.unit())
                && fits(query.areas(), finding.area())
                && fits(query.categories(), finding.category())
                && fits(query.severities(), finding.severity())
                && fits(query.states(), row.state())
                && within(query, day(finding.recordedAt()));
    }

    // ---- findings

    /** The rows of all findings that were recorded by then. */
    List<FindingRow> rows(List<Inspection> inspections, InspectionQuery query) {
        return inspections.stream()
                .filter(inspection -> fits(query, inspection))
                .flatMap(this::rows)
                .filter(row -> fits(query, row))
                .toList();
    }

    private Stream<FindingRow> rows(Inspection inspection) {
        return inspection.findings().stream().flatMap(finding -> row(inspection, finding).stream());
    }

    Optional<FindingRow> row(Inspection inspection, InspectionFinding finding) {
        return finding.at(now).map(step -> row(inspection, finding, step));
    }

    private FindingRow row(Inspection inspection, InspectionFinding finding, Step step) {
        DueDate kept = step.due();
        DueDate due = kept == null ? null : kept.countedBy(calendar);
        // Only what is owed by the unit has a light: what it has reported waits for the office.
        LocalDate owed = due != null && step.state() == FindingState.RECTIFYING ? due.date() : null;
        LocalDate today = day(now);
        return new FindingRow(
                new FindingId(inspection.id(), finding.number()),
                inspection.number(),
                finding,
                step.state(),
                step.carriedOver(),
                due == null ? null : due.date(),
                due != null && due.provisional(),
                owed != null && today.isAfter(owed),
                owed == null ? null : lights.on(owed, today, calendar));
    }

    static FindingCounts count(List<FindingRow> rows) {
        return rows.stream().map(Figures::count).reduce(FindingCounts.NONE, FindingCounts::plus);
    }

    private static FindingCounts count(FindingRow row) {
        int overdue = row.overdue() ? 1 : 0;
        return switch (row.state()) {
            case DISMISSED -> new FindingCounts(0, 0, 0, 0, 0, 1);
            case RECTIFIED -> new FindingCounts(1, 1, 0, 0, 0, 0);
            case RECORDED, RECTIFYING, REPORTED ->
                row.carriedOver()
                        ? new FindingCounts(1, 0, 0, 1, overdue, 0)
                        : new FindingCounts(1, 0, 1, 0, overdue, 0);
        };
    }

    FindingTally tally(List<Inspection> inspections, InspectionQuery query, Dimension by) {
        Map<String, String> kinds = new TreeMap<>();
        inspections.forEach(i -> kinds.put(i.id().value(), i.plan().kind()));
        Function<FindingRow, String> value = row -> switch (by) {
            case INSPECTION -> row.id().inspection().value();
            case KIND -> kinds.getOrDefault(row.id().inspection().value(), "");
            case UNIT -> row.finding().unit();
            case AREA -> Objects.requireNonNullElse(row.finding().area(), "");
            case CATEGORY -> row.finding().category();
            case SEVERITY -> row.finding().severity();
            case MONTH -> day(row.finding().recordedAt()).toString().substring(0, 7);
        };
        Map<String, FindingCounts> counts = new TreeMap<>();
        FindingCounts total = FindingCounts.NONE;
        for (FindingRow row : rows(inspections, query)) {
            FindingCounts one = count(row);
            counts.merge(value.apply(row), one, FindingCounts::plus);
            total = total.plus(one);
        }
        return new FindingTally(total, counts);
    }

    // ---- results

    /** The results that stood then. */
    List<InspectionResult> results(List<Inspection> inspections, InspectionQuery query) {
        return inspections.stream()
                .filter(inspection -> fits(query, inspection))
                .flatMap(inspection -> inspection.results().stream())
                .filter(entry -> !entry.at().isAfter(now))
                .filter(entry ->
                        entry.withdrawnAt() == null || entry.withdrawnAt().isAfter(now))
                .map(Inspection.ResultEntry::result)
                .filter(result -> fits(query.units(), result.unit())
                        && fits(query.areas(), result.area())
                        && (query.from() == null || !result.from().isBefore(query.from()))
                        && (query.to() == null || !result.to().isAfter(query.to())))
                .toList();
    }

    // ---- the day

    /** The bulletin of the day of {@link #now}, which is its end. */
    DailyBulletin bulletin(List<Inspection> inspections, InspectionQuery query, Function<String, String> unitName) {
        LocalDate day = day(now);
        List<VisitEntry> visits = inspections.stream()
                .filter(inspection -> fits(query, inspection))
                .flatMap(inspection -> inspection.visits().stream())
                .filter(entry -> !entry.recordedAt().isAfter(now))
                .filter(entry -> query.units().isEmpty()
                        || entry.visit().units().stream().anyMatch(query.units()::contains))
                .filter(entry -> fits(query.areas(), entry.visit().area()))
                .toList();
        List<VisitEntry> today = visits.stream()
                .filter(entry -> day(entry.recordedAt()).equals(day))
                .toList();
        List<FindingRow> rows = rows(inspections, query);
        Map<String, List<FindingRow>> byUnit = new TreeMap<>();
        rows.forEach(row -> byUnit.computeIfAbsent(row.finding().unit(), u -> new ArrayList<>())
                .add(row));
        List<UnitLine> units = new ArrayList<>();
        byUnit.forEach((unit, theirs) -> units.add(
                new UnitLine(unit, unitName.apply(unit), found(theirs, day), rectified(theirs, day), count(theirs))));
        return new DailyBulletin(
                day,
                today.size(),
                today.stream().mapToInt(entry -> entry.visit().people().size()).sum(),
                today.stream()
                        .map(entry -> entry.visit().place())
                        .filter(place -> !place.isBlank())
                        .distinct()
                        .toList(),
                found(rows, day),
                rectified(rows, day),
                visits.size(),
                count(rows),
                units,
                rows.stream()
                        .filter(FindingRow::overdue)
                        .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.dueOn())))
                        .toList());
    }

    private int found(List<FindingRow> rows, LocalDate day) {
        return (int) rows.stream()
                .filter(row -> row.state() != FindingState.DISMISSED)
                .filter(row -> day(row.finding().recordedAt()).equals(day))
                .count();
    }

    private int rectified(List<FindingRow> rows, LocalDate day) {
        return (int) rows.stream()
                .filter(row -> row.state() == FindingState.RECTIFIED)
                .filter(row -> becameRectified(row.finding()).map(this::day).equals(Optional.of(day)))
                .count();
    }

    /** Since when it has been rectified, as of now. */
    private Optional<Instant> becameRectified(InspectionFinding finding) {
        Instant since = null;
        for (Step step : finding.steps()) {
            if (step.at().isAfter(now)) {
                break;
            }
            boolean rectified = step.state() == FindingState.RECTIFIED;
            since = !rectified ? null : since == null ? step.at() : since;
        }
        return Optional.ofNullable(since);
    }

    // ---- burden

    /** What was asked of units between two days. */
    List<InspectionLoad> burden(List<Inspection> inspections, LocalDate from, LocalDate to) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Inspection inspection : inspections) {
            Instant started = inspection.times().startedAt();
            if (started != null && between(started, from, to)) {
                inspection.plan().objects().forEach(unit -> add(counts, unit, 0));
            }
            inspection.visits().stream()
                    .filter(entry -> between(entry.recordedAt(), from, to))
                    .flatMap(entry -> new TreeSet<>(new HashSet<>(entry.visit().units())).stream())
                    .forEach(unit -> add(counts, unit, 1));
            for (InspectionFinding finding : inspection.findings()) {
                finding.notifiedAt()
                        .filter(at -> between(at, from, to))
                        .ifPresent(at -> add(counts, finding.unit(), 2));
                returned(finding, from, to).forEach(step -> add(counts, finding.unit(), 3));
            }
        }
        List<InspectionLoad> burdens = new ArrayList<>();
        counts.forEach((unit, n) -> burdens.add(new InspectionLoad(unit, n[0], n[1], n[2], n[3])));
        return List.copyOf(burdens);
    }

    /** A step from reported back to rectifying is a return. */
    private Stream<Step> returned(InspectionFinding finding, LocalDate from, LocalDate to) {
        List<Step> steps = finding.steps();
        return Stream.iterate(1, i -> i < steps.size(), i -> i + 1)
                .filter(i -> steps.get(i - 1).state() == FindingState.REPORTED
                        && steps.get(i).state() == FindingState.RECTIFYING
                        && between(steps.get(i).at(), from, to))
                .map(steps::get);
    }

    private static void add(Map<String, int[]> counts, String unit, int what) {
        counts.computeIfAbsent(unit, u -> new int[4])[what]++;
    }

    private boolean between(Instant instant, LocalDate from, LocalDate to) {
        LocalDate day = day(instant);
        return !instant.isAfter(now) && !day.isBefore(from) && !day.isAfter(to);
    }
}
