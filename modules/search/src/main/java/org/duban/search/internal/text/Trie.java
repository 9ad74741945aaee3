package org.duban.search.internal.text;

/**
 * A set of words to walk through character by character. The first character is looked up in an array, each further edge in one hash table of
 * {@code long}s: built in one pass over words in any order, walked with about one memory access a character.
 *
 * <p>A place in the trie is an {@code int}: {@link #ROOT}, what {@link #step} gives, or 0, which is nowhere. Filled by one thread, then only read.
 */
final class Trie {

    static final int ROOT = -1;

    private static final int WORD = 1;
    private static final int MORE = 2;
    private static final int FLAGS = 2;

    /** An edge: place it leads to (24 bits: node and flags), node it leaves (22 bits), character (16 bits); 0 is a free slot. */
    private static final int NODE_BITS = 22;

    private static final int KEY_BITS = NODE_BITS + Character.SIZE;
    private static final long KEY = (1L << KEY_BITS) - 1;

    private final int[] first = new int[1 << Character.SIZE];
    private long[] edges;
    private int shift;
    private int edgeCount;
    private int nodeCount;

    /** @param edgesExpected for how many edges room is made at once */
    Trie(int edgesExpected) {
        int bits = Math.max(4, Integer.SIZE - Integer.numberOfLeadingZeros(edgesExpected * 3 / 2));
        edges = new long[1 << bits];
        shift = Long.SIZE - bits;
    }

    static boolean isWord(int place) {
        return (place & WORD) != 0;
    }

    /** Whether a longer word goes on from here. */
    static boolean goesOn(int place) {
        return (place & MORE) != 0;
    }

    /** Where a character leads from a place; 0 when no word goes on so. */
    int step(int place, char character) {
        if (place == ROOT) {
            return first[character];
        }
        if ((place & MORE) == 0) {
            return 0;
        }
        return (int) (edges[slot(key(place, character))] >>> KEY_BITS);
    }

    boolean contains(CharSequence word) {
        int place = ROOT;
        for (int i = 0; i < word.length(); i++) {
            place = step(place, word.charAt(i));
            if (place == 0) {
                return false;
            }
        }
        return place != ROOT && isWord(place);
    }

    /** Adds {@code chars[from, to)}, not empty. */
    void add(char[] chars, int from, int to) {
        int last = to - 1;
        int place = first[chars[from]];
        if (place == 0) {
            place = newNode();
        }
        place |= from == last ? WORD : MORE;
        first[chars[from]] = place;
        for (int i = from + 1; i < to; i++) {
            long key = key(place, chars[i]);
            int slot = slot(key);
            place = (int) (edges[slot] >>> KEY_BITS);
            if (place == 0) {
                place = newNode();
                edgeCount++;
            }
            place |= i == last ? WORD : MORE;
            edges[slot] = (long) place << KEY_BITS | key;
            if (edgeCount * 3L > edges.length * 2L) {
                grow();
            }
        }
    }

    private int newNode() {
        if (++nodeCount >= 1 << NODE_BITS) {
            throw new IllegalStateException("more than " + (1 << NODE_BITS) + " places in one dictionary");
        }
        return nodeCount << FLAGS;
    }

    private static long key(int place, char character) {
        return (long) (place >>> FLAGS) << Character.SIZE | character;
    }

    /** The slot that has the edge, or the free one where it belongs. */
    private int slot(long key) {
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> shift);
        for (long edge = edges[slot]; edge != 0 && (edge & KEY) != key; edge = edges[slot]) {
            slot = slot + 1 & edges.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] old = edges;
        edges = new long[old.length * 2];
        shift--;
        for (long edge : old) {
            if (edge != 0) {
                edges[slot(edge & KEY)] = edge;
            }
        }
    }
}
