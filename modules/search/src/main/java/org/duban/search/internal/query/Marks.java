package org.duban.search.internal.query;

import org.duban.search.internal.text.Words;
import org.duban.spi.search.Condition;

/** What is to be marked in texts that a condition found. Immutable; made once for a query. */
public final class Marks {

    private final Words words;

    private Marks(Words words) {
        this.words = words;
    }

    /**
     * Collects what a condition looks for in texts; what it excludes is not marked.
     *
     * @param condition what was looked for
     * @param words the dictionary: where words begin and end
     */
    public static Marks of(Condition condition, Words words) {
        return new Marks(words);
    }

    Words words() {
        return words;
    }
}
