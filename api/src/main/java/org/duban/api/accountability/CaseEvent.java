package org.duban.api.accountability;

import java.time.LocalDate;
import java.util.List;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Event;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Series;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/** What happened to a case; its stream is {@code case/<id>}. Who and when stand beside the event. */
public sealed interface CaseEvent extends Event {

    /** Kind of a case's stream in the journal. */
    String STREAM = "case";

    /**
     * 问责建议.
     *
     * @param series where the number comes from
     * @param number the case's number; empty until the journal has given it
     * @param line the line it belongs to
     * @param matters the matters it is about
     * @param unit id of the responsible unit
     * @param officer id of the supervising officer in charge
     * @param sanctions what was recommended
     * @param reason why
     * @param officerReason why the officer is spared, or held to account without a missed duty; may be empty
     * @param evidence what it rests on
     * @param duties the officer's duties as they stood that day
     */
    record CaseRecommended(
            Series series,
            String number,
            Line line,
            List<MatterId> matters,
            String unit,
            String officer,
            List<Sanction> sanctions,
            String reason,
            String officerReason,
            Evidence evidence,
            DutyReview duties)
            implements CaseEvent, Numbered {
        public CaseRecommended {
            matters = List.copyOf(matters);
            sanctions = List.copyOf(sanctions);
        }

        @Override
        public CaseRecommended numbered(String given) {
            return new CaseRecommended(
                    series, given, line, matters, unit, officer, sanctions, reason, officerReason, evidence, duties);
        }
    }

    /**
     * 批准.
     *
     * @param opinion the leader's words
     * @param sanctions what is to be done, as recommended or otherwise
     * @param objectBy the day by which the unit and the officer may object
     */
    record CaseApproved(String opinion, List<Sanction> sanctions, DueDate objectBy) implements CaseEvent {
        public CaseApproved {
            sanctions = List.copyOf(sanctions);
        }
    }

    /** 不予批准. */
    record CaseRejected(String reason) implements CaseEvent {}

    /** 撤回, before it was decided. */
    record CaseWithdrawn(String reason) implements CaseEvent {}

    /**
     * 执行: the competent organ has carried a measure out.
     *
     * @param party against whom
     * @param on the day
     * @param document number or title of the document it is recorded in
     * @param file that document; null when it is kept elsewhere
     * @param note may be empty
     */
    record CaseMeasureCarriedOut(
            Party party,
            LocalDate on,
            String document,
            @Nullable Attachment file,
            String note) implements CaseEvent {}

    /**
     * 异议.
     *
     * @param number its number within the case, from 1
     * @param party who objects
     * @param decideBy the day by which it must be decided
     */
    record CaseObjectionRaised(int number, Party party, String reason, DueDate decideBy) implements CaseEvent {}

    /** 异议决定; upheld: the measure against that party is revoked. */
    record CaseObjectionDecided(int number, boolean upheld, String reason) implements CaseEvent {}

    /** 归档: all that was to be done is done and recorded. */
    record CaseClosed(String note) implements CaseEvent {}
}
