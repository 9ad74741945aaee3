package org.duban.notice.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;

/** The notice database. Thread-safe: one transaction writes at a time, readers don't wait for it. */
public final class NoticeStore {

    private static final int SCHEMA = 1;

    private final DataSource database;
    private final ReentrantLock writing = new ReentrantLock(true);

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * @param database where the tables are, or will be
     * @throws DubanException {@code JOURNAL_NEWER} when a newer Duban has made them
     */
    public NoticeStore(DataSource database) {
        this.database = database;
        write(NoticeStore::migrate);
    }

    private static int migrate(Connection connection) throws SQLException {
        int found;
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists notice_schema (version integer not null)");
            try (ResultSet rows = statement.executeQuery("select max(version) from notice_schema")) {
                found = rows.next() ? rows.getInt(1) : 0;
            }
            if (found > SCHEMA) {
                throw new DubanException(Problem.of(
                        ErrorCode.JOURNAL_NEWER,
                        "notice.db",
                        found,
                        "不高于 " + SCHEMA,
                        "通知库由更新的版本写成",
                        "The notice database was written by a newer Duban"));
            }
            for (int version = found + 1; version <= SCHEMA; version++) {
                for (String sql : script(version).split(";\\s*\\R")) {
                    statement.execute(sql);
                }
                statement.execute("insert into notice_schema values (" + version + ")");
            }
            return SCHEMA;
        }
    }

    private static String script(int version) {
        String name = "schema/" + version + ".sql";
        try (InputStream in = Objects.requireNonNull(NoticeStore.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .reduce("", (all, line) -> all + line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Does work in a transaction; what it did is durable when this returns, and undone when it throws.
     *
     * @throws DubanException what the work threw, or {@code JOURNAL_WRITE_FAILED}
     */
    public <T> T write(Work<T> work) {
        writing.lock();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    /** Reads. */
    public <T> T read(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static DubanException failed(SQLException e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.JOURNAL_WRITE_FAILED,
                        "notice.db",
                        e.getMessage(),
                        "可读写的通知库",
                        "通知库读写失败",
                        "The notice database can't be read or written"),
                e);
    }
}
