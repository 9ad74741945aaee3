package org.duban.search.internal.service;

import java.util.Objects;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;

/**
 * What texts and queries are read by. Immutable; when anything of it changes, all of it is replaced, so that one that is the same
 * object is the same vocabulary.
 *
 * @param words the dictionary, with the names and the synonyms among its words
 * @param names what the host's units, people and places are called
 * @param synonyms other names of things, full and short names of units among them
 */
public record Vocabulary(Words words, NameBook names, Synonyms synonyms) {
    public Vocabulary {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(synonyms, "synonyms");
    }
}
