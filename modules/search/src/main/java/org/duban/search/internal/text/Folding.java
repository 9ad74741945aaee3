package org.duban.search.internal.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes text the way it is found: traditional characters simplified, full width as half width, capitals small, 〇 (and ○, which
 * stands for it in papers) as 零, ① and ㈠ as 1 and 一.
 *
 * <p>One UTF-16 unit in, one out: an offset in the folded text is the offset in the original. What would need more or fewer units
 * (㎡ → m2) stays as it is. The table {@code folding.txt} is data, so that an index means the same on every JDK; its rule, repeated
 * until nothing changes: 〇 → 零; else NFKC where that is one character or has only one that {@linkplain #counts counts};
 * simple case folding; Traditional-Simplified, character by character. So 著作 is found as 着作: a form to compare, not to show.
 */
public final class Folding {

    private static final String TABLE = "folding.txt";

    /** By UTF-16 unit; surrogates stand for themselves. */
    private static final char[] UNITS = new char[1 << 16];

    private static final boolean[] COUNTS = new boolean[1 << 16];
    /** Characters beyond the first plane that change, ascending, and what they become. */
    private static final int[] PAIRS;

    private static final int[] FOLDED_PAIRS;

    static {
        for (int unit = 0; unit < UNITS.length; unit++) {
            UNITS[unit] = (char) unit;
            COUNTS[unit] = isSearched(unit);
        }
        int[] pairs = new int[512];
        int[] folded = new int[512];
        int count = 0;
        try (InputStream in = Folding.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing beside " + Folding.class.getName());
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                int space = line.indexOf(' ');
                int from = Integer.parseInt(line, 0, space, 16);
                int to = Integer.parseInt(line, space + 1, line.length(), 16);
                if (Character.isBmpCodePoint(from)) {
                    UNITS[from] = (char) to;
                } else {
                    pairs[count] = from;
                    folded[count++] = to;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PAIRS = Arrays.copyOf(pairs, count);
        FOLDED_PAIRS = Arrays.copyOf(folded, count);
    }

    private Folding() {}

    /** The text folded; as long as the text. */
    public static String fold(CharSequence text) {
        char[] buffer = text.toString().toCharArray();
        fold(buffer, 0, buffer.length);
        return new String(buffer);
    }

    /**
     * Folds in place.
     *
     * @param from index of the first unit
     * @param to index after the last
     */
    public static void fold(char[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            char unit = buffer[i];
            buffer[i] = UNITS[unit];
            if (Character.isHighSurrogate(unit) && i + 1 < to && Character.isLowSurrogate(buffer[i + 1])) {
                int pair = Arrays.binarySearch(PAIRS, Character.toCodePoint(unit, buffer[i + 1]));
                if (pair >= 0) {
                    Character.toChars(FOLDED_PAIRS[pair], buffer, i);
                }
                i++;
            }
        }
    }

    /**
     * Whether a folded character can be searched: letters, numbers of every kind, Chinese characters whether this JDK knows them or
     * not, square units (㎡). Punctuation, spaces, marks, emoji, controls and lone surrogates are not; they part nothing either.
     */
    public static boolean counts(int codePoint) {
        return Character.isBmpCodePoint(codePoint) ? COUNTS[codePoint] : isSearched(codePoint);
    }

    private static boolean isSearched(int codePoint) {
        if (codePoint >= 0x3400
                        && codePoint <= 0x4DBF // the ideographic blocks and planes, whatever of them is assigned
                || codePoint >= 0x4E00 && codePoint <= 0x9FFF
                || codePoint >= 0x20000 && codePoint <= 0x3FFFF
                || codePoint >= 0x3300 && codePoint <= 0x33FF // units of measure
                || codePoint >= 0x0F71 && codePoint <= 0x0FBC) { // Tibetan, which writes half of its letters as marks
            return true;
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }
}
