package org.duban.search.internal.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterId;
import org.duban.search.internal.feed.MatterReader.Batch;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.duban.spi.search.SearchIndex.Mark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open index and how far it is. Changed by one thread; what has a getter is read by any.
 *
 * <p>What can't be brought in is left out, remembered and tried again, and the mark stays before it: after a restart the journal is read from
 * there on, so that nothing is lost by being forgotten.
 */
final class Generation {

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    /** So much text is put at once, that the heap stays flat whatever people attach. */
    private static final long MOST_CHARS = 2_000_000;

    private static final int MOST_MATTERS = 200;

    /** More of these than could be single events. */
    private static final int MOST_TROUBLES = 10_000;

    private final String name;
    private final SearchIndex index;
    private final MatterReader reader;

    private final long openedNanos = System.nanoTime();
    private final List<MatterText> waiting = new ArrayList<>();
    private final Map<MatterId, Long> waitingFrom = new LinkedHashMap<>();
    private long waitingChars;

    /** By matter, or by position of an event that can't be read. */
    private final Map<Object, Trouble> troubles = new LinkedHashMap<>();

    private volatile List<Trouble> known = List.of();
    private long triedNanos = System.nanoTime();

    private volatile long position;
    private volatile long seen;
    private volatile long size;
    private boolean unseen;
    private long seenNanos = openedNanos - Duration.ofHours(1).toNanos();
    private Mark mark;
    private long markNanos = System.nanoTime();

    /** Ids of the matters the feed told of while the index was being filled. */
    private final Set<MatterId> followed = new HashSet<>();

    private boolean filling;

    Generation(String name, SearchIndex index, MatterReader reader) {
        this.name = name;
        this.index = index;
        this.reader = reader;
        this.mark = index.mark();
        this.position = mark.position();
        this.seen = position;
        this.size = index.size();
    }

    String name() {
        return name;
    }

    SearchIndex index() {
        return index;
    }

    boolean youngerThan(Duration age) {
        return System.nanoTime() - openedNanos < age.toNanos();
    }

    /** Position up to which a search sees everything but {@link #troubles}. */
    long seen() {
        return seen;
    }

    /** How many matters a search sees. */
    long size() {
        return size;
    }

    /** What isn't in it. */
    List<Trouble> troubles() {
        return known;
    }

    // ---- filling

    /** It is to be filled from the histories, and follows the feed from this position on meanwhile. */
    void fillFrom(long head) {
        filling = true;
        position = head;
        seen = head;
    }

    /** Takes in a history, unless the feed has brought a newer one. */
    void fill(List<Recorded> history) {
        MatterId id = new MatterId(history.get(0).stream().id());
        if (followed.contains(id)) {
            return;
        }
        long first = history.get(0).position();
        MatterText text;
        try {
            text = reader.text(history);
        } catch (RuntimeException | StackOverflowError e) {
            if (MatterReader.general(e)) {
                throw e;
            }
            trouble(id, MatterReader.nameOf(id, history), first, e);
            return;
        }
        add(text, first);
    }

    /** Whether so much waits that it should be put. */
    boolean muchWaits() {
        return waiting.size() >= MOST_MATTERS || waitingChars >= MOST_CHARS;
    }

    /** How many matters the feed has told of since the filling began. */
    int followed() {
        return followed.size();
    }

    /** Position up to which it was read. */
    long position() {
        return position;
    }

    /** It holds every matter that the journal held when the filling began, or knows what is wrong with it. */
    void filled() {
        filling = false;
        followed.clear();
    }

    // ---- following

    /**
     * Reads on in the feed, one batch.
     *
     * @return whether there may be more
     */
    boolean follow() {
        Batch batch = reader.next(position);
        for (Map.Entry<MatterId, Long> entry : batch.first().entrySet()) {
            take(entry.getKey(), entry.getValue());
        }
        put();
        if (batch.unreadable() != null) {
            remember(batch.unreadable().position(), batch.unreadable());
        }
        position = batch.position();
        return batch.full();
    }

    private void take(MatterId id, long from) {
        if (filling) {
            followed.add(id);
        }
        MatterText text;
        try {
            text = reader.read(id);
        } catch (RuntimeException | StackOverflowError e) {
            if (MatterReader.general(e)) {
                throw e;
            }
            trouble(id, reader.nameOf(id), from, e);
            return;
        }
        add(text, from);
        if (muchWaits()) {
            put();
        }
    }

