package org.duban.notice.internal.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Cadence;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.Assigned;
import org.duban.api.matter.MatterEvent.Declined;
import org.duban.api.matter.MatterEvent.DisputeDecided;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.Merged;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.api.matter.MatterEvent.Resumed;
import org.duban.api.matter.MatterEvent.Returned;
import org.duban.api.matter.MatterEvent.Split;
import org.duban.api.matter.MatterEvent.Suspended;
import org.duban.api.matter.MatterEvent.Terminated;
import org.duban.api.matter.MatterEvent.Withdrawn;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.OwedReport;
import org.duban.api.notice.OwedReport.State;
import org.jspecify.annotations.Nullable;

/**
 * Which reports a matter's obligations owe, and what became of them. Pure.
 *
 * <p>A report is owed for a period when the obligation's clock runs all of its due day and some day of the period; so the day on which a
 * clock begins isn't counted, nor the one on which it stops. A relieved obligation owes none.
 *
 * <p>A report is filed by the first progress report that names its period, or that names none and was made when the period had
 * {@linkplain ReportPeriod#opensOn opened}.
 */
public final class OwedReports {

    /** How far the next report of a cadence is looked for: one that skips days off may leave out many periods. */
    private static final int YEARS_AHEAD = 1;

    private OwedReports() {}

    /**
     * The reports owed up to an instant, and the next one of each cadence whose clock runs.
     *
     * @param history of one matter, from its beginning; what is later than {@code asOf} is not looked at
     * @param cadences those of the matter's form type
     * @param calendar as it was known at {@code asOf}
     * @param zone of the office
     * @return by obligation, then due day, then in the order of the cadences
     */
    public static List<OwedReport> of(
            List<Recorded> history, List<Cadence> cadences, WorkCalendar calendar, ZoneId zone, Instant asOf) {
        LocalDate today = asOf.atZone(zone).toLocalDate();
        List<OwedReport> owed = new ArrayList<>();
        for (Clock clock : clocks(history, zone, asOf)) {
            for (Cadence cadence : cadences) {
                clock.periods(cadence, today, calendar).forEach(p -> owed.add(clock.report(p, today)));
            }
        }
        owed.sort(Comparator.comparingInt(OwedReport::obligation).thenComparing(OwedReport::dueOn));
        return List.copyOf(owed);
    }

    /** The clocks of the obligations that weren't relieved, by number. */
    private static List<Clock> clocks(List<Recorded> history, ZoneId zone, Instant asOf) {
        TreeMap<Integer, Clock> clocks = new TreeMap<>();
        IntFunction<Clock> of = number -> Objects.requireNonNull(
                clocks.get(number), () -> "an event about obligation " + number + " before it was assigned");
        for (Recorded recorded : history) {
            if (recorded.at().isAfter(asOf)) {
                break;
            }
            if (!(recorded.event() instanceof MatterEvent event)) {
                throw new IllegalArgumentException("not an event of a matter: " + recorded);
            }
            LocalDate day = recorded.at().atZone(zone).toLocalDate();
            if (event instanceof Assigned e) {
                MatterId matter = new MatterId(recorded.stream().id());
                e.obliged()
                        .forEach(o -> clocks.put(
                                o.number(),
                                new Clock(matter, o.number(), o.assignment().unit(), day)));
            } else if (event instanceof Suspended e) {
                e.stopped().forEach(s -> of.apply(s.obligation()).suspend(true, day));
            } else if (event instanceof Resumed e) {
                e.dues().forEach(d -> of.apply(d.obligation()).suspend(false, day));
            } else if (event instanceof Finished e) {
                of.apply(e.obligation()).open(false, day);
            } else if (event instanceof Returned e) {
                e.obligations().forEach(d -> of.apply(d.obligation()).open(true, day));
            } else if (event instanceof ProgressReported e) {
                // An entry written before reports had periods is read with null.
                String period = Objects.requireNonNullElse(e.period(), "");
                of.apply(e.obligation()).filed.add(new Filed(recorded.at(), day, period));
            } else if (event instanceof DisputeDecided e) {
                if (e.upheld()) {
                    of.apply(e.obligation()).relieved = true;
                }
            } else if (event instanceof Declined
                    || event instanceof Withdrawn
                    || event instanceof Merged
                    || event instanceof Split
                    || event instanceof Terminated) {
                clocks.values().forEach(clock -> clock.relieved |= clock.open);
            }
        }
        return clocks.values().stream().filter(clock -> !clock.relieved).toList();
    }

