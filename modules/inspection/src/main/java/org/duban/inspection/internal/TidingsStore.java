package org.duban.inspection.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;

/** Up to which event of the feed people were told. One row. */
final class TidingsStore {

    private final DataSource database;

    TidingsStore(DataSource database) {
        this.database = database;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists told (one integer not null primary key, position bigint not null)");
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Empty before anything was looked at. */
    OptionalLong position() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select position from told")) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    void position(long position) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("insert into told values (1, ?)"
                        + " on conflict (one) do update set position = excluded.position")) {
            statement.setLong(1, position);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static DubanException unusable(SQLException e) {
        return new DubanException(
                Problem.of(
                        ErrorCode.DATA_DIRECTORY_UNUSABLE,
                        "inspection.db",
                        e.getMessage(),
                        "可以读写的数据库",
                        "督查通知的进度无法读写",
                        "The database of what was told of inspections can't be used"),
                e);
    }
}
