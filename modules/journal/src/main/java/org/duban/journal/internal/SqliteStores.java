package org.duban.journal.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.duban.api.journal.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readers' databases, each a file beside the journal's. Needs no OSGi. */
public final class SqliteStores implements Stores, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStores.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Path directory;
    private final boolean readOnly;
    private final Map<String, Connections> open = new HashMap<>();
    private boolean closed;

    private SqliteStores(Path directory, boolean readOnly) {
        this.directory = directory.toAbsolutePath();
        this.readOnly = readOnly;
    }

    /** The databases of a directory that is there; what {@link SqliteJournal#stores} gives is closed with its journal. */
    public static SqliteStores open(Path directory) {
        return new SqliteStores(directory, false);
    }

    /**
     * The databases of a directory that are only looked at, perhaps while another process writes to them. One that isn't there is
     * {@code DATA_DIRECTORY_UNUSABLE} then.
     */
    public static SqliteStores look(Path directory) {
        return new SqliteStores(directory, true);
    }

    @Override
    public synchronized DataSource open(String name) {
        if (!NAME.matcher(name).matches() || JournalFile.NAME.equals(name + ".db")) {
            throw new IllegalArgumentException(
                    "a store's name is of lower-case letters and not the journal's: " + name);
        }
        if (closed) {
            throw Problems.stopped();
        }
        Connections connections = open.get(name);
        if (connections == null) {
            connections = connections(directory.resolve(name + ".db"));
            open.put(name, connections);
        }
        return connections;
    }

    private Connections connections(Path file) {
        if (readOnly && !Files.exists(file)) {
            throw Problems.unusable(directory, "目录中没有文件 " + file.getFileName());
        }
        Connections connections = new Connections(file, readOnly ? Sqlite::reader : Sqlite::store, new Sql.Counters());
        try (Connection first = connections.getConnection();
                Statement statement = first.createStatement();
                ResultSet tables = statement.executeQuery("select count(*) from sqlite_schema")) {
            tables.next();
            return connections;
        } catch (SQLException e) {
            close(connections);
            throw Problems.corrupt(e) ? Problems.damagedStore(file, e) : Problems.unusable(file, "打不开", e);
        }
    }

    private static void close(Connections connections) {
        try {
            connections.close();
        } catch (SQLException e) {
            LOG.warn("a connection can't be closed", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(SqliteStores::close);
        open.clear();
    }
}
