package org.duban.search.internal.service;

/**
 * How rare a pair of characters, or the value of a field, is in the matters of an office, estimated from a sample of them: 0 when it is
 * everywhere, 1 when it was never or hardly ever seen. What is rare tells more. Immutable once built.
 *
 * <p>The counts are kept by hash, so a few of a million are a little too high; 2 MB whatever the sample.
 */
final class Rarity {

    /** Nothing is known: everything tells the same, and little. */
    static final Rarity UNKNOWN = new Builder().build();

    private static final int SLOTS = 1 << 20;

    /** So many matters in which nothing looked for occurs are added, so that few matters make nothing too telling. */
    private static final int UNSEEN = 200;

    /** What occurs once in so many matters is as telling as can be. */
    private static final double RAREST = 2_000;

    private final char[] counts;
    /** By count. */
    private final double[] rarities;

    private Rarity(char[] counts, int sampled) {
        this.counts = counts;
        this.rarities = new double[sampled + 1];
        for (int count = 0; count <= sampled; count++) {
            double rarity = Math.log((sampled + UNSEEN) / (count + 1.0)) / Math.log(RAREST);
            rarities[count] = Math.max(0, Math.min(1, rarity));
        }
    }

    double of(long feature) {
        return rarities[counts[slot(feature)]];
    }

    /** The rarity of a field's value, whatever the field. */
    double of(String value) {
        return of(feature(value));
    }

    /** How many matters it was learnt from. */
    int sampled() {
        return rarities.length - 1;
    }

    private static long feature(String value) {
        return (long) value.hashCode() << 32 | value.length();
    }

    private static int slot(long feature) {
        return (int) (feature * 0x9E3779B97F4A7C15L >>> 44);
    }

    /** Learns from one matter after another; not thread-safe. */
    static final class Builder {
        private final char[] counts = new char[SLOTS];
        private final int[] lastSeenIn = new int[SLOTS];
        private int sampled;

        /** The next matter begins; at most 65,535. */
        Builder matter() {
            if (++sampled > Character.MAX_VALUE) {
                throw new IllegalStateException("more matters than can be counted");
            }
            return this;
        }

        Builder saw(Pairs pairs) {
            for (long pair : pairs.distinct()) {
                saw(pair);
            }
            return this;
        }

        /** The value of a field. */
        Builder saw(String value) {
            saw(feature(value));
            return this;
        }

        private void saw(long feature) {
            int slot = slot(feature);
            if (lastSeenIn[slot] != sampled) {
                lastSeenIn[slot] = sampled;
                counts[slot]++;
            }
        }

        Rarity build() {
            return new Rarity(counts.clone(), sampled);
        }
    }
}
