package org.duban.evaluation.internal.officer;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Access;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.appraisal.Appraisals;
import org.duban.api.appraisal.Performance;
import org.duban.api.appraisal.Performance.Measured;
import org.duban.api.appraisal.Scorecard;
import org.duban.api.appraisal.Scorecard.Entry;
import org.duban.api.appraisal.Scorecard.From;
import org.duban.api.appraisal.Scorecard.Part;
import org.duban.api.appraisal.Scorecard.Signed;
import org.duban.api.appraisal.ScorecardEvent;
import org.duban.api.appraisal.ScorecardEvent.OfficerScored;
import org.duban.api.appraisal.ScorecardEvent.ScorecardSigned;
import org.duban.api.appraisal.ScorecardEvent.SignedPart;
import org.duban.api.calendar.Calendars;
import org.duban.api.journal.Journal;
import org.duban.api.journal.StreamBook;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.Unit;
import org.duban.evaluation.internal.conduct.ConductStore;
import org.duban.evaluation.internal.officer.MatterCount.Terms;
import org.duban.evaluation.internal.officer.OfficerRules.PartRule;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the scorecards. */
@Component(service = Appraisals.class, immediate = true)
public final class AppraisalService implements Appraisals {

    private static final int FIRST_YEAR = 2000;

    private final Journal journal;
    private final Directory directory;
    private final Access access;
    private final Calendars calendars;
    private final ConductStore conduct;
    private final BallotResults ballots;
    private final OfficerSettings settings;
    private final OfficerRules rules;
    private final InstantSource clock;
    private final ZoneId zone;
    private final StreamBook<CardState> book;

    @Activate
    public AppraisalService(
            @Reference Journal journal,
            @Reference Directory directory,
            @Reference Access access,
            @Reference Calendars calendars,
            @Reference ConductStore conduct,
            @Reference BallotResults ballots,
            @Reference OfficerSettings settings,
            @Reference InstantSource clock,
            @Reference ZoneId zone) {
        this.journal = journal;
        this.directory = directory;
        this.access = access;
        this.calendars = calendars;
        this.conduct = conduct;
        this.ballots = ballots;
        this.settings = settings;
        this.rules = settings.officers();
        this.clock = clock;
        this.zone = zone;
        this.book = new StreamBook<>(journal, ScorecardEvent.STREAM, CardState::apply);
    }

    // ---- performance

    @Override
    public Performance performance(Actor actor, String officer, int year) {
        requireYear(year);
        access.require(directory.requirePerson(actor.person()), Right.READ_SCORECARDS, attributes(officer));
        return performance(officer, year);
    }

    private Performance performance(String officer, int year) {
        return count(conduct.inCharge(officer), year).performance(officer);
    }

    private Performances count(List<MatterId> matters, int year) {
        LocalDate last = LocalDate.of(year, 12, 31);
        LocalDate today = today();
        LocalDate asOf = today.isBefore(last) ? today : last;
        Performances performances = new Performances(
                rules,
                new Terms(
                        LocalDate.of(year, 1, 1),
                        asOf,
                        settings.accountability().duties(),
                        calendars.asOf(today),
                        zone,
                        id -> directory.unit(id).map(Unit::shortName).orElse(id)));
        matters.forEach(id -> performances.add(journal.read(id.stream())));
        return performances;
    }

    @Override
    public List<Performance> performances(Actor actor, int year) {
        requireYear(year);
        List<String> officers = visible(actor);
        Performances all = count(officers.isEmpty() ? List.of() : conduct.everInCharge(), year);
        return officers.stream().map(all::performance).toList();
    }

    /** Ids of the office's officers whose cards this person may see, in the order of the directory. */
    private List<String> visible(Actor actor) {
        Visibility visibility = access.visibility(directory.requirePerson(actor.person()), Right.READ_SCORECARDS);
        return directory.office().stream()
                .filter(p -> p.hasAnyOf(Set.of(Role.OFFICER)))
                .map(Person::id)
                .filter(id -> visibility.admits(attributes(id)))
                .toList();
    }

    // ---- cards

    @Override
    public Scorecard score(Actor actor, String officer, int year, String part, BigDecimal points, String reason) {
        requireYear(year);
        requireMay(actor, Right.SCORE_OFFICERS, officer);
        PartRule rule = rules.part(part);
        if (rule == null || rule.from() != From.ENTERED) {
            throw new DubanException(Problem.invalid(
                    "part",
                    part,
                    String.join(
                            "、",
                            rules.parts().stream()
                                    .filter(p -> p.from() == From.ENTERED)
                                    .map(PartRule::id)
                                    .toList()),
                    rule == null ? "考评表没有这个部分" : rule.from() == From.COMPUTED ? "这个部分由系统计算，不填写" : "这个部分由民主测评得出，不填写"));
        }
        new Checks()
                .that(
                        points != null
                                && points.signum() >= 0
                                && points.compareTo(rule.max()) <= 0
                                && points.stripTrailingZeros().scale() <= 2,
                        Problem.invalid("points", points, "0 至 " + rule.max().toPlainString() + "，至多两位小数", "分数超出范围"))
                .text("reason", reason, "评分的理由")
                .done();
        BigDecimal exact = points.setScale(2);
        book.change(
                actor.person(),
                clock.instant(),
                stream(officer, year),
                before -> List.of(new OfficerScored(officer, year, part, exact, reason)));
        return card(officer, year, performance(officer, year));
    }

