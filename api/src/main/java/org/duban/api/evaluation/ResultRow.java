package org.duban.api.evaluation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One line of a result. All numbers are exact decimals; those in between are rounded to four places and used as they are shown.
 *
 * @param kind of the subject
 * @param id of the subject
 * @param name its name when the result was made
 * @param matters how many evaluated matters it rests on
 * @param mean mean score of these, each by its weight, as drawn by the rule on loads; 0 when there are none
 * @param base 基本基数
 * @param work the share of the mean
 * @param bonus sum of the bonuses, 0 or more
 * @param deduction sum of the deductions, 0 or less
 * @param total {@code base + work + bonus + deduction}, rounded as the rules say
 * @param ranked whether it is ranked; not with fewer matters than the rules ask for
 * @param rank standard competition ranking (1, 2, 2, 4) among those ranked; 0 when it isn't
 * @param loadClass class by the number of matters, from 1
 * @param classRank rank within the class; 0 when it isn't ranked
 * @param grade 优秀; empty when it isn't ranked
 * @param sums what each rule gave
 */
public record ResultRow(
        SubjectKind kind,
        String id,
        String name,
        long matters,
        BigDecimal mean,
        BigDecimal base,
        BigDecimal work,
        BigDecimal bonus,
        BigDecimal deduction,
        BigDecimal total,
        boolean ranked,
        int rank,
        int loadClass,
        int classRank,
        String grade,
        List<RuleSum> sums) {

    public ResultRow {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(total, "total");
        sums = List.copyOf(sums);
    }

    public Subject subject() {
        return new Subject(kind, id);
    }

    /**
     * What one rule gave a subject.
     *
     * @param rule id of the rule
     * @param name its name
     * @param times how many points were given
     * @param given their sum
     * @param counted what of it counts, after load and limit
     */
    public record RuleSum(String rule, String name, long times, BigDecimal given, BigDecimal counted) {}
}
