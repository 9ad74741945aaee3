package org.duban.evaluation.internal.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.MatterEvaluation.State;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What rules make of the facts of a matter.
 *
 * @param rules by which its score is made
 * @param evaluatedOn null until it is evaluated
 * @param quality null until a level has signed
 * @param timeliness of the lead unit; null before it has finished
 * @param score null until it is evaluated
 * @param shares each unit, the lead first, then each leader
 * @param given bonuses and deductions, in the order of the facts, then the rules
 */
public record Assessment(
        State state,
        RuleSet rules,
        @Nullable LocalDate evaluatedOn,
        @Nullable BigDecimal quality,
        @Nullable BigDecimal timeliness,
        @Nullable BigDecimal score,
        List<Share> shares,
        List<Given> given) {

    /**
     * A unit's or leader's part.
     *
     * @param obligations numbers of its obligations
     * @param lead whether the lead obligation of the last round is among them
     * @param score null until the matter is evaluated
     */
    public record Share(
            Subject subject,
            List<Integer> obligations,
            boolean lead,
            @Nullable BigDecimal timeliness,
            @Nullable BigDecimal score,
            BigDecimal weight) {}

    /** A bonus or a deduction; {@code amount} is what the limit of one matter left of it. */
    public record Given(Subject subject, Fact fact, RuleSet rules, RuleSet.Rule rule, BigDecimal amount) {}
}
