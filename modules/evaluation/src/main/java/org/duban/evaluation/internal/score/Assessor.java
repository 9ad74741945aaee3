package org.duban.evaluation.internal.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.MatterEvaluation.State;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSet.Each;
import org.duban.api.evaluation.RuleSet.LevelWeight;
import org.duban.api.evaluation.RuleSet.Rule;
import org.duban.api.evaluation.RuleSet.Scoring;
import org.duban.api.evaluation.Subject;
import org.duban.api.evaluation.SubjectKind;
import org.duban.evaluation.internal.score.Assessment.Given;
import org.duban.evaluation.internal.score.Assessment.Share;
import org.duban.evaluation.internal.score.MatterFacts.Mark;
import org.duban.evaluation.internal.score.MatterFacts.Party;
import org.jspecify.annotations.Nullable;

/**
 * Applies rules to facts. Pure.
 *
 * <p>Each number that is shown in between (a mean of levels or rounds) is rounded half up to {@link RuleSet#PLACES} digits and used as it is
 * shown, so that everybody can check a score with a pocket calculator; the score itself is rounded as its rule set says.
 */
public final class Assessor {

    private Assessor() {}

    /**
     * @param rulesOn the rule set in force on a day: that of the first signature makes the score, that of a fact's day gives its points, that
     *     of the day of receipt says whether the matter is evaluated at all
     */
    public static Assessment assess(MatterFacts facts, Function<LocalDate, RuleSet> rulesOn) {
        Optional<LocalDate> firstSigned =
                facts.marks().stream().map(Mark::firstOn).min(Comparator.naturalOrder());
        RuleSet rules = rulesOn.apply(firstSigned.orElse(facts.receivedOn()));
        if (!rulesOn.apply(facts.receivedOn()).covers(facts.formType())) {
            return new Assessment(State.EXEMPT, rules, null, null, null, null, List.of(), List.of());
        }
        Scoring scoring = rules.scoring();
        BigDecimal quality = quality(scoring, facts.marks());
        boolean signed = scoring.levels().stream()
                .filter(LevelWeight::required)
                .allMatch(l -> facts.marks().stream().anyMatch(m -> m.level() == l.level()));
        State state = facts.ended()
                ? State.ENDED
                : !facts.cleared() ? State.NOT_CLEARED : signed ? State.EVALUATED : State.AWAITING;
        List<Share> shares = shares(facts, scoring, state == State.EVALUATED ? quality : null);
        Share lead = shares.stream()
                .filter(s -> s.lead() && s.subject().kind() == SubjectKind.UNIT)
                .findFirst()
                .orElse(null);
        BigDecimal timeliness = lead == null ? null : lead.timeliness();
        BigDecimal score = lead == null ? null : lead.score();
        if (state == State.EVALUATED && score == null) {
            // Cleared without a unit that finished: there is nothing to judge.
            state = State.AWAITING;
            shares = shares(facts, scoring, null);
        }
        Mark last = state == State.EVALUATED ? completing(scoring, facts.marks()) : null;
        return new Assessment(
                state,
                rules,
                last == null ? null : last.firstOn(),
                quality,
                timeliness,
                score,
                shares,
                given(facts, rulesOn, shares, last));
    }

    /** The signature by which the matter became evaluated. */
    private static Mark completing(Scoring scoring, List<Mark> marks) {
        return marks.stream()
                .filter(m ->
                        scoring.level(m.level()).filter(LevelWeight::required).isPresent())
                .max(Comparator.comparing(Mark::firstOn).thenComparing(Mark::firstVersion))
                .orElseThrow();
    }

