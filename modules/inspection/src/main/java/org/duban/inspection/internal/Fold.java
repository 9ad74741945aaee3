package org.duban.inspection.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.calendar.DueDate;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.Inspection.Conclusion;
import org.duban.api.inspection.Inspection.Objection;
import org.duban.api.inspection.Inspection.Report;
import org.duban.api.inspection.Inspection.ResultEntry;
import org.duban.api.inspection.Inspection.Times;
import org.duban.api.inspection.Inspection.VisitEntry;
import org.duban.api.inspection.InspectionEvent;
import org.duban.api.inspection.InspectionEvent.*;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionFinding.Extension;
import org.duban.api.inspection.InspectionFinding.Step;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.InspectionStage;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/** What an event makes of an inspection. Pure. */
final class Fold {

    private Fold() {}

    static Inspection apply(@Nullable Inspection before, Recorded recorded) {
        InspectionEvent event = (InspectionEvent) recorded.event();
        if (before == null) {
            if (!(event instanceof InspectionPlanned planned)) {
                throw new IllegalArgumentException("an inspection begins with its plan: " + recorded);
            }
            return new Inspection(
                    new InspectionId(recorded.stream().id()),
                    recorded.version(),
                    planned.number(),
                    planned.plan(),
                    planned.ends(),
                    InspectionStage.PLANNED,
                    false,
                    recorded.actor(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    List.of(),
                    new Times(recorded.at(), null, null, null, null));
        }
        Next next = new Next(before);
        next.apply(event, recorded);
        return next.build(recorded.version());
    }

    /** The inspection while one event is applied. */
    private static final class Next {
        private final Inspection before;
        private InspectionPlan plan;
        private DueDate ends;
        private InspectionStage stage;
        private boolean announced;
        private String planner;
        private final List<SampleDrawn> draws;
        private final List<VisitEntry> visits;
        private final List<InspectionFinding> findings;
        private final List<ResultEntry> results;
        private @Nullable Conclusion conclusion;
        private @Nullable Report report;
        private final List<Objection> objections;
        private Times times;

        Next(Inspection before) {
            this.before = before;
            plan = before.plan();
            ends = before.ends();
            stage = before.stage();
            announced = before.announced();
            planner = before.planner();
            draws = new ArrayList<>(before.draws());
            visits = new ArrayList<>(before.visits());
            findings = new ArrayList<>(before.findings());
            results = new ArrayList<>(before.results());
            conclusion = before.conclusion();
            report = before.report();
            objections = new ArrayList<>(before.objections());
            times = before.times();
        }

        Inspection build(long version) {
            return new Inspection(
                    before.id(),
                    version,
                    before.number(),
                    plan,
                    ends,
                    stage,
                    announced,
                    planner,
                    draws,
                    visits,
                    findings,
                    results,
                    conclusion,
                    report,
                    objections,
                    times);
        }

        void apply(InspectionEvent event, Recorded recorded) {
            if (event instanceof OfFinding about) {
                finding(about, recorded);
            } else if (!life(event, recorded)) {
                contents(event, recorded);
            }
        }

        /** Whether the event was about plan and stage. */
        private boolean life(InspectionEvent event, Recorded recorded) {
            Instant at = recorded.at();
            if (event instanceof InspectionRevised revised) {
                plan = revised.plan();
                ends = revised.ends();
                planner = recorded.actor();
                stage = InspectionStage.PLANNED;
                times = new Times(times.plannedAt(), null, null, null, null);
            } else if (event instanceof InspectionApproved) {
                stage = InspectionStage.APPROVED;
                times = new Times(times.plannedAt(), at, null, null, null);
            } else if (event instanceof InspectionCancelled) {
                stage = InspectionStage.CANCELLED;
            } else if (event instanceof InspectionStarted started) {
                stage = InspectionStage.UNDER_WAY;
                announced = started.announced();
                times = new Times(times.plannedAt(), times.approvedAt(), at, null, null);
            } else if (event instanceof InspectionProlonged prolonged) {
                ends = prolonged.ends();
            } else if (event instanceof InspectionPartnerJoined joined) {
                plan = plan.with(joined.partner());
            } else if (event instanceof InspectionConcluded concluded) {
                stage = InspectionStage.CONCLUDED;
                conclusion = new Conclusion(concluded.text(), concluded.units(), at, recorded.actor());
                times = new Times(times.plannedAt(), times.approvedAt(), times.startedAt(), at, null);
            } else if (event instanceof InspectionReported reported) {
                stage = InspectionStage.REPORTED;
                report = new Report(reported.leader(), reported.text(), reported.document(), at);
                times = new Times(times.plannedAt(), times.approvedAt(), times.startedAt(), times.concludedAt(), at);
            } else {
                return false;
            }
            return true;
        }

        private void contents(InspectionEvent event, Recorded recorded) {
            if (event instanceof SampleDrawn drawn) {
                draws.add(drawn);
            } else if (event instanceof VisitRecorded recordedVisit) {
                visits.add(
                        new VisitEntry(recordedVisit.number(), recordedVisit.visit(), recorded.at(), recorded.actor()));
            } else if (event instanceof InspectionResultRecorded result) {
                results.add(
                        new ResultEntry(result.number(), result.result(), recorded.at(), recorded.actor(), null, ""));
            } else if (event instanceof InspectionResultWithdrawn withdrawn) {
                results.replaceAll(entry -> entry.number() != withdrawn.number()
                        ? entry
                        : new ResultEntry(
                                entry.number(),
                                entry.result(),
                                entry.at(),
                                entry.by(),
                                recorded.at(),
                                withdrawn.reason()));
            } else if (event instanceof InspectionObjectionRaised raised) {
                objections.add(new Objection(
                        raised.number(),
                        raised.finding(),
                        raised.unit(),
                        raised.reason(),
                        recorded.at(),
                        raised.decideBy(),
                        concluders(raised.finding()),
                        null,
                        ""));
            } else if (event instanceof InspectionObjectionDecided decided) {
                decided(decided, recorded);
            } else {
                throw new IllegalStateException("not an event of an inspection: " + event);
            }
        }

        private void decided(InspectionObjectionDecided decided, Recorded recorded) {
            Objection objection = objections.stream()
                    .filter(o -> o.number() == decided.number())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no objection " + decided.number()));
            objections.replaceAll(o -> o.number() != decided.number()
                    ? o
                    : new Objection(
                            o.number(),
                            o.finding(),
                            o.unit(),
                            o.reason(),
                            o.at(),
                            o.decideBy(),
                            o.concluders(),
                            decided.upheld(),
                            decided.reason()));
            if (!decided.upheld()) {
                return;
            }
            if (objection.finding() == 0) {
                stage = InspectionStage.UNDER_WAY;
                conclusion = null;
                report = null;
                times = new Times(times.plannedAt(), times.approvedAt(), times.startedAt(), null, null);
            } else {
                step(
                        objection.finding(),
                        recorded,
                        "异议成立，不予认定",
                        FindingState.DISMISSED,
                        false,
                        null,
                        decided.reason(),
                        List.of());
            }
        }

        /** Who took part in what is objected to: the groups, and who had to do with the finding or made the conclusion. */
        private Set<String> concluders(int finding) {
            Set<String> people = new TreeSet<>(plan.people());
            Conclusion made = conclusion;
            if (finding == 0 && made != null) {
                people.add(made.by());
            }
            for (InspectionFinding f : findings) {
                if (f.number() == finding) {
                    people.addAll(f.involved());
                    visits.stream().filter(v -> v.number() == f.visit()).forEach(v -> {
                        people.add(v.by());
                        people.addAll(v.visit().people());
                    });
                }
            }
            return people;
        }

        private void finding(OfFinding event, Recorded recorded) {
            int n = event.finding();
            if (event instanceof FindingRecorded found) {
                Step first = new Step(
                        recorded.at(), recorded.actor(), "记录问题", FindingState.RECORDED, false, null, "", List.of());
                findings.add(new InspectionFinding(
                        n,
                        found.visit(),
                        found.category(),
                        found.severity(),
                        found.unit(),
                        found.area(),
                        found.text(),
                        found.evidence(),
                        "",
                        null,
                        null,
                        0,
                        0,
                        0,
                        Set.of(recorded.actor()),
                        List.of(first)));
                return;
            }
            InspectionFinding f = get(n);
            boolean over = f.carriedOver();
            if (event instanceof FindingLinked linked) {
                replace(with(f).matter(linked.matter()));
            } else if (event instanceof FindingNotified told) {
                replace(with(f).requirement(told.requirement()).involved(recorded.actor()));
                step(n, recorded, "交办整改", FindingState.RECTIFYING, over, told.due(), told.requirement(), List.of());
            } else if (event instanceof FindingExtensionRequested asked) {
                replace(with(f).extension(
                                new Extension(asked.reason(), asked.progress(), asked.newDate(), asked.document())));
            } else if (event instanceof FindingExtensionDecided decided) {
                replace(with(f).extension(null).granted(decided.granted()).involved(recorded.actor()));
                DueDate due = decided.due() == null ? f.due() : decided.due();
                String what = decided.granted() ? "同意延期" : "不同意延期";
                step(n, recorded, what, f.state(), over, due, decided.reason(), List.of());
            } else if (event instanceof RectificationReported reported) {
                replace(with(f).extension(null));
                step(n, recorded, "反馈整改", FindingState.REPORTED, over, f.due(), reported.text(), reported.evidence());
            } else if (event instanceof RectificationVerified verified) {
                replace(with(f).involved(recorded.actor()));
                step(
                        n,
                        recorded,
                        verified.method().zh() + "核验，已整改",
                        FindingState.RECTIFIED,
                        false,
                        f.due(),
                        verified.text(),
                        verified.evidence());
            } else if (event instanceof RectificationReturned returned) {
                replace(with(f).involved(recorded.actor()));
                step(n, recorded, "退回整改", FindingState.RECTIFYING, over, returned.due(), returned.reason(), List.of());
            } else if (event instanceof FindingCarriedOver carried) {
                replace(with(f).involved(recorded.actor()).extension(null));
                step(n, recorded, "结转整改", f.state(), true, carried.due(), carried.reason(), List.of());
            } else if (event instanceof FindingDismissed dismissed) {
                replace(with(f).involved(recorded.actor()).extension(null));
                step(n, recorded, "不予认定", FindingState.DISMISSED, false, null, dismissed.reason(), List.of());
            } else if (event instanceof FindingLookedBackAt looked) {
                replace(with(f).involved(recorded.actor()).lookedBack(looked.relapsed()));
                FindingState state = looked.relapsed() ? FindingState.RECTIFYING : f.state();
                boolean late = looked.relapsed() && stage != InspectionStage.UNDER_WAY;
                DueDate due = looked.relapsed() ? looked.due() : f.due();
                String what = looked.relapsed() ? "回头看，反弹" : "回头看，未反弹";
                step(n, recorded, what, state, late, due, looked.text(), looked.evidence());
            } else {
                throw new IllegalStateException("not an event of a finding: " + event);
            }
        }

        private InspectionFinding get(int number) {
            return findings.stream()
                    .filter(f -> f.number() == number)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no finding " + number));
        }

        private void replace(Change change) {
            replace(change.build());
        }

        private void replace(InspectionFinding finding) {
            findings.replaceAll(f -> f.number() == finding.number() ? finding : f);
        }

        private void step(
                int number,
                Recorded recorded,
                String what,
                FindingState state,
                boolean carriedOver,
                @Nullable DueDate due,
                String text,
                List<Attachment> evidence) {
            Step step = new Step(recorded.at(), recorded.actor(), what, state, carriedOver, due, text, evidence);
            replace(with(get(number)).step(step));
        }

        private static Change with(InspectionFinding finding) {
            return new Change(finding);
        }
    }

    /** A finding while it changes. */
    private static final class Change {
        private final InspectionFinding before;
        private String requirement;
        private @Nullable MatterId matter;
        private @Nullable Extension extension;
        private int extensions;
        private int lookBacks;
        private int relapses;
        private final Set<String> involved;
        private final List<Step> steps;

        Change(InspectionFinding before) {
            this.before = before;
            requirement = before.requirement();
            matter = before.matter();
            extension = before.extension();
            extensions = before.extensions();
            lookBacks = before.lookBacks();
            relapses = before.relapses();
            involved = new HashSet<>(before.involved());
            steps = new ArrayList<>(before.steps());
        }

        Change requirement(String value) {
            requirement = value;
            return this;
        }

        Change matter(MatterId value) {
            matter = value;
            return this;
        }

        Change extension(@Nullable Extension value) {
            extension = value;
            return this;
        }

        Change granted(boolean value) {
            extensions += value ? 1 : 0;
            return this;
        }

        Change lookedBack(boolean relapsed) {
            lookBacks++;
            relapses += relapsed ? 1 : 0;
            return this;
        }

        Change involved(String person) {
            involved.add(Objects.requireNonNull(person));
            return this;
        }

        Change step(Step step) {
            steps.add(step);
            return this;
        }

        InspectionFinding build() {
            return new InspectionFinding(
                    before.number(),
                    before.visit(),
                    before.category(),
                    before.severity(),
                    before.unit(),
                    before.area(),
                    before.text(),
                    before.evidence(),
                    requirement,
                    matter,
                    extension,
                    extensions,
                    lookBacks,
                    relapses,
                    involved,
                    steps);
        }
    }
}
