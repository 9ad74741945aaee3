package org.duban.notice.internal.deliver;

import static org.duban.notice.internal.deliver.DeliveryRulesTest.config;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DeliveryRulesPropertyTest {

    @Property
    void jitterStaysWithinItsPercentAndNoPauseIsNegative(
            @ForAll @IntRange(min = 1, max = 2000) int tries,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll long seed) {
        DeliveryRules exact = DeliveryRules.of(config(Map.of("jitterPercent", 0)));
        DeliveryRules spread = DeliveryRules.of(config(Map.of("jitterPercent", percent)));
        double pause = exact.pause(tries, new Random(seed)).toMillis();
        double jittered = spread.pause(tries, new Random(seed)).toMillis();

        assertTrue(jittered >= 0 && Math.abs(jittered - pause) <= pause * percent / 100 + 1);
    }
}
