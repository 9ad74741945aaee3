package org.duban.api.evaluation;

import java.math.BigDecimal;
import java.util.Objects;
import org.duban.api.matter.MatterId;

/**
 * A bonus or a deduction, and why.
 *
 * @param subject whose
 * @param matter in which matter
 * @param amount above 0 a bonus, below a deduction; after the limit of one matter
 * @param fact what happened, with its event
 * @param rule id of the rule
 * @param ruleName its name
 * @param ruleSet {@link RuleSet#reference()} of the version that gave it, {@code district/1}
 * @param text one sentence in Chinese: 逾期办结 3 个工作日（七督办〔2026〕5号，R-03）−1.5
 */
public record Point(
        Subject subject,
        MatterId matter,
        BigDecimal amount,
        Fact fact,
        String rule,
        String ruleName,
        String ruleSet,
        String text) {
    public Point {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(fact, "fact");
    }
}
