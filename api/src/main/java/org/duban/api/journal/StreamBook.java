package org.duban.api.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Append.Once;
import org.duban.api.journal.Append.Part;
import org.duban.api.journal.Append.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one kind, each kept in memory as what its events add up to; for families of thousands, not millions. Thread-safe.
 *
 * <p>A change is decided on the state that is known and appended for exactly that version; when somebody else was faster, it is decided
 * again on what they left.
 *
 * @param <S> state of a stream; immutable
 */
public final class StreamBook<S> {

    private static final int ATTEMPTS = 200;

    private final Journal journal;
    private final String kind;
    private final Fold<S> fold;
    private final Map<String, Entry<S>> entries = new LinkedHashMap<>();

    /** A stream's state after {@code version} events. */
    public record Entry<S>(String id, long version, S state) {
        public Entry {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(state, "state");
        }
    }

    /** What an event makes of a stream's state; pure. */
    @FunctionalInterface
    public interface Fold<S> {
        /** @param before null for the stream's first event */
        S apply(@Nullable S before, Recorded recorded);
    }

    /** What follows from a state; pure, may be asked again, throws to refuse. */
    @FunctionalInterface
    public interface Decision<S> {
        /**
         * @param before the stream as it is; empty when there is none yet
         * @return the events in order; none: nothing is to be changed
         */
        List<? extends Event> on(Optional<Entry<S>> before);
    }

    /** Reads every stream of the kind. */
    public StreamBook(Journal journal, String kind, Fold<S> fold) {
        this.journal = journal;
        this.kind = kind;
        this.fold = fold;
        journal.forEachStream(kind, history -> history.forEach(this::apply));
    }

    /** Takes in an event; one that is known or of another kind changes nothing. */
    public synchronized void apply(Recorded recorded) {
        if (!recorded.stream().kind().equals(kind)) {
            return;
        }
        String id = recorded.stream().id();
        Entry<S> known = entries.get(id);
        long version = known == null ? 0 : known.version();
        if (recorded.version() <= version) {
            return;
        }
        S state = fold.apply(known == null ? null : known.state(), recorded);
        entries.put(id, new Entry<>(id, recorded.version(), state));
    }

    /** One stream. */
    public synchronized Optional<Entry<S>> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** All streams, in the order of their first events. */
    public synchronized List<Entry<S>> all() {
        return new ArrayList<>(entries.values());
    }

    /**
     * Decides and appends; durable when it returns.
     *
     * @param once idempotency key; a change already made with it is not made again
     * @param with parts for streams of other kinds, appended together with this one's
     * @throws DubanException whatever the decision refuses with; {@code KEY_REUSED}, {@code JOURNAL_WRITE_FAILED}, {@code STOPPED};
     *     {@code VERSION_CONFLICT} for one of {@code with}
     */
    public Entry<S> change(
            String actor, Instant at, String id, @Nullable Once once, List<Part> with, Decision<S> decision) {
        for (int attempt = 1; ; attempt++) {
            if (once != null && journal.find(once).isPresent()) {
                return existing(id);
            }
            Optional<Entry<S>> before = find(id);
            List<Event> events = List.copyOf(decision.on(before));
            if (events.isEmpty()) {
                return before.orElseThrow(
                        () -> new IllegalStateException("nothing makes no stream: " + kind + "/" + id));
            }
            List<Part> parts = new ArrayList<>();
            parts.add(
                    new Part(new StreamId(kind, id), before.map(Entry::version).orElse(0L), events));
            parts.addAll(with);
            try {
                Receipt receipt =
                        journal.append(new Append(actor, at.truncatedTo(ChronoUnit.MILLIS), parts, once, Rows.NONE));
                receipt.recorded().forEach(this::apply);
                return existing(id);
            } catch (DubanException e) {
                // One that knows of no newer version than it decided on has lost by something else than this stream.
                boolean movedOn = catchUp(id, before.map(Entry::version).orElse(0L));
                if (e.code() != ErrorCode.VERSION_CONFLICT || attempt == ATTEMPTS || !movedOn) {
                    throw e;
                }
            }
        }
    }

    /** {@link #change(String, Instant, String, Once, List, Decision)} of this stream alone, without a key. */
    public Entry<S> change(String actor, Instant at, String id, Decision<S> decision) {
        return change(actor, at, id, null, List.of(), decision);
    }

    private boolean catchUp(String id, long version) {
        journal.read(new StreamId(kind, id)).forEach(this::apply);
        return find(id).map(Entry::version).orElse(0L) > version;
    }

    private Entry<S> existing(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no stream " + kind + "/" + id));
    }
}
