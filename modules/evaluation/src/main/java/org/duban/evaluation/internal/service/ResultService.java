package org.duban.evaluation.internal.service;

import static org.duban.api.evaluation.Derivation.figure;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.calendar.Calendars;
import org.duban.api.evaluation.Coverage;
import org.duban.api.evaluation.Derivation;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.Point;
import org.duban.api.evaluation.ResultEvent;
import org.duban.api.evaluation.ResultFile;
import org.duban.api.evaluation.ResultFile.Announcement;
import org.duban.api.evaluation.ResultFile.Publication;
import org.duban.api.evaluation.ResultPeriod;
import org.duban.api.evaluation.ResultRow;
import org.duban.api.evaluation.ResultRow.RuleSum;
import org.duban.api.evaluation.ResultTable;
import org.duban.api.evaluation.Results;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSet.Grade;
import org.duban.api.evaluation.RuleSet.Load;
import org.duban.api.evaluation.RuleSet.Rule;
import org.duban.api.evaluation.Subject;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.evaluation.YearlyShare;
import org.duban.api.journal.Journal;
import org.duban.api.journal.StreamBook;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.evaluation.internal.result.ResultDecisions;
import org.duban.evaluation.internal.result.ScoreStore.Sum;
import org.duban.evaluation.internal.result.SumBook;
import org.duban.evaluation.internal.result.Tallying;
import org.duban.evaluation.internal.rules.RuleSetBook;
import org.duban.evaluation.internal.rules.RuleSetService;
import org.duban.evaluation.internal.score.Assessor;
import org.duban.evaluation.internal.score.Entry;
import org.duban.evaluation.internal.score.Explainer;
import org.duban.evaluation.internal.score.MatterFacts;
import org.duban.evaluation.internal.score.Names;
import org.duban.evaluation.internal.score.Signatures;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Adds up, explains, announces and publishes. */
@Component(service = Results.class)
public final class ResultService implements Results {

    private static final int ATTEMPTS = 10;

    private final EvaluationComponent component;
    private final RuleSetBook rules;
    private final Journal journal;
    private final Ledger ledger;
    private final Directory directory;
    private final Access access;
    private final Calendars calendars;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Names names;
    private final StreamBook<ResultFile> book;

    @Activate
    public ResultService(
            @Reference EvaluationComponent component,
            @Reference RuleSetService ruleSets,
            @Reference Journal journal,
            @Reference Ledger ledger,
            @Reference Directory directory,
            @Reference Access access,
            @Reference Calendars calendars,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.component = component;
        this.rules = ruleSets.book();
        this.journal = journal;
        this.ledger = ledger;
        this.directory = directory;
        this.access = access;
        this.calendars = calendars;
        this.clock = clock;
        this.zone = zone;
        this.names = new Names(directory);
        this.book = new StreamBook<>(journal, ResultEvent.STREAM, ResultDecisions::fold);
    }

    // ---- who sees what

    /** Which subjects' results the actor may see. */
    private Predicate<Subject> readable(Actor actor) {
        if (actor.equals(Actor.DUBAN)) {
            return subject -> true;
        }
        Visibility visibility = access.visibility(directory.requirePerson(actor.person()), Right.READ_RESULTS);
        if (visibility.clauses().isEmpty()) {
            access.require(directory.requirePerson(actor.person()), Right.READ_RESULTS, Map.of());
        }
        return subject -> visibility.admits(attributes(subject));
    }

    private Map<Attribute, Set<String>> attributes(Subject subject) {
        Map<Attribute, Set<String>> attributes = new EnumMap<>(Attribute.class);
        Optional<Person> person = subject.kind() == SubjectKind.LEADER || subject.kind() == SubjectKind.OFFICER
                ? directory.person(subject.id())
                : Optional.empty();
        switch (subject.kind()) {
            case UNIT -> {
                attributes.put(Attribute.OBLIGED_UNIT, Set.of(subject.id()));
                attributes.put(Attribute.LEAD_UNIT, Set.of(subject.id()));
            }
            case LEADER -> {
                attributes.put(Attribute.LEADER, Set.of(subject.id()));
                person.map(Person::unit).ifPresent(unit -> attributes.put(Attribute.OBLIGED_UNIT, Set.of(unit)));
            }
            case GROUP -> attributes.put(Attribute.GROUP, Set.of(subject.id()));
            case OFFICER -> {
                attributes.put(Attribute.OFFICER, Set.of(subject.id()));
                person.filter(p -> p.group() > 0)
                        .ifPresent(p -> attributes.put(Attribute.GROUP, Set.of(Integer.toString(p.group()))));
            }
        }
        return attributes;
    }

