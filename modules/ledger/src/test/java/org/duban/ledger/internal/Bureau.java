package org.duban.ledger.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.access.Access;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.api.matter.Stage;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.matter.internal.Change;
import org.duban.matter.internal.Context;
import org.duban.matter.internal.Decide;
import org.duban.matter.internal.Fold;
import org.duban.matter.internal.Settings;
import org.duban.spi.directory.Directory;
import org.duban.spi.projection.Step;

/** A small supervision office: people, units, form types, a clock, and matters that are really decided and folded, without a journal. */
final class Bureau implements Directory, InstantSource {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    static final String DIRECTOR = "director";
    static final String DEPUTY = "deputy";
    static final String OFFICER = "officer-1";
    static final String OFFICER_2 = "officer-2";
    static final String LEADER = "leader";
    static final String VICE = "vice-leader";
    static final String PORTAL = "portal";
    static final String PARTNER = "congress-member";
    static final String CONGRESS = "congress";
    static final List<String> UNITS = List.of("housing", "environment", "law", "water");

    /** Two versions of one form type and two kinds of lights, so that one due date shows different lights. */
    private static final List<String> FORM_TYPES = List.of("""
            {"id": "instruction", "version": 1, "name": {"zh": "领导批示件", "en": "Instruction"},
             "schema": {"type": "object", "properties": {
               "urgency": {"type": "string", "title": "紧急程度"}, "reportRequired": {"type": "boolean", "title": "要求报告"}}},
             "deadline": {"from": "RECEIPT", "cases": [
               {"field": "/reportRequired", "equals": true, "days": 7, "unit": "WORKING_DAYS"},
               {"days": 15, "unit": "WORKING_DAYS"}]},
             "numbering": "批示〔{year}〕{n}号", "filters": ["/urgency", "/reportRequired"]}
            """, """
            {"id": "message", "version": 1, "name": {"zh": "网民留言", "en": "Message"},
             "schema": {"type": "object", "properties": {"channel": {"type": "string", "title": "渠道"}}},
             "omits": ["APPROVAL", "SUBMISSION", "CIRCULAR"],
             "deadline": {"from": "RECEIPT", "cases": [{"days": 7, "unit": "WORKING_DAYS"}]},
             "lights": [
               {"code": "red", "name": "逾期", "colour": "#d93026", "daysLeft": -1},
               {"code": "orange", "name": "当日", "colour": "#f57c00", "daysLeft": 0},
               {"code": "yellow", "name": "临期", "colour": "#f5a623", "daysLeft": 5},
               {"code": "blue", "name": "正常", "colour": "#1a73e8"}],
             "numbering": "留言〔{year}〕{n}号", "filters": ["/channel"]}
            """);

    /** The second version of the instruction: yellow sooner. */
    private static final String INSTRUCTION_2 =
            FORM_TYPES.get(0).replace("\"version\": 1", "\"version\": 2").replace("\"numbering\"", """
                    "lights": [
                      {"code": "red", "name": "逾期", "colour": "#d93026", "daysLeft": -1},
                      {"code": "yellow", "name": "临期", "colour": "#f5a623", "daysLeft": 6},
                      {"code": "green", "name": "正常", "colour": "#2e9e4f"}],
                    "numbering\"""");

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<MatterId, Matter> matters = new LinkedHashMap<>();
    private final Map<MatterId, List<Recorded>> histories = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Calendars calendars = new CalendarService();
    private final Settings settings = Settings.read(null);
    private FormTypes formTypes = FormTypesService.of(FORM_TYPES);
    private long position;
    private Instant now = at("2015-03-02", "09:00");

    Bureau() {
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        for (String unit : UNITS) {
            units.put(unit, new Unit(unit, unit, unit, null));
            person(handler(unit), Role.HANDLER, unit, 0, Set.of());
        }
        units.put(CONGRESS, new Unit(CONGRESS, CONGRESS, CONGRESS, null));
        person(DIRECTOR, Role.DIRECTOR, null, 0, both);
        person(DEPUTY, Role.DEPUTY_DIRECTOR, null, 0, Set.of(Line.PARTY));
        person(OFFICER, Role.OFFICER, null, 1, both);
        person(OFFICER_2, Role.OFFICER, null, 2, Set.of(Line.GOVERNMENT));
        person(LEADER, Role.PRINCIPAL_LEADER, null, 0, Set.of(Line.GOVERNMENT));
        person(VICE, Role.SUPERVISING_LEADER, null, 0, Set.of());
        person(PARTNER, Role.PARTNER, CONGRESS, 0, Set.of());
        person(PORTAL, Role.SYSTEM, null, 0, Set.of());
        people.put(
                "two-hats",
                new Person(
                        "two-hats",
                        "两职",
                        Set.of(Role.HANDLER, Role.PARTNER, Role.LEADER_IN_CHARGE),
                        "law",
                        0,
                        Set.of()));
        person("nobody", Role.HANDLER, null, 0, Set.of());
    }

