package org.duban.inspection.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.calendar.Calendars;
import org.duban.api.inspection.DailyBulletin;
import org.duban.api.inspection.FindingRow;
import org.duban.api.inspection.FindingTally;
import org.duban.api.inspection.FindingTally.Dimension;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionEvent.InspectionQuotaReturned;
import org.duban.api.inspection.InspectionEvent.InspectionQuotaTaken;
import org.duban.api.inspection.InspectionEvent.InspectionQuotasSet;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionLoad;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.InspectionQuota;
import org.duban.api.inspection.InspectionStage;
import org.duban.api.inspection.Inspections;
import org.duban.api.inspection.ResultSum;
import org.duban.api.inspection.SampleItem;
import org.duban.api.inspection.Sampling;
import org.duban.api.inspection.Visit;
import org.duban.api.journal.Append.Once;
import org.duban.api.journal.Append.Part;
import org.duban.api.journal.Event;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Receipt;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamBook;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.MatterCommand.RecordCheck;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Method;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.inspection.internal.Transitions.Row;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Carries out commands on inspections, lists and counts. */
@Component(service = Inspections.class)
public final class InspectionService implements Inspections {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 12;
    private static final int SEED_BYTES = 16;
    private static final int ATTEMPTS = 100;
    private static final int MAX_QUOTAS = 1000;

    private final Journal journal;
    private final Books books;
    private final InspectionRules rules;
    private final Measures measures;
    private final Matters matters;
    private final Ledger ledger;
    private final Access access;
    private final Directory directory;
    private final Calendars calendars;
    private final InstantSource clock;
    private final ZoneId zone;
    private final RandomGenerator random;

    @Activate
    public InspectionService(
            @Reference InspectionComponent inspections,
            @Reference Journal journal,
            @Reference Matters matters,
            @Reference Ledger ledger,
            @Reference Access access,
            @Reference Directory directory,
            @Reference Calendars calendars,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this(
                journal,
                inspections.books(),
                inspections.rules(),
                matters,
                ledger,
                access,
                directory,
                calendars,
                clock,
                zone,
                new SecureRandom());
    }

    InspectionService(
            Journal journal,
            Books books,
            InspectionRules rules,
            Matters matters,
            Ledger ledger,
            Access access,
            Directory directory,
            Calendars calendars,
            InstantSource clock,
            ZoneId zone,
            RandomGenerator random) {
        this.journal = journal;
        this.books = books;
        this.rules = rules;
        this.measures = new Measures(rules.dimensions());
        this.matters = matters;
        this.ledger = ledger;
        this.access = access;
        this.directory = directory;
        this.calendars = calendars;
        this.clock = clock;
        this.zone = zone;
        this.random = random;
    }

    // ---- commands

    @Override
    public Inspection plan(Actor actor, InspectionPlan plan, CommandOptions options) {
        Person person = directory.requirePerson(actor.person());
        if (options.expectedVersion() != null) {
            throw new DubanException(Problem.invalid("expectedVersion", options.expectedVersion(), "空", "拟定时没有版本"));
        }
        access.require(
                person,
                Right.PLAN_INSPECTIONS,
                Map.of(Attribute.LINE, Set.of(plan.line().name())));
        Once once = once(options, actor, "", plan);
        Optional<String> before = planned(once);
        if (before.isPresent()) {
            return view(person, new InspectionId(before.get()));
        }
        String id = newId();
        try {
            books.inspections()
                    .change(
                            actor.person(),
                            clock.instant(),
                            id,
                            once,
                            List.of(),
                            none -> List.of(Decide.plan(
                                    plan, context(person, plan.from().getYear(), plan.line()))));
        } catch (IllegalStateException e) {
            // Somebody planned it with this very key in between: theirs is the one.
            return view(person, new InspectionId(planned(once).orElseThrow(() -> e)));
        }
        return view(person, new InspectionId(id));
    }

    /** The inspection a key made the first time. */
    private Optional<String> planned(@Nullable Once once) {
        return once == null
                ? Optional.empty()
                : journal.find(once)
                        .map(Receipt::recorded)
                        .map(recorded -> recorded.get(0).stream().id());
    }