    /** What the levels' judgements come to; null when none has signed. */
    static @Nullable BigDecimal quality(Scoring scoring, List<Mark> marks) {
        List<Mark> counted = marks.stream()
                .filter(m -> scoring.level(m.level()).isPresent())
                .sorted(Comparator.comparing(Mark::level))
                .toList();
        if (counted.isEmpty()) {
            return null;
        }
        return switch (scoring.combination()) {
            case LAST -> counted.get(counted.size() - 1).quality();
            case LOWEST ->
                counted.stream()
                        .map(Mark::quality)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
            case WEIGHTED_MEAN -> {
                BigDecimal sum = BigDecimal.ZERO;
                BigDecimal weights = BigDecimal.ZERO;
                for (Mark mark : counted) {
                    BigDecimal weight =
                            scoring.level(mark.level()).orElseThrow().weight();
                    sum = sum.add(weight.multiply(mark.quality()));
                    weights = weights.add(weight);
                }
                yield sum.divide(weights, RuleSet.PLACES, RoundingMode.HALF_UP);
            }
        };
    }

    /** The timeliness of one obligation. */
    static BigDecimal timeliness(RuleSet.Timeliness rule, Party party) {
        int extensions = Math.max(0, party.extensions() - rule.freeExtensions());
        return rule.full()
                .subtract(rule.perDayLate().multiply(BigDecimal.valueOf(party.late())))
                .subtract(rule.perReturn().multiply(BigDecimal.valueOf(party.returns())))
                .subtract(rule.perExtension().multiply(BigDecimal.valueOf(extensions)))
                .max(rule.floor());
    }

