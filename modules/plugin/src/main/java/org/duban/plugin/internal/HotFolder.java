package org.duban.plugin.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a folder again and again. A file counts as it is once it has been the same for a while: what is still being copied isn't
 * touched, and what is gone for a moment while an editor saves isn't gone.
 */
final class HotFolder {

    private final @Nullable Path folder;
    private final Set<String> endings;
    private final Duration quiet;
    private final LongSupplier nanoTime;
    private final SortedMap<String, Seen> seen = new TreeMap<>();

    /**
     * @param folder null, or not there: nothing is in it
     * @param endings which files are looked at, {@code .jar}; hidden ones never are
     * @param quiet so long a file must have been the same
     * @param nanoTime measures that
     */
    HotFolder(@Nullable Path folder, Set<String> endings, Duration quiet, LongSupplier nanoTime) {
        this.folder = folder;
        this.endings = Set.copyOf(endings);
        this.quiet = quiet;
        this.nanoTime = nanoTime;
    }

    /** How a file looks, null when it isn't there, and since when. */
    private record Seen(@Nullable Fingerprint fingerprint, long since) {}

    /**
     * What a look has found.
     *
     * @param settled the files that have been the same for long enough, by name
     * @param changing the names of those that have come, changed or gone just now
     */
    record Look(SortedMap<String, Fingerprint> settled, Set<String> changing) {

        boolean isGone(String file) {
            return !settled.containsKey(file) && !changing.contains(file);
        }

        /** Those with this ending. */
        Look only(String ending) {
            SortedMap<String, Fingerprint> files = new TreeMap<>(settled);
            files.keySet().removeIf(file -> !hasEnding(file, ending));
            return new Look(files, changing);
        }
    }

    Look look() throws IOException {
        SortedMap<String, Fingerprint> now = list();
        SortedMap<String, Fingerprint> settled = new TreeMap<>();
        Set<String> changing = new HashSet<>();
        Set<String> all = new HashSet<>(now.keySet());
        all.addAll(seen.keySet());
        long time = nanoTime.getAsLong();
        for (String file : all) {
            Fingerprint fingerprint = now.get(file);
            Seen before = seen.get(file);
            Seen current = before != null && Objects.equals(before.fingerprint(), fingerprint)
                    ? before
                    : new Seen(fingerprint, time);
            seen.put(file, current);
            if (time - current.since() < quiet.toNanos()) {
                changing.add(file);
            } else if (fingerprint == null) {
                seen.remove(file);
            } else {
                settled.put(file, fingerprint);
            }
        }
        return new Look(settled, changing);
    }

    /** Where a file is. */
    Path file(String name) {
        return Objects.requireNonNull(folder, "files are found in folders only").resolve(name);
    }

    private SortedMap<String, Fingerprint> list() throws IOException {
        SortedMap<String, Fingerprint> files = new TreeMap<>();
        if (folder == null) {
            return files;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path path : all) {
                String name = path.getFileName().toString();
                Fingerprint fingerprint = isTaken(name) ? Fingerprint.of(path) : null;
                if (fingerprint != null) {
                    files.put(name, fingerprint);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return files;
        }
        return files;
    }

    private boolean isTaken(String name) {
        return !name.startsWith(".") && endings.stream().anyMatch(ending -> hasEnding(name, ending));
    }

    private static boolean hasEnding(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
