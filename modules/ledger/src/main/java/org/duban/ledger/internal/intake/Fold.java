package org.duban.ledger.internal.intake;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared: full width and half width, spaces and case make no difference. */
final class Fold {

    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0\\u200b\\ufeff]+");
    private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*]|【[^【】]*】");
    private static final Pattern PUNCTUATION = Pattern.compile("[:*#.。、,;!?\"'“”]+");

    private Fold() {}

    /** Compatible forms made one (全角 → 半角), without spaces, in small letters. */
    static String tight(String text) {
        return SPACE.matcher(wide(text)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Compatible forms made one, otherwise as it is. */
    static String wide(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /** A head: without remarks in brackets and punctuation. */
    static String head(String text) {
        return PUNCTUATION.matcher(BRACKETS.matcher(tight(text)).replaceAll("")).replaceAll("");
    }

    /** Without space around it, of any kind. */
    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && blank(text.charAt(from))) {
            from++;
        }
        while (to > from && blank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\u3000' || c == '\u200b' || c == '\ufeff';
    }
}
