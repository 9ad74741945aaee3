package org.duban.notice.internal.raise;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.HolidayNotice;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.form.Ladder.Action;
import org.duban.api.form.Ladder.Step;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Escalate;
import org.duban.api.matter.MatterCommand.Recount;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.notice.OwedReport;
import org.duban.notice.internal.deliver.NewNotice;
import org.duban.notice.internal.deliver.Outbox;
import org.duban.notice.internal.raise.Timers.Retry;
import org.duban.notice.internal.report.OwedReports;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises notices: for what happened (the feed), for what is about to be late (ladders) and for what should have been reported
 * (cadences); and has due dates counted again when the calendar has changed.
 *
 * <p>What was done and that it was done are written in one transaction, so a crash anywhere repeats nothing and loses nothing. Neither
 * a matter nor the host's directory is asked while it is open. What goes wrong with one matter is put off and holds up no other.
 */
public final class Raiser implements Raising {

    private static final Logger LOG = LoggerFactory.getLogger(Raiser.class);

    private static final int BATCH = 500;

    /** How long what went wrong is left alone. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** What is wrong with everything, not with one matter. */
    private static final Set<ErrorCode> GENERAL =
            Set.of(ErrorCode.STOPPED, ErrorCode.JOURNAL_WRITE_FAILED, ErrorCode.JOURNAL_DAMAGED);

    /** What a command is refused with when the matter is no longer as the timer says. */
    private static final Set<ErrorCode> MOVED_ON =
            Set.of(ErrorCode.NOT_NOW, ErrorCode.NOT_AT_THIS_STAGE, ErrorCode.PART_NOT_FOUND);

    private final NoticeStore store;
    private final Outbox outbox;
    private final Journal journal;
    private final Matters matters;
    private final Calendars calendars;
    private final FormTypes formTypes;
    private final Audiences audiences;
    private final WorkingHours hours;
    private final InstantSource clock;
    private final ZoneId zone;
    private final NoticeRules rules;

    /**
     * @param configFolder where the district's {@code notices.json} may be; null when there is no such folder
     * @throws DubanException {@code CONFIGURATION_INVALID} when that file can't be used
     */
    public Raiser(
            NoticeStore store,
            Outbox outbox,
            Journal journal,
            Matters matters,
            Calendars calendars,
            FormTypes formTypes,
            Directory directory,
            WorkingHours hours,
            InstantSource clock,
            ZoneId zone,
            @Nullable Path configFolder) {
        this.store = store;
        this.outbox = outbox;
        this.journal = journal;
        this.matters = matters;
        this.calendars = calendars;
        this.formTypes = formTypes;
        this.audiences = new Audiences(directory);
        this.hours = hours;
        this.clock = clock;
        this.zone = zone;
        this.rules = NoticeRules.read(configFolder);
    }

    /** One look at the clock and the calendar of that day, and what is said by them. */
    private record Present(Instant now, LocalDate today, OfficeTime time, Composer composer) {}

    private Present present() {
        Instant now = clock.instant();
        LocalDate today = now.atZone(zone).toLocalDate();
        OfficeTime time = new OfficeTime(calendars.asOf(today), zone, hours);
        return new Present(now, today, time, new Composer(rules, audiences, time, today));
    }

    @Override
    public @Nullable Instant run() {
        try {
            begin();
            tryAgain();
            readFeed();
            countAgain();
            takeSteps();
            return next();
        } catch (DubanException e) {
            if (e.code() != ErrorCode.CALENDAR_OUT_OF_RANGE) {
                throw e;
            }
            // A clock that stands before the first notice on holidays, as after a flat battery: nothing is due until it
            // is set.
            LOG.warn("No notices are raised while the clock says {}: {}", clock.instant(), e.getMessage());
            return null;
        }
    }

    private @Nullable Instant next() {
        Present present = present();
        Stream.Builder<Instant> next = Stream.builder();
        Instant fire =
                store.read(c -> Optional.ofNullable(new Timers(c).nextFire())).orElse(null);
        if (fire != null) {
            next.add(present.time().next(fire.isAfter(present.now()) ? fire : present.now()));
        }
        store.read(c -> new Timers(c).retries()).forEach(retry -> next.add(retry.notBefore()));
        calendars.notices().stream()
                .map(HolidayNotice::publishedOn)
                .filter(day -> day.isAfter(present.today()))
                .forEach(day -> next.add(day.atStartOfDay(zone).toInstant()));
        return next.build().min(Instant::compareTo).orElse(null);
    }