    @Override
    public Inspection execute(Actor actor, InspectionId id, InspectionCommand command, CommandOptions options) {
        Person person = directory.requirePerson(actor.person());
        Once once = once(options, actor, id.value(), command);
        if (once != null && journal.find(once).isPresent()) {
            return view(person, id);
        }
        Inspection before = books.find(id).orElseThrow(() -> notFound(id));
        allow(person, before, command, options);
        MatterId matter = matter(actor, before, command);
        if (command instanceof ApprovePlan || command instanceof CancelInspection || command instanceof RevisePlan) {
            withQuota(person, id, command, options, once);
        } else {
            change(person, id, command, options, once, matter, List.of());
        }
        return view(person, id);
    }

    private void change(
            Person person,
            InspectionId id,
            InspectionCommand command,
            CommandOptions options,
            @Nullable Once once,
            @Nullable MatterId matter,
            List<Part> with) {
        byte[] chance = new byte[SEED_BYTES];
        random.nextBytes(chance);
        String seed = HexFormat.of().formatHex(chance);
        StreamBook.Decision<Inspection> decision = entry -> {
            Inspection inspection = entry.orElseThrow(() -> notFound(id)).state();
            allow(person, inspection, command, options);
            Context context =
                    context(person, inspection.year(), inspection.plan().line());
            return Decide.on(inspection, command, matter, context.with(seed));
        };
        books.inspections().change(person.id(), clock.instant(), id.value(), once, with, decision);
    }

    /** Approving, revising and cancelling change the year's quota in the same append, so that two at once can't both have its last place. */
    private void withQuota(
            Person person, InspectionId id, InspectionCommand command, CommandOptions options, @Nullable Once once) {
        for (int attempt = 1; ; attempt++) {
            Inspection inspection = books.find(id).orElseThrow(() -> notFound(id));
            int year = inspection.year();
            long version = books.quotaVersion(year);
            List<Part> with = quotaEvent(inspection, command)
                    .map(event -> List.of(new Part(Books.quotaStream(year), version, List.of(event))))
                    .orElse(List.of());
            // What is taken or given back depends on the stage, so the inspection must be this very one.
            CommandOptions exact =
                    options.expectedVersion() != null ? options : CommandOptions.ifVersion(inspection.version());
            try {
                change(person, id, command, exact, once, null, with);
                return;
            } catch (DubanException e) {
                if (e.code() != ErrorCode.VERSION_CONFLICT
                        || options.expectedVersion() != null
                        || attempt == ATTEMPTS) {
                    throw e;
                }
            } finally {
                books.refreshQuota(year);
            }
        }
    }

    private static Optional<Event> quotaEvent(Inspection inspection, InspectionCommand command) {
        if (command instanceof ApprovePlan) {
            return Optional.of(new InspectionQuotaTaken(
                    inspection.id(), inspection.plan().kind(), inspection.plan().objects()));
        }
        return inspection.stage() == InspectionStage.APPROVED
                ? Optional.of(new InspectionQuotaReturned(inspection.id()))
                : Optional.empty();
    }

    /** Whether the person may give this command at all: seen, version, stage, right, the finding's state. */
    private void allow(Person person, Inspection inspection, InspectionCommand command, CommandOptions options) {
        Inspection seen = new Sight(person, access).of(inspection).orElseThrow(() -> notFound(inspection.id()));
        Long expected = options.expectedVersion();
        if (expected != null && expected != inspection.version()) {
            throw new DubanException(Problem.of(
                    ErrorCode.VERSION_CONFLICT,
                    "expectedVersion",
                    expected,
                    Long.toString(inspection.version()),
                    "督查已有变化，请查看后再办理",
                    "The inspection has moved on"));
        }
        Row row = Transitions.of(command);
        Map<Attribute, Set<String>> subject = Sight.attributes(inspection);
        if (command instanceof OfFinding about) {
            InspectionFinding finding = seen.finding(about.finding())
                    .orElseThrow(() -> new DubanException(Decide.noSuchPart("finding", about.finding(), "问题")));
            subject = Sight.attributes(inspection, finding);
        } else if (command instanceof RaiseInspectionObjection objection) {
            subject = objection.finding() == 0
                    ? Sight.attributesOfObjects(inspection)
                    : Sight.attributes(
                            inspection,
                            seen.finding(objection.finding())
                                    .orElseThrow(() -> new DubanException(
                                            Decide.noSuchPart("finding", objection.finding(), "问题"))));
        }
        access.require(person, row.right(), subject);
        Transitions.check(row, inspection).ifPresent(InspectionService::refuse);
        if (command instanceof OfFinding about) {
            inspection
                    .finding(about.finding())
                    .flatMap(finding -> Transitions.check(row, finding))
                    .ifPresent(InspectionService::refuse);
        }
    }

