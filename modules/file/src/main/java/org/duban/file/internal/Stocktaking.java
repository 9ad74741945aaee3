package org.duban.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.duban.api.file.FilesDestroyed;
import org.duban.api.file.NamedFiles;
import org.duban.api.journal.Recorded;
import org.duban.spi.file.FileStore;
import org.duban.spi.file.FileStore.Kept;

/**
 * Compares what the journal names with what is kept. Only looks; may run beside a Duban at work, since a file younger than the grace counts
 * as about to be named.
 */
public final class Stocktaking {

    private static final int CHUNK = 1_000;

    private Stocktaking() {}

    /** How long a file may wait to be named, by the rules of a configuration folder. */
    public static Duration grace(Path config) {
        return FileRules.read(config).grace();
    }

    /** Reads the feed, as {@link org.duban.api.journal.Journal#feed}. */
    @FunctionalInterface
    public interface Feed {
        List<Recorded> after(long position, int limit);
    }

    /**
     * A file somebody names.
     *
     * @param position of the first event that names it
     * @param stream that event's history
     */
    public record Named(String sha256, long position, String stream) {}

    /**
     * What was found.
     *
     * @param named how many files the journal names
     * @param kept how many are kept
     * @param bytes size of all that are kept
     * @param orphans kept, old enough, and named by nobody
     * @param young kept and named by nobody, but not for long
     * @param missing named and not kept
     * @param damaged kept, and not what their names say; empty unless contents were read
     */
    public record Report(
            long named,
            long kept,
            long bytes,
            List<Kept> orphans,
            long young,
            List<Named> missing,
            List<Named> damaged) {
        public Report {
            orphans = List.copyOf(orphans);
            missing = List.copyOf(missing);
            damaged = List.copyOf(damaged);
        }

        /** Whether everything named is there as it was. Orphans harm nobody. */
        public boolean inOrder() {
            return missing.isEmpty() && damaged.isEmpty();
        }
    }

    /**
     * Looks.
     *
     * @param youngSince a file kept since then may still be named
     * @param contents whether every content is read and hashed
     * @param progress called with the number of files looked at, now and then
     */
    public static Report take(Feed feed, FileStore store, Instant youngSince, boolean contents, LongConsumer progress)
            throws IOException {
        Map<String, Named> named = new HashMap<>();
        long position = 0;
        for (List<Recorded> chunk = feed.after(position, CHUNK);
                !chunk.isEmpty();
                chunk = feed.after(position, CHUNK)) {
            for (Recorded recorded : chunk) {
                position = recorded.position();
                if (recorded.event() instanceof FilesDestroyed) {
                    NamedFiles.in(recorded.event(), named::remove);
                } else {
                    NamedFiles.in(
                            recorded.event(),
                            sha256 -> named.putIfAbsent(
                                    sha256,
                                    new Named(
                                            sha256,
                                            recorded.position(),
                                            recorded.stream().toString())));
                }
            }
        }
        List<Kept> orphans = new ArrayList<>();
        List<Named> damaged = new ArrayList<>();
        Set<String> found = new HashSet<>();
        long[] counts = new long[3];
        store.list(kept -> {
            counts[0]++;
            counts[1] += kept.size();
            Named by = named.get(kept.sha256());
            if (by != null) {
                found.add(kept.sha256());
                if (contents && !asNamed(store, kept.sha256())) {
                    damaged.add(by);
                }
            } else if (kept.keptAt().isBefore(youngSince)) {
                orphans.add(kept);
            } else {
                counts[2]++;
            }
            if (counts[0] % CHUNK == 0) {
                progress.accept(counts[0]);
            }
        });
        List<Named> missing = named.values().stream()
                .filter(name -> !found.contains(name.sha256()))
                .sorted(Comparator.comparingLong(Named::position))
                .toList();
        return new Report(named.size(), counts[0], counts[1], orphans, counts[2], missing, damaged);
    }

    /** Whether a content is what its name says; false when it can't be read. */
    static boolean asNamed(FileStore store, String sha256) {
        try (InputStream in = new CheckedContent(store.open(sha256), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
