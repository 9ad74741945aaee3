package org.duban.search.internal.watch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Proposal;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.notice.NoticeKind;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.Unit;
import org.duban.api.search.Watch;
import org.duban.api.search.WatchEvent;
import org.duban.api.search.Watches;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;
import org.duban.search.internal.feed.MatterTexts;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.spi.directory.Directory;

/**
 * An office with watches, by a clock that is set by hand: real matters in a real journal, a real database of the watches, and a desk for notices
 * that keeps what it was given once it has said so, whatever crashes.
 */
final class Desk implements Directory, InstantSource, NoticeDesk, AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String DIRECTOR = "director";
    static final String DIRECTOR_2 = "director-2";

    /** Of the party's line alone, which no matter here is of. */
    static final String PARTY_DEPUTY = "deputy";

    static final String HOUSING = "housing";
    static final String URBAN = "urban";
    static final String HANDLER = "handler-housing";

    private static final FormTypes FORM_TYPES =
            FormTypesService.of(List.of(shipped("instruction"), shipped("message")));

    /** A notice that was taken. */
    record Raised(String key, String person, MatterId matter, String title, String text) {}

    /** Stands for the end of the process. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final Map<String, Raised> raised = new LinkedHashMap<>();
    final Map<String, Person> people = new LinkedHashMap<>();
    final Map<String, Unit> units = new LinkedHashMap<>();
    final WatchBook book;
    final WatchReading reading;
    final Watches watches;
    final Matters matters;

    /** So many notices are taken before the process is killed; negative: it isn't. */
    int killAfter = -1;

    /** Whether the notice that it is killed at is durable. */
    boolean killedAfterTaking;

    private final CalendarService calendars = new CalendarService();
    private final Settings settings = Settings.read(null);
    private final SqliteJournal journal;
    private Instant now = at("2026-03-02T09:30");
    private Vocabulary vocabulary;
    private WatchStore store;
    private WatchReader reader;
    private MatterId broken = new MatterId("none");

    Desk(Path folder) {
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        unit(HOUSING, "七里河区住房和城乡建设局", "住建局");
        unit(URBAN, "七里河区城市管理局", "城管局");
        person(DIRECTOR, "赵主任", Role.DIRECTOR, null, both);
        person(DIRECTOR_2, "王主任", Role.DIRECTOR, null, both);
        person(PARTY_DEPUTY, "钱副主任", Role.DEPUTY_DIRECTOR, null, Set.of(Line.PARTY));
        person(HANDLER, "张科长", Role.HANDLER, HOUSING, Set.of());
        vocabulary = vocabulary();
        journal = SqliteJournal.open(folder);
        matters = new MatterService(
                journal, new LedgerProjection(FORM_TYPES), this, calendars, FORM_TYPES, settings, this, ZONE);
        reading = new BoxReading(() -> vocabulary, FORM_TYPES, calendars, this, ZONE);
        book = new WatchBook();
        watches = new WatchService(journal, this, book, reading, () -> {}, this, new Random(7));
        store = new WatchStore(journal.stores().open("search"));
        reader = reader();
    }

    private static String shipped(String formType) {
        String name = "/forms/" + formType + ".json";
        try (InputStream in = Objects.requireNonNull(Desk.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private WatchReader reader() {
        return new WatchReader(
                journal,
                replayed(),
                new MatterTexts(FORM_TYPES, matters),
                reading,
                this,
                settings.access(),
                this,
                book,
                store,
                this,
                ZONE);
    }

    private void person(String id, String name, Role role, String unit, Set<Line> lines) {
        people.put(id, new Person(id, name, Set.of(role), unit, 0, lines));
    }

    private void unit(String id, String name, String shortName) {
        units.put(id, new Unit(id, name, shortName, null));
    }

    private Vocabulary vocabulary() {
        List<Name> names = units.values().stream()
                .map(unit -> new Name(Name.Kind.UNIT, unit.id(), unit.name(), unit.shortName()))
                .toList();
        NameBook book = NameBook.of(names);
        return new Vocabulary(Words.standard().with(book.words()), book, Synonyms.NONE);
    }

    /** The unit is there no more. */
    void dissolve(String unit) {
        units.remove(unit);
        vocabulary = vocabulary();
    }

    void found(String unit, String name, String shortName) {
        unit(unit, name, shortName);
        vocabulary = vocabulary();
    }

    // ---- running

    /** Reads to the head of the journal. */
    Desk read() {
        reader.run();
        return this;
    }

    /** As after {@code kill -9}: nothing is left but the databases. */
    Desk restart() {
        killAfter = -1;
        store = new WatchStore(journal.stores().open("search"));
        reader = reader();
        return this;
    }

    /** Takes in the watches of the journal, as at a start. */
    void load() {
        journal.forEachStream(WatchEvent.STREAM, history -> history.forEach(book::apply));
    }

    WatchReader running() {
        return reader;
    }

    WatchStore store() {
        return store;
    }

    Desk on(String local) {
        now = at(local);
        return this;
    }

    Desk pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    /** A matter that can't be looked at. */
    void breaks(MatterId id) {
        broken = id;
    }

    void mends() {
        broken = new MatterId("none");
    }

    // ---- what people do

    Watch watch(String person, String text) {
        return watches.set(Actor.of(person), text, text);
    }

    static Draft message(String title, String content) {
        return Draft.of("message")
                .title(title)
                .content(content)
                .source("人民网留言板")
                .line(Line.GOVERNMENT)
                .form("{\"channel\":\"人民网\"}");
    }

    static Draft instruction(String title, String content) {
        return Draft.of("instruction")
                .title(title)
                .content(content)
                .source("区长批示")
                .line(Line.GOVERNMENT)
                .leader("leader")
                .form("{\"instructionDate\":\"2026-03-01\",\"reportRequired\":false}");
    }

    Matter register(Draft draft) {
        return register(DIRECTOR_2, draft);
    }

    Matter register(String person, Draft draft) {
        return matters.register(Actor.of(person), draft);
    }

    Matter does(String person, Matter matter, MatterCommand command) {
        return matters.execute(Actor.of(person), matter.id(), command);
    }

    /** Assigned and acknowledged; nobody approves messages. */
    Matter acknowledged(Draft draft) {
        Matter m = register(draft);
        does(DIRECTOR_2, m, new Propose(new Proposal("拟请办理", List.of(Assignment.lead(HOUSING)))));
        does(DIRECTOR_2, m, new Submit());
        does(DIRECTOR_2, m, Assign.asProposed());
        return does(HANDLER, m, new Acknowledge(1));
    }

    Matter reports(Matter matter, String text) {
        return does(HANDLER, matter, new ReportProgress(1, text, 30, "", List.of()));
    }

    // ---- notices

    @Override
    public boolean raise(String key, String person, NoticeKind kind, MatterId matter, String title, String text) {
        if (killAfter == 0 && !killedAfterTaking) {
            throw new Killed();
        }
        boolean added = raised.putIfAbsent(key, new Raised(key, person, matter, title, text)) == null;
        if (killAfter == 0) {
            throw new Killed();
        }
        killAfter--;
        return added;
    }

    /** {@code director 您关注的…}, in the order they were raised. */
    List<String> told() {
        return raised.values().stream().map(r -> r.person() + " " + r.title()).toList();
    }

    Raised only() {
        if (raised.size() != 1) {
            throw new AssertionError("not one notice: " + told());
        }
        return raised.values().iterator().next();
    }

    // ---- the host

    @Override
    public Optional<Person> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    @Override
    public Optional<Unit> unit(String id) {
        return Optional.ofNullable(units.get(id));
    }

    @Override
    public Collection<Unit> units() {
        return units.values();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void close() {
        journal.close();
    }

    /** The matters, but one that can't be replayed. */
    private Matters replayed() {
        return (Matters) Proxy.newProxyInstance(
                Matters.class.getClassLoader(), new Class<?>[] {Matters.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("replay")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    List<Recorded> history = ((List<?>) arguments[0])
                            .stream().map(Recorded.class::cast).toList();
                    Matter matter = matters.replay(history);
                    if (matter.id().equals(broken)) {
                        throw new IllegalStateException("this matter can't be looked at");
                    }
                    return matter;
                });
    }
}