    /** A progress report; {@code period} is empty when it names none. */
    private record Filed(Instant at, LocalDate day, String period) {}

    /** Days on all of which a clock ran, if {@code from} isn't after {@code to}; {@code to} is null while it runs. */
    private record Span(LocalDate from, @Nullable LocalDate to) {
        boolean meets(LocalDate first, LocalDate last) {
            LocalDate begin = first.isBefore(from) ? from : first;
            LocalDate end = to != null && to.isBefore(last) ? to : last;
            return !end.isBefore(begin);
        }
    }

    /** When the clock of one obligation ran, and what its unit reported. */
    private static final class Clock {
        private final MatterId matter;
        private final int obligation;
        private final String unit;
        private final List<Span> spans = new ArrayList<>();
        private final List<Filed> filed = new ArrayList<>();
        private boolean open = true;
        private boolean suspended;
        private boolean relieved;

        Clock(MatterId matter, int obligation, String unit, LocalDate assignedOn) {
            this.matter = matter;
            this.obligation = obligation;
            this.unit = unit;
            spans.add(startedOn(assignedOn));
        }

        void suspend(boolean value, LocalDate on) {
            suspended = value;
            turn(on);
        }

        void open(boolean value, LocalDate on) {
            open = value;
            turn(on);
        }

        private static Span startedOn(LocalDate day) {
            return new Span(day.plusDays(1), null);
        }

        private boolean ran() {
            return last().to() == null;
        }

        private Span last() {
            return spans.get(spans.size() - 1);
        }

        private void turn(LocalDate on) {
            boolean runs = open && !suspended;
            if (runs && !ran()) {
                spans.add(startedOn(on));
            } else if (!runs && ran()) {
                spans.set(spans.size() - 1, new Span(last().from(), on.minusDays(1)));
            }
        }

        /** The periods a report is owed for that is due by a day, and the next one. */
        List<ReportPeriod> periods(Cadence cadence, LocalDate today, WorkCalendar calendar) {
            LocalDate from = spans.get(0).from();
            LocalDate stopped = last().to();
            LocalDate to = stopped != null ? stopped : today.plusYears(YEARS_AHEAD);
            List<ReportPeriod> owed = new ArrayList<>();
            for (var periods = Periods.due(cadence, from, to, calendar).iterator(); periods.hasNext(); ) {
                ReportPeriod period = periods.next();
                if (owes(period)) {
                    owed.add(period);
                    if (period.dueOn().isAfter(today)) {
                        break;
                    }
                }
            }
            return owed;
        }

        private boolean owes(ReportPeriod period) {
            return spans.stream().anyMatch(s -> s.meets(period.dueOn(), period.dueOn()))
                    && spans.stream().anyMatch(s -> s.meets(period.opensOn(), period.lastDay()));
        }

        OwedReport report(ReportPeriod period, LocalDate today) {
            Filed by = filed.stream()
                    .filter(f -> f.period().isEmpty()
                            ? !f.day().isBefore(period.opensOn())
                            : f.period().equals(period.name()))
                    .findFirst()
                    .orElse(null);
            LocalDate until = by == null ? today : by.day();
            boolean inTime = !until.isAfter(period.dueOn());
            State state =
                    by == null ? (inTime ? State.OWED : State.MISSING) : (inTime ? State.FILED : State.FILED_LATE);
            return new OwedReport(
                    matter,
                    obligation,
                    unit,
                    period.cadence(),
                    period.id(),
                    period.firstDay(),
                    period.lastDay(),
                    period.dueOn(),
                    period.rolledFrom(),
                    by == null ? null : by.at(),
                    state);
        }
    }
}
