package org.duban.journal.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.duban.api.journal.Append.Once;
import org.duban.api.journal.Proof;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.jspecify.annotations.Nullable;

/** Reads what is stored. */
final class Events {

    private static final String SELECT = """
            select e.position, k.text, s.name, e.version, e.at, a.text, t.text, e.body, e.hash, e.stream
            from journal_event e
            left join journal_stream s on s.id = e.stream
            left join journal_word k on k.id = s.kind
            left join journal_word a on a.id = e.actor
            left join journal_word t on t.id = e.type
            """;
    private static final String FEED = SELECT + "where e.position > ? order by e.position limit ?";
    private static final String STREAM = SELECT + """
            where e.stream = (select id from journal_stream
                where name = ? and kind = (select id from journal_word where text = ?))
            order by e.version
            """;
    private static final String STREAM_IDS = """
            select id from journal_stream
            where kind = (select id from journal_word where text = ?) and id > ? order by id limit ?
            """;
    private static final String STREAMS =
            SELECT + "where e.stream between ? and ? and k.text = ? order by e.stream, e.version";
    private static final String HEAD = "select position, hash from journal_head where id = 1";
    private static final String STREAM_HEAD = """
            select e.stream, e.version, e.hash from journal_event e
            where e.stream = (select id from journal_stream
                where name = ? and kind = (select id from journal_word where text = ?))
            order by e.version desc limit 1
            """;
    private static final String ONCE = "select fingerprint, position, events from journal_once where key = ?";
    private static final String HASH = "select hash from journal_event where position = ?";
    private static final String LAST_NUMBER = "select last from journal_series where id = ? and year = ?";

    private static final int STREAMS_AT_ONCE = 200;

    private final EventCodec codec;

    Events(EventCodec codec) {
        this.codec = codec;
    }

    /** The newest event. */
    record Head(long position, byte[] hash) {}

    /**
     * The newest event of a stream.
     *
     * @param id the stream's id; 0 when there is none
     */
    record StreamHead(long id, long version, byte[] hash) {
        static final StreamHead NONE = new StreamHead(0, 0, Chain.start());
    }

    /** What a key led to. */
    record Done(byte[] fingerprint, long position, int events) {}

    /**
     * An event with its hash.
     *
     * @param entry null when a text it refers to is missing
     */
    record Stored(
            long position,
            long streamId,
            long version,
            @Nullable Entry entry,
            byte[] hash) {}

    static Stored stored(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        long version = row.getLong(4);
        String kind = row.getString(2);
        String name = row.getString(3);
        String actor = row.getString(6);
        String type = row.getString(7);
        byte[] body = row.getBytes(8);
        byte[] hash = row.getBytes(9);
        boolean readable = present(kind) && present(name) && actor != null && type != null && body != null;
        return new Stored(
                position,
                row.getLong(10),
                version,
                readable
                        ? new Entry(position, new StreamId(kind, name), version, row.getLong(5), actor, type, body)
                        : null,
                hash == null ? new byte[0] : hash);
    }

