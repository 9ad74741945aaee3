package org.duban.search.internal.lucene.rank;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duban.search.internal.text.Asking;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;

/**
 * What texts that are asked tell: their grams and how much each says, the parts they were written in, their words, and the characters of these. Pure.
 *
 * @param grams each once, in the order of the text
 * @param texts each text as it was typed, over spaces and marks: which gram of {@code grams} follows which; texts of one character are left out
 * @param parts what stands between spaces and marks, likewise
 * @param words the grams of each word that tells something, each word once; single characters in a row are taken for words by twos
 * @param characters the characters of the words that tell something, ascending; none beyond the first plane
 */
record Telling(List<Gram> grams, List<int[]> texts, List<int[]> parts, List<int[]> words, int[] characters) {

    /** So many characters of a text are looked at. */
    static final int LONGEST = 600;

    /**
     * Two neighbouring characters; a single one when the whole text has no more.
     *
     * @param term as it is indexed
     * @param telling whether it belongs to what is looked for; false when it is part of how it is asked, or bridges two parts
     * @param inWord whether both characters belong to one word of the dictionary
     */
    record Gram(String term, boolean telling, boolean inWord) {}

    /** What each character that counts belongs to: which text, part and word. */
    private record Place(int codePoint, int text, int part, int word, boolean asking, boolean tells) {
        boolean isRun() {
            return codePoint < 0x2E80;
        }
    }

    /**
     * @param texts what was typed, each once; what stands at the end of one and the beginning of the next is no gram
     * @param words a dictionary that knows {@link Asking#words}
     */
    static Telling of(Collection<String> texts, Words words) {
        List<Place> places = new ArrayList<>();
        Set<Integer> characters = new TreeSet<>();
        int text = 0;
        int parts = 0;
        int piece = 0;
        int left = LONGEST;
        for (String typed : texts) {
            String folded = Folding.fold(typed.length() > left ? typed.substring(0, left) : typed);
            left -= folded.length();
            text++;
            boolean between = true;
            for (Span span : Asking.cut(folded, words)) {
                String word = folded.substring(span.start(), span.end());
                boolean asking = Asking.isAsking(word);
                boolean tells = Asking.tells(word);
                piece++;
                for (int codePoint : word.codePoints().toArray()) {
                    if (!Folding.counts(codePoint)) {
                        between = true;
                        continue;
                    }
                    parts += between ? 1 : 0;
                    between = false;
                    places.add(new Place(codePoint, text, parts, piece, asking, tells));
                    if (tells && Character.isBmpCodePoint(codePoint)) {
                        characters.add(codePoint);
                    }
                }
            }
        }
        return of(places, characters);
    }

    private static Telling of(List<Place> places, Set<Integer> characters) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Gram> grams = new ArrayList<>();
        Runs texts = new Runs();
        Runs parts = new Runs();
        Runs words = new Runs();
        if (places.size() == 1) {
            grams.add(new Gram(Character.toString(places.get(0).codePoint()), true, false));
        }
        for (int i = 1; i < places.size(); i++) {
            Place one = places.get(i - 1);
            Place other = places.get(i);
            if (one.text() != other.text()) {
                continue;
            }
            boolean bridge = one.part() != other.part();
            boolean inWord = one.word() == other.word();
            Gram gram = new Gram(
                    Character.toString(one.codePoint()) + Character.toString(other.codePoint()),
                    !one.asking() && !other.asking() && !(bridge && !one.isRun() && !other.isRun()),
                    inWord);
            Integer number = numbers.putIfAbsent(gram.term(), grams.size());
            if (number == null) {
                number = grams.size();
                grams.add(gram);
            } else if (gram.telling() && !grams.get(number).telling()) {
                grams.set(number, gram);
            }
            texts.add(one.text(), number);
            if (!bridge) {
                parts.add(one.part(), number);
            }
            if (inWord && one.tells()) {
                words.add(one.word(), number);
            } else if (!bridge && isUnknown(places, i - 1) && isUnknown(places, i)) {
                words.add(-i, number);
            }
        }
        return new Telling(
                List.copyOf(grams),
                texts.all(),
                parts.all(),
                words.different(),
                characters.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Whether a character is a word of its own only because no longer one is known: names mostly are, 苏镜宇. */
    private static boolean isUnknown(List<Place> places, int i) {
        Place place = places.get(i);
        return place.tells()
                && (i == 0 || places.get(i - 1).word() != place.word())
                && (i + 1 == places.size() || places.get(i + 1).word() != place.word());
    }

    /** Grams one after another, by what they belong to. */
    private static final class Runs {

        private final Map<Integer, List<Integer>> runs = new LinkedHashMap<>();

        void add(int owner, int gram) {
            runs.computeIfAbsent(owner, key -> new ArrayList<>()).add(gram);
        }

        List<int[]> all() {
            return arrays(runs.values());
        }

        List<int[]> different() {
            return arrays(new LinkedHashSet<>(runs.values()));
        }

        private static List<int[]> arrays(Collection<List<Integer>> runs) {
            return runs.stream()
                    .map(run -> run.stream().mapToInt(Integer::intValue).toArray())
                    .toList();
        }
    }

    /** The grams that belong to what is looked for; all, when it is nothing but asking. */
    List<Gram> tellingGrams() {
        List<Gram> telling = grams.stream().filter(Gram::telling).toList();
        return telling.isEmpty() ? grams : telling;
    }
}
