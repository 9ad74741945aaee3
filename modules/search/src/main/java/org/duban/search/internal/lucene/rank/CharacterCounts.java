package org.duban.search.internal.lucene.rank;

import java.util.Arrays;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.duban.search.internal.text.Folding;

/**
 * Which characters a matter's texts begin with, and how often each occurs: the one thing the {@link SecondLook} needs that grams don't say.
 * About two bytes for each different character, a few hundred for a matter.
 *
 * <p>Collects one matter after another; used by one thread.
 */
public final class CharacterCounts {

    /** So many characters that {@linkplain Folding#counts count} are looked at. */
    static final int LOOKED_AT = 1_000;

    private static final int MOST = (1 << 15) - 1;

    private final short[] counts = new short[1 << Character.SIZE];
    private int[] seen = new int[LOOKED_AT];
    private int different;
    private int total;
    private byte[] bytes = new byte[512];
    private int at;

    /** Begins the next matter. */
    public void clear() {
        for (int i = 0; i < different; i++) {
            counts[seen[i]] = 0;
        }
        different = 0;
        total = 0;
    }

    /**
     * Counts {@code folded[from, to)}, as far as there is room.
     *
     * @param times what each character counts for: how often the text is in the grams
     */
    public void add(char[] folded, int from, int to, int times) {
        for (int i = from; i < to && total < LOOKED_AT; i++) {
            char unit = folded[i];
            // Characters beyond the first plane are names; they are left to the grams.
            if (!Folding.counts((int) unit)) {
                continue;
            }
            total++;
            if (counts[unit] == 0) {
                seen[different++] = unit;
            }
            counts[unit] = (short) Math.min(MOST, counts[unit] + times);
        }
    }

    /** What was counted; holds until the next {@link #clear}. */
    public BytesRef finish() {
        Arrays.sort(seen, 0, different);
        at = 0;
        write(total);
        int last = 0;
        for (int i = 0; i < different; i++) {
            int count = counts[seen[i]];
            write(seen[i] - last << 1 | (count > 1 ? 1 : 0));
            if (count > 1) {
                write(count);
            }
            last = seen[i];
        }
        return new BytesRef(bytes, 0, at);
    }

    private void write(int number) {
        bytes = ArrayUtil.grow(bytes, at + 5);
        int left = number;
        while (left > 0x7F) {
            bytes[at++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    /** Reads what was counted: {@link #next} until it is false. */
    static final class Reader {

        /** How many characters were counted. */
        int total;

        /** A character; ascending. */
        int character;

        /** How often it was counted. */
        int count;

        private byte[] bytes = BytesRef.EMPTY_BYTES;
        private int at;
        private int end;

        Reader read(BytesRef from) {
            bytes = from.bytes;
            at = from.offset;
            end = from.offset + from.length;
            character = 0;
            total = number();
            return this;
        }

        boolean next() {
            if (at == end) {
                return false;
            }
            int step = number();
            character += step >>> 1;
            count = (step & 1) == 0 ? 1 : number();
            return true;
        }

        private int number() {
            int number = 0;
            int shift = 0;
            byte part;
            do {
                part = bytes[at++];
                number |= (part & 0x7F) << shift;
                shift += 7;
            } while (part < 0);
            return number;
        }
    }
}
