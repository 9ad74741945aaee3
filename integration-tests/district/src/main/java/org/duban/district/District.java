package org.duban.district;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.access.Access;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Stores;
import org.duban.api.ledger.Ledger;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.PaperNumbering;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.journal.internal.SqliteStores;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.ledger.internal.LedgerService;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/**
 * A small district: people, units, a clock that stands until it is moved, the district's form types, and all services of the core on a
 * real journal. Begins on Monday 2026-03-02 at 09:30.
 */
public final class District implements Directory, InstantSource, AutoCloseable {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public static final Actor DIRECTOR = Actor.of("director");
    public static final Actor DEPUTY = Actor.of("deputy");
    /** Of group 1, in charge of 住建局 and 环保局. */
    public static final Actor OFFICER = Actor.of("officer");
    /** Of group 2, in charge of 执法局. */
    public static final Actor OTHER_OFFICER = Actor.of("other-officer");
    /** 区长. */
    public static final Actor LEADER = Actor.of("leader");
    /** 副区长. */
    public static final Actor VICE = Actor.of("vice");
    /** Of 区人大. */
    public static final Actor PARTNER = Actor.of("partner");
    /** The host's interface for messages. */
    public static final Actor PORTAL = Actor.of("portal");

    public static final String ZJJ = "zjj";
    public static final String HBJ = "hbj";
    public static final String ZFJ = "zfj";
    public static final List<String> UNITS = List.of(ZJJ, HBJ, ZFJ);

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final RoutingTable routing = new RoutingTable(List.of(
            new Post("一岗", "officer", 1, Set.of(), Set.of(ZJJ, HBJ), "城建环保"),
            new Post("二岗", "other-officer", 2, Set.of(), Set.of(ZFJ), "城市管理")));
    private final Calendars calendars = new CalendarService();
    private final FormTypes formTypes =
            FormTypesService.of(Stream.of("instruction", "message", "livelihood", "key-task", "key-project", "decision")
                    .map(District::form)
                    .toList());
    private final Settings settings = Settings.read(null);
    private final SqliteJournal journal;
    private final SqliteStores stores;
    private final Ledger ledger;
    private final Matters matters;
    private volatile Instant now =
            LocalDate.of(2026, 3, 2).atTime(9, 30).atZone(ZONE).toInstant();

    /** @param folder for the journal; empty or that of an earlier district, which goes on then */
    public District(Path folder) {
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        add(DIRECTOR, "陈主任", Role.DIRECTOR, null, 0, both);
        add(DEPUTY, "马副主任", Role.DEPUTY_DIRECTOR, null, 0, both);
        add(OFFICER, "李督查", Role.OFFICER, null, 1, both);
        add(OTHER_OFFICER, "王督查", Role.OFFICER, null, 2, both);
        add(LEADER, "赵区长", Role.PRINCIPAL_LEADER, null, 0, both);
        add(VICE, "孙副区长", Role.SUPERVISING_LEADER, null, 0, both);
        unit(ZJJ, "住房和城乡建设局", "住建局");
        unit(HBJ, "环境保护局", "环保局");
        unit(ZFJ, "综合行政执法局", "执法局");
        units.put("rd", new Unit("rd", "区人民代表大会常务委员会", "区人大", null));
        add(PARTNER, "周代表", Role.PARTNER, "rd", 0, Set.of());
        add(PORTAL, "留言接口", Role.SYSTEM, null, 0, Set.of());
        journal = SqliteJournal.open(folder);
        stores = SqliteStores.open(folder);
        ledger = new LedgerService(
                journal.readerDataSource(), settings.access(), this, calendars, formTypes, this, ZONE);
        matters = new MatterService(
                journal, new LedgerProjection(formTypes), this, calendars, formTypes, settings, this, ZONE);
    }

