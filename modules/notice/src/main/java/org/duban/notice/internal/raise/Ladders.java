package org.duban.notice.internal.raise;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Ladder;
import org.duban.api.form.Ladder.Action;
import org.duban.api.form.Ladder.Step;
import org.jspecify.annotations.Nullable;

/** When the steps of a ladder are to be taken. Pure. */
final class Ladders {

    private Ladders() {}

    /** A step and the instant from which it can be taken. */
    record Moment(Step step, Instant at) {}

    /**
     * The day of a step, always a working day. When the due date is a day off, what happens on the day happens on the last working
     * day before it.
     */
    static LocalDate day(Step step, LocalDate due, WorkCalendar calendar) {
        int n = step.workingDays();
        if (n > 0) {
            return calendar.addWorkingDays(due, n).date();
        }
        if (n == 0) {
            return calendar.isWorkingDay(due) ? due : calendar.subtractWorkingDays(due, 1);
        }
        return calendar.subtractWorkingDays(due, -n);
    }

    /**
     * The steps that are left to take for a due date, in the ladder's order.
     *
     * <p>A reminder up to the due date whose moment came before the assignment is none: the assignment itself said it. Of the drafts
     * only the lowest one is among them, so that none is jumped, and not before the working day after the one before it.
     *
     * @param assignedAt when the unit was obliged
     * @param escalatedOn the day of the obligation's last draft, whatever due date it was for; null when there was none
     * @param taken ids of the steps taken for this due date
     */
    static List<Moment> ahead(
            Ladder ladder,
            LocalDate due,
            Instant assignedAt,
            @Nullable LocalDate escalatedOn,
            Set<String> taken,
            OfficeTime time) {
        List<Moment> ahead = new ArrayList<>();
        boolean drafted = false;
        for (Step step : ladder.steps()) {
            if (taken.contains(step.id())) {
                continue;
            }
            Instant at = time.opening(day(step, due, time.calendar()));
            if (step.action() == Action.REMIND) {
                if (step.workingDays() > 0 || !at.isBefore(assignedAt)) {
                    ahead.add(new Moment(step, at));
                }
            } else if (!drafted) {
                drafted = true;
                Instant earliest = escalatedOn == null ? at : time.opening(time.workingDayAfter(escalatedOn));
                ahead.add(new Moment(step, at.isBefore(earliest) ? earliest : at));
            }
        }
        return ahead;
    }
}
