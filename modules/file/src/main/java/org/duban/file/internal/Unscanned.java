package org.duban.file.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.duban.spi.file.FileScan.Scanned;

/** Notes what was taken in without a scan, a line each, so that it can be scanned later. Thread-safe. */
final class Unscanned {

    static final String FILE = "unscanned.txt";

    private final Path folder;
    private final InstantSource clock;
    private long noted;

    Unscanned(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Time, SHA-256, scan, reason and name with tabs between. */
    synchronized void note(Scanned file, String scan, String why) {
        String line =
                String.join("\t", clock.instant().toString(), file.sha256(), scan, why.replace('\t', ' '), file.name())
                        + "\n";
        try {
            Files.createDirectories(folder);
            Files.write(
                    folder.resolve(FILE),
                    line.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        noted++;
    }

    /** In this run. */
    synchronized long noted() {
        return noted;
    }
}
