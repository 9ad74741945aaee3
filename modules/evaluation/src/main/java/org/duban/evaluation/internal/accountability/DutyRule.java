package org.duban.evaluation.internal.accountability;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.api.form.Ladder.Action;
import org.jspecify.annotations.Nullable;

/**
 * A duty of the supervising officer, as {@code accountability.json} has it.
 *
 * <p>{@link Kind#FOLLOW}: within {@code workingDays} after an event {@code after} there has to be one of {@code by}; void when one of {@code
 * unless} or the end of the matter comes first and in time.
 *
 * <p>{@link Kind#OVERDUE}: when an obligation is still open {@code daysAfter} working days after its due date, there has to be one of {@code by}
 * between {@code daysBefore} working days before the due date, or the assignment, and that day.
 *
 * @param id never given another meaning
 * @param name the duty in Chinese
 * @param what what is to be done, a verb in Chinese
 */
public record DutyRule(
        String id,
        String name,
        Kind kind,
        @Nullable After after,
        Set<String> by,
        Set<String> unless,
        int workingDays,
        int daysBefore,
        int daysAfter,
        boolean sinceAssigned,
        String what) {

    public DutyRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        by = by == null ? Set.of() : Set.copyOf(by);
        unless = unless == null ? Set.of() : Set.copyOf(unless);
        Objects.requireNonNull(what, "what");
    }

    /** How a duty comes about. */
    public enum Kind {
        /** From an event. */
        FOLLOW,
        /** From a due date that passes. */
        OVERDUE
    }

    /**
     * The event a duty follows from.
     *
     * @param event its simple name
     * @param moves whether only one counts that takes the matter to another stage: the lead's completion
     * @param actions what the ladder drafted, for {@code Escalated}; empty: whatever it was
     * @param text how it reads in a sentence
     */
    public record After(String event, boolean moves, List<Action> actions, String text) {
        public After {
            Objects.requireNonNull(event, "event");
            actions = actions == null ? List.of() : List.copyOf(actions);
            Objects.requireNonNull(text, "text");
        }
    }
}
