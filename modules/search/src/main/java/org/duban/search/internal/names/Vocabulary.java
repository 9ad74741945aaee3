package org.duban.search.internal.names;

/** Words to choose from. */
interface Vocabulary {
    /** The words, folded. */
    Lexicon lexicon();

    /** A word of the lexicon as people write it. */
    String shown(int number);

    /** How probable a word is before anything is known, from 0 to 1. */
    double commonness(int number);
}