    private static ResultTable only(ResultTable table, Predicate<Subject> readable) {
        return new ResultTable(
                table.period(),
                table.ruleSet(),
                table.rows().stream()
                        .filter(row -> readable.test(row.subject()))
                        .toList());
    }

    // ---- adding up

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }

    private RuleSet rulesFor(ResultPeriod period) {
        LocalDate today = today();
        return rules.on(period.lastDay().isBefore(today) ? period.lastDay() : today);
    }

    private Optional<Rule> anyRule(String id) {
        List<RuleSet> all = rules.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            Optional<Rule> rule = all.get(i).rule(id);
            if (rule.isPresent()) {
                return rule;
            }
        }
        return Optional.empty();
    }

    private List<ResultRow> rows(SubjectKind kind, Map<String, List<Sum>> totals, RuleSet by) {
        return Tallying.rows(kind, totals, by, this::anyRule, id -> names.subject(new Subject(kind, id)));
    }

    private ResultTable whole(ResultPeriod period) {
        component.catchUp();
        RuleSet by = rulesFor(period);
        List<ResultRow> rows = new ArrayList<>();
        for (SubjectKind kind : SubjectKind.values()) {
            rows.addAll(rows(kind, component.store().totals(kind, period), by));
        }
        return new ResultTable(period, by.reference(), rows);
    }

    @Override
    public ResultTable preview(Actor actor, ResultPeriod period) {
        Predicate<Subject> readable = readable(actor);
        return only(whole(period), readable);
    }

    @Override
    public ResultTable ranking(Actor actor, ResultPeriod period, SubjectKind kind) {
        Predicate<Subject> readable = readable(actor);
        component.catchUp();
        RuleSet by = rulesFor(period);
        return only(
                new ResultTable(
                        period, by.reference(), rows(kind, component.store().totals(kind, period), by)),
                readable);
    }

    @Override
    public ResultTable whatIf(Actor actor, ResultPeriod period, RuleSet by) {
        Predicate<Subject> readable = readable(actor);
        component.catchUp();
        Map<SubjectKind, SumBook> sums = new EnumMap<>(SubjectKind.class);
        for (SubjectKind kind : SubjectKind.values()) {
            sums.put(kind, new SumBook());
        }
        component.store().forEach(facts -> {
            for (Entry entry : Entry.of(facts, Assessor.assess(facts, day -> by))) {
                if (within(period, entry.month())) {
                    SumBook book = sums.get(entry.subject().kind());
                    if (book != null) {
                        book.add(entry.subject().id(), entry.rule(), entry.times(), entry.amount(), entry.weight());
                    }
                }
            }
        });
        List<ResultRow> rows = new ArrayList<>();
        sums.forEach((kind, book) -> rows.addAll(Tallying.rows(
                kind, book.totals(), by, id -> Optional.empty(), id -> names.subject(new Subject(kind, id)))));
        return only(new ResultTable(period, by.reference(), rows), readable);
    }

    private static boolean within(ResultPeriod period, int month) {
        return month / 100 == period.year() && (period.isYear() || month % 100 == period.month());
    }

    // ---- explaining

    /** A matter as it counts in a result. */
    private record Counted(MatterFacts facts, Explainer explainer) {}

    private List<Counted> counted(Subject subject, ResultPeriod period) {
        List<Counted> counted = new ArrayList<>();
        for (MatterId id : component.store().matters(subject, period)) {
            component
                    .store()
                    .facts(id)
                    .ifPresent(facts -> counted.add(new Counted(
                            facts,
                            new Explainer(
                                    facts,
                                    Assessor.assess(facts, rules::on),
                                    Signatures.of(journal.read(EvaluationEvent.stream(id))),
                                    names))));
        }
        return counted;
    }

    private static List<Point> points(List<Counted> counted, Subject subject, ResultPeriod period) {
        return counted.stream()
                .flatMap(c -> c.explainer().points().stream())
                .filter(p -> p.subject().equals(subject))
                .filter(p -> within(
                        period, p.fact().on().getYear() * 100 + p.fact().on().getMonthValue()))
                .sorted(Comparator.comparing((Point p) -> p.fact().on()).thenComparing(Point::matter))
                .toList();
    }

    private DubanException notFound(Subject subject) {
        return new DubanException(Problem.of(
                ErrorCode.RESULT_NOT_FOUND, "subject", subject.id(), "", "没有这个考核结果，或无权查看", "No such result"));
    }

    private void requireReadable(Actor actor, Subject subject) {
        if (!readable(actor).test(subject)) {
            throw notFound(subject);
        }
    }

    @Override
    public List<Point> points(Actor actor, ResultPeriod period, Subject subject) {
        requireReadable(actor, subject);
        component.catchUp();
        return points(counted(subject, period), subject, period);
    }

    @Override
    public Derivation explain(Actor actor, ResultPeriod period, Subject subject) {
        requireReadable(actor, subject);
        ResultTable table = whole(period);
        ResultRow row = table.of(subject).orElseThrow(() -> notFound(subject));
        RuleSet by = rulesFor(period);
        List<Counted> counted = counted(subject, period);
        List<Derivation> parts = new ArrayList<>();
        parts.add(given("基本基数", row.base(), by));
        parts.add(new Derivation(
                "办理得分",
                row.work(),
                figure(by.tally().work()) + " × " + figure(row.mean()),
                List.of(mean(subject, row, by, counted, period)),
                by.reference(),
                null,
                null));
        List<Point> points = points(counted, subject, period);
        for (boolean bonus : new boolean[] {true, false}) {
            List<Derivation> sums = new ArrayList<>();
            for (RuleSum sum : row.sums()) {
                if (sum.given().signum() > 0 == bonus) {
                    sums.add(sum(sum, row, by, points));
                }
            }
            if (!sums.isEmpty()) {
                parts.add(new Derivation(
                        bonus ? "加分" : "扣分",
                        bonus ? row.bonus() : row.deduction(),
                        "",
                        sums,
                        by.reference(),
                        null,
                        null));
            }
        }
        return new Derivation(
                row.name() + period.zh() + "考核结果",
                row.total(),
                figure(row.base()) + " + " + figure(row.work())
                        + (row.bonus().signum() == 0 ? "" : " + " + figure(row.bonus()))
                        + (row.deduction().signum() == 0
                                ? ""
                                : " − " + figure(row.deduction().negate())),
                parts,
                by.reference(),
                null,
                null);
    }

    private static Derivation given(String label, BigDecimal value, RuleSet by) {
        return new Derivation(label, value, "", List.of(), by.reference(), null, null);
    }

    private Derivation mean(Subject subject, ResultRow row, RuleSet by, List<Counted> counted, ResultPeriod period) {
        List<Derivation> scores = new ArrayList<>();
        for (Counted c : counted) {
            LocalDate on = c.explainer().assessment().evaluatedOn();
            if (on != null && within(period, on.getYear() * 100 + on.getMonthValue())) {
                Derivation score = c.explainer().score();
                BigDecimal value = score.value();
                String weight = "";
                for (var share : c.explainer().assessment().shares()) {
                    if (share.subject().equals(subject) && share.score() != null) {
                        value = share.score();
                        weight = share.weight().compareTo(BigDecimal.ONE) == 0
                                ? ""
                                : "（权重 " + figure(share.weight()) + "）";
                    }
                }
                scores.add(new Derivation(
                        c.facts().number() + weight,
                        value,
                        score.formula(),
                        score.parts(),
                        score.rule(),
                        c.facts().matter(),
                        null));
            }
        }
        Load load = by.tally().load();
        String formula = row.matters() + " 件的平均分"
                + (load.prior().signum() == 0 || row.matters() == 0 ? "" : "，按 " + figure(load.prior()) + " 件全区平均水平校正");
        return new Derivation("平均分", row.mean(), formula, scores, by.reference(), null, null);
    }

    private static Derivation sum(RuleSum sum, ResultRow row, RuleSet by, List<Point> points) {
        List<Derivation> each = points.stream()
                .filter(p -> p.rule().equals(sum.rule()))
                .map(p -> new Derivation(
                        p.text(),
                        p.amount(),
                        "",
                        List.of(),
                        p.ruleSet() + " " + p.rule(),
                        p.matter(),
                        new Derivation.EventRef(p.fact().stream(), p.fact().version())))
                .toList();
        String formula = "";
        if (sum.given().compareTo(sum.counted()) != 0) {
            int per = by.tally().load().pointsPer();
            formula = "合计 " + figure(sum.given())
                    + (per > 0 && row.matters() > per ? "，按每 " + per + " 件折算（共 " + row.matters() + " 件）" : "")
                    + by.rule(sum.rule())
                            .map(Rule::most)
                            .filter(most -> sum.counted().abs().compareTo(most) == 0)
                            .map(most -> "，封顶 " + figure(most))
                            .orElse("");
        }
        return new Derivation(
                sum.name() + " " + sum.times() + " 次", sum.counted(), formula, each, sum.rule(), null, null);
    }

    // ---- announcing, objecting, publishing

    private ResultFile change(Actor actor, ResultPeriod period, Function<Optional<ResultFile>, ResultEvent> decision) {
        Instant now = clock.instant();
        ResultFile file = book.change(
                        actor.person(),
                        now,
                        period.toString(),
                        before -> List.of(decision.apply(before.map(StreamBook.Entry::state))))
                .state();
        return visible(actor, file);
    }

    private ResultFile visible(Actor actor, ResultFile file) {
        Predicate<Subject> readable = readable(actor);
        boolean everything = actor.equals(Actor.DUBAN)
                || access.visibility(directory.requirePerson(actor.person()), Right.READ_RANKING)
                        .admits(Map.of());
        if (everything) {
            return file;
        }
        return new ResultFile(
                file.period(),
                file.announcements().stream()
                        .map(a -> new Announcement(
                                a.number(),
                                only(a.table(), readable),
                                a.sha256(),
                                a.objectUntil(),
                                a.note(),
                                a.by(),
                                a.at()))
                        .toList(),
                file.objections().stream()
                        .filter(o -> readable.test(Subject.unit(o.unit())))
                        .toList(),
                file.publications().stream()
                        .map(p -> new Publication(
                                p.number(),
                                p.announcement(),
                                only(p.table(), readable),
                                p.sha256(),
                                p.intact(),
                                p.note(),
                                p.by(),
                                p.at()))
                        .toList());
    }

    @Override
    public ResultFile announce(Actor actor, ResultPeriod period, String note) {
        access.require(directory.requirePerson(actor.person()), Right.PUBLISH_RESULTS, Map.of());
        return change(actor, period, file -> {
            ResultTable table = whole(period);
            LocalDate today = today();
            LocalDate until = calendars
                    .asOf(today)
                    .addWorkingDays(today, rulesFor(period).tally().objectionDays())
                    .date();
            return ResultDecisions.announce(file, table, today, until, note);
        });
    }

    @Override
    public ResultFile object(Actor actor, ResultPeriod period, String unit, List<MatterId> matters, String reason) {
        directory.requireUnit(unit);
        access.require(
                directory.requirePerson(actor.person()),
                Right.OBJECT_TO_RESULTS,
                Map.of(Attribute.OBLIGED_UNIT, Set.of(unit), Attribute.LEAD_UNIT, Set.of(unit)));
        component.catchUp();
        Set<MatterId> contained = new HashSet<>(component.store().matters(Subject.unit(unit), period));
        Set<String> signers = new HashSet<>();
        for (MatterId id : matters.isEmpty() ? contained : Set.copyOf(matters)) {
            journal.read(EvaluationEvent.stream(id)).forEach(r -> signers.add(r.actor()));
        }
        return change(
                actor,
                period,
                file -> ResultDecisions.object(
                        file, period, today(), unit, List.copyOf(matters), contained, signers, reason));
    }

    @Override
    public ResultFile decide(Actor actor, ResultPeriod period, int objection, boolean upheld, String reason) {
        access.require(directory.requirePerson(actor.person()), Right.DECIDE_RESULT_OBJECTION, Map.of());
        return change(actor, period, file -> ResultDecisions.decide(file, actor.person(), objection, upheld, reason));
    }

    @Override
    public ResultFile publish(Actor actor, ResultPeriod period, String note) {
        access.require(directory.requirePerson(actor.person()), Right.PUBLISH_RESULTS, Map.of());
        return change(actor, period, file -> ResultDecisions.publish(file, period, today(), note));
    }

    @Override
    public ResultFile file(Actor actor, ResultPeriod period) {
        return visible(
                actor,
                book.find(period.toString())
                        .map(StreamBook.Entry::state)
                        .orElse(new ResultFile(period, List.of(), List.of(), List.of())));
    }

    // ---- the yearly assessment

    private Optional<Publication> published(int year) {
        return book.find(ResultPeriod.year(year).toString())
                .flatMap(e -> e.state().published());
    }

    private int running(Subject subject, String grade, int year) {
        int years = 0;
        for (int y = year; !grade.isEmpty(); y--) {
            boolean same = published(y)
                    .flatMap(p -> p.table().of(subject))
                    .filter(row -> row.grade().equals(grade))
                    .isPresent();
            if (!same) {
                break;
            }
            years++;
        }
        return years;
    }

    private RuleSet rulesOf(ResultTable table) {
        String reference = table.ruleSet();
        return rules.all().stream()
                .filter(r -> r.reference().equals(reference))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a result by a rule set that isn't there: " + reference));
    }

    @Override
    public List<YearlyShare> yearly(Actor actor, int year) {
        Predicate<Subject> readable = readable(actor);
        Publication published = published(year)
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.RESULT_NOT_FOUND,
                        "year",
                        year,
                        "已公布的年度",
                        year + "年的考核结果尚未公布",
                        "The results of that year are not published")));
        RuleSet by = rulesOf(published.table());
        List<YearlyShare> shares = new ArrayList<>();
        for (ResultRow row : published.table().of(SubjectKind.UNIT)) {
            if (!readable.test(row.subject())) {
                continue;
            }
            int years = running(row.subject(), row.grade(), year);
            BigDecimal share = by.tally()
                    .rounding()
                    .round(row.total().multiply(by.tally().yearlyWeight()).movePointLeft(2));
            List<String> advice = advice(by, row.grade(), years);
            shares.add(share(row, null, "", by, share, years, advice));
            for (Person person : directory.people(row.id())) {
                if (person.roles().contains(Role.RESPONSIBLE_LEADER)) {
                    shares.add(share(row, person.id(), person.name(), by, share, years, advice));
                }
            }
        }
        return shares;
    }

    private static YearlyShare share(
            ResultRow row,
            @Nullable String person,
            String name,
            RuleSet by,
            BigDecimal share,
            int years,
            List<String> advice) {
        return new YearlyShare(
                row.id(),
                row.name(),
                person,
                name,
                row.total(),
                by.tally().yearlyWeight(),
                share,
                row.rank(),
                row.grade(),
                years,
                advice);
    }

    private static List<String> advice(RuleSet by, String grade, int years) {
        List<String> advice = new ArrayList<>();
        for (Grade g : by.tally().grades()) {
            if (g.name().equals(grade)) {
                if (g.years() > 0 && years >= g.years()) {
                    advice.add(g.again());
                } else if (!g.advice().isEmpty()) {
                    advice.add(g.advice());
                }
            }
        }
        return advice;
    }

    @Override
    public String yearlyCsv(Actor actor, int year) {
        StringBuilder csv = new StringBuilder("\uFEFF");
        line(csv, "年度", "单位", "对象", "考核结果", "权重（%）", "计入年度考核", "名次", "等次", "连续年数", "建议");
        for (YearlyShare s : yearly(actor, year)) {
            line(
                    csv,
                    Integer.toString(year),
                    s.unitName(),
                    s.person() == null ? "领导班子" : s.personName(),
                    s.total().toPlainString(),
                    s.weight().toPlainString(),
                    s.share().toPlainString(),
                    s.rank() == 0 ? "" : Integer.toString(s.rank()),
                    s.grade(),
                    s.yearsRunning() == 0 ? "" : Integer.toString(s.yearsRunning()),
                    String.join("、", s.advice()));
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        csv.append("\r\n");
    }

    /** Quoted where RFC 4180 asks for it; a text that a spreadsheet would take for a formula is one no more. */
    private static String cell(String text) {
        boolean number = text.matches("-?[0-9]+(\\.[0-9]+)?");
        String safe = !number && text.matches("[=+\\-@\\t\\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    // ---- reconciling

    @Override
    public Coverage coverage(Actor actor, int year, @Nullable String formType) {
        if (!actor.equals(Actor.DUBAN)) {
            access.require(directory.requirePerson(actor.person()), Right.READ_RESULTS, Map.of());
        }
        LocalDate from = year == 0 ? null : ResultPeriod.year(year).firstDay();
        LocalDate to = year == 0 ? null : ResultPeriod.year(year).lastDay();
        LedgerQuery.Builder query = LedgerQuery.where().received(from, to);
        if (formType != null) {
            query.formType(formType);
        }
        // Both are looked at while nothing is written in between; who writes all the time gets the last look.
        Coverage coverage = new Coverage(0, Map.of());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long head = journal.head();
            component.catchUp();
            long count =
                    ledger.count(Actor.DUBAN, query.build(), Dimension.STANDING).total();
            coverage = new Coverage(count, new HashMap<>(component.store().states(from, to, formType)));
            if (journal.head() == head) {
                break;
            }
        }
        return coverage;
    }
}