    private static @Nullable BigDecimal timeliness(RuleSet.Timeliness rule, List<Party> parties) {
        List<Party> finished = parties.stream().filter(Party::finished).toList();
        if (finished.isEmpty()) {
            return null;
        }
        List<BigDecimal> each = finished.stream().map(p -> timeliness(rule, p)).toList();
        return switch (rule.rounds()) {
            case LAST -> each.get(each.size() - 1);
            case WORST -> each.stream().min(Comparator.naturalOrder()).orElseThrow();
            case MEAN ->
                each.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(each.size()), RuleSet.PLACES, RoundingMode.HALF_UP);
        };
    }

    private static List<Share> shares(MatterFacts facts, Scoring scoring, @Nullable BigDecimal quality) {
        Map<Subject, List<Party>> of = new LinkedHashMap<>();
        facts.parties().stream()
                .filter(p -> p.obligation() == facts.lead())
                .forEach(p -> of.put(Subject.unit(p.unit()), new ArrayList<>()));
        for (Party party : facts.parties()) {
            of.computeIfAbsent(Subject.unit(party.unit()), s -> new ArrayList<>())
                    .add(party);
        }
        for (Party party : facts.parties()) {
            if (party.leader() != null) {
                of.computeIfAbsent(Subject.leader(party.leader()), s -> new ArrayList<>())
                        .add(party);
            }
        }
        List<Share> shares = new ArrayList<>();
        of.forEach((subject, parties) -> {
            BigDecimal timeliness = timeliness(scoring.timeliness(), parties);
            BigDecimal weight = parties.stream().anyMatch(Party::lead) ? BigDecimal.ONE : scoring.assisting();
            BigDecimal score = quality == null || timeliness == null
                    ? null
                    : scoring.rounding()
                            .round(scoring.timelinessWeight()
                                    .multiply(timeliness)
                                    .add(scoring.qualityWeight().multiply(quality)));
            shares.add(new Share(
                    subject,
                    parties.stream().map(Party::obligation).toList(),
                    parties.stream().anyMatch(p -> p.obligation() == facts.lead()),
                    timeliness,
                    score,
                    weight));
        });
        return shares;
    }

    // ---- points

    private static List<Given> given(
            MatterFacts facts, Function<LocalDate, RuleSet> rulesOn, List<Share> shares, @Nullable Mark last) {
        List<Fact> all = facts.facts();
        if (last != null) {
            all = new ArrayList<>(all);
            for (Share share : shares) {
                if (share.subject().kind() == SubjectKind.UNIT && share.score() != null) {
                    all.add(new Fact(
                            FactKind.SCORED,
                            EvaluationEvent.stream(facts.matter()),
                            last.firstVersion(),
                            last.firstOn(),
                            share.subject().id(),
                            0,
                            share.score().setScale(0, RoundingMode.FLOOR).intValueExact(),
                            ""));
                }
            }
        }
        List<Given> given = new ArrayList<>();
        Map<Limit, BigDecimal> spent = new HashMap<>();
        Set<Once> once = new HashSet<>();
        for (Fact fact : all) {
            RuleSet rules = rulesOn.apply(fact.on());
            for (Rule rule : rules.rules()) {
                if (matches(rule, fact, facts.formType())) {
                    for (SubjectKind kind : SubjectKind.values()) {
                        Subject subject = rule.subjects().contains(kind) ? subject(kind, fact, facts) : null;
                        if (subject != null && counts(subject, fact, rule, once)) {
                            BigDecimal amount = limited(subject, rule, amount(rule, fact), spent);
                            if (amount.signum() != 0) {
                                given.add(new Given(subject, fact, rules, rule, amount));
                            }
                        }
                    }
                }
            }
        }
        return given;
    }

    private record Limit(Subject subject, String rule) {}

    private record Once(Subject subject, String rule, FactKind kind, String stream, long version) {}

    /** An event about several units is one event to the group and the officer. */
    private static boolean counts(Subject subject, Fact fact, Rule rule, Set<Once> once) {
        return subject.kind() == SubjectKind.UNIT
                || subject.kind() == SubjectKind.LEADER
                || !fact.kind().equals(FactKind.PAPER) && !isOfSeveral(fact.kind())
                || once.add(
                        new Once(subject, rule.id(), fact.kind(), fact.stream().toString(), fact.version()));
    }

    private static boolean isOfSeveral(FactKind kind) {
        return kind == FactKind.PRAISED
                || kind == FactKind.CRITICISED
                || kind == FactKind.RETURNED
                || kind == FactKind.SCORED;
    }

    private static boolean matches(Rule rule, Fact fact, String formType) {
        return rule.when() == fact.kind()
                && fact.n() >= rule.from()
                && fact.n() <= rule.to()
                && (rule.details().isEmpty() || rule.details().contains(fact.detail()))
                && (rule.formTypes().isEmpty() || rule.formTypes().contains(formType));
    }

    private static @Nullable Subject subject(SubjectKind kind, Fact fact, MatterFacts facts) {
        return switch (kind) {
            case UNIT -> Subject.unit(fact.unit());
            case LEADER -> {
                String leader = null;
                for (Party party : facts.parties()) {
                    if (party.unit().equals(fact.unit())
                            && (fact.obligation() == 0 || fact.obligation() == party.obligation())
                            && party.leader() != null) {
                        leader = party.leader();
                    }
                }
                yield leader == null ? null : Subject.leader(leader);
            }
            case GROUP -> facts.group() > 0 ? Subject.group(facts.group()) : null;
            case OFFICER -> facts.officer() == null ? null : Subject.officer(facts.officer());
        };
    }

    private static BigDecimal amount(Rule rule, Fact fact) {
        return rule.each() == Each.DAY ? rule.points().multiply(BigDecimal.valueOf(fact.n())) : rule.points();
    }

    private static BigDecimal limited(Subject subject, Rule rule, BigDecimal amount, Map<Limit, BigDecimal> spent) {
        BigDecimal most = rule.mostPerMatter();
        if (most == null) {
            return amount;
        }
        Limit limit = new Limit(subject, rule.id());
        BigDecimal before = spent.getOrDefault(limit, BigDecimal.ZERO);
        BigDecimal size = amount.abs().min(most.subtract(before).max(BigDecimal.ZERO));
        spent.put(limit, before.add(size));
        return amount.signum() < 0 ? size.negate() : size;
    }
}
