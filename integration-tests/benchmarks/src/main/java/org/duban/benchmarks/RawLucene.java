package org.duban.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.duban.spi.search.MatterText;

/** The limit: Lucene as its documentation begins with it, CJK bigrams of the whole text in one field. */
final class RawLucene implements AutoCloseable {

    private static final String TEXT = "text";
    private static final String ID = "id";
    private static final String RECEIVED = "received";
    private static final String UNIT = "unit";
    private static final String GROUP = "group";

    private static final Analyzer ANALYZER = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            TokenStream tokens = new CJKBigramFilter(new LowerCaseFilter(new CJKWidthFilter(source)));
            return new TokenStreamComponents(source, tokens);
        }
    };

    private final Directory directory;
    private final IndexWriter writer;
    private final QueryBuilder queries = new QueryBuilder(ANALYZER);
    private DirectoryReader reader;
    private IndexSearcher searcher;

    RawLucene(Path folder, double ramBufferMb) throws IOException {
        directory = FSDirectory.open(folder);
        writer = new IndexWriter(directory, new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(ramBufferMb));
        reader = DirectoryReader.open(writer);
        searcher = new IndexSearcher(reader);
    }

    void put(MatterText matter) throws IOException {
        Document document = new Document();
        String id = matter.id().value();
        document.add(new StringField(ID, id, Store.YES));
        document.add(new TextField(TEXT, SearchTexts.whole(matter), Store.YES));
        document.add(new LongPoint(RECEIVED, matter.receivedOn().toEpochDay()));
        document.add(new NumericDocValuesField(RECEIVED, matter.receivedOn().toEpochDay()));
        for (String unit : matter.key("UNIT")) {
            document.add(new StringField(UNIT, unit, Store.NO));
        }
        for (String group : matter.key("GROUP")) {
            document.add(new StringField(GROUP, group, Store.NO));
        }
        writer.updateDocument(new Term(ID, id), document);
    }

    void refresh() throws IOException {
        DirectoryReader next = DirectoryReader.openIfChanged(reader, writer);
        if (next != null) {
            reader.close();
            reader = next;
            searcher = new IndexSearcher(next);
        }
    }

    void commit() throws IOException {
        writer.commit();
    }

    long size() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += directory.fileLength(file);
        }
        return bytes;
    }

    int segments() {
        return reader.leaves().size();
    }

    /** All of these texts, each as it stands. */
    Query all(List<String> texts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        texts.forEach(text -> all.add(queries.createPhraseQuery(TEXT, text), Occur.MUST));
        return all.build();
    }

    /** Any bigram. */
    Query any(String text) {
        return queries.createBooleanQuery(TEXT, text, Occur.SHOULD);
    }

    Query received(Query query, long from, long to) {
        return filtered(query, LongPoint.newRangeQuery(RECEIVED, from, to));
    }

    Query unit(Query query, String unit) {
        return filtered(query, new TermQuery(new Term(UNIT, unit)));
    }

    Query group(Query query, String group) {
        return filtered(query, new TermQuery(new Term(GROUP, group)));
    }

    private static Query filtered(Query query, Query filter) {
        return new BooleanQuery.Builder()
                .add(query, Occur.MUST)
                .add(filter, Occur.FILTER)
                .build();
    }

    /** The first 20 with their texts; returns how many fit, at least. */
    long search(Query query) throws IOException {
        return read(searcher.search(query, 20));
    }

    /** The newest 20. */
    long newest(Query query) throws IOException {
        return read(searcher.search(query, 20, new Sort(new SortField(RECEIVED, SortField.Type.LONG, true))));
    }

    private long read(TopDocs top) throws IOException {
        StoredFields stored = searcher.storedFields();
        for (ScoreDoc each : top.scoreDocs) {
            if (stored.document(each.doc).get(TEXT).isEmpty()) {
                throw new IllegalStateException("no text");
            }
        }
        return top.totalHits.value;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        writer.close();
        directory.close();
    }
}
