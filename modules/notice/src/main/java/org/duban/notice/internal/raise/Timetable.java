package org.duban.notice.internal.raise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.form.FormType;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.Escalation;
import org.duban.api.matter.Standing;
import org.duban.notice.internal.raise.Timer.Marks;
import org.jspecify.annotations.Nullable;

/** The timers of a matter, from the matter as it is and from what was done before. Pure. */
final class Timetable {

    private Timetable() {}

    /**
     * One timer for each obligation of the round that isn't relieved, finished ones too: what is returned for rework with the date it had
     * goes on where it was. None once the matter has ended.
     *
     * @param known the timers the matter had
     */
    static List<Timer> of(Matter matter, FormType type, List<Timer> known, OfficeTime time) {
        if (matter.standing() != Standing.OPEN) {
            return List.of();
        }
        Map<Integer, Timer> before = known.stream().collect(Collectors.toMap(Timer::obligation, Function.identity()));
        List<Timer> timers = new ArrayList<>();
        for (Obligation o : matter.currentRound()) {
            if (o.state() != Obligation.State.RELIEVED) {
                timers.add(scheduled(timer(matter, o, before.get(o.number()), time), type, time));
            }
        }
        return timers;
    }

    private static Timer timer(Matter matter, Obligation o, @Nullable Timer known, OfficeTime time) {
        boolean sameDue = known != null && known.dueOn().equals(o.due().date());
        // What was drafted is in the matter; so it isn't drafted twice though this database be lost.
        Set<String> steps = new HashSet<>();
        for (Escalation e : o.escalations()) {
            if (e.dueOn().equals(o.due().date())) {
                steps.add(e.step());
            }
        }
        if (known != null && sameDue) {
            steps.addAll(known.marks().steps());
        }
        Long escalatedDay = o.escalations().isEmpty()
                ? null
                : time.day(o.escalations().get(o.escalations().size() - 1).at()).toEpochDay();
        String countedBy = o.due().calendarVersion();
        boolean sameCount = known != null
                && sameDue
                && known.facts().countedBy().equals(countedBy)
                && !known.calendar().isEmpty();
        return new Timer(
                matter.id(),
                o.number(),
                o.running(),
                o.due().date(),
                null,
                new Marks(steps, known != null ? known.marks().reportsTo() : time.day(o.assignedAt())),
                o.due().count() != null,
                known != null && sameCount ? known.calendar() : countedBy,
                new Facts(
                        matter.number(),
                        matter.subject().title(),
                        matter.subject().formType(),
                        matter.formVersion(),
                        Whom.of(matter, o),
                        o.lead(),
                        o.assignment().requirement(),
                        o.percent(),
                        o.assignedAt().toEpochMilli(),
                        escalatedDay,
                        countedBy));
    }

    /** The timer with the instant of what is to be done next; never while the clock is stopped. */
    static Timer scheduled(Timer timer, FormType type, OfficeTime time) {
        if (!timer.running()) {
            return timer.fireAt(null);
        }
        Stream<Instant> steps = ahead(timer, type, time).stream().map(Ladders.Moment::at);
        Stream<Instant> reports =
                ReportDays.next(type.cadences(), timer.marks().reportsTo(), time.calendar())
                        .map(time::opening)
                        .stream();
        return timer.fireAt(
                Stream.concat(steps, reports).min(Instant::compareTo).orElse(null));
    }

    static List<Ladders.Moment> ahead(Timer timer, FormType type, OfficeTime time) {
        return Ladders.ahead(
                type.ladder(),
                timer.dueOn(),
                timer.facts().assigned(),
                timer.facts().escalated(),
                timer.marks().steps(),
                time);
    }
}
