package org.duban.evaluation.internal.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.calendar.DueDate;
import org.duban.api.evaluation.Derivation;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.EvaluationForm;
import org.duban.api.evaluation.EvaluationForm.Signature;
import org.duban.api.evaluation.Evaluations;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.MatterEvaluation;
import org.duban.api.evaluation.MatterEvaluation.UnitScore;
import org.duban.api.evaluation.Point;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.journal.Append;
import org.duban.api.journal.Append.Part;
import org.duban.api.journal.Append.Rows;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Person;
import org.duban.evaluation.internal.rules.RuleSetBook;
import org.duban.evaluation.internal.score.Assessment;
import org.duban.evaluation.internal.score.Assessor;
import org.duban.evaluation.internal.score.Explainer;
import org.duban.evaluation.internal.score.Loader;
import org.duban.evaluation.internal.score.Loader.Loaded;
import org.duban.evaluation.internal.score.MatterFacts.Party;
import org.duban.evaluation.internal.score.Names;
import org.duban.evaluation.internal.score.Recurrence;
import org.duban.evaluation.internal.score.Signing;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Evaluates matters: reads the matter's history, decides, appends; nothing is kept. */
@Component(service = {Evaluations.class, EvaluationService.class})
public final class EvaluationService implements Evaluations {

    private static final int ATTEMPTS = 100;

    private final EvaluationComponent component;
    private final Journal journal;
    private final Matters matters;
    private final Directory directory;
    private final Access access;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Loader loader;
    private final RuleSetBook rules;
    private final Names names;

    @Activate
    public EvaluationService(
            @Reference EvaluationComponent component,
            @Reference Journal journal,
            @Reference Matters matters,
            @Reference Directory directory,
            @Reference Access access,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.component = component;
        this.journal = journal;
        this.matters = matters;
        this.directory = directory;
        this.access = access;
        this.clock = clock;
        this.zone = zone;
        this.loader = component.loader();
        this.rules = component.rules();
        this.names = new Names(directory);
    }

    // ---- signing

    @Override
    public MatterEvaluation score(Actor actor, MatterId matter, Level level, BigDecimal quality, String reason) {
        return sign(actor, matter, right(level), loaded -> {
            Assessment assessment = Assessor.assess(loaded.facts(), rules::on);
            return Signing.score(loaded, assessment.state(), rules.on(loader.today()), actor, level, quality, reason);
        });
    }

    @Override
    public MatterEvaluation correct(Actor actor, MatterId matter, Level level, BigDecimal quality, String reason) {
        return sign(
                actor,
                matter,
                right(level),
                loaded -> Signing.correct(loaded, rules.on(loader.today()), actor, level, quality, reason));
    }

    @Override
    public MatterEvaluation findFalse(Actor actor, MatterId matter, long report, String reason) {
        return sign(actor, matter, Right.FIND_FALSE_REPORT, loaded -> Signing.findFalse(loaded, report, reason));
    }

    @Override
    public MatterEvaluation withdrawFalse(Actor actor, MatterId matter, int number, String reason) {
        return sign(actor, matter, Right.FIND_FALSE_REPORT, loaded -> Signing.withdrawFalse(loaded, number, reason));
    }

    private static Right right(Level level) {
        return switch (level) {
            case OFFICE -> Right.EVALUATE_OFFICE;
            case SUPERVISING_LEADER -> Right.EVALUATE_SUPERVISING;
            case PRINCIPAL_LEADER -> Right.EVALUATE_PRINCIPAL;
        };
    }

