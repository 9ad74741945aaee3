package org.duban.evaluation.internal.officer;

import static org.junit.jupiter.api.Assertions.*;

import java.math.BigDecimal;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.evaluation.internal.conduct.SettingsFile;
import org.duban.evaluation.internal.officer.OfficerRules.PartRule;
import org.junit.jupiter.api.Test;

class OfficerRulesTest {

    private static final Set<String> DUTIES = Set.of("remind", "check", "extension", "dispute", "verify", "draft");
    private static final String SHIPPED = SettingsFile.text(null, OfficerRules.FILE, OfficerRules.class);

    private static Set<String> mistakes(String json) {
        DubanException refused = assertThrows(DubanException.class, () -> OfficerRules.parse(json, DUTIES));
        return Set.copyOf(refused.problems().stream().map(Problem::field).toList());
    }

    @Test
    void study_10_performance_50_conduct_15_democratic_15_rewards_10_are_100() {
        OfficerRules rules = OfficerRules.parse(SHIPPED, DUTIES);
        assertEquals(
                0,
                rules.parts().stream()
                        .map(PartRule::max)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .compareTo(BigDecimal.valueOf(100)));
    }

    @Test
    void parts_that_are_not_100_and_weights_that_are_not_the_computed_part_are_refused() {
        assertEquals(
                Set.of("officers.json#/parts"),
                mistakes(SHIPPED.replace("\"学习\", \"max\": 10", "\"学习\", \"max\": 11")));
        assertEquals(
                Set.of("officers.json#/measures"), mistakes(SHIPPED.replace("\"weight\": 20", "\"weight\": 19.5")));
    }

    @Test
    void duties_that_are_no_duties_and_ballots_that_hide_nobody_are_refused() {
        assertEquals(
                Set.of("officers.json#/measures/reminded/duties"),
                mistakes(SHIPPED.replace("[\"remind\"]", "[\"sleep\"]")));
        assertEquals(
                Set.of("officers.json#/ballot/minimumPapers"),
                mistakes(SHIPPED.replace("\"minimumPapers\": 5", "\"minimumPapers\": 1")));
        assertEquals(
                Set.of("officers.json#/ballot/choices/A"),
                mistakes(SHIPPED.replace("\"points\": 100", "\"points\": 101")));
    }
}
