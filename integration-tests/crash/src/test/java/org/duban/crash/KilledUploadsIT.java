package org.duban.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duban.api.matter.Attachment;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Duban that takes in files is killed ({@code SIGKILL}) at random moments, between a file and the event that names it too. System property
 * {@code crash.uploads} says how often, 2 by default.
 */
class KilledUploadsIT {

    private static final int ROUNDS = Integer.getInteger("crash.uploads", 2);
    private static final int LONGEST_MILLIS = 2_000;

    @TempDir
    Path folder;

    private final Random random = new Random();
    /** Every file that was acknowledged, with its SHA-256. */
    private final Map<String, String> stored = new LinkedHashMap<>();

    @Test
    void a_file_that_was_acknowledged_is_there_whole_and_what_was_half_received_is_gone() throws Exception {
        Path people = Files.writeString(folder.resolve("people.json"), KilledDubanIT.PEOPLE);
        Path data = folder.resolve("data");
        for (int round = 1; round <= ROUNDS; round++) {
            uploadUntilKilled(data, people, "R" + round);
            try (Duban duban = Registrar.start(data, people)) {
                for (Map.Entry<String, String> file : stored.entrySet()) {
                    String sha256 = file.getValue();
                    try (InputStream in =
                            duban.attachments().open(new Attachment("a.txt", "duban:" + sha256, sha256, 0))) {
                        assertEquals(
                                Uploader.content(file.getKey()), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
            try (Stream<Path> left = Files.list(data.resolve("files/incoming"))) {
                assertEquals(0, left.count());
            }
        }
        assertTrue(stored.size() > ROUNDS, "hardly anything was stored: nothing is proved");
    }

    private void uploadUntilKilled(Path data, Path people, String marker) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Uploader.class.getName(),
                        data.toString(),
                        people.toString(),
                        marker)
                .redirectError(folder.resolve("uploader.err").toFile())
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.equals("ready")) {
                line = lines.readLine();
            }
            assertEquals("ready", line, Files.readString(folder.resolve("uploader.err")));
            CompletableFuture<Void> killed = CompletableFuture.runAsync(() -> kill(process));
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ");
                if (parts.length == 3 && parts[2].equals("stored")) {
                    stored.put(parts[0], parts[1]);
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
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
