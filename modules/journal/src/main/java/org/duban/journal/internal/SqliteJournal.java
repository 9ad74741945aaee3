package org.duban.journal.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.duban.api.journal.Append;
import org.duban.api.journal.Event;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Proof;
import org.duban.api.journal.Receipt;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Stores;
import org.duban.api.journal.StreamId;
import org.duban.api.journal.Table;
import org.duban.api.journal.Verification;
import org.duban.journal.internal.Submission.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal of a data directory in one SQLite file. Needs no OSGi. */
public final class SqliteJournal implements Journal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);

    private final DataDirectory directory;
    private final EventCodec codec;
    private final Events events;
    private final Connections readers;
    private final SqliteStores stores;
    private final Writer writer;
    private final Projections projections = new Projections();
    private final Sql.Counters counters = new Sql.Counters();
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private volatile long head;
    private boolean closed;

    /**
     * Opens or creates the journal below a directory.
     *
     * @throws org.duban.api.DubanException {@code DATA_DIRECTORY_IN_USE}, {@code DATA_DIRECTORY_UNUSABLE}, {@code JOURNAL_NEWER},
     *     {@code JOURNAL_DAMAGED}; the journal's file was not touched then
     */
    public static SqliteJournal open(Path directory) {
        return open(directory, EventCodec.ALL, connection -> {});
    }

    /**
     * @param families the events it can store
     * @param setUp sees each connection that is going to write
     */
    static SqliteJournal open(Path directory, List<Class<? extends Event>> families, WriterSetUp setUp) {
        EventCodec codec = new EventCodec(families);
        DataDirectory held = DataDirectory.hold(directory);
        try {
            return new SqliteJournal(held, codec, setUp);
        } catch (SQLException e) {
            held.close();
            throw Problems.reading(held.path().resolve(JournalFile.NAME), e);
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    /** Prepares a connection that is going to write. */
    @FunctionalInterface
    interface WriterSetUp {
        void on(Connection connection) throws SQLException;
    }

    private SqliteJournal(DataDirectory directory, EventCodec codec, WriterSetUp setUp) throws SQLException {
        this.directory = directory;
        this.codec = codec;
        this.events = new Events(codec);
        Path file = directory.path().resolve(JournalFile.NAME);
        JournalFile.ready(directory.path(), directory.path().resolve("native"));
        this.readers = new Connections(file, Sqlite::reader, counters);
        this.stores = SqliteStores.open(directory.path());
        this.writer = new Writer(
                "duban-journal-" + directory.path().getFileName(),
                () -> {
                    Connection connection = Sqlite.writer(file);
                    setUp.on(connection);
                    return connection;
                },
                codec,
                projections,
                counters,
                this::committed);
        try {
            head = writer.start();
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    private void committed(long position) {
        head = position;
        for (LongConsumer listener : listeners) {
            try {
                listener.accept(position);
            } catch (RuntimeException | Error e) {
                LOG.error("a listener to the journal failed", e);
            }
        }
    }

    /** For those who keep tables in the journal's database: connections that only read. */
    public DataSource readerDataSource() {
        return readers;
    }

    /** For readers of the feed that keep what they know beside the journal; closed with it. */
    public Stores stores() {
        return stores;
    }

    /** How much was done since it was opened. */
    Sql.Counters counters() {
        return counters;
    }

    @Override
    public Receipt append(Append append) {
        List<byte @Nullable []> bodies = new ArrayList<>();
        for (Append.Part part : append.parts()) {
            for (Event event : part.events()) {
                bodies.add(event instanceof Numbered ? null : codec.encode(event));
            }
        }
        Outcome outcome = writer.append(new Submission(append, bodies));
        List<Recorded> recorded = outcome.recorded();
        return recorded != null ? new Receipt(recorded, false) : repeated(outcome.first(), outcome.events());
    }

    @Override
    public Optional<Receipt> find(Append.Once once) {
        return readers.read(sql -> Optional.ofNullable(Events.done(sql, once)))
                .map(done -> repeated(done.position(), done.events()));
    }

    private Receipt repeated(long first, int count) {
        return new Receipt(readers.read(sql -> events.after(sql, first - 1, count)), true);
    }

    @Override
    public List<Recorded> read(StreamId stream) {
        return readers.read(sql -> events.of(sql, stream));
    }

    @Override
    public List<Recorded> feed(long after, int limit) {
        if (after < 0 || limit < 1) {
            throw new IllegalArgumentException("after " + after + ", limit " + limit);
        }
        return readers.read(sql -> events.after(sql, after, limit));
    }

    @Override
    public long head() {
        return head;
    }

    @Override
    public AutoCloseable onCommit(LongConsumer listener) {
        // Its own object, so that one listener may subscribe twice.
        LongConsumer subscribed = listener::accept;
        listeners.add(subscribed);
        return () -> listeners.remove(subscribed);
    }

    @Override
    public long lastNumber(String seriesId, int year) {
        return readers.read(sql -> Events.lastNumber(sql, seriesId, year));
    }

    @Override
    public boolean prepare(List<Table> tables) {
        List<Table> wanted = List.copyOf(tables);
        wanted.forEach(Tables::validate);
        return writer.alone(
                (sql, state) -> projections.prepare(sql, state, wanted),
                () -> wanted.forEach(projections.tables()::add));
    }

    @Override
    public void rewrite(List<Table> tables, Consumer<Consumer<RowChange>> rows) {
        List<Table> rewritten = List.copyOf(tables);
        writer.alone(
                (sql, state) -> {
                    projections.rewrite(sql, rewritten, rows);
                    return rewritten;
                },
                () -> {});
    }

    @Override
    public void forEachStream(String kind, Consumer<List<Recorded>> history) {
        events.forEachStream(readers, kind, history);
    }

    @Override
    public List<Proof> proofs(StreamId stream) {
        return readers.read(sql -> Events.proofs(sql, stream));
    }

    @Override
    public Optional<String> hashAt(long position) {
        return readers.read(sql -> Events.hashAt(sql, position));
    }

    @Override
    public byte[] preset() {
        return Packing.preset();
    }

    @Override
    public Verification verify(LongConsumer progress) {
        return new Verifier(readers, progress).walk();
    }

    /** Finishes the appends that wait, takes no more, and lets go of the directory. Closing it again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        writer.stop();
        closed = true;
        stores.close();
        try {
            readers.close();
        } catch (SQLException e) {
            LOG.warn("a reading connection can't be closed", e);
        } finally {
            writer.close();
            directory.close();
        }
    }
}