    // ---- the feed

    /** A history that is there before the first run builds timers; what happened long before isn't told. */
    private void begin() {
        if (fact("position") != null) {
            return;
        }
        Present present = present();
        Instant from = present.time()
                .calendar()
                .subtractWorkingDays(present.today(), rules.historyDays())
                .atStartOfDay(zone)
                .toInstant();
        long head = journal.head();
        store.write(c -> {
            Timers timers = new Timers(c);
            timers.fact("history", head + " " + from.toEpochMilli());
            timers.fact("position", 0);
            return head;
        });
    }

    private @Nullable String fact(String name) {
        return store.read(c -> new Timers(c).fact(name)).orElse(null);
    }

    private long position() {
        return Long.parseLong(Objects.requireNonNull(fact("position"), "position"));
    }

    /**
     * What was there when the feed was first read.
     *
     * @param head the feed's head then
     * @param from of what is up to that head, only what happened from this instant on is told
     */
    private record History(long head, Instant from) {
        boolean tells(Recorded recorded) {
            return recorded.position() > head || !recorded.at().isBefore(from);
        }
    }

    private History history() {
        String[] history = Objects.requireNonNull(fact("history"), "history").split(" ");
        return new History(Long.parseLong(history[0]), Instant.ofEpochMilli(Long.parseLong(history[1])));
    }

    private void readFeed() {
        for (List<Recorded> batch = journal.feed(position(), BATCH);
                !batch.isEmpty();
                batch = journal.feed(position(), BATCH)) {
            Present present = present();
            Map<MatterId, List<Recorded>> byMatter = new LinkedHashMap<>();
            for (Recorded recorded : batch) {
                if (recorded.stream().kind().equals(MatterId.STREAM)) {
                    byMatter.computeIfAbsent(new MatterId(recorded.stream().id()), id -> new ArrayList<>())
                            .add(recorded);
                }
            }
            // What waits to be tried again will then be dealt with as a whole.
            store.read(c -> new Timers(c).retries()).forEach(retry -> byMatter.remove(retry.matter()));
            List<Outcome> outcomes = new ArrayList<>();
            byMatter.forEach((id, events) -> outcomes.add(deal(id, events.get(0).position(), events, present)));
            long reached = batch.get(batch.size() - 1).position();
            store.write(c -> {
                Timers timers = new Timers(c);
                for (Outcome outcome : outcomes) {
                    outcome.write(timers);
                }
                outbox.add(
                        c, outcomes.stream().flatMap(o -> o.notices().stream()).toList(), present.now());
                timers.fact("position", reached);
                return reached;
            });
        }
    }

    /** What became of one matter: its timers and notices, or when to try again. */
    private record Outcome(
            MatterId matter,
            List<Timer> timers,
            List<NewNotice> notices,
            @Nullable Retry retry) {

        void write(Timers table) throws SQLException {
            if (retry != null) {
                table.retry(retry);
                table.park(matter);
            } else {
                table.replace(matter, timers);
            }
        }
    }

    /** @param since the position from which on its events wait when this fails */
    private Outcome deal(MatterId id, long since, List<Recorded> events, Present present) {
        try {
            History history = history();
            Matter matter = current(id, events);
            FormType type = formType(matter.subject().formType(), matter.formVersion());
            List<Timer> known = store.read(c -> new Timers(c).of(id));
            List<Timer> timers = Timetable.of(matter, type, known, present.time());
            List<NewNotice> notices = new ArrayList<>();
            for (Recorded recorded : events) {
                if (history.tells(recorded)) {
                    notices.addAll(
                            present.composer().event(recorded, matter, type, () -> matters.history(Actor.DUBAN, id)));
                }
            }
            return new Outcome(id, timers, notices, null);
        } catch (RuntimeException e) {
            rethrowGeneral(e);
            return new Outcome(id, List.of(), List.of(), putOff(id, since, present, e));
        }
    }

    /** Said once: what waits already has been said. */
    private Retry putOff(MatterId id, long since, Present present, RuntimeException e) {
        boolean waits = store.read(c -> new Timers(c).retries()).stream()
                .anyMatch(retry -> retry.matter().equals(id));
        if (!waits) {
            LOG.error("Matter {} is tried again every {} from event {} on: {}", id, PAUSE, since, e.toString());
        }
        return new Retry(id, since, present.now().plus(PAUSE));
    }

