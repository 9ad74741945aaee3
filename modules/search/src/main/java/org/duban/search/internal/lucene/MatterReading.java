package org.duban.search.internal.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.util.BytesRef;
import org.duban.spi.search.MatterText;
import org.jspecify.annotations.Nullable;

/** Gives matters back as they were put. */
final class MatterReading {

    private MatterReading() {}

    /**
     * The matters of documents.
     *
     * @param documents in any order
     * @return in the same order
     */
    static List<MatterText> read(IndexReader reader, int[] documents) throws IOException {
        Integer[] ascending = new Integer[documents.length];
        Arrays.setAll(ascending, i -> i);
        Arrays.sort(ascending, Comparator.comparingInt(i -> documents[i]));
        MatterText[] matters = new MatterText[documents.length];
        List<LeafReaderContext> leaves = reader.leaves();
        LeafReaderContext leaf = null;
        BinaryDocValues atHand = DocValues.emptyBinary();
        for (int i : ascending) {
            int document = documents[i];
            if (leaf == null || document >= leaf.docBase + leaf.reader().maxDoc()) {
                leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
                atHand = DocValues.getBinary(leaf.reader(), Field.MATTER);
            }
            matters[i] = MatterCodec.decode(
                    atHand.advanceExact(document - leaf.docBase) ? atHand.binaryValue() : large(reader, document));
        }
        return List.of(matters);
    }

    private static BytesRef large(IndexReader reader, int document) throws IOException {
        LargeMatter visitor = new LargeMatter();
        reader.storedFields().document(document, visitor);
        if (visitor.bytes == null) {
            throw new CorruptIndexException("no matter at " + document, Field.MATTER);
        }
        return visitor.bytes;
    }

    private static final class LargeMatter extends StoredFieldVisitor {

        private @Nullable BytesRef bytes;

        @Override
        public Status needsField(FieldInfo field) {
            return field.name.equals(Field.LARGE_MATTER) ? Status.YES : Status.NO;
        }

        @Override
        public void binaryField(FieldInfo field, byte[] value) {
            bytes = new BytesRef(value);
        }
    }
}
