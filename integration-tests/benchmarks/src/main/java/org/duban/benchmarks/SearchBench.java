package org.duban.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.access.Visibility.Clause;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.search.internal.lucene.LuceneEngine;
import org.duban.search.internal.service.SimilarProbe;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.About;
import org.duban.spi.search.Condition.And;
import org.duban.spi.search.Condition.Contains;
import org.duban.spi.search.Condition.Day;
import org.duban.spi.search.Condition.Days;
import org.duban.spi.search.Condition.Key;
import org.duban.spi.search.Condition.Need;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.duban.spi.search.SearchIndex.Mark;

/**
 * The index beside Lucene as it comes ({@link RawLucene}) and beside SQL's LIKE, on the same matters in one run. System properties:
 * {@code duban.shared}, the folder of texts; {@code duban.search.matters} (100,000); {@code duban.search.queries} of each kind (200);
 * {@code duban.search.rounds} (5); {@code duban.search.dir}, where the indexes are built (a new temporary folder).
 */
public final class SearchBench {

    private static final int PAGE = 20;
    private static final int BATCH = 1_000;
    private static final int SIMILAR_MILLIS = 50;

    private static final double RAM_BUFFER_MB = 32;
    private static final int EXACT_TOTAL = 1_000;

    private final PrintStream out;
    private final int matters = Integer.getInteger("duban.search.matters", 100_000);
    private final int count = Integer.getInteger("duban.search.queries", 200);
    private final int rounds = Integer.getInteger("duban.search.rounds", 5);
    private final String kinds = System.getProperty("duban.search.kinds", ".*");
    private final SearchTexts texts;
    private final List<Row> rows = new ArrayList<>();

    private SearchBench(Path shared, PrintStream out) {
        this.texts = new SearchTexts(shared);
        this.out = out;
    }

    /** Runs it all and prints the table. */
    public static void main(String[] args) throws Exception {
        String shared = System.getProperty("duban.shared");
        if (shared == null) {
            throw new IllegalArgumentException("-Dduban.shared=… names no folder with texts");
        }
        SearchBench bench = new SearchBench(Path.of(shared), System.out);
        String given = System.getProperty("duban.search.dir");
        Path folder = given == null
                ? Files.createTempDirectory("duban-search")
                : Files.createDirectories(Path.of(given)).toRealPath();
        try {
            bench.run(folder);
        } finally {
            delete(folder);
        }
    }

    private record Row(String what, String duban, String raw, String ratio, String goal) {}

    /** A query for both. */
    private record Pair(Asked asked, RawQuery raw) {}

    @FunctionalInterface
    private interface RawQuery {
        long run(RawLucene raw) throws IOException;
    }

    private void run(Path folder) throws Exception {
        LuceneEngine engine = new LuceneEngine(folder.resolve("duban"), Words::standard);
        try (SearchIndex index = engine.open("g1");
                RawLucene raw = new RawLucene(Files.createDirectories(folder.resolve("raw")), RAM_BUFFER_MB)) {
            // Once for the compiler, at the same ids; what counts is the second time, over the whole.
            int warm = Math.min(matters, 10_000);
            fill(index, 0, warm);
            fill(raw, 0, warm);
            index.commit(new Mark(1, false));
            raw.commit();
            long own = fill(index, warm, matters);
            long limit = fill(raw, warm, matters);
            double filled = (matters - warm) * 1e9;
            compare(
                    "matters indexed a second, 2 processors",
                    "%,.0f",
                    filled / own,
                    filled / limit,
                    (double) limit / own,
                    0.6,
                    true);
            double ownSize = size(folder.resolve("duban"));
            compare(
                    "bytes a matter",
                    "%,.0f",
                    ownSize / matters,
                    (double) raw.size() / matters,
                    ownSize / raw.size(),
                    0,
                    false);
            out.printf("%d matters, %d and %d bytes%n", matters, (long) ownSize, raw.size());
            delay(index, raw);
            for (Map.Entry<String, List<Pair>> kind : queries().entrySet()) {
                if (!kind.getKey().matches(kinds)) {
                    continue;
                }
                race(kind.getKey(), kind.getValue(), index, raw);
            }
            similar(index);
            heap(index);
        } finally {
            engine.close();
        }
        like(folder);
        print();
    }

