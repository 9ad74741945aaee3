package org.duban.evaluation.internal.officer;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.Problem;
import org.duban.api.appraisal.BallotEvent.Choice;
import org.duban.api.appraisal.Scorecard.From;
import org.duban.evaluation.internal.conduct.SettingsFile;
import org.jspecify.annotations.Nullable;

/**
 * What a district sets for the appraisal of its officers, {@code officers.json}.
 *
 * @param version counts up with each change; a signed card says which one it is of
 * @param parts of a scorecard; their maxima add up to 100
 * @param measures of the computed part; their weights add up to its maximum
 * @param ballot how the democratic appraisal is done
 */
public record OfficerRules(int version, List<PartRule> parts, List<MeasureRule> measures, BallotRule ballot) {

    static final String FILE = "officers.json";

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    /** A part of the scorecard. */
    public record PartRule(String id, String name, BigDecimal max, From from) {
        public PartRule {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(max, "max");
            Objects.requireNonNull(from, "from");
        }
    }

    /** What a measure counts. */
    public enum Counts {
        /** 按期办结: obligations finished in the year, or overdue at its end; good: not later than due. */
        ON_TIME,
        /** 销号: matters the lead finished in the year, once {@code workingDays} have passed; good: cleared since. */
        CLEARED,
        /** 履职: the officer's own duties by {@code accountability.json} that fell due in the year; good: kept. */
        DUTIES,
        /** 核查质量: matters cleared in the year; good: not taken up again since. */
        LASTING
    }

    /**
     * A measure of the performance.
     *
     * @param weight the most points
     * @param duties ids of the duties counted; for {@link Counts#DUTIES}
     * @param workingDays so long after the completion an uncleared matter isn't counted yet; for {@link Counts#CLEARED}
     * @param noneIsZero whether a year with nothing to count gives nothing; else it gives the whole weight
     */
    public record MeasureRule(
            String id,
            String name,
            BigDecimal weight,
            Counts counts,
            Set<String> duties,
            int workingDays,
            boolean noneIsZero) {
        public MeasureRule {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(weight, "weight");
            Objects.requireNonNull(counts, "counts");
            duties = duties == null ? Set.of() : Set.copyOf(duties);
        }
    }

    /**
     * The ballot.
     *
     * @param minimumPapers with fewer papers nothing is opened or counted
     * @param choices what can be voted
     */
    public record BallotRule(int minimumPapers, List<Choice> choices) {
        public BallotRule {
            choices = List.copyOf(choices);
        }
    }

    public OfficerRules {
        parts = List.copyOf(parts);
        measures = List.copyOf(measures);
        Objects.requireNonNull(ballot, "ballot");
    }

    /** The part with this id; null when there is none. */
    @Nullable
    PartRule part(String id) {
        return parts.stream().filter(p -> p.id().equals(id)).findFirst().orElse(null);
    }

    /**
     * Reads the district's rules, or those that come with Duban.
     *
     * @param duties ids of the duties there are
     * @throws org.duban.api.DubanException {@code CONFIGURATION_INVALID} with every mistake
     */
    static OfficerRules read(@Nullable Path folder, Set<String> duties) {
        return parse(SettingsFile.text(folder, FILE, OfficerRules.class), duties);
    }

    static OfficerRules parse(String json, Set<String> duties) {
        OfficerRules rules = SettingsFile.parse(FILE, json, OfficerRules.class);
        List<Problem> mistakes = new ArrayList<>();
        if (rules.version() < 1) {
            mistakes.add(mistake("/version", rules.version(), "从 1 起的版本号"));
        }
        rules.checkParts(mistakes);
        rules.checkMeasures(duties, mistakes);
        rules.checkBallot(mistakes);
        SettingsFile.refuse(mistakes);
        return rules;
    }

    private void checkParts(List<Problem> mistakes) {
        distinct("/parts", parts.stream().map(PartRule::id), mistakes);
        positive("/parts", parts.stream().map(PartRule::max), mistakes);
        BigDecimal sum = sum(parts.stream().map(PartRule::max));
        if (sum.compareTo(WHOLE) != 0) {
            mistakes.add(mistake("/parts", sum, "各部分满分合计 100"));
        }
        for (From from : List.of(From.COMPUTED, From.BALLOT)) {
            if (parts.stream().filter(p -> p.from() == from).count() > 1) {
                mistakes.add(mistake("/parts", from, "至多一个部分"));
            }
        }
    }

    private void checkMeasures(Set<String> duties, List<Problem> mistakes) {
        distinct("/measures", measures.stream().map(MeasureRule::id), mistakes);
        positive("/measures", measures.stream().map(MeasureRule::weight), mistakes);
        BigDecimal sum = sum(measures.stream().map(MeasureRule::weight));
        BigDecimal max =
                sum(parts.stream().filter(p -> p.from() == From.COMPUTED).map(PartRule::max));
        if (sum.compareTo(max) != 0) {
            mistakes.add(mistake("/measures", sum, "各项权重合计等于计算部分的满分 " + max));
        }
        for (MeasureRule measure : measures) {
            boolean byDuties = measure.counts() == Counts.DUTIES;
            if (byDuties == measure.duties().isEmpty() || !duties.containsAll(measure.duties())) {
                mistakes.add(mistake(
                        "/measures/" + measure.id() + "/duties",
                        measure.duties(),
                        byDuties ? String.join("、", duties) : "只有 DUTIES 填写"));
            }
            if (measure.workingDays() < 0 || (measure.counts() != Counts.CLEARED && measure.workingDays() != 0)) {
                mistakes.add(mistake(
                        "/measures/" + measure.id() + "/workingDays", measure.workingDays(), "只有 CLEARED 填写，不为负"));
            }
        }
    }

    private void checkBallot(List<Problem> mistakes) {
        distinct("/ballot/choices", ballot.choices().stream().map(Choice::id), mistakes);
        if (ballot.minimumPapers() < 2) {
            mistakes.add(mistake("/ballot/minimumPapers", ballot.minimumPapers(), "2 以上，过少则看得出谁投了什么"));
        }
        if (ballot.choices().size() < 2) {
            mistakes.add(mistake("/ballot/choices", ballot.choices().size(), "两个以上选项"));
        }
        for (Choice choice : ballot.choices()) {
            if (choice.points() == null
                    || choice.points().signum() < 0
                    || choice.points().compareTo(WHOLE) > 0) {
                mistakes.add(mistake("/ballot/choices/" + choice.id(), choice.points(), "0 至 100 分"));
            }
        }
    }

    private static void distinct(String place, Stream<String> ids, List<Problem> mistakes) {
        Set<String> seen = new HashSet<>();
        ids.filter(id -> id == null || id.isBlank() || !seen.add(id))
                .forEach(id -> mistakes.add(mistake(place, id, "各不相同的标识")));
    }

    private static void positive(String place, Stream<BigDecimal> values, List<Problem> mistakes) {
        values.filter(v -> v.signum() <= 0 || v.scale() > 2)
                .forEach(v -> mistakes.add(mistake(place, v, "大于 0，至多两位小数")));
    }

    private static BigDecimal sum(Stream<BigDecimal> values) {
        return values.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Problem mistake(String place, @Nullable Object value, String expected) {
        return SettingsFile.mistake(FILE, place, value, expected);
    }
}
