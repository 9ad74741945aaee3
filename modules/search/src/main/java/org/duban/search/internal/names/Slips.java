package org.duban.search.internal.names;

import org.duban.search.internal.names.Correction.Reason;

/** Finds the words from which a slip of ear, eye or finger makes what was typed. One use each; not thread-safe. */
final class Slips {
    /** Is told what was found; the same word may come more than once. */
    @FunctionalInterface
    interface Found {
        void word(int number, double cost, Reason reason);
    }

    /** Longer is no word that is heard, seen or typed wrong; only spelled. */
    private static final int LONGEST = 24;

    // Costs: 1 is about one plain slip. Fitted to words of citizens' messages with one slip each, so that the word that
    // was
    // damaged comes first most often; only their order and rough distance matter.
    private static final double PINYIN = .5;
    private static final double MIXED = .9;
    private static final double INITIALS = 1;
    private static final double SHAPE_AND_SOUND = .7;
    private static final double SHAPE = 1;
    private static final double EACH_RANK = .015;
    private static final double TWICE = .8;
    private static final double SWAPPED = 1;
    private static final double MISSING = 1.15;
    /** High, since what has one character less is found more often anyway. */
    private static final double ADDED = 2.5;

    private static final double ADDED_TO_LONG = 1.8;
    private static final double SOUND = .85;
    private static final double EACH_SOUND = .1;
    private static final double SELDOM = .2;
    private static final double ONLY_ALIKE = .3;
    private static final int MOST_ALIKE = 2;

    private final Lexicon lexicon;
    private final char[] typed;
    private final byte[][] sounds;
    private final String[] shapes;
    private final Found found;

    private Slips(Lexicon lexicon, Typed typed, Found found) {
        this.lexicon = lexicon;
        this.typed = typed.units();
        this.found = found;
        this.sounds = new byte[this.typed.length][];
        this.shapes = new String[this.typed.length];
        for (int i = 0; i < this.typed.length; i++) {
            sounds[i] = Sounds.beside(this.typed[i]);
            shapes[i] = Shapes.of(this.typed[i]);
        }
    }

    /**
     * Tells the words of a vocabulary that one slip, or hearing alike, makes into what was typed; not what was typed
     * itself.
     */
    static void of(Vocabulary vocabulary, Typed typed, Found found) {
        Lexicon lexicon = vocabulary.lexicon();
        if (lexicon.size() == 0 || typed.length() < 2) {
            return;
        }
        Slips slips = new Slips(lexicon, typed, found);
        if (typed.hasLetters()) {
            slips.spelled(typed);
        }
        if (typed.length() <= LONGEST) {
            slips.sound(0, lexicon.size(), 0, 0, 0);
            slips.replaced();
            slips.shifted();
        }
    }

    private void spelled(Typed whole) {
        Spelling.find(lexicon, whole, (from, to, depth, style) -> {
            if (lexicon.endsAt(from, depth) && style != 0 && depth > 1) {
                boolean initials = (style & Spelling.INITIAL) != 0;
                boolean mixed = initials && (style & Spelling.SYLLABLE) != 0;
                found.word(from, mixed ? MIXED : initials ? INITIALS : PINYIN, Reason.PINYIN);
            }
        });
    }

    /** All words of as many characters, each sounding like the one that was typed. */
    private void sound(int from, int to, int depth, double cost, int alike) {
        if (depth == typed.length) {
            if (cost > 0 && lexicon.endsAt(from, depth)) {
                found.word(from, SOUND + cost, Reason.SOUND);
            }
            return;
        }
        byte[] beside = sounds[depth];
        if (beside.length == 0) {
            int child = lexicon.child(from, to, depth, typed[depth]);
            if (child >= 0) {
                sound(child, lexicon.childEnd(child, to, depth), depth + 1, cost, alike);
            }
        } else if (depth == 0) {
            int[] heads = lexicon.heads();
            for (int syllable = 0; syllable < beside.length; syllable++) {
                if (beside[syllable] != 0) {
                    for (int head : lexicon.headsReadAs(syllable)) {
                        sound(heads[head], heads[head + 1], depth, cost, alike, beside);
                    }
                }
            }
        } else {
            for (int child = lexicon.children(from, depth); child < to; ) {
                int end = lexicon.childEnd(child, to, depth);
                sound(child, end, depth, cost, alike, beside);
                child = end;
            }
        }
    }

