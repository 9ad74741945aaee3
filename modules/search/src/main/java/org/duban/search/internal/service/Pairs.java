package org.duban.search.internal.service;

import java.util.Arrays;
import org.duban.search.internal.text.Folding;

/**
 * The neighbouring pairs of a text: of Chinese characters, and of letter or digit runs as a whole (204|路). What two texts are compared by:
 * names that are in no dictionary are found like any word. Immutable.
 */
final class Pairs {

    static final Pairs NONE = of("", 0);

    private final String text;
    private final long[] sequence;
    private final int[] starts;
    private final int[] ends;
    private final long[] distinct;

    private Pairs(String text, long[] sequence, int[] starts, int[] ends) {
        this.text = text;
        this.sequence = sequence;
        this.starts = starts;
        this.ends = ends;
        this.distinct = Arrays.stream(sequence).sorted().distinct().toArray();
    }

    /** @param most how many characters are looked at */
    static Pairs of(String text, int most) {
        String looked = text.length() <= most ? text : text.substring(0, most);
        String folded = Folding.fold(looked);
        long[] sequence = new long[folded.length()];
        int[] starts = new int[folded.length()];
        int[] ends = new int[folded.length()];
        int count = 0;
        int before = 0;
        int beforeStart = -1;
        int at = 0;
        while (at < folded.length()) {
            int codePoint = folded.codePointAt(at);
            int end = at + Character.charCount(codePoint);
            if (!Folding.counts(codePoint)) {
                at = end;
                continue;
            }
            int unit = codePoint;
            if (inRun(codePoint)) {
                while (end < folded.length() && inRun(folded.charAt(end)) && Folding.counts((int) folded.charAt(end))) {
                    end++;
                }
                unit = folded.substring(at, end).hashCode() | Integer.MIN_VALUE;
            }
            if (beforeStart >= 0) {
                sequence[count] = (long) before << 32 | unit & 0xFFFFFFFFL;
                starts[count] = beforeStart;
                ends[count++] = end;
            }
            before = unit;
            beforeStart = at;
            at = end;
        }
        return new Pairs(
                looked, Arrays.copyOf(sequence, count), Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    /** Letters and digits that are written without spaces; Chinese characters are beyond. */
    private static boolean inRun(int codePoint) {
        return codePoint < 0x2E80;
    }

    /** The text that was looked at, as it was written. */
    String text() {
        return text;
    }

    /** Each pair once, ascending; not to be changed. */
    long[] distinct() {
        return distinct;
    }

    boolean contains(long pair) {
        return Arrays.binarySearch(distinct, pair) >= 0;
    }

    /** How many pairs there are, one after another. */
    int length() {
        return sequence.length;
    }

    long pair(int index) {
        return sequence[index];
    }

    /** Where a pair begins in the text. */
    int start(int index) {
        return starts[index];
    }

    /** Where it ends. */
    int end(int index) {
        return ends[index];
    }
}
