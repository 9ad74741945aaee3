package org.duban.search.internal.text;

import java.io.IOException;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** A token stream over a text that is folded already. Small texts are copied to one buffer again and again; a large one is let go on close. */
abstract class FoldedTextStream extends TokenStream {

    private static final int KEPT = 1 << 13;
    private static final char[] NOTHING = new char[0];

    final TermBytes term = new TermBytes();
    private final PositionIncrementAttribute increment;
    private final char[] own = new char[KEPT];

    /** The text: {@code chars[at, to)}. */
    char[] chars = NOTHING;

    int from;
    int to;

    FoldedTextStream() {
        addAttributeImpl(term);
        increment = addAttribute(PositionIncrementAttribute.class);
    }

    final void give(CharSequence folded) {
        int length = folded.length();
        char[] copy = length <= KEPT ? own : new char[length];
        if (folded instanceof String string) {
            string.getChars(0, length, copy, 0);
        } else {
            for (int i = 0; i < length; i++) {
                copy[i] = folded.charAt(i);
            }
        }
        give(copy, 0, length);
    }

    final void give(char[] folded, int begin, int end) {
        chars = folded;
        from = begin;
        to = end;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        increment.setPositionIncrement(1); // end() makes it zero
    }

    @Override
    public void close() {
        give(NOTHING, 0, 0);
    }
}
