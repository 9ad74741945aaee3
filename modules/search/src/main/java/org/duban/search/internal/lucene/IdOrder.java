package org.duban.search.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;

/**
 * Orders by id where all else is equal. Matches are compared by a number made of the id's beginning, and an id is looked up only when it is
 * wanted or two begin alike; Lucene's own order by a text looks up each.
 */
final class IdOrder extends FieldComparatorSource {

    private static final int BITS = 6;
    private static final int CHARACTERS = 10;

    /** An id, which may have to be looked up first; by the thread that searched. */
    interface Id {
        String text();
    }

    /** A number that sorts like the beginning of an id: 10 characters of 6 bits, as many as an id's letters, digits and hyphens need. */
    static long beginning(String id) {
        long number = 0;
        for (int i = 0; i < CHARACTERS; i++) {
            number = number << BITS | (i < id.length() ? rank(id.charAt(i)) : 0);
        }
        return number;
    }

    private static int rank(char c) {
        if (c >= 'a') {
            return c - 'a' + 38;
        }
        if (c >= 'A') {
            return c - 'A' + 12;
        }
        return c >= '0' ? c - '0' + 2 : 1;
    }

    @Override
    public FieldComparator<?> newComparator(String field, int hits, Pruning pruning, boolean reversed) {
        return new ById(field, hits);
    }

    private static final class ById extends FieldComparator<Id> implements LeafFieldComparator {

        private final String field;
        private final SortedDocValues[] segments;
        private final int[] ords;
        private final long[] beginnings;
        private String top = "";
        private long topBeginning;
        private int bottom;
        private SortedDocValues ids = DocValues.emptySorted();
        private NumericDocValues begin = DocValues.emptyNumeric();

        ById(String field, int hits) {
            this.field = field;
            segments = new SortedDocValues[hits];
            ords = new int[hits];
            beginnings = new long[hits];
        }

        @Override
        public LeafFieldComparator getLeafComparator(LeafReaderContext context) throws IOException {
            ids = DocValues.getSorted(context.reader(), field);
            begin = DocValues.getNumeric(context.reader(), Field.ID_BEGINNING);
            return this;
        }

        @Override
        public int compare(int one, int other) {
            int order = Long.compare(beginnings[one], beginnings[other]);
            return order != 0 ? order : text(segments[one], ords[one]).compareTo(text(segments[other], ords[other]));
        }

        @Override
        public void setTopValue(Id value) {
            top = value.text();
            topBeginning = beginning(top);
        }

        @Override
        public Id value(int slot) {
            SortedDocValues segment = segments[slot];
            int ord = ords[slot];
            return () -> text(segment, ord);
        }

        @Override
        public void setBottom(int slot) {
            bottom = slot;
        }

        @Override
        public int compareBottom(int doc) throws IOException {
            int order = Long.compare(beginnings[bottom], beginningOf(doc));
            return order != 0 ? order : text(segments[bottom], ords[bottom]).compareTo(text(ids, ord(doc)));
        }

        @Override
        public int compareTop(int doc) throws IOException {
            int order = Long.compare(topBeginning, beginningOf(doc));
            return order != 0 ? order : top.compareTo(text(ids, ord(doc)));
        }

        @Override
        public void copy(int slot, int doc) throws IOException {
            segments[slot] = ids;
            ords[slot] = ord(doc);
            beginnings[slot] = beginningOf(doc);
        }

        @Override
        public void setScorer(Scorable scorer) {
            // The score doesn't matter.
        }

        private long beginningOf(int doc) throws IOException {
            return begin.advanceExact(doc) ? begin.longValue() : 0;
        }

        private int ord(int doc) throws IOException {
            if (!ids.advanceExact(doc)) {
                throw new IllegalStateException("a matter without an id");
            }
            return ids.ordValue();
        }

        private static String text(SortedDocValues segment, int ord) {
            try {
                return segment.lookupOrd(ord).utf8ToString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
