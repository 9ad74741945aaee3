package org.duban.search.internal.lucene.rank;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.duban.search.internal.text.Asking;
import org.duban.search.internal.text.Words;

/**
 * What both looks at an index share: the dictionary as it is now, together with the words that ask and join, and where terms were found. Thread-safe.
 */
public final class PlainVocabulary {

    private record Known(Words given, Words all) {}

    private final Supplier<Words> words;
    private final GramStates states = new GramStates();
    private volatile Known known;

    /** @param words the dictionary as it is now; the same object as long as it is the same */
    public PlainVocabulary(Supplier<Words> words) {
        this.words = words;
        this.known = known(words.get());
    }

    private static Known known(Words given) {
        return new Known(given, given.with(Asking.words()));
    }

    /** Where grams were found. */
    public GramStates states() {
        return states;
    }

    Telling telling(String text) {
        return telling(List.of(text));
    }

    Telling telling(Collection<String> texts) {
        Words given = words.get();
        Known now = known;
        if (now.given() != given) {
            now = known(given);
            known = now;
        }
        return Telling.of(texts, now.all());
    }
}
