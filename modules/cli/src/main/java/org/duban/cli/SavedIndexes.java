package org.duban.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.search.internal.lucene.LuceneEngine;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.SearchIndex;
import org.slf4j.LoggerFactory;

/** The search indexes of a data directory. */
final class SavedIndexes implements AutoCloseable {

    /** Lucene says which way it reads files; held, because the JDK forgets loggers that nobody holds. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(SavedIndexes.class);

    /** A running Duban may put another generation in the place of the one that is about to be opened. */
    private static final int ATTEMPTS = 3;

    private final Path directory;
    private final Path folder;
    private final LuceneEngine engine;
    private final InstantSource clock;

    SavedIndexes(Path directory, InstantSource clock) {
        this.clock = clock;
        LUCENE.setLevel(Level.SEVERE);
        this.directory = directory;
        this.folder = directory.toAbsolutePath().resolve("index");
        this.engine = new LuceneEngine(folder, Words::standard);
    }

    /**
     * What was last saved.
     *
     * @param generation name of the index
     * @param index searched only; whoever asked closes it
     * @param savedAt when it was saved
     */
    record Saved(String generation, SearchIndex index, Instant savedAt) implements AutoCloseable {
        @Override
        public void close() {
            index.close();
        }
    }

    LuceneEngine engine() {
        return engine;
    }

    /** The names of the whole generations, the oldest first. */
    List<String> whole() {
        List<String> whole = new ArrayList<>();
        for (String name : engine.generations()) {
            try (SearchIndex index = engine.openLastCommit(name)) {
                if (index.mark().whole()) {
                    whole.add(name);
                }
            } catch (DubanException e) {
                // It can't be read, or has gone meanwhile: in either case it isn't one.
                LOG.debug("{} can't be read", name, e);
            }
        }
        return whole;
    }

    /**
     * The newest whole generation.
     *
     * @throws DubanException {@code INDEX_UNAVAILABLE} when there is none yet, {@code INDEX_DAMAGED} when there is one that can't be read
     */
    Saved newest() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return open();
            } catch (DubanException e) {
                if (attempt == ATTEMPTS || e.code() != ErrorCode.INDEX_DAMAGED) {
                    throw e;
                }
            }
        }
    }

    private Saved open() throws IOException {
        List<String> names = engine.generations();
        DubanException unreadable = null;
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            try {
                Instant savedAt = savedAt(name);
                SearchIndex index = engine.openLastCommit(name);
                if (index.mark().whole()) {
                    return new Saved(name, index, savedAt);
                }
                index.close();
            } catch (DubanException e) {
                unreadable = e;
            }
        }
        throw unreadable == null ? none(names.isEmpty()) : unreadable(unreadable);
    }

    private DubanException unreadable(DubanException cause) {
        return new DubanException(
                List.of(Problem.of(
                        cause.code(),
                        "DIR",
                        directory,
                        "所用 duban.jar 与系统版本相同；仍不行则用 duban reindex 重建",
                        cause.problems().get(0).messageZh(),
                        "the search index can't be read")),
                cause);
    }

    private DubanException none(boolean empty) {
        return new DubanException(Problem.of(
                ErrorCode.INDEX_UNAVAILABLE,
                "DIR",
                directory,
                "检索索引已建成的数据目录",
                empty ? "目录中没有检索索引；可用 duban reindex 建立" : "检索索引还没有建成；系统正在运行时请稍后再试，否则可用 duban reindex 建立",
                "there is no whole search index in this directory"));
    }

    private Instant savedAt(String generation) throws IOException {
        Instant latest = Instant.EPOCH;
        try (Stream<Path> files = Files.list(folder.resolve(generation))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith("segments_")) {
                    Instant time = Files.getLastModifiedTime(file).toInstant();
                    latest = time.isAfter(latest) ? time : latest;
                }
            }
        } catch (NoSuchFileException e) {
            // A later commit has just taken its place.
            return clock.instant();
        }
        return latest;
    }

    @Override
    public void close() {
        engine.close();
    }
}
