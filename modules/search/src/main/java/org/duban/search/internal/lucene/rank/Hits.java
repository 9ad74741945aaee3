package org.duban.search.internal.lucene.rank;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;

/** Where the grams of a query stand in one matter. */
final class Hits {

    private final boolean[] occurs;
    private long[] places = new long[16];
    private int size;

    /** @param grams how many grams the query has; others never occur */
    Hits(int grams) {
        occurs = new boolean[grams];
    }

    void add(int position, int gram) {
        places = ArrayUtil.grow(places, size + 1);
        places[size++] = (long) position << Integer.SIZE | gram;
        occurs[gram] = true;
    }

    /** To be called after the last {@link #add}, before anything is asked. */
    void sort() {
        Arrays.sort(places, 0, size);
    }

    /**
     * For each gram of a part, how many grams the longest stretch of the part has that it stands in somewhere in the matter; 0 when it doesn't
     * occur.
     */
    int[] longestRuns(int[] part) {
        int[] longest = new int[part.length];
        for (int hit = 0; hit < size; hit++) {
            for (int i = 0; i < part.length; i++) {
                if (gram(hit) == part[i]
                        && !(i > 0 && hit > 0 && follows(hit - 1, hit) && gram(hit - 1) == part[i - 1])) {
                    int length = 1;
                    while (i + length < part.length
                            && hit + length < size
                            && follows(hit + length - 1, hit + length)
                            && gram(hit + length) == part[i + length]) {
                        length++;
                    }
                    for (int k = i; k < i + length; k++) {
                        longest[k] = Math.max(longest[k], length);
                    }
                }
            }
        }
        return longest;
    }

    /** Whether all of these grams occur somewhere. */
    boolean haveAll(int[] grams) {
        for (int gram : grams) {
            if (gram >= occurs.length || !occurs[gram]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the grams follow one another somewhere in the matter as in a sequence; not empty. */
    boolean contain(int[] sequence) {
        for (int hit = 0; hit + sequence.length <= size; hit++) {
            int length = 0;
            while (length < sequence.length
                    && gram(hit + length) == sequence[length]
                    && (length == 0 || follows(hit + length - 1, hit + length))) {
                length++;
            }
            if (length == sequence.length) {
                return true;
            }
        }
        return false;
    }

    private int gram(int hit) {
        return (int) places[hit];
    }

    private boolean follows(int hit, int other) {
        return (places[hit] >>> Integer.SIZE) + 1 == places[other] >>> Integer.SIZE;
    }
}
