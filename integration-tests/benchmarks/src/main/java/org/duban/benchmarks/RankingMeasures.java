package org.duban.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How good an order of documents is, as trec_eval defines it: {@code recip_rank} (looked at to a depth), {@code recall_n} and {@code
 * ndcg_cut_n}. A document that wasn't judged, or is judged 0 or less, isn't relevant. Pure.
 *
 * @param reciprocalRank 1 / the place of the first relevant document; 0 when there is none
 * @param recall how much of what is relevant is there
 * @param ndcg the sum of grade / log2(place + 1), as a share of the best such sum there could be
 */
record RankingMeasures(double reciprocalRank, double recall, double ndcg) {

    /**
     * Measures the answer to one query.
     *
     * @param ranked ids of documents, the best first; each once
     * @param grades what was judged, also of documents that the collection doesn't have; at least one is above 0
     * @param depth so many of {@code ranked} are looked at
     */
    static RankingMeasures of(List<String> ranked, Map<String, Integer> grades, int depth) {
        double first = 0;
        int found = 0;
        double gain = 0;
        for (int place = 1; place <= Math.min(depth, ranked.size()); place++) {
            int grade = grades.getOrDefault(ranked.get(place - 1), 0);
            if (grade > 0) {
                found++;
                first = first == 0 ? 1.0 / place : first;
                gain += discounted(grade, place);
            }
        }
        List<Integer> best = grades.values().stream()
                .filter(grade -> grade > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        double most = 0;
        for (int place = 1; place <= Math.min(depth, best.size()); place++) {
            most += discounted(best.get(place - 1), place);
        }
        return new RankingMeasures(first, found / (double) best.size(), gain / most);
    }

    /** The mean of each measure; of nothing, 0. */
    static RankingMeasures mean(List<RankingMeasures> all) {
        return new RankingMeasures(
                all.stream()
                        .mapToDouble(RankingMeasures::reciprocalRank)
                        .average()
                        .orElse(0),
                all.stream().mapToDouble(RankingMeasures::recall).average().orElse(0),
                all.stream().mapToDouble(RankingMeasures::ndcg).average().orElse(0));
    }

    private static double discounted(int grade, int place) {
        return grade * Math.log(2) / Math.log(place + 1);
    }
}