    private void sound(int from, int to, int depth, double cost, int alike, byte[] beside) {
        char label = lexicon.at(from, depth);
        byte likeness = Sounds.likeness(beside, label);
        if (label == typed[depth]) {
            sound(from, to, depth + 1, cost, alike);
        } else if (likeness == Sounds.SAME) {
            sound(from, to, depth + 1, cost + EACH_SOUND, alike);
        } else if (likeness == Sounds.SELDOM_SAME) {
            sound(from, to, depth + 1, cost + EACH_SOUND + SELDOM, alike);
        } else if (likeness == Sounds.ALIKE && alike < MOST_ALIKE) {
            sound(from, to, depth + 1, cost + EACH_SOUND + ONLY_ALIKE, alike + 1);
        }
    }

    /** One character replaced by one of similar shape. */
    private void replaced() {
        StringBuilder other = new StringBuilder(new String(typed));
        for (int i = 0; i < typed.length; i++) {
            String similar = shapes[i];
            for (int rank = 0; rank < similar.length(); rank++) {
                char replacement = similar.charAt(rank);
                other.setCharAt(i, replacement);
                byte[] beside = sounds[i];
                boolean sounds = beside.length > 0 && Sounds.likeness(beside, replacement) != 0;
                find(other, (sounds ? SHAPE_AND_SOUND : SHAPE) + EACH_RANK * rank, Reason.SHAPE);
            }
            other.setCharAt(i, typed[i]);
        }
    }

    /** One character left out, added, or changed with its neighbour. */
    private void shifted() {
        String text = new String(typed);
        for (int i = 0; i < typed.length; i++) {
            if (typed.length > 2) {
                boolean twice = i > 0 && typed[i] == typed[i - 1];
                find(
                        new StringBuilder(text).deleteCharAt(i),
                        twice ? TWICE : typed.length > 4 ? ADDED_TO_LONG : ADDED,
                        Reason.LETTERS);
            }
            if (i > 0 && typed[i] != typed[i - 1]) {
                StringBuilder other = new StringBuilder(text);
                other.setCharAt(i, typed[i - 1]);
                other.setCharAt(i - 1, typed[i]);
                find(other, SWAPPED, Reason.LETTERS);
            }
        }
        missing(0, lexicon.size(), 0);
    }

    /** Words with one character more than was typed, after {@code depth} characters as typed. */
    private void missing(int from, int to, int depth) {
        for (int child = lexicon.children(from, depth); child < to; ) {
            int end = lexicon.childEnd(child, to, depth);
            rest(child, end, depth + 1);
            child = end;
        }
        if (depth < typed.length) {
            int child = lexicon.child(from, to, depth, typed[depth]);
            if (child >= 0) {
                missing(child, lexicon.childEnd(child, to, depth), depth + 1);
            }
        }
    }

    /** After the character that was left out the rest as typed. */
    private void rest(int from, int to, int depth) {
        int first = from;
        int end = to;
        int at = depth;
        while (at - 1 < typed.length) {
            first = lexicon.child(first, end, at, typed[at - 1]);
            if (first < 0) {
                return;
            }
            end = lexicon.childEnd(first, end, at);
            at++;
        }
        if (lexicon.endsAt(first, at)) {
            found.word(first, MISSING, Reason.LETTERS);
        }
    }

    private void find(CharSequence word, double cost, Reason reason) {
        int number = lexicon.find(word);
        if (number >= 0) {
            found.word(number, cost, reason);
        }
    }
}
