package org.duban.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.journal.internal.SqliteStores;
import org.duban.notice.internal.deliver.DeadLetters;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.Sql;

/** The notice database of a data directory, whether a Duban has it open or not. */
final class NoticeFile {

    private static final String NAME = "notice";

    /** Something asked of it. */
    @FunctionalInterface
    interface Question<T> {
        T of(Sql sql) throws SQLException;
    }

    private NoticeFile() {}

    /**
     * Reads, all as of one instant, and can't write.
     *
     * @throws DubanException {@code DATA_DIRECTORY_UNUSABLE} when there is none
     */
    static <T> T read(Path directory, Question<T> question) throws SQLException {
        try (SqliteStores stores = SqliteStores.look(directory);
                Connection connection = stores.open(NAME).getConnection()) {
            connection.setAutoCommit(false);
            try (Sql sql = new Sql(connection)) {
                return question.of(sql);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * Deals with undeliverable notices.
     *
     * @throws DubanException {@code DATA_DIRECTORY_UNUSABLE} when there is none: none is made; {@code JOURNAL_NEWER}
     */
    static void change(Path directory, Consumer<DeadLetters> change) throws SQLException {
        read(directory, sql -> sql.number("select count(*) from notice_schema"));
        try (SqliteStores stores = SqliteStores.open(directory)) {
            change.accept(new DeadLetters(new NoticeStore(stores.open(NAME))));
        }
    }

    /**
     * Who says so, as it is recorded.
     *
     * @throws DubanException {@code MISSING_FIELD} when nobody is named
     */
    static String named(String who) {
        if (who.isBlank()) {
            throw new DubanException(
                    Problem.of(ErrorCode.MISSING_FIELD, "--by", "", "人员编号", "请写明由谁操作", "somebody must be named"));
        }
        return who.strip();
    }
}
