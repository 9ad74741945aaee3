package org.duban.search.internal.lucene;

import org.apache.lucene.util.BytesRef;
import org.duban.api.access.Visibility.Attribute;

/** Names of the index's fields, and what is written into them. A change here needs a new {@link #SCHEMA}. */
final class Field {

    /** Number of this layout of fields; an index of another one is built anew. */
    static final int SCHEMA = 1;

    /** Grams of all texts with positions; {@link KindRanges} says which positions are whose. */
    static final String GRAMS = "g";

    /** Words of all texts. */
    static final String WORDS = "w";

    /** Dates and document numbers in one spelling, at the position where their text begins. */
    static final String IDENTIFIERS = "d";

    /** {@link org.duban.search.internal.lucene.rank.CharacterCounts} of a matter. */
    static final String CHARACTERS = "c";

    /** {@link KindRanges} of a matter. */
    static final String KINDS = "kinds";

    static final String ID = "id";

    /** {@link IdOrder#beginning} of the id. */
    static final String ID_BEGINNING = "id.begin";

    static final String RECEIVED = "received";
    static final String DUE = "due";

    /** What the lead's clock counts to now. */
    static final String RUNNING = "running";

    /** The lead's clock from the beginning. */
    static final String CLOCK = "clock";

    static final String CHANGED = "changed";
    static final String ACCESS = "a";

    /** The matter as it was put, as a doc value. */
    static final String MATTER = "m";

    /** The same as a stored field, when it is large. */
    static final String LARGE_MATTER = "large";

    private static final String KEY_PREFIX = "k:";

    private Field() {}

    /** The field of a key of {@link org.duban.spi.search.MatterText#keys}. */
    static String key(String key) {
        return KEY_PREFIX + key;
    }

    /** A term of {@link #ACCESS}. */
    static BytesRef access(Attribute attribute, String value) {
        return Values.term(attribute.name() + '=' + value);
    }
}
