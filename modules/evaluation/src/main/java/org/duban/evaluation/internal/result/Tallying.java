package org.duban.evaluation.internal.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.duban.api.evaluation.ResultRow;
import org.duban.api.evaluation.ResultRow.RuleSum;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.RuleSet.Grade;
import org.duban.api.evaluation.RuleSet.Load;
import org.duban.api.evaluation.RuleSet.Rule;
import org.duban.api.evaluation.RuleSet.Tally;
import org.duban.api.evaluation.SubjectKind;
import org.duban.evaluation.internal.result.ScoreStore.Sum;
import org.duban.evaluation.internal.score.Entry;

/**
 * From sums to results and ranks. Pure.
 *
 * <p>Means and shares are rounded half up to {@link RuleSet#PLACES} digits and used as they are shown; the result is rounded as its rule set says.
 */
public final class Tallying {

    private Tallying() {}

    /**
     * The rows of one kind, ranked.
     *
     * @param totals id of the subject → its sums by rule
     * @param rules in force on the period's last day
     * @param ruleNames a rule that gave points and isn't in {@code rules} any more
     * @param names name of a subject
     * @return by rank, those not ranked last, then id
     */
    public static List<ResultRow> rows(
            SubjectKind kind,
            Map<String, List<Sum>> totals,
            RuleSet rules,
            Function<String, Optional<Rule>> ruleNames,
            Function<String, String> names) {
        Sum all = score(totals.values().stream().flatMap(List::stream).toList());
        BigDecimal mean = all.weight() == 0 ? BigDecimal.ZERO : mean(all.amount(), all.weight());
        List<ResultRow> rows = new ArrayList<>();
        totals.forEach((id, sums) -> rows.add(row(kind, id, names.apply(id), sums, mean, rules, ruleNames)));
        return ranked(rows, rules);
    }

    private static Sum score(List<Sum> sums) {
        long times = 0;
        long amount = 0;
        long weight = 0;
        for (Sum sum : sums) {
            if (sum.rule().equals(Entry.SCORE)) {
                times += sum.times();
                amount += sum.amount();
                weight += sum.weight();
            }
        }
        return new Sum(Entry.SCORE, times, amount, weight);
    }

    /** Of an amount × 10⁸ and weights × 10⁴. */
    private static BigDecimal mean(long amount, long weight) {
        return BigDecimal.valueOf(amount, 2 * RuleSet.PLACES)
                .divide(BigDecimal.valueOf(weight, RuleSet.PLACES), RuleSet.PLACES, RoundingMode.HALF_UP);
    }

    private static ResultRow row(
            SubjectKind kind,
            String id,
            String name,
            List<Sum> sums,
            BigDecimal meanOfAll,
            RuleSet rules,
            Function<String, Optional<Rule>> ruleNames) {
        Tally tally = rules.tally();
        Sum score = score(sums);
        BigDecimal mean = drawn(score, meanOfAll, tally.load());
        BigDecimal work = round(tally.work().multiply(mean));
        BigDecimal bonus = BigDecimal.ZERO;
        BigDecimal deduction = BigDecimal.ZERO;
        List<RuleSum> ruleSums = new ArrayList<>();
        for (Sum sum : sums) {
            if (sum.rule().equals(Entry.SCORE)) {
                continue;
            }
            Optional<Rule> rule = rules.rule(sum.rule()).or(() -> ruleNames.apply(sum.rule()));
            BigDecimal given = BigDecimal.valueOf(sum.amount(), RuleSet.PLACES);
            BigDecimal counted = counted(given, score.times(), tally.load(), rule);
            ruleSums.add(new RuleSum(
                    sum.rule(), rule.map(Rule::name).orElse(sum.rule()), sum.times(), plain(given), plain(counted)));
            if (counted.signum() > 0) {
                bonus = bonus.add(counted);
            } else {
                deduction = deduction.add(counted);
            }
        }
        BigDecimal total =
                tally.rounding().round(tally.base().add(work).add(bonus).add(deduction));
        boolean ranked = score.times() >= tally.load().fewest();
        return new ResultRow(
                kind,
                id,
                name,
                score.times(),
                plain(mean),
                plain(tally.base()),
                plain(work),
                plain(bonus),
                plain(deduction),
                total,
                ranked,
                0,
                tally.load().classOf(score.times()),
                0,
                ranked ? grade(total, tally.grades()) : "",
                ruleSums);
    }

