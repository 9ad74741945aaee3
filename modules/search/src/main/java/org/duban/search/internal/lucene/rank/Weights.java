package org.duban.search.internal.lucene.rank;

/** The arithmetic of ranking. Pure. */
final class Weights {

    /** BM25's saturation and length normalization, Lucene's own: nothing better was found on any collection. */
    private static final double K1 = 1.2;

    private static final double B = 0.75;

    /** A gram occurs so often, on average, in a matter that has it. */
    private static final double OCCURRENCES = 1.5;

    private Weights() {}

    /** How much something tells that {@code matters} of {@code all} matters have. */
    static double idf(double all, double matters) {
        return Math.log(1 + (all - matters + 0.5) / (matters + 0.5));
    }

    /** BM25's share of the idf, 0 to 1. */
    static double saturated(double occurrences, double length, double averageLength) {
        return occurrences / (occurrences + K1 * (1 - B + B * length / averageLength));
    }

    /**
     * How much more likely a gram that occurs is in a matter about what is asked than in any: a language model smoothed by Dirichlet's prior of
     * the average length (Zhai and Lafferty 2004), where a gram's share of all text is taken from how many matters have it.
     */
    static double likelihood(double occurrences, double all, double matters) {
        return Math.log1p(occurrences * (all + 1) / (OCCURRENCES * (matters + 0.5)));
    }

    /** What each gram asked costs in a long text; the other half of {@link #likelihood}. */
    static double lengthCost(double length, double averageLength) {
        return Math.log1p(length / averageLength);
    }
}
