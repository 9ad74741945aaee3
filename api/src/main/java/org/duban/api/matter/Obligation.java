package org.duban.api.matter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.calendar.DueDate;
import org.duban.api.form.Ladder;
import org.duban.api.matter.MatterEvent.Stopped;
import org.jspecify.annotations.Nullable;

/**
 * What one unit owes in one round, with its own clock.
 *
 * @param number number within the matter, from 1; never given twice
 * @param round the round it belongs to, from 1
 * @param assignment unit, role, requirement, responsible leader
 * @param state how far it is
 * @param due the due date now in force
 * @param basis why that date, in Chinese
 * @param assignedAt when the unit was obliged
 * @param acknowledgedAt 签收; null until then
 * @param handler id of the person who handles it in the unit; null when not named
 * @param percent progress last reported, 0 to 100
 * @param finishedAt 办结 as last reported; null while it isn't finished
 * @param stopped 中止: the clock is stopped since that day with so many working days left; null while it runs
 * @param pendingExtension asked for and not decided; null when none
 * @param extensions how many were granted
 * @param returns how often it was returned for rework
 * @param reminders how often it was urged
 * @param remindedAt when it was last urged; null when it never was
 * @param escalations the ladder's drafts, in order
 */
public record Obligation(
        int number,
        int round,
        Assignment assignment,
        State state,
        DueDate due,
        String basis,
        Instant assignedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String handler,
        int percent,
        @Nullable Instant finishedAt,
        @Nullable Stopped stopped,
        @Nullable LocalDate pendingExtension,
        int extensions,
        int returns,
        int reminders,
        @Nullable Instant remindedAt,
        List<Escalation> escalations) {

    public Obligation {
        Objects.requireNonNull(assignment, "assignment");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(assignedAt, "assignedAt");
        escalations = List.copyOf(escalations);
    }

    /** Id of the unit. */
    public String unit() {
        return assignment.unit();
    }

    /** Whether the unit leads. */
    public boolean lead() {
        return assignment.role() == Assignment.UnitRole.LEAD;
    }

    /** Whether the unit still owes something. */
    public boolean open() {
        return state != State.FINISHED && state != State.RELIEVED;
    }

    /** Whether its clock runs: open and not suspended. Only then has it a light. */
    public boolean running() {
        return open() && stopped == null;
    }

    /**
     * A step of the ladder that drafted a paper.
     *
     * @param version version of the event
     * @param step id of the step
     * @param action what was drafted
     * @param dueOn the due date that had passed
     * @param at when
     */
    public record Escalation(long version, String step, Ladder.Action action, LocalDate dueOn, Instant at) {}

    /** How far an obligation is. */
    public enum State {
        /** 待签收. */
        ASSIGNED("待签收"),
        /** 办理中. */
        ACKNOWLEDGED("办理中"),
        /** 有异议: the office has to decide; the clock runs on. */
        DISPUTED("有异议"),
        /** 已办结. */
        FINISHED("已办结"),
        /** 退回重办. */
        RETURNED("退回重办"),
        /** 已解除: the dispute was upheld, or the matter ended. */
        RELIEVED("已解除");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
