package org.duban.api.accountability;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duban.api.calendar.DueDate;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * A case (问责案件) as it stands after {@code version} events.
 *
 * @param id stable id
 * @param version how many events it consists of
 * @param number its number, 问责〔2026〕3号
 * @param line the line it belongs to
 * @param matters the matters it is about; may be empty
 * @param unit id of the responsible unit
 * @param officer id of the supervising officer in charge: on every case (双罚制)
 * @param state how far it is
 * @param sanctions what was recommended
 * @param reason why
 * @param officerReason why the officer is spared, or held to account without a missed duty; may be empty
 * @param evidence what it rests on
 * @param duties the officer's duties, as reviewed when it was recommended
 * @param recommendedBy id of the person who recommended
 * @param recommendedAt when
 * @param decision the leader's decision; null until then
 * @param consequences the measures as decided, and what became of each; empty until it is approved
 * @param objections by number
 */
public record AccountabilityCase(
        String id,
        long version,
        String number,
        Line line,
        List<MatterId> matters,
        String unit,
        String officer,
        State state,
        List<Sanction> sanctions,
        String reason,
        String officerReason,
        Evidence evidence,
        DutyReview duties,
        String recommendedBy,
        Instant recommendedAt,
        @Nullable Decision decision,
        List<Consequence> consequences,
        List<Objection> objections) {

    public AccountabilityCase {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(line, "line");
        matters = List.copyOf(matters);
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(officer, "officer");
        Objects.requireNonNull(state, "state");
        sanctions = List.copyOf(sanctions);
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(duties, "duties");
        consequences = List.copyOf(consequences);
        objections = List.copyOf(objections);
    }

    /** What was decided against one of the two; empty: nothing, or not decided yet. */
    public Optional<Consequence> consequence(Party party) {
        return consequences.stream().filter(c -> c.sanction().party() == party).findFirst();
    }

    /** How far a case is. */
    public enum State {
        /** 待审批. */
        RECOMMENDED("待审批"),
        /** 已撤回, by the recommender. */
        WITHDRAWN("已撤回"),
        /** 未批准. */
        REJECTED("未批准"),
        /** 已批准: measures are to be carried out. */
        APPROVED("已批准"),
        /** 已执行: every measure is carried out or revoked. */
        CARRIED_OUT("已执行"),
        /** 已归档. */
        CLOSED("已归档");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }

    /**
     * The leader's decision.
     *
     * @param approved whether it was approved
     * @param by id of the leader
     * @param at when
     * @param opinion in the leader's words
     * @param objectBy the day by which the unit and the officer may object; null when it was rejected
     */
    public record Decision(
            boolean approved,
            String by,
            Instant at,
            String opinion,
            @Nullable DueDate objectBy) {}

    /**
     * What became of a measure.
     *
     * @param sanction the measure
     * @param execution how it was carried out; null until then
     * @param revoked whether an objection against it was upheld
     */
    public record Consequence(Sanction sanction, @Nullable Execution execution, boolean revoked) {
        /** Whether nothing is left to be done: carried out, or revoked. */
        public boolean settled() {
            return execution != null || revoked;
        }
    }

    /**
     * How a measure was carried out.
     *
     * @param on the day
     * @param document number or title of the document it is recorded in
     * @param file that document; null when it is kept elsewhere
     * @param note may be empty
     * @param recordedBy id of the person who recorded it here
     * @param recordedAt when
     */
    public record Execution(
            LocalDate on,
            String document,
            @Nullable Attachment file,
            String note,
            String recordedBy,
            Instant recordedAt) {}

    /**
     * An objection.
     *
     * @param number from 1
     * @param party who objects
     * @param by id of the person who raised it
     * @param at when
     * @param reason why
     * @param decideBy the day by which it must be decided
     * @param upheld the decision; null while it is open
     * @param decidedBy id of the person who decided; empty while it is open
     * @param decision the reason for the decision; empty while it is open
     */
    public record Objection(
            int number,
            Party party,
            String by,
            Instant at,
            String reason,
            DueDate decideBy,
            @Nullable Boolean upheld,
            String decidedBy,
            String decision) {}
}
