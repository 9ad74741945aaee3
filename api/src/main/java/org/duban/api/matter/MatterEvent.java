package org.duban.api.matter;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.calendar.DueDate;
import org.duban.api.form.Ladder;
import org.duban.api.journal.Event;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Series;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a matter. Who and when stand beside it in {@link org.duban.api.journal.Recorded}; components mean what they mean
 * in the {@link MatterCommand} they come from.
 */
public sealed interface MatterEvent extends Event {

    /** An event that takes the matter to a stage; {@code null} when it stays where it is. */
    sealed interface Move extends MatterEvent {
        /** The stage the matter is at afterwards. */
        @Nullable
        Stage next();
    }

    /**
     * 立项登记.
     *
     * @param series where the number comes from
     * @param number the matter's number; empty until the journal has given it
     * @param draft what was registered; its {@code receivedOn} is never null here
     * @param formVersion version of the form type it was registered with
     * @param parent the matter it was split off from or is a link of; null when it stands alone
     * @param link whether it is a link of {@code parent} (分解) rather than split off (拆分)
     */
    record Registered(
            Series series,
            String number,
            Draft draft,
            int formVersion,
            @Nullable MatterId parent,
            boolean link) implements MatterEvent, Numbered {
        @Override
        public Registered numbered(String given) {
            return new Registered(series, given, draft, formVersion, parent, link);
        }
    }

    record Amended(Draft draft) implements MatterEvent {}

    record Proposed(Proposal proposal) implements MatterEvent {}

    record Submitted(Stage next) implements Move {}

    record Approved(String opinion, Stage next) implements Move {}

    record SentBack(String opinion, Stage next) implements Move {}

    record Declined(String reason) implements MatterEvent {}

    record Withdrawn(String reason) implements MatterEvent {}

    /** Given to an officer; by the routing table when {@code routed}. */
    record Entrusted(String officer, int group, boolean routed) implements MatterEvent {}

    /** 交办; a round greater than the matter's begins that round. */
    record Assigned(int round, List<Obliged> obliged, Stage next) implements Move {
        public Assigned {
            obliged = List.copyOf(obliged);
        }
    }

    /**
     * A new obligation.
     *
     * @param number its number within the matter
     * @param assignment what is asked
     * @param due its due date
     * @param basis why that date, in Chinese: 明确要求, 收到之日起15个工作日
     */
    record Obliged(int number, Assignment assignment, DueDate due, String basis) {
        public Obliged {
            Objects.requireNonNull(assignment, "assignment");
            Objects.requireNonNull(due, "due");
        }
    }

    record Acknowledged(int obligation) implements MatterEvent {}

    record Delegated(int obligation, String handler) implements MatterEvent {}

    record Disputed(int obligation, String reason) implements MatterEvent {}

    record DisputeDecided(int obligation, boolean upheld, String reason) implements MatterEvent {}

    record ExtensionRequested(
            int obligation,
            String reason,
            String progress,
            LocalDate newDate,
            @Nullable Attachment document) implements MatterEvent {}

    /** {@code due} is the new due date; null when refused. */
    record ExtensionDecided(
            int obligation, boolean granted, @Nullable DueDate due, String reason) implements MatterEvent {}

    /** 中止: the clocks that were stopped. */
    record Suspended(String reason, String basis, List<Stopped> stopped) implements MatterEvent {
        public Suspended {
            stopped = List.copyOf(stopped);
        }
    }

    /**
     * A stopped clock.
     *
     * @param on the day it was stopped
     * @param workingDaysLeft working days after that day up to the due date; negative when it was overdue
     */
    record Stopped(int obligation, LocalDate on, int workingDaysLeft) {}

    /** 恢复: the clocks that run again, with their new due dates. */
    record Resumed(String reason, List<NewDue> dues) implements MatterEvent {
        public Resumed {
            dues = List.copyOf(dues);
        }
    }

    /** A due date an obligation has from now on. */
    record NewDue(int obligation, DueDate due) {}

    record Reminded(int obligation, String reason) implements MatterEvent {}

    /**
     * 日历变更: due dates that were counted again because a notice on holidays was published.
     *
     * @param notice number of the newest notice, 国办发明电〔2015〕18号
     * @param reason what changed and why, in Chinese
     * @param dues each obligation whose due date moved or is no longer provisional, with the new one
     */
    record DueDatesRecounted(String notice, String reason, List<NewDue> dues) implements MatterEvent {
        public DueDatesRecounted {
            dues = List.copyOf(dues);
        }
    }

