package org.duban.evaluation.internal.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.Subject;
import org.duban.evaluation.internal.score.Assessment.Given;
import org.duban.evaluation.internal.score.Assessment.Share;

/**
 * What one matter contributes to one subject in one month by one rule, as whole numbers, so that sums are exact and databases can add.
 *
 * @param month {@code yyyymm}
 * @param rule id of the rule; empty for the score
 * @param times how many points; 1 for the score
 * @param amount of points: their sum × 10⁴; of the score: score × weight × 10⁸
 * @param weight of the score: × 10⁴; 0 for points
 */
public record Entry(Subject subject, int month, String rule, long times, long amount, long weight) {

    /** The rule of a score. */
    public static final String SCORE = "";

    private record Key(Subject subject, int month, String rule) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            int bySubject = subject.compareTo(o.subject);
            int byMonth = bySubject != 0 ? bySubject : Integer.compare(month, o.month);
            return byMonth != 0 ? byMonth : rule.compareTo(o.rule);
        }
    }

    /** The entries of a matter, ordered. */
    public static List<Entry> of(MatterFacts facts, Assessment assessment) {
        Map<Key, long[]> sums = new TreeMap<>();
        LocalDate on = assessment.evaluatedOn();
        BigDecimal score = assessment.score();
        if (on != null && score != null) {
            int month = month(on);
            for (Share share : assessment.shares()) {
                if (share.score() != null) {
                    score(sums, share.subject(), month, share.score(), share.weight());
                }
            }
            if (facts.group() > 0) {
                score(sums, Subject.group(facts.group()), month, score, BigDecimal.ONE);
            }
            if (facts.officer() != null) {
                score(sums, Subject.officer(facts.officer()), month, score, BigDecimal.ONE);
            }
        }
        for (Given given : assessment.given()) {
            add(
                    sums,
                    new Key(
                            given.subject(),
                            month(given.fact().on()),
                            given.rule().id()),
                    scaled(given.amount(), RuleSet.PLACES),
                    0);
        }
        List<Entry> entries = new ArrayList<>();
        sums.forEach(
                (key, sum) -> entries.add(new Entry(key.subject(), key.month(), key.rule(), sum[0], sum[1], sum[2])));
        return entries;
    }

    private static void score(Map<Key, long[]> sums, Subject subject, int month, BigDecimal score, BigDecimal weight) {
        add(
                sums,
                new Key(subject, month, SCORE),
                scaled(score.multiply(weight), 2 * RuleSet.PLACES),
                scaled(weight, RuleSet.PLACES));
    }

    private static void add(Map<Key, long[]> sums, Key key, long amount, long weight) {
        long[] sum = sums.computeIfAbsent(key, k -> new long[3]);
        sum[0]++;
        sum[1] = Math.addExact(sum[1], amount);
        sum[2] = Math.addExact(sum[2], weight);
    }

    private static long scaled(BigDecimal number, int places) {
        return number.movePointRight(places).longValueExact();
    }

    private static int month(LocalDate day) {
        return day.getYear() * 100 + day.getMonthValue();
    }
}
