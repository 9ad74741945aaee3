package org.duban.api.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.calendar.DueDate;
import org.duban.api.inspection.InspectionCommand.UnitConclusion;
import org.duban.api.inspection.InspectionEvent.SampleDrawn;
import org.jspecify.annotations.Nullable;

/**
 * An inspection as it stands after {@code version} events: a snapshot, as the person who asked may see it.
 *
 * @param id stable id
 * @param version how many events it consists of
 * @param number its number, 七督查〔2026〕3号
 * @param plan the plan as it is now
 * @param ends its last day
 * @param stage where it is
 * @param announced whether its objects may see that it is going on
 * @param planner id of the person who wrote the plan
 * @param draws samples drawn, in order
 * @param visits in order
 * @param findings by number
 * @param results in order, withdrawn ones too
 * @param conclusion the conclusion; null until there is one
 * @param report the report to the leader; null until there is one
 * @param objections by number
 * @param times when what happened
 */
public record Inspection(
        InspectionId id,
        long version,
        String number,
        InspectionPlan plan,
        DueDate ends,
        InspectionStage stage,
        boolean announced,
        String planner,
        List<SampleDrawn> draws,
        List<VisitEntry> visits,
        List<InspectionFinding> findings,
        List<ResultEntry> results,
        @Nullable Conclusion conclusion,
        @Nullable Report report,
        List<Objection> objections,
        Times times) {

    public Inspection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(ends, "ends");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(times, "times");
        draws = List.copyOf(draws);
        visits = List.copyOf(visits);
        findings = List.copyOf(findings);
        results = List.copyOf(results);
        objections = List.copyOf(objections);
    }

    /** A visit with its number, from 1, and who recorded it when. */
    public record VisitEntry(int number, Visit visit, Instant recordedAt, String by) {}

    /**
     * A result with its number, from 1.
     *
     * @param withdrawnAt when it was withdrawn; null when it stands
     * @param withdrawnFor why; empty when it stands
     */
    public record ResultEntry(
            int number,
            InspectionResult result,
            Instant at,
            String by,
            @Nullable Instant withdrawnAt,
            String withdrawnFor) {}

    /** The conclusion, and who made it when. */
    public record Conclusion(String text, List<UnitConclusion> units, Instant at, String by) {
        public Conclusion {
            units = List.copyOf(units);
        }
    }

    /** The report to a leader. */
    public record Report(String leader, String text, org.duban.api.matter.@Nullable Attachment document, Instant at) {}

    /**
     * An objection of a unit.
     *
     * @param finding number of the finding; 0 for the conclusion
     * @param upheld null until it is decided
     * @param concluders ids of those who took part in what is objected to
     */
    public record Objection(
            int number,
            int finding,
            String unit,
            String reason,
            Instant at,
            DueDate decideBy,
            Set<String> concluders,
            @Nullable Boolean upheld,
            String decision) {
        public Objection {
            concluders = Set.copyOf(concluders);
        }
    }

    /** When it was planned, approved, started, concluded, reported; null what hasn't happened. */
    public record Times(
            Instant plannedAt,
            @Nullable Instant approvedAt,
            @Nullable Instant startedAt,
            @Nullable Instant concludedAt,
            @Nullable Instant reportedAt) {}

    /** A finding by its number. */
    public Optional<InspectionFinding> finding(int wanted) {
        return wanted >= 1
                        && wanted <= findings.size()
                        && findings.get(wanted - 1).number() == wanted
                ? Optional.of(findings.get(wanted - 1))
                : findings.stream().filter(f -> f.number() == wanted).findFirst();
    }

    /** A visit by its number. */
    public Optional<VisitEntry> visit(int wanted) {
        return visits.stream().filter(v -> v.number() == wanted).findFirst();
    }

    /** The year it counts for: that of its first day. */
    public int year() {
        return plan.from().getYear();
    }

    /** Ids of the units that know of it: its objects once it is announced, and those of notified findings. */
    public Set<String> knowingUnits() {
        Set<String> units = new TreeSet<>();
        if (announced) {
            units.addAll(plan.objects());
        }
        findings.stream().filter(f -> f.notifiedAt().isPresent()).forEach(f -> units.add(f.unit()));
        Conclusion made = conclusion;
        if (made != null) {
            made.units().forEach(unit -> units.add(unit.unit()));
        }
        return units;
    }

    /**
     * What an inspected unit sees of it: itself as the object, its own notified findings, what is concluded about it and its own
     * objections. Neither groups, partners, samples and visits, nor anything of another unit.
     */
    public Inspection forUnit(String unit) {
        InspectionPlan seen = new InspectionPlan(
                plan.title(),
                plan.content(),
                plan.kind(),
                plan.line(),
                plan.objects().stream().filter(unit::equals).toList(),
                List.of(),
                List.of(),
                List.of(),
                plan.from(),
                plan.to(),
                plan.workingDays(),
                plan.basis(),
                List.of(),
                List.of(),
                "");
        Conclusion made = conclusion;
        List<UnitConclusion> own = made == null
                ? List.of()
                : made.units().stream().filter(u -> u.unit().equals(unit)).toList();
        return new Inspection(
                id,
                version,
                number,
                seen,
                ends,
                stage,
                announced,
                "",
                List.of(),
                List.of(),
                findings.stream()
                        .filter(f -> f.unit().equals(unit) && f.notifiedAt().isPresent())
                        .map(InspectionFinding::forItsUnit)
                        .toList(),
                List.of(),
                made == null || own.isEmpty() ? null : new Conclusion("", own, made.at(), ""),
                null,
                objections.stream()
                        .filter(o -> o.unit().equals(unit))
                        .map(o -> new Objection(
                                o.number(),
                                o.finding(),
                                o.unit(),
                                o.reason(),
                                o.at(),
                                o.decideBy(),
                                Set.of(),
                                o.upheld(),
                                o.decision()))
                        .toList(),
                times);
    }
}