    private static boolean present(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    static List<Stored> feed(Sql sql, long after, int limit) throws SQLException {
        return sql.all(FEED, Events::stored, after, limit);
    }

    static @Nullable Head head(Sql sql) throws SQLException {
        return sql.first(HEAD, row -> new Head(row.getLong(1), row.getBytes(2)));
    }

    static StreamHead head(Sql sql, StreamId stream) throws SQLException {
        StreamHead head = sql.first(
                STREAM_HEAD,
                row -> new StreamHead(row.getLong(1), row.getLong(2), row.getBytes(3)),
                stream.id(),
                stream.kind());
        return head == null ? StreamHead.NONE : head;
    }

    /** What a key led to; null when it is new. Throws KEY_REUSED when it was another command's. */
    static @Nullable Done done(Sql sql, Once once) throws SQLException {
        Done done = sql.first(ONCE, row -> new Done(row.getBytes(1), row.getLong(2), row.getInt(3)), keyDigest(once));
        if (done != null && !Arrays.equals(done.fingerprint, fingerprintDigest(once))) {
            throw Problems.keyReused(once.key());
        }
        return done;
    }

    // Digests, because a caller's key and fingerprint may be longer than many a body. Two keys with one digest (2^-128)
    // would meet
    // two fingerprints and be refused, not mistaken for each other.
    static byte[] keyDigest(Once once) {
        return digest(once.key(), 16);
    }

    static byte[] fingerprintDigest(Once once) {
        return digest(once.fingerprint(), 8);
    }

    private static byte[] digest(String text, int length) {
        return Arrays.copyOf(Chain.sha256().digest(text.getBytes(StandardCharsets.UTF_8)), length);
    }

    static long lastNumber(Sql sql, String series, int year) throws SQLException {
        Long last = sql.first(LAST_NUMBER, row -> row.getLong(1), series, year);
        return last == null ? 0 : last;
    }

    static Optional<String> hashAt(Sql sql, long position) throws SQLException {
        byte[] hash = sql.first(HASH, row -> row.getBytes(1), position);
        return Optional.ofNullable(hash).map(HexFormat.of()::formatHex);
    }

    /** The history of a stream, each event with what its hash was computed from. */
    static List<Proof> proofs(Sql sql, StreamId stream) throws SQLException {
        List<Proof> proofs = new ArrayList<>();
        for (Stored stored : sql.all(STREAM, Events::stored, stream.id(), stream.kind())) {
            if (stored.version != proofs.size() + 1) {
                throw Problems.gap("version", proofs.size() + 1, stored.version);
            }
            Entry entry = readable(stored);
            byte[] feed =
                    entry.position == 1 ? Chain.start() : sql.first(HASH, row -> row.getBytes(1), entry.position - 1);
            if (feed == null) {
                throw Problems.gap("position", entry.position - 1, entry.position);
            }
            try {
                proofs.add(new Proof(
                        entry.position,
                        entry.version,
                        entry.at,
                        entry.actor,
                        entry.type,
                        new String(Packing.unpack(entry.body), StandardCharsets.UTF_8),
                        entry.body,
                        HexFormat.of().formatHex(feed),
                        HexFormat.of().formatHex(stored.hash)));
            } catch (IOException e) {
                throw Problems.damagedEvent(entry.position, e);
            }
        }
        return proofs;
    }

    /** The events after a position, without a gap. */
    List<Recorded> after(Sql sql, long position, int limit) throws SQLException {
        List<Recorded> events = new ArrayList<>();
        for (Stored stored : feed(sql, position, limit)) {
            long expected = position + events.size() + 1;
            if (stored.position != expected) {
                throw Problems.gap("position", expected, stored.position);
            }
            events.add(recorded(stored));
        }
        return events;
    }

    /** The history of a stream. */
    List<Recorded> of(Sql sql, StreamId stream) throws SQLException {
        List<Recorded> events = new ArrayList<>();
        for (Stored stored : sql.all(STREAM, Events::stored, stream.id(), stream.kind())) {
            add(events, stored);
        }
        return events;
    }

    /** The ids of the next streams of a kind, in the order of their first events. */
    static List<Long> streams(Sql sql, String kind, long after, int limit) throws SQLException {
        return sql.all(STREAM_IDS, row -> row.getLong(1), kind, after, limit);
    }

    /** The histories of the streams of a kind whose ids lie between two, in that order. */
    List<List<Recorded>> between(Sql sql, String kind, long first, long last) throws SQLException {
        List<List<Recorded>> histories = new ArrayList<>();
        List<Recorded> history = new ArrayList<>();
        long id = 0;
        for (Stored stored : sql.all(STREAMS, Events::stored, first, last, kind)) {
            if (stored.streamId != id) {
                history = new ArrayList<>();
                histories.add(history);
                id = stored.streamId;
            }
            add(history, stored);
        }
        return histories;
    }

    /** Calls back with the whole history of each stream of a kind, in many short reads. */
    void forEachStream(Connections readers, String kind, Consumer<List<Recorded>> history) {
        long last = 0;
        while (true) {
            long after = last;
            List<Long> ids = readers.read(sql -> streams(sql, kind, after, STREAMS_AT_ONCE));
            if (ids.isEmpty()) {
                return;
            }
            last = ids.get(ids.size() - 1);
            long to = last;
            readers.read(sql -> between(sql, kind, ids.get(0), to)).forEach(history);
        }
    }

    private void add(List<Recorded> history, Stored stored) {
        if (stored.version != history.size() + 1) {
            throw Problems.gap("version", history.size() + 1, stored.version);
        }
        history.add(recorded(stored));
    }

    private static Entry readable(Stored stored) {
        Entry entry = stored.entry;
        if (entry == null) {
            throw Problems.damagedEvent(stored.position, new SQLException("a text it refers to is missing"));
        }
        return entry;
    }

    private Recorded recorded(Stored stored) {
        Entry entry = readable(stored);
        return new Recorded(
                entry.position,
                entry.stream,
                entry.version,
                Instant.ofEpochMilli(entry.at),
                entry.actor,
                codec.decode(entry));
    }
}
