package org.duban.search.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.journal.internal.SqliteStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchStoreTest {

    @TempDir
    Path folder;

    /** The name of the table with the version is that of every database there is: under another name it would be taken for a new one. */
    @Test
    void aDatabaseOpensAgainByItsVersionAndANewerOneIsRefused() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(folder)) {
            new WatchStore(stores.open("search")).fact("position", 7);
            assertEquals(Optional.of(7L), new WatchStore(stores.open("search")).fact("position"));
            try (Connection connection = stores.open("search").getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("update watch_schema set version = 99");
            }
            assertEquals(
                    ErrorCode.JOURNAL_NEWER,
                    assertThrows(DubanException.class, () -> new WatchStore(stores.open("search")))
                            .code());
        }
    }
}
