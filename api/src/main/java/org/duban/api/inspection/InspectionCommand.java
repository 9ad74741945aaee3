package org.duban.api.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of an inspection that exists; {@link Inspections#plan} makes one. A {@code finding} is a number within the
 * inspection, from 1. A {@code reason}, {@code opinion} or {@code text} must not be blank unless said so. Lists are copied.
 */
public sealed interface InspectionCommand {

    /** A command about one finding. */
    sealed interface OfFinding extends InspectionCommand {
        /** Number of the finding within its inspection. */
        int finding();
    }

    // ---- the plan

    /** Writes the plan anew; before it is started. An approved plan must be approved again. */
    record RevisePlan(InspectionPlan plan) implements InspectionCommand {
        public RevisePlan {
            Objects.requireNonNull(plan, "plan");
        }
    }

    /**
     * Approves the plan; by somebody else than who wrote it. When it exceeds the year's quota: by a leader who may, with a reason.
     *
     * @param beyondQuota why it may exceed the quota; empty when it doesn't
     */
    record ApprovePlan(String opinion, String beyondQuota) implements InspectionCommand {
        public ApprovePlan {
            Objects.requireNonNull(beyondQuota, "beyondQuota");
        }

        /** Within the quota. */
        public ApprovePlan(String opinion) {
            this(opinion, "");
        }
    }

    /** Calls it off; before it is under way. It keeps its number and no longer counts against the quota. */
    record CancelInspection(String reason) implements InspectionCommand {}

    /** Starts it; unless it is unannounced, its objects see from now on that it is going on. */
    record StartInspection() implements InspectionCommand {}

    /** Gives it more time: a later last day. By who approves plans (条例 §15: a plan is kept to). */
    record ProlongInspection(LocalDate to, String reason) implements InspectionCommand {
        public ProlongInspection {
            Objects.requireNonNull(to, "to");
        }
    }

    /** Brings in another joint department or person; never one of the objects. */
    record JoinPartner(String partner, String reason) implements InspectionCommand {}

    /**
     * Draws a sample. All that the draw depends on, and the sample, are recorded at once; another draw needs a reason and leaves the
     * first one where it is.
     *
     * @param frame what is drawn from
     * @param size how many
     * @param stratified by the items' strata
     * @param seed the seed, 1 to 200 characters; null: made by chance when the command is carried out, which is after the frame was handed in
     * @param seedOrigin where a given seed comes from, 2026-03-05福彩开奖号码; empty when {@code seed} is null
     * @param reason why once more; empty for the first draw
     */
    record DrawSample(
            List<SampleItem> frame,
            int size,
            boolean stratified,
            @Nullable String seed,
            String seedOrigin,
            String reason)
            implements InspectionCommand {
        public DrawSample {
            frame = List.copyOf(frame);
            Objects.requireNonNull(seedOrigin, "seedOrigin");
            Objects.requireNonNull(reason, "reason");
        }

        /** The first draw, with a seed made by chance. */
        public static DrawSample of(List<SampleItem> frame, int size) {
            return new DrawSample(frame, size, false, null, "", "");
        }

        /** The first draw by strata, with a seed made by chance. */
        public static DrawSample stratified(List<SampleItem> frame, int size) {
            return new DrawSample(frame, size, true, null, "", "");
        }
    }

    // ---- under way

    /** Records a visit: within the plan's days, objects, areas and methods. */
    record RecordVisit(Visit visit) implements InspectionCommand {
        public RecordVisit {
            Objects.requireNonNull(visit, "visit");
        }
    }

    /**
     * Records a finding (问题). Its unit learns of it when it is notified.
     *
     * @param visit number of the visit it was found at; 0 for none
     * @param category one of the categories in {@code inspection.json}
     * @param severity one of the severities there
     * @param unit id of the unit that has to rectify it, one of the plan's objects
     * @param area code of the area; null when it has none
     */
    record RecordFinding(
            int visit,
            String category,
            String severity,
            String unit,
            @Nullable String area,
            String text,
            List<Attachment> evidence)
            implements InspectionCommand {
        public RecordFinding {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Links a finding to a matter that the actor may see and check; the finding is recorded there as a check ({@link
     * org.duban.api.matter.MatterCommand.RecordCheck}).
     */
    record LinkFinding(int finding, MatterId matter) implements OfFinding {
        public LinkFinding {
            Objects.requireNonNull(matter, "matter");
        }
    }

    /** Registers a matter for a finding that is to be supervised like any other, and links it. */
    record OpenMatter(int finding, Draft draft) implements OfFinding {
        public OpenMatter {
            Objects.requireNonNull(draft, "draft");
        }
    }

    /**
     * Notifies the unit of a finding and demands its rectification (交办整改, 条例 §18).
     *
     * @param requirement what is demanded; may be empty
     * @param dueOn the deadline; null: counted from today by the severity's rule
     */
    record NotifyFinding(
            int finding, String requirement, @Nullable LocalDate dueOn) implements OfFinding {
        public NotifyFinding {
            Objects.requireNonNull(requirement, "requirement");
        }
    }

    /** The unit asks for more time, in writing, before expiry. */
    record RequestFindingExtension(
            int finding,
            String reason,
            String progress,
            LocalDate newDate,
            @Nullable Attachment document) implements OfFinding {
        public RequestFindingExtension {
            Objects.requireNonNull(newDate, "newDate");
        }
    }

    /** Grants or refuses it; {@code date} null grants the date asked for. {@code reason} may be empty when it is granted. */
    record DecideFindingExtension(
            int finding, boolean granted, @Nullable LocalDate date, String reason) implements OfFinding {
        public DecideFindingExtension {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The unit reports the finding rectified. */
    record ReportRectification(int finding, String text, List<Attachment> evidence) implements OfFinding {
        public ReportRectification {
            evidence = List.copyOf(evidence);
        }
    }

    /** Verifies it: rectified (条例 §18). */
    record VerifyRectification(int finding, Method method, String text, List<Attachment> evidence)
            implements OfFinding {
        public VerifyRectification {
            Objects.requireNonNull(method, "method");
            evidence = List.copyOf(evidence);
        }
    }

    /** Returns it to the unit; {@code dueOn} null: the deadline stays, and if it has passed the finding is overdue. */
    record ReturnRectification(
            int finding, String reason, @Nullable LocalDate dueOn) implements OfFinding {}

    /** Carries a notified finding over the end of the inspection (结转), with its new deadline. */
    record CarryOverFinding(int finding, String reason, LocalDate dueOn) implements OfFinding {
        public CarryOverFinding {
            Objects.requireNonNull(dueOn, "dueOn");
        }
    }

    /** Says that it is none (不予认定). */
    record DismissFinding(int finding, String reason) implements OfFinding {}

    /**
     * Looks back (回头看) at a rectified finding; one that {@code relapsed} is to be rectified again, carried over when the inspection is
     * concluded already.
     *
     * @param dueOn the deadline after a relapse; null: counted from today by the severity's rule
     */
    record LookBackAtFinding(
            int finding,
            String text,
            List<Attachment> evidence,
            boolean relapsed,
            @Nullable LocalDate dueOn) implements OfFinding {
        public LookBackAtFinding {
            evidence = List.copyOf(evidence);
        }
    }

    /** Records a result. */
    record RecordResult(InspectionResult result) implements InspectionCommand {
        public RecordResult {
            Objects.requireNonNull(result, "result");
        }
    }

    /** Withdraws a result that was wrong; a right one is recorded anew. */
    record WithdrawResult(int result, String reason) implements InspectionCommand {}

    // ---- the end

    /**
     * Concludes it (督查结论, 条例 §16): possible when every finding is rectified, carried over or dismissed.
     *
     * @param units what is said about single objects, which they are told; at most one for each
     */
    record ConcludeInspection(String text, List<UnitConclusion> units) implements InspectionCommand {
        public ConcludeInspection {
            units = List.copyOf(units);
        }
    }

    /**
     * The part of a conclusion that is about one object.
     *
     * @param unit id of the unit
     */
    record UnitConclusion(String unit, String text) {
        public UnitConclusion {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(text, "text");
        }
    }

    /** Reports it to a leader; {@code document} null when the host keeps it elsewhere. */
    record ReportInspection(
            String leader, String text, @Nullable Attachment document) implements InspectionCommand {}

    /**
     * An inspected unit objects (异议): to a finding within 30 days of its notification, or with 0 to the conclusion within 30 days of it
     * (条例 §17).
     */
    record RaiseInspectionObjection(int finding, String reason) implements InspectionCommand {}

    /**
     * Decides an objection, by somebody who took no part in what is objected to (§17, 回避). Upheld: the finding is dismissed, or the
     * conclusion has to be made again.
     */
    record DecideInspectionObjection(int objection, boolean upheld, String reason) implements InspectionCommand {}
}
