package org.duban.api.form;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told before, at and after a due date, and what is prepared when nothing helps: handler → unit's leader → office →
 * 督办通知 → 通报 → accountability recommendation. Data of a form type.
 *
 * <p>Steps happen in working hours of working days only, and only while the obligation's clock runs.
 *
 * @param steps in the order of their days, of equal days in the order of the definition; empty: nobody is told
 * @param urgeAfterHours working hours that must pass between two manual reminders (催办) of one obligation; 0: none
 */
public record Ladder(List<Step> steps, int urgeAfterHours) {

    /** Three working days before and on the day to the handler; 1 after to the unit's leader, 3 to the office; then the papers. */
    public static final Ladder DEFAULT = new Ladder(
            List.of(
                    new Step("before-3", -3, Action.REMIND, Set.of(Audience.HANDLER)),
                    new Step("on-the-day", 0, Action.REMIND, Set.of(Audience.HANDLER)),
                    new Step("after-1", 1, Action.REMIND, Set.of(Audience.HANDLER, Audience.UNIT_LEADER)),
                    new Step(
                            "after-3",
                            3,
                            Action.REMIND,
                            Set.of(Audience.UNIT_LEADER, Audience.OFFICER, Audience.OFFICE)),
                    new Step("notice", 5, Action.SUPERVISION_NOTICE, Set.of(Audience.OFFICER, Audience.OFFICE)),
                    new Step("circular", 10, Action.CIRCULAR, Set.of(Audience.OFFICER, Audience.OFFICE)),
                    new Step("accountability", 15, Action.ACCOUNTABILITY, Set.of(Audience.OFFICER, Audience.OFFICE))),
            7);

    public Ladder {
        steps = List.copyOf(steps);
        if (steps.stream().map(Step::id).distinct().count() != steps.size()) {
            throw new IllegalArgumentException("each step has an id of its own: " + steps);
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i - 1).workingDays() > steps.get(i).workingDays()) {
                throw new IllegalArgumentException("steps must be in the order of their days: " + steps);
            }
        }
        if (urgeAfterHours < 0) {
            throw new IllegalArgumentException("urgeAfterHours must be 0 or more: " + urgeAfterHours);
        }
    }

    /** The step with this id. */
    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /**
     * One step.
     *
     * @param id unique within the ladder, {@code before-3}; never given another meaning
     * @param workingDays so many working days before (negative), on (0) or after (positive) the due date
     * @param action what happens
     * @param to who is told; not empty
     */
    public record Step(String id, int workingDays, Action action, Set<Audience> to) {
        public Step {
            Objects.requireNonNull(action, "action");
            to = Set.copyOf(to);
            if (id.isBlank()) {
                throw new IllegalArgumentException("a step needs an id");
            }
            if (to.isEmpty()) {
                throw new IllegalArgumentException("a step tells somebody: " + id);
            }
            if (action != Action.REMIND && workingDays < 1) {
                throw new IllegalArgumentException("only what is overdue is escalated: " + id);
            }
        }
    }

    /** What a step does. All but {@link #REMIND} write a draft on the matter, for a person of the office to issue or to leave. */
    public enum Action {
        /** 提醒: tells people. */
        REMIND("提醒"),
        /** 督办通知: drafts a supervision notice. */
        SUPERVISION_NOTICE("督办通知拟稿"),
        /** 通报: drafts a circular. */
        CIRCULAR("通报拟稿"),
        /** 问责建议: drafts an accountability recommendation. */
        ACCOUNTABILITY("问责建议拟稿");

        private final String zh;

        Action(String zh) {
            this.zh = zh;
        }

        /** The action in Chinese. */
        public String zh() {
            return zh;
        }
    }

    /** Who is told, found anew each time. */
    public enum Audience {
        /** 承办人: the named handler, else the unit's handlers, else its responsible leaders. */
        HANDLER("承办人"),
        /** 责任领导: the one named in the assignment, else the unit's responsible leaders. */
        UNIT_LEADER("责任领导"),
        /** 督查员 in charge of the matter; the office's directors when nobody has been entrusted. */
        OFFICER("督查员"),
        /** 督查室主任、副主任 of the matter's line. */
        OFFICE("督查室负责人"),
        /** 批示领导: the leader who instructed; nobody when none did. */
        LEADER("批示领导");

        private final String zh;

        Audience(String zh) {
            this.zh = zh;
        }

        /** The audience in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