    /**
     * What is done on matters for a command, before the inspection's own event: with a key of the finding, so that after a crash in between
     * the same command finds it done.
     */
    private @Nullable MatterId matter(Actor actor, Inspection inspection, InspectionCommand command) {
        if (!(command instanceof LinkFinding || command instanceof OpenMatter)) {
            return null;
        }
        int number = ((OfFinding) command).finding();
        InspectionFinding finding = inspection.finding(number).orElseThrow();
        if (finding.matter() != null) {
            // Refused by the decision, with nothing done.
            return finding.matter();
        }
        String key = "inspection/" + inspection.id() + "/" + number;
        if (command instanceof OpenMatter open) {
            return matters.register(actor, open.draft(), CommandOptions.key(key + "/open"))
                    .id();
        }
        MatterId matter = ((LinkFinding) command).matter();
        Optional<Visit> visit = inspection.visit(finding.visit()).map(Inspection.VisitEntry::visit);
        RecordCheck check = new RecordCheck(
                visit.map(Visit::method).orElse(Method.DESK),
                visit.map(Visit::place).orElse(""),
                visit.map(Visit::people).orElse(List.of(actor.person())),
                "督查" + inspection.number() + "第" + number + "个问题：" + finding.text(),
                finding.evidence());
        return matters.execute(actor, matter, check, CommandOptions.key(key + "/" + matter))
                .id();
    }

    private Context context(Person person, int year, Line line) {
        boolean mayExceed = access.visibility(person, Right.APPROVE_BEYOND_QUOTA)
                .admits(Map.of(Attribute.LINE, Set.of(line.name())));
        return new Context(
                person, clock.instant(), calendars.current(), zone, directory, rules, books.quota(year), mayExceed, "");
    }

