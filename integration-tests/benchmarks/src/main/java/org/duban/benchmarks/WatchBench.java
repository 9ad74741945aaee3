package org.duban.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.search.Query;
import org.duban.api.matter.MatterId;
import org.duban.api.search.TextKind;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.search.internal.lucene.MatterDocuments;
import org.duban.search.internal.names.NameBook;
import org.duban.search.internal.service.Vocabulary;
import org.duban.search.internal.text.Folding;
import org.duban.search.internal.text.Grams;
import org.duban.search.internal.text.Span;
import org.duban.search.internal.text.Synonyms;
import org.duban.search.internal.text.Words;
import org.duban.search.internal.watch.BoxReading;
import org.duban.search.internal.watch.StandingQueries;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Text;

/**
 * What a new message costs when many watches look for something: Duban beside Lucene's Monitor, with the same queries on the same documents in one
 * run, as it comes and told which pairs of characters are rare. Every watch is one to three words out of some message, every tenth with a word
 * that very many messages have. System properties: {@code duban.shared}, the folder of texts; {@code duban.watches} (10,000).
 */
public final class WatchBench {

    private static final String COMMON = "小区";
    private static final int ROUNDS = 5;

    private final List<String[]> messages = new ArrayList<>();
    private final int watches = Integer.getInteger("duban.watches", 10_000);
    private final MatterDocuments documents = new MatterDocuments();
    private final PrintStream out;

    private WatchBench(Path shared, PrintStream out) throws IOException {
        this.out = out;
        for (String line : Files.readAllLines(shared.resolve("messages/taidi_a4_replied.jsonl"))) {
            messages.add(new String[] {Json.text(line, "title"), Json.text(line, "content")});
        }
    }

    /** Runs it all and prints a line for each. */
    public static void main(String[] args) throws IOException {
        String shared = System.getProperty("duban.shared");
        if (shared == null) {
            throw new IllegalArgumentException("-Dduban.shared=… names no folder with texts");
        }
        new WatchBench(Path.of(shared), System.out).run();
    }

    /** Asks all watches of a document, and says which fit. */
    @FunctionalInterface
    private interface Peer {
        Set<Integer> matching(List<IndexableField> document) throws IOException;
    }

    private void run() throws IOException {
        List<Query> queries = queries();
        StandingQueries<Integer> standing = new StandingQueries<>();
        for (int i = 0; i < queries.size(); i++) {
            standing.put(i, queries.get(i));
        }
        Map<String, Integer> frequency = new HashMap<>();
        for (String[] message : messages) {
            for (String gram : new HashSet<>(Grams.of(Folding.fold(message[0] + "\n" + message[1])))) {
                frequency.merge(gram, 1, Integer::sum);
            }
        }
        out.printf("%,d watches, %,d messages; milliseconds a message%n", queries.size(), messages.size());
        try (Monitor told = monitor(
                        queries,
                        new TermFilteredPresearcher(
                                term -> 1.0 / (1 + frequency.getOrDefault(term.text(), 0)), List.of(), Set.of()));
                Monitor shipped = monitor(queries, new TermFilteredPresearcher())) {
            Map<String, Peer> peers = new LinkedHashMap<>();
            peers.put(
                    "Duban",
                    document -> new TreeSet<>(standing.matching(StandingQueries.inMemory(document), (key, e) -> {
                        throw new IllegalStateException("watch " + key, e);
                    })));
            peers.put("Monitor told what is rare", document -> matching(told, document));
            peers.put("Monitor as it comes", document -> matching(shipped, document));
            race(peers);
        }
    }

