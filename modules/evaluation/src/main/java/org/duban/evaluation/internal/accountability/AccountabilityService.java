package org.duban.evaluation.internal.accountability;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.accountability.Accountability;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.AccountabilityCase.State;
import org.duban.api.accountability.CaseEvent;
import org.duban.api.accountability.CaseEvent.CaseRecommended;
import org.duban.api.accountability.CaseQuery;
import org.duban.api.accountability.DutyFinding;
import org.duban.api.accountability.DutyReview;
import org.duban.api.accountability.Evidence;
import org.duban.api.accountability.Evidence.EventRef;
import org.duban.api.accountability.Party;
import org.duban.api.accountability.Recommendation;
import org.duban.api.accountability.Sanction;
import org.duban.api.calendar.Calendars;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.Ladder.Action;
import org.duban.api.inspection.FindingId;
import org.duban.api.inspection.Inspections;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Series;
import org.duban.api.journal.StreamBook;
import org.duban.api.journal.StreamBook.Entry;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent.Escalated;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.notice.NoticeKind;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.evaluation.internal.conduct.Ids;
import org.duban.spi.directory.Directory;
import org.duban.spi.dossier.DossierItem;
import org.duban.spi.dossier.DossierSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the cases, and gives them into their matters' dossiers. */
@Component(
        service = {Accountability.class, DossierSource.class},
        immediate = true)
public final class AccountabilityService implements Accountability, DossierSource {

    private static final Logger LOG = LoggerFactory.getLogger(AccountabilityService.class);

    /** Events younger than this are told of again at a start: the last stop may have been in between. Their keys keep it to once. */
    private static final Duration TOLD_AGAIN = Duration.ofDays(7);

    private final Journal journal;
    private final Matters matters;
    private final Directory directory;
    private final Access access;
    private final Calendars calendars;
    private final NoticeDesk desk;
    private final Findings findings;
    private final InstantSource clock;
    private final ZoneId zone;
    private final AccountabilityRules rules;
    private final CaseNotices notices;
    private final StreamBook<AccountabilityCase> book;
    private final RandomGenerator random = new SecureRandom();

    /** Held while a recommendation is looked for among the others and added to them. */
    private final Object recommending = new Object();

    @Activate
    public AccountabilityService(
            BundleContext context,
            @Reference Journal journal,
            @Reference Matters matters,
            @Reference Directory directory,
            @Reference Access access,
            @Reference Calendars calendars,
            @Reference NoticeDesk desk,
            @Reference Inspections inspections,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this(
                journal,
                matters,
                directory,
                access,
                calendars,
                desk,
                Findings.of(inspections),
                clock,
                zone,
                AccountabilityRules.read(Optional.ofNullable(context.getProperty("duban.config.dir"))
                        .map(Path::of)
                        .orElse(null)));
    }

    AccountabilityService(
            Journal journal,
            Matters matters,
            Directory directory,
            Access access,
            Calendars calendars,
            NoticeDesk desk,
            Findings findings,
            InstantSource clock,
            ZoneId zone,
            AccountabilityRules rules) {
        this.journal = journal;
        this.matters = matters;
        this.directory = directory;
        this.access = access;
        this.calendars = calendars;
        this.desk = desk;
        this.findings = findings;
        this.clock = clock;
        this.zone = zone;
        this.rules = rules;
        this.notices = new CaseNotices(rules, directory);
        this.book = new StreamBook<>(journal, CaseEvent.STREAM, CaseFold::apply);
        tellAgain();
    }

    // ---- recommending

    @Override
    public Recommendation draft(Actor actor, MatterId id) {
        Matter matter = matters.get(actor, id);
        access.require(directory.requirePerson(actor.person()), Right.RECOMMEND_ACCOUNTABILITY, Attribute.of(matter));
        Recorded drafted = null;
        for (Recorded recorded : matters.history(actor, id)) {
            if (recorded.event() instanceof Escalated e && e.action() == Action.ACCOUNTABILITY) {
                drafted = recorded;
            }
        }
        if (drafted == null || !(drafted.event() instanceof Escalated draft)) {
            throw new DubanException(Problem.of(
                    ErrorCode.PART_NOT_FOUND,
                    "matter",
                    matter.number(),
                    "有问责建议拟稿的事项",
                    "这个事项没有问责建议拟稿",
                    "The ladder has drafted no recommendation for this matter"));
        }
        String unit = matter.obligation(draft.obligation()).orElseThrow().unit();
        return new Recommendation(
                unit,
                matter.officer(),
                matter.subject().line(),
                List.of(id),
                List.of(),
                draft.text(),
                "",
                new Evidence(List.of(new EventRef(id, drafted.version())), List.of(), List.of(), ""));
    }

