package org.duban.matter.internal;

import java.time.LocalDate;
import java.util.Optional;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.DeadlineRule.Case;
import org.duban.api.calendar.DeadlineRule.From;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.FormType;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent.Stopped;
import org.jspecify.annotations.Nullable;

/** How due dates come about. Pure. */
final class Deadlines {

    private Deadlines() {}

    /** A due date and why it is that, in Chinese. */
    record Due(DueDate date, String basis) {}

    /**
     * The due date of an assignment: its own explicit date, else the matter's (in later rounds: the one the leader named), else the
     * first case of the form type's rule that holds.
     *
     * @return empty when nobody named a date and no case holds
     */
    static Optional<Due> of(Assignment assignment, Matter matter, int round, FormType form, Context context) {
        LocalDate named = explicit(assignment, matter, round);
        if (named != null) {
            return Optional.of(new Due(DueDate.named(named, context.calendar()), "明确时限"));
        }
        DeadlineRule rule = form.deadline();
        return rule.caseFor(context.formTypes().values(matter.subject().form()))
                .map(c -> counted(c, rule.from(), matter, round, context));
    }

    /** The date somebody named for it; null when nobody did. */
    static @Nullable LocalDate explicit(Assignment assignment, Matter matter, int round) {
        if (assignment.dueOn() != null) {
            return assignment.dueOn();
        }
        return round == 1 ? matter.subject().dueOn() : matter.instructedDue();
    }

    private static Due counted(Case rule, From from, Matter matter, int round, Context context) {
        boolean receipt = from == From.RECEIPT && round == 1;
        LocalDate start = receipt ? matter.receivedOn() : context.today();
        DueDate due = switch (rule.unit()) {
            case WORKING_DAYS -> context.calendar().addWorkingDays(start, rule.days());
            case CALENDAR_DAYS -> context.calendar().addCalendarDays(start, rule.days());
        };
        String unit = rule.unit() == DeadlineRule.Unit.WORKING_DAYS ? "个工作日" : "日";
        return new Due(due, (receipt ? "收到之日起" : "交办之日起") + rule.days() + unit);
    }

    /**
     * The due date after a suspension: the working days that were left when the clock stopped, counted from the day it runs again. What
     * was overdue stays overdue.
     */
    static DueDate afterSuspension(DueDate before, Stopped stopped, LocalDate resumedOn, WorkCalendar calendar) {
        if (stopped.workingDaysLeft() < 0) {
            return before;
        }
        return stopped.workingDaysLeft() == 0
                ? calendar.rollForward(resumedOn)
                : calendar.addWorkingDays(resumedOn, stopped.workingDaysLeft());
    }
}
