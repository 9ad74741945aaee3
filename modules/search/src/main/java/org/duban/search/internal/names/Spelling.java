package org.duban.search.internal.names;

/**
 * Finds in a lexicon what was typed in characters, pinyin, initials or a mix of them. One use each; not thread-safe.
 */
final class Spelling {
    /** A syllable was typed for a character. */
    static final int SYLLABLE = 1;
    /** The first letter of a syllable (or zh, ch, sh) was typed for a character. */
    static final int INITIAL = 2;
    /** The last syllable typed is not whole yet. */
    static final int PARTIAL = 4;

    /** A letter was typed that is a whole syllable as well as its initial. */
    static final int LETTER = 8;

    /** What has been looked at by then is enough: an answer in a blink goes before the last strange one. */
    private static final int ENOUGH = 200_000;

    /**
     * How sure a style is: 0 for characters, then whole pinyin, pinyin not whole yet, initials and pinyin, initials.
     */
    static int effort(int style) {
        return switch (style & ~LETTER) {
            case 0 -> style == 0 ? 0 : 1;
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
         * @param style how it was typed: {@link #SYLLABLE}, {@link #INITIAL}, {@link #PARTIAL}, {@link #LETTER}
         *     together; 0 is in characters
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

    /** Is told which words stand one after another in what was typed. */
    @FunctionalInterface
    interface Word {
        /**
         * @param number the word's
         * @param end where in what was typed it ends
         */
        void word(int number, int end);
    }

    /** All words of two characters or more that whole syllables from a place on spell. */
    static void words(Lexicon lexicon, Typed typed, int at, Word found) {
        if (at < typed.length() && typed.isLetter(at)) {
            char letter = typed.units()[at];
            int last = Pinyin.firstSyllable((char) (letter + 1));
            for (int syllable = Pinyin.firstSyllable(letter); syllable < last; syllable++) {
                if (typed.common(Pinyin.syllable(syllable), at)
                        < Pinyin.syllable(syllable).length()) {
                    continue;
                }
                int end = at + Pinyin.syllable(syllable).length();
                for (int head : lexicon.headsReadAs(syllable)) {
                    words(lexicon, typed, lexicon.heads()[head], lexicon.heads()[head + 1], 1, end, found);
                }
            }
        }
    }

    private static void words(Lexicon lexicon, Typed typed, int from, int to, int depth, int at, Word found) {
        if (depth > 1 && lexicon.endsAt(from, depth)) {
            found.word(from, at);
        }
        if (at == typed.length() || !typed.isLetter(at)) {
            return;
        }
        for (int child = lexicon.children(from, depth); child < to; ) {
            int end = lexicon.childEnd(child, to, depth);
            for (short reading : Pinyin.readings(lexicon.at(child, depth))) {
                int length = Pinyin.syllable(reading).length();
                if (typed.common(Pinyin.syllable(reading), at) == length) {
                    words(lexicon, typed, child, end, depth + 1, at + length, found);
                }
            }
            child = end;
        }
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
            char letter = typed.units()[at];
            int latin = lexicon.child(from, to, 0, letter);
            if (latin >= 0) {
                step(latin, lexicon.childEnd(latin, to, 0), 0, at, style);
            }
            int last = Pinyin.firstSyllable((char) (letter + 1));
            for (int syllable = Pinyin.firstSyllable(letter); syllable < last; syllable++) {
                for (int head : lexicon.headsReadAs(syllable)) {
                    int child = lexicon.heads()[head];
                    if (syllable == firstReading(lexicon.at(child, 0), letter)) {
                        step(child, lexicon.heads()[head + 1], 0, at, style);
                    }
                }
            }
            return;
        }
        for (int child = lexicon.children(from, depth); child < to && left > 0; ) {
            int end = lexicon.childEnd(child, to, depth);
            step(child, end, depth, at, style);
            child = end;
        }
    }

    private static int firstReading(char character, char letter) {
        for (short reading : Pinyin.readings(character)) {
            if (Pinyin.syllable(reading).charAt(0) == letter) {
                return reading;
            }
        }
        throw new IllegalStateException(character + " has no reading in " + letter);
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
                visit(from, to, depth + 1, at + common, style | (common == 1 ? LETTER : SYLLABLE));
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