    @Override
    public Scorecard sign(Actor actor, String officer, int year, String reason) {
        requireYear(year);
        requireMay(actor, Right.SIGN_SCORECARDS, officer);
        Performance performance = performance(officer, year);
        book.change(actor.person(), clock.instant(), stream(officer, year), before -> {
            CardState state = before.map(StreamBook.Entry::state).orElse(CardState.EMPTY);
            Scorecard card = card(officer, year, performance, state);
            Checks checks = new Checks();
            card.parts()
                    .forEach(p -> checks.that(
                            p.points() != null,
                            Problem.missing(p.id(), p.name() + (p.from() == From.BALLOT ? "：先完成民主测评" : "：先评分"))));
            checks.that(state.signed().isEmpty() || !reason.isBlank(), Problem.missing("reason", "重新签署的理由"));
            checks.done();
            List<SignedPart> parts = card.parts().stream()
                    .map(p -> new SignedPart(p.id(), p.name(), Objects.requireNonNull(p.points()), p.max(), p.basis()))
                    .toList();
            if (!state.signed().isEmpty()
                    && state.signed().get(state.signed().size() - 1).parts().equals(parts)) {
                throw new DubanException(Problem.of(
                        ErrorCode.NOT_NOW,
                        "parts",
                        state.signed().size(),
                        "与上次签署不同的考评表",
                        "考评表自上次签署以来没有变化",
                        "The card says what the last signed version says"));
            }
            return List.of(new ScorecardSigned(
                    officer, year, rules.version(), parts, Objects.requireNonNull(card.total()), reason));
        });
        return card(officer, year, performance);
    }

    @Override
    public Scorecard get(Actor actor, String officer, int year) {
        return card(officer, year, performance(actor, officer, year));
    }

    @Override
    public List<Scorecard> list(Actor actor, int year) {
        List<Scorecard> cards = new ArrayList<>();
        performances(actor, year).forEach(p -> cards.add(card(p.officer(), year, p)));
        cards.sort(Comparator.comparing(Scorecard::total, Comparator.nullsLast(Comparator.<BigDecimal>reverseOrder())));
        return List.copyOf(cards);
    }

    private Scorecard card(String officer, int year, Performance performance) {
        return card(
                officer,
                year,
                performance,
                book.find(stream(officer, year)).map(StreamBook.Entry::state).orElse(CardState.EMPTY));
    }

    private Scorecard card(String officer, int year, Performance performance, CardState state) {
        List<Part> parts = rules.parts().stream()
                .map(rule -> switch (rule.from()) {
                    case ENTERED -> entered(rule, state.entries().getOrDefault(rule.id(), List.of()));
                    case COMPUTED ->
                        new Part(
                                rule.id(),
                                rule.name(),
                                rule.from(),
                                rule.max(),
                                performance.points(),
                                "截至" + performance.asOf() + "，"
                                        + String.join(
                                                "；",
                                                performance.measures().stream()
                                                        .map(Measured::zh)
                                                        .toList()),
                                List.of());
                    case BALLOT -> byBallot(rule, officer, year);
                })
                .toList();
        BigDecimal total = BigDecimal.ZERO.setScale(2);
        for (Part part : parts) {
            total = total == null || part.points() == null ? null : total.add(part.points());
        }
        List<Signed> signed = state.signed();
        return new Scorecard(officer, year, rules.version(), parts, total, performance, signed);
    }

    private static Part entered(PartRule rule, List<Entry> entries) {
        @Nullable Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        return new Part(
                rule.id(),
                rule.name(),
                rule.from(),
                rule.max(),
                last == null ? null : last.points(),
                last == null ? "" : last.reason(),
                entries);
    }

    private Part byBallot(PartRule rule, String officer, int year) {
        Optional<BallotResults.Result> result = ballots.of(officer, year, rule.max());
        return new Part(
                rule.id(),
                rule.name(),
                rule.from(),
                rule.max(),
                result.map(BallotResults.Result::points).orElse(null),
                result.map(BallotResults.Result::basis).orElse(""),
                List.of());
    }

    // ---- who may

    private void requireMay(Actor actor, Right right, String officer) {
        Person person = directory.requirePerson(actor.person());
        access.require(person, right, attributes(officer));
        if (person.id().equals(officer)) {
            throw new DubanException(Problem.of(
                    ErrorCode.ACCESS_DENIED, "officer", officer, "本人以外的人员", "不能评定本人", "Nobody scores himself"));
        }
        if (directory
                .person(officer)
                .filter(p -> p.hasAnyOf(Set.of(Role.OFFICER)))
                .isEmpty()) {
            throw new DubanException(Problem.invalid("officer", officer, "督查员", "通讯录中没有这位督查员"));
        }
    }

    private static Map<Attribute, Set<String>> attributes(String officer) {
        return Map.of(Attribute.OFFICER, Set.of(officer));
    }

    private static String stream(String officer, int year) {
        return year + "-" + officer;
    }

    private void requireYear(int year) {
        int present = today().getYear();
        if (year < FIRST_YEAR || year > present) {
            throw new DubanException(Problem.invalid("year", year, FIRST_YEAR + " 至 " + present, "年度超出范围"));
        }
    }

    private LocalDate today() {
        return clock.instant().atZone(zone).toLocalDate();
    }
}
