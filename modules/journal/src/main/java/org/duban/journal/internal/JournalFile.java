package org.duban.journal.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database file: created whole or not at all, and looked at before anything is written to it.
 *
 * <p>Looked at: that it is SQLite's and ours, not newer and not cut off, that our statements compile against it, and that the last
 * event's hash is right. When it was not closed properly, SQLite's quick check goes over all of it too.
 */
final class JournalFile {

    static final String NAME = "journal.db";

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

    // https://sqlite.org/fileformat.html#the_database_header
    private static final int HEADER = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE_SIZE = 16;
    private static final int CHANGES = 24;
    private static final int PAGES = 28;
    private static final int USER_VERSION = 60;
    private static final int APPLICATION_ID = 68;
    private static final int PAGES_VALID_FOR = 92;

    private JournalFile() {}

    /** Creates a directory's file when there is none, else looks at it and brings it to the latest schema. */
    static void ready(Path directory, Path libraries) {
        Path file = directory.resolve(NAME);
        boolean unfinished = hasLog(file);
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw Problems.unusable(file, "文件不可写");
            }
            checkHeader(file, unfinished);
            Sqlite.load(libraries);
            int version = inspect(file, unfinished);
            if (version < Schema.JOURNAL.latest()) {
                migrate(file, version);
            }
        } else if (unfinished) {
            throw Problems.damaged(file, "只有 " + log(file).getFileName() + "，文件本身不见了");
        } else {
            Sqlite.load(libraries);
            create(directory, file);
        }
    }

    /** Looks at a directory's file that is only going to be read, perhaps while another process writes to it. */
    static Path look(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            throw Problems.unusable(directory, "目录中没有日志文件 " + NAME);
        }
        checkHeader(file, hasLog(file));
        return file;
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** A log that is left means that it was not closed properly. */
    private static boolean hasLog(Path file) {
        try {
            return Files.exists(log(file)) && Files.size(log(file)) > 0;
        } catch (IOException e) {
            throw Problems.unusable(log(file), "读不了", e);
        }
    }

    /** Reads the header itself: SQLite would begin to recover a file before it could be asked. */
    private static void checkHeader(Path file, boolean unfinished) {
        if (!Files.isRegularFile(file)) {
            throw Problems.damaged(file, "不是文件");
        }
        if (!Files.isReadable(file)) {
            throw Problems.unusable(file, "文件不可读");
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        long size;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            size = channel.size();
            while (header.hasRemaining() && channel.read(header) >= 0) {}
        } catch (IOException e) {
            throw Problems.unusable(file, "读不了", e);
        }
        byte[] magic = new byte[MAGIC.length];
        header.get(0, magic);
        if (header.hasRemaining() || !Arrays.equals(magic, MAGIC)) {
            throw Problems.damaged(file, "文件头不是 SQLite 的");
        }
        if (header.getInt(APPLICATION_ID) != Schema.APPLICATION) {
            throw Problems.damaged(file, "是别的程序的 SQLite 文件");
        }
        refuseNewer(file, header.getInt(USER_VERSION));
        int pageSize = Short.toUnsignedInt(header.getShort(PAGE_SIZE));
        long expected = Integer.toUnsignedLong(header.getInt(PAGES)) * (pageSize == 1 ? 65536 : pageSize);
        // While there is a log, pages of the file may still be in it.
        if (!unfinished && header.getInt(CHANGES) == header.getInt(PAGES_VALID_FOR) && size < expected) {
            throw Problems.damaged(file, "文件被截短：应有 " + expected + " 字节，只有 " + size + " 字节");
        }
    }

    private static void refuseNewer(Path file, int version) {
        if (version > Schema.JOURNAL.latest()) {
            throw Problems.newer(file, version, Schema.JOURNAL.latest());
        }
        if (version < 1) {
            throw Problems.damaged(file, "没有版本号");
        }
    }

    /** Reads through a connection that can't write. */
    private static int inspect(Path file, boolean unfinished) {
        try (Sql sql = new Sql(unfinished ? Sqlite.reader(file) : Sqlite.inspector(file), new Sql.Counters())) {
            int version = Schema.version(sql);
            refuseNewer(file, version);
            if (unfinished) {
                LOG.info("{} was not closed properly: checking all of it", file);
                String result = sql.first("pragma quick_check(1)", row -> row.getString(1));
                if (!"ok".equals(result)) {
                    throw Problems.damaged(file, "SQLite 检查结果：" + result);
                }
            }
            if (version == Schema.JOURNAL.latest()) {
                Writer.prepareAll(sql);
                Verifier.checkNewest(sql, file);
            }
            return version;
        } catch (SQLException e) {
            throw Problems.reading(file, e);
        }
    }

    private static void migrate(Path file, int version) {
        try (Connection connection = Sqlite.writer(file)) {
            Schema.JOURNAL.migrate(connection, version);
        } catch (SQLException e) {
            throw Problems.reading(file, e);
        }
    }

    private static void create(Path directory, Path file) {
        Path unready = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(unready);
            Files.deleteIfExists(unready.resolveSibling(unready.getFileName() + "-journal"));
            try (Connection connection = Sqlite.creator(unready)) {
                Schema.JOURNAL.migrate(connection, 0);
            }
            Files.move(unready, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory(directory);
        } catch (SQLException | IOException e) {
            throw Problems.unusable(file, "文件建立不了", e);
        }
    }

    /** Makes a new name durable. */
    private static void syncDirectory(Path directory) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return; // which can't open a directory, and doesn't need to
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
