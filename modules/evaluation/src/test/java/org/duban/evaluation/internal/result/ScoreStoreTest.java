package org.duban.evaluation.internal.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.journal.internal.SqliteStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreStoreTest {

    @TempDir
    Path folder;

    /** The name of the table with the version is that of every database there is: under another name it would be taken for a new one. */
    @Test
    void a_database_opens_again_by_its_version_and_a_newer_one_is_refused() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(folder)) {
            String empty = new ScoreStore(stores.open("evaluation")).dump();
            assertEquals(empty, new ScoreStore(stores.open("evaluation")).dump());
            try (Connection connection = stores.open("evaluation").getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("update score_schema set version = 99");
            }
            assertEquals(
                    ErrorCode.JOURNAL_NEWER,
                    assertThrows(DubanException.class, () -> new ScoreStore(stores.open("evaluation")))
                            .code());
        }
    }
}
