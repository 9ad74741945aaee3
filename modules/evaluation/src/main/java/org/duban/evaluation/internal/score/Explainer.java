package org.duban.evaluation.internal.score;

import static org.duban.api.evaluation.Derivation.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.api.evaluation.Derivation;
import org.duban.api.evaluation.Derivation.EventRef;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.MatterEvaluation.Signed;
import org.duban.api.evaluation.Point;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSet.Combination;
import org.duban.api.evaluation.RuleSet.Scoring;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.form.Ladder;
import org.duban.api.matter.PaperKind;
import org.duban.evaluation.internal.score.Assessment.Given;
import org.duban.evaluation.internal.score.Assessment.Share;
import org.duban.evaluation.internal.score.MatterFacts.Party;

/** Says where the numbers of a matter come from. Pure, but for names. */
public record Explainer(MatterFacts facts, Assessment assessment, Signatures signatures, Names names) {

    /** The score; 0 before the matter is evaluated. */
    public Derivation score() {
        Scoring scoring = assessment.rules().scoring();
        List<Derivation> parts = new ArrayList<>();
        for (Share share : assessment.shares()) {
            if (share.subject().kind() == SubjectKind.UNIT && share.lead()) {
                parts.add(timeliness(share));
            }
        }
        BigDecimal quality = assessment.quality();
        if (quality != null) {
            parts.add(quality(quality));
        }
        BigDecimal score = assessment.score();
        BigDecimal timeliness = assessment.timeliness();
        String formula =
                score == null || timeliness == null || quality == null ? "" : formula(scoring, timeliness, quality);
        for (Share share : assessment.shares()) {
            if (share.subject().kind() == SubjectKind.UNIT && !share.lead()) {
                parts.add(assisting(share));
            }
        }
        return new Derivation(
                "事项得分",
                score == null ? BigDecimal.ZERO : score,
                score == null ? assessment.state().zh() : formula,
                parts,
                assessment.rules().reference(),
                facts.matter(),
                null);
    }

    private static String formula(Scoring scoring, BigDecimal timeliness, BigDecimal quality) {
        return "时效 " + figure(timeliness) + " × " + figure(scoring.timelinessWeight()) + " + 质量 " + figure(quality)
                + " × " + figure(scoring.qualityWeight());
    }

    private Derivation assisting(Share share) {
        BigDecimal score = share.score();
        BigDecimal timeliness = share.timeliness();
        BigDecimal quality = assessment.quality();
        return new Derivation(
                names.subject(share.subject()) + "（协办）得分",
                score == null ? BigDecimal.ZERO : score,
                score == null || timeliness == null || quality == null
                        ? assessment.state().zh()
                        : formula(assessment.rules().scoring(), timeliness, quality),
                List.of(timeliness(share)),
                assessment.rules().reference(),
                facts.matter(),
                null);
    }

    // ---- timeliness

    private Derivation timeliness(Share share) {
        List<Derivation> obligations = facts.parties().stream()
                .filter(p -> share.obligations().contains(p.obligation()))
                .map(this::obligation)
                .toList();
        BigDecimal value = share.timeliness();
        if (obligations.size() == 1) {
            Derivation only = obligations.get(0);
            return new Derivation("时效分", only.value(), only.formula(), only.parts(), only.rule(), only.matter(), null);
        }
        String how = switch (assessment.rules().scoring().timeliness().rounds()) {
            case WORST -> "取最差";
            case MEAN -> "取平均";
            case LAST -> "以最后一轮为准";
        };
        return new Derivation(
                "时效分",
                value == null ? BigDecimal.ZERO : value,
                value == null ? "未办结" : how,
                obligations,
                assessment.rules().reference(),
                facts.matter(),
                null);
    }

    private Derivation obligation(Party party) {
        RuleSet.Timeliness rule = assessment.rules().scoring().timeliness();
        List<Derivation> parts = new ArrayList<>();
        StringBuilder formula = new StringBuilder(figure(rule.full()));
        for (Fact fact : facts.facts()) {
            BigDecimal less = fact.obligation() == party.obligation() ? less(rule, fact) : BigDecimal.ZERO;
            if (less.signum() > 0) {
                formula.append(" − ").append(figure(less));
                parts.add(new Derivation(
                        what(fact),
                        less.negate(),
                        "",
                        List.of(),
                        assessment.rules().reference(),
                        facts.matter(),
                        new EventRef(fact.stream(), fact.version())));
            }
        }
        BigDecimal value = Assessor.timeliness(rule, party);
        if (value.compareTo(rule.floor()) == 0 && !parts.isEmpty()) {
            formula.append("，最低 ").append(figure(rule.floor()));
        }
        if (!party.finished()) {
            formula.append("，未办结");
        }
        return new Derivation(
                "第" + party.round() + "轮" + (party.lead() ? "牵头" : "协办") + "（" + names.unit(party.unit()) + "）",
                value,
                formula.toString(),
                parts,
                assessment.rules().reference(),
                facts.matter(),
                null);
    }

