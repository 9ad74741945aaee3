package org.duban.search.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.Ledger;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.Approve;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.BringIn;
import org.duban.api.matter.MatterCommand.Decline;
import org.duban.api.matter.MatterCommand.Entrust;
import org.duban.api.matter.MatterCommand.Finish;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterCommand.Suspend;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Stage;
import org.duban.api.office.Area;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.api.search.Search;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.ledger.internal.LedgerService;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;
import org.duban.search.internal.feed.FeedConfig;
import org.duban.search.internal.feed.Keeper;
import org.duban.search.internal.lucene.LuceneEngine;
import org.duban.spi.directory.Directory;

/** A district's supervision office on a real journal and a real index, by the shipped access rules and form types. */
final class Office implements Directory, InstantSource, AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Actor DIRECTOR = Actor.of("director");
    static final Actor PORTAL = Actor.of("portal");
    static final String YANJIAPING = "620103006";
    static final String XIYUAN = "620103001";
    static final List<String> UNITS = List.of("housing", "urban", "education", "yanjiaping");

    /** Nobody looks for the like of a survey. */
    private static final String SURVEY = """
        {"id": "survey", "version": 1, "name": {"zh": "调查", "en": "Survey"},
         "schema": {"type": "object", "properties": {
           "unit": {"type": "string", "title": "被调查单位", "x-kind": "unit"},
           "urgent": {"type": "boolean", "title": "紧急"}}},
         "lights": [
           {"code": "red", "name": "逾期", "colour": "#d93026", "daysLeft": -1},
           {"code": "orange", "name": "当日", "colour": "#f57c00", "daysLeft": 0},
           {"code": "blue", "name": "正常", "colour": "#1a73e8"}],
         "deadline": {"from": "RECEIPT", "cases": [{"days": 7, "unit": "WORKING_DAYS"}]},
         "numbering": "调查〔{year}〕{n}号", "filters": ["/unit", "/urgent"]}
        """;

    static final FormTypes FORM_TYPES = FormTypesService.of(List.of(
            shipped("instruction"),
            shipped("message").replace("\"/category\"]\n}", "\"/category\", \"/contact\"]\n}"),
            SURVEY));

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final SqliteJournal journal;
    private final LuceneEngine engine;
    private final Keeper keeper;
    private final DirectoryVocabulary vocabulary;
    private final SearchService search;
    private final Matters matters;
    private final Ledger ledger;
    private volatile Instant now = at("2026-03-02");

    Office(Path folder) {
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        unit("housing", "七里河区住房和城乡建设局", "住建局", null);
        unit("urban", "七里河区城市管理局", "城管局", null);
        unit("education", "七里河区教育局", "教育局", null);
        unit("yanjiaping", "晏家坪街道办事处", "晏家坪街道", YANJIAPING);
        unit("congress", "七里河区人大常委会", "区人大", null);
        person("director", "赵主任", Role.DIRECTOR, null, 0, both);
        person("deputy", "钱副主任", Role.DEPUTY_DIRECTOR, null, 0, Set.of(Line.PARTY));
        person("officer-1", "孙督查", Role.OFFICER, null, 1, both);
        person("officer-2", "李督查", Role.OFFICER, null, 2, Set.of(Line.GOVERNMENT));
        person("leader", "周区长", Role.PRINCIPAL_LEADER, null, 0, Set.of(Line.GOVERNMENT));
        person("vice", "吴副区长", Role.SUPERVISING_LEADER, null, 0, Set.of());
        UNITS.forEach(unit -> person(handler(unit), "承办人" + unit, Role.HANDLER, unit, 0, Set.of()));
        person("congress-member", "郑代表", Role.PARTNER, "congress", 0, Set.of());
        person("portal", "留言接口", Role.SYSTEM, null, 0, Set.of());
        person("nobody", "新来的", Role.HANDLER, null, 0, Set.of());
        CalendarService calendars = new CalendarService();
        Settings settings = Settings.read(null);
        journal = SqliteJournal.open(folder.resolve("journal"));
        matters = new MatterService(
                journal, new LedgerProjection(FORM_TYPES), this, calendars, FORM_TYPES, settings, this, ZONE);
        ledger = new LedgerService(
                journal.readerDataSource(), settings.access(), this, calendars, FORM_TYPES, this, ZONE);
        vocabulary = new DirectoryVocabulary(
                this, null, new DirectoryVocabulary.Pace(Duration.ofMillis(20), Duration.ofSeconds(5)));
        engine = new LuceneEngine(
                folder.resolve("index"), () -> vocabulary.current().words());
        keeper = new Keeper(defaults(), engine, journal, matters, FORM_TYPES, this);
        keeper.start();
        search = new SearchService(
                keeper, vocabulary, settings.access(), this, calendars, FORM_TYPES, matters, this, ZONE);
    }

    private static String shipped(String formType) {
        String name = "/forms/" + formType + ".json";
        try (InputStream in = Objects.requireNonNull(Office.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unit(String id, String name, String shortName, String area) {
        units.put(id, new Unit(id, name, shortName, area));
    }

    private void person(String id, String name, Role role, String unit, int group, Set<Line> lines) {
        people.put(id, new Person(id, name, Set.of(role), unit, group, lines));
    }

    static String handler(String unit) {
        return "handler-" + unit;
    }

    Search search() {
        return search;
    }

    Matters matters() {
        return matters;
    }

    Ledger ledger() {
        return ledger;
    }

    Keeper keeper() {
        return keeper;
    }

    Vocabulary vocabulary() {
        return vocabulary.current();
    }

    // ---- matters

    static Draft instruction(String title, String content) {
        return Draft.of("instruction")
                .title(title)
                .content(content)
                .source("区长批示")
                .leader("leader")
                .form("{\"instructionDate\":\"2026-03-01\",\"instructionText\":\"请抓紧办理\",\"reportRequired\":false}");
    }

    static Draft message(String title, String content) {
        return Draft.of("message")
                .title(title)
                .content(content)
                .source("人民网留言板")
                .form("{\"channel\":\"人民网\"}");
    }

    static Draft survey(String title, String unit) {
        return Draft.of("survey").title(title).source("调查表").form("{\"unit\":\"" + unit + "\",\"urgent\":true}");
    }

    Matter register(Draft draft) {
        return matters.register(DIRECTOR, draft);
    }

    Matter does(String person, Matter matter, MatterCommand command) {
        return matters.execute(Actor.of(person), matter.id(), command);
    }

    Matter assigned(Draft draft, String lead, String... assisting) {
        Matter m = register(draft);
        List<Assignment> assignments = new ArrayList<>(List.of(Assignment.lead(lead)));
        for (String unit : assisting) {
            assignments.add(Assignment.assist(unit));
        }
        does("director", m, new Propose(new Proposal("拟请办理", assignments)));
        m = does("director", m, new Submit());
        if (m.stage() == Stage.APPROVAL) {
            // Nobody approves what he proposed himself; the director's line has the deputy.
            m = does(draft.line() == Line.PARTY ? "deputy" : "director-2", m, new Approve("同意"));
        }
        return does("director", m, Assign.asProposed());
    }

    private static final List<String> PLACES = List.of("晏家坪", "西园", "敦煌路", "秀川", "小西湖");
    private static final List<String> ISSUES = List.of("油烟扰民", "路灯不亮", "供暖不热", "停车收费", "垃圾清运");

    /** Registers matters and lets something happen to each. */
    void live(Random random, int count) {
        for (int i = 0; i < count; i++) {
            Draft draft = draft(random, i);
            Actor registrar = random.nextInt(3) == 0 ? PORTAL : DIRECTOR;
            MatterId id = matters.register(registrar, draft).id();
            happen(random, id);
            now = now.plus(Duration.ofMinutes(random.nextInt(300)));
        }
    }

    private static Draft draft(Random random, int n) {
        String place = PLACES.get(random.nextInt(PLACES.size()));
        String issue = ISSUES.get(random.nextInt(ISSUES.size()));
        Draft draft = switch (random.nextInt(3)) {
            case 0 -> instruction(place + issue, "请核实" + place + "第" + n + "号院" + issue + "的情况");
            case 1 -> message(place + issue, "我家住在" + place + "，" + issue + "已经" + n + "天了");
            default -> survey(place + issue, UNITS.get(random.nextInt(UNITS.size())));
        };
        return draft.line(random.nextInt(3) == 0 ? Line.PARTY : Line.GOVERNMENT)
                .leader(List.of("leader", "vice").get(random.nextInt(2)))
                .area(random.nextBoolean() ? YANJIAPING : random.nextBoolean() ? XIYUAN : null)
                .receivedOn(LocalDate.of(2026, 3, 2).minusDays(random.nextInt(90)));
    }

    private void happen(Random random, MatterId id) {
        String lead = UNITS.get(random.nextInt(UNITS.size()));
        String other = UNITS.get(random.nextInt(UNITS.size()));
        List<Assignment> assignments = lead.equals(other)
                ? List.of(Assignment.lead(lead))
                : List.of(Assignment.lead(lead), Assignment.assist(other));
        List<MatterCommand> commands = List.of(
                new Propose(new Proposal("拟请" + lead + "办理", assignments)),
                new Submit(),
                new Approve("同意"),
                Assign.asProposed(),
                new ReportProgress(1, "已到现场，正在整改", 30, "", List.of()),
                new Finish(1, "整改完毕", List.of()));
        int far = random.nextInt(commands.size() + 1);
        for (MatterCommand command : commands.subList(0, far)) {
            attempt(id, command, lead);
        }
        switch (random.nextInt(6)) {
            case 0 -> attempt(id, new BringIn("congress", "联合督查"), lead);
            case 1 -> attempt(id, new Suspend(0, "诉讼", "受理通知书"), lead);
            case 2 -> attempt(id, new Entrust("officer-2", 0), lead);
            case 3 -> attempt(id, new Decline("阅知"), lead);
            default -> {}
        }
    }

    /** By whoever may. */
    private void attempt(MatterId id, MatterCommand command, String unit) {
        for (String person : List.of("director", "director-2", "deputy", handler(unit))) {
            try {
                matters.execute(Actor.of(person), id, command);
                return;
            } catch (DubanException refused) {
                // Somebody else may be allowed to; or it isn't possible where the matter is.
            }
        }
    }

    /** What somebody may read. */
    List<Matter> readable(Actor actor, Collection<MatterId> all) {
        List<Matter> readable = new ArrayList<>();
        for (MatterId id : all) {
            try {
                readable.add(matters.get(actor, id));
            } catch (DubanException hidden) {
                // not for this person
            }
        }
        return readable;
    }

    List<MatterId> all() {
        List<MatterId> all = new ArrayList<>();
        journal.forEachStream(
                MatterId.STREAM,
                history -> all.add(new MatterId(history.get(0).stream().id())));
        return all;
    }

    // ---- time

    static Instant at(String day) {
        return LocalDate.parse(day).atTime(9, 0).atZone(ZONE).toInstant();
    }

    void on(String day) {
        now = at(day);
    }

    @Override
    public Instant instant() {
        return now;
    }

    // ---- the directory

    Collection<Person> people() {
        return people.values();
    }

    @Override
    public Optional<Person> person(String id) {
        if (id.equals("director-2")) {
            return Optional.of(
                    new Person(id, "冯副主任", Set.of(Role.DEPUTY_DIRECTOR), null, 0, Set.of(Line.PARTY, Line.GOVERNMENT)));
        }
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
    public Collection<Area> areas() {
        return List.of(
                new Area(YANJIAPING, "晏家坪街道"), new Area(XIYUAN, "西园街道"), new Area("p1", "敦煌路"), new Area("p2", "晏家坪"));
    }

    @Override
    public RoutingTable routing() {
        return new RoutingTable(List.of(
                new Post("一岗", "officer-1", 1, Set.of(), Set.of("housing", "yanjiaping"), ""),
                new Post("二岗", "officer-2", 2, Set.of(), Set.of("urban", "education"), "")));
    }

    /** Ends the search before the journal. */
    void stopSearch() {
        search.stop();
        keeper.stop();
    }

    @Override
    public void close() {
        stopSearch();
        engine.close();
        vocabulary.stop();
        journal.close();
    }

    private static FeedConfig defaults() {
        return (FeedConfig) Proxy.newProxyInstance(
                FeedConfig.class.getClassLoader(),
                new Class<?>[] {FeedConfig.class},
                (proxy, method, arguments) -> method.getDefaultValue());
    }
}
