package org.duban.search.internal.text;

import java.io.IOException;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * The view of a text that forgets nothing: every two neighbouring characters that {@linkplain Folding#counts count} are a term, and the
 * last one alone. What doesn't count is dropped without a gap, so 七督通〔2026〕3号 is 七督通20263号, and a character is the beginning of a term
 * wherever it stands. Positions grow by one; there are no offsets.
 *
 * <p>Used by one thread, again and again: {@code text(…)}, then as any token stream. {@link Grams} cuts queries the same way.
 */
public final class GramStream extends TokenStream {

    /** The longest text, in UTF-16 units, whose copy is kept for the next. */
    private static final int KEPT = 1 << 13;

    private static final char[] NOTHING = new char[0];

    private final TermBytes term = new TermBytes();
    private final PositionIncrementAttribute increment;
    private final char[] own = new char[KEPT];

    /** The text: {@code chars[from, to)}. */
    private char[] chars = NOTHING;

    private int from;
    private int to;
    private int at;
    private int previous = Grams.END;

    public GramStream() {
        addAttributeImpl(term);
        increment = addAttribute(PositionIncrementAttribute.class);
    }

    /** The text to cut next, already {@linkplain Folding#fold folded}; copied. */
    public GramStream text(CharSequence folded) {
        int length = folded.length();
        char[] copy = length <= KEPT ? own : new char[length];
        folded.toString().getChars(0, length, copy, 0);
        return text(copy, 0, length);
    }

    /** The text to cut next, already folded: {@code folded[from, to)}, not copied, not kept after {@link #close()}. */
    public GramStream text(char[] folded, int from, int to) {
        this.chars = folded;
        this.from = from;
        this.to = to;
        return this;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        increment.setPositionIncrement(1); // end() makes it zero
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

    @Override
    public void close() {
        text(NOTHING, 0, 0);
    }

    /** Whether the last text is still held. */
    boolean holdsText() {
        return chars != NOTHING;
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
