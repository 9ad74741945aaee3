package org.duban.search.internal.lucene.rank;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Words;

/**
 * What a text that is asked tells: its grams and how much each says, the parts it was written in, and the characters of its words. Pure.
 *
 * @param grams each once, in the order of the text
 * @param parts what stands between spaces and marks: which gram of {@code grams} follows which; parts of one character are left out
 * @param characters the characters of the words that tell something, ascending; none beyond the first plane
 */
record Telling(List<Gram> grams, List<int[]> parts, int[] characters) {

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

    /** What each character that counts belongs to: what it is part of, and of which word. */
    private record Place(int codePoint, int part, int word, boolean asking) {
        boolean isRun() {
            return codePoint < 0x2E80;
        }
    }

    /** @param words a dictionary that knows {@link #plainWords} */
    static Telling of(String text, Words words) {
        String folded = Folding.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        List<Place> places = new ArrayList<>();
        Set<Integer> characters = new TreeSet<>();
        int parts = 0;
        int piece = 0;
        boolean between = true;
        for (Span span : words.segment(folded)) {
            String word = folded.substring(span.start(), span.end());
            boolean asking = PlainWords.ASKING.contains(word);
            boolean tells = !asking && !PlainWords.FUNCTION.contains(word);
            piece++;
            for (int codePoint : word.codePoints().toArray()) {
                if (!Folding.counts(codePoint)) {
                    between = true;
                    continue;
                }
                parts += between ? 1 : 0;
                between = false;
                places.add(new Place(codePoint, parts, piece, asking));
                if (tells && Character.isBmpCodePoint(codePoint)) {
                    characters.add(codePoint);
                }
            }
        }
        return of(places, characters);
    }

    private static Telling of(List<Place> places, Set<Integer> characters) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Gram> grams = new ArrayList<>();
        List<int[]> parts = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        if (places.size() == 1) {
            grams.add(new Gram(Character.toString(places.get(0).codePoint()), true, false));
        }
        for (int i = 1; i < places.size(); i++) {
            Place one = places.get(i - 1);
            Place other = places.get(i);
            boolean bridge = one.part() != other.part();
            Gram gram = new Gram(
                    Character.toString(one.codePoint()) + Character.toString(other.codePoint()),
                    !one.asking() && !other.asking() && !(bridge && !one.isRun() && !other.isRun()),
                    one.word() == other.word());
            Integer number = numbers.putIfAbsent(gram.term(), grams.size());
            if (number == null) {
                number = grams.size();
                grams.add(gram);
            } else if (gram.telling() && !grams.get(number).telling()) {
                grams.set(number, gram);
            }
            if (bridge) {
                close(part, parts);
            } else {
                part.add(number);
            }
        }
        close(part, parts);
        return new Telling(
                List.copyOf(grams),
                List.copyOf(parts),
                characters.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void close(List<Integer> part, List<int[]> parts) {
        if (!part.isEmpty()) {
            parts.add(part.stream().mapToInt(Integer::intValue).toArray());
            part.clear();
        }
    }

    /** The grams that belong to what is looked for; all, when it is nothing but asking. */
    List<Gram> tellingGrams() {
        List<Gram> telling = grams.stream().filter(Gram::telling).toList();
        return telling.isEmpty() ? grams : telling;
    }

    /** The words this class has to know beside those of a dictionary. */
    static Set<String> plainWords() {
        Set<String> all = new HashSet<>(PlainWords.ASKING);
        all.addAll(PlainWords.FUNCTION);
        return all;
    }
}