    private static String form(String id) {
        String name = "/forms/" + id + ".json";
        try (InputStream in = Objects.requireNonNull(District.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unit(String id, String name, String shortName) {
        units.put(id, new Unit(id, name, shortName, null));
        add(handler(id), shortName + "承办人", Role.HANDLER, id, 0, Set.of());
        add(chief(id), shortName + "局长", Role.RESPONSIBLE_LEADER, id, 0, Set.of());
    }

    private void add(Actor actor, String name, Role role, @Nullable String unit, int group, Set<Line> lines) {
        people.put(actor.person(), new Person(actor.person(), name, Set.of(role), unit, group, lines));
    }

    /** Who handles matters in a unit. */
    public static Actor handler(String unit) {
        return Actor.of("handler-" + unit);
    }

    /** The unit's responsible leader. */
    public static Actor chief(String unit) {
        return Actor.of("chief-" + unit);
    }

    // ---- the services

    public Journal journal() {
        return journal;
    }

    public Stores stores() {
        return stores;
    }

    public Matters matters() {
        return matters;
    }

    public Ledger ledger() {
        return ledger;
    }

    public PaperNumbering paperNumbering() {
        return settings;
    }

    public Access access() {
        return settings.access();
    }

    public Calendars calendars() {
        return calendars;
    }

    public FormTypes formTypes() {
        return formTypes;
    }

    // ---- matters

    /** An instruction of the 区长 of today, without a demand for a report: 15 working days. */
    public static Draft instruction(String title) {
        return Draft.of("instruction")
                .title(title)
                .source("区长批示")
                .leader(LEADER.person())
                .form("{\"instructionDate\":\"2026-03-02\",\"reportRequired\":false}");
    }

    public Matter does(Actor actor, MatterId id, MatterCommand command) {
        return matters.execute(actor, id, command);
    }

    public List<Recorded> history(MatterId id) {
        return journal.read(id.stream());
    }

    public Matter matter(MatterId id) {
        return matters.replay(history(id));
    }

    /** At handling, by a lead unit and assisting ones, supervised by the officer the routing table names. */
    public MatterId assigned(Draft draft, String lead, String... assisting) {
        MatterId id = matters.register(DIRECTOR, draft).id();
        List<Assignment> assignments = Stream.concat(
                        Stream.of(Assignment.lead(lead)), Stream.of(assisting).map(Assignment::assist))
                .toList();
        does(DIRECTOR, id, new Propose(new Proposal("拟请" + requireUnit(lead).shortName() + "牵头办理", assignments)));
        does(DIRECTOR, id, new Submit());
        does(DEPUTY, id, new Approve("同意"));
        does(DIRECTOR, id, Assign.asProposed());
        return id;
    }

    /** Every unit has finished; at feedback. */
    public void finish(MatterId id) {
        List<Obligation> open = new ArrayList<>(matter(id).currentRound());
        open.sort(Comparator.comparing(Obligation::lead));
        open.forEach(o -> {
            does(handler(o.unit()), id, new Acknowledge(o.number()));
            does(handler(o.unit()), id, new Finish(o.number(), "已办结", List.of()));
        });
    }

    /** Verified (销号); at submission. */
    public void clear(MatterId id) {
        does(DIRECTOR, id, new StartVerification(Method.DESK, List.of()));
        does(DIRECTOR, id, new PassVerification("属实", List.of()));
    }

    /** From submission to the archive. */
    public void archive(MatterId id) {
        does(DIRECTOR, id, new Present(LEADER.person(), "已办结，请审阅"));
        does(LEADER, id, new Endorse("好"));
        does(DIRECTOR, id, new DecideCircular(CircularKind.NONE, List.of(), "无需通报"));
        does(DIRECTOR, id, new Archive(Retention.D30, "齐全"));
    }

    // ---- time

    /** Moves the clock on. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Moves the clock to a day, {@code 2026-03-25}, at 09:30; not back. */
    public void on(String day) {
        Instant then =
                LocalDate.parse(day).atTime(LocalTime.of(9, 30)).atZone(ZONE).toInstant();
        if (then.isBefore(now)) {
            throw new IllegalArgumentException("the clock never goes back: " + day);
        }
        now = then;
    }

    @Override
    public Instant instant() {
        return now;
    }

    // ---- people

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
        return UNITS.stream().map(units::get).toList();
    }

    @Override
    public Collection<Person> people(String unit) {
        return people.values().stream().filter(p -> unit.equals(p.unit())).toList();
    }

    @Override
    public Collection<Person> office() {
        return Stream.of(DIRECTOR, DEPUTY, OFFICER, OTHER_OFFICER)
                .map(actor -> people.get(actor.person()))
                .toList();
    }

    @Override
    public RoutingTable routing() {
        return routing;
    }

    @Override
    public void close() {
        stores.close();
        journal.close();
    }
}
