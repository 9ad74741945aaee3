package org.duban.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.NoticeKind;
import org.duban.api.search.Hit;
import org.duban.api.search.Results;
import org.duban.api.search.SearchQuery;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole Duban in a process of its own is killed ({@code SIGKILL}) at random moments while it registers messages, again and again on one
 * directory. System property {@code crash.dubans} says how often, 4 by default.
 */
class KilledDubanIT {

    private static final Logger LOG = LoggerFactory.getLogger(KilledDubanIT.class);
    private static final int ROUNDS = Integer.getInteger("crash.dubans", 4);
    private static final int LONGEST_MILLIS = 3_000;

    static final String PEOPLE = """
            {"units": [{"id": "dcs", "name": "督查室", "responsible": false}],
             "people": [
               {"id": "wang", "name": "王主任", "roles": ["DIRECTOR"], "unit": "dcs"},
               {"id": "chen", "name": "陈副主任", "roles": ["DEPUTY_DIRECTOR"], "unit": "dcs"},
               {"id": "li", "name": "李督查员", "roles": ["OFFICER"], "unit": "dcs", "group": 1}]}
            """;

    @TempDir
    Path folder;

    private final Random random = new Random();
    /** Every message whose registration was acknowledged, with what stands in its content alone. */
    private final Map<MatterId, String> acknowledged = new LinkedHashMap<>();

    @Test
    void what_was_acknowledged_is_found_once_and_its_watcher_was_told_once() throws Exception {
        Path people = Files.writeString(folder.resolve("people.json"), PEOPLE);
        Path data = folder.resolve("data");
        for (int round = 1; round <= ROUNDS; round++) {
            registerUntilKilled(data, people, "R" + round);
            try (Duban duban = Registrar.start(data, people)) {
                check(duban);
            }
        }
        LOG.info("killed {} times: {} messages acknowledged, found and told of", ROUNDS, acknowledged.size());
        assertTrue(acknowledged.size() > ROUNDS, "hardly anything was registered: nothing is proved");
    }

    private void check(Duban duban) {
        Actor director = Registrar.DIRECTOR;
        duban.search().catchUp();
        long all = duban.ledger()
                .count(director, LedgerQuery.all(), Dimension.STAGE)
                .total();
        Results everything =
                duban.search().search(director, SearchQuery.of("").limit(0).build());
        assertEquals(all, everything.total(), "as many in the index as in the ledger");
        acknowledged.forEach((id, content) -> {
            List<MatterId> found =
                    duban
                            .search()
                            .search(
                                    director,
                                    SearchQuery.of("“" + content + "，晚上”").build())
                            .hits()
                            .stream()
                            .map(Hit::id)
                            .toList();
            assertEquals(List.of(id), found, content);
        });
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> duban.health().report().findings().stream()
                        .filter(finding -> finding.subject().equals("reader/watch"))
                        .anyMatch(finding -> "0".equals(finding.figures().get("lag"))));
        long told = 0;
        for (MatterId id : acknowledged.keySet()) {
            long notices = duban.notices().about(director, id, 100).stream()
                    .filter(notice -> notice.kind() == NoticeKind.WATCH)
                    .count();
            assertTrue(notices <= 1, () -> id + " was told of " + notices + " times");
            told += notices;
        }
        // More than some a day are summed up.
        assertTrue(told > 0, "nobody was told of anything");
    }

    private void registerUntilKilled(Path data, Path people, String marker) throws Exception {
        Path errors = folder.resolve("registrar.err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Registrar.class.getName(),
                        data.toString(),
                        people.toString(),
                        marker)
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.equals("ready")) {
                line = lines.readLine();
            }
            assertEquals("ready", line, () -> read(errors));
            CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> kill(process));
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ");
                if (parts.length == 3 && parts[2].equals("done")) {
                    acknowledged.put(new MatterId(parts[0]), parts[1]);
                }
            }
            killed.join();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void kill(Process process) {
        try {
            process.waitFor(100 + random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            // Not by the process itself: that would close its output before all of it was read.
            process.toHandle().destroyForcibly();
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
