package org.duban.notice.internal.raise;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/** The tables {@code timer}, {@code retry} and {@code fact}, on a connection. */
final class Timers {

    private static final String COLUMNS =
            "matter, obligation, running, due_on, fire_at, taken, counted, calendar, facts";

    private final Connection connection;

    Timers(Connection connection) {
        this.connection = connection;
    }

    // ---- timers

    List<Timer> of(MatterId matter) throws SQLException {
        return query("where matter = ? order by obligation", matter.value());
    }

    /** Those due by an instant, the longest due first. */
    List<Timer> due(Instant now, int limit) throws SQLException {
        return query("where fire_at <= ? order by fire_at, matter, obligation limit ?", now.toEpochMilli(), limit);
    }

    /** Those whose clock runs and that were last looked at by another version of the calendar. */
    List<Timer> ofOtherCalendars(String version, int limit) throws SQLException {
        List<Timer> found = query(
                "where running = 1 and calendar > '' and calendar < ? order by calendar, matter limit ?",
                version,
                limit);
        return found.isEmpty()
                ? query("where running = 1 and calendar > ? order by calendar, matter limit ?", version, limit)
                : found;
    }

    @Nullable
    Instant nextFire() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select min(fire_at) from timer where fire_at is not null");
                ResultSet rows = select.executeQuery()) {
            long millis = rows.next() ? rows.getLong(1) : 0;
            return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
        }
    }

    private List<Timer> query(String rest, Object... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + COLUMNS + " from timer " + rest)) {
            set(select, values);
            List<Timer> timers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long fireAt = row.getLong(5);
                    boolean never = row.wasNull();
                    timers.add(new Timer(
                            new MatterId(row.getString(1)),
                            row.getInt(2),
                            row.getInt(3) == 1,
                            LocalDate.ofEpochDay(row.getLong(4)),
                            never ? null : Instant.ofEpochMilli(fireAt),
                            Timer.Marks.read(row.getString(6)),
                            row.getInt(7) == 1,
                            row.getString(8),
                            Facts.read(row.getString(9))));
                }
            }
            return timers;
        }
    }

    /** Makes these all the timers of a matter. */
    void replace(MatterId matter, Collection<Timer> timers) throws SQLException {
        String others = timers.isEmpty() ? "" : " and obligation not in (" + "?, ".repeat(timers.size() - 1) + "?)";
        List<Object> values = new ArrayList<>();
        values.add(matter.value());
        timers.forEach(timer -> values.add(timer.obligation()));
        update("delete from timer where matter = ?" + others, values.toArray());
        try (PreparedStatement put = connection.prepareStatement("insert into timer (" + COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (matter, obligation) do update set"
                + " running = excluded.running, due_on = excluded.due_on, fire_at = excluded.fire_at,"
                + " taken = excluded.taken, counted = excluded.counted, calendar = excluded.calendar,"
                + " facts = excluded.facts")) {
            for (Timer timer : timers) {
                set(
                        put,
                        timer.matter().value(),
                        timer.obligation(),
                        timer.running() ? 1 : 0,
                        timer.dueOn().toEpochDay(),
                        millis(timer.fireAt()),
                        timer.marks().write(),
                        timer.counted() ? 1 : 0,
                        timer.calendar(),
                        timer.facts().write());
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    /** Keeps what was done and when the next is due. */
    void keep(Collection<Timer> timers) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update timer set fire_at = ?, taken = ?, calendar = ? where matter = ? and obligation = ?")) {
            for (Timer timer : timers) {
                set(
                        update,
                        millis(timer.fireAt()),
                        timer.marks().write(),
                        timer.calendar(),
                        timer.matter().value(),
                        timer.obligation());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Has a matter's timers wait until it is dealt with again. */
    void park(MatterId matter) throws SQLException {
        update("update timer set fire_at = null, calendar = '' where matter = ?", matter.value());
    }

    // ---- facts

    Optional<String> fact(String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select value from fact where name = ?")) {
            set(select, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    void fact(String name, Object value) throws SQLException {
        update(
                "insert into fact (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
                name,
                value.toString());
    }

    // ---- matters to be tried again

    /**
     * A matter that couldn't be dealt with.
     *
     * @param since position of its first event that was not dealt with
     */
    record Retry(MatterId matter, long since, Instant notBefore) {}

    List<Retry> retries() throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select matter, since, not_before from retry order by since");
                ResultSet row = select.executeQuery()) {
            List<Retry> retries = new ArrayList<>();
            while (row.next()) {
                retries.add(new Retry(
                        new MatterId(row.getString(1)), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))));
            }
            return retries;
        }
    }

    void retry(Retry retry) throws SQLException {
        update(
                "insert into retry (matter, since, not_before) values (?, ?, ?)"
                        + " on conflict (matter) do update set not_before = excluded.not_before",
                retry.matter().value(),
                retry.since(),
                retry.notBefore().toEpochMilli());
    }

    void dealtWith(MatterId matter) throws SQLException {
        update("delete from retry where matter = ?", matter.value());
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, values);
            update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                statement.setNull(i + 1, Types.BIGINT);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
