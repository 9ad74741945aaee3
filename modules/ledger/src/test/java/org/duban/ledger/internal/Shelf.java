package org.duban.ledger.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.duban.api.access.Access;
import org.duban.api.access.AccessRule;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.RowChange;
import org.duban.api.office.Person;
import org.duban.journal.internal.SqliteJournal;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;

/** The ledger's tables in a real journal's database, filled with rows as {@link org.duban.api.journal.Journal#rewrite} does. */
final class Shelf implements AutoCloseable {

    private final Path directory;
    private final SqliteJournal journal;

    Shelf() {
        try {
            directory = Files.createTempDirectory("ledger");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        journal = SqliteJournal.open(directory);
        journal.prepare(LedgerTables.ALL);
    }

    /** Computes the rows of all matters of an office anew. */
    static Shelf of(Bureau bureau) {
        Shelf shelf = new Shelf();
        LedgerProjection projection = new LedgerProjection(bureau.formTypes());
        shelf.fill(rows -> bureau.matters()
                .forEach(m -> projection
                        .rows(null, Bureau.steps(null, bureau.history(m.id())))
                        .forEach(rows)));
        return shelf;
    }

    void fill(Consumer<Consumer<RowChange>> rows) {
        journal.rewrite(LedgerTables.ALL, rows);
    }

    LedgerService ledger(Bureau bureau) {
        return ledger(bureau, bureau.access(), bureau.formTypes());
    }

    /** With other form types installed than those the matters were registered with. */
    LedgerService ledger(Bureau bureau, FormTypes formTypes) {
        return ledger(bureau, bureau.access(), formTypes);
    }

    /** Everybody sees the same. */
    LedgerService ledger(Bureau bureau, Visibility visibility) {
        Access access = new Access() {
            @Override
            public List<AccessRule> rules() {
                return List.of();
            }

            @Override
            public Visibility visibility(Person person) {
                return visibility;
            }

            @Override
            public Visibility visibility(Person person, Right right) {
                return visibility;
            }

            @Override
            public void require(Person person, Right right, Map<Attribute, Set<String>> subject) {}
        };
        return ledger(bureau, access, bureau.formTypes());
    }

    private LedgerService ledger(Bureau bureau, Access access, FormTypes formTypes) {
        return new LedgerService(
                journal.readerDataSource(), access, bureau, bureau.calendars(), formTypes, bureau, Bureau.ZONE);
    }

    /** A connection of its own, whose work can be counted. */
    SQLiteConnection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return (SQLiteConnection) config.createConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
    }

    SqliteJournal journal() {
        return journal;
    }

    @Override
    public void close() {
        journal.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
