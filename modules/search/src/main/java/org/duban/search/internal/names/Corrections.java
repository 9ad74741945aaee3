package org.duban.search.internal.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.duban.search.internal.names.Correction.Reason;
import org.duban.search.internal.text.Words;

/**
 * What was probably meant: other words that sound the same, look alike, differ by one character left out, added or moved, or that the typed letters spell. Immutable and thread-safe.
 */
public final class Corrections {
    /** What a common word is worth beside a rare one. */
    private static final double COMMON = .4;

    private final Words words;
    private final NameBook names;

    private Corrections(Words words, NameBook names) {
        this.words = words;
        this.names = names;
    }

    /**
     * Corrections towards the words of the standard dictionary and these names.
     *
     * @param words cuts queries into words; to know the names too
     */
    public static Corrections over(Words words, NameBook names) {
        return new Corrections(words, names);
    }

    /** Another word for a word, and how far it is. */
    record Candidate(String text, double cost, Reason reason) {}

    /** Other words that may have been meant, best first, in the writing they are shown in. */
    public List<String> candidates(String word, int limit) {
        return likely(word, limit).stream().map(Candidate::text).toList();
    }

    List<Candidate> likely(String word, int limit) {
        Typed typed = Typed.of(word);
        if (limit <= 0 || typed.length() < 2) {
            return List.of();
        }
        Map<String, Candidate> best = new HashMap<>();
        for (Vocabulary vocabulary : List.of(Dictionary.standard(), names.vocabulary())) {
            Slips.of(vocabulary, typed, (number, cost, reason) -> {
                String text = vocabulary.shown(number);
                double likely = cost - COMMON * vocabulary.commonness(number);
                best.merge(text, new Candidate(text, likely, reason), (a, b) -> a.cost <= b.cost ? a : b);
            });
        }
        List<Candidate> sorted = new ArrayList<>(best.values());
        sorted.sort(Comparator.comparingDouble(Candidate::cost).thenComparing(Candidate::text));
        return List.copyOf(sorted.subList(0, Math.min(limit, sorted.size())));
    }

    public Optional<Correction> correct(String query, ToLongFunction<String> frequency) {
        return Optional.empty();
    }
}
