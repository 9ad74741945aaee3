package org.duban.search.internal.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Found;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchIndex;
import org.jspecify.annotations.Nullable;

/**
 * What searches are put to: hands each on to the index in use, and knows when an index isn't used any more. Thread-safe; no lock is held
 * while an index answers.
 */
final class Served implements SearchIndex {

    /** How long a search waits while an index is being opened. */
    private static final Duration OPENING = Duration.ofSeconds(5);

    private final BiConsumer<SearchIndex, DubanException> damaged;

    // Guarded by this.
    private final Map<SearchIndex, Integer> busy = new IdentityHashMap<>();
    private @Nullable SearchIndex current;
    private @Nullable DubanException refusal;

    /** @param damaged is told when a search finds out that an index can't be read */
    Served(BiConsumer<SearchIndex, DubanException> damaged) {
        this.damaged = damaged;
    }

    /** Searches are answered by this one from now on. */
    synchronized void use(SearchIndex index) {
        current = index;
        refusal = null;
        notifyAll();
    }

    /** There is none for a moment: searches wait. */
    synchronized void pause() {
        current = null;
        refusal = null;
    }

    /** There is none: searches are refused. */
    synchronized void refuse(DubanException why) {
        current = null;
        refusal = why;
        notifyAll();
    }

    /** Throws when searches are refused. */
    synchronized void check() {
        DubanException why = refusal;
        if (why != null) {
            throw copy(why);
        }
    }

    /** Waits until no search is under way in an index; false when one still is. It must not be in use any more. */
    synchronized boolean awaitIdle(SearchIndex index, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (busy.containsKey(index)) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    private synchronized SearchIndex take() {
        long end = System.nanoTime() + OPENING.toNanos();
        while (current == null) {
            check();
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw unavailable("检索索引正在打开，请稍后再试", "the search index is being opened, try again", null);
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable("检索被中断", "the search was interrupted", e);
            }
        }
        busy.merge(current, 1, Integer::sum);
        return current;
    }

    private synchronized void giveBack(SearchIndex index) {
        busy.computeIfPresent(index, (i, users) -> users == 1 ? null : users - 1);
        notifyAll();
    }

    private <T> T ask(Function<SearchIndex, T> question) {
        SearchIndex index = take();
        try {
            return question.apply(index);
        } catch (DubanException e) {
            if (e.code() != ErrorCode.INDEX_DAMAGED) {
                throw e;
            }
            damaged.accept(index, e);
            throw unavailable("检索索引已损坏，正在重建，请稍后再试", "the search index is damaged and being built anew", e);
        } finally {
            giveBack(index);
        }
    }

    static DubanException unavailable(String zh, String en, @Nullable Throwable cause) {
        Problem problem = Problem.of(ErrorCode.INDEX_UNAVAILABLE, zh, en);
        return cause == null ? new DubanException(problem) : new DubanException(problem, cause);
    }

    /** With the stack of whoever gets it. */
    private static DubanException copy(DubanException e) {
        return new DubanException(e.problems(), e);
    }

    @Override
    public Mark mark() {
        return ask(SearchIndex::mark);
    }

    @Override
    public long size() {
        return ask(SearchIndex::size);
    }

    @Override
    public Found find(Asked asked) {
        return ask(index -> index.find(asked));
    }

    @Override
    public long count(Asked asked) {
        return ask(index -> index.count(asked));
    }

    @Override
    public void put(Collection<MatterText> matters) {
        throw onlySearched();
    }

    @Override
    public void refresh() {
        throw onlySearched();
    }

    @Override
    public void commit(Mark mark) {
        throw onlySearched();
    }

    @Override
    public void close() {
        throw onlySearched();
    }

    private static UnsupportedOperationException onlySearched() {
        return new UnsupportedOperationException("only searched here; the keeper writes");
    }
}
