package org.duban.dossier.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.journal.internal.SqliteStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DossierStoreTest {

    @TempDir
    Path folder;

    private static void execute(SqliteStores stores, String sql) throws SQLException {
        try (Connection connection = stores.open("dossier").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The name of the table with the version is that of every database there is: under another name it would be taken for a new one. */
    @Test
    void a_database_opens_again_by_its_version_and_a_newer_one_is_refused() throws SQLException {
        try (SqliteStores stores = SqliteStores.open(folder)) {
            new DossierStore(stores.open("dossier")).reached(7, List.of(), List.of());
            assertEquals(7, new DossierStore(stores.open("dossier")).position());
            execute(stores, "update dossier_schema set version = 99");
            assertEquals(
                    ErrorCode.JOURNAL_NEWER,
                    assertThrows(DubanException.class, () -> new DossierStore(stores.open("dossier")))
                            .code());
        }
    }
}
