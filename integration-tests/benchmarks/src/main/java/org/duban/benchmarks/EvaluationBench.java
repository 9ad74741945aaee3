package org.duban.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.ResultPeriod;
import org.duban.api.evaluation.ResultRow;
import org.duban.api.evaluation.RuleSet;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.result.ScoreStore;
import org.duban.evaluation.internal.result.ScoreStore.Sum;
import org.duban.evaluation.internal.result.SumBook;
import org.duban.evaluation.internal.result.Tallying;
import org.duban.evaluation.internal.rules.RuleSetReader;
import org.duban.evaluation.internal.score.Assessor;
import org.duban.evaluation.internal.score.Entry;
import org.duban.evaluation.internal.score.MatterFacts;
import org.duban.evaluation.internal.score.MatterFacts.Mark;
import org.duban.evaluation.internal.score.MatterFacts.Party;
import org.duban.journal.internal.SqliteStores;

/**
 * What a year's results cost: a million evaluated matters into the results of 1,000 units, ranked, beside a plain loop that reads the same rows and
 * adds doubles; the ranking after one matter has changed; the year under another rule set. System properties: {@code duban.matters} (1,000,000),
 * {@code duban.units} (1,000); {@code duban.dir}, where the database is made and kept, or is already (a temporary folder); {@code
 * duban.makeOnly}, to measure another time.
 */
public final class EvaluationBench {

    private static final int ROUNDS = 5;
    private static final int BATCH = 2_000;
    private static final ResultPeriod YEAR = ResultPeriod.year(2026);

    private final int matters = Integer.getInteger("duban.matters", 1_000_000);
    private final int units = Integer.getInteger("duban.units", 1_000);
    private final RuleSet rules = RuleSetReader.shipped();
    private final SplittableRandom random = new SplittableRandom(2026);
    private final PrintStream out;

    private EvaluationBench(PrintStream out) {
        this.out = out;
    }

    /** Runs it all and prints a line for each. */
    public static void main(String[] args) throws IOException {
        String dir = System.getProperty("duban.dir");
        Path folder = dir == null ? Files.createTempDirectory("evaluation") : Files.createDirectories(Path.of(dir));
        try (SqliteStores stores = SqliteStores.open(folder)) {
            new EvaluationBench(System.out).run(stores.open("evaluation"));
        } finally {
            if (dir == null) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void run(DataSource database) {
        ScoreStore store = new ScoreStore(database);
        if (store.states(null, null, null).isEmpty()) {
            make(store);
        }
        if (Boolean.getBoolean("duban.makeOnly")) {
            return;
        }
        double loop = median("plain loop over the rows, doubles, sorted", () -> plainLoop(database));
        double rows = median(
                "Duban from the same rows, exact, ranked", () -> rank(store.totalsOfEntries(SubjectKind.UNIT, YEAR)));
        double sums = median("Duban from the sums it keeps", () -> rank(store.totals(SubjectKind.UNIT, YEAR)));
        int[] changed = {0};
        double change = median("a matter changes, and the ranking after it", () -> {
            store.put(List.of(matter(changed[0]++, 50)), rules);
            return rank(store.totals(SubjectKind.UNIT, YEAR));
        });
        double whatIf = median("the year under another rule set", () -> {
            SumBook book = new SumBook();
            store.forEach(facts -> {
                for (Entry e : Entry.of(facts, Assessor.assess(facts, day -> rules))) {
                    if (e.subject().kind() == SubjectKind.UNIT) {
                        book.add(e.subject().id(), e.rule(), e.times(), e.amount(), e.weight());
                    }
                }
            });
            return rank(book.totals());
        });
        out.printf(
                "rows %.2f × the loop (goal: at most 2 ×), sums %.4f ×, change %.4f ×, other rules %.1f ×%n",
                rows / loop, sums / loop, change / loop, whatIf / loop);
        List<ResultRow> exact = rank(store.totals(SubjectKind.UNIT, YEAR));
        if (!exact.equals(rank(store.totalsOfEntries(SubjectKind.UNIT, YEAR)))) {
            throw new IllegalStateException("the sums are not those of the rows");
        }
        out.println("the sums are those of the rows");
    }

    private void make(ScoreStore store) {
        long start = System.nanoTime();
        List<MatterFacts> batch = new ArrayList<>();
        for (int i = 0; i < matters; i++) {
            batch.add(matter(i, 70 + random.nextInt(31)));
            if (batch.size() == BATCH || i == matters - 1) {
                store.put(batch, rules);
                batch.clear();
            }
        }
        out.printf("%,d matters of %,d units: computed and stored in %.1f s%n", matters, units, seconds(start));
    }

    private MatterFacts matter(int i, int quality) {
        MatterId id = new MatterId("m-" + i);
        String unit = "unit-" + Math.floorMod(i * 31, units);
        LocalDate on = LocalDate.of(2026, 1 + i % 12, 15);
        boolean late = i % 5 == 0;
        List<Fact> facts = new ArrayList<>();
        if (late) {
            facts.add(new Fact(FactKind.LATE, id.stream(), 9, on, unit, 1, 1 + i % 4, ""));
        }
        if (i % 40 == 0) {
            facts.add(new Fact(FactKind.CRITICISED, id.stream(), 14, on, unit, 0, 1, ""));
        }
        return new MatterFacts(
                id,
                "督〔2026〕" + i + "号",
                "key-task",
                on,
                true,
                false,
                null,
                0,
                1,
                List.of(new Party(1, unit, 1, true, null, true, late ? 1 + i % 4 : 0, 0, 0)),
                facts,
                List.of(new Mark(Level.OFFICE, BigDecimal.valueOf(quality), on, 1)),
                null);
    }

    private List<ResultRow> rank(Map<String, List<Sum>> totals) {
        return Tallying.rows(SubjectKind.UNIT, totals, rules, id -> Optional.empty(), id -> id);
    }

    /** What somebody would write who needs nothing but the figures. */
    private static List<Map.Entry<String, double[]>> plainLoop(DataSource database) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select subject, rule, times, amount, weight from entry where kind = 0 and month between 202600 and 202612");
                ResultSet rows = statement.executeQuery()) {
            Map<String, double[]> sums = new HashMap<>();
            while (rows.next()) {
                double[] sum = sums.computeIfAbsent(rows.getString(1), unit -> new double[4]);
                if (rows.getString(2).isEmpty()) {
                    sum[0] += rows.getLong(3);
                    sum[1] += rows.getLong(4) / 1e8;
                    sum[2] += rows.getLong(5) / 1e4;
                } else {
                    sum[3] += rows.getLong(4) / 1e4;
                }
            }
            List<Map.Entry<String, double[]>> ranked = new ArrayList<>(sums.entrySet());
            ranked.sort(
                    Comparator.comparingDouble(e -> -(20 + 0.8 * e.getValue()[1] / e.getValue()[2] + e.getValue()[3])));
            return ranked;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Milliseconds; the median of the rounds after the first, which is the compiler's. */
    private double median(String what, Supplier<Object> work) {
        double[] millis = new double[ROUNDS];
        long checksum = 0;
        for (int round = -1; round < ROUNDS; round++) {
            long start = System.nanoTime();
            checksum += work.get().hashCode();
            if (round >= 0) {
                millis[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        out.printf(
                "%-50s %10.1f ms (%.1f to %.1f; %x)%n",
                what, millis[ROUNDS / 2], millis[0], millis[ROUNDS - 1], checksum);
        return millis[ROUNDS / 2];
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