    /** The mean, drawn to that of all as if there were {@code prior} more matters of it. */
    private static BigDecimal drawn(Sum score, BigDecimal meanOfAll, Load load) {
        if (score.weight() == 0) {
            return BigDecimal.ZERO;
        }
        if (load.prior().signum() == 0) {
            return mean(score.amount(), score.weight());
        }
        return BigDecimal.valueOf(score.amount(), 2 * RuleSet.PLACES)
                .add(load.prior().multiply(meanOfAll))
                .divide(
                        BigDecimal.valueOf(score.weight(), RuleSet.PLACES).add(load.prior()),
                        RuleSet.PLACES,
                        RoundingMode.HALF_UP);
    }

    private static BigDecimal counted(BigDecimal given, long matters, Load load, Optional<Rule> rule) {
        BigDecimal counted = given;
        if (load.pointsPer() > 0 && matters > load.pointsPer()) {
            counted = given.multiply(BigDecimal.valueOf(load.pointsPer()))
                    .divide(BigDecimal.valueOf(matters), RuleSet.PLACES, RoundingMode.HALF_UP);
        }
        BigDecimal most = rule.map(Rule::most).orElse(null);
        if (most != null && counted.abs().compareTo(most) > 0) {
            return counted.signum() < 0 ? most.negate() : most;
        }
        return counted;
    }

    private static String grade(BigDecimal total, List<Grade> grades) {
        for (Grade grade : grades.subList(0, grades.size() - 1)) {
            if (total.compareTo(grade.least()) >= 0) {
                return grade.name();
            }
        }
        return grades.get(grades.size() - 1).name();
    }

    private static BigDecimal round(BigDecimal number) {
        return number.setScale(RuleSet.PLACES, RoundingMode.HALF_UP);
    }

    /** No zeros behind the point, so that equal numbers have equal texts. */
    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0
                ? BigDecimal.ZERO
                : round(number)
                        .stripTrailingZeros()
                        .setScale(Math.max(0, number.stripTrailingZeros().scale()), RoundingMode.HALF_UP);
    }

    private static final Comparator<ResultRow> ORDER = Comparator.comparing(ResultRow::ranked)
            .reversed()
            .thenComparing(Comparator.comparing(ResultRow::total).reversed())
            .thenComparing(ResultRow::id);

    /** Standard competition ranking (1, 2, 2, 4), among all and within each class of load. */
    static List<ResultRow> ranked(List<ResultRow> rows, RuleSet rules) {
        List<ResultRow> sorted = new ArrayList<>(rows);
        sorted.sort(ORDER);
        List<ResultRow> ranked = new ArrayList<>(sorted.size());
        Place all = new Place();
        Map<Integer, Place> classes = new HashMap<>();
        for (ResultRow row : sorted) {
            int rank = row.ranked() ? all.next(row.total()) : 0;
            int classRank = row.ranked()
                    ? classes.computeIfAbsent(row.loadClass(), c -> new Place()).next(row.total())
                    : 0;
            ranked.add(new ResultRow(
                    row.kind(),
                    row.id(),
                    row.name(),
                    row.matters(),
                    row.mean(),
                    row.base(),
                    row.work(),
                    row.bonus(),
                    row.deduction(),
                    row.total(),
                    row.ranked(),
                    rank,
                    row.loadClass(),
                    classRank,
                    row.grade(),
                    row.sums()));
        }
        return ranked;
    }

    private static final class Place {
        private int seen;
        private int rank;
        private BigDecimal last = BigDecimal.ZERO;

        int next(BigDecimal total) {
            seen++;
            if (seen == 1 || total.compareTo(last) != 0) {
                rank = seen;
                last = total;
            }
            return rank;
        }
    }
}
