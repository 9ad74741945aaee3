package org.duban.calendar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import is whole or not there, however the process ends. */
class KilledImportTest {

    private static final int FIRST_YEAR = 2027;
    private static final int ROUNDS = 6;

    @TempDir
    Path folder;

    @Test
    void a_process_killed_while_it_imports_leaves_every_acknowledged_notice_and_no_half_one() throws Exception {
        Random random = new Random();
        int known = FIRST_YEAR - 1;
        for (int round = 0; round < ROUNDS; round++) {
            int acknowledged = importUntilKilled(known + 1, 1 + random.nextInt(20), random.nextInt(5_000_000));
            CalendarService calendars = new CalendarService(folder);
            known = calendars.current().lastPublished().getYear();
            assertTrue(
                    known == acknowledged || known == acknowledged + 1,
                    "acknowledged up to " + acknowledged + ", found up to " + known);
            assertEquals(known - FIRST_YEAR + 1, calendars.notices().size() - 23, "one notice for each year");
        }
        assertTrue(known >= FIRST_YEAR + ROUNDS - 1, "imported up to " + known);
    }

    /** The last year acknowledged; the process is killed a random moment after it has acknowledged so many. */
    private int importUntilKilled(int fromYear, int acknowledgements, int nanosLater)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Importer.class.getName(),
                        folder.toString(),
                        Integer.toString(fromYear))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int acknowledged = fromYear - 1;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while (acknowledged < fromYear - 1 + acknowledgements && (line = out.readLine()) != null) {
                acknowledged = Integer.parseInt(line);
            }
            long until = System.nanoTime() + nanosLater;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            // By its handle: the process's own method would also close the output that is still to be read.
            process.toHandle().destroyForcibly();
            assertTrue(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS));
            while ((line = out.readLine()) != null) {
                acknowledged = Integer.parseInt(line);
            }
        }
        return acknowledged;
    }

    /** Imports a notice for each year from one on, and prints the year once it is kept. */
    static final class Importer {

        private Importer() {}

        public static void main(String[] args) {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            CalendarService calendars = new CalendarService(Path.of(args[0]));
            for (int year = Integer.parseInt(args[1]); year < 9000; year++) {
                calendars.importNotice(Notices.forYear(year));
                out.println(year);
            }
        }
    }
}
