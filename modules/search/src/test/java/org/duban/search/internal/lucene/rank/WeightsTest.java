package org.duban.search.internal.lucene.rank;

import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class WeightsTest {

    private static final double ALL = 100_000;

    @Property
    void whatIsRarerTellsMore(@ForAll @IntRange(max = 99_999) int matters) {
        assertTrue(Weights.idf(ALL, matters) > Weights.idf(ALL, matters + 1));
        assertTrue(Weights.idf(ALL, matters + 1) > 0);
        assertTrue(Weights.likelihood(1, ALL, matters) > Weights.likelihood(1, ALL, matters + 1));
    }

    @Property
    void moreOccurrencesSayMoreButLessAndLess(@ForAll @IntRange(min = 1, max = 1_000) int occurrences) {
        double first = Weights.saturated(occurrences, 300, 300) - Weights.saturated(occurrences - 1, 300, 300);
        double next = Weights.saturated(occurrences + 1, 300, 300) - Weights.saturated(occurrences, 300, 300);

        assertTrue(first > next && next > 0);
        assertTrue(Weights.saturated(occurrences, 300, 300) < 1);
        assertTrue(Weights.likelihood(occurrences + 1, ALL, 10) > Weights.likelihood(occurrences, ALL, 10));
    }

    @Property
    void inALongTextOneOccurrenceSaysLess(@ForAll @DoubleRange(min = 1, max = 1e6) double length) {
        assertTrue(Weights.saturated(1, length * 2, 300) < Weights.saturated(1, length, 300));
        assertTrue(Weights.lengthCost(length * 2, 300) > Weights.lengthCost(length, 300));
    }
}
