package org.duban.journal.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.duban.api.journal.Append;
import org.duban.api.journal.RowChange;
import org.duban.journal.internal.Planner.Line;
import org.duban.journal.internal.Planner.Plan;
import org.duban.journal.internal.State.SeriesYear;
import org.duban.journal.internal.Submission.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all appends that wait, writes them in one transaction with one fsync and answers each.
 *
 * <p>When a transaction fails, each append of the batch fails, the connection is thrown away and everything the writer remembers is
 * read again from the database before the next batch.
 */
final class Writer {

    /** Opens the connection that writes. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    /** Work that needs the writer for itself, in a transaction of its own. */
    @FunctionalInterface
    interface Job<T> {
        T run(Sql sql, State state) throws SQLException;
    }

    // Enough to share an fsync among all that realistically wait; few enough that the first needn't wait long.
    private static final int BATCH = 256;

    private static final String INSERT_WORD = "insert into journal_word (text) values (?)";
    private static final String SELECT_WORD = "select id from journal_word where text = ?";
    private static final String INSERT_STREAM = "insert into journal_stream (id, kind, name) values (?, ?, ?)";
    private static final String INSERT_EVENT =
            "insert into journal_event (position, stream, version, at, actor, type, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_HEAD = "update journal_head set position = ?, hash = ? where id = 1";
    private static final String PUT_SERIES = """
            insert into journal_series (id, year, last) values (?, ?, ?)
            on conflict (id, year) do update set last = excluded.last
            """;
    private static final String INSERT_ONCE =
            "insert into journal_once (key, fingerprint, position, events) values (?, ?, ?, ?)";
    private static final List<String> STATEMENTS =
            List.of(INSERT_WORD, SELECT_WORD, INSERT_STREAM, INSERT_EVENT, UPDATE_HEAD, PUT_SERIES, INSERT_ONCE);

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private sealed interface Work {}

    private record Waiting(Submission submission) implements Work {}

    private record Alone<T>(Job<T> job, Runnable afterwards, CompletableFuture<T> done) implements Work {}

    private final Opener opener;
    private final EventCodec codec;
    private final Projections projections;
    private final Sql.Counters counters;
    private final LongConsumer committed;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Work> queue = new ArrayDeque<>();
    private boolean stopping;

    // Used before the thread starts, by the thread, and after it has ended. Null after a failure.
    private @Nullable Sql sql;
    private @Nullable State state;

    /** @param committed told the new head after each commit, on the writer's thread */
    Writer(
            String name,
            Opener opener,
            EventCodec codec,
            Projections projections,
            Sql.Counters counters,
            LongConsumer committed) {
        this.opener = opener;
        this.codec = codec;
        this.projections = projections;
        this.counters = counters;
        this.committed = committed;
        this.thread = new Thread(this::work, name);
        // A host that forgets to close Duban must be able to end; nothing acknowledged is lost by it.
        this.thread.setDaemon(true);
    }

    /** Every statement compiles against the schema. */
    static void prepareAll(Sql sql) throws SQLException {
        for (String statement : STATEMENTS) {
            sql.prepare(statement);
        }
    }

    /** @return position of the newest event */
    long start() throws SQLException {
        long position = state(sql()).position;
        sql().rollback();
        thread.start();
        return position;
    }

    /** Queues an append and waits for what becomes of it; an interrupt doesn't end the wait. */
    Outcome append(Submission submission) {
        enqueue(new Waiting(submission));
        return await(submission.outcome);
    }

    /** Queues a job and waits for it; {@code afterwards} runs on the writer's thread when its transaction is committed. */
    <T> T alone(Job<T> job, Runnable afterwards) {
        CompletableFuture<T> done = new CompletableFuture<>();
        enqueue(new Alone<>(job, afterwards, done));
        return await(done);
    }

