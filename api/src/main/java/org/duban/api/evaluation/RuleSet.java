package org.duban.api.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What everything is counted by: one version of a district's rules. How it is written as JSON stands in the README of
 * modules/evaluation.
 *
 * @param id stable id, {@code district}
 * @param version from 1
 * @param name 区级督查考核办法
 * @param from the first day it applies
 * @param formTypes ids of the form types whose matters are evaluated; empty: all
 * @param scoring how a matter is scored
 * @param tally how a result is made of scores and points
 * @param rules what gives points, in the order they are listed
 * @param definition the JSON it was read from
 */
public record RuleSet(
        String id,
        int version,
        String name,
        LocalDate from,
        Set<String> formTypes,
        Scoring scoring,
        Tally tally,
        List<Rule> rules,
        String definition) {

    /** Digits behind the point a number in a rule set, a score or an amount has at most. */
    public static final int PLACES = 4;

    public RuleSet {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(from, "from");
        formTypes = Set.copyOf(formTypes);
        Objects.requireNonNull(scoring, "scoring");
        Objects.requireNonNull(tally, "tally");
        rules = List.copyOf(rules);
    }

    /** The rule with this id. */
    public Optional<Rule> rule(String ruleId) {
        return rules.stream().filter(rule -> rule.id().equals(ruleId)).findFirst();
    }

    /** Whether matters of this form type are evaluated. */
    public boolean covers(String formType) {
        return formTypes.isEmpty() || formTypes.contains(formType);
    }

    /** What names it in every number it gave: {@code district/1}. */
    public String reference() {
        return id + "/" + version;
    }

    /**
     * How a number is rounded, once, at the end of its formula.
     *
     * @param places digits behind the point, 0 to {@link #PLACES}
     * @param mode {@link RoundingMode#HALF_UP} is 四舍五入
     */
    public record Rounding(int places, RoundingMode mode) {
        /** The number, rounded. */
        public BigDecimal round(BigDecimal number) {
            return number.setScale(places, mode);
        }
    }

    /**
     * How a matter is scored: {@code timelinessWeight × timeliness + qualityWeight × quality}, both 0 to 100.
     *
     * @param timelinessWeight 0.3 in a 3:7 rule; with the other 1 together
     * @param qualityWeight 0.7
     * @param levels who judges quality, in their order; at least the office
     * @param combination what several levels' judgements come to
     * @param timeliness how timeliness follows from the history
     * @param assisting weight of an assisting unit's matter in its results, compared with 1 for the lead's
     * @param rounding of the score
     */
    public record Scoring(
            BigDecimal timelinessWeight,
            BigDecimal qualityWeight,
            List<LevelWeight> levels,
            Combination combination,
            Timeliness timeliness,
            BigDecimal assisting,
            Rounding rounding) {
        public Scoring {
            levels = List.copyOf(levels);
        }

        /** The level's rule; empty when it isn't one of them. */
        public Optional<LevelWeight> level(Level level) {
            return levels.stream().filter(l -> l.level() == level).findFirst();
        }
    }

    /**
     * A level.
     *
     * @param weight compared with the other levels'
     * @param required whether a matter is evaluated only when this level has signed
     */
    public record LevelWeight(Level level, BigDecimal weight, boolean required) {}

    /** What the judgements of several levels come to. */
    public enum Combination {
        /** 加权平均: of the levels that have signed, by their weights. */
        WEIGHTED_MEAN,
        /** 以最后一级为准. */
        LAST,
        /** 取最低. */
        LOWEST
    }

    /**
     * How the timeliness of a unit in a matter follows from its history: {@code full} less what is taken for days late, returns and
     * extensions, not below {@code floor}. Suspended days never count: the due date moves with them.
     *
     * @param perDayLate for each working day late
     * @param perReturn for each return for rework
     * @param perExtension for each extension granted beyond {@code freeExtensions}
     * @param rounds how several obligations of one unit (several rounds) come to one number
     */
    public record Timeliness(
            BigDecimal full,
            BigDecimal floor,
            BigDecimal perDayLate,
            BigDecimal perReturn,
            BigDecimal perExtension,
            int freeExtensions,
            Rounds rounds) {}

    /** How several obligations of one unit come to one timeliness. */
    public enum Rounds {
        /** 取最差. */
        WORST,
        /** 取平均. */
        MEAN,
        /** 以最后一轮为准. */
        LAST
    }

    /**
     * How a result is made: {@code base + work × mean score + bonuses − deductions}.
     *
     * @param base 基本基数
     * @param work share of the mean score
     * @param load how subjects of different load are made comparable
     * @param grades from the best to the last, whose limit isn't looked at
     * @param objectionDays working days after an announcement within which a unit may object
     * @param yearlyWeight percent of the yearly assessment, 40
     * @param rounding of the result
     */
    public record Tally(
            BigDecimal base,
            BigDecimal work,
            Load load,
            List<Grade> grades,
            int objectionDays,
            BigDecimal yearlyWeight,
            Rounding rounding) {
        public Tally {
            grades = List.copyOf(grades);
        }
    }

    /**
     * How subjects of different load are made comparable.
     *
     * @param prior a mean of few matters is drawn towards the mean of all subjects of the kind, as if the subject had so many more
     *     matters of that mean; 0: not at all
     * @param pointsPer points are counted per so many matters: who has more gets the same share, who has fewer gets them as they are;
     *     0: as they are
     * @param classes limits of the load classes: {@code [20, 100]} makes three, below 20, below 100 and the others; within each there
     *     is a rank of its own
     * @param fewest who has fewer evaluated matters isn't ranked or graded
     */
    public record Load(BigDecimal prior, int pointsPer, List<Integer> classes, int fewest) {
        public Load {
            classes = List.copyOf(classes);
        }

        /** Class of so many matters, from 1. */
        public int classOf(long matters) {
            return 1 + (int) classes.stream().filter(limit -> matters >= limit).count();
        }
    }

    /**
     * A grade.
     *
     * @param name 优秀
     * @param least the result from which it is given; of the last grade not looked at
     * @param advice what is recommended, which people decide; may be empty
     * @param years how many years running lead to {@code again}; 0: never
     * @param again what is recommended then; may be empty
     */
    public record Grade(String name, BigDecimal least, String advice, int years, String again) {}

    /**
     * What gives or takes points.
     *
     * @param id shown with each point, {@code R-03}; unique within the rule set; keeps its meaning over the versions
     * @param name 逾期办结
     * @param when the fact it looks for
     * @param from least {@link Fact#n}
     * @param to greatest {@link Fact#n}
     * @param details names {@link Fact#detail} must be one of; empty: any
     * @param formTypes ids of form types; empty: all
     * @param points a bonus above 0, a deduction below
     * @param each whether {@code points} are for each day or once
     * @param mostPerMatter what one matter gives at most, without sign; null: no limit
     * @param most what a result contains of it at most, without sign; null: no limit
     * @param subjects who gets them
     */
    public record Rule(
            String id,
            String name,
            FactKind when,
            int from,
            int to,
            Set<String> details,
            Set<String> formTypes,
            BigDecimal points,
            Each each,
            @Nullable BigDecimal mostPerMatter,
            @Nullable BigDecimal most,
            Set<SubjectKind> subjects) {
        public Rule {
            details = Set.copyOf(details);
            formTypes = Set.copyOf(formTypes);
            subjects = Set.copyOf(subjects);
        }

        /** Whether it gives points. */
        public boolean bonus() {
            return points.signum() > 0;
        }
    }

    /** What {@link Rule#points} are for. */
    public enum Each {
        /** 每次. */
        TIME,
        /** 每个工作日. */
        DAY
    }
}
