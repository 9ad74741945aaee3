package org.duban.search.internal.names;

/** Finds in a lexicon what was typed in characters, pinyin, initials or a mix of them. One use each; not thread-safe. */
final class Spelling {
    /** A syllable was typed for a character. */
    static final int SYLLABLE = 1;
    /** The first letter of a syllable (or zh, ch, sh) was typed for a character. */
    static final int INITIAL = 2;
    /** The last syllable typed is not whole yet. */
    static final int PARTIAL = 4;

    /** What has been looked at by then is enough: an answer in a blink goes before the last strange one. */
    private static final int ENOUGH = 200_000;

    /** How sure a style is: 0 for characters, then whole pinyin, pinyin not whole yet, initials and pinyin, initials. */
    static int effort(int style) {
        return switch (style) {
            case 0 -> 0;
            case SYLLABLE -> 1;
            case SYLLABLE | PARTIAL -> 2;
            case INITIAL -> 4;
            default -> 3;
        };
    }

    /** Is told what was found. */
    @FunctionalInterface
    interface Found {
        /**
         * A node all of whose words begin as was typed; the same one may come more than once.
         *
         * @param style how it was typed: {@link #SYLLABLE}, {@link #INITIAL}, {@link #PARTIAL}
         */
        void node(int from, int to, int depth, int style);
    }

    private final Lexicon lexicon;
    private final Typed typed;
    private final Found found;
    private final boolean whole;
    private int left = ENOUGH;

    private Spelling(Lexicon lexicon, Typed typed, boolean whole, Found found) {
        this.lexicon = lexicon;
        this.typed = typed;
        this.whole = whole;
        this.found = found;
    }

    /** All nodes whose characters are what was typed. */
    static void find(Lexicon lexicon, Typed typed, Found found) {
        start(lexicon, typed, true, found);
    }

    /** All nodes that begin as was typed: the last syllable may be begun only. */
    static void begin(Lexicon lexicon, Typed typed, Found found) {
        start(lexicon, typed, false, found);
    }

    private static void start(Lexicon lexicon, Typed typed, boolean whole, Found found) {
        if (typed.length() > 0 && lexicon.size() > 0) {
            new Spelling(lexicon, typed, whole, found).visit(0, lexicon.size(), 0, 0, 0);
        }
    }

    private void visit(int from, int to, int depth, int at, int style) {
        if (at == typed.length()) {
            found.node(from, to, depth, style);
            return;
        }
        if (!typed.isLetter(at)) {
            int child = lexicon.child(from, to, depth, typed.units()[at]);
            if (child >= 0) {
                visit(child, lexicon.childEnd(child, to, depth), depth + 1, at + 1, style);
            }
            return;
        }
        if (depth == 0) {
            int[] heads = lexicon.heads();
            for (int i = 0; i + 1 < heads.length; i++) {
                step(heads[i], heads[i + 1], 0, at, style);
            }
            return;
        }
        for (int child = lexicon.children(from, depth); child < to && left > 0; ) {
            int end = lexicon.childEnd(child, to, depth);
            step(child, end, depth, at, style);
            child = end;
        }
    }

    private void step(int from, int to, int depth, int at, int style) {
        left--;
        char label = lexicon.at(from, depth);
        if (label == typed.units()[at]) {
            visit(from, to, depth + 1, at + 1, style);
            return;
        }
        int taken = 0; // lengths already followed, as bits: several readings may begin alike
        for (short reading : Pinyin.readings(label)) {
            String syllable = Pinyin.syllable(reading);
            int common = typed.common(syllable, at);
            if (common == 0) {
                continue;
            }
            if (common == syllable.length()) {
                visit(from, to, depth + 1, at + common, style | SYLLABLE);
            } else if (!whole && at + common == typed.length() && common > 1) {
                visit(from, to, depth + 1, at + common, style | SYLLABLE | PARTIAL);
            }
            if (syllable.length() > 1 && (taken & 1) == 0) {
                taken |= 1;
                visit(from, to, depth + 1, at + 1, style | INITIAL);
            }
            if (common >= 2 && syllable.charAt(1) == 'h' && syllable.length() > 2 && (taken & 2) == 0) {
                taken |= 2;
                visit(from, to, depth + 1, at + 2, style | INITIAL);
            }
        }
    }
}