    /** Nanoseconds to put matters and make them durable, and until what merges is done, too. */
    private long fill(SearchIndex index, int from, int to) throws InterruptedException {
        long nanos = 0;
        for (int at = from; at < to; at += BATCH) {
            List<MatterText> batch = batch(at, Math.min(to, at + BATCH));
            long start = System.nanoTime();
            index.put(batch);
            nanos += System.nanoTime() - start;
        }
        long start = System.nanoTime();
        index.commit(new Mark(to, true));
        index.refresh();
        untilMerged();
        return nanos + System.nanoTime() - start;
    }

    /** What one merges in the background would slow the other's turn. */
    private static void untilMerged() throws InterruptedException {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("Lucene Merge Thread"))) {
            Thread.sleep(5);
        }
    }

    private long fill(RawLucene raw, int from, int to) throws Exception {
        ExecutorService helper = Executors.newSingleThreadExecutor();
        long nanos = 0;
        for (int at = from; at < to; at += BATCH) {
            List<MatterText> batch = batch(at, Math.min(to, at + BATCH));
            int half = batch.size() / 2;
            long start = System.nanoTime();
            Future<?> other = helper.submit(() -> {
                put(raw, batch.subList(half, batch.size()));
                return null;
            });
            put(raw, batch.subList(0, half));
            other.get();
            nanos += System.nanoTime() - start;
        }
        long start = System.nanoTime();
        raw.commit();
        raw.refresh();
        untilMerged();
        nanos += System.nanoTime() - start;
        helper.shutdown();
        return nanos;
    }

    private static void put(RawLucene raw, List<MatterText> batch) throws IOException {
        for (MatterText matter : batch) {
            raw.put(matter);
        }
    }

    private List<MatterText> batch(int from, int to) {
        List<MatterText> batch = new ArrayList<>();
        for (int number = from; number < to; number++) {
            batch.add(texts.matter(number));
        }
        return batch;
    }

    /** From the change of one matter to its being seen. */
    private void delay(SearchIndex index, RawLucene raw) throws IOException {
        long[] own = new long[count];
        long[] limit = new long[count];
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < count; i++) {
                MatterText matter = texts.matter((i * 7_919 + round) % matters);
                long start = System.nanoTime();
                index.put(List.of(matter));
                index.refresh();
                own[i] = System.nanoTime() - start;
                start = System.nanoTime();
                raw.put(matter);
                raw.refresh();
                limit[i] = System.nanoTime() - start;
            }
        }
        times("add → visible", own, limit, 1.0, 1.0);
    }

    private Map<String, List<Pair>> queries() {
        Map<String, List<Pair>> kinds = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(42);
        List<Pair> one = new ArrayList<>();
        List<Pair> two = new ArrayList<>();
        List<Pair> three = new ArrayList<>();
        List<Pair> phrases = new ArrayList<>();
        List<Pair> titles = new ArrayList<>();
        List<Pair> units = new ArrayList<>();
        List<Pair> groups = new ArrayList<>();
        List<Pair> newest = new ArrayList<>();
        List<Pair> months = new ArrayList<>();
        List<Pair> years = new ArrayList<>();
        while (one.size() < count) {
            int number = random.nextInt(matters);
            List<String> words = texts.words(number, 3, random);
            String phrase = texts.phrase(number, random);
            if (words.size() < 3 || phrase.isEmpty()) {
                continue;
            }
            List<String> first = words.subList(0, 1);
            one.add(words(first));
            two.add(words(words.subList(0, 2)));
            three.add(words(words));
            phrases.add(words(List.of(phrase)));
            String title = texts.matter(number).texts().get(0).text();
            titles.add(new Pair(asked(new About(title, Need.MOST)), raw -> raw.search(raw.any(title))));
            String unit = "unit" + random.nextInt(SearchTexts.UNITS);
            units.add(new Pair(
                    asked(all(first), new Key("UNIT", Set.of(unit))),
                    raw -> raw.search(raw.unit(raw.all(first), unit))));
            String group = Integer.toString(1 + random.nextInt(SearchTexts.GROUPS));
            groups.add(new Pair(seen(asked(all(first)), group), raw -> raw.search(raw.group(raw.all(first), group))));
            newest.add(new Pair(sorted(asked(all(first)), Sort.NEWEST), raw -> raw.newest(raw.all(first))));
            months.add(received(first, random, 30));
            years.add(received(first, random, 365));
        }
        kinds.put("one word", one);
        kinds.put("two words", two);
        kinds.put("three words", three);
        kinds.put("a phrase of 8 to 12", phrases);
        kinds.put("a title, any of its grams", titles);
        kinds.put("one word, of one unit", units);
        kinds.put("one word, seen by one group", groups);
        kinds.put("one word, the newest", newest);
        kinds.put("one word, received in 30 days", months);
        kinds.put("one word, received in a year", years);
        return kinds;
    }

    private static Pair words(List<String> words) {
        List<String> own = List.copyOf(words);
        return new Pair(asked(all(own)), raw -> raw.search(raw.all(own)));
    }

    private static Pair received(List<String> words, SplittableRandom random, int days) {
        long from = SearchTexts.FIRST_DAY.toEpochDay() + random.nextInt(SearchTexts.DAYS - days);
        long to = from + days - 1;
        return new Pair(asked(all(words), new Days(Day.RECEIVED, from, to)), raw -> {
            Query query = raw.received(raw.all(words), from, to);
            return raw.search(query);
        });
    }

    private static Condition all(List<String> words) {
        return new And(
                words.stream().map(word -> (Condition) new Contains(word)).toList());
    }

    private static Asked asked(Condition wanted, Condition... filters) {
        return new Asked(
                wanted, List.of(filters), Visibility.EVERYTHING, Sort.RELEVANCE, Set.of(), PAGE, null, EXACT_TOTAL);
    }

    private static Asked seen(Asked asked, String group) {
        Visibility visibility = new Visibility(List.of(new Clause(Map.of(Attribute.GROUP, Set.of(group)))));
        return new Asked(asked.wanted(), asked.filters(), visibility, asked.sort(), Set.of(), PAGE, null, EXACT_TOTAL);
    }

    private static Asked sorted(Asked asked, Sort sort) {
        return new Asked(asked.wanted(), asked.filters(), asked.visibility(), sort, Set.of(), PAGE, null, EXACT_TOTAL);
    }

    private void race(String what, List<Pair> pairs, SearchIndex index, RawLucene raw) throws IOException {
        long[][] own = new long[pairs.size()][rounds];
        long[][] limit = new long[pairs.size()][rounds];
        long found = 0;
        long foundRaw = 0;
        for (int round = -2; round < rounds; round++) {
            for (int i = 0; i < pairs.size(); i++) {
                Pair pair = pairs.get(i);
                for (int turn = 0; turn < 2; turn++) {
                    boolean ours = (turn == 0) == (round % 2 == 0);
                    long start = System.nanoTime();
                    if (ours) {
                        Found page = index.find(pair.asked());
                        found += page.matches().size();
                    } else {
                        foundRaw += pair.raw().run(raw);
                    }
                    long nanos = System.nanoTime() - start;
                    if (round >= 0) {
                        (ours ? own : limit)[i][round] = nanos;
                    }
                }
            }
        }
        if (found == 0 || foundRaw == 0) {
            throw new IllegalStateException("nothing found: " + what);
        }
        boolean dates = what.contains("received");
        times(what, medians(own), medians(limit), dates ? 1.0 : 1.2, dates ? 1.0 : 1.5);
    }

    /** Of each query the median of its rounds, so that what else runs on the machine isn't taken for a slow query. */
    private static long[] medians(long[][] rounds) {
        return Arrays.stream(rounds)
                .mapToLong(each -> Arrays.stream(each)
                        .sorted()
                        .skip(each.length / 2)
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    private void times(String what, long[] own, long[] limit, double goal50, double goal99) {
        Arrays.sort(own);
        Arrays.sort(limit);
        compare(what + ": p50 ms", "%.3f", at(own, 50), at(limit, 50), at(own, 50) / at(limit, 50), goal50, false);
        compare(what + ": p99 ms", "%.3f", at(own, 99), at(limit, 99), at(own, 99) / at(limit, 99), goal99, false);
    }

    private static double at(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    /** The earlier matters most like one that is being registered, with why: the index proposes, the service decides. */
    private void similar(SearchIndex index) {
        long[] nanos = new long[count];
        SplittableRandom random = new SplittableRandom(42);
        try (SimilarProbe probe = new SimilarProbe(index, new District())) {
            long found = 0;
            for (int round = -1; round < 1; round++) {
                for (int i = 0; i < count; i++) {
                    MatterText matter = texts.matter(random.nextInt(matters));
                    long start = System.nanoTime();
                    found += probe.like(matter).size();
                    nanos[i] = System.nanoTime() - start;
                }
            }
            if (found == 0) {
                throw new IllegalStateException("nothing is like anything");
            }
        }
        Arrays.sort(nanos);
        for (int percent : new int[] {50, 99}) {
            double millis = at(nanos, percent);
            Row row = new Row(
                    "similar matters, with why: p" + percent + " ms",
                    String.format(Locale.ROOT, "%.1f", millis),
                    "",
                    "",
                    (millis < SIMILAR_MILLIS ? "✓" : "✗") + " < " + SIMILAR_MILLIS + " ms");
            rows.add(row);
            out.println(line(row));
        }
    }

    private void heap(SearchIndex index) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double used = (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
        rows.add(new Row(
                "heap with both open, texts of the sources in it, MB",
                String.format(Locale.ROOT, "%.0f", used),
                "",
                "",
                index.size() + " matters"));
    }

    /** What somebody would do who has only the database. */
    private void like(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("like.db"))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table matter (id text primary key, received integer, text text)");
            }
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into matter values (?, ?, ?)")) {
                for (int number = 0; number < matters; number++) {
                    MatterText matter = texts.matter(number);
                    insert.setString(1, matter.id().value());
                    insert.setLong(2, matter.receivedOn().toEpochDay());
                    insert.setString(3, SearchTexts.whole(matter));
                    insert.executeUpdate();
                }
            }
            connection.commit();
            SplittableRandom random = new SplittableRandom(42);
            long[] nanos = new long[Math.min(count, 20)];
            try (PreparedStatement select = connection.prepareStatement(
                    "select id, text from matter where text like ? order by received desc limit " + PAGE)) {
                for (int i = 0; i < nanos.length; ) {
                    List<String> words = texts.words(random.nextInt(matters), 1, random);
                    if (words.isEmpty()) {
                        continue;
                    }
                    long start = System.nanoTime();
                    select.setString(1, "%" + words.get(0) + "%");
                    try (ResultSet found = select.executeQuery()) {
                        while (found.next()) {
                            found.getString(2);
                        }
                    }
                    nanos[i++] = System.nanoTime() - start;
                }
            }
            Arrays.sort(nanos);
            rows.add(new Row(
                    "one word, the newest, by SQL LIKE: p50 ms",
                    "",
                    String.format(Locale.ROOT, "%.1f", at(nanos, 50)),
                    "",
                    ""));
        }
    }

    /** @param goal 0 for none */
    private void compare(
            String what, String format, double own, double limit, double ratio, double goal, boolean atLeast) {
        boolean met = atLeast ? ratio >= goal : ratio <= goal;
        Row row = new Row(
                what,
                String.format(Locale.ROOT, format, own),
                String.format(Locale.ROOT, format, limit),
                String.format(Locale.ROOT, "%.2f ×", ratio),
                goal == 0 ? "" : (met ? "✓ " : "✗ ") + (atLeast ? "≥ " : "≤ ") + goal + " ×");
        rows.add(row);
        out.println(line(row));
        out.flush();
    }

    private void print() {
        out.println();
        out.println(line(new Row(matters + " matters", "Duban", "Lucene", "", "goal")));
        rows.forEach(row -> out.println(line(row)));
    }

    private static String line(Row row) {
        return String.format(
                        Locale.ROOT,
                        "%-52s %10s %10s %10s   %s",
                        row.what(),
                        row.duban(),
                        row.raw(),
                        row.ratio(),
                        row.goal())
                .stripTrailing();
    }

    private static double size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
