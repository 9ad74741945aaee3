package org.duban.journal.internal;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.api.journal.StreamId;
import org.duban.journal.internal.Events.StreamHead;
import org.jspecify.annotations.Nullable;

/**
 * What the writer remembers of the database, including what it is about to write. After a failed transaction it is thrown away and
 * read anew. Used by the writer's thread only.
 */
final class State {

    private static final int STREAM_HEADS = 20_000;

    record SeriesYear(String id, int year) {}

    private final Map<StreamId, StreamHead> streams = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, StreamHead> eldest) {
            return size() > STREAM_HEADS;
        }
    };
    private final Map<SeriesYear, Long> series = new HashMap<>();
    private final Map<String, Long> words = new HashMap<>();

    long position;
    byte[] hash;

    State(Sql sql) throws SQLException {
        Events.Head head = Events.head(sql);
        if (head == null) {
            throw new SQLException("the row of the journal's head is missing");
        }
        position = head.position();
        hash = head.hash();
    }

    StreamHead head(Sql sql, StreamId stream) throws SQLException {
        StreamHead head = streams.get(stream);
        return head != null ? head : Events.head(sql, stream);
    }

    void head(StreamId stream, StreamHead head) {
        streams.put(stream, head);
    }

    long lastNumber(Sql sql, SeriesYear of) throws SQLException {
        Long last = series.get(of);
        if (last == null) {
            last = Events.lastNumber(sql, of.id, of.year);
            series.put(of, last);
        }
        return last;
    }

    void lastNumber(SeriesYear of, long number) {
        series.put(of, number);
    }

    @Nullable
    Long word(String text) {
        return words.get(text);
    }

    void word(String text, long id) {
        words.put(text, id);
    }
}
