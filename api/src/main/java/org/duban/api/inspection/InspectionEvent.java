package org.duban.api.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.calendar.DueDate;
import org.duban.api.inspection.InspectionCommand.UnitConclusion;
import org.duban.api.journal.Event;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Series;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an inspection, in the stream {@code inspection/<id>}; components mean what they mean in the {@link InspectionCommand}
 * they come from. Those of {@link OfQuota} are in {@code inspection-quota/<year>}.
 */
public sealed interface InspectionEvent extends Event {

    /** An event about one finding. */
    sealed interface OfFinding extends InspectionEvent {
        /** Number of the finding. */
        int finding();
    }

    /** What happens to a year's quotas. */
    sealed interface OfQuota extends InspectionEvent {
        /** Kind of the streams. */
        String STREAM = "inspection-quota";
    }

    /**
     * 拟定.
     *
     * @param number its number; empty until the journal has given it
     * @param ends its last day
     */
    record InspectionPlanned(Series series, String number, InspectionPlan plan, DueDate ends)
            implements InspectionEvent, Numbered {
        @Override
        public InspectionPlanned numbered(String given) {
            return new InspectionPlanned(series, given, plan, ends);
        }
    }

    record InspectionRevised(InspectionPlan plan, DueDate ends) implements InspectionEvent {}

    /** @param beyondQuota why it may exceed the quota; empty when it doesn't */
    record InspectionApproved(String opinion, String beyondQuota) implements InspectionEvent {}

    record InspectionCancelled(String reason) implements InspectionEvent {}

    /** @param announced whether its objects may see that it is going on */
    record InspectionStarted(boolean announced) implements InspectionEvent {}

    record InspectionProlonged(DueDate ends, String reason) implements InspectionEvent {}

    record InspectionPartnerJoined(String partner, String reason) implements InspectionEvent {}

    /**
     * A draw, with all that is needed to do it again.
     *
     * @param number 1, 2 … within the inspection
     * @param algorithm {@link Sampling#ALGORITHM}
     * @param seedOrigin where the seed comes from, in Chinese
     * @param frameHash {@link Sampling#frameHash} of the frame
     * @param drawn ids of the sample
     */
    record SampleDrawn(
            int number,
            String algorithm,
            String seed,
            String seedOrigin,
            List<SampleItem> frame,
            String frameHash,
            int size,
            boolean stratified,
            List<String> drawn,
            String reason)
            implements InspectionEvent {
        public SampleDrawn {
            frame = List.copyOf(frame);
            drawn = List.copyOf(drawn);
        }
    }

    record VisitRecorded(int number, Visit visit) implements InspectionEvent {}

    record FindingRecorded(
            int finding,
            int visit,
            String category,
            String severity,
            String unit,
            @Nullable String area,
            String text,
            List<Attachment> evidence)
            implements OfFinding {
        public FindingRecorded {
            evidence = List.copyOf(evidence);
        }
    }

    /** @param opened whether the matter was registered for the finding */
    record FindingLinked(int finding, MatterId matter, boolean opened) implements OfFinding {}

    /** @param basis why that deadline, in Chinese */
    record FindingNotified(int finding, String requirement, DueDate due, String basis) implements OfFinding {}

    record FindingExtensionRequested(
            int finding,
            String reason,
            String progress,
            LocalDate newDate,
            @Nullable Attachment document) implements OfFinding {}

    /** {@code due} is the new deadline; null when refused. */
    record FindingExtensionDecided(
            int finding, boolean granted, @Nullable DueDate due, String reason) implements OfFinding {}

    record RectificationReported(int finding, String text, List<Attachment> evidence) implements OfFinding {
        public RectificationReported {
            evidence = List.copyOf(evidence);
        }
    }

    record RectificationVerified(int finding, Method method, String text, List<Attachment> evidence)
            implements OfFinding {
        public RectificationVerified {
            evidence = List.copyOf(evidence);
        }
    }

    record RectificationReturned(int finding, String reason, DueDate due) implements OfFinding {}

    record FindingCarriedOver(int finding, String reason, DueDate due) implements OfFinding {}

    record FindingDismissed(int finding, String reason) implements OfFinding {}

    /** {@code due} is the deadline after a relapse; null when there was none. */
    record FindingLookedBackAt(
            int finding,
            String text,
            List<Attachment> evidence,
            boolean relapsed,
            @Nullable DueDate due) implements OfFinding {
        public FindingLookedBackAt {
            evidence = List.copyOf(evidence);
        }
    }

    record InspectionResultRecorded(int number, InspectionResult result) implements InspectionEvent {}

    record InspectionResultWithdrawn(int number, String reason) implements InspectionEvent {}

    record InspectionConcluded(String text, List<UnitConclusion> units) implements InspectionEvent {
        public InspectionConcluded {
            units = List.copyOf(units);
        }
    }

    record InspectionReported(
            String leader, String text, @Nullable Attachment document) implements InspectionEvent {}

    /** @param decideBy the day by which it must be decided */
    record InspectionObjectionRaised(int number, int finding, String unit, String reason, DueDate decideBy)
            implements InspectionEvent {}

    record InspectionObjectionDecided(int number, boolean upheld, String reason) implements InspectionEvent {}

    // ---- quotas of a year

    /** The year's inspection plan was issued or changed; it replaces the one before. */
    record InspectionQuotasSet(List<InspectionQuota> quotas, String reason) implements OfQuota {
        public InspectionQuotasSet {
            quotas = List.copyOf(quotas);
        }
    }

    /** An approved inspection counts against the year's quotas. */
    record InspectionQuotaTaken(InspectionId inspection, String kind, List<String> units) implements OfQuota {
        public InspectionQuotaTaken {
            Objects.requireNonNull(inspection, "inspection");
            units = List.copyOf(units);
        }
    }

    /** An inspection no longer counts. */
    record InspectionQuotaReturned(InspectionId inspection) implements OfQuota {}
}
