package org.duban.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.duban.api.journal.Append;
import org.duban.api.journal.Receipt;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Series;
import org.duban.api.journal.StreamId;
import org.duban.journal.internal.SqliteJournal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writers in a process of their own are killed ({@code SIGKILL}) at random moments, again and again on one directory. System property
 * {@code crash.rounds} says how often, 20 by default; the check reads the whole journal, so 700 take about an hour.
 */
class KilledWritersIT {

    private static final Logger LOG = LoggerFactory.getLogger(KilledWritersIT.class);
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
    private static final int LONGEST_MILLIS = 1_000;

    @TempDir
    Path directory;

    private final Random random = new Random();
    /** Position of the first event of every command that was ever acknowledged. */
    private final Map<String, Long> acknowledged = new HashMap<>();

    private long acknowledgedBeforeAKill;
    private long thereWithoutAcknowledgement;

    @Test
    void nothing_acknowledged_is_lost_nothing_is_half_there_and_no_number_is_missing_or_double() throws Exception {
        long events = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, Long> tried = writeUntilKilled(round);
            try (SqliteJournal journal = SqliteJournal.open(directory)) {
                check(journal, tried);
                sendAgain(journal, tried);
                events = journal.head();
            }
        }
        LOG.info(
                "killed {} times: {} commands acknowledged, {} more were there whole, {} events",
                ROUNDS,
                acknowledgedBeforeAKill,
                thereWithoutAcknowledgement,
                events);
        assertTrue(acknowledgedBeforeAKill > ROUNDS, "hardly anything was written: nothing is proved");
    }

    @Test
    void a_directory_whose_first_opening_was_killed_can_be_opened() throws Exception {
        for (int round = 0; round < Math.max(1, ROUNDS / 4); round++) {
            Path fresh = directory.resolve("fresh-" + round);
            Process process = start(fresh, round);
            process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
            kill(process);
            try (SqliteJournal journal = SqliteJournal.open(fresh)) {
                assertNull(journal.verify(position -> {}).firstBreak());
            }
        }
    }

    private Process start(Path where, int round) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writers.class.getName(),
                        where.toString(),
                        Integer.toString(round))
                .redirectError(errors().toFile())
                .start();
    }

    private Path errors() {
        return directory.resolve("writers.err");
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** The commands that were begun; with the position of those that were acknowledged, else with 0. */
    private Map<String, Long> writeUntilKilled(int round) throws Exception {
        Process process = start(directory, round);
        Map<String, Long> tried = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            assertEquals("ready", lines.readLine(), () -> read(errors()));
            CompletableFuture<Void> killed = CompletableFuture.runAsync(
                    // Not by the process itself: that would close its output before all of it was read.
                    () -> process.toHandle().destroyForcibly(),
                    CompletableFuture.delayedExecutor(1 + random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS));
            String last = "";
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c != '\n') {
                    last += (char) c; // a line without its end may have been cut off
                    continue;
                }
                String[] words = last.split(" ");
                last = "";
                tried.put(words[1], words[0].equals("done") ? Long.parseLong(words[2]) : 0L);
            }
            killed.join();
        } finally {
            kill(process);
        }
        assertEquals("", read(errors()), "the writers had a failure of their own");
        return tried;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void check(SqliteJournal journal, Map<String, Long> tried) throws SQLException {
        assertNull(journal.verify(position -> {}).firstBreak());
        Map<String, List<Recorded>> commands = new HashMap<>();
        Map<String, TreeMap<Long, Long>> numbers = new HashMap<>();
        Map<Long, String> rows = new HashMap<>();
        long position = 0;
        for (List<Recorded> feed = journal.feed(0, 10_000); !feed.isEmpty(); feed = journal.feed(position, 10_000)) {
            for (Recorded recorded : feed) {
                position++;
                assertEquals(position, recorded.position(), "the feed has a gap");
                String command = Command.of(recorded).id();
                commands.computeIfAbsent(command, c -> new ArrayList<>()).add(recorded);
                rows.put(position, command);
                Command.number(recorded)
                        .forEach((series, number) -> numbers.computeIfAbsent(series, s -> new TreeMap<>())
                                .merge(number, 1L, Long::sum));
            }
        }
        assertEquals(journal.head(), position);

        commands.forEach(KilledWritersIT::assertWhole);
        tried.forEach((command, at) -> {
            if (at > 0) {
                acknowledged.put(command, at);
                acknowledgedBeforeAKill++;
            } else if (commands.containsKey(command)) {
                thereWithoutAcknowledgement++;
            }
        });
        acknowledged.forEach((command, at) -> {
            assertTrue(commands.containsKey(command), () -> "acknowledged and lost: " + command);
            assertEquals(at, commands.get(command).get(0).position(), command);
        });

        for (Series series : Command.SERIES) {
            TreeMap<Long, Long> given = numbers.getOrDefault(series.id(), new TreeMap<>());
            long last = journal.lastNumber(series.id(), series.year());
            assertEquals(last, given.size(), "numbers given, of " + series.id());
            assertTrue(last == 0 || given.firstKey() == 1 && given.lastKey() == last, () -> "a gap in " + given);
            assertTrue(given.values().stream().allMatch(times -> times == 1), () -> "double in " + given);
        }

        assertTrue(journal.prepare(List.of(Command.ROWS)), "the rows are not those of the head");
        assertEquals(rows, rows(journal));
    }

    /** All its events, in their order, one behind the other. */
    private static void assertWhole(String id, List<Recorded> events) {
        assertEquals(new Command(id).events(), events.size(), () -> "half there: " + id);
        List<Integer> expected = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            expected.add(i + 1);
            found.add(Command.index(events.get(i)));
            assertEquals(events.get(0).position() + i, events.get(i).position(), id);
        }
        found.sort(null);
        assertEquals(expected, found, id);
    }

    private static Map<Long, String> rows(SqliteJournal journal) throws SQLException {
        Map<Long, String> rows = new HashMap<>();
        try (Connection connection = journal.readerDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select position, command from crash_rows")) {
            while (result.next()) {
                rows.put(result.getLong(1), result.getString(2));
            }
        }
        return rows;
    }

    /** What a caller does who got no answer: the key sees to it that the command is done once, whether it had been or not. */
    private void sendAgain(SqliteJournal journal, Map<String, Long> tried) {
        tried.forEach((id, at) -> {
            Command command = new Command(id);
            Append.Once once = command.once();
            if (once == null) {
                return;
            }
            boolean there = !journal.read(new StreamId("matter", id)).isEmpty();
            Receipt receipt =
                    journal.append(command.append(stream -> journal.read(stream).size()));
            assertEquals(there, receipt.repeated(), id);
            assertEquals(command.events(), receipt.recorded().size(), id);
            acknowledged.put(id, receipt.recorded().get(0).position());
        });
    }
}
