package org.duban.search.internal.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.duban.search.internal.names.Correction.Reason;
import org.duban.search.internal.names.Corrections.Candidate;

/** Reads pinyin typed in one go as several words (wuranzhili: 污染治理). */
final class Phrases {
    /** How many readings are kept on the way. */
    private static final int KEPT = 8;

    /** What pinyin costs as such, what each further word, and what a rare word more than a common one. */
    private static final double PINYIN = .5;

    private static final double WORD = .25;
    private static final double RARE = .3;

    private record Reading(String text, int words, double cost) {}

    private Phrases() {}

    /** The best readings in two words or more; none when anything but letters was typed. */
    static List<Candidate> of(List<Vocabulary> vocabularies, Typed typed) {
        for (int i = 0; i < typed.length(); i++) {
            if (!typed.isLetter(i)) {
                return List.of();
            }
        }
        List<List<Reading>> readings = new ArrayList<>();
        for (int i = 0; i <= typed.length(); i++) {
            readings.add(new ArrayList<>());
        }
        readings.get(0).add(new Reading("", 0, PINYIN - WORD));
        for (int at = 0; at < typed.length(); at++) {
            List<Reading> here = best(readings.get(at));
            if (here.isEmpty()) {
                continue;
            }
            for (Vocabulary vocabulary : vocabularies) {
                List<List<Reading>> words = new ArrayList<>();
                for (int i = 0; i <= typed.length(); i++) {
                    words.add(new ArrayList<>());
                }
                Spelling.words(
                        vocabulary.lexicon(),
                        typed,
                        at,
                        (number, end) -> words.get(end)
                                .add(new Reading(
                                        vocabulary.shown(number),
                                        1,
                                        WORD + RARE * (1 - vocabulary.commonness(number)))));
                for (int end = at + 1; end <= typed.length(); end++) {
                    for (Reading word : best(words.get(end))) {
                        for (Reading before : here) {
                            readings.get(end)
                                    .add(new Reading(
                                            before.text + word.text, before.words + 1, before.cost + word.cost));
                        }
                    }
                }
            }
        }
        return best(readings.get(typed.length())).stream()
                .filter(reading -> reading.words > 1)
                .map(reading -> new Candidate(reading.text, reading.cost, Reason.PINYIN, reading.cost))
                .toList();
    }

    private static List<Reading> best(List<Reading> readings) {
        return readings.stream()
                .sorted(Comparator.comparingDouble(Reading::cost).thenComparing(Reading::text))
                .limit(KEPT)
                .toList();
    }
}