    private MatterEvaluation sign(Actor actor, MatterId id, Right right, Function<Loaded, EvaluationEvent> decision) {
        Person person = directory.requirePerson(actor.person());
        for (int attempt = 1; ; attempt++) {
            Loaded loaded = loaded(actor, id);
            access.require(person, right, Attribute.of(loaded.matter()));
            EvaluationEvent event = decision.apply(loaded);
            try {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                journal.append(new Append(
                        person.id(),
                        now,
                        List.of(new Part(
                                EvaluationEvent.stream(id), loaded.signatures().version(), List.of(event))),
                        null,
                        Rows.NONE));
                return evaluation(loaded(actor, id));
            } catch (DubanException e) {
                if (e.code() != ErrorCode.VERSION_CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    // ---- reading

    /** The matter, when the actor may see it. */
    private Loaded loaded(Actor actor, MatterId id) {
        matters.get(actor, id);
        return load(id);
    }

    private Loaded readable(Actor actor, MatterId id) {
        Loaded loaded = loaded(actor, id);
        if (!actor.equals(Actor.DUBAN)) {
            access.require(directory.requirePerson(actor.person()), Right.READ_RESULTS, Attribute.of(loaded.matter()));
        }
        return loaded;
    }

    private Loaded load(MatterId id) {
        return loader.load(id, this::recurrences)
                .orElseThrow(() -> new DubanException(
                        Problem.of(ErrorCode.MATTER_NOT_FOUND, "matter", id, "", "没有这个事项，或无权查看", "No such matter")));
    }

    private List<Recurrence> recurrences(MatterId id) {
        component.catchUp();
        return component.store().recurrencesOf(id);
    }

    @Override
    public MatterEvaluation of(Actor actor, MatterId matter) {
        return evaluation(readable(actor, matter));
    }

    private Explainer explainer(Loaded loaded) {
        return new Explainer(loaded.facts(), Assessor.assess(loaded.facts(), rules::on), loaded.signatures(), names);
    }

    private MatterEvaluation evaluation(Loaded loaded) {
        Explainer explainer = explainer(loaded);
        Assessment a = explainer.assessment();
        List<UnitScore> units = a.shares().stream()
                .filter(share -> share.subject().kind() == SubjectKind.UNIT)
                .map(share -> new UnitScore(
                        share.subject().id(),
                        loaded.facts().parties().stream()
                                .filter(p -> share.obligations().contains(p.obligation()))
                                .map(Party::leader)
                                .filter(Objects::nonNull)
                                .reduce((first, last) -> last)
                                .orElse(null),
                        share.lead(),
                        share.timeliness(),
                        share.score(),
                        share.weight()))
                .toList();
        return new MatterEvaluation(
                loaded.matter().id(),
                loaded.matter().number(),
                a.state(),
                loaded.signatures().levels(),
                a.evaluatedOn(),
                a.quality(),
                a.timeliness(),
                a.score(),
                units,
                explainer.points(),
                loaded.signatures().falseReports(),
                a.rules().reference());
    }

    @Override
    public Derivation explain(Actor actor, MatterId matter) {
        return explainer(readable(actor, matter)).score();
    }

    @Override
    public String sentence(Actor actor, MatterId matter) {
        return explainer(readable(actor, matter)).sentence();
    }

    @Override
    public List<Point> pointsOf(Actor actor, MatterId matter, long version) {
        return explainer(readable(actor, matter)).points().stream()
                .filter(p -> p.fact().version() == version && p.fact().stream().equals(matter.stream()))
                .toList();
    }

    @Override
    public EvaluationForm form(Actor actor, MatterId matter) {
        return form(readable(actor, matter));
    }

    private EvaluationForm form(Loaded loaded) {
        Matter m = loaded.matter();
        Explainer explainer = explainer(loaded);
        Assessment a = explainer.assessment();
        List<String> points = explainer.points().stream()
                .filter(p -> p.subject().kind() == SubjectKind.UNIT)
                .map(p -> names.subject(p.subject()) + "：" + p.text())
                .toList();
        return new EvaluationForm(
                m.number(),
                m.subject().title(),
                m.subject().source().title(),
                m.lead().map(Obligation::unit).map(names::unitInFull).orElse(""),
                loaded.facts().parties().stream()
                        .filter(p -> !p.lead())
                        .map(Party::unit)
                        .distinct()
                        .map(names::unitInFull)
                        .collect(Collectors.toUnmodifiableList()),
                m.officer() == null ? "" : names.person(m.officer()),
                m.due().map(DueDate::date).orElse(null),
                m.times().clearedAt() == null ? null : day(m.times().clearedAt()),
                a.rules().name() + "（" + a.rules().reference() + "）",
                figure(a.timeliness()),
                figure(a.quality()),
                figure(a.score()),
                loaded.signatures().levels().stream()
                        .map(s -> new Signature(
                                s.level().zh(),
                                Derivation.figure(s.quality()),
                                s.reason(),
                                names.person(s.by()),
                                day(s.at()),
                                s.earlier().size()))
                        .toList(),
                points,
                explainer.sentence() + "\n" + explainer.score().text());
    }

    private static String figure(@Nullable BigDecimal number) {
        return number == null ? "" : Derivation.figure(number);
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** What the dossier keeps; the evaluation with its form. */
    record ForDossier(MatterEvaluation evaluation, EvaluationForm form) {}

    ForDossier forDossier(MatterId id) {
        Loaded loaded = load(id);
        return new ForDossier(evaluation(loaded), form(loaded));
    }
}
