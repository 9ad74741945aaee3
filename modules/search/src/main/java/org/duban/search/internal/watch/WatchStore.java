package org.duban.search.internal.watch;

import static org.duban.api.journal.ReaderDatabase.all;
import static org.duban.api.journal.ReaderDatabase.update;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.journal.ReaderDatabase;
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

    private final ReaderDatabase database;

    /**
     * @param database where the tables are, or will be
     * @throws DubanException {@code JOURNAL_NEWER} when a newer Duban has made them
     */
    WatchStore(DataSource database) {
        this.database = new ReaderDatabase(database, "search.db", "watch_schema", SCHEMA, TABLES);
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
        return database.read(connection ->
                all(connection, "select value from fact where name = ?", row -> row.getLong(1), name).stream()
                        .findFirst());
    }

    void fact(String name, long value) {
        database.write(connection -> fact(connection, name, value));
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
        database.write(connection -> {
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
        database.write(connection -> {
            put(connection, changed);
            return update(
                    connection,
                    "delete from deferred where matter = ? and first_version = ?",
                    part.matter().value(),
                    part.firstVersion());
        });
    }

    void putOff(Part part, Instant notBefore) {
        database.write(connection -> update(
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
        return database.read(connection -> all(
                connection,
                "select matter, first_version, last_version, first_position from deferred where not_before <= ?"
                        + " order by first_position",
                row -> new Part(new MatterId(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4)),
                now.toEpochMilli()));
    }

    long deferred() {
        return database.read(connection -> all(connection, "select count(*) from deferred", row -> row.getLong(1)))
                .get(0);
    }

    Optional<Told> told(String watch) {
        return database
                .read(connection -> all(connection, SELECT_TOLD + " where watch = ?", WatchStore::told, watch))
                .stream()
                .findFirst();
    }

    /** Of days before this one. */
    List<Told> toldBefore(LocalDate day) {
        return database.read(connection ->
                all(connection, SELECT_TOLD + " where day < ? order by watch", WatchStore::told, day.toEpochDay()));
    }

    private static final String SELECT_TOLD = "select watch, day, told, untold, matter from told";

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                row.getString(1), LocalDate.ofEpochDay(row.getLong(2)), row.getInt(3), row.getInt(4), row.getString(5));
    }

    void forget(Told told) {
        database.write(connection -> update(
                connection,
                "delete from told where watch = ? and day = ?",
                told.watch(),
                told.day().toEpochDay()));
    }
}
