package org.duban.search.internal.text;

import java.io.IOException;

/**
 * The view of a text that forgets nothing: every two neighbouring characters that {@linkplain Folding#counts count} are a term, and the
 * last one alone. What doesn't count is dropped without a gap, so 七督通〔2026〕3号 is 七督通20263号, and a character is the beginning of a term
 * wherever it stands. Positions grow by one; there are no offsets.
 *
 * <p>Used by one thread, again and again: {@code text(…)}, then as any token stream. {@link Grams} cuts queries the same way.
 */
public final class GramStream extends FoldedTextStream {

    private int at;
    private int previous = Grams.END;

    /** The text to cut next, already {@linkplain Folding#fold folded}. */
    public GramStream text(CharSequence folded) {
        give(folded);
        return this;
    }

    /** The text to cut next, already folded: {@code folded[from, to)}, not copied, not kept after {@link #close()}. */
    public GramStream text(char[] folded, int from, int to) {
        give(folded, from, to);
        return this;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        at = from;
        previous = next();
    }

    @Override
    public boolean incrementToken() {
        if (previous == Grams.END) {
            return false;
        }
        int next = next();
        int length = term.put(previous, 0);
        term.ref.length = next == Grams.END ? length : term.put(next, length);
        previous = next;
        return true;
    }

    /** The next code point that counts. */
    private int next() {
        while (at < to) {
            char unit = chars[at++];
            if (Folding.counts(unit)) {
                return unit;
            }
            if (Character.isHighSurrogate(unit) && at < to && Character.isLowSurrogate(chars[at])) {
                int codePoint = Character.toCodePoint(unit, chars[at++]);
                if (Folding.counts(codePoint)) {
                    return codePoint;
                }
            }
        }
        return Grams.END;
    }
}
