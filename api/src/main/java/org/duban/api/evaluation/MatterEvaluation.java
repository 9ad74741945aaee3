package org.duban.api.evaluation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a matter as it stands; computed from its history each time.
 *
 * @param matter the matter
 * @param number its number
 * @param state how far it is
 * @param levels what the levels signed, in the order of the levels
 * @param evaluatedOn the day it became evaluated, which decides its month: when the last level that is required had signed first; null
 *     until then. A correction doesn't move it.
 * @param quality what the levels' judgements come to; null until one has signed
 * @param timeliness of the lead unit, by now; null before it has finished
 * @param score the one result of the matter; null until it is evaluated
 * @param units each unit with an obligation, the lead of the last round first
 * @param points bonuses and deductions in the matter, evaluated or not
 * @param falseReports what was found false, by number
 * @param ruleSet {@link RuleSet#reference()} of the rules the score follows; points name their own
 */
public record MatterEvaluation(
        MatterId matter,
        String number,
        State state,
        List<Signed> levels,
        @Nullable LocalDate evaluatedOn,
        @Nullable BigDecimal quality,
        @Nullable BigDecimal timeliness,
        @Nullable BigDecimal score,
        List<UnitScore> units,
        List<Point> points,
        List<FalseReport> falseReports,
        String ruleSet) {

    public MatterEvaluation {
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(state, "state");
        levels = List.copyOf(levels);
        units = List.copyOf(units);
        points = List.copyOf(points);
        falseReports = List.copyOf(falseReports);
    }

    /** What a level signed; empty when it hasn't. */
    public Optional<Signed> level(Level level) {
        return levels.stream().filter(l -> l.level() == level).findFirst();
    }

    /** How far the evaluation of a matter is; each matter is at exactly one. */
    public enum State {
        /** 未销号: not cleared, or reopened since; cannot be judged yet. */
        NOT_CLEARED("未销号"),
        /** 待评价: cleared; a required level hasn't signed. */
        AWAITING("待评价"),
        /** 已评价. */
        EVALUATED("已评价"),
        /** 已终结: declined, withdrawn, merged, split, terminated or archived without being cleared; never judged. */
        ENDED("已终结"),
        /** 不考核: the rules leave out its form type. */
        EXEMPT("不纳入考核");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }

    /**
     * What a level signed, with everything it signed before.
     *
     * @param quality 0 to 100
     * @param by id of the person
     * @param version version of the event in the evaluation's stream
     * @param earlier what it replaced, the oldest first
     */
    public record Signed(
            Level level, BigDecimal quality, String reason, String by, Instant at, long version, List<Signed> earlier) {
        public Signed {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * A unit's part.
     *
     * @param unit id of the unit
     * @param leader id of its responsible leader as last assigned; null when none was named
     * @param lead whether it leads the last round
     * @param timeliness by now; null before it has finished
     * @param score its own timeliness and the matter's quality; null until the matter is evaluated
     * @param weight what the score weighs in the unit's results
     */
    public record UnitScore(
            String unit,
            @Nullable String leader,
            boolean lead,
            @Nullable BigDecimal timeliness,
            @Nullable BigDecimal score,
            BigDecimal weight) {}

    /**
     * A report found false.
     *
     * @param number within the matter, from 1
     * @param report version of the matter's event that was false
     * @param stands whether the finding wasn't withdrawn
     */
    public record FalseReport(
            int number, String unit, long report, String reason, String by, Instant at, long version, boolean stands) {}
}