    private static Monitor monitor(List<Query> queries, TermFilteredPresearcher presearcher) throws IOException {
        Monitor monitor = new Monitor(new KeywordAnalyzer(), presearcher);
        List<MonitorQuery> all = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            all.add(new MonitorQuery(Integer.toString(i), queries.get(i)));
        }
        monitor.register(all);
        return monitor;
    }

    private static Set<Integer> matching(Monitor monitor, List<IndexableField> fields) throws IOException {
        Document document = new Document();
        fields.forEach(document::add);
        Set<Integer> matching = new TreeSet<>();
        for (QueryMatch match :
                monitor.match(document, QueryMatch.SIMPLE_MATCHER).getMatches()) {
            matching.add(Integer.valueOf(match.getQueryId()));
        }
        return matching;
    }

    /** They take turns; of each the median of the rounds after the first, which is the compiler's. */
    private void race(Map<String, Peer> peers) throws IOException {
        Map<String, double[][]> rounds = new LinkedHashMap<>();
        peers.keySet().forEach(name -> rounds.put(name, new double[ROUNDS - 1][]));
        Map<String, String> found = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Peer> peer : peers.entrySet()) {
                double[] millis = new double[messages.size()];
                long checksum = 0;
                double hits = 0;
                for (int i = 0; i < messages.size(); i++) {
                    MatterText matter = matter(i);
                    long start = System.nanoTime();
                    Set<Integer> matching = peer.getValue().matching(documents.of(matter));
                    millis[i] = (System.nanoTime() - start) / 1e6;
                    checksum = checksum * 31 + matching.hashCode();
                    hits += matching.size();
                }
                Arrays.sort(millis);
                found.put(peer.getKey(), "%.1f fit, checksum %x".formatted(hits / messages.size(), checksum));
                double[][] mine = rounds.get(peer.getKey());
                if (round > 0 && mine != null) {
                    mine[round - 1] = millis;
                }
            }
        }
        // One checksum: all found the same.
        rounds.forEach((name, millis) -> out.printf(
                "%-26s p50 %7.2f  p99 %7.2f  %s%n",
                name, percentile(millis, 0.5), percentile(millis, 0.99), found.get(name)));
    }

    private static double percentile(double[][] rounds, double share) {
        double[] all = Arrays.stream(rounds)
                .mapToDouble(millis -> millis[(int) (share * (millis.length - 1))])
                .sorted()
                .toArray();
        return all[all.length / 2];
    }

    private MatterText matter(int number) {
        List<Text> texts = new ArrayList<>();
        texts.add(new Text(TextKind.TITLE, 1, Instant.EPOCH, "p1", messages.get(number)[0]));
        texts.add(new Text(TextKind.CONTENT, 1, Instant.EPOCH, "p1", messages.get(number)[1]));
        return new MatterText(
                new MatterId("m" + number),
                1,
                Map.of("FORM_TYPE", Set.of(number % 2 == 0 ? "message" : "instruction")),
                LocalDate.EPOCH,
                null,
                Instant.EPOCH,
                List.of(),
                Map.of(),
                texts);
    }

    private List<Query> queries() {
        Words words = Words.standard();
        Vocabulary vocabulary = new Vocabulary(words, NameBook.of(List.of()), Synonyms.NONE);
        BoxReading reading = new BoxReading(
                () -> vocabulary,
                FormTypesService.of(List.of()),
                new CalendarService(),
                InstantSource.system(),
                ZoneId.of("Asia/Shanghai"));
        SplittableRandom random = new SplittableRandom(1);
        List<Query> queries = new ArrayList<>();
        while (queries.size() < watches) {
            String folded = Folding.fold(messages.get(random.nextInt(messages.size()))[1]);
            List<String> telling = new ArrayList<>();
            for (Span span : words.segment(folded)) {
                if (span.length() >= 2 && Character.isIdeographic(folded.charAt(span.start()))) {
                    telling.add(folded.substring(span.start(), span.end()));
                }
            }
            if (!telling.isEmpty()) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(1, 4); i > 0; i--) {
                    text.append(telling.get(random.nextInt(telling.size()))).append(' ');
                }
                if (queries.size() % 10 == 0) {
                    text.append(COMMON);
                }
                queries.add(reading.read(text.toString().strip()).query());
            }
        }
        return queries;
    }
}
