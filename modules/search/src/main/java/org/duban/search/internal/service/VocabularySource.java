package org.duban.search.internal.service;

/** Where the vocabulary comes from. Thread-safe. */
@FunctionalInterface
public interface VocabularySource {

    /** The vocabulary as it is now: a field read, never a call to the host. */
    Vocabulary current();
}
