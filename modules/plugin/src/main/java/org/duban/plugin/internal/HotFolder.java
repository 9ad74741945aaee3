package org.duban.plugin.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a folder again and again. A file counts as it is once it was the same in two looks running: what is still being copied
 * isn't touched, and what is gone for a moment while an editor saves isn't gone.
 */
final class HotFolder {

    private final @Nullable Path folder;
    private final Set<String> endings;
    private SortedMap<String, Fingerprint> previous = Collections.emptySortedMap();

    /**
     * @param folder null, or not there: nothing is in it
     * @param endings which files are looked at, {@code .jar}; hidden ones never are
     */
    HotFolder(@Nullable Path folder, Set<String> endings) {
        this.folder = folder;
        this.endings = Set.copyOf(endings);
    }

    /**
     * What a look has found.
     *
     * @param settled the files that are as they were in the look before, by name
     * @param changing the names of those that have come, changed or gone since
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
        all.addAll(previous.keySet());
        for (String file : all) {
            Fingerprint fingerprint = now.get(file);
            if (fingerprint != null && fingerprint.equals(previous.get(file))) {
                settled.put(file, fingerprint);
            } else {
                changing.add(file);
            }
        }
        previous = now;
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
