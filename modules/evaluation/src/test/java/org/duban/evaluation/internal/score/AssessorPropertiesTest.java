package org.duban.evaluation.internal.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.MatterEvaluation.State;
import org.duban.api.evaluation.RuleSet;
import org.duban.evaluation.internal.rules.RuleSetReader;
import org.duban.evaluation.internal.score.Assessment.Given;

final class AssessorPropertiesTest {

    private static final RuleSet RULES = RuleSetReader.shipped();
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Provide
    Arbitrary<MatterFacts> matters() {
        return Cases.matters();
    }

    private static Assessment assess(MatterFacts facts) {
        return Assessor.assess(facts, day -> RULES);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfFactsChangesNoResult(@ForAll("matters") MatterFacts facts, @ForAll Random random) {
        List<Fact> shuffled = new ArrayList<>(facts.facts());
        Collections.shuffle(shuffled, random);
        MatterFacts other = new MatterFacts(
                facts.matter(),
                facts.number(),
                facts.formType(),
                facts.receivedOn(),
                facts.cleared(),
                facts.ended(),
                facts.officer(),
                facts.group(),
                facts.lead(),
                facts.parties(),
                shuffled,
                facts.marks(),
                null);
        // Of one matter in one year: a limit may be reached in another month, never with another sum.
        assertEquals(sums(assess(facts)), sums(assess(other)));
        assertEquals(assess(facts).score(), assess(other).score());
    }

    private static Map<String, BigDecimal> sums(Assessment assessment) {
        Map<String, BigDecimal> sums = new HashMap<>();
        for (Given given : assessment.given()) {
            sums.merge(
                    given.subject() + " " + given.rule().id(),
                    given.amount().setScale(RuleSet.PLACES),
                    BigDecimal::add);
        }
        return sums;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aScoreIsWithinItsScaleAndThereExactlyWhenTheMatterIsEvaluated(@ForAll("matters") MatterFacts facts) {
        Assessment a = assess(facts);
        assertEquals(a.state() == State.EVALUATED, a.score() != null);
        assertEquals(a.state() == State.EVALUATED, a.evaluatedOn() != null);
        if (a.score() != null) {
            assertTrue(a.score().signum() >= 0 && a.score().compareTo(HUNDRED) <= 0, () -> "" + a.score());
            assertEquals(RULES.scoring().rounding().places(), a.score().scale());
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void entriesAddUpToThePointsThatWereGiven(@ForAll("matters") MatterFacts facts) {
        Assessment a = assess(facts);
        BigDecimal points = a.given().stream().map(Given::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        long entries = Entry.of(facts, a).stream()
                .filter(e -> !e.rule().equals(Entry.SCORE))
                .mapToLong(Entry::amount)
                .sum();
        assertEquals(0, points.compareTo(BigDecimal.valueOf(entries, RuleSet.PLACES)));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void noMatterGivesMoreByARuleThanItsLimit(@ForAll("matters") MatterFacts facts) {
        sums(assess(facts)).forEach((key, sum) -> {
            RuleSet.Rule rule =
                    RULES.rule(key.substring(key.lastIndexOf(' ') + 1)).orElseThrow();
            if (rule.mostPerMatter() != null) {
                assertTrue(sum.abs().compareTo(rule.mostPerMatter()) <= 0, () -> key + " " + sum);
            }
        });
    }
}