    private static BigDecimal less(RuleSet.Timeliness rule, Fact fact) {
        return switch (fact.kind()) {
            case LATE -> rule.perDayLate().multiply(BigDecimal.valueOf(fact.n()));
            case RETURNED -> rule.perReturn();
            case EXTENDED -> fact.n() > rule.freeExtensions() ? rule.perExtension() : BigDecimal.ZERO;
            default -> BigDecimal.ZERO;
        };
    }

    // ---- quality

    private Derivation quality(BigDecimal quality) {
        Scoring scoring = assessment.rules().scoring();
        List<Derivation> parts = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        BigDecimal weights = BigDecimal.ZERO;
        for (Signed signed : signatures.levels()) {
            RuleSet.LevelWeight level = scoring.level(signed.level()).orElse(null);
            if (level != null) {
                terms.add(figure(signed.quality()) + " × " + figure(level.weight()));
                weights = weights.add(level.weight());
                parts.add(new Derivation(
                        signed.level().zh() + "（" + names.person(signed.by()) + "：" + signed.reason() + "）",
                        signed.quality(),
                        signed.earlier().isEmpty()
                                ? ""
                                : "更正 " + signed.earlier().size() + " 次",
                        List.of(),
                        "",
                        facts.matter(),
                        new EventRef(EvaluationEvent.stream(facts.matter()), signed.version())));
            }
        }
        String formula = parts.size() == 1
                ? ""
                : scoring.combination() == Combination.WEIGHTED_MEAN
                        ? "(" + String.join(" + ", terms) + ") ÷ " + figure(weights)
                        : scoring.combination() == Combination.LAST ? "以最后一级为准" : "取最低";
        return new Derivation("质量分", quality, formula, parts, assessment.rules().reference(), facts.matter(), null);
    }

    // ---- points

    /** The bonuses and deductions, in the order of their facts. */
    public List<Point> points() {
        return assessment.given().stream()
                .map(g -> new Point(
                        g.subject(),
                        facts.matter(),
                        g.amount(),
                        g.fact(),
                        g.rule().id(),
                        g.rule().name(),
                        g.rules().reference(),
                        text(g)))
                .toList();
    }

    private String text(Given given) {
        return what(given.fact()) + "（" + facts.number() + "，" + given.rule().id() + "）"
                + (given.amount().signum() > 0 ? "+" : "")
                + figure(given.amount());
    }

    /** 逾期办结 3 个工作日. */
    static String what(Fact fact) {
        String what = fact.kind().zh();
        if (fact.kind().days()) {
            return what + " " + fact.n() + " 个工作日";
        }
        return switch (fact.kind()) {
            case RETURNED, EXTENDED, URGED -> "第 " + fact.n() + " 次" + what;
            case SCORED -> what + " " + fact.n();
            case REPORT_MISSING, REPORT_LATE -> what + " " + fact.detail();
            case PAPER -> "下发" + PaperKind.valueOf(fact.detail()).zh();
            case ESCALATED -> what + "（" + Ladder.Action.valueOf(fact.detail()).zh() + "）";
            default -> what;
        };
    }

    /** 87.5 = 时效 100 × 0.3 + 质量 82.1429 × 0.7；扣分：…. */
    public String sentence() {
        Derivation score = score();
        String text = assessment.score() == null ? score.formula() : score.figure() + " = " + score.formula();
        return text + list("加分", true) + list("扣分", false);
    }

    private String list(String label, boolean bonus) {
        String list = points().stream()
                .filter(p ->
                        p.subject().kind() == SubjectKind.UNIT && p.amount().signum() > 0 == bonus)
                .map(p -> names.subject(p.subject()) + " " + p.text())
                .collect(Collectors.joining("，"));
        return list.isEmpty() ? "" : "；" + label + "：" + list;
    }
}
