package org.duban.search.internal.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Visibility;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterId;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.spi.search.Asked;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Found.Match;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.SearchEngine;
import org.duban.spi.search.SearchIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work on the index: opening, following the feed, building anew. Done by one thread, step by step; what has a getter is read by any.
 *
 * <p>There are two generations at most: the one that searches are put to, which follows the feed, and one that is being filled, which
 * follows it too from the head that was noted before. Between two helpings of the filling both read on, so that what people write is found as
 * quickly as ever.
 */
final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** Who is far behind shows what it has now and then. */
    private static final Duration REFRESH_BEHIND = Duration.ofMillis(500);

    private static final Duration REFRESH_UNSEEN = Duration.ofSeconds(30);

    /** How long an index that is to be closed is left to the searches under way. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration YOUNG = Duration.ofMinutes(5);

    /** So many matters tell whether an index is of this journal. */
    private static final int SAMPLE = 20;

    private static final Pattern NAME = Pattern.compile("g([0-9]{8,18})");

    private final Supplier<FeedRules> rules;
    private final SearchEngine engine;
    private final Journal journal;
    private final MatterReader reader;
    private final InstantSource clock;
    private final BooleanSupplier stopped;
    private final Runnable progress;

    private final Served served;
    private final BackOff serve;
    private final BackOff build;
    private final Set<SearchIndex> damaged = ConcurrentHashMap.newKeySet();

    /** No longer put to use; closed when their searches have ended. */
    private final List<Generation> retired = new ArrayList<>();

    /** No name is used twice. */
    private long lastNumber;

    private boolean opened;
    private volatile @Nullable Generation serving;
    private volatile @Nullable Building building;
    private volatile boolean wanted;
    private volatile long caughtUpNanos = System.nanoTime();

    /** A generation that is being filled. */
    static final class Building {
        private final Generation generation;
        private final long head;
        private final Instant startedAt;
        private volatile long done;
        private volatile long reached;

        Building(Generation generation, long head, Instant startedAt) {
            this.generation = generation;
            this.head = head;
            this.startedAt = startedAt;
        }

        Generation generation() {
            return generation;
        }

        Instant startedAt() {
            return startedAt;
        }

        /** Matters it holds. */
        long done() {
            return done;
        }

        /** Matters it will hold: as many as were registered in the part of the journal that is read, for the whole of it. */
        long total() {
            long many = done;
            long until = reached;
            return until <= 0 || until >= head ? many : Math.round(many * (double) head / until);
        }
    }

    /**
     * @param stopped whether the work is to end
     * @param progress is called when there is something new to see
     * @param news is called when a search has found that there is something to do
     */
    Upkeep(
            Supplier<FeedRules> rules,
            SearchEngine engine,
            Journal journal,
            MatterReader reader,
            InstantSource clock,
            BooleanSupplier stopped,
            Runnable progress,
            Runnable news) {
        this.rules = rules;
        this.engine = engine;
        this.journal = journal;
        this.reader = reader;
        this.clock = clock;
        this.stopped = stopped;
        this.progress = progress;
        this.serve = new BackOff(rules.get().firstPause(), rules.get().longestPause());
        this.build = new BackOff(rules.get().firstPause(), rules.get().longestPause());
        this.served = new Served((index, e) -> {
            LOG.warn("a search found the index damaged", e);
            damaged.add(index);
            news.run();
        });
    }

    // ---- what others see

    Served served() {
        return served;
    }

    /** The whole index that searches are put to; null while there is none. */
    @Nullable
    Generation serving() {
        return serving;
    }

    /** What is being built; null when nothing is. */
    @Nullable
    Building building() {
        return building;
    }

    /** Why the index can't be written for now; empty when it can. */
    String blocked() {
        String reason = serve.reason();
        return reason.isEmpty() ? build.reason() : reason;
    }

    /** Why what is written won't be searchable for now; empty when it will, though no new generation can be built. */
    String behindBecause() {
        return serving != null ? serve.reason() : building != null ? "" : blocked();
    }

    /** When everything in the feed was last found to be searchable, in {@link System#nanoTime}. */
    long caughtUpNanos() {
        return caughtUpNanos;
    }

    /** Whether a new generation was asked for and isn't there yet. */
    boolean wanted() {
        return wanted;
    }

    /** A new generation is to be built. */
    void want() {
        wanted = true;
    }

    // ---- one step

    /**
     * Does what is to be done.
     *
     * @return how long there is nothing to do, in nanoseconds, unless there is news
     */
    long step(long longestNanos) {
        guarded(serve, this::tend);
        if (opened && (serving == null || wanted)) {
            guarded(build, this::rebuild);
        }
        closeRetired(Duration.ZERO);
        Generation current = serving;
        long wait = longestNanos;
        if (serve.failures() > 0) {
            wait = Math.min(wait, serve.leftNanos());
        } else if (current != null) {
            wait = Math.min(wait, current.commitInNanos(rules.get()));
        }
        if (build.failures() > 0) {
            wait = Math.min(wait, build.leftNanos());
        }
        return Math.max(0, wait);
    }

    /** Does it unless it failed a short while ago. */
    private void guarded(BackOff backOff, Work work) {
        if (stopped.getAsBoolean() || !backOff.due()) {
            return;
        }
        try {
            work.run();
            if (backOff.failures() > 0) {
                LOG.info("the search index can be written again");
                backOff.succeeded();
            }
        } catch (CancellationException e) {
            LOG.debug("the work on the search index ended because of a stop", e);
        } catch (Throwable e) {
            // An Error too: whatever an engine did in here, it must be tried again.
            failed(backOff, e);
        }
        progress.run();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private void failed(BackOff backOff, Throwable e) {
        if (stopped.getAsBoolean()) {
            LOG.debug("failed during a stop", e);
            return;
        }
        String reason = MatterReader.reason(e);
        if (backOff.failures() == 0) {
            LOG.error("the search index can't be kept, searches go on, trying again: {}", reason, e);
        } else if (!reason.equals(backOff.reason())) {
            LOG.warn("the search index still can't be kept: {}", reason);
        }
        backOff.failed(reason);
        Generation current = serving;
        if (backOff == serve && current != null) {
            current.rewind();
        }
        if (current == null && building == null) {
            served.refuse(Served.unavailable(
                    "检索索引暂时不能使用，正在自动重试：" + reason,
                    "the search index can't be used for now, trying again: " + reason,
                    e));
        }
    }

    // ---- opening

    private void tend() throws InterruptedException {
        if (!opened) {
            open();
        }
        Generation current = serving;
        if (current == null) {
            return;
        }
        try {
            if (damaged.remove(current.index())) {
                lose(current, "a search couldn't read it");
                return;
            }
            keepUp(serve.failures() >= 2 ? reopened(current) : current);
        } catch (DubanException e) {
            // Perhaps another one by now, opened again.
            Generation unreadable = serving;
            if (e.code() != ErrorCode.INDEX_DAMAGED || unreadable == null) {
                throw e;
            }
            lose(unreadable, MatterReader.reason(e));
        }
    }

    /** Finds the newest whole generation and drops all others. */
    private void open() {
        Generation found = null;
        List<String> useless = new ArrayList<>();
        List<String> names = engine.generations();
        names.forEach(this::count);
        for (int i = names.size() - 1; i >= 0; i--) {
            String name = names.get(i);
            if (!inUse(name)) {
                Generation usable = found == null ? usable(name) : null;
                if (usable == null) {
                    useless.add(name);
                } else {
                    found = usable;
                }
            }
        }
        serving = found;
        opened = true;
        Building filled = building;
        if (found != null) {
            served.use(found.index());
        } else if (filled != null) {
            served.use(filled.generation().index());
        } else {
            served.pause();
        }
        useless.forEach(this::drop);
    }

    private boolean inUse(String name) {
        Building filled = building;
        return filled != null && filled.generation().name().equals(name)
                || retired.stream().anyMatch(r -> r.name().equals(name));
    }

    /** The generation if it can be put to use; null when only building it anew helps. */
    private @Nullable Generation usable(String name) {
        SearchIndex index = null;
        try {
            index = engine.open(name);
            String why = strange(index);
            if (why == null) {
                return new Generation(name, index, reader);
            }
            LOG.warn("the search index {} is dropped and built anew: {}", name, why);
        } catch (RuntimeException e) {
            if (e instanceof DubanException duban && duban.code() != ErrorCode.INDEX_DAMAGED) {
                if (index != null) {
                    close(name, index);
                }
                throw e;
            }
            // An engine that throws something else can't be relied on to read it either; an index can always be built
            // anew.
            LOG.warn("the search index {} can't be read, it is dropped and built anew", name, e);
        }
        if (index != null) {
            close(name, index);
        }
        return null;
    }

    /** Why this can't be the index of this journal; null when it can. */
    private @Nullable String strange(SearchIndex index) {
        SearchIndex.Mark mark = index.mark();
        if (!mark.whole()) {
            return "it was never finished";
        }
        if (mark.position() > journal.head()) {
            return "it is at position " + mark.position() + ", the journal ends at " + journal.head();
        }
        Asked latest = new Asked(
                new Condition.Everything(),
                List.of(),
                Visibility.EVERYTHING,
                Sort.CHANGED,
                Set.of(),
                SAMPLE,
                null,
                SAMPLE);
        for (Match match : index.find(latest).matches()) {
            MatterText matter = match.matter();
            if (!written(matter)) {
                return "the journal doesn't have version " + matter.version() + " of matter " + matter.id();
            }
        }
        return null;
    }

    private boolean written(MatterText matter) {
        List<Recorded> history;
        try {
            history = journal.read(matter.id().stream());
        } catch (DubanException e) {
            if (!MatterReader.unreadable(e)) {
                throw e;
            }
            return true;
        }
        return history.size() >= matter.version()
                && history.get((int) matter.version() - 1).at().equals(matter.changedAt());
    }

    /** The same generation, opened again: what failed may have left it unable to write. */
    private Generation reopened(Generation current) throws InterruptedException {
        served.pause();
        if (!served.awaitIdle(current.index(), GRACE)) {
            served.use(current.index());
            return current;
        }
        serving = null;
        opened = false;
        close(current.name(), current.index());
        open();
        Generation again = serving;
        if (again == null) {
            throw Served.unavailable("索引不能再打开，正在重建", "the index can't be opened again, it is built anew", null);
        }
        return again;
    }

    private void lose(Generation current, String why) {
        LOG.warn("the search index {} is damaged ({}), it is dropped and built anew", current.name(), why);
        serving = null;
        if (current.youngerThan(YOUNG)) {
            // Else an engine that can't read what it writes would be kept busy without a pause.
            build.failed(why);
        }
        Building filled = building;
        if (filled == null) {
            served.pause();
        } else {
            served.use(filled.generation().index());
        }
        retired.add(current);
    }

    // ---- following

    private void keepUp(Generation current) {
        boolean more = true;
        while (more && !stopped.getAsBoolean()) {
            more = current.follow();
            current.refresh(more ? REFRESH_BEHIND : Duration.ZERO);
            commitIfDue(current);
            progress.run();
        }
        if (!more) {
            caughtUpNanos = System.nanoTime();
        }
        current.tryAgain(rules.get());
        current.refresh(Duration.ZERO);
        if (serve.failures() > 0) {
            // Only that proves that it can be written again.
            current.commit();
        }
    }

    private void commitIfDue(Generation current) {
        if (current.commitInNanos(rules.get()) <= 0) {
            current.commit();
        }
    }

    // ---- building anew

    private void rebuild() {
        long head = journal.head();
        String name = nextName();
        Generation fresh = new Generation(name, engine.open(name), reader);
        fresh.fillFrom(head);
        Building filled = new Building(fresh, head, clock.instant());
        LOG.info("the search index is built anew as {}, from the journal's {} events", name, head);
        building = filled;
        if (serving == null) {
            served.use(fresh.index());
        }
        try {
            fill(filled);
            fresh.filled();
            readOn(fresh);
            fresh.refresh();
            fresh.commit();
        } catch (Throwable e) {
            building = null;
            if (serving == null) {
                served.pause();
            }
            retired.add(fresh);
            throw e;
        }
        Generation old = serving;
        served.use(fresh.index());
        serving = fresh;
        wanted = false;
        building = null;
        if (old != null) {
            retired.add(old);
        }
        LOG.info("the search index is built: {} matters", filled.done());
    }

    private void fill(Building filled) {
        Generation fresh = filled.generation();
        try {
            journal.forEachStream(MatterId.STREAM, history -> {
                fresh.fill(history);
                filled.done++;
                filled.reached = history.get(0).position();
                if (fresh.muchWaits()) {
                    helping(filled);
                }
            });
            helping(filled);
        } catch (DubanException e) {
            if (!MatterReader.unreadable(e)) {
                throw e;
            }
            // An event of some history can't be read, and with it none after it. The feed tells of each matter apart.
            LOG.warn("a history can't be read, so the index is filled from the feed: {}", e.getMessage());
            fresh.put();
            fresh.fillFrom(0);
            while (readOnce(fresh)) {
                filled.done = fresh.followed();
                filled.reached = fresh.position();
                tendBetween(filled);
                show(filled, false);
            }
        }
        filled.reached = filled.head;
    }

    /** What was gathered is put; then both generations read on. */
    private void helping(Building filled) {
        Generation fresh = filled.generation();
        fresh.put();
        tendBetween(filled);
        long before = fresh.position();
        readOn(fresh);
        show(filled, fresh.position() > before);
    }

    private void readOn(Generation fresh) {
        boolean more = true;
        while (more) {
            more = readOnce(fresh);
        }
    }

    private boolean readOnce(Generation fresh) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException();
        }
        return fresh.follow();
    }

    /** The other generation isn't kept waiting. */
    private void tendBetween(Building filled) {
        if (damaged.remove(filled.generation().index())) {
            throw Served.unavailable("正在重建的索引读不出来", "the index being built can't be read", null);
        }
        guarded(serve, this::tend);
        Generation current = serving;
        if (current != null && serve.failures() == 0) {
            guarded(serve, () -> commitIfDue(current));
        }
        closeRetired(Duration.ZERO);
    }

    /** @param news whether something happened that somebody may look for now */
    private void show(Building filled, boolean news) {
        Duration atLeastEvery = news ? Duration.ZERO : REFRESH_BEHIND;
        filled.generation().refresh(serving == null ? atLeastEvery : REFRESH_UNSEEN);
        progress.run();
    }

    private String nextName() {
        engine.generations().forEach(this::count);
        lastNumber++;
        return "g%08d".formatted(lastNumber);
    }

    private void count(String name) {
        Matcher ours = NAME.matcher(name);
        if (ours.matches()) {
            lastNumber = Math.max(lastNumber, Long.parseLong(ours.group(1)));
        }
    }

    // ---- ending

    /** Makes durable what is there, and closes everything. */
    void close() {
        served.refuse(stopped());
        Generation current = serving;
        serving = null;
        if (current != null) {
            try {
                current.refresh();
                current.commit();
            } catch (RuntimeException | Error e) {
                LOG.warn(
                        "what was indexed last isn't saved, it is read again from the journal at the next start: {}",
                        e.toString());
            }
            awaitIdle(current.index(), GRACE);
            close(current.name(), current.index());
        }
        closeRetired(GRACE);
        progress.run();
    }

    static DubanException stopped() {
        return new DubanException(Problem.of(ErrorCode.STOPPED, "系统已停止", "Duban has been stopped"));
    }

    /** Closes and drops what is no longer used; at the end of the grace even though somebody still searches in it. */
    private void closeRetired(Duration grace) {
        for (Iterator<Generation> all = retired.iterator(); all.hasNext(); ) {
            Generation generation = all.next();
            if (awaitIdle(generation.index(), grace) || !grace.isZero()) {
                all.remove();
                close(generation.name(), generation.index());
                drop(generation.name());
            }
        }
    }

    private boolean awaitIdle(SearchIndex index, Duration atMost) {
        try {
            return served.awaitIdle(index, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void close(String name, SearchIndex index) {
        damaged.remove(index);
        try {
            index.close();
        } catch (RuntimeException | Error e) {
            // Of one that can't be written that was said before.
            LOG.info("the search index {} can't be closed properly: {}", name, e.toString());
        }
    }

    private void drop(String name) {
        try {
            engine.drop(name);
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "the search index {} isn't needed any more and can't be deleted, tried again at the next start: {}",
                    name,
                    e.toString());
        }
    }
}
