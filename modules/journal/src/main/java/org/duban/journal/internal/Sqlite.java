package org.duban.journal.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteJDBCLoader;

/** Connections, without the driver manager: it does not see into a bundle. */
final class Sqlite {

    private static final Logger LOG = LoggerFactory.getLogger(Sqlite.class);

    private static final String LIBRARY_DIRECTORY = "org.sqlite.tmpdir";
    private static final int BUSY_MILLIS = 5_000;
    private static final int WRITER_CACHE_KIB = 16 * 1024;
    private static final int READER_CACHE_KIB = 2 * 1024;
    private static final int CHECKPOINT_PAGES = 4_000;
    private static final int WAL_BYTES_KEPT = 64 << 20;

    private Sqlite() {}

    /**
     * Loads SQLite's native library, once for a class loader. It is unpacked below the data directory, because the system's
     * temporary one may forbid to run what is in it; unless the host has said where.
     *
     * @param directory a folder of ours; what a killed process left there is deleted
     */
    static synchronized void load(Path directory) {
        boolean ours = System.getProperty(LIBRARY_DIRECTORY) == null;
        try {
            Files.createDirectories(directory);
            if (ours) {
                deleteFiles(directory);
                System.setProperty(LIBRARY_DIRECTORY, directory.toString());
            }
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw Problems.unusable(directory, "SQLite 装载不了", e);
        } finally {
            if (ours) {
                System.clearProperty(LIBRARY_DIRECTORY);
            }
        }
    }

    private static void deleteFiles(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.toList();
        }
        for (Path file : files) {
            try {
                Files.delete(file);
            } catch (AccessDeniedException e) {
                // Windows keeps the library this process has loaded from an earlier opening; it is deleted at the next.
                LOG.debug("{} is in use", file, e);
            }
        }
    }

    /** Writes and makes durable with each commit; statements run in a transaction. */
    static Connection writer(Path file) throws SQLException {
        return transactions(durable(WRITER_CACHE_KIB).createConnection("jdbc:sqlite:" + file));
    }

    /**
     * Reads and writes a file that need not be there yet. A transaction takes its turn to write when it begins: one that has read
     * something first would be refused, not made to wait, after another had written.
     */
    static Connection store(Path file) throws SQLException {
        SQLiteConfig config = durable(READER_CACHE_KIB);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static SQLiteConfig durable(int cacheKib) {
        SQLiteConfig config = common(cacheKib);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        config.setJournalSizeLimit(WAL_BYTES_KEPT);
        return config;
    }

    /** For a file that isn't in use yet: without a write-ahead log beside it. */
    static Connection creator(Path file) throws SQLException {
        SQLiteConfig config = common(READER_CACHE_KIB);
        config.setSynchronous(SynchronousMode.FULL);
        return transactions(config.createConnection("jdbc:sqlite:" + file));
    }

    /** Can't write; each statement sees what is committed when it starts. */
    static Connection reader(Path file) throws SQLException {
        SQLiteConfig config = common(READER_CACHE_KIB);
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** For a file nobody has open and that has no log: SQLite leaves nothing beside it then. */
    static Connection inspector(Path file) throws SQLException {
        SQLiteConfig config = common(READER_CACHE_KIB);
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file.toUri() + "?immutable=1");
    }

    private static SQLiteConfig common(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-cacheKib);
        config.setTempStore(TempStore.MEMORY);
        // Else the driver asks for them after each insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Connection transactions(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return connection;
    }
}
