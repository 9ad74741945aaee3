package org.duban.channel.webhook.internal;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Shortens texts to what a receiver takes. */
final class Fit {

    private static final String ELLIPSIS = "…";

    private Fit() {}

    /**
     * The text itself when it is not too large, else as much of its beginning as fits, and {@code …}. Never cuts through a character, as
     * people count them.
     *
     * @param size of a text as it would be sent; grows with the text
     */
    static String to(int limit, String text, ToIntFunction<String> size) {
        if (size.applyAsInt(text) <= limit) {
            return text;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int fits = 0;
        int tooLong = text.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (size.applyAsInt(beginning(text, middle, characters)) <= limit) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return beginning(text, fits, characters);
    }

    private static String beginning(String text, int length, BreakIterator characters) {
        int end = characters.isBoundary(length) ? length : characters.preceding(length);
        return text.substring(0, end) + ELLIPSIS;
    }
}
