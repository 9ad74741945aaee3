package org.duban.api.matter;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a matter that exists; {@link Matters#register} makes one. The command's simple name is its name in the
 * access rules, the transition table and every refusal.
 *
 * <p>Each says at which stages it is possible. An {@code obligation} is the number an obligation has within its matter, from 1. A
 * {@code reason}, {@code opinion} or {@code text} must not be blank. Lists are copied.
 */
public sealed interface MatterCommand {

    /** A command about one obligation. */
    sealed interface OfObligation extends MatterCommand {
        /** Number of the obligation within its matter, from 1; where the command says so, 0 means all. */
        int obligation();
    }

    // ---- 立项 initiation, 审批 approval

    /** Changes what was registered; at initiation. The form type stays. */
    record Amend(Draft draft) implements MatterCommand {
        public Amend {
            Objects.requireNonNull(draft, "draft");
        }
    }

    /** Writes or replaces the handling proposal (拟办意见); at initiation. */
    record Propose(Proposal proposal) implements MatterCommand {
        public Propose {
            Objects.requireNonNull(proposal, "proposal");
        }
    }

    /** Submits the proposal for approval (报批); at initiation. A form type without approval goes straight to handling. */
    record Submit() implements MatterCommand {}

    /** Approves the proposal (批准立项); at approval. */
    record Approve(String opinion) implements MatterCommand {}

    /** Sends the proposal back to be written again; at approval. */
    record SendBack(String opinion) implements MatterCommand {}

    /** Declines (不立项): a recorded refusal; at initiation and approval. */
    record Decline(String reason) implements MatterCommand {}

    /** Withdraws (撤回) what should not have been registered; before assignment. */
    record Withdraw(String reason) implements MatterCommand {}

    /** Gives the matter to a person of the office and a group (定人); any time before archiving. Group 0: the person's own. */
    record Entrust(String officer, int group) implements MatterCommand {}

    // ---- 承办 handling

    /**
     * Assigns to units (交办): the first time with exactly one lead, later more assisting units; at handling. At continuation it
     * starts the next round. An empty list takes the proposal's assignments.
     */
    record Assign(List<Assignment> assignments) implements MatterCommand {
        public Assign {
            assignments = List.copyOf(assignments);
        }

        /** As the approved proposal has it. */
        public static Assign asProposed() {
            return new Assign(List.of());
        }
    }

    /** The unit takes note that it is obliged (签收). */
    record Acknowledge(int obligation) implements OfObligation {}

    /** The unit names its handler. */
    record Delegate(int obligation, String handler) implements OfObligation {}

    /** The unit disputes being assigned (异议退回): back to the office, which decides. Before it has finished. */
    record Dispute(int obligation, String reason) implements OfObligation {}

    /**
     * Decides a dispute: upheld relieves the unit and, when another is named, assigns to it in the same role; a relieved lead must
     * be replaced. Not upheld: the unit stays obliged.
     */
    record DecideDispute(
            int obligation,
            boolean upheld,
            String reason,
            @Nullable Assignment instead) implements OfObligation {}

    /**
     * Asks for more time (延期), in writing, before expiry.
     *
     * @param progress how far it has come
     * @param newDate the new date, after the present one
     * @param document the unit's written request; null when the host keeps it elsewhere
     */
    record RequestExtension(
            int obligation,
            String reason,
            String progress,
            LocalDate newDate,
            @Nullable Attachment document) implements OfObligation {
        public RequestExtension {
            Objects.requireNonNull(newDate, "newDate");
        }
    }

    /**
     * Grants or refuses the pending extension; {@code date} null grants the date asked for. The {@code reason} may be empty when it is
     * granted.
     */
    record DecideExtension(
            int obligation, boolean granted, @Nullable LocalDate date, String reason) implements OfObligation {}

    /** Stops the clock (中止) of one obligation, or with 0 of all open ones of the round. */
    record Suspend(int obligation, String reason, String basis) implements OfObligation {}

    /** Lets the clock run again (恢复) with the working days that were left; 0: all suspended ones. */
    record Resume(int obligation, String reason) implements OfObligation {}

    /**
     * Urges (催办) a unit; recorded. Not again before the form type's {@link org.duban.api.form.Ladder#urgeAfterHours} working hours
     * have passed.
     */
    record Remind(int obligation, String reason) implements OfObligation {}

    /**
     * Reports progress (过程反馈).
     *
     * @param percent 0 to 100
     * @param difficulties 困难和问题; may be empty
     * @param period the period of a cadence this report is for, {@code weekly/2026-W10}; empty: for every period of the form type's
     *     cadences that is current or missing, when it has any
     */
    record ReportProgress(
            int obligation, String text, int percent, String difficulties, List<Attachment> evidence, String period)
            implements OfObligation {
        public ReportProgress {
            evidence = List.copyOf(evidence);
        }

        /** For whatever period it falls into. */
        public ReportProgress(
                int obligation, String text, int percent, String difficulties, List<Attachment> evidence) {
            this(obligation, text, percent, difficulties, evidence, "");
        }
    }

    /**
     * Reports completion (办结反馈). The lead consolidates: it can finish only when no assisting obligation of the round is open, and
     * its finishing takes the matter to feedback. Finished is not cleared.
     */
    record Finish(int obligation, String text, List<Attachment> evidence) implements OfObligation {
        public Finish {
            evidence = List.copyOf(evidence);
        }
    }

    /** Records staged completion (阶段性办结): what is done, what remains, and the date for the rest, which becomes the due date. */
    record CompleteInPart(int obligation, String done, String remaining, LocalDate nextDate) implements OfObligation {
        public CompleteInPart {
            Objects.requireNonNull(nextDate, "nextDate");
        }
    }

    // ---- 反馈 feedback, 核查 verification

    /** Begins verification; at feedback. {@code team} are ids of persons. */
    record StartVerification(Method method, List<String> team) implements MatterCommand {
        public StartVerification {
            Objects.requireNonNull(method, "method");
            team = List.copyOf(team);
        }
    }

    /**
     * Records a check made (核查记录) without deciding anything; from handling to verification and at look-back.
     *
     * @param place where; empty for a desk check
     * @param participants who was there: ids or names
     */
    record RecordCheck(Method method, String place, List<String> participants, String text, List<Attachment> evidence)
            implements MatterCommand {
        public RecordCheck {
            Objects.requireNonNull(method, "method");
            participants = List.copyOf(participants);
            evidence = List.copyOf(evidence);
        }
    }

    /** Verification passed: the matter is cleared (销号). */
    record PassVerification(String text, List<Attachment> evidence) implements MatterCommand {
        public PassVerification {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Returns for rework (退回重办); at feedback and verification.
     *
     * @param obligations which; the lead is always among them, empty means the lead alone
     * @param dueOn the new due date of those; null: they keep the old one, and if it has passed they are overdue
     */
    record ReturnForRework(
            List<Integer> obligations,
            String reason,
            @Nullable LocalDate dueOn) implements MatterCommand {
        public ReturnForRework {
            obligations = List.copyOf(obligations);
        }
    }

    /** Publishes the reply to who wrote in (答复公开); from feedback on. {@code where} is the channel. */
    record PublishReply(String text, String where) implements MatterCommand {}

    // ---- 呈报 submission, 续办 continuation

    /** Presents the result to the leader (呈报); {@code leader} null: the leader who instructed. */
    record Present(@Nullable String leader, String report) implements MatterCommand {}

    /** The leader is satisfied. */
    record Endorse(String comment) implements MatterCommand {}

    /** The leader instructs again (续办); {@code dueOn} null when no date was named. */
    record InstructAgain(String text, @Nullable LocalDate dueOn) implements MatterCommand {}

    // ---- 通报 circular, 归档 archiving

    /**
     * Decides on a circular (通报). Praise and criticism issue a numbered 督查通报.
     *
     * @param units ids of the units praised or criticised; empty exactly for {@link CircularKind#NONE}
     */
    record DecideCircular(CircularKind kind, List<String> units, String text) implements MatterCommand {
        public DecideCircular {
            Objects.requireNonNull(kind, "kind");
            units = List.copyOf(units);
        }
    }

    /** Seals the dossier (归档). */
    record Archive(Retention retention, String note) implements MatterCommand {
        public Archive {
            Objects.requireNonNull(retention, "retention");
        }
    }

    // ---- at many stages

    /**
     * Issues a numbered paper about this matter, from handling on.
     *
     * @param units ids of the units it goes to; may be empty
     */
    record IssuePaper(PaperKind kind, String title, String text, List<String> units) implements MatterCommand {
        public IssuePaper {
            Objects.requireNonNull(kind, "kind");
            units = List.copyOf(units);
        }
    }

    /** Merges this matter into another open one (并案); before completion. The lineage is kept on both. */
    record Merge(MatterId into, String reason) implements MatterCommand {
        public Merge {
            Objects.requireNonNull(into, "into");
        }
    }

    /** Splits this matter into two or more new ones (拆分), before assignment; this one ends, the lineage is kept. */
    record Split(List<Draft> parts, String reason) implements MatterCommand {
        public Split {
            parts = List.copyOf(parts);
        }
    }

    /** Breaks this matter down into links (分解); it goes on and can be cleared only when all of them are. */
    record BreakDown(List<Draft> links) implements MatterCommand {
        public BreakDown {
            links = List.copyOf(links);
        }
    }

    /** Terminates (终止), with its basis; from approval on, before archiving. */
    record Terminate(String reason, String basis) implements MatterCommand {}

    /** Lets a partner (联动单位 or one of its people) see the matter. */
    record BringIn(String partner, String reason) implements MatterCommand {}

    /**
     * Objects to a conclusion (异议) within 30 days of it (政府督查工作条例 §17).
     *
     * @param version version of the event objected to: a verification, a circular, a termination
     */
    record RaiseObjection(long version, String reason) implements MatterCommand {}

    /** Decides an objection, within 30 days, by someone who took no part in the conclusion (§17). */
    record DecideObjection(int objection, boolean upheld, String reason) implements MatterCommand {}

    /** Looks back (回头看) at a cleared matter; when it {@code relapsed} the matter is reopened for a new round. */
    record LookBack(String text, List<Attachment> evidence, boolean relapsed) implements MatterCommand {
        public LookBack {
            evidence = List.copyOf(evidence);
        }
    }

    // ---- by Duban itself

    /**
     * Counts every open due date again by the calendar as it is known now (日历变更); records those that move and those that are no
     * longer provisional. Refused with {@code NOT_NOW} when none does.
     */
    record Recount() implements MatterCommand {}

    /**
     * Takes a step of the ladder that drafts a paper, once for each due date.
     *
     * @param step id of the step
     * @param dueOn the due date it is taken for; refused when the obligation has another one by now
     * @param title title of the draft
     * @param text the draft
     */
    record Escalate(int obligation, String step, LocalDate dueOn, String title, String text) implements OfObligation {
        public Escalate {
            Objects.requireNonNull(dueOn, "dueOn");
        }
    }

    /** What a circular does. */
    enum CircularKind {
        /** 表扬. */
        PRAISE,
        /** 批评. */
        CRITICISM,
        /** 不通报. */
        NONE
    }
}
