package org.duban.search.internal.lucene.rank;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;

/** How much a single character tells, learnt from a sample of an index's matters. Immutable. */
final class CharacterRarity {

    /** So many matters say nearly as much as all. */
    private static final int SAMPLED = 1_000;

    private final int[] matters = new int[1 << Character.SIZE];
    private final int readerSize;
    private int sampled;
    private long characters;

    /** @param field with {@link CharacterCounts} */
    CharacterRarity(IndexReader reader, String field) throws IOException {
        readerSize = reader.maxDoc();
        int step = Math.max(1, readerSize / SAMPLED);
        CharacterCounts.Reader counts = new CharacterCounts.Reader();
        for (LeafReaderContext leaf : reader.leaves()) {
            BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
            if (values == null) {
                continue;
            }
            int first = (step - leaf.docBase % step) % step;
            for (int doc = first; doc < leaf.reader().maxDoc(); doc += step) {
                if (values.advanceExact(doc)) {
                    counts.read(values.binaryValue());
                    sampled++;
                    characters += counts.total;
                    while (counts.next()) {
                        matters[counts.character]++;
                    }
                }
            }
        }
    }

    /** Whether it still says enough about an index that has grown or shrunk since. */
    boolean fits(IndexReader reader) {
        int size = reader.maxDoc();
        return Math.abs(size - readerSize) <= readerSize / 5;
    }

    double idf(int character) {
        return Weights.idf(sampled, matters[character]);
    }

    /** Characters of an average matter, at least 1. */
    double averageLength() {
        return Math.max(1, sampled == 0 ? 1 : characters / (double) sampled);
    }
}
