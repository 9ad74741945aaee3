package org.duban.journal.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.duban.api.journal.Verification;
import org.duban.api.journal.Verification.Break;
import org.duban.journal.internal.Events.Head;
import org.duban.journal.internal.Events.Stored;
import org.jspecify.annotations.Nullable;

/** Walks the chains: computes each event's hash anew from what is stored, and compares. */
final class Verifier {

    private static final int CHUNK = 1_000;
    private static final int STREAMS_REMEMBERED = 100_000;

    private static final String PREVIOUS = "select hash from journal_event where stream = ? and version = ?";
    private static final String STREAM_WITHOUT_EVENTS = """
            select id from journal_stream s
            where not exists (select 1 from journal_event e where e.stream = s.id) order by id limit 1
            """;
    private static final String NEWEST = "select max(position) from journal_event";
    private static final String HASH = "select hash from journal_event where position = ?";

    private final Connections readers;
    private final LongConsumer progress;
    private final Map<Long, Seen> streams = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Seen> eldest) {
            return size() > STREAMS_REMEMBERED;
        }
    };

    private long position;
    private byte[] hash = Chain.start();
    private long events;
    private long streamCount;

    /** The newest event of a stream that was found right. */
    private record Seen(long version, byte[] hash) {}

    Verifier(Connections readers, LongConsumer progress) {
        this.readers = readers;
        this.progress = progress;
    }

    /** Goes in many short reads, so that the write-ahead log can be moved into the file meanwhile. */
    Verification walk() {
        Step step;
        do {
            step = readers.read(this::chunk);
            progress.accept(position);
        } while (step.found == null && !step.end);
        return new Verification(events, streamCount, step.found);
    }

    private record Step(@Nullable Break found, boolean end) {}

    private Step chunk(Sql sql) throws SQLException {
        try {
            // The head is read first: what is committed between the two reads can only make the feed longer.
            Head head = Events.head(sql);
            long after = events == 0 ? Long.MIN_VALUE : position;
            List<Stored> chunk = Events.feed(sql, after, CHUNK);
            for (Stored stored : chunk) {
                Break found = check(sql, stored);
                if (found != null) {
                    return new Step(found, true);
                }
            }
            return chunk.isEmpty() ? new Step(end(sql, head), true) : new Step(null, false);
        } catch (SQLException e) {
            if (Problems.corrupt(e)) {
                return new Step(missing(position + 1, "读不出来：" + e.getMessage()), true);
            }
            throw e;
        }
    }

    private @Nullable Break check(Sql sql, Stored stored) throws SQLException {
        if (stored.position() > position + 1) {
            return missing(position + 1, "这个事件不见了");
        }
        events++;
        Entry entry = stored.entry();
        if (stored.position() <= position) {
            return broken(stored, "不该有的事件：事件号从 1 开始");
        }
        if (entry == null) {
            return broken(stored, "它所在的流、人员或类型的名称不见了");
        }
        byte[] before = before(sql, stored);
        if (before == null) {
            return broken(stored, "它在流中的前一个事件不见了，或流的登记被改动");
        }
        byte[] expected = Chain.link(hash, before, entry);
        if (!Arrays.equals(expected, stored.hash())) {
            return broken(stored, "内容、时间、人员、类型、流或次序与写入时不同");
        }
        position = stored.position();
        hash = expected;
        streamCount += stored.version() == 1 ? 1 : 0;
        streams.put(stored.streamId(), new Seen(stored.version(), expected));
        return null;
    }

    /** The hash of the event before this one in its stream; null when there is none that could be. */
    private byte @Nullable [] before(Sql sql, Stored stored) throws SQLException {
        if (stored.version() == 1) {
            return stored.streamId() == stored.position() ? Chain.start() : null;
        }
        Seen seen = streams.get(stored.streamId());
        if (seen != null) {
            return seen.version == stored.version() - 1 ? seen.hash : null;
        }
        // Forgotten, or not yet come: then it isn't right, and neither is the hash over it.
        return sql.first(PREVIOUS, row -> row.getBytes(1), stored.streamId(), stored.version() - 1);
    }

    private @Nullable Break end(Sql sql, @Nullable Head head) throws SQLException {
        if (head == null) {
            return missing(position, "最新事件的登记不见了");
        }
        if (head.position() > position) {
            return missing(position + 1, "这个事件不见了：最新的应是第 " + head.position() + " 号");
        }
        if (head.position() < position) {
            return missing(head.position() + 1, "不该有的事件：最新的应是第 " + head.position() + " 号");
        }
        if (!Arrays.equals(head.hash(), hash)) {
            return missing(position, "最新事件的登记与它不符");
        }
        Long stream = sql.first(STREAM_WITHOUT_EVENTS, row -> row.getLong(1));
        return stream == null ? null : missing(stream, "登记了一个没有事件的流");
    }

    private static Break missing(long position, String reason) {
        return new Break(position, "", 0, reason);
    }

    private static Break broken(Stored stored, String reason) {
        Entry entry = stored.entry();
        return new Break(stored.position(), entry == null ? "" : entry.stream.toString(), stored.version(), reason);
    }

    /** Whether the newest event is the one it should be: what is looked at each time the journal is opened. */
    static void checkNewest(Sql sql, Path file) throws SQLException {
        Head head = Events.head(sql);
        Long newest = sql.first(NEWEST, row -> row.getLong(1));
        if (head == null || newest == null || head.position() != newest) {
            throw Problems.damaged(file, "最新事件不见了");
        }
        if (newest == 0) {
            return;
        }
        Stored stored = Events.feed(sql, newest - 1, 1).get(0);
        byte[] feed = newest == 1 ? Chain.start() : sql.first(HASH, row -> row.getBytes(1), newest - 1);
        byte[] stream = stored.version() == 1
                ? Chain.start()
                : sql.first(PREVIOUS, row -> row.getBytes(1), stored.streamId(), stored.version() - 1);
        Entry entry = stored.entry();
        if (feed == null
                || stream == null
                || entry == null
                || !Arrays.equals(Chain.link(feed, stream, entry), stored.hash())
                || !Arrays.equals(head.hash(), stored.hash())) {
            throw Problems.damaged(file, "最新事件（第 " + newest + " 号）与写入时不同");
        }
    }
}
