package org.duban.matter.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeAdopted;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Append;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Receipt;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOption;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Standing;
import org.duban.api.office.Person;
import org.duban.matter.internal.AccessRules.Subject;
import org.duban.spi.directory.Directory;
import org.duban.spi.projection.Projection;
import org.duban.spi.projection.Step;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The way of a command: load, decide, append, remember.
 *
 * <p>Decisions are made without a lock on the version that is known; the journal accepts them only if that version is still the
 * newest, else they are made again.
 */
@Component(service = Matters.class)
public final class MatterService implements Matters {

    /** Matters kept in memory, so that a command on a matter at work reads nothing. */
    private static final int REMEMBERED = 10_000;

    /** A decision that loses this often against others on the same matter gives up. */
    private static final int ATTEMPTS = 200;

    private final Journal journal;
    private final Projection projection;
    private final Directory directory;
    private final Calendars calendars;
    private final FormTypes formTypes;
    private final FormArchive archive;
    private final Settings settings;
    private final InstantSource clock;
    private final ZoneId zone;
    private final boolean cleared;
    private final MatterIds ids;
    private final Map<MatterId, Matter> remembered = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MatterId, Matter> eldest) {
            return size() > REMEMBERED;
        }
    });

    /** Made by the framework when everything it needs is there. */
    @Activate
    public MatterService(
            @Reference Journal journal,
            @Reference Projection projection,
            @Reference Directory directory,
            @Reference Calendars calendars,
            @Reference FormTypes formTypes,
            @Reference FormArchive archive,
            @Reference SettingsComponent settings,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this(
                journal,
                projection,
                directory,
                calendars,
                formTypes,
                archive,
                settings.settings(),
                clock,
                zone,
                settings.cleared());
    }

    /**
     * Without a framework, not cleared for secrecy levels.
     *
     * @param journal where events go
     * @param projection whose rows are written with them
     */
    public MatterService(
            Journal journal,
            Projection projection,
            Directory directory,
            Calendars calendars,
            FormTypes formTypes,
            Settings settings,
            InstantSource clock,
            ZoneId zone) {
        this(
                journal,
                projection,
                directory,
                calendars,
                formTypes,
                new FormArchive(journal),
                settings,
                clock,
                zone,
                false);
    }

    MatterService(
            Journal journal,
            Projection projection,
            Directory directory,
            Calendars calendars,
            FormTypes formTypes,
            FormArchive archive,
            Settings settings,
            InstantSource clock,
            ZoneId zone,
            boolean cleared) {
        this.journal = journal;
        this.projection = projection;
        this.directory = directory;
        this.calendars = calendars;
        this.formTypes = formTypes;
        this.archive = archive;
        this.settings = settings;
        this.clock = clock;
        this.zone = zone;
        this.cleared = cleared;
        this.ids = new MatterIds(clock);
        if (!journal.prepare(projection.tables())) {
            computeRowsAnew();
        }
    }

    private void computeRowsAnew() {
        journal.rewrite(
                projection.tables(),
                rows -> journal.forEachStream(
                        MatterId.STREAM,
                        history -> projection.rows(null, steps(null, history)).forEach(rows)));
    }

    // ---- changing

    @Override
    public Matter register(Actor actor, Draft draft, CommandOptions options) {
        if (options.expectedVersion() != null) {
            throw new DubanException(Problem.invalid("expectedVersion", options.expectedVersion(), "登记时不填", "新事项没有版本"));
        }
        Append.@Nullable Once once = once(actor, null, draft, options);
        Optional<Receipt> earlier = Optional.ofNullable(once).flatMap(journal::find);
        if (earlier.isPresent()) {
            return current(idOf(earlier.get()));
        }
        Context context = context(actor);
        Change change = Decide.register(draft, withMatters(context, other -> visible(other, context)));
        return append(List.of(change), Map.of(), once, context);
    }

    @Override
    public Matter execute(Actor actor, MatterId id, MatterCommand command, CommandOptions options) {
        Append.@Nullable Once once = once(actor, id, command, options);
        Context context = context(actor);
        for (int attempt = 1; ; attempt++) {
            Matter matter = visible(id, context);
            Optional<Receipt> earlier = Optional.ofNullable(once).flatMap(journal::find);
            if (earlier.isPresent()) {
                return current(id);
            }
            try {
                requireVersion(matter, options);
                Map<MatterId, Matter> before = new HashMap<>();
                before.put(id, matter);
                Context deciding = withMatters(context, other -> {
                    Matter found = visible(other, context);
                    before.put(other, found);
                    return found;
                });
                return append(Decide.decide(matter, command, deciding), before, once, context);
            } catch (DubanException e) {
                if (attempt == ATTEMPTS || !outdated(e, matter, options)) {
                    throw e;
                }
            }
        }
    }

    /** Whether a refusal rests on a version of the matter that is no longer the newest, so that it has to be decided again. */
    private boolean outdated(DubanException e, Matter decidedOn, CommandOptions options) {
        if (e.code() == ErrorCode.VERSION_CONFLICT) {
            remembered.remove(decidedOn.id());
            return options.expectedVersion() == null;
        }
        return false;
    }

    private static void requireVersion(Matter matter, CommandOptions options) {
        Long expected = options.expectedVersion();
        if (expected != null && expected != matter.version()) {
            throw new DubanException(Problem.of(
                    ErrorCode.VERSION_CONFLICT,
                    "expectedVersion",
                    expected,
                    Long.toString(matter.version()),
                    "事项" + matter.number() + "已被他人更新，请刷新后再办",
                    "The matter has moved on"));
        }
    }

    /**
     * Appends the changes and answers the first one's matter. The first matter of a form type's version takes its definition along; when
     * another one was faster with that, the changes are as good as they were and are appended without it.
     */
    private Matter append(
            List<Change> changes, Map<MatterId, Matter> before, Append.@Nullable Once once, Context context) {
        while (true) {
            List<FormTypeAdopted> firstUsed = firstUsed(changes);
            try {
                return append(changes, firstUsed, before, once, context);
            } catch (DubanException e) {
                if (e.code() != ErrorCode.VERSION_CONFLICT || !archive.catchUp(firstUsed)) {
                    throw e;
                }
            }
        }
    }

    /** The form types of new matters that the journal hasn't got yet. */
    private List<FormTypeAdopted> firstUsed(List<Change> changes) {
        Map<StreamId, FormTypeAdopted> missing = new LinkedHashMap<>();
        for (Change change : changes) {
            if (change.events().get(0) instanceof Registered registered) {
                String id = registered.draft().formType();
                int version = registered.formVersion();
                StreamId stream = FormTypeAdopted.stream(id, version);
                if (!archive.has(stream)) {
                    missing.put(
                            stream,
                            new FormTypeAdopted(
                                    id, version, formType(id, version).definition()));
                }
            }
        }
        return List.copyOf(missing.values());
    }

    private Matter append(
            List<Change> changes,
            List<FormTypeAdopted> firstUsed,
            Map<MatterId, Matter> before,
            Append.@Nullable Once once,
            Context context) {
        Map<MatterId, Matter> after = new HashMap<>();
        List<Append.Part> parts = new ArrayList<>();
        changes.forEach(c -> parts.add(new Append.Part(c.id().stream(), c.expectedVersion(), List.copyOf(c.events()))));
        firstUsed.forEach(form ->
                parts.add(new Append.Part(FormTypeAdopted.stream(form.id(), form.version()), 0, List.of(form))));
        Append append = new Append(context.actor().id(), context.now(), parts, once, recorded -> {
            List<RowChange> rows = new ArrayList<>();
            byMatter(recorded).forEach((id, events) -> {
                Matter was = before.get(id);
                List<Step> steps = steps(was, events);
                after.put(id, steps.get(steps.size() - 1).after());
                rows.addAll(projection.rows(was, steps));
            });
            return rows;
        });
        Receipt receipt;
        try {
            receipt = journal.append(append);
        } catch (DubanException e) {
            if (e.code() == ErrorCode.VERSION_CONFLICT) {
                changes.forEach(change -> remembered.remove(change.id()));
            }
            throw e;
        }
        if (receipt.repeated()) {
            return current(idOf(receipt));
        }
        after.values().forEach(this::remember);
        archive.learn(receipt.recorded());
        return Objects.requireNonNull(after.get(changes.get(0).id()));
    }

    private List<Step> steps(@Nullable Matter before, List<Recorded> events) {
        List<Step> steps = new ArrayList<>();
        Matter matter = before;
        for (Recorded recorded : events) {
            matter = Fold.fold(matter, List.of(recorded), zone);
            steps.add(new Step(recorded, matter));
        }
        return steps;
    }

    private static Map<MatterId, List<Recorded>> byMatter(List<Recorded> recorded) {
        Map<MatterId, List<Recorded>> matters = new LinkedHashMap<>();
        for (Recorded r : recorded) {
            if (r.stream().kind().equals(MatterId.STREAM)) {
                matters.computeIfAbsent(new MatterId(r.stream().id()), id -> new ArrayList<>())
                        .add(r);
            }
        }
        return matters;
    }

    /** The first part of an append is the matter the command was about. */
    private static MatterId idOf(Receipt receipt) {
        return new MatterId(receipt.recorded().get(0).stream().id());
    }

    /** The fingerprint tells one command from another: who, on which matter, and everything the records say. */
    private static Append.@Nullable Once once(
            Actor actor, @Nullable MatterId id, Object command, CommandOptions options) {
        if (options.key() == null) {
            return null;
        }
        return new Append.Once(options.key(), Fingerprint.of(actor, id, command));
    }

    // ---- reading

    @Override
    public Matter get(Actor actor, MatterId id) {
        return visible(id, context(actor));
    }

    @Override
    public Optional<Matter> asOf(Actor actor, MatterId id, Instant instant) {
        visible(id, context(actor));
        List<Recorded> until = journal.read(id.stream()).stream()
                .takeWhile(r -> !r.at().isAfter(instant))
                .toList();
        return until.isEmpty() ? Optional.empty() : Optional.of(Fold.fold(null, until, zone));
    }

    @Override
    public Matter replay(List<Recorded> history) {
        return Fold.fold(null, history, zone);
    }

    @Override
    public List<Recorded> history(Actor actor, MatterId id) {
        visible(id, context(actor));
        return journal.read(id.stream());
    }

    @Override
    public List<CommandOption> options(Actor actor, MatterId id) {
        Context context = context(actor);
        Matter matter = visible(id, context);
        return Transitions.rows().stream()
                .map(row -> new CommandOption(row.command(), Decide.possible(row.command(), matter, context)))
                .toList();
    }

    @Override
    public Optional<Light> light(Matter matter, Obligation obligation, Instant instant) {
        if (matter.standing() != Standing.OPEN || !obligation.running()) {
            return Optional.empty();
        }
        LocalDate day = instant.atZone(zone).toLocalDate();
        return Optional.of(formType(matter.subject().formType(), matter.formVersion())
                .lights()
                .on(obligation.due().date(), day, calendars.asOf(day)));
    }

    private FormType formType(String id, int version) {
        return formTypes.find(id, version).orElseThrow(() -> Refusals.formTypeUnknown(id, version));
    }

    // ---- loading

    private Matter visible(MatterId id, Context context) {
        Matter matter = current(id);
        if (context.access()
                .check(AccessRules.READ, context.actor(), Subject.of(matter, null))
                .isPresent()) {
            throw Refusals.matterNotFound(id);
        }
        return matter;
    }

    private Matter current(MatterId id) {
        Matter known = remembered.get(id);
        if (known != null) {
            return known;
        }
        List<Recorded> history = journal.read(id.stream());
        if (history.isEmpty()) {
            throw Refusals.matterNotFound(id);
        }
        Matter matter = Fold.fold(null, history, zone);
        remember(matter);
        return matter;
    }

    /** Two commands on one matter may finish in either order here: the newer state stays. */
    private void remember(Matter matter) {
        remembered.merge(matter.id(), matter, (old, is) -> is.version() > old.version() ? is : old);
    }

    private Context context(Actor actor) {
        Person person = actor.equals(Actor.DUBAN) ? Person.DUBAN : directory.requirePerson(actor.person());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Context(
                person,
                now,
                zone,
                calendars.asOf(now.atZone(zone).toLocalDate()),
                calendars::version,
                settings.workingHours(),
                formTypes,
                directory,
                settings.access(),
                kind -> Objects.requireNonNull(settings.paperPatterns().get(kind)),
                cleared,
                id -> {
                    throw Refusals.matterNotFound(id);
                },
                ids);
    }

    private static Context withMatters(Context c, Function<MatterId, Matter> matters) {
        return new Context(
                c.actor(),
                c.now(),
                c.zone(),
                c.calendar(),
                c.earlierCalendars(),
                c.workingHours(),
                c.formTypes(),
                c.directory(),
                c.access(),
                c.paperPatterns(),
                c.cleared(),
                matters,
                c.ids());
    }
}
