package org.duban.search.internal.text;

import java.io.IOException;
import java.util.Arrays;

/**
 * The view of a text that knows what matters in it: every dictionary word from a length on, overlapping, and every latin or digit run of 3 to
 * 64 characters. For ranking only: how often a term occurs is right, positions only count the terms.
 *
 * <p>Used by one thread, again and again.
 */
public final class WordStream extends FoldedTextStream {

    private static final int RUN_SHORTEST = 3;
    private static final int RUN_LONGEST = 64;
    /** How many starts are looked at together. */
    private static final int STRETCH = 256;

    private final Words words;
    private final int shortest;
    private int at;
    private int[] found = new int[2 * STRETCH];
    private int foundFrom;
    private int foundTo;

    /**
     * @param words the dictionary; a stream keeps to its own, make another when the dictionary changes
     * @param shortest the length from which a word is a term; shorter ones are {@linkplain GramStream grams} anyway
     */
    public WordStream(Words words, int shortest) {
        this.words = words;
        this.shortest = shortest;
        term.ref.bytes = new byte[4 * RUN_LONGEST];
    }

    /** The text to cut next, already {@linkplain Folding#fold folded}. */
    public WordStream text(CharSequence folded) {
        give(folded);
        return this;
    }

    /** The text to cut next, already folded: {@code folded[from, to)}, not copied, not kept after {@link #close()}. */
    public WordStream text(char[] folded, int from, int to) {
        give(folded, from, to);
        return this;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        at = from;
        foundFrom = 0;
        foundTo = 0;
    }

    @Override
    public boolean incrementToken() {
        while (foundFrom == foundTo) {
            if (at == to) {
                return false;
            }
            look();
        }
        int start = found[foundFrom++];
        int end = found[foundFrom++];
        int length = 0;
        for (int i = start; i < end; i++) {
            int codePoint = chars[i];
            if (i + 1 < end && Character.isSurrogatePair(chars[i], chars[i + 1])) {
                codePoint = Character.toCodePoint(chars[i], chars[++i]);
            }
            length = term.put(codePoint, length);
        }
        term.ref.length = length;
        return true;
    }

    private void look() {
        foundFrom = 0;
        foundTo = 0;
        int stretchEnd = Math.min(to, at + STRETCH);
        words.forEachWord(chars, from, at, stretchEnd, to, this::keep);
        for (int i = at; i < stretchEnd; i++) {
            if (Words.inRun(chars[i]) && (i == from || !Words.inRun(chars[i - 1]))) {
                int end = i + 1;
                while (end < to && end - i <= RUN_LONGEST && Words.inRun(chars[end])) {
                    end++;
                }
                if (end - i >= RUN_SHORTEST && end - i <= RUN_LONGEST) {
                    add(i, end);
                }
            }
        }
        at = stretchEnd;
    }

    private void keep(int start, int end) {
        if (end - start >= shortest) {
            add(start, end);
        }
    }

    private void add(int start, int end) {
        if (foundTo + 2 > found.length) {
            found = Arrays.copyOf(found, found.length * 2);
        }
        found[foundTo++] = start;
        found[foundTo++] = end;
    }
}
