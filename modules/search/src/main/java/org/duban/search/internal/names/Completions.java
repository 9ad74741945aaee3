package org.duban.search.internal.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What may go on from what was typed: names of the directory, and words of the standard dictionary. Whether anything
 * visible holds them is for the index to say. Immutable and thread-safe.
 */
public final class Completions {
    /**
     * What puts a word further back: each harder way to type, each character still missing; and further forward:
     * being common.
     */
    private static final int EFFORT = 2000;

    private static final int MISSING = 150;
    private static final int MOST_MISSING = 6;
    private static final int COMMON = 1500;

    private final NameBook names;

    private Completions(NameBook names) {
        this.names = names;
    }

    /** Completions to these names and the words of the standard dictionary. */
    public static Completions over(NameBook names) {
        return new Completions(names);
    }

    /**
     * Names and words that begin with what was typed, in characters, pinyin, initials or a mix, without what was
     * typed itself: first names, at most half of the limit unless there are too few words; then words, those typed in
     * characters before pinyin before initials, common and short ones first.
     *
     * @param limit how many at most
     */
    public List<String> complete(String typed, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        String whole = Typed.of(typed).text();
        Set<String> fromNames = new LinkedHashSet<>();
        for (Name name : names.complete(typed, limit)) {
            fromNames.add(name.name());
        }
        fromNames.removeIf(name -> Typed.of(name).text().equals(whole));
        List<String> words = words(typed, limit);
        Set<String> all = new LinkedHashSet<>();
        int room = Math.max(limit / 2 + limit % 2, limit - words.size());
        fromNames.stream().limit(room).forEach(all::add);
        all.addAll(words);
        all.addAll(fromNames);
        return all.stream().limit(limit).toList();
    }

    /**
     * Only words of the standard dictionary, in the order of {@link #complete}.
     *
     * @param limit how many at most
     */
    public static List<String> words(String typed, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        Dictionary dictionary = Dictionary.standard();
        // A word may come twice, spelled in two ways; so twice as many are kept until the end.
        int room = limit > Integer.MAX_VALUE / 2 ? limit : 2 * limit;
        PriorityQueue<Long> best = new PriorityQueue<>(Comparator.reverseOrder());
        Lexicon lexicon = dictionary.lexicon();
        Spelling.begin(lexicon, Typed.of(typed), (from, to, depth, style) -> {
            int first = style == 0 && lexicon.endsAt(from, depth) ? from + 1 : from;
            for (int word = first; word < to; word++) {
                int missing = Math.min(MOST_MISSING, lexicon.length(word) - depth);
                long order = COMMON
                        + (long) EFFORT * Spelling.effort(style)
                        + (long) MISSING * missing
                        - Math.round(COMMON * dictionary.commonness(word));
                long key = order << Integer.SIZE | word;
                if (best.size() < room) {
                    best.add(key);
                } else if (best.element() > key) {
                    best.remove();
                    best.add(key);
                }
            }
        });
        List<Long> sorted = new ArrayList<>(best);
        sorted.sort(Comparator.naturalOrder());
        Set<String> words = new LinkedHashSet<>();
        for (long key : sorted) {
            words.add(dictionary.shown((int) key));
        }
        return words.stream().limit(limit).toList();
    }
}
