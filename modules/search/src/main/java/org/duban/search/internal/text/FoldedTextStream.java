package org.duban.search.internal.text;

import org.apache.lucene.analysis.TokenStream;

/** A token stream over a text that is folded already. Small texts are copied to one buffer again and again; a large one is let go on close. */
abstract class FoldedTextStream extends TokenStream {

    private static final int KEPT = 1 << 13;
    private static final char[] NOTHING = new char[0];

    private char[] own = new char[KEPT];

    /** The text: {@code chars[at, to)}. */
    char[] chars = NOTHING;

    int from;
    int to;

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
    public void close() {
        give(NOTHING, 0, 0);
    }
}