    /**
     * The matter with these events. A commit is in the feed a moment before the command that made it has returned, and until then the
     * service may still know the matter as it was before.
     */
    private Matter current(MatterId id, List<Recorded> events) {
        Matter matter = matters.get(Actor.DUBAN, id);
        long version = events.isEmpty() ? 0 : events.get(events.size() - 1).version();
        return matter.version() >= version
                ? matter
                : matters.asOf(Actor.DUBAN, id, Instant.MAX).orElse(matter);
    }

    private void tryAgain() {
        Present present = present();
        for (Retry retry : store.read(c -> new Timers(c).retries())) {
            if (retry.notBefore().isAfter(present.now())) {
                continue;
            }
            MatterId id = retry.matter();
            long position = position();
            List<Recorded> events = journal.read(id.stream()).stream()
                    .filter(r -> r.position() >= retry.since() && r.position() <= position)
                    .toList();
            Outcome outcome = deal(id, retry.since(), events, present);
            store.write(c -> {
                Timers timers = new Timers(c);
                timers.dealtWith(id);
                outcome.write(timers);
                outbox.add(c, outcome.notices(), present.now());
                return position;
            });
            if (outcome.retry() == null) {
                LOG.info("Matter {} has been dealt with from event {} on", id, retry.since());
            }
        }
    }

