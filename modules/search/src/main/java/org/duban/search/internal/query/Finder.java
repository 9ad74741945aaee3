package org.duban.search.internal.query;

import java.util.Arrays;
import java.util.List;

/**
 * Finds many texts in one go (Aho and Corasick), whatever stands between their characters that doesn't {@linkplain Searched count}. Immutable; time is linear
 * to the text and what is found.
 */
final class Finder {

    /** Takes what is found. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param pattern which one, by its place in the list
         * @param start index of its first unit
         * @param end index after its last
         */
        void found(int pattern, int start, int end);
    }

    private final int[] lengths;
    private final int longest;

    /** Of each place in the tree of patterns: the character that leads there; where its children begin, which stand together in order. */
    private final char[] label;

    private final int[] children;
    /** The place of the longest end of what was read that is the beginning of a pattern, too. */
    private final int[] fallback;
    /** The pattern that ends here, or -1; and the next place on the way of fallbacks where one ends, or 0. */
    private final int[] pattern;

    private final int[] shorter;

    /** Which characters a pattern begins with: most of a text is in none. */
    private final long[] beginnings = new long[(1 << Character.SIZE) / Long.SIZE];

    /** @param patterns as {@link Searched} gives them, not empty, each once */
    Finder(List<String> patterns) {
        Integer[] order = new Integer[patterns.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> patterns.get(a).compareTo(patterns.get(b)));
        lengths = patterns.stream().mapToInt(String::length).toArray();
        longest = Arrays.stream(lengths).max().orElse(0);
        int most = Arrays.stream(lengths).sum() + 1;
        char[] labels = new char[most];
        int[] firstChild = new int[most + 1];
        int[] ends = new int[most];
        // The patterns that go through a place, as a range of their order; places in order of depth.
        int[] from = new int[most];
        int[] to = new int[most];
        int[] depth = new int[most];
        to[0] = order.length;
        int count = 1;
        for (int place = 0; place < count; place++) {
            firstChild[place] = count;
            ends[place] = -1;
            int i = from[place];
            if (i < to[place] && lengths[order[i]] == depth[place]) {
                ends[place] = order[i++];
            }
            while (i < to[place]) {
                char c = patterns.get(order[i]).charAt(depth[place]);
                labels[count] = c;
                from[count] = i;
                while (i < to[place] && patterns.get(order[i]).charAt(depth[place]) == c) {
                    i++;
                }
                to[count] = i;
                depth[count] = depth[place] + 1;
                count++;
            }
        }
        firstChild[count] = count;
        label = Arrays.copyOf(labels, count);
        children = Arrays.copyOf(firstChild, count + 1);
        pattern = Arrays.copyOf(ends, count);
        fallback = new int[count];
        shorter = new int[count];
        for (int place = 0; place < count; place++) {
            for (int child = children[place]; child < children[place + 1]; child++) {
                if (place == 0) {
                    beginnings[label[child] / Long.SIZE] |= 1L << label[child];
                } else {
                    fallback[child] = step(fallback[place], label[child]);
                }
                int next = fallback[child];
                shorter[child] = pattern[next] >= 0 ? next : shorter[next];
            }
        }
    }

    /** Where a character leads from a place. */
    private int step(int from, char c) {
        int place = from;
        while (place != 0) {
            int child = child(place, c);
            if (child > 0) {
                return child;
            }
            place = fallback[place];
        }
        return (beginnings[c / Long.SIZE] & 1L << c) == 0 ? 0 : child(0, c);
    }

    private int child(int place, char c) {
        int child = Arrays.binarySearch(label, children[place], children[place + 1], c);
        return Math.max(child, 0);
    }

    /**
     * Finds all patterns that lie in {@code folded[from, to)}, by their ends.
     *
     * @param folded a {@linkplain org.duban.search.internal.text.Folding folded} text
     */
    void find(char[] folded, int from, int to, Sink sink) {
        if (longest == 0) {
            return;
        }
        // Where the last characters were that led away from the root.
        int[] indexes = new int[Integer.highestOneBit(longest) * 2];
        int mask = indexes.length - 1;
        int counted = 0;
        int place = 0;
        for (int i = from; i < to; i++) {
            int units = Searched.unitsThatCount(folded, i, to);
            for (int unit = 0; unit < units; unit++) {
                int index = i + unit;
                place = step(place, folded[index]);
                if (place == 0) {
                    continue;
                }
                indexes[counted++ & mask] = index;
                for (int end = place; end != 0; end = shorter[end]) {
                    if (pattern[end] >= 0) {
                        int start = indexes[counted - lengths[pattern[end]] & mask];
                        sink.found(pattern[end], start, index + 1);
                    }
                }
            }
            i += Math.max(0, units - 1);
        }
    }
}
