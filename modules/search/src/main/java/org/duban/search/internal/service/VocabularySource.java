package org.duban.search.internal.service;

import java.util.Set;

/** Where the vocabulary comes from. Thread-safe. */
@FunctionalInterface
public interface VocabularySource {

    /** The vocabulary as it is now: a field read, never a call to the host. */
    Vocabulary current();

    /**
     * Tells of people who occur in matters, leaders above all, whom the directory lists nowhere: their names are asked for and belong to
     * the vocabulary from a next look on.
     *
     * @param people ids; who isn't named again is forgotten
     */
    default void meet(Set<String> people) {}
}
