package org.duban.api.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every event, in one order, durable and hash-chained. Thread-safe.
 *
 * <p>Appends queue; one writer takes all that wait, checks each one's expected versions, writes them in one transaction with one
 * fsync and completes each. A conflict fails its own append alone.
 *
 * <p>Each event carries a hash over its own content and the hash of the event before it in its stream, and one over the whole
 * feed, so that a changed, missing, added or reordered event is found by {@link #verify}.
 */
@ProviderType
public interface Journal {

    /**
     * Adds events; returns when they are durable.
     *
     * @throws org.duban.api.DubanException {@code VERSION_CONFLICT} when a stream has moved on, {@code KEY_REUSED}, {@code
     *     JOURNAL_WRITE_FAILED} (disk full, I/O error), {@code STOPPED}; nothing was written then
     */
    Receipt append(Append append);

    /** What an idempotency key led to the first time; empty when it is new. Throws {@code KEY_REUSED} for another fingerprint. */
    Optional<Receipt> find(Append.Once once);

    /** The whole history of one stream in order; empty when there is none. */
    List<Recorded> read(StreamId stream);

    /**
     * The feed.
     *
     * @param after position of the last event already seen; 0 from the beginning
     * @param limit at most so many, 1 or more
     * @return the next events in order, without a gap; empty at the end
     */
    List<Recorded> feed(long after, int limit);

    /** Position of the newest durable event; 0 when there is none. */
    long head();

    /**
     * Calls back with the new head after each commit, on the writer's thread: the listener must only wake somebody up.
     *
     * @return closes the subscription
     */
    AutoCloseable onCommit(LongConsumer listener);

    /** Last number taken from a series; 0 when none was. */
    long lastNumber(String seriesId, int year);

    /**
     * Makes ready the tables that are written together with events. Creates what is missing.
     *
     * @return false when a table is new or of another version while the journal has events, so that its rows have to be computed
     *     anew with {@link #rewrite}; true when the rows are those of the journal's head
     */
    boolean prepare(List<Table> tables);

    /**
     * Replaces all rows of these tables in one transaction; nothing may be appended meanwhile.
     *
     * @param rows called once with the consumer to hand every row to; rows are written as they come, not gathered
     */
    void rewrite(List<Table> tables, Consumer<Consumer<RowChange>> rows);

    /** Calls back with the whole history of each stream of a kind, one at a time, in the order of their first events. */
    void forEachStream(String kind, Consumer<List<Recorded>> history);

    /**
     * A stream's history as it is stored, with what is needed to recompute its hashes without the journal.
     *
     * @return in order; empty when there is none
     */
    List<Proof> proofs(StreamId stream);

    /** Hash of the event at a position: it holds all events up to there. Empty when there is none. */
    Optional<String> hashAt(long position);

    /** The text with which packed bodies were deflated ({@link Proof#stored}). */
    byte[] preset();

    /**
     * Walks every chain from the first event to the last.
     *
     * @param progress called now and then with the position reached
     */
    Verification verify(LongConsumer progress);
}
