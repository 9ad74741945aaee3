package org.duban.notice.internal.raise;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Proposal;
import org.duban.api.notice.NoticeKind;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;
import org.duban.notice.internal.deliver.NewNotice;
import org.duban.notice.internal.deliver.Outbox;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/**
 * A supervision office with a clock that is set by hand: real matters in a real journal, a real notice database, and an outbox that only
 * writes down what it is given, in the transaction it is given it in.
 */
final class Desk implements Directory, InstantSource, Outbox, AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final String DIRECTOR = "director";
    static final String DEPUTY = "deputy";
    static final String OFFICER = "officer";
    static final String LEADER = "leader";
    /** Has a handler and a responsible leader. */
    static final String HOUSING = "housing";
    /** Has a responsible leader only. */
    static final String WATER = "water";
    /** Has nobody. */
    static final String LAW = "law";

    static final String HANDLER = "housing-handler";
    static final String CHIEF = "housing-chief";
    static final String WATER_CHIEF = "water-chief";

    static final List<String> FORMS = List.of("""
            {"id": "instruction", "version": 1, "name": {"zh": "领导批示件", "en": "Instruction"},
             "schema": {"type": "object", "properties": {}},
             "deadline": {"from": "RECEIPT", "cases": [{"days": 15, "unit": "WORKING_DAYS"}]},
             "numbering": "批示〔{year}〕{n}号"}
            """, """
            {"id": "plan", "version": 1, "name": {"zh": "长期任务", "en": "Long task"},
             "schema": {"type": "object", "properties": {}},
             "deadline": {"from": "RECEIPT", "cases": [{"days": 85, "unit": "WORKING_DAYS"}]},
             "numbering": "任务〔{year}〕{n}号"}
            """, """
            {"id": "project", "version": 1, "name": {"zh": "重点项目", "en": "Project"},
             "schema": {"type": "object", "properties": {}},
             "deadline": {"from": "RECEIPT", "cases": []},
             "cadences": [{"id": "weekly", "name": "周报", "period": "WEEKLY", "day": 5, "following": false, "roll": "BACK"}],
             "numbering": "项目〔{year}〕{n}号"}
            """);

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<Unit> units = List.of(
            new Unit(HOUSING, "住房和城乡建设局", "住建局", null),
            new Unit(WATER, "水务局", "水务局", null),
            new Unit(LAW, "执法局", "执法局", null));
    private final Calendars calendars = new CalendarService();
    private final FormTypes forms = FormTypesService.of(FORMS);
    private final Settings settings = Settings.read(null);
    private final SqliteJournal journal;
    private final Matters matters;
    private final Set<String> brokenForms = new HashSet<>();
    private final @Nullable Path configFolder;
    private Instant now;
    private DataSource database;
    private Raiser raiser;
    private boolean crashing;

    /** What the outbox was given. */
    record Told(
            LocalDateTime at,
            String person,
            NoticeKind kind,
            MatterId matter,
            int obligation,
            @Nullable LocalDate forDue,
            String title,
            String text,
            String key) {

        /** {@code 2026-03-18T09:00 REMINDER housing-handler}. */
        String brief() {
            return at + " " + kind + " " + person;
        }
    }

    Desk(Path directory, String start) {
        this(directory, start, null);
    }

    Desk(Path directory, String start, @Nullable Path configFolder) {
        this.configFolder = configFolder;
        now = at(start);
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        person(DIRECTOR, Role.DIRECTOR, null, both);
        person(DEPUTY, Role.DEPUTY_DIRECTOR, null, Set.of(Line.GOVERNMENT));
        person(OFFICER, Role.OFFICER, null, both);
        person(LEADER, Role.PRINCIPAL_LEADER, null, both);
        person(HANDLER, Role.HANDLER, HOUSING, Set.of());
        person(CHIEF, Role.RESPONSIBLE_LEADER, HOUSING, Set.of());
        person(WATER_CHIEF, Role.RESPONSIBLE_LEADER, WATER, Set.of());
        journal = SqliteJournal.open(directory);
        matters = new MatterService(journal, new LedgerProjection(forms), this, calendars, forms, settings, this, ZONE);
        database = journal.stores().open("notice");
        raiser = newRaiser();
    }

    private Raiser newRaiser() {
        NoticeStore store = new NoticeStore(database);
        store.write(c -> {
            try (Statement statement = c.createStatement()) {
                statement.execute(
                        "create table if not exists told (seq integer primary key, at integer, person text,"
                                + " kind text, matter text, obligation integer, for_due integer, title text, body text, key text unique)");
            }
            return 0;
        });
        return new Raiser(
                store,
                this,
                journal,
                matters,
                calendars,
                new Installed(),
                this,
                WorkingHours.DEFAULT,
                this,
                ZONE,
                configFolder);
    }

    private void person(String id, Role role, @Nullable String unit, Set<Line> lines) {
        people.put(id, new Person(id, id, Set.of(role), unit, 0, lines));
    }

    void leaves(String person) {
        people.remove(person);
    }

    // ---- time

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    Desk on(String local) {
        now = at(local);
        return this;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    LocalDate today() {
        return now.atZone(ZONE).toLocalDate();
    }

    OfficeTime time() {
        return new OfficeTime(calendars.asOf(today()), ZONE, WorkingHours.DEFAULT);
    }

    Calendars calendars() {
        return calendars;
    }

    // ---- raising

    @Nullable
    Instant run() {
        return raiser.run();
    }

    /** From now on runs with each commit, before the command that made it has returned: the earliest a reader can see it. */
    AutoCloseable runWithEachCommit() {
        return journal.onCommit(head -> run());
    }

    /** Sleeps as long as the raiser says, again and again, up to an instant. */
    Desk until(String local) {
        Instant end = at(local);
        while (true) {
            Instant next = run();
            if (next == null || next.isAfter(end)) {
                now = end;
                run();
                return this;
            }
            if (!next.isAfter(now)) {
                throw new AssertionError("nothing was left at " + now + ", and yet the next is due at " + next);
            }
            now = next;
        }
    }

    /** As after a stop of the process: nothing is left but what is in the databases. */
    Desk restart() {
        raiser = newRaiser();
        return this;
    }

    /** As after the loss of the notice database. */
    Desk loseNotices() {
        database = journal.stores().open("another");
        return restart();
    }

    /**
     * Runs, is cut off in the first transaction that raises a notice, before it is committed, and starts again.
     *
     * @return whether there was such a transaction
     */
    boolean crash() {
        crashing = true;
        try {
            run();
            return false;
        } catch (DubanException e) {
            if (crashing) {
                throw e;
            }
            restart();
            return true;
        } finally {
            crashing = false;
        }
    }

    @Override
    public int add(Connection transaction, List<NewNotice> notices, Instant at) throws SQLException {
        int added = 0;
        try (PreparedStatement insert = transaction.prepareStatement(
                "insert into told (at, person, kind, matter, obligation, for_due, title, body, key)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing")) {
            for (NewNotice notice : notices) {
                insert.setLong(1, at.toEpochMilli());
                insert.setString(2, notice.person());
                insert.setString(3, notice.kind().name());
                insert.setString(4, notice.matter().value());
                insert.setInt(5, notice.obligation());
                LocalDate forDue = notice.forDue();
                insert.setObject(6, forDue == null ? null : forDue.toEpochDay());
                insert.setString(7, notice.title());
                insert.setString(8, notice.text());
                insert.setString(9, notice.key());
                added += insert.executeUpdate();
            }
        }
        if (crashing && !notices.isEmpty()) {
            crashing = false;
            throw new SQLException("the power fails");
        }
        return added;
    }

    List<Told> told() {
        return new NoticeStore(database).read(c -> {
            List<Told> told = new ArrayList<>();
            try (Statement select = c.createStatement();
                    ResultSet row =
                            select.executeQuery("select at, person, kind, matter, obligation, for_due, title, body,"
                                    + " key from told order by seq")) {
                while (row.next()) {
                    Object forDue = row.getObject(6);
                    told.add(new Told(
                            LocalDateTime.ofInstant(Instant.ofEpochMilli(row.getLong(1)), ZONE),
                            row.getString(2),
                            NoticeKind.valueOf(row.getString(3)),
                            new MatterId(row.getString(4)),
                            row.getInt(5),
                            forDue == null ? null : LocalDate.ofEpochDay(row.getLong(6)),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9)));
                }
            }
            return told;
        });
    }

    List<Told> told(NoticeKind kind) {
        return told().stream().filter(t -> t.kind() == kind).toList();
    }

    List<String> briefly(NoticeKind kind) {
        return told(kind).stream().map(Told::brief).toList();
    }

    List<Timer> timers(MatterId matter) {
        return new NoticeStore(database).read(c -> new Timers(c).of(matter));
    }

    // ---- matters

    static Draft instruction() {
        return Draft.of("instruction").title("拆除违法建筑").source("领导批示").leader(LEADER);
    }

    /** Assigned by the officer; the first unit leads. */
    Matter assigned(Draft draft, String... responsible) {
        List<Assignment> assignments = new ArrayList<>();
        for (String unit : responsible) {
            assignments.add(assignments.isEmpty() ? Assignment.lead(unit) : Assignment.assist(unit));
        }
        return assigned(draft, assignments);
    }

    Matter assigned(Draft draft, List<Assignment> assignments) {
        Matter m = matters.register(Actor.of(OFFICER), draft);
        does(OFFICER, m, new Propose(new Proposal("拟请办理", assignments)));
        does(OFFICER, m, new Submit());
        does(DIRECTOR, m, new Approve("同意"));
        return does(OFFICER, m, Assign.asProposed());
    }

    Matter acknowledged(Draft draft) {
        return does(HANDLER, assigned(draft, HOUSING), new Acknowledge(1));
    }

    Matter does(String actor, Matter matter, MatterCommand command) {
        return matters.execute(Actor.of(actor), matter.id(), command);
    }

    Matter get(MatterId id) {
        return matters.get(Actor.DUBAN, id);
    }

    Obligation obligation(Matter matter) {
        return get(matter.id()).obligation(1).orElseThrow();
    }

    @Override
    public void close() {
        journal.close();
    }

    // ---- form types that may be missing

    void breakForm(String id) {
        brokenForms.add(id);
    }

    void mendForm(String id) {
        brokenForms.remove(id);
    }

    /** What the raiser sees; the matters see all of them. */
    private final class Installed implements FormTypes {
        @Override
        public Collection<FormType> all() {
            return forms.all();
        }

        @Override
        public Optional<FormType> find(String id) {
            return forms.find(id);
        }

        @Override
        public Optional<FormType> find(String id, int version) {
            return brokenForms.contains(id) ? Optional.empty() : forms.find(id, version);
        }

        @Override
        public FormType read(String json) {
            return forms.read(json);
        }

        @Override
        public List<FormTypeFault> faults() {
            return forms.faults();
        }

        @Override
        public List<FormField> fields(FormType type) {
            return forms.fields(type);
        }

        @Override
        public List<Problem> check(FormType type, String json) {
            return forms.check(type, json);
        }

        @Override
        public Map<String, String> values(String json) {
            return forms.values(json);
        }
    }

    // ---- the directory

    @Override
    public Optional<Person> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    @Override
    public Optional<Unit> unit(String id) {
        return units.stream().filter(unit -> unit.id().equals(id)).findFirst();
    }

    @Override
    public Collection<Unit> units() {
        return units;
    }

    @Override
    public Collection<Person> people(String unit) {
        return people.values().stream().filter(p -> unit.equals(p.unit())).toList();
    }

    @Override
    public Collection<Person> office() {
        return people.values().stream()
                .filter(p -> p.hasAnyOf(Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.OFFICER)))
                .toList();
    }

    @Override
    public RoutingTable routing() {
        return new RoutingTable(List.of(new Post("一岗", OFFICER, 1, Set.of(), Set.of(HOUSING, WATER, LAW), "督城建")));
    }
}
