package org.duban.search.internal.query;

import java.util.Arrays;
import org.duban.search.internal.text.Folding;

/** What of a text is searched for: the characters that {@linkplain Folding#counts count}, folded. */
final class Searched {

    private Searched() {}

    /** The text with nothing but what counts; what two texts have in common when a search finds the one in the other. */
    static String of(CharSequence text) {
        char[] folded = Folding.fold(text).toCharArray();
        int length = 0;
        for (int i = 0; i < folded.length; i++) {
            int units = unitsThatCount(folded, i, folded.length);
            for (int unit = 0; unit < units; unit++) {
                folded[length++] = folded[i + unit];
            }
            i += Math.max(0, units - 1);
        }
        return new String(Arrays.copyOf(folded, length));
    }

    static boolean isEmpty(CharSequence text) {
        return of(text).isEmpty();
    }

    /** How much that is for a reader: a Chinese character as much as a run of letters and digits. */
    static int length(CharSequence text) {
        char[] folded = Folding.fold(text).toCharArray();
        int length = 0;
        boolean inRun = false;
        for (int i = 0; i < folded.length; i++) {
            int units = unitsThatCount(folded, i, folded.length);
            boolean run = units == 1 && isRun(folded[i]);
            if (units > 0 && !(run && inRun)) {
                length++;
            }
            inRun = run;
            i += Math.max(0, units - 1);
        }
        return length;
    }

    /** How many units the character at an index has if it counts; else 0. */
    static int unitsThatCount(char[] folded, int index, int to) {
        char unit = folded[index];
        if (Folding.counts((int) unit)) {
            return 1;
        }
        boolean pair = Character.isHighSurrogate(unit) && index + 1 < to && Character.isLowSurrogate(folded[index + 1]);
        return pair && Folding.counts(Character.toCodePoint(unit, folded[index + 1])) ? 2 : 0;
    }

    /** Letters and digits that are written without spaces inside a word, as for {@link org.duban.search.internal.text.Words}. */
    static boolean isRun(char folded) {
        return folded < 0x2E80 && Folding.counts((int) folded);
    }
}
