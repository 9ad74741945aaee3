package org.duban.search.internal.names;

import java.util.Arrays;
import org.duban.search.internal.text.Folding;

/**
 * What was typed, ready to be compared: folded, ü as v, only what counts; where something was left out between two
 * units (xi'an, zhu jian), no syllable passes over.
 *
 * @param units  the units that count
 * @param closed of each place between them whether a syllable must end there; one more than units
 */
record Typed(char[] units, boolean[] closed) {
    /** Longer is no name and no word, whatever the script. */
    static final int LONGEST = 256;

    private static final Typed NOTHING = new Typed(new char[0], new boolean[1]);

    /** Nothing when more than {@value #LONGEST} units were typed. */
    static Typed of(CharSequence text) {
        if (text.length() > 2 * LONGEST) {
            return NOTHING;
        }
        String folded = Folding.fold(text);
        char[] units = new char[folded.length()];
        boolean[] closed = new boolean[folded.length() + 1];
        int count = 0;
        for (int i = 0; i < folded.length(); ) {
            int codePoint = folded.codePointAt(i) == 'ü' ? 'v' : folded.codePointAt(i);
            if (Folding.counts(codePoint)) {
                count += Character.toChars(codePoint, units, count);
            } else {
                closed[count] = true;
            }
            i += Character.charCount(codePoint);
        }
        return count > LONGEST ? NOTHING : new Typed(Arrays.copyOf(units, count), Arrays.copyOf(closed, count + 1));
    }

    int length() {
        return units.length;
    }

    boolean isLetter(int index) {
        return isLetter(units[index]);
    }

    static boolean isLetter(char unit) {
        return unit >= 'a' && unit <= 'z';
    }

    boolean hasLetters() {
        for (char unit : units) {
            if (isLetter(unit)) {
                return true;
            }
        }
        return false;
    }

    /** How many units of a syllable stand here, before anything else or a closed place. */
    int common(String syllable, int at) {
        int length = 0;
        while (length < syllable.length()
                && at + length < units.length
                && (length == 0 || !closed[at + length])
                && same(syllable, length, units[at + length])) {
            length++;
        }
        return length;
    }

    /** Passports and old keyboards write ü as u. */
    private static boolean same(String syllable, int index, char unit) {
        char letter = syllable.charAt(index);
        return letter == unit || letter == 'v' && unit == 'u';
    }

    String text() {
        return new String(units);
    }
}
