package org.duban.journal.internal;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duban.api.journal.Append;
import org.duban.api.journal.Event;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Series;
import org.duban.api.journal.StreamId;
import org.duban.journal.internal.Events.Done;
import org.duban.journal.internal.Events.StreamHead;
import org.duban.journal.internal.State.SeriesYear;
import org.duban.journal.internal.Submission.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Works out what the appends of one batch come to, each on what the ones before it leave behind. Reads the database, writes nothing;
 * an append that is refused leaves the state as it was.
 */
final class Planner {

    private final Sql sql;
    private final State state;
    private final EventCodec codec;
    private final Tables tables;
    private final Map<ByteBuffer, Done> doneInBatch = new HashMap<>();

    Planner(Sql sql, State state, EventCodec codec, Tables tables) {
        this.sql = sql;
        this.state = state;
        this.codec = codec;
        this.tables = tables;
    }

    /** An event and what is stored with it. */
    record Line(Entry entry, long streamId, byte[] hash) {}

    /** What an append comes to; no lines when its key had been used before. */
    record Plan(
            Append append, Outcome outcome, List<Line> lines, Map<SeriesYear, Long> numbers, List<RowChange> rows) {}

    Plan plan(Submission submission) throws SQLException {
        Append append = submission.append;
        Append.Once once = append.once();
        if (once != null) {
            Done done = done(once);
            if (done != null) {
                Outcome outcome = new Outcome(null, done.position(), done.events());
                return new Plan(append, outcome, List.of(), Map.of(), List.of());
            }
        }
        return new Draft(submission).plan();
    }

    private @Nullable Done done(Append.Once once) throws SQLException {
        Done done = doneInBatch.get(ByteBuffer.wrap(Events.keyDigest(once)));
        if (done == null) {
            return Events.done(sql, once);
        }
        if (!Arrays.equals(done.fingerprint(), Events.fingerprintDigest(once))) {
            throw Problems.keyReused(once.key());
        }
        return done;
    }

    /** A plan in the making, beside the state until nothing can go wrong with it. */
    private final class Draft {
        private final Submission submission;
        private final Instant at;
        private final Map<StreamId, StreamHead> heads = new LinkedHashMap<>();
        private final Map<SeriesYear, Long> numbers = new LinkedHashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private final List<Recorded> recorded = new ArrayList<>();
        private long position = state.position;
        private byte[] hash = state.hash;

        Draft(Submission submission) {
            this.submission = submission;
            this.at = Instant.ofEpochMilli(submission.append.at().toEpochMilli());
        }

        Plan plan() throws SQLException {
            Append append = submission.append;
            for (Append.Part part : append.parts()) {
                StreamHead head = head(part.stream());
                if (head.version() != part.expectedVersion()) {
                    throw Problems.conflict(part.stream(), part.expectedVersion(), head.version());
                }
                for (Event event : part.events()) {
                    head = add(part.stream(), head, event);
                }
                heads.put(part.stream(), head);
            }
            List<RowChange> rows = List.copyOf(append.rows().of(Collections.unmodifiableList(recorded)));
            rows.forEach(tables::check);

            heads.forEach(state::head);
            numbers.forEach(state::lastNumber);
            state.position = position;
            state.hash = hash;
            long first = lines.get(0).entry.position;
            if (append.once() != null) {
                doneInBatch.put(
                        ByteBuffer.wrap(Events.keyDigest(append.once())),
                        new Done(Events.fingerprintDigest(append.once()), first, lines.size()));
            }
            return new Plan(append, new Outcome(recorded, first, lines.size()), lines, numbers, rows);
        }

        private StreamHead head(StreamId stream) throws SQLException {
            StreamHead head = heads.get(stream);
            return head != null ? head : state.head(sql, stream);
        }

        private StreamHead add(StreamId stream, StreamHead head, Event given) throws SQLException {
            byte[] body = submission.bodies.get(lines.size());
            Event event = given;
            if (given instanceof Numbered numbered) {
                event = numbered.numbered(nextNumber(numbered.series()));
                body = codec.encode(event);
            }
            position++;
            Entry entry = new Entry(
                    position,
                    stream,
                    head.version() + 1,
                    at.toEpochMilli(),
                    submission.append.actor(),
                    codec.type(event),
                    Objects.requireNonNull(body, "only numbered events are encoded here"));
            hash = Chain.link(hash, head.hash(), entry);
            long streamId = head.id() == 0 ? position : head.id();
            lines.add(new Line(entry, streamId, hash));
            recorded.add(new Recorded(position, stream, entry.version, at, entry.actor, event));
            return new StreamHead(streamId, entry.version, hash);
        }

        private String nextNumber(Series series) throws SQLException {
            SeriesYear key = new SeriesYear(series.id(), series.year());
            Long last = numbers.get(key);
            long next = (last == null ? state.lastNumber(sql, key) : last) + 1;
            numbers.put(key, next);
            return series.format(next);
        }
    }
}
