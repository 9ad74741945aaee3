package org.duban.evaluation.internal.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.evaluation.EvaluationEvent;
import org.duban.api.evaluation.EvaluationEvent.FalseReportFound;
import org.duban.api.evaluation.EvaluationEvent.FalseReportWithdrawn;
import org.duban.api.evaluation.EvaluationEvent.LevelCorrected;
import org.duban.api.evaluation.EvaluationEvent.LevelScored;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.MatterEvaluation.FalseReport;
import org.duban.api.evaluation.MatterEvaluation.Signed;
import org.duban.api.evaluation.MatterEvaluation.State;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSet.LevelWeight;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.evaluation.internal.score.Loader.Loaded;
import org.jspecify.annotations.Nullable;

/** What may be signed when. Pure. */
public final class Signing {

    private static final int LONGEST_REASON = 500;
    private static final int QUALITY_PLACES = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Signing() {}

    /** A level judges for the first time. */
    public static EvaluationEvent score(
            Loaded loaded,
            State state,
            RuleSet today,
            Actor actor,
            Level level,
            @Nullable BigDecimal quality,
            @Nullable String reason) {
        check(quality, reason);
        List<Signed> levels = loaded.signatures().levels();
        String number = loaded.matter().number();
        if (state != State.AWAITING && state != State.EVALUATED) {
            throw notNow("matter", state.zh(), "已销号的事项", "事项" + number + state.zh() + "，不能评价");
        }
        if (today.scoring().level(level).isEmpty()) {
            throw notNow("level", level.zh(), "现行办法规定的评价层级", "现行考核办法没有" + level.zh());
        }
        if (levels.stream().anyMatch(s -> s.level() == level)) {
            throw notNow("level", level.zh(), "更正", "事项" + number + "已有" + level.zh() + "，只能更正");
        }
        levels.stream().filter(s -> s.level().compareTo(level) > 0).findFirst().ifPresent(later -> {
            throw notNow(
                    "level",
                    level.zh(),
                    "由下而上逐级评价",
                    "事项" + number + "已有" + later.level().zh() + "，不能再补" + level.zh());
        });
        for (LevelWeight before : today.scoring().levels()) {
            if (before.required()
                    && before.level().compareTo(level) < 0
                    && levels.stream().noneMatch(s -> s.level() == before.level())) {
                throw notNow(
                        "level",
                        level.zh(),
                        "先有" + before.level().zh(),
                        "事项" + number + "还没有" + before.level().zh());
            }
        }
        requireOther(levels, level, actor);
        return new LevelScored(level, quality(quality), reason(reason), today.id(), today.version());
    }

    /** A level replaces what it signed. */
    public static EvaluationEvent correct(
            Loaded loaded,
            RuleSet today,
            Actor actor,
            Level level,
            @Nullable BigDecimal quality,
            @Nullable String reason) {
        check(quality, reason);
        List<Signed> levels = loaded.signatures().levels();
        Optional<Signed> signed =
                levels.stream().filter(s -> s.level() == level).findFirst();
        if (signed.isEmpty()) {
            throw notNow("level", level.zh(), "已作出的评价", "事项" + loaded.matter().number() + "还没有" + level.zh() + "，不用更正");
        }
        BigDecimal value = quality(quality);
        if (signed.get().quality().compareTo(value) == 0
                && signed.get().reason().equals(reason(reason))) {
            throw notNow("quality", value, "不同的分数或理由", "与现有评价相同，不用更正");
        }
        requireOther(levels, level, actor);
        return new LevelCorrected(level, value, reason(reason), today.id(), today.version());
    }

    /** 逐级评价: the levels are different people. */
    private static void requireOther(List<Signed> levels, Level level, Actor actor) {
        levels.stream()
                .filter(s -> s.level() != level && s.by().equals(actor.person()))
                .findFirst()
                .ifPresent(s -> {
                    throw notNow(
                            "actor", actor.person(), "另一人", "本人已签署" + s.level().zh() + "，不能再签署" + level.zh());
                });
    }

    /** A report was false. */
    public static EvaluationEvent findFalse(Loaded loaded, long report, @Nullable String reason) {
        new Checks().text("reason", reason, LONGEST_REASON).done();
        int obligation = loaded.history().stream()
                .filter(r -> r.version() == report)
                .map(r -> r.event() instanceof ProgressReported e
                        ? e.obligation()
                        : r.event() instanceof Finished f ? f.obligation() : 0)
                .findFirst()
                .orElse(0);
        String unit = loaded.matter()
                .obligation(obligation)
                .map(o -> o.unit())
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PART_NOT_FOUND,
                        "report",
                        report,
                        "进展或办结反馈的序号",
                        "事项" + loaded.matter().number() + "没有这样一次反馈",
                        "No such report")));
        List<FalseReport> known = loaded.signatures().falseReports();
        if (known.stream().anyMatch(f -> f.stands() && f.report() == report)) {
            throw notNow("report", report, "尚未认定的反馈", "这次反馈已认定为虚报");
        }
        return new FalseReportFound(known.size() + 1, unit, report, reason(reason));
    }

    /** Such a finding doesn't stand. */
    public static EvaluationEvent withdrawFalse(Loaded loaded, int number, @Nullable String reason) {
        new Checks().text("reason", reason, LONGEST_REASON).done();
        if (loaded.signatures().falseReports().stream().noneMatch(f -> f.number() == number && f.stands())) {
            throw new DubanException(Problem.of(
                    ErrorCode.PART_NOT_FOUND, "number", number, "现行认定的序号", "没有这项虚报认定", "No such finding stands"));
        }
        return new FalseReportWithdrawn(number, reason(reason));
    }

    private static void check(@Nullable BigDecimal quality, @Nullable String reason) {
        Checks checks = new Checks();
        if (quality == null) {
            checks.that(false, Problem.missing("quality", "0 至 100 的分数"));
        } else {
            checks.that(
                    quality.signum() >= 0
                            && quality.compareTo(HUNDRED) <= 0
                            && quality.stripTrailingZeros().scale() <= QUALITY_PLACES,
                    Problem.invalid("quality", quality, "0 至 100，小数不超过 " + QUALITY_PLACES + " 位", "质量分不对"));
        }
        checks.text("reason", reason, LONGEST_REASON).done();
    }

    /** Checked before. */
    private static BigDecimal quality(@Nullable BigDecimal quality) {
        BigDecimal plain = java.util.Objects.requireNonNull(quality).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Checked before. */
    private static String reason(@Nullable String reason) {
        return java.util.Objects.requireNonNull(reason).strip();
    }

    private static DubanException notNow(String field, Object value, String expected, String zh) {
        return new DubanException(
                Problem.of(ErrorCode.NOT_NOW, field, value, expected, zh, "Not possible now: " + field));
    }
}