    /**
     * 升级: a step of the ladder drafted a paper for the office to issue or to leave.
     *
     * @param step id of the step in the matter's form type
     * @param action what was drafted
     * @param dueOn the due date that had passed
     */
    record Escalated(int obligation, String step, Ladder.Action action, LocalDate dueOn, String title, String text)
            implements MatterEvent {}

    record ProgressReported(
            int obligation, String text, int percent, String difficulties, List<Attachment> evidence, String period)
            implements MatterEvent {
        public ProgressReported {
            evidence = List.copyOf(evidence);
            // Entries from before there were periods have none.
            period = Objects.requireNonNullElse(period, "");
        }
    }

    /** 办结; {@code next} is null for an assisting unit. */
    record Finished(
            int obligation,
            String text,
            List<Attachment> evidence,
            @Nullable Stage next) implements Move {
        public Finished {
            evidence = List.copyOf(evidence);
        }
    }

    record CompletedInPart(int obligation, String done, String remaining, DueDate due) implements MatterEvent {}

    record VerificationStarted(Method method, List<String> team, Stage next) implements Move {
        public VerificationStarted {
            team = List.copyOf(team);
        }
    }

    record Checked(Method method, String place, List<String> participants, String text, List<Attachment> evidence)
            implements MatterEvent {
        public Checked {
            participants = List.copyOf(participants);
            evidence = List.copyOf(evidence);
        }
    }

    /** 销号. */
    record Cleared(String text, List<Attachment> evidence, Stage next) implements Move {
        public Cleared {
            evidence = List.copyOf(evidence);
        }
    }

    /** 退回重办; each obligation returned, with the due date it has from now on. */
    record Returned(List<NewDue> obligations, String reason, Stage next) implements Move {
        public Returned {
            obligations = List.copyOf(obligations);
        }
    }

    record ReplyPublished(String text, String where) implements MatterEvent {}

    record Presented(String leader, String report) implements MatterEvent {}

    record Endorsed(String comment, Stage next) implements Move {}

    record InstructedAgain(String text, @Nullable LocalDate dueOn, Stage next) implements Move {}

    record CircularDecided(MatterCommand.CircularKind kind, List<String> units, String text, Stage next)
            implements Move {
        public CircularDecided {
            units = List.copyOf(units);
        }
    }

    /** A numbered paper went out; {@code number} is empty until the journal has given it. */
    record PaperIssued(Series series, String number, PaperKind kind, String title, String text, List<String> units)
            implements MatterEvent, Numbered {
        public PaperIssued {
            units = List.copyOf(units);
        }

        @Override
        public PaperIssued numbered(String given) {
            return new PaperIssued(series, given, kind, title, text, units);
        }
    }

    record Archived(Retention retention, String note) implements MatterEvent {}

    record Merged(MatterId into, String reason) implements MatterEvent {}

    /** Another matter was merged into this one. */
    record Absorbed(MatterId from, String title) implements MatterEvent {}

    record Split(List<MatterId> into, String reason) implements MatterEvent {
        public Split {
            into = List.copyOf(into);
        }
    }

    record BrokenDown(List<MatterId> links) implements MatterEvent {
        public BrokenDown {
            links = List.copyOf(links);
        }
    }

    record Terminated(String reason, String basis) implements MatterEvent {}

    record BroughtIn(String partner, String reason) implements MatterEvent {}

    /**
     * 异议.
     *
     * @param number its number within the matter, from 1
     * @param unit id of the unit that objects
     * @param version version of the event objected to
     * @param decideBy the day by which it must be decided
     */
    record ObjectionRaised(int number, String unit, long version, String reason, DueDate decideBy)
            implements MatterEvent {}

    record ObjectionDecided(int number, boolean upheld, String reason) implements MatterEvent {}

    record LookedBack(String text, List<Attachment> evidence, boolean relapsed) implements MatterEvent {
        public LookedBack {
            evidence = List.copyOf(evidence);
        }
    }

    /** 重新办理: an ended or cleared matter goes on. */
    record Reopened(String reason, Stage next) implements Move {}
}
