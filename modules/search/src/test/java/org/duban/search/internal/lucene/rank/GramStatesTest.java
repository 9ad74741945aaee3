package org.duban.search.internal.lucene.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

class GramStatesTest {

    private static final Term TERM = new Term("g", "油烟");

    private final GramStates states = new GramStates();

    /** Adds matters that have the term; how many the index, as it is then, is said to have. */
    private int matters(IndexWriter writer, int more) throws IOException {
        for (int i = 0; i < more; i++) {
            Document document = new Document();
            document.add(new StringField(TERM.field(), TERM.text(), Store.NO));
            writer.addDocument(document);
        }
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            return states.of(new IndexSearcher(reader), TERM).docFreq();
        }
    }

    @Test
    void everyStateOfAnIndexHasItsOwn() throws IOException {
        try (Directory directory = new ByteBuffersDirectory();
                Directory other = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig());
                IndexWriter small = new IndexWriter(other, new IndexWriterConfig())) {
            assertEquals(1_000, matters(writer, 1_000));
            assertEquals(1_001, matters(writer, 1));
            assertEquals(3, matters(small, 3));
            assertEquals(1_002, matters(writer, 1));
        }
    }

    @Test
    void withinOneStateATermIsLookedUpOnce() throws IOException {
        try (Directory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            matters(writer, 1_000);
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                assertSame(states.of(new IndexSearcher(reader), TERM), states.of(new IndexSearcher(reader), TERM));
            }
        }
    }
}
