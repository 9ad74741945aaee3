package org.duban.journal.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.duban.api.DubanException;
import org.duban.api.journal.Proof;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.journal.Verification;

/**
 * The journal of a data directory that is only looked at: nothing of it is changed and nobody is kept out, so it may be in use
 * meanwhile. Needs no OSGi.
 *
 * <p>The directory itself must be writable: SQLite keeps what readers and writers must know of each other in a file beside.
 */
public final class JournalReader implements AutoCloseable {

    private final Path file;
    private final Connections readers;
    private final Events events = new Events(new EventCodec(EventCodec.ALL));

    private JournalReader(Path file) {
        this.file = file;
        this.readers = new Connections(file, Sqlite::reader, new Sql.Counters());
    }

    /**
     * Opens the journal below a directory.
     *
     * @throws DubanException {@code DATA_DIRECTORY_UNUSABLE} when there is none, or it was written by an older Duban and not
     *     brought up to date since; {@code JOURNAL_NEWER}, {@code JOURNAL_DAMAGED}
     */
    public static JournalReader open(Path directory) {
        JournalReader reader = new JournalReader(JournalFile.look(directory.toAbsolutePath()));
        try {
            int version = reader.readers.read(Schema::version);
            if (version > Schema.JOURNAL.latest()) {
                throw Problems.newer(reader.file, version, Schema.JOURNAL.latest());
            }
            if (version < Schema.JOURNAL.latest()) {
                throw Problems.unusable(reader.file, "日志由旧版本写成，先用本版本启动一次");
            }
            return reader;
        } catch (DubanException e) {
            reader.close();
            throw e;
        }
    }

    /** The journal's file; while it is in use, part of the journal may be in files beside it. */
    public Path file() {
        return file;
    }

    /** As {@link org.duban.api.journal.Journal#head}. */
    public long head() {
        return readers.read(sql -> {
            Events.Head head = Events.head(sql);
            if (head == null) {
                throw Problems.damaged(file, "最新事件的登记不见了");
            }
            return head.position();
        });
    }

    /** As {@link org.duban.api.journal.Journal#feed}. */
    public List<Recorded> feed(long after, int limit) {
        return readers.read(sql -> events.after(sql, after, limit));
    }

    /** As {@link org.duban.api.journal.Journal#forEachStream}. */
    public void forEachStream(String kind, Consumer<List<Recorded>> history) {
        events.forEachStream(readers, kind, history);
    }

    /** As {@link org.duban.api.journal.Journal#lastNumber}. */
    public long lastNumber(String seriesId, int year) {
        return readers.read(sql -> Events.lastNumber(sql, seriesId, year));
    }

    /** As {@link org.duban.api.journal.Journal#proofs}. */
    public List<Proof> proofs(StreamId stream) {
        return readers.read(sql -> Events.proofs(sql, stream));
    }

    /** As {@link org.duban.api.journal.Journal#hashAt}. */
    public Optional<String> hashAt(long position) {
        return readers.read(sql -> Events.hashAt(sql, position));
    }

    /** As {@link org.duban.api.journal.Journal#preset}. */
    public byte[] preset() {
        return Packing.preset();
    }

    /** As {@link org.duban.api.journal.Journal#read}. */
    public List<Recorded> read(StreamId stream) {
        return readers.read(sql -> events.of(sql, stream));
    }

    /** As {@link org.duban.api.journal.Journal#verify}. */
    public Verification verify(LongConsumer progress) {
        return new Verifier(readers, progress).walk();
    }

    @Override
    public void close() {
        try {
            readers.close();
        } catch (SQLException e) {
            throw Problems.reading(file, e);
        }
    }
}
