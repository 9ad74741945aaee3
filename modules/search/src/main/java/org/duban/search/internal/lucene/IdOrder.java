package org.duban.search.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Orders by id where all else is equal. Each match has an id, one that no other has. An id is looked up only when matches of two segments are
 * equal in all else; Lucene's own order by a text looks up each.
 */
final class IdOrder extends FieldComparatorSource {

    @Override
    public FieldComparator<?> newComparator(String field, int hits, Pruning pruning, boolean reversed) {
        return new ById(field, hits);
    }

    private static final class ById extends FieldComparator<BytesRef> implements LeafFieldComparator {

        private final String field;
        private final SortedDocValues[] segments;
        private final int[] ords;
        private final @Nullable BytesRef[] ids;
        private BytesRef top = new BytesRef();
        private int bottom;
        private SortedDocValues current = DocValues.emptySorted();

        ById(String field, int hits) {
            this.field = field;
            segments = new SortedDocValues[hits];
            ords = new int[hits];
            ids = new BytesRef[hits];
        }

        @Override
        public LeafFieldComparator getLeafComparator(LeafReaderContext context) throws IOException {
            current = DocValues.getSorted(context.reader(), field);
            return this;
        }

        @Override
        public int compare(int one, int other) {
            return segments[one] == segments[other]
                    ? Integer.compare(ords[one], ords[other])
                    : value(one).compareTo(value(other));
        }

        @Override
        public void setTopValue(BytesRef value) {
            top = value;
        }

        @Override
        public BytesRef value(int slot) {
            BytesRef id = ids[slot];
            if (id == null) {
                try {
                    id = BytesRef.deepCopyOf(segments[slot].lookupOrd(ords[slot]));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                ids[slot] = id;
            }
            return id;
        }

        @Override
        public void setBottom(int slot) {
            bottom = slot;
        }

        @Override
        public int compareBottom(int doc) throws IOException {
            int ord = ord(doc);
            return segments[bottom] == current
                    ? Integer.compare(ords[bottom], ord)
                    : value(bottom).compareTo(current.lookupOrd(ord));
        }

        @Override
        public int compareTop(int doc) throws IOException {
            return top.compareTo(current.lookupOrd(ord(doc)));
        }

        @Override
        public void copy(int slot, int doc) throws IOException {
            segments[slot] = current;
            ords[slot] = ord(doc);
            ids[slot] = null;
        }

        @Override
        public void setScorer(Scorable scorer) {
            // The score doesn't matter.
        }

        private int ord(int doc) throws IOException {
            if (!current.advanceExact(doc)) {
                throw new IllegalStateException("a matter without an id");
            }
            return current.ordValue();
        }
    }
}
