package org.duban.embed.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the framework keeps its copies of the bundles while it runs: a folder of its own for each start. The data directory is
 * locked only later, by the journal, which is itself a bundle; a Duban that is then refused must not have touched the files the
 * first one runs from.
 */
public final class Scratch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    /** Nobody needs so long from making the folder to being refused. */
    private static final Duration START_AT_MOST = Duration.ofMinutes(1);

    private final Path parent;
    private final Path folder;

    private Scratch(Path parent, Path folder) {
        this.parent = parent;
        this.folder = folder;
    }

    /**
     * Makes a new folder below {@code parent}.
     *
     * @throws DubanException {@code DATA_DIRECTORY_UNUSABLE}
     */
    public static Scratch below(Path parent) {
        try {
            return new Scratch(parent, Files.createTempDirectory(Files.createDirectories(parent), "run-"));
        } catch (IOException e) {
            Problem problem = Problem.of(
                    ErrorCode.DATA_DIRECTORY_UNUSABLE,
                    "directory",
                    parent,
                    "可读写的文件夹",
                    "数据目录无法使用：" + e,
                    "the data directory can't be used: " + e);
            throw new DubanException(problem, e);
        }
    }

    public Path folder() {
        return folder;
    }

    /**
     * Deletes what killed processes left behind. Only for whoever has the data directory locked: then every other folder is a
     * leftover, or belongs to a start that is about to be refused and is spared for being young.
     */
    public void sweep() {
        try (Stream<Path> all = Files.list(parent)) {
            Instant young = modified(folder).minus(START_AT_MOST);
            List<Path> leftovers = all.filter(path -> !path.equals(folder)).toList();
            for (Path leftover : leftovers) {
                if (modified(leftover).isBefore(young)) {
                    delete(leftover);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Can't clear out what earlier runs left in {}", parent, e);
        }
    }

    /** Deletes the folder; what can't be deleted now is swept by a later start. */
    @Override
    public void close() {
        try {
            delete(folder);
            try (Stream<Path> others = Files.list(parent)) {
                if (others.findAny().isEmpty()) {
                    Files.delete(parent);
                }
            }
        } catch (IOException e) {
            LOG.warn("Can't delete {}; the next start will", folder, e);
        }
    }

    private static Instant modified(Path path) throws IOException {
        FileTime time = Files.getLastModifiedTime(path);
        return time.toInstant();
    }

    private static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
