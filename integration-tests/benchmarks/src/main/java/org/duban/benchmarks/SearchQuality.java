package org.duban.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.duban.api.access.Visibility;
import org.duban.api.matter.MatterId;
import org.duban.api.search.Facet;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.TextKind;
import org.duban.benchmarks.JudgedCollection.Document;
import org.duban.search.internal.lucene.LuceneEngine;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.query.Box;
import org.duban.search.internal.query.Lookup;
import org.duban.search.internal.query.Plan;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;
import org.duban.spi.search.SearchIndex;

/**
 * How well search finds what answers a query, beside plain Lucene: {@code java -cp target/benchmarks.jar org.duban.benchmarks.SearchQuality
 * DIR…}, each folder as {@link JudgedCollection} reads it. Every document becomes a matter with a title and a content, every query goes the way
 * of the search box: it is read, planned and asked of Duban's index; no vocabulary but the standard one.
 */
public final class SearchQuality {

    private static final int DEPTH = 10;
    private static final int BATCH = 1_000;

    private final PrintStream out;

    private SearchQuality(PrintStream out) {
        this.out = out;
    }

    /** Something that finds. */
    private interface Searcher extends AutoCloseable {
        /** Ids of at most {@link #DEPTH} documents, the best first. */
        List<String> search(String query) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Prints a table for each folder. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args.length == 0) {
            out.println("SearchQuality DIR…: folders with corpus.jsonl, queries.tsv and qrels.txt");
            System.exit(2);
        }
        for (String folder : args) {
            new SearchQuality(out).run(Path.of(folder));
        }
    }

    private void run(Path folder) throws IOException {
        JudgedCollection collection = JudgedCollection.read(folder);
        out.printf(
                "%n%s: %,d documents, %,d queries%n",
                folder.getFileName(),
                collection.documents().size(),
                collection.queries().size());
        collection.remarks().forEach(remark -> out.println("  " + remark));
        out.printf("  %-22s %8s %8s %8s%n", "", "MRR@10", "R@10", "nDCG@10");
        Path scratch = Files.createTempDirectory("duban-quality");
        try {
            measure("Lucene standard", collection, new PlainLucene(scratch, new StandardAnalyzer(), collection));
            measure("Lucene smartcn", collection, new PlainLucene(scratch, new SmartChineseAnalyzer(), collection));
            measure("Lucene CJK bigrams", collection, new PlainLucene(scratch, new CJKAnalyzer(), collection));
            measure("Duban", collection, new Duban(scratch, collection));
        } finally {
            delete(scratch);
        }
    }

    private void measure(String name, JudgedCollection collection, Searcher with) throws IOException {
        List<RankingMeasures> all = new ArrayList<>();
        try (Searcher searcher = with) {
            for (JudgedCollection.Query query : collection.queries()) {
                all.add(RankingMeasures.of(searcher.search(query.text()), query.grades(), DEPTH));
            }
        }
        RankingMeasures mean = RankingMeasures.mean(all);
        out.printf("  %-22s %8.4f %8.4f %8.4f%n", name, mean.reciprocalRank(), mean.recall(), mean.ndcg());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Duban's index and the search box's way to it. */
    private static final class Duban implements Searcher {

        private static final Instant AT = Instant.parse("2026-01-05T01:00:00Z");
        private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

        /** An office where nothing has a name. */
        private static final Lookup NO_NAMES = new Lookup() {
            @Override
            public LocalDate today() {
                return DAY;
            }

            @Override
            public List<Meaning> meanings(Facet facet, String name) {
                return List.of();
            }

            @Override
            public Condition lit(Set<String> codes) {
                throw new IllegalArgumentException("no light has a code here: " + codes);
            }

            @Override
            public Set<String> fields(String title) {
                return Set.of();
            }

            @Override
            public List<Meaning> values(String pointer, String value) {
                return List.of();
            }
        };

        private final Vocabulary vocabulary = new Vocabulary(Words.standard(), NameBook.of(List.of()), Synonyms.NONE);
        /** Ids of matters are numbers here: a document's id may be anything. */
        private final Map<String, String> documents = new LinkedHashMap<>();

        private final LuceneEngine engine;
        private final SearchIndex index;

        Duban(Path scratch, JudgedCollection collection) {
            engine = new LuceneEngine(scratch.resolve("duban"), Words::standard);
            index = engine.open("quality");
            List<MatterText> batch = new ArrayList<>();
            collection.documents().forEach((id, document) -> {
                String matter = "m" + documents.size();
                documents.put(matter, id);
                batch.add(matter(matter, document));
                if (batch.size() == BATCH) {
                    index.put(batch);
                    batch.clear();
                }
            });
            index.put(batch);
            index.refresh();
        }

        private static MatterText matter(String id, Document document) {
            List<Text> texts = new ArrayList<>();
            if (!document.title().isEmpty()) {
                texts.add(new Text(TextKind.TITLE, 1, AT, "p", document.title()));
            }
            if (!document.text().isEmpty()) {
                texts.add(new Text(TextKind.CONTENT, 1, AT, "p", document.text()));
            }
            return new MatterText(new MatterId(id), 1, Map.of(), DAY, null, AT, List.of(), Map.of(), texts);
        }

        @Override
        public List<String> search(String query) {
            Plan plan = Plan.of(Box.read(query, NO_NAMES), vocabulary);
            Found found = find(plan.strict(), plan.filters());
            if (found.total() == 0 && plan.relaxed() != null) {
                found = find(plan.relaxed(), plan.filters());
            }
            return found.matches().stream()
                    .map(match -> documents.getOrDefault(match.matter().id().value(), ""))
                    .toList();
        }

        private Found find(Condition wanted, List<Condition> filters) {
            return index.find(
                    new Asked(wanted, filters, Visibility.EVERYTHING, Sort.RELEVANCE, Set.of(), DEPTH, null, 1_000));
        }

        @Override
        public void close() {
            index.close();
            engine.close();
        }
    }

    /** Lucene as it comes: one field with title and text, BM25, any of the query's terms. */
    private static final class PlainLucene implements Searcher {

        private static final String ID = "id";
        private static final String TEXT = "text";

        /** Characters of a query that are looked at: more than 1,024 terms are an error. */
        private static final int LONGEST = 1_000;

        private final QueryBuilder queries;
        private final Directory directory;
        private final DirectoryReader reader;
        private final IndexSearcher searcher;

        PlainLucene(Path scratch, Analyzer analyzer, JudgedCollection collection) throws IOException {
            queries = new QueryBuilder(analyzer);
            directory = FSDirectory.open(scratch.resolve(analyzer.getClass().getSimpleName()));
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (Map.Entry<String, Document> entry : collection.documents().entrySet()) {
                    Document document = entry.getValue();
                    writer.addDocument(List.of(
                            new StringField(ID, entry.getKey(), Store.YES),
                            new TextField(TEXT, document.title() + "\n" + document.text(), Store.NO)));
                }
            }
            reader = DirectoryReader.open(directory);
            searcher = new IndexSearcher(reader);
        }

        @Override
        public List<String> search(String text) throws IOException {
            Query query = queries.createBooleanQuery(TEXT, text.substring(0, Math.min(LONGEST, text.length())));
            List<String> found = new ArrayList<>();
            if (query != null) {
                for (ScoreDoc match : searcher.search(query, DEPTH).scoreDocs) {
                    found.add(searcher.storedFields().document(match.doc).get(ID));
                }
            }
            return found;
        }

        @Override
        public void close() throws IOException {
            reader.close();
            directory.close();
        }
    }
}
