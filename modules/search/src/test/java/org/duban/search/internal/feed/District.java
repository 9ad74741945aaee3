package org.duban.search.internal.feed;

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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
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
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;
import org.duban.spi.directory.Directory;

/** A small district on a real journal, where things happen. */
final class District implements Directory, InstantSource, AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Actor DIRECTOR = Actor.of("director");
    static final Actor LEADER = Actor.of("leader");
    static final List<String> UNITS = List.of("housing", "environment", "water");

    static final FormTypes FORM_TYPES = FormTypesService.of(List.of("""
            {"id": "instruction", "version": 1, "name": {"zh": "领导批示件", "en": "Instruction"},
             "schema": {"type": "object", "properties": {
               "urgency": {"type": "string", "title": "紧急程度", "enum": ["加急", "平件"]}}},
             "deadline": {"from": "RECEIPT", "cases": [{"days": 15, "unit": "WORKING_DAYS"}]},
             "numbering": "批示〔{year}〕{n}号", "filters": ["/urgency"]}
            """, """
            {"id": "survey", "version": 1, "name": {"zh": "调查", "en": "Survey"},
             "schema": {"type": "object", "properties": {
               "author": {"type": "string", "title": "作者"},
               "text": {"type": "string", "title": "正文", "x-kind": "rich-text"},
               "channel": {"type": "string", "title": "渠道", "enum": ["人民网", "市长信箱"]},
               "topics": {"type": "array", "title": "主题", "items": {"enum": ["供暖", "油烟", "停车"]}},
               "tags": {"type": "array", "title": "标签", "items": {"type": "string"}},
               "cost": {"type": "number", "title": "费用", "x-unit": "万元"},
               "day": {"type": "string", "title": "日期", "format": "date"},
               "urgent": {"type": "boolean", "title": "紧急"},
               "contact": {"type": "string", "title": "联系人", "x-kind": "person"},
               "unit": {"type": "string", "title": "单位", "x-kind": "unit"},
               "units": {"type": "array", "title": "单位", "x-kind": "units", "uniqueItems": true, "items": {"type": "string"}},
               "files": {"type": "array", "title": "附件", "x-kind": "attachment", "items": {"type": "string"}},
               "visits": {"type": "array", "title": "走访", "items": {"type": "object", "properties": {
                 "place": {"type": "string", "title": "地点"},
                 "who": {"type": "string", "title": "何人", "x-kind": "person"}}}}}},
             "omits": ["APPROVAL", "SUBMISSION", "CIRCULAR"],
             "deadline": {"from": "RECEIPT", "cases": [{"days": 7, "unit": "WORKING_DAYS"}]},
             "numbering": "调查〔{year}〕{n}号", "filters": ["/channel"]}
            """));

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private volatile Instant now =
            LocalDate.of(2015, 3, 2).atTime(9, 0).atZone(ZONE).toInstant();
    private final SqliteJournal journal;
    private final Matters matters;
    private final List<MatterId> ids = new ArrayList<>();

    District(Path folder) {
        Set<Line> both = Set.of(Line.PARTY, Line.GOVERNMENT);
        people.put("director", new Person("director", "主任", Set.of(Role.DIRECTOR), null, 0, both));
        people.put("deputy", new Person("deputy", "副主任", Set.of(Role.DEPUTY_DIRECTOR), null, 0, both));
        people.put("officer", new Person("officer", "督查员", Set.of(Role.OFFICER), null, 1, both));
        people.put("leader", new Person("leader", "区长", Set.of(Role.PRINCIPAL_LEADER), null, 0, both));
        for (String unit : UNITS) {
            units.put(unit, new Unit(unit, unit, unit, null));
            people.put(
                    handler(unit), new Person(handler(unit), handler(unit), Set.of(Role.HANDLER), unit, 0, Set.of()));
        }
        journal = SqliteJournal.open(folder);
        matters = new MatterService(
                journal,
                new LedgerProjection(FORM_TYPES),
                this,
                new CalendarService(),
                FORM_TYPES,
                Settings.read(null),
                this,
                ZONE);
    }

    static String handler(String unit) {
        return "handler-" + unit;
    }

    Journal journal() {
        return journal;
    }

    Matters matters() {
        return matters;
    }

    List<Recorded> history(MatterId id) {
        return journal.read(id.stream());
    }

    Matter matter(MatterId id) {
        return matters.replay(history(id));
    }

    /** Every matter of the journal, in the order of their registration. */
    List<MatterId> all() {
        List<MatterId> all = new ArrayList<>();
        journal.forEachStream(
                MatterId.STREAM,
                history -> all.add(new MatterId(history.get(0).stream().id())));
        return all;
    }

    static Draft instruction(String title) {
        return Draft.of("instruction")
                .title(title)
                .source("领导批示")
                .leader("leader")
                .form("{\"urgency\":\"加急\"}");
    }

    static Draft survey(String title) {
        return Draft.of("survey").title(title).source("网民留言").form("{\"channel\":\"人民网\"}");
    }

    MatterId register(Draft draft) {
        MatterId id = matters.register(DIRECTOR, draft).id();
        ids.add(id);
        return id;
    }

    Matter does(String person, MatterId id, MatterCommand command) {
        return matters.execute(Actor.of(person), id, command);
    }

    void proposes(MatterId id, String opinion) {
        does("director", id, new Propose(new Proposal(opinion, List.of(Assignment.lead("housing")))));
    }

    /** Handled by a unit. */
    MatterId assigned(Draft draft, String lead) {
        MatterId id = register(draft);
        does("director", id, new Propose(new Proposal("拟请" + lead + "办理", List.of(Assignment.lead(lead)))));
        does("director", id, new Submit());
        if (draft.formType().equals("instruction")) {
            does("deputy", id, new Approve("同意"));
        }
        does("director", id, Assign.asProposed());
        return id;
    }

    // ---- random lives

    private record Attempt(String person, MatterCommand command) {}

    /** Registers matters and lets things happen to them in random order. */
    void live(Random random, int matterCount, int happenings) {
        for (int i = 0; i < happenings; i++) {
            if (ids.size() < matterCount && (ids.isEmpty() || random.nextInt(4) == 0)) {
                String title = "第 " + random.nextInt(1000) + " 件事";
                register(random.nextBoolean() ? instruction(title) : survey(title));
            } else {
                happen(random, ids.get(random.nextInt(ids.size())));
            }
            if (random.nextInt(3) > 0) {
                pass(Duration.ofMinutes(random.nextInt(60 * 12)));
            }
        }
    }

    private void happen(Random random, MatterId id) {
        List<Attempt> attempts = attempts(random, matter(id));
        for (int i = 0; i < 12; i++) {
            Attempt attempt = attempts.get(random.nextInt(attempts.size()));
            try {
                does(attempt.person(), id, attempt.command());
                return;
            } catch (DubanException refused) {
                // Most attempts are not possible where the matter is; another one may be.
            }
        }
    }

    private List<Attempt> attempts(Random random, Matter m) {
        List<Attempt> all = new ArrayList<>();
        String unit = UNITS.get(random.nextInt(UNITS.size()));
        String other = UNITS.get((UNITS.indexOf(unit) + 1) % UNITS.size());
        List<Assignment> both = List.of(Assignment.lead(unit).requirement("限期整改"), Assignment.assist(other));
        LocalDate soon = now.atZone(ZONE).toLocalDate().plusDays(5 + random.nextInt(30));
        office(
                all,
                new Amend(m.subject().title("改过的标题 " + random.nextInt(50))),
                new Propose(new Proposal("拟请办理", both)),
                new Submit(),
                new Submit(),
                new Assign(m.proposal() == null ? both : List.of()),
                new Suspend(0, "诉讼", "受理通知书"),
                new Resume(0, "判决生效"),
                new StartVerification(Method.DESK, List.of()),
                new PassVerification("属实", List.of()),
                new ReturnForRework(List.of(), "不实", random.nextBoolean() ? null : soon),
                new Present("leader", "已办结"),
                new IssuePaper(PaperKind.SUPERVISION_NOTICE, "督办", "请抓紧", List.of(unit)),
                new DecideCircular(CircularKind.CRITICISM, List.of(other), "进展迟缓"),
                new PublishReply("已答复", "人民网"),
                new Archive(Retention.D10, "齐全"),
                new LookBack("回访", List.of(), random.nextBoolean()));
        all.add(new Attempt("deputy", new Approve("同意")));
        all.add(new Attempt("director", new Approve("同意")));
        all.add(new Attempt("leader", new Endorse("好")));
        all.add(new Attempt("leader", new InstructAgain("再办", random.nextBoolean() ? null : soon)));
        if (random.nextInt(8) == 0) {
            office(all, new Decline("阅知"), new Terminate("政策调整", "会议纪要"));
        }
        for (Obligation o : m.currentRound()) {
            int n = o.number();
            for (MatterCommand command : List.of(
                    new Acknowledge(n),
                    new ReportProgress(n, "进展 " + random.nextInt(100), 50, "资金不足", List.of()),
                    new Dispute(n, "不属本单位职责"),
                    new RequestExtension(n, "雨天", "过半", o.due().date().plusDays(9), null),
                    new Finish(n, "已办结", List.of()))) {
                all.add(new Attempt(handler(o.unit()), command));
            }
            office(
                    all,
                    new DecideDispute(n, true, "成立", o.lead() ? Assignment.lead(other) : Assignment.assist(other)),
                    new DecideDispute(n, false, "不成立", null),
                    new DecideExtension(n, true, null, "同意延期"),
                    new CompleteInPart(n, "一期", "二期", soon),
                    new Remind(n, "临近时限"));
        }
        return all;
    }

    private static void office(List<Attempt> all, MatterCommand... commands) {
        for (MatterCommand command : commands) {
            all.add(new Attempt("director", command));
        }
    }

    // ---- time and people

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

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
        return new RoutingTable(List.of());
    }

    @Override
    public void close() {
        journal.close();
    }
}