    private FormType formType(String id, int version) {
        return formTypes
                .find(id, version)
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.FORM_TYPE_UNKNOWN,
                        "formType",
                        id + " " + version,
                        "",
                        "事项类型的这一版本未安装",
                        "This version of the form type isn't installed")));
    }

    private static void rethrowGeneral(RuntimeException e) {
        if (e instanceof DubanException d && GENERAL.contains(d.code())) {
            throw e;
        }
    }

    // ---- calendars

    /** Has every due date counted again that was last looked at by another calendar. A crash on the way is made up for by the next run. */
    private void countAgain() {
        int looked = 0;
        int moved = 0;
        while (true) {
            Present present = present();
            String version = present.time().calendar().version();
            boolean announced = version.equals(fact("calendar"));
            List<Timer> rows = store.read(c -> new Timers(c).ofOtherCalendars(version, BATCH));
            if (rows.isEmpty()) {
                if (!announced) {
                    if (looked > 0) {
                        LOG.info(
                                "Due dates counted again by {}: {} matters looked at, {} changed",
                                version,
                                looked,
                                moved);
                    }
                    store.write(c -> {
                        new Timers(c).fact("calendar", version);
                        return version;
                    });
                }
                return;
            }
            if (looked == 0 && !announced) {
                LOG.info("Counting due dates again by {}", version);
            }
            Map<MatterId, List<Timer>> byMatter = rows.stream()
                    .collect(Collectors.groupingBy(Timer::matter, LinkedHashMap::new, Collectors.toList()));
            List<Timer> kept = new ArrayList<>();
            List<Retry> failed = new ArrayList<>();
            for (Map.Entry<MatterId, List<Timer>> entry : byMatter.entrySet()) {
                looked++;
                try {
                    if (entry.getValue().stream().anyMatch(Timer::counted) && recount(entry.getKey())) {
                        moved++;
                    }
                    for (Timer timer : entry.getValue()) {
                        kept.add(Timetable.scheduled(timer, formType(timer), present.time())
                                .calendar(version));
                    }
                } catch (RuntimeException e) {
                    rethrowGeneral(e);
                    failed.add(putOff(entry.getKey(), position() + 1, present, e));
                }
            }
            store.write(c -> {
                Timers timers = new Timers(c);
                timers.keep(kept);
                for (Retry retry : failed) {
                    timers.retry(retry);
                    timers.park(retry.matter());
                }
                return kept.size();
            });
            // The new dates, and those to be told, come by the feed.
            readFeed();
        }
    }

    /** Whether a due date moved or was settled. */
    private boolean recount(MatterId id) {
        try {
            matters.execute(Actor.DUBAN, id, new Recount());
            return true;
        } catch (DubanException e) {
            if (MOVED_ON.contains(e.code())) {
                return false;
            }
            throw e;
        }
    }

    private FormType formType(Timer timer) {
        return formType(timer.facts().formType(), timer.facts().formVersion());
    }

    // ---- what is due

    /** Takes every step that is due, in working hours; a step costs no more for the obligations that aren't due. */
    private void takeSteps() {
        while (true) {
            Present present = present();
            if (!present.time().working(present.now())) {
                return;
            }
            List<Timer> due = store.read(c -> new Timers(c).due(present.now(), BATCH));
            if (due.isEmpty()) {
                return;
            }
            List<Taken> taken = due.stream().map(timer -> take(timer, present)).toList();
            store.write(c -> {
                Timers timers = new Timers(c);
                timers.keep(taken.stream().map(Taken::timer).toList());
                for (Taken one : taken) {
                    Retry retry = one.retry();
                    if (retry != null) {
                        timers.retry(retry);
                        timers.park(retry.matter());
                    }
                }
                outbox.add(c, taken.stream().flatMap(t -> t.notices().stream()).toList(), present.now());
                return taken.size();
            });
            // What was drafted comes back by the feed, and with it the timers' next instants.
            readFeed();
        }
    }

    /** What a due timer came to: the timer with what was done, and what is told. */
    private record Taken(
            Timer timer, List<NewNotice> notices, @Nullable Retry retry) {}

    private Taken take(Timer timer, Present present) {
        try {
            FormType type = formType(timer);
            List<Step> steps = Timetable.ahead(timer, type, present.time()).stream()
                    .filter(moment -> !moment.at().isAfter(present.now()))
                    .map(Ladders.Moment::step)
                    .toList();
            List<Step> reminders = steps.stream()
                    .filter(step -> step.action() == Action.REMIND)
                    .toList();
            List<NewNotice> notices = new ArrayList<>(present.composer().reminders(timer, reminders));
            Timer done = timer.marks(
                    timer.marks().and(reminders.stream().map(Step::id).collect(Collectors.toSet())));
            done = reports(done, type, present, notices);
            Optional<Step> draft = steps.stream()
                    .filter(step -> step.action() != Action.REMIND)
                    .findFirst();
            if (draft.isPresent()) {
                // Until the feed brings the draft; when it was refused, the matter has moved on and the feed brings
                // that.
                Instant later = draft(timer, draft.get(), present)
                        ? null
                        : present.now().plus(PAUSE);
                return new Taken(done.fireAt(later), notices, null);
            }
            return new Taken(Timetable.scheduled(done, type, present.time()), notices, null);
        } catch (RuntimeException e) {
            rethrowGeneral(e);
            return new Taken(timer, List.of(), putOff(timer.matter(), position() + 1, present, e));
        }
    }

    /** Whether it was drafted; a step is drafted once for a due date, whoever asks twice. */
    private boolean draft(Timer timer, Step step, Present present) {
        Composer composer = present.composer();
        try {
            matters.execute(
                    Actor.DUBAN,
                    timer.matter(),
                    new Escalate(
                            timer.obligation(),
                            step.id(),
                            timer.dueOn(),
                            composer.draftTitle(timer, step),
                            composer.draftText(timer, step)));
            return true;
        } catch (DubanException e) {
            if (MOVED_ON.contains(e.code())) {
                LOG.info("Matter {} has moved on before {} was drafted: {}", timer.matter(), step.id(), e.getMessage());
                return false;
            }
            throw e;
        }
    }

    /** Looks at the reports of an obligation once a day, on the days one is due or has become missing. */
    private Timer reports(Timer timer, FormType type, Present present, List<NewNotice> notices) {
        LocalDate seen = timer.marks().reportsTo();
        LocalDate today = present.today();
        boolean look = ReportDays.next(type.cadences(), seen, present.time().calendar())
                .filter(day -> !day.isAfter(today))
                .isPresent();
        if (!look) {
            return timer;
        }
        List<OwedReport> owed = OwedReports.of(
                        matters.history(Actor.DUBAN, timer.matter()),
                        type.cadences(),
                        present.time().calendar(),
                        zone,
                        present.now())
                .stream()
                .filter(report -> report.obligation() == timer.obligation())
                .toList();
        notices.addAll(present.composer().reportsDue(timer, ReportDays.dueToday(owed, seen, today)));
        notices.addAll(present.composer()
                .reportsMissing(
                        timer,
                        ReportDays.missing(owed, seen, today, present.time().calendar())));
        return timer.marks(timer.marks().reportsTo(today));
    }
}
