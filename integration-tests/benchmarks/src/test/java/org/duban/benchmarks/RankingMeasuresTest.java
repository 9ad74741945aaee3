package org.duban.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RankingMeasuresTest {

    private static RankingMeasures of(List<String> ranked, Map<String, Integer> grades) {
        return RankingMeasures.of(ranked, grades, 10);
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }

    @Test
    void theFirstRelevantDocumentDecidesTheReciprocalRank() {
        assertEquals(1, of(List.of("a", "b"), Map.of("a", 1)).reciprocalRank());
        assertEquals(
                1 / 3.0, of(List.of("x", "y", "a", "b"), Map.of("a", 1, "b", 1)).reciprocalRank());
        assertEquals(0, of(List.of("x"), Map.of("a", 1)).reciprocalRank());
        assertEquals(0, of(List.of(), Map.of("a", 1)).reciprocalRank());
    }

    @Test
    void nothingBeyondTheDepthCounts() {
        assertEquals(new RankingMeasures(0, 0, 0), RankingMeasures.of(List.of("x", "a"), Map.of("a", 1), 1));
    }

    @Test
    void recallIsOfAllThatIsRelevantEvenWhatNobodyCanFind() {
        assertEquals(
                0.25,
                of(List.of("a", "x"), Map.of("a", 1, "b", 2, "c", 1, "gone", 1, "x", 0))
                        .recall());
    }

    @Test
    @DisplayName("a grade of 0 or less is not relevant, and takes nothing away")
    void gradesOfZeroAndLess() {
        RankingMeasures measures = of(List.of("bad", "zero", "a"), Map.of("bad", -2, "zero", 0, "a", 1));

        assertEquals(1 / 3.0, measures.reciprocalRank());
        assertEquals(1, measures.recall());
        assertEquals(0.5, measures.ndcg(), 1e-12); // 1 / log2(4)
    }

    @Test
    @DisplayName("nDCG weighs the grade itself, as trec_eval does, not 2^grade")
    void gainIsTheGrade() {
        double found = 1 / log2(2) + 3 / log2(3);
        double best = 3 / log2(2) + 2 / log2(3) + 1 / log2(4);

        assertEquals(
                found / best,
                of(List.of("a", "c"), Map.of("a", 1, "b", 2, "c", 3)).ndcg(),
                1e-12);
        assertEquals(
                1, of(List.of("c", "b", "a"), Map.of("a", 1, "b", 2, "c", 3)).ndcg(), 1e-12);
    }

    @Test
    void theBestSumEndsAtTheDepthToo() {
        assertEquals(
                1, RankingMeasures.of(List.of("a"), Map.of("a", 1, "b", 1), 1).ndcg(), 1e-12);
    }

    @Test
    void theMeanIsOfEachMeasureByItself() {
        RankingMeasures mean =
                RankingMeasures.mean(List.of(new RankingMeasures(1, 0.5, 0.25), new RankingMeasures(0, 0.5, 0.75)));

        assertEquals(new RankingMeasures(0.5, 0.5, 0.5), mean);
        assertEquals(new RankingMeasures(0, 0, 0), RankingMeasures.mean(List.of()));
    }
}
