package org.duban.search.internal.lucene.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.duban.search.internal.lucene.rank.RarestQuery.Choice;
import org.junit.jupiter.api.Test;

class RarestQueryTest {

    private static RarestQuery rarest(int most, String... terms) {
        return new RarestQuery(
                Stream.of(terms)
                        .map(term -> new Term("t", term))
                        .map(term -> new Choice(term, new TermQuery(term)))
                        .toList(),
                most,
                new GramStates());
    }

    /** How many of these matters, each some terms, a query finds. */
    private static int count(RarestQuery query, String... matters) throws Exception {
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (String matter : matters) {
                    Document document = new Document();
                    for (String term : matter.split(" ")) {
                        document.add(new StringField("t", term, Store.NO));
                    }
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                return new IndexSearcher(reader).count(query);
            }
        }
    }

    @Test
    void theCommonOnesAreNotAskedFor() throws Exception {
        assertEquals(1, count(rarest(1, "common", "rare"), "common", "common", "common rare"));
    }

    @Test
    void whatDoesNotExistTakesNoPlace() throws Exception {
        assertEquals(2, count(rarest(1, "nowhere", "here"), "here", "here", "there"));
        assertEquals(0, count(rarest(1, "nowhere"), "here"));
    }

    @Test
    void aTermMayStandForAnotherQuery() throws Exception {
        Term rare = new Term("t", "rare");
        RarestQuery query =
                new RarestQuery(List.of(new Choice(rare, new TermQuery(new Term("t", "common")))), 1, new GramStates());

        assertEquals(2, count(query, "common", "common", "rare"));
    }

    @Test
    void queriesAreEqualByWhatTheyAsk() {
        assertEquals(rarest(2, "a", "b"), rarest(2, "a", "b"));
        assertEquals(rarest(2, "a", "b").hashCode(), rarest(2, "a", "b").hashCode());
        assertNotEquals(rarest(2, "a", "b"), rarest(1, "a", "b"));
        assertNotEquals(rarest(2, "a", "b"), rarest(2, "a"));
    }
}
