package org.duban.search.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what is asked as {@link GramStream} cuts what is kept. A text contains a phrase exactly when the phrase's grams follow one another in the
 * text's; a single character, when a gram begins with it.
 */
public final class Grams {

    static final int END = -1;

    private Grams() {}

    /**
     * A gram of a phrase.
     *
     * @param term the two characters
     * @param position which gram of the phrase it is, from 0
     */
    public record Gram(String term, int position) {}

    /**
     * All grams of a folded text in order. One character that counts: that character, to be asked as the beginning of a term. None: empty.
     */
    public static List<String> of(CharSequence folded) {
        int[] counting = counting(folded);
        if (counting.length == 1) {
            return List.of(Character.toString(counting[0]));
        }
        List<String> grams = new ArrayList<>(Math.max(0, counting.length - 1));
        for (int i = 0; i + 1 < counting.length; i++) {
            grams.add(gram(counting, i));
        }
        return grams;
    }

    /** As {@link #of}, but only the fewest grams that prove the phrase: every second one, and the last. */
    public static List<Gram> cover(CharSequence folded) {
        int[] counting = counting(folded);
        if (counting.length == 1) {
            return List.of(new Gram(Character.toString(counting[0]), 0));
        }
        int last = counting.length - 2;
        List<Gram> grams = new ArrayList<>();
        for (int i = 0; i < last; i += 2) {
            grams.add(new Gram(gram(counting, i), i));
        }
        if (last >= 0) {
            grams.add(new Gram(gram(counting, last), last));
        }
        return grams;
    }

    private static String gram(int[] counting, int position) {
        return new String(counting, position, 2);
    }

    private static int[] counting(CharSequence folded) {
        return folded.codePoints().filter(Folding::counts).toArray();
    }
}