    @Override
    public DutyReview duties(Actor actor, MatterId id) {
        List<Recorded> history = matters.history(actor, id);
        access.require(
                directory.requirePerson(actor.person()),
                Right.READ_ACCOUNTABILITY,
                Attribute.of(matters.replay(history)));
        return review(List.of(history));
    }

    private DutyReview review(List<List<Recorded>> histories) {
        LocalDate today = today();
        WorkCalendar calendar = calendars.asOf(today);
        List<DutyFinding> findings = new ArrayList<>();
        for (List<Recorded> history : histories) {
            findings.addAll(Duties.review(history, rules.duties(), calendar, zone, today, this::unitName));
        }
        return new DutyReview(rules.version(), calendar.version(), today, findings);
    }

    @Override
    public AccountabilityCase recommend(Actor actor, Recommendation asked) {
        Person person = directory.requirePerson(actor.person());
        Set<MatterId> about = new LinkedHashSet<>(asked.matters());
        asked.evidence().events().forEach(e -> about.add(e.matter()));
        Map<MatterId, List<Recorded>> histories = new LinkedHashMap<>();
        about.forEach(id -> histories.put(id, matters.history(actor, id)));
        Optional<Matter> first = histories.values().stream().findFirst().map(matters::replay);
        String officer = asked.officer() != null
                ? asked.officer()
                : first.map(Matter::officer).orElse(null);
        Line line = asked.line() != null
                ? asked.line()
                : first.map(m -> m.subject().line()).orElse(null);
        DutyReview duties = review(List.copyOf(histories.values()));
        new Checks()
                .all(mistakes(actor, asked, officer, line, duties, histories))
                .done();
        String inCharge = Objects.requireNonNull(officer);
        Line of = Objects.requireNonNull(line);
        access.require(person, Right.RECOMMEND_ACCOUNTABILITY, Map.of(Attribute.LINE, Set.of(of.name())));
        if (person.id().equals(inCharge)) {
            throw new DubanException(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "officer",
                    person.id(),
                    "督查室的其他人员",
                    "案件中的督查员不能提出问责建议（双罚制，回避）",
                    "The officer in charge is on the case and can't recommend it"));
        }
        CaseRecommended event = new CaseRecommended(
                new Series("accountability", today().getYear(), rules.numbering()),
                "",
                of,
                List.copyOf(about),
                asked.unit(),
                inCharge,
                asked.sanctions(),
                asked.reason(),
                asked.officerReason(),
                asked.evidence(),
                duties);
        synchronized (recommending) {
            requireNew(asked);
            while (true) {
                String id = Ids.next(random);
                if (book.find(id).isEmpty()) {
                    return book.change(actor.person(), clock.instant(), id, before -> List.of(event))
                            .state();
                }
            }
        }
    }

    private List<Problem> mistakes(
            Actor actor,
            Recommendation asked,
            @Nullable String officer,
            @Nullable Line line,
            DutyReview duties,
            Map<MatterId, List<Recorded>> histories) {
        List<Problem> problems = new ArrayList<>(CaseDecide.problems(asked.sanctions()));
        if (directory.unit(asked.unit()).isEmpty()) {
            problems.add(unknownUnit("unit", asked.unit()));
        }
        asked.sanctions().stream()
                .filter(s -> directory.unit(s.organ()).isEmpty())
                .forEach(s -> problems.add(unknownUnit("sanctions.organ", s.organ())));
        if (officer == null) {
            problems.add(Problem.missing("officer", "负责督查的督查员（双罚制：责任单位和督查员同列）"));
        } else if (directory.person(officer).isEmpty()) {
            problems.add(Problem.invalid("officer", officer, "通讯录中的人员", "通讯录中没有此人"));
        }
        if (line == null) {
            problems.add(Problem.missing("line", "案件所属条线"));
        }
        if (asked.reason().isBlank()) {
            problems.add(Problem.missing("reason", "问责的理由"));
        }
        if (asked.evidence().isEmpty()) {
            problems.add(Problem.missing("evidence", "事项记录、督查发现的问题、文件或情况说明，至少一项"));
        }
        for (EventRef ref : asked.evidence().events()) {
            int length = histories.getOrDefault(ref.matter(), List.of()).size();
            if (ref.version() < 1 || ref.version() > length) {
                problems.add(Problem.of(
                        ErrorCode.PART_NOT_FOUND,
                        "evidence.events",
                        ref.matter() + " 第" + ref.version() + "号",
                        "1 至 " + length,
                        "事项没有这条记录",
                        "The matter has no such event"));
            }
        }
        for (FindingId finding : asked.evidence().findings()) {
            if (!findings.has(actor, finding)) {
                problems.add(Problem.of(
                        ErrorCode.PART_NOT_FOUND,
                        "evidence.findings",
                        finding,
                        "督查行动中已记录的问题",
                        "没有这个问题",
                        "There is no such finding"));
            }
        }
        boolean sanctioned = asked.sanctions().stream().anyMatch(s -> s.party() == Party.OFFICER);
        boolean missed = officer != null && !duties.missedBy(officer).isEmpty();
        if (sanctioned != missed && asked.officerReason().isBlank()) {
            problems.add(
                    Problem.missing("officerReason", missed ? "督查员有失职而不处理的理由" : sanctioned ? "未见失职而处理督查员的理由" : ""));
        }
        return problems;
    }

    private static Problem unknownUnit(String field, String unit) {
        return Problem.of(
                ErrorCode.UNIT_UNKNOWN, field, unit, "通讯录中的单位", "通讯录中没有这个单位", "The directory has no such unit");
    }

    /** An event is evidence in one live case against a unit: the same recommendation sent twice makes one. */
    private void requireNew(Recommendation asked) {
        Set<EventRef> refs = Set.copyOf(asked.evidence().events());
        book.all().stream()
                .map(Entry::state)
                .filter(c -> c.state() != State.REJECTED && c.state() != State.WITHDRAWN)
                .filter(c -> c.unit().equals(asked.unit()))
                .filter(c -> !Collections.disjoint(c.evidence().events(), refs))
                .findFirst()
                .ifPresent(c -> {
                    throw new DubanException(Problem.of(
                            ErrorCode.NOT_NOW,
                            "evidence.events",
                            c.number(),
                            "未用作其他案件依据的记录",
                            "这条记录已是问责案件" + c.number() + "的依据",
                            "A live case rests on this event already"));
                });
    }

    // ---- deciding, carrying out

    @Override
    public AccountabilityCase approve(Actor actor, String id, String opinion, List<Sanction> sanctions) {
        new Checks()
                .all(sanctions.stream()
                        .filter(s -> directory.unit(s.organ()).isEmpty())
                        .map(s -> unknownUnit("sanctions.organ", s.organ()))
                        .toList())
                .done();
        return change(actor, id, Right.DECIDE_ACCOUNTABILITY, d -> d.approve(opinion, sanctions, calendar()));
    }

    @Override
    public AccountabilityCase reject(Actor actor, String id, String reason) {
        return change(actor, id, Right.DECIDE_ACCOUNTABILITY, d -> d.reject(reason));
    }

    @Override
    public AccountabilityCase withdraw(Actor actor, String id, String reason) {
        return change(actor, id, Right.RECOMMEND_ACCOUNTABILITY, d -> d.withdraw(reason));
    }

    @Override
    public AccountabilityCase carriedOut(
            Actor actor,
            String id,
            Party party,
            LocalDate on,
            String document,
            @Nullable Attachment file,
            String note) {
        return change(
                actor, id, Right.CARRY_OUT_ACCOUNTABILITY, d -> d.carriedOut(party, on, document, file, note, zone));
    }

    @Override
    public AccountabilityCase close(Actor actor, String id, String note) {
        return change(actor, id, Right.CLOSE_ACCOUNTABILITY, d -> d.close(note));
    }

    @Override
    public AccountabilityCase object(Actor actor, String id, Party party, String reason) {
        return change(actor, id, Right.OBJECT_TO_ACCOUNTABILITY, d -> d.object(party, reason, calendar()));
    }

    @Override
    public AccountabilityCase decideObjection(Actor actor, String id, int objection, boolean upheld, String reason) {
        return change(
                actor, id, Right.DECIDE_ACCOUNTABILITY_OBJECTION, d -> d.decideObjection(objection, upheld, reason));
    }

    private AccountabilityCase change(Actor actor, String id, Right right, Function<CaseDecide, CaseEvent> decision) {
        Person person = directory.requirePerson(actor.person());
        requireVisible(person, id);
        Entry<AccountabilityCase> after = book.change(actor.person(), clock.instant(), id, before -> {
            AccountabilityCase file = before.orElseThrow(() -> notFound(id)).state();
            access.require(person, right, attributes(file));
            return List.of(decision.apply(new CaseDecide(file, person, today())));
        });
        history(id).forEach(recorded -> {
            if (recorded.version() == after.version()) {
                tell(recorded, after.state());
            }
        });
        return after.state();
    }

    // ---- reading

    @Override
    public AccountabilityCase get(Actor actor, String id) {
        return requireVisible(directory.requirePerson(actor.person()), id);
    }

    @Override
    public List<AccountabilityCase> list(Actor actor, CaseQuery query) {
        Visibility visibility = access.visibility(directory.requirePerson(actor.person()), Right.READ_ACCOUNTABILITY);
        List<AccountabilityCase> found = new ArrayList<>();
        for (Entry<AccountabilityCase> entry : book.all()) {
            AccountabilityCase file = entry.state();
            if (meets(file, query) && visibility.admits(attributes(file))) {
                found.add(file);
            }
        }
        Collections.reverse(found);
        return List.copyOf(found);
    }

    private boolean meets(AccountabilityCase file, CaseQuery query) {
        return (query.unit() == null || query.unit().equals(file.unit()))
                && (query.officer() == null || query.officer().equals(file.officer()))
                && (query.matter() == null || file.matters().contains(query.matter()))
                && (query.states().isEmpty() || query.states().contains(file.state()))
                && (query.year() == 0
                        || query.year() == file.recommendedAt().atZone(zone).getYear());
    }

    @Override
    public List<Recorded> history(Actor actor, String id) {
        requireVisible(directory.requirePerson(actor.person()), id);
        return history(id);
    }

    private List<Recorded> history(String id) {
        return journal.read(new StreamId(CaseEvent.STREAM, id));
    }

    private AccountabilityCase requireVisible(Person person, String id) {
        return book.find(id)
                .map(Entry::state)
                .filter(file ->
                        access.visibility(person, Right.READ_ACCOUNTABILITY).admits(attributes(file)))
                .orElseThrow(() -> notFound(id));
    }

    private static DubanException notFound(String id) {
        return new DubanException(
                Problem.of(ErrorCode.CASE_NOT_FOUND, "id", id, "", "没有这个问责案件", "There is no such case"));
    }

    /**
     * What access to a case depends on. Those it is about, and the organs, come in when it is approved: before, and when it is rejected, it is
     * the office's own affair.
     */
    private static Map<Attribute, Set<String>> attributes(AccountabilityCase file) {
        Map<Attribute, Set<String>> attributes = new EnumMap<>(Attribute.class);
        attributes.put(Attribute.LINE, Set.of(file.line().name()));
        attributes.put(Attribute.REGISTRAR, Set.of(file.recommendedBy()));
        if (!file.consequences().isEmpty()) {
            attributes.put(Attribute.OBLIGED_UNIT, Set.of(file.unit()));
            attributes.put(Attribute.OFFICER, Set.of(file.officer()));
            Set<String> organs = new HashSet<>();
            file.consequences().forEach(c -> organs.add(c.sanction().organ()));
            attributes.put(Attribute.PARTNER, organs);
        }
        return attributes;
    }

    // ---- telling

    private void tellAgain() {
        Instant since = clock.instant().minus(TOLD_AGAIN);
        for (Entry<AccountabilityCase> entry : book.all()) {
            AccountabilityCase file = null;
            for (Recorded recorded : history(entry.id())) {
                file = CaseFold.apply(file, recorded);
                if (recorded.at().isAfter(since)) {
                    tell(recorded, file);
                }
            }
        }
    }

    /** The case is durable by now; a notice that can't be raised doesn't undo it, and is raised at the next start. */
    private void tell(Recorded recorded, AccountabilityCase file) {
        if (file.matters().isEmpty()) {
            return;
        }
        for (CaseNotices.Told told : notices.of(recorded, file)) {
            try {
                desk.raise(
                        told.key(),
                        told.person(),
                        NoticeKind.TASK,
                        file.matters().get(0),
                        told.title(),
                        told.text());
            } catch (DubanException e) {
                LOG.warn("{} can't be told of {} now, but will be at the next start", told.person(), told.key(), e);
            }
        }
    }

    // ---- dossiers

    @Override
    public List<DossierItem> itemsOf(MatterId matter) {
        CaseText text = new CaseText(this::personName, this::unitName, zone);
        List<DossierItem> items = new ArrayList<>();
        for (Entry<AccountabilityCase> entry : book.all()) {
            AccountabilityCase file = entry.state();
            if (file.matters().contains(matter)) {
                byte[] bytes = text.of(file).getBytes(StandardCharsets.UTF_8);
                items.add(new DossierItem(
                        CaseEvent.STREAM + "-" + file.id(),
                        "问责",
                        file.number(),
                        "关于" + unitName(file.unit()) + "的问责案件",
                        personName(file.recommendedBy()),
                        file.recommendedAt().atZone(zone).toLocalDate(),
                        "问责案件-" + file.id() + ".txt",
                        "text/plain; charset=UTF-8",
                        () -> new ByteArrayInputStream(bytes)));
            }
        }
        return List.copyOf(items);
    }

    private String unitName(String id) {
        return directory.unit(id).map(Unit::name).orElse(id);
    }

    private String personName(String id) {
        return directory.person(id).map(Person::name).orElse(id);
    }

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    private WorkCalendar calendar() {
        return calendars.asOf(today());
    }
}
