package org.duban.search.internal.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.MatterId;

/** What the reader of the feed remembers for watches. Written by one thread. */
final class WatchStore {

    private static final int SCHEMA = 1;

    /**
     * Single facts. position: of the feed, up to which everything was told; until: end of the batch under way, so that after a crash the same
     * events are one batch again; first: where reading began.
     *
     * <p>Parts of matters that couldn't be looked at, by their events' versions, and when to try again (milliseconds since 1970).
     *
     * <p>How often a watch told on the last day it did (days since 1970), how often it didn't because that was too much, and the last matter
     * that it didn't tell of.
     */
    private static final List<String> TABLES = List.of(
            "create table fact (name text not null primary key, value bigint not null)",
            "create table deferred (matter text not null, first_version bigint not null, last_version bigint not null,"
                    + " first_position bigint not null, not_before bigint not null, primary key (matter, first_version))",
            "create table told (watch text not null primary key, day bigint not null, told integer not null,"
                    + " untold integer not null, matter text not null)");

    private final DataSource database;

    /**
     * @param database where the tables are, or will be
     * @throws DubanException {@code JOURNAL_NEWER} when a newer Duban has made them
     */
    WatchStore(DataSource database) {
        this.database = database;
        write(WatchStore::migrate);
    }

    private static int migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists watch_schema (version integer not null)");
            int found;
            try (ResultSet rows = statement.executeQuery("select max(version) from watch_schema")) {
                found = rows.next() ? rows.getInt(1) : 0;
            }
            if (found > SCHEMA) {
                throw new DubanException(Problem.of(
                        ErrorCode.JOURNAL_NEWER,
                        "search.db",
                        found,
                        "不高于 " + SCHEMA,
                        "关注库由更新的版本写成",
                        "The database of the watches was written by a newer Duban"));
            }
            if (found == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("insert into watch_schema values (" + SCHEMA + ")");
            }
            return SCHEMA;
        }
    }

    /**
     * Events of a matter that are told of together.
     *
     * @param firstPosition place of the first of them in the feed
     */
    record Part(MatterId matter, long firstVersion, long lastVersion, long firstPosition) {}

    /**
     * How much a watch has told on a day.
     *
     * @param told how often
     * @param untold how often it didn't
     * @param matter the last matter it didn't tell of; empty when there is none
     */
    record Told(String watch, LocalDate day, int told, int untold, String matter) {}

    Optional<Long> fact(String name) {
        return read(connection ->
                all(connection, "select value from fact where name = ?", row -> row.getLong(1), name).stream()
                        .findFirst());
    }

    void fact(String name, long value) {
        write(connection -> fact(connection, name, value));
    }

    private static int fact(Connection connection, String name, long value) throws SQLException {
        return update(
                connection,
                "insert into fact values (?, ?) on conflict (name) do update set value = excluded.value",
                name,
                value);
    }

    /** All up to a position is told, but for what was put off; in one transaction. */
    void reached(long position, List<Told> changed, List<Part> putOff, Instant notBefore) {
        write(connection -> {
            for (Part part : putOff) {
                update(
                        connection,
                        "insert into deferred values (?, ?, ?, ?, ?) on conflict (matter, first_version)"
                                + " do update set not_before = excluded.not_before",
                        part.matter().value(),
                        part.firstVersion(),
                        part.lastVersion(),
                        part.firstPosition(),
                        notBefore.toEpochMilli());
            }
            put(connection, changed);
            return fact(connection, "position", position);
        });
    }

    /** What was put off has been told. */
    void dealtWith(Part part, List<Told> changed) {
        write(connection -> {
            put(connection, changed);
            return update(
                    connection,
                    "delete from deferred where matter = ? and first_version = ?",
                    part.matter().value(),
                    part.firstVersion());
        });
    }

    void putOff(Part part, Instant notBefore) {
        write(connection -> update(
                connection,
                "update deferred set not_before = ? where matter = ? and first_version = ?",
                notBefore.toEpochMilli(),
                part.matter().value(),
                part.firstVersion()));
    }

    private static void put(Connection connection, List<Told> changed) throws SQLException {
        for (Told told : changed) {
            update(
                    connection,
                    "insert into told values (?, ?, ?, ?, ?) on conflict (watch) do update set day = excluded.day,"
                            + " told = excluded.told, untold = excluded.untold, matter = excluded.matter",
                    told.watch(),
                    told.day().toEpochDay(),
                    told.told(),
                    told.untold(),
                    told.matter());
        }
    }

    /** What was put off and is to be tried by an instant. */
    List<Part> due(Instant now) {
        return read(connection -> all(
                connection,
                "select matter, first_version, last_version, first_position from deferred where not_before <= ?"
                        + " order by first_position",
                row -> new Part(new MatterId(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4)),
                now.toEpochMilli()));
    }

    long deferred() {
        return read(connection -> all(connection, "select count(*) from deferred", row -> row.getLong(1)))
                .get(0);
    }

    Optional<Told> told(String watch) {
        return read(connection -> all(connection, SELECT_TOLD + " where watch = ?", WatchStore::told, watch)).stream()
                .findFirst();
    }

    /** Of days before this one. */
    List<Told> toldBefore(LocalDate day) {
        return read(connection ->
                all(connection, SELECT_TOLD + " where day < ? order by watch", WatchStore::told, day.toEpochDay()));
    }

    private static final String SELECT_TOLD = "select watch, day, told, untold, matter from told";

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getString(1), LocalDate.ofEpochDay(row.getLong(2)), row.getInt(3), row.getInt(4), row.getString(5));
    }

    void forget(Told told) {
        write(connection -> update(
                connection,
                "delete from told where watch = ? and day = ?",
                told.watch(),
                told.day().toEpochDay()));
    }

    // ---- SQL

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    private static <T> List<T> all(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(row.of(rows));
                }
                return all;
            }
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private <T> T write(Work<T> work) {
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
        }
    }

    private <T> T read(Work<T> work) {
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
                        "search.db",
                        e.getMessage(),
                        "可读写的关注库",
                        "关注库读写失败",
                        "The database of the watches can't be read or written"),
                e);
    }
}
