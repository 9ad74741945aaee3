package org.duban.evaluation.internal.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.duban.api.calendar.DueDate;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.MatterEvaluation.FalseReport;
import org.duban.api.evaluation.MatterEvaluation.Signed;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.Standing;
import org.duban.api.notice.OwedReport;
import org.duban.evaluation.internal.score.MatterFacts.Mark;
import org.duban.evaluation.internal.score.MatterFacts.Party;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts of a matter off its history. Pure: the same history on the same day gives the same facts. A day is judged by the
 * calendar as it was published by that day, so a later notice doesn't make anybody late afterwards.
 */
public final class FactFinder {

    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::on)
            .thenComparing(fact -> fact.stream().toString())
            .thenComparing(Fact::version)
            .thenComparing(Fact::kind)
            .thenComparing(Fact::obligation)
            .thenComparing(Fact::unit)
            .thenComparing(Fact::detail);

    private final Matter matter;
    private final StreamId stream;
    private final Function<LocalDate, WorkCalendar> calendars;
    private final ZoneId zone;
    private final TreeMap<Integer, Clock> clocks = new TreeMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<Integer, Long> objections = new HashMap<>();
    private final Set<Long> overturned = new HashSet<>();
    private int lead;

    private FactFinder(Matter matter, Function<LocalDate, WorkCalendar> calendars, ZoneId zone) {
        this.matter = matter;
        this.stream = matter.id().stream();
        this.calendars = calendars;
        this.zone = zone;
    }

    /** The clock of one obligation, as far as facts need it. */
    private static final class Clock {
        private final int number;
        private final String unit;
        private final int round;
        private final boolean lead;
        private final @Nullable String leader;
        private final long assignedBy;
        private DueDate due;
        private long dueSetBy;
        private @Nullable Stopped stopped;
        private boolean relieved;
        private int counted;
        private int late;
        private int returns;
        private int extensions;
        private int urged;
        private @Nullable Fact early;

        Clock(Obliged obliged, int round, long version) {
            number = obliged.number();
            unit = obliged.assignment().unit();
            lead = obliged.assignment().role() == org.duban.api.matter.Assignment.UnitRole.LEAD;
            leader = obliged.assignment().leader();
            due = obliged.due();
            dueSetBy = version;
            assignedBy = version;
            this.round = round;
        }

        void due(DueDate value, long version) {
            if (!value.date().equals(due.date())) {
                counted = 0;
                dueSetBy = version;
            }
            due = value;
        }
    }

    /**
     * The facts of a matter.
     *
     * @param matter what the history makes of it
     * @param history its events
     * @param signatures what was signed about it
     * @param recurrences the later matters that repeat it
     * @param owed the reports its form type's cadences ask for, as of the day
     * @param today the day as of which
     * @param calendars the calendar as it was published by a day
     * @param zone of the office
     */
    public static MatterFacts find(
            Matter matter,
            List<Recorded> history,
            Signatures signatures,
            List<Recurrence> recurrences,
            List<OwedReport> owed,
            LocalDate today,
            Function<LocalDate, WorkCalendar> calendars,
            ZoneId zone) {
        return new FactFinder(matter, calendars, zone).find(history, signatures, recurrences, owed, today);
    }

    private MatterFacts find(
            List<Recorded> history,
            Signatures signatures,
            List<Recurrence> recurrences,
            List<OwedReport> owed,
            LocalDate today) {
        history.forEach(this::read);
        @Nullable LocalDate next = null;
        for (Clock clock : clocks.values()) {
            next = earlier(next, overdue(clock, today));
            if (clock.early != null && clock.returns == 0) {
                facts.add(clock.early);
            }
        }
        for (OwedReport report : owed) {
            // One of an obligation that is younger than this history comes again with the event that made it.
            if (clocks.containsKey(report.obligation())) {
                next = earlier(next, report(report, today));
            }
        }
        for (Recurrence recurrence : recurrences) {
            recurred(recurrence);
        }
        for (FalseReport found : signatures.falseReports()) {
            if (found.stands()) {
                facts.add(new Fact(
                        FactKind.FALSE_REPORT,
                        EvaluationEvent.stream(matter.id()),
                        found.version(),
                        day(found.at()),
                        found.unit(),
                        0,
                        1,
                        ""));
            }
        }
        facts.removeIf(fact -> fact.stream().equals(stream) && overturned.contains(fact.version()));
        facts.removeIf(fact -> fact.obligation() > 0 && relieved(fact.obligation()));
        facts.sort(ORDER);
        Standing standing = matter.standing();
        boolean ended = standing != Standing.OPEN && !matter.cleared();
        return new MatterFacts(
                matter.id(),
                matter.number(),
                matter.subject().formType(),
                matter.receivedOn(),
                matter.cleared(),
                ended,
                matter.officer(),
                matter.group(),
                lead,
                clocks.values().stream()
                        .filter(c -> !c.relieved)
                        .map(this::party)
                        .toList(),
                facts,
                signatures.levels().stream().map(this::mark).toList(),
                next);
    }

    private boolean relieved(int obligation) {
        Clock clock = clocks.get(obligation);
        return clock != null && clock.relieved;
    }

    private Party party(Clock c) {
        boolean finished = matter.obligation(c.number)
                .filter(o -> o.state() == Obligation.State.FINISHED)
                .isPresent();
        return new Party(c.number, c.unit, c.round, c.lead, c.leader, finished, c.late, c.returns, c.extensions);
    }

    private Mark mark(Signed signed) {
        Signed first = Signatures.first(signed);
        return new Mark(signed.level(), signed.quality(), day(first.at()), first.version());
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private Clock clock(int number) {
        Clock clock = clocks.get(number);
        if (clock == null) {
            throw new IllegalStateException(
                    "an event about obligation " + number + " of " + stream + " before it was assigned");
        }
        return clock;
    }

    // ---- events

    private void read(Recorded r) {
        if (!(r.event() instanceof MatterEvent event)) {
            throw new IllegalArgumentException("not an event of a matter: " + r);
        }
        long version = r.version();
        if (event instanceof Assigned e) {
            for (Obliged o : e.obliged()) {
                Clock clock = new Clock(o, e.round(), version);
                clocks.put(o.number(), clock);
                if (clock.lead) {
                    lead = clock.number;
                }
            }
        } else if (event instanceof ExtensionDecided e) {
            DueDate due = e.due();
            if (e.granted() && due != null) {
                Clock clock = clock(e.obligation());
                clock.due(due, version);
                clock.extensions++;
                add(FactKind.EXTENDED, r, clock, clock.extensions, "");
            }
        } else if (event instanceof Suspended e) {
            e.stopped().forEach(s -> clock(s.obligation()).stopped = s);
        } else if (event instanceof Resumed e) {
            e.dues().forEach(d -> {
                clock(d.obligation()).stopped = null;
                clock(d.obligation()).due(d.due(), version);
            });
        } else if (event instanceof DueDatesRecounted e) {
            e.dues().forEach(d -> clock(d.obligation()).due(d.due(), version));
        } else if (event instanceof Finished e) {
            delivered(r, clock(e.obligation()), true);
        } else if (event instanceof CompletedInPart e) {
            delivered(r, clock(e.obligation()), false);
            clock(e.obligation()).due(e.due(), version);
        } else if (event instanceof Returned e) {
            for (NewDue d : e.obligations()) {
                Clock clock = clock(d.obligation());
                clock.due(d.due(), version);
                clock.returns++;
                add(FactKind.RETURNED, r, clock, clock.returns, "");
            }
        } else if (event instanceof DisputeDecided e) {
            clock(e.obligation()).relieved |= e.upheld();
        } else if (event instanceof Reminded e) {
            Clock clock = clock(e.obligation());
            clock.urged++;
            add(FactKind.URGED, r, clock, clock.urged, "");
        } else if (event instanceof Escalated e) {
            add(FactKind.ESCALATED, r, clock(e.obligation()), 1, e.action().name());
        } else if (event instanceof Endorsed) {
            ofLead(FactKind.ENDORSED, r);
        } else if (event instanceof InstructedAgain) {
            ofLead(FactKind.INSTRUCTED_AGAIN, r);
        } else if (event instanceof LookedBack e) {
            if (e.relapsed()) {
                ofLead(FactKind.RELAPSED, r);
            }
        } else if (event instanceof CircularDecided e) {
            if (e.kind() != CircularKind.NONE) {
                FactKind kind = e.kind() == CircularKind.PRAISE ? FactKind.PRAISED : FactKind.CRITICISED;
                e.units().forEach(unit -> add(kind, r, unit, ""));
            }
        } else if (event instanceof PaperIssued e) {
            e.units().forEach(unit -> add(FactKind.PAPER, r, unit, e.kind().name()));
        } else if (event instanceof ObjectionRaised e) {
            objections.put(e.number(), e.version());
        } else if (event instanceof ObjectionDecided e) {
            if (e.upheld()) {
                overturn(objections.getOrDefault(e.number(), 0L));
            }
        }
    }

    /** What a unit's objection overturned gives nothing; the paper a circular was issued with goes with it. */
    private void overturn(long version) {
        overturned.add(version);
        boolean circular = facts.stream()
                .anyMatch(f ->
                        f.version() == version && (f.kind() == FactKind.PRAISED || f.kind() == FactKind.CRITICISED));
        if (circular) {
            facts.stream()
                    .filter(f -> f.kind() == FactKind.PAPER
                            && f.detail().equals(PaperKind.CIRCULAR.name())
                            && f.version() == version + 1)
                    .forEach(f -> overturned.add(f.version()));
        }
    }

    /** A unit finished, or finished a part: in time, or how late. */
    private void delivered(Recorded r, Clock clock, boolean whole) {
        LocalDate day = day(r.at());
        Stopped stopped = clock.stopped;
        int days = stopped != null
                ? -stopped.workingDaysLeft()
                : calendars.apply(day).workingDaysBetween(clock.due.date(), day);
        int more = Math.max(0, days) - clock.counted;
        clock.early = null;
        if (more > 0) {
            clock.counted += more;
            clock.late += more;
            add(FactKind.LATE, r, clock, more, clock.due.date().toString());
        } else if (whole && days < 0 && stopped == null) {
            clock.early = fact(
                    FactKind.EARLY,
                    r,
                    clock.unit,
                    clock.number,
                    -days,
                    clock.due.date().toString());
        }
    }

    private void ofLead(FactKind kind, Recorded r) {
        if (lead > 0) {
            add(kind, r, clock(lead), 1, "");
        }
    }

    private void add(FactKind kind, Recorded r, Clock clock, int n, String detail) {
        facts.add(fact(kind, r, clock.unit, clock.number, n, detail));
    }

    private void add(FactKind kind, Recorded r, String unit, String detail) {
        facts.add(fact(kind, r, unit, 0, 1, detail));
    }

    private Fact fact(FactKind kind, Recorded r, String unit, int obligation, int n, String detail) {
        return new Fact(kind, stream, r.version(), day(r.at()), unit, obligation, n, detail);
    }

    // ---- what no event says

    /** @return the day on which this may be otherwise; null when time alone changes nothing */
    private @Nullable LocalDate overdue(Clock clock, LocalDate today) {
        boolean running = matter.standing() == Standing.OPEN
                && matter.obligation(clock.number).filter(Obligation::running).isPresent();
        if (!running) {
            return null;
        }
        LocalDate due = clock.due.date();
        if (!today.isAfter(due)) {
            return due.plusDays(1);
        }
        WorkCalendar calendar = calendars.apply(today);
        int days = calendar.workingDaysBetween(due, today) - clock.counted;
        if (days > 0) {
            facts.add(new Fact(
                    FactKind.OVERDUE,
                    stream,
                    clock.dueSetBy,
                    calendar.addWorkingDays(due, 1 + clock.counted).date(),
                    clock.unit,
                    clock.number,
                    days,
                    due.toString()));
        }
        return today.plusDays(1);
    }

    private @Nullable LocalDate report(OwedReport report, LocalDate today) {
        Clock clock = clock(report.obligation());
        switch (report.state()) {
            case MISSING -> report(FactKind.REPORT_MISSING, report, clock);
            case FILED_LATE -> report(FactKind.REPORT_LATE, report, clock);
            case OWED -> {
                LocalDate over = report.dueOn().plusDays(1);
                return over.isAfter(today) ? over : today.plusDays(1);
            }
            case FILED -> {}
        }
        return null;
    }

    private void report(FactKind kind, OwedReport report, Clock clock) {
        facts.add(new Fact(
                kind,
                stream,
                clock.assignedBy,
                report.dueOn(),
                report.unit(),
                report.obligation(),
                1,
                report.cadence().name() + " " + report.period()));
    }

    private void recurred(Recurrence recurrence) {
        if (lead > 0 && !recurrence.later().equals(matter.id())) {
            MatterId later = recurrence.later();
            Clock clock = clock(lead);
            facts.add(new Fact(
                    FactKind.RECURRED,
                    later.stream(),
                    recurrence.version(),
                    recurrence.on(),
                    clock.unit,
                    clock.number,
                    1,
                    ""));
        }
    }
}
