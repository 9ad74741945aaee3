package org.duban.search.internal.lucene;

import java.util.Set;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.duban.api.search.TextKind;

/**
 * Which positions of a matter's grams belong to which kind of text. Texts of one kind stand together, so that the matter needs one pair for
 * each kind it has: the kind and where it ends, in ascending order.
 */
final class KindRanges {

    /** The positions of the asked kinds, as pairs: first, first after; ascending. */
    int[] bounds = new int[2];

    /** How many entries of {@link #bounds} are used. */
    int length;

    private final int asked;

    /** Reads the ranges of these kinds. */
    KindRanges(Set<TextKind> kinds) {
        int bits = 0;
        for (TextKind kind : kinds) {
            bits |= 1 << kind.ordinal();
        }
        asked = bits;
    }

    /** Collects a matter's kinds. */
    static final class Writer {
        private byte[] bytes = new byte[32];
        private int at;

        /** @param end the first position after the kind */
        void add(TextKind kind, int end) {
            bytes = ArrayUtil.grow(bytes, at + 6);
            bytes[at++] = (byte) kind.ordinal();
            int left = end;
            while ((left & ~0x7F) != 0) {
                bytes[at++] = (byte) (left & 0x7F | 0x80);
                left >>>= 7;
            }
            bytes[at++] = (byte) left;
        }

        BytesRef finish() {
            return new BytesRef(bytes, 0, at);
        }
    }

    /** Reads the next matter. */
    void read(BytesRef from) {
        length = 0;
        int start = 0;
        int at = from.offset;
        int limit = from.offset + from.length;
        while (at < limit) {
            int kind = from.bytes[at++];
            int end = 0;
            int shift = 0;
            byte part;
            do {
                part = from.bytes[at++];
                end |= (part & 0x7F) << shift;
                shift += 7;
            } while (part < 0);
            if ((asked & 1 << kind) != 0) {
                if (length > 0 && bounds[length - 1] == start) {
                    bounds[length - 1] = end;
                } else {
                    bounds = ArrayUtil.grow(bounds, length + 2);
                    bounds[length++] = start;
                    bounds[length++] = end;
                }
            }
            start = end;
        }
    }
}
