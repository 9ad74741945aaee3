package org.duban.search.internal.names;

import java.util.Arrays;
import java.util.Collection;

/**
 * Words in order, read as a tree: a node is a run of words that begin with the same characters, so it needs no
 * object. 300,000 words take 3 MB. Immutable.
 *
 * <p>A node is written as (from, to, depth): the words numbered {@code from} to {@code to - 1} share their first
 * {@code depth} characters; when one of them is no longer than that, it is the first.
 */
final class Lexicon {
    /** So long are the longest words of a dictionary. */
    static final int LONGEST = 64;

    private final char[] text;
    private final int[] starts;
    /** The numbers of the words that begin with another character than the one before; then the number of words. */
    private final int[] heads;
    /** By syllable: indexes into {@link #heads} of the characters read so. */
    private final int[][] headsBySyllable;

    private Lexicon(char[] text, int[] starts, int[] heads) {
        this.text = text;
        this.starts = starts;
        this.heads = heads;
        this.headsBySyllable = new int[Pinyin.syllables()][];
        int[] counts = new int[headsBySyllable.length];
        for (int pass = 0; pass < 2; pass++) {
            Arrays.fill(counts, 0);
            for (int head = 0; head + 1 < heads.length; head++) {
                for (short reading : Pinyin.readings(at(heads[head], 0))) {
                    if (pass > 0) {
                        headsBySyllable[reading][counts[reading]] = head;
                    }
                    counts[reading]++;
                }
            }
            if (pass == 0) {
                Arrays.setAll(headsBySyllable, i -> new int[counts[i]]);
            }
        }
    }

    /** The distinct words that are not empty. */
    static Lexicon of(Collection<String> words) {
        String[] sorted = words.toArray(String[]::new);
        Arrays.sort(sorted);
        int count = 0;
        int length = 0;
        for (String word : sorted) {
            if (!word.isEmpty() && (count == 0 || !word.equals(sorted[count - 1]))) {
                sorted[count++] = word;
                length += word.length();
            }
        }
        char[] text = new char[length];
        int[] starts = new int[count + 1];
        int[] heads = new int[count + 1];
        int headCount = 0;
        for (int i = 0; i < count; i++) {
            String word = sorted[i];
            word.getChars(0, word.length(), text, starts[i]);
            starts[i + 1] = starts[i] + word.length();
            if (i == 0 || word.charAt(0) != sorted[i - 1].charAt(0)) {
                heads[headCount++] = i;
            }
        }
        heads[headCount++] = count;
        return new Lexicon(text, starts, Arrays.copyOf(heads, headCount));
    }

    int size() {
        return starts.length - 1;
    }

    String word(int number) {
        return new String(text, starts[number], length(number));
    }

    int length(int number) {
        return starts[number + 1] - starts[number];
    }

    char at(int number, int depth) {
        return text[starts[number] + depth];
    }

    /** Whether one of the node's words ends at its depth; it is number {@code from}. */
    boolean endsAt(int from, int depth) {
        return length(from) == depth;
    }

    /** The number of a word, or -1. */
    int find(CharSequence word) {
        int from = 0;
        int to = size();
        for (int depth = 0; depth < word.length(); depth++) {
            from = child(from, to, depth, word.charAt(depth));
            if (from < 0) {
                return -1;
            }
            to = childEnd(from, to, depth);
        }
        return !word.isEmpty() && endsAt(from, word.length()) ? from : -1;
    }

    boolean contains(CharSequence word) {
        return find(word) >= 0;
    }

    /** Whether one word begins with another. */
    boolean begins(int longer, int shorter) {
        return Arrays.mismatch(text, starts[longer], starts[longer + 1], text, starts[shorter], starts[shorter + 1])
                == length(shorter);
    }

    /** Where the children of a node begin. */
    int children(int from, int depth) {
        return depth > 0 && endsAt(from, depth) ? from + 1 : from;
    }

    /**
     * Where a child ends.
     *
     * @param from  the child's first word
     * @param to    where the parent ends
     * @param depth the parent's
     */
    int childEnd(int from, int to, int depth) {
        if (depth == 0) {
            int head = Arrays.binarySearch(heads, from);
            return heads[head + 1];
        }
        char label = at(from, depth);
        int low = from + 1; // all before are of the child
        int step = 1;
        while (low < to && at(low, depth) == label) {
            low += step;
            step *= 2;
        }
        int high = Math.min(low, to);
        low = low == from + 1 ? low : low - step / 2 + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle, depth) == label) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The first word of a node's child with this label, or -1. */
    int child(int from, int to, int depth, char label) {
        int low = children(from, depth);
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle, depth) < label) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < to && at(low, depth) == label ? low : -1;
    }

    /** The indexes into {@link #heads} of the root's children that are read so; not to be changed. */
    int[] headsReadAs(int syllable) {
        return headsBySyllable[syllable];
    }

    /** The first words of the root's children, and then the number of words; not to be changed. */
    int[] heads() {
        return heads;
    }
}