    private void enqueue(Work work) {
        refuseWriterThread();
        lock.lock();
        try {
            if (stopping) {
                throw Problems.stopped();
            }
            queue.add(work);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void refuseWriterThread() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException(
                    "rows and listeners must not write to the journal: its writer would wait for itself");
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Finishes what is queued, takes nothing more, and ends the thread. */
    void stop() {
        refuseWriterThread();
        lock.lock();
        try {
            stopping = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the connection; after {@link #stop}. As the last one it also moves the write-ahead log into the file. */
    void close() {
        disconnect();
    }

    private void work() {
        try {
            for (List<Work> next = take(); !next.isEmpty(); next = take()) {
                if (next.get(0) instanceof Alone<?> alone) {
                    perform(alone);
                } else {
                    write(next.stream().map(work -> ((Waiting) work).submission).toList());
                }
            }
        } finally {
            refuseAll();
        }
    }

    /** Nothing waits when the thread ends as it should; when it dies of an error (no memory), nobody may wait for ever. */
    private void refuseAll() {
        lock.lock();
        try {
            stopping = true;
            for (Work work : queue) {
                if (work instanceof Waiting waiting) {
                    waiting.submission.outcome.completeExceptionally(Problems.stopped());
                } else if (work instanceof Alone<?> alone) {
                    alone.done.completeExceptionally(Problems.stopped());
                }
            }
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Either a job or appends; nothing at the end. */
    private List<Work> take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !stopping) {
                arrived.awaitUninterruptibly();
            }
            if (queue.peek() instanceof Alone<?>) {
                return List.of(queue.remove());
            }
            List<Work> appends = new ArrayList<>();
            while (appends.size() < BATCH && queue.peek() instanceof Waiting) {
                appends.add(queue.remove());
            }
            return appends;
        } finally {
            lock.unlock();
        }
    }

    private <T> void perform(Alone<T> alone) {
        try {
            Sql connection = sql();
            T result = alone.job.run(connection, state(connection));
            connection.commit();
            alone.afterwards.run();
            alone.done.complete(result);
        } catch (SQLException e) {
            abandon(e);
            alone.done.completeExceptionally(Problems.writeFailed(e));
        } catch (RuntimeException | Error e) {
            disconnect();
            alone.done.completeExceptionally(e);
        }
    }

    private void write(List<Submission> batch) {
        List<Runnable> answers = new ArrayList<>();
        long before;
        long after;
        try {
            Sql connection = sql();
            State remembered = state(connection);
            before = remembered.position;
            Planner planner = new Planner(connection, remembered, codec, projections.tables());
            List<Plan> plans = new ArrayList<>();
            for (Submission submission : batch) {
                try {
                    Plan plan = planner.plan(submission);
                    plans.add(plan);
                    answers.add(() -> submission.outcome.complete(plan.outcome()));
                } catch (RuntimeException | Error refusal) {
                    answers.add(() -> submission.outcome.completeExceptionally(refusal));
                }
            }
            after = remembered.position;
            if (after > before) {
                store(connection, remembered, plans);
                connection.commit();
            } else {
                connection.rollback();
            }
        } catch (SQLException | RuntimeException | Error e) {
            abandon(e);
            batch.forEach(submission -> submission.outcome.completeExceptionally(Problems.writeFailed(e)));
            return;
        }
        if (after > before) {
            committed.accept(after);
        }
        answers.forEach(Runnable::run);
    }

    private void store(Sql connection, State remembered, List<Plan> plans) throws SQLException {
        Map<SeriesYear, Long> numbers = new LinkedHashMap<>();
        for (Plan plan : plans) {
            for (Line line : plan.lines()) {
                store(connection, remembered, line);
            }
            numbers.putAll(plan.numbers());
            for (RowChange row : plan.rows()) {
                projections.tables().apply(connection, row);
            }
            Append.Once once = plan.append().once();
            if (once != null && !plan.lines().isEmpty()) {
                connection.update(
                        INSERT_ONCE,
                        Events.keyDigest(once),
                        Events.fingerprintDigest(once),
                        plan.outcome().first(),
                        plan.outcome().events());
            }
        }
        for (Map.Entry<SeriesYear, Long> last : numbers.entrySet()) {
            connection.update(PUT_SERIES, last.getKey().id(), last.getKey().year(), last.getValue());
        }
        connection.update(UPDATE_HEAD, remembered.position, remembered.hash);
        projections.settle(connection);
    }

    private static void store(Sql connection, State remembered, Line line) throws SQLException {
        Entry entry = line.entry();
        if (entry.version == 1) {
            connection.update(
                    INSERT_STREAM,
                    line.streamId(),
                    word(connection, remembered, entry.stream.kind()),
                    entry.stream.id());
        }
        connection.update(
                INSERT_EVENT,
                entry.position,
                line.streamId(),
                entry.version,
                entry.at,
                word(connection, remembered, entry.actor),
                word(connection, remembered, entry.type),
                entry.body,
                line.hash());
    }

    private static long word(Sql connection, State remembered, String text) throws SQLException {
        Long id = remembered.word(text);
        if (id == null) {
            id = connection.first(SELECT_WORD, row -> row.getLong(1), text);
            if (id == null) {
                connection.update(INSERT_WORD, text);
                id = Objects.requireNonNull(connection.first(SELECT_WORD, row -> row.getLong(1), text));
            }
            remembered.word(text, id);
        }
        return id;
    }

    private Sql sql() throws SQLException {
        if (sql == null) {
            sql = new Sql(opener.open(), counters);
        }
        return sql;
    }

    private State state(Sql connection) throws SQLException {
        if (state == null) {
            state = new State(connection);
        }
        return state;
    }

    private void abandon(Throwable why) {
        LOG.error("the journal's transaction failed; nothing of it was written", why);
        disconnect();
    }

    private void disconnect() {
        state = null;
        projections.unsettle();
        if (sql != null) {
            try {
                sql.close();
            } catch (SQLException e) {
                LOG.warn("the journal's writing connection can't be closed", e);
            }
            sql = null;
        }
    }
}