    private void add(MatterText text, long from) {
        waiting.add(text);
        waitingFrom.put(text.id(), from);
        for (MatterText.Text written : text.texts()) {
            waitingChars += written.text().length();
        }
    }

    /** Puts what waits. */
    void put() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            index.put(waiting);
            unseen = true;
            waiting.forEach(text -> settled(text.id()));
        } catch (RuntimeException | StackOverflowError e) {
            if (MatterReader.general(e)) {
                throw e;
            }
            waiting.forEach(this::putAlone);
        } finally {
            waiting.clear();
            waitingFrom.clear();
            waitingChars = 0;
        }
    }

    /** One of several can't be indexed: which? */
    private void putAlone(MatterText text) {
        try {
            index.put(List.of(text));
            unseen = true;
            settled(text.id());
        } catch (RuntimeException | StackOverflowError e) {
            if (MatterReader.general(e)) {
                throw e;
            }
            trouble(text.id(), reader.nameOf(text.id()), waitingFrom.getOrDefault(text.id(), position), e);
        }
    }

    // ---- seeing, keeping

    /** Lets searches see what was put, not more often than asked for. */
    void refresh(Duration atLeastEvery) {
        if (!unseen || System.nanoTime() - seenNanos >= atLeastEvery.toNanos()) {
            refresh();
        }
    }

    /** Lets searches see what was put. */
    void refresh() {
        if (unseen) {
            index.refresh();
            size = index.size();
            unseen = false;
        }
        seenNanos = System.nanoTime();
        seen = position;
    }

    /** How long until it should be committed; 0 or less when it is time, {@link Long#MAX_VALUE} when there is nothing new. */
    long commitInNanos(FeedRules rules) {
        Mark next = next();
        if (next.equals(mark)) {
            return Long.MAX_VALUE;
        }
        return next.position() - mark.position() >= rules.commitEvents()
                ? 0
                : markNanos + rules.commitEvery().toNanos() - System.nanoTime();
    }

    /** Makes it durable, unless it is already. */
    void commit() {
        Mark next = next();
        if (!next.equals(mark)) {
            index.commit(next);
            mark = next;
        }
        markNanos = System.nanoTime();
    }

    private Mark next() {
        long until = position;
        for (Trouble trouble : troubles.values()) {
            until = Math.min(until, trouble.position() - 1);
        }
        return new Mark(until, !filling);
    }

    /** What wasn't committed may be lost: it is read again. What searches saw, they see. */
    void rewind() {
        waiting.clear();
        waitingFrom.clear();
        waitingChars = 0;
        position = Math.min(position, mark.position());
        unseen = true;
    }

    // ---- troubles

    /** Tries again what couldn't be brought in, once in a while. */
    void tryAgain(FeedRules rules) {
        if (troubles.isEmpty()
                || System.nanoTime() - triedNanos < rules.retryEvery().toNanos()) {
            return;
        }
        triedNanos = System.nanoTime();
        for (Map.Entry<Object, Trouble> entry : List.copyOf(troubles.entrySet())) {
            Trouble trouble = entry.getValue();
            if (trouble.matter() != null) {
                take(trouble.matter(), trouble.position());
            } else {
                Batch batch = reader.next(trouble.position() - 1);
                if (batch.unreadable() == null || batch.unreadable().position() != trouble.position()) {
                    settled(entry.getKey());
                    batch.first().forEach(this::take);
                }
            }
        }
        put();
    }

    private void trouble(MatterId id, String what, long from, Throwable e) {
        Trouble before = troubles.get(id);
        long first = before == null ? from : Math.min(from, before.position());
        Trouble trouble = new Trouble(what, id, first, MatterReader.reason(e));
        if (before == null || !before.reason().equals(trouble.reason())) {
            LOG.warn("matter {} can't be indexed, left out and tried again", what, e);
        }
        remember(id, trouble);
    }

    private void remember(Object key, Trouble trouble) {
        if (troubles.size() >= MOST_TROUBLES) {
            throw new IllegalStateException("too much of the journal can't be read or indexed, lastly " + trouble);
        }
        if (troubles.put(key, trouble) == null && trouble.matter() == null) {
            LOG.warn("the event at position {} can't be read, left out and tried again: {}", key, trouble.reason());
        }
        known = List.copyOf(troubles.values());
    }

    private void settled(Object key) {
        if (troubles.remove(key) != null) {
            known = List.copyOf(troubles.values());
        }
    }
}