    private void person(String id, Role role, String unit, int group, Set<Line> lines) {
        people.put(id, new Person(id, id, Set.of(role), unit, group, lines));
    }

    static String handler(String unit) {
        return "handler-" + unit;
    }

    /** From now on instructions are registered with the form type's second version. */
    void installSecondVersion() {
        formTypes = FormTypesService.of(List.of(FORM_TYPES.get(0), FORM_TYPES.get(1), INSTRUCTION_2));
    }

    /** Form types that lack the first version of the instruction, as after an upgrade that brings only the newest. */
    static FormTypes onlyNewestFormTypes() {
        return FormTypesService.of(List.of(FORM_TYPES.get(1), INSTRUCTION_2));
    }

    static FormTypes onlyMessages() {
        return FormTypesService.of(List.of(FORM_TYPES.get(1)));
    }

    // ---- the directory

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
    public RoutingTable routing() {
        return new RoutingTable(List.of(
                new Post("一岗", OFFICER, 1, Set.of(), Set.of("housing", "water"), ""),
                new Post("二岗", OFFICER_2, 2, Set.of(), Set.of("environment", "law"), "")));
    }

    Collection<Person> people() {
        return people.values();
    }

    // ---- time

    static Instant at(String date, String time) {
        return LocalDate.parse(date).atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    Bureau on(String date) {
        return on(date, "09:00");
    }

    Bureau on(String date, String time) {
        now = at(date, time);
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

    // ---- what is installed

    Calendars calendars() {
        return calendars;
    }

    FormTypes formTypes() {
        return formTypes;
    }

    Settings settings() {
        return settings;
    }

    Access access() {
        return settings.access();
    }

    // ---- matters

    private Context context(String actor) {
        return new Context(
                actor.equals(Person.DUBAN.id()) ? Person.DUBAN : people.get(actor),
                now,
                ZONE,
                calendars.asOf(now.atZone(ZONE).toLocalDate()),
                calendars::version,
                settings.workingHours(),
                formTypes,
                this,
                settings.access(),
                kind -> Objects.requireNonNull(settings.paperPatterns().get(kind)),
                false,
                id -> Objects.requireNonNull(matters.get(id)),
                () -> new MatterId("%013d".formatted(numbers.merge("id", 1L, Long::sum))));
    }

    Matter register(String actor, Draft draft) {
        return apply(actor, List.of(Decide.register(draft, context(actor))));
    }

    Matter does(String actor, Matter matter, MatterCommand command) {
        return apply(actor, Decide.decide(get(matter.id()), command, context(actor)));
    }

    Matter get(MatterId id) {
        return Objects.requireNonNull(matters.get(id));
    }

    Collection<Matter> matters() {
        return List.copyOf(matters.values());
    }

    List<Recorded> history(MatterId id) {
        return List.copyOf(histories.get(id));
    }

    private Matter apply(String actor, List<Change> changes) {
        for (Change change : changes) {
            List<Recorded> history = histories.computeIfAbsent(change.id(), id -> new ArrayList<>());
            for (MatterEvent event : change.events()) {
                Recorded recorded = new Recorded(
                        ++position, change.id().stream(), history.size() + 1L, now, actor, numbered(event));
                history.add(recorded);
                matters.put(change.id(), Fold.fold(matters.get(change.id()), List.of(recorded), ZONE));
            }
        }
        return get(changes.get(0).id());
    }

    private MatterEvent numbered(MatterEvent event) {
        if (event instanceof Numbered n) {
            String key = n.series().id() + n.series().year();
            return (MatterEvent) n.numbered(n.series().format(numbers.merge(key, 1L, Long::sum)));
        }
        return event;
    }

    static List<Step> steps(Matter before, List<Recorded> events) {
        List<Step> steps = new ArrayList<>();
        Matter matter = before;
        for (Recorded recorded : events) {
            matter = Fold.fold(matter, List.of(recorded), ZONE);
            steps.add(new Step(recorded, matter));
        }
        return steps;
    }

    // ---- the usual road

    static Draft instruction() {
        return Draft.of("instruction")
                .title("拆除违法建筑")
                .source("领导批示")
                .leader(LEADER)
                .form("{\"urgency\":\"加急\"}");
    }

    static Draft message() {
        return Draft.of("message").title("小区停车难").source("网民留言").form("{\"channel\":\"人民网\"}");
    }

    Matter assigned(Draft draft, String lead, String... assisting) {
        Matter m = register(OFFICER, draft);
        List<Assignment> assignments = new ArrayList<>(List.of(Assignment.lead(lead)));
        for (String unit : assisting) {
            assignments.add(Assignment.assist(unit));
        }
        does(OFFICER, m, new Propose(new Proposal("拟请办理", assignments)));
        m = does(OFFICER, m, new Submit());
        if (m.stage() == Stage.APPROVAL) {
            does(DIRECTOR, m, new Approve("同意"));
        }
        m = does(DIRECTOR, m, Assign.asProposed());
        for (Obligation o : m.currentRound()) {
            does(handler(o.unit()), m, new Acknowledge(o.number()));
        }
        return get(m.id());
    }

    Matter finished(Matter matter) {
        List<Obligation> round = new ArrayList<>(matter.currentRound());
        // The lead finishes last.
        round.sort((a, b) -> Boolean.compare(a.lead(), b.lead()));
        round.forEach(o -> does(handler(o.unit()), matter, new Finish(o.number(), "已办结", List.of())));
        return get(matter.id());
    }

    Matter cleared(Matter matter) {
        does(DIRECTOR, matter, new StartVerification(Method.DESK, List.of()));
        return does(DIRECTOR, matter, new PassVerification("属实", List.of()));
    }

    Matter archived(Matter matter) {
        if (get(matter.id()).stage() == Stage.SUBMISSION) {
            does(DIRECTOR, matter, new Present(LEADER, "已办结"));
            does(LEADER, matter, new Endorse("好"));
        }
        if (get(matter.id()).stage() == Stage.CIRCULAR) {
            does(DIRECTOR, matter, new DecideCircular(CircularKind.NONE, List.of(), ""));
        }
        return does(DIRECTOR, matter, new Archive(Retention.D10, ""));
    }

    // ---- random lives

    private record Attempt(String actor, MatterCommand command) {}

    /** Registers matters and lets things happen to them in random order, over some months. */
    void live(Random random, int matterCount, int events) {
        for (int i = 0; i < events; i++) {
            if (matters.size() < matterCount && (matters.isEmpty() || random.nextInt(4) == 0)) {
                register(random.nextBoolean() ? DIRECTOR : PORTAL, draft(random));
            } else {
                List<MatterId> ids = new ArrayList<>(matters.keySet());
                happen(random, get(ids.get(random.nextInt(ids.size()))));
            }
            // Often several things happen within a millisecond, as they do on a busy machine.
            if (random.nextInt(3) > 0) {
                pass(Duration.ofMinutes(random.nextInt(60 * 12)));
            }
        }
    }

    private Draft draft(Random random) {
        Draft draft = random.nextBoolean()
                ? instruction().form("{\"urgency\":\"" + (random.nextBoolean() ? "加急" : "平件") + "\"}")
                : message().form("{\"channel\":\"" + (random.nextBoolean() ? "人民网" : "市长信箱") + "\"}");
        return draft.line(random.nextBoolean() ? Line.PARTY : Line.GOVERNMENT)
                .leader(List.of(LEADER, VICE, "two-hats").get(random.nextInt(3)))
                .area(random.nextBoolean() ? "62010301" : null)
                .receivedOn(today().minusDays(random.nextInt(20)));
    }

    private void happen(Random random, Matter matter) {
        // More often than not it goes on; else every matter would end early.
        List<Attempt> attempts = random.nextInt(5) > 1 ? forward(random, matter) : attempts(random, matter);
        for (int i = 0; i < 8; i++) {
            Attempt attempt = attempts.get(random.nextInt(attempts.size()));
            try {
                does(attempt.actor(), matter, attempt.command());
                return;
            } catch (DubanException refused) {
                // Most attempts are not possible where the matter is; another one may be.
            }
        }
    }

    private List<Attempt> forward(Random random, Matter m) {
        List<Attempt> all = new ArrayList<>();
        List<Assignment> units = units(random);
        switch (m.stage()) {
            case INITIATION ->
                office(all, m.proposal() == null ? new Propose(new Proposal("拟请办理", units)) : new Submit());
            case APPROVAL ->
                all.add(new Attempt(m.subject().line() == Line.PARTY ? DEPUTY : DIRECTOR, new Approve("同意")));
            case HANDLING -> {
                office(all, new Assign(units), new Resume(0, "恢复"));
                for (Obligation o : m.currentRound()) {
                    all.add(new Attempt(handler(o.unit()), new Acknowledge(o.number())));
                    all.add(new Attempt(handler(o.unit()), new Finish(o.number(), "已办结", List.of())));
                    office(all, new DecideDispute(o.number(), false, "不成立", null));
                }
            }
            case FEEDBACK -> office(all, new StartVerification(Method.DESK, List.of()));
            case VERIFICATION -> office(all, new PassVerification("属实", List.of()));
            case SUBMISSION -> {
                office(all, new Present(VICE, "已办结"));
                all.add(new Attempt(VICE, random.nextBoolean() ? new Endorse("好") : new InstructAgain("再办", null)));
            }
            case CONTINUATION -> office(all, new Assign(units));
            case CIRCULAR -> office(all, new DecideCircular(CircularKind.NONE, List.of(), ""));
            case ARCHIVING ->
                office(
                        all,
                        new PublishReply("答复", "网站"),
                        new Archive(Retention.D10, ""),
                        new LookBack("反弹", List.of(), true));
        }
        return all;
    }

    private static List<Assignment> units(Random random) {
        String lead = UNITS.get(random.nextInt(UNITS.size()));
        String other = UNITS.get(random.nextInt(UNITS.size()));
        return lead.equals(other)
                ? List.of(Assignment.lead(lead))
                : List.of(Assignment.lead(lead), Assignment.assist(other));
    }

    private List<Attempt> attempts(Random random, Matter m) {
        List<Attempt> all = new ArrayList<>();
        String other = UNITS.get(random.nextInt(UNITS.size()));
        LocalDate soon = today().plusDays(1 + random.nextInt(30));
        List<Assignment> both = units(random);
        office(
                all,
                new Amend(draft(random).title("改过的标题")),
                new Propose(new Proposal("拟请办理", both)),
                new Submit(),
                new Assign(m.stage() == Stage.HANDLING && m.round() > 0 ? List.of(Assignment.assist(other)) : both),
                new Suspend(0, "诉讼", "受理通知书"),
                new Resume(0, "判决生效"),
                new StartVerification(Method.DESK, List.of()),
                new PassVerification("属实", List.of()),
                new ReturnForRework(List.of(), "不实", random.nextBoolean() ? null : soon),
                new Present(random.nextBoolean() ? null : VICE, "已办结"),
                new DecideCircular(CircularKind.NONE, List.of(), ""),
                new DecideCircular(CircularKind.CRITICISM, List.of(other), "进展迟缓"),
                new Archive(Retention.D10, ""),
                new LookBack("回访", List.of(), random.nextBoolean()),
                new BringIn(random.nextBoolean() ? CONGRESS : "two-hats", "联合督查"));
        all.add(new Attempt(DEPUTY, new Approve("同意")));
        all.add(new Attempt(DIRECTOR, new Approve("同意")));
        all.add(new Attempt(LEADER, new Endorse("好")));
        all.add(new Attempt(VICE, new InstructAgain("再办", random.nextBoolean() ? null : soon)));
        all.add(new Attempt(DIRECTOR, new Entrust(random.nextBoolean() ? OFFICER : OFFICER_2, 0)));
        if (random.nextInt(6) == 0) {
            all.add(new Attempt(DIRECTOR, new Decline("阅知")));
            all.add(new Attempt(DIRECTOR, new Terminate("政策调整", "会议纪要")));
        }
        for (Obligation o : m.currentRound()) {
            int n = o.number();
            for (MatterCommand command : List.of(
                    new Acknowledge(n),
                    new ReportProgress(n, "进展", random.nextInt(101), "", List.of()),
                    new Dispute(n, "不属本单位职责"),
                    new RequestExtension(n, "雨天", "过半", o.due().date().plusDays(1 + random.nextInt(20)), null),
                    new Finish(n, "已办结", List.of()))) {
                all.add(new Attempt(handler(o.unit()), command));
            }
            Assignment instead = o.lead() ? Assignment.lead(other) : Assignment.assist(other);
            office(
                    all,
                    new DecideDispute(n, true, "成立", instead),
                    new DecideDispute(n, false, "不成立", null),
                    new DecideExtension(n, true, null, ""),
                    new CompleteInPart(n, "一期", "二期", soon),
                    new Suspend(n, "诉讼", "受理通知书"),
                    new Resume(n, "判决生效"),
                    new Remind(n, "临近时限"));
        }
        return all;
    }

    private static void office(List<Attempt> all, MatterCommand... commands) {
        for (MatterCommand command : commands) {
            all.add(new Attempt(DIRECTOR, command));
        }
    }
}