    private static @Nullable Once once(CommandOptions options, Actor actor, String id, Object command) {
        String key = options.key();
        if (key == null) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((actor.person() + "\n" + id + "\n" + command).getBytes(StandardCharsets.UTF_8));
            return new Once(key, HexFormat.of().formatHex(digest, 0, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 60 bits of chance; the journal refuses one that is taken. */
    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }

    // ---- reading

    private Inspection view(Person person, InspectionId id) {
        return books.find(id).flatMap(new Sight(person, access)::of).orElseThrow(() -> notFound(id));
    }

    /** Everything a person sees, the first planned first. */
    private List<Inspection> seen(Actor actor) {
        Sight sight = new Sight(directory.requirePerson(actor.person()), access);
        return books.all().stream().flatMap(i -> sight.of(i).stream()).toList();
    }

    private Figures figures(Instant instant) {
        return new Figures(instant, zone, calendars.asOf(instant.atZone(zone).toLocalDate()), rules.lightRule());
    }

    private Figures figures() {
        Instant now = clock.instant();
        return new Figures(now, zone, calendars.current(), rules.lightRule());
    }

    private Figures asOf(@Nullable Instant asOf) {
        return asOf == null ? figures() : figures(asOf);
    }

    @Override
    public Inspection get(Actor actor, InspectionId id) {
        return view(directory.requirePerson(actor.person()), id);
    }

    @Override
    public List<Recorded> history(Actor actor, InspectionId id) {
        Person person = directory.requirePerson(actor.person());
        Inspection inspection = books.find(id).orElseThrow(() -> notFound(id));
        Sight sight = new Sight(person, access);
        if (sight.of(inspection).isEmpty()) {
            throw notFound(id);
        }
        access.require(person, Right.READ_INSPECTIONS, Sight.attributes(inspection));
        return journal.read(id.stream());
    }

    @Override
    public List<Inspection> list(Actor actor, InspectionQuery query, int limit) {
        checkLimit(limit);
        List<Inspection> all = new ArrayList<>(seen(actor));
        Collections.reverse(all);
        return all.stream().filter(i -> Figures.fits(query, i)).limit(limit).toList();
    }

    @Override
    public List<FindingRow> findings(Actor actor, InspectionQuery query, @Nullable Instant asOf, int limit) {
        checkLimit(limit);
        return asOf(asOf).rows(seen(actor), query).stream().limit(limit).toList();
    }

    @Override
    public FindingTally count(Actor actor, InspectionQuery query, Dimension by, @Nullable Instant asOf) {
        return asOf(asOf).tally(seen(actor), query, by);
    }

    @Override
    public List<ResultSum> results(Actor actor, InspectionQuery query) {
        return measures.sum(figures().results(seen(actor), query));
    }

    @Override
    public DailyBulletin bulletin(Actor actor, InspectionQuery query, LocalDate day) {
        Instant now = clock.instant();
        LocalDate today = now.atZone(zone).toLocalDate();
        if (day.isAfter(today)) {
            throw new DubanException(Problem.invalid("day", day, "不晚于今天（" + today + "）", "这一天还没有到"));
        }
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        return figures(end.isAfter(now) ? now : end).bulletin(seen(actor), query, this::shortName);
    }

    private String shortName(String unit) {
        return directory.unit(unit).map(Unit::shortName).orElse(unit);
    }

    @Override
    public String text(DailyBulletin bulletin) {
        return BulletinText.of(bulletin);
    }

    @Override
    public List<InspectionLoad> burden(Actor actor, LocalDate from, LocalDate to) {
        return figures().burden(seen(actor), from, to);
    }

    @Override
    public List<SampleItem> frame(Actor actor, LedgerQuery query) {
        List<SampleItem> frame = new ArrayList<>();
        String next = null;
        do {
            Page page = ledger.list(actor, query, next, Ledger.MAX_PAGE);
            page.rows().stream().map(this::item).forEach(frame::add);
            if (frame.size() > Sampling.MAX_FRAME) {
                throw new DubanException(
                        Problem.invalid("query", "", "至多 " + Sampling.MAX_FRAME + " 件事项", "抽样框太大，请缩小范围"));
            }
            next = page.next();
        } while (next != null);
        return List.copyOf(frame);
    }

    private SampleItem item(LedgerRow row) {
        String unit = row.leadUnit();
        return new SampleItem(row.id().value(), row.number() + " " + row.title(), unit == null ? "" : shortName(unit));
    }

    // ---- quotas

    @Override
    public void setQuotas(Actor actor, int year, List<InspectionQuota> quotas, String reason) {
        Person person = directory.requirePerson(actor.person());
        access.require(person, Right.SET_INSPECTION_QUOTAS, Map.of());
        Checks checks = new Checks()
                .text("reason", reason, "下达或调整年度督查计划的依据")
                .that(year >= 2000 && year <= 9999, Problem.invalid("year", year, "2000 至 9999", "年度不对"))
                .that(
                        quotas.size() <= MAX_QUOTAS,
                        Problem.invalid("quotas", quotas.size(), "不超过 " + MAX_QUOTAS + " 项", "太多"));
        for (InspectionQuota quota : quotas) {
            String kind = quota.kind();
            String unit = quota.unit();
            checks.that(
                            kind == null || rules.kinds().contains(kind),
                            Problem.invalid("quotas.kind", kind, String.join("、", rules.kinds()), "没有这类督查"))
                    .that(
                            unit == null || directory.unit(unit).isPresent(),
                            Problem.of(
                                    ErrorCode.UNIT_UNKNOWN,
                                    "quotas.unit",
                                    unit,
                                    "通讯录中的单位",
                                    "通讯录中没有这个单位",
                                    "The directory has no such unit"));
        }
        long different =
                quotas.stream().map(q -> q.kind() + "\n" + q.unit()).distinct().count();
        checks.that(different == quotas.size(), Problem.invalid("quotas", quotas.size(), "种类和单位各不相同", "重复的限额"))
                .done();
        books.quotas()
                .change(
                        person.id(),
                        clock.instant(),
                        Integer.toString(year),
                        before -> List.of(new InspectionQuotasSet(quotas, reason)));
    }

    @Override
    public List<InspectionQuota.Use> quotas(Actor actor, int year) {
        Person person = directory.requirePerson(actor.person());
        access.require(
                person,
                Right.PLAN_INSPECTIONS,
                Map.of(Attribute.LINE, person.lines().stream().map(Line::name).collect(Collectors.toSet())));
        return books.quota(year).uses();
    }

    // ---- refusals

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw new DubanException(Problem.invalid("limit", limit, "1 至 " + MAX_ROWS, "行数不对"));
        }
    }

    private static void refuse(Problem problem) {
        throw new DubanException(problem);
    }

    private static DubanException notFound(InspectionId id) {
        return new DubanException(Problem.of(
                ErrorCode.INSPECTION_NOT_FOUND,
                "id",
                id,
                "可见的督查行动编号",
                "没有这项督查行动，或无权查看",
                "No such inspection, or not visible"));
    }
}
