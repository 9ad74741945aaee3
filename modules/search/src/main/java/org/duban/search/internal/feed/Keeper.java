package org.duban.search.internal.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duban.api.DubanException;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.matter.Matters;
import org.duban.api.search.IndexStatus;
import org.duban.search.internal.feed.Upkeep.Building;
import org.duban.spi.search.SearchEngine;
import org.duban.spi.search.SearchIndex;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index behind the journal, on a thread of its own: whatever happens to the index, commands go on. Thread-safe.
 *
 * <p>It keeps the index of the engine that ranks highest; when another one comes to rank higher, that one's index is opened, or built.
 */
@Component(service = Keeper.class, immediate = true, configurationPid = FeedConfig.PID)
@Designate(ocd = FeedConfig.class)
public final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    /** How soon events are seen that another node wrote, of which nobody tells. */
    private static final long LONGEST_SLEEP_NANOS = Duration.ofMillis(500).toNanos();

    private static final Duration STOP = Duration.ofSeconds(20);

    /** How long somebody who asks for the state waits for the index to be opened. */
    private static final Duration OPENING = Duration.ofSeconds(2);

    /** Who hasn't been at the head for so long is behind. */
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private final SearchEngine engine;
    private final Journal journal;
    private final Upkeep upkeep;
    private final Thread thread = new Thread(this::work, "duban-search");
    private final Semaphore news = new Semaphore(0);
    private final Object progress = new Object();
    private volatile FeedRules rules;
    private volatile boolean stopped;
    private volatile boolean tried;
    private @Nullable AutoCloseable subscription;

    /** @throws DubanException {@code CONFIGURATION_INVALID} */
    @Activate
    public Keeper(
            FeedConfig config,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) SearchEngine engine,
            @Reference Journal journal,
            @Reference Matters matters,
            @Reference FormTypes formTypes,
            @Reference InstantSource clock) {
        this(FeedRules.of(config), engine, journal, matters, formTypes, clock);
    }

    Keeper(
            FeedRules rules,
            SearchEngine engine,
            Journal journal,
            Matters matters,
            FormTypes formTypes,
            InstantSource clock) {
        this.rules = rules;
        this.engine = engine;
        this.journal = journal;
        this.upkeep = new Upkeep(
                () -> this.rules,
                engine,
                journal,
                new MatterReader(journal, matters, new MatterTexts(formTypes, matters)),
                clock,
                () -> stopped,
                this::progress,
                news::release);
        thread.setDaemon(true);
    }

    /** Begins; opening the index is the thread's work, so that it holds up no start. */
    @Activate
    public void start() {
        subscription = journal.onCommit(head -> news.release());
        thread.start();
    }

    /** Goes on by other rules. Throws {@code CONFIGURATION_INVALID}; they stay as they are then. */
    @Modified
    void modified(FeedConfig config) {
        rules = FeedRules.of(config);
    }

    /** Makes durable what was indexed, and ends. */
    @Deactivate
    public void stop() {
        AutoCloseable subscribed = subscription;
        if (subscribed != null) {
            try {
                subscribed.close();
            } catch (Exception e) {
                LOG.warn("the journal's subscription can't be closed", e);
            }
        }
        stopped = true;
        news.release();
        try {
            thread.join(STOP.toMillis());
            if (thread.isAlive()) {
                LOG.warn("the search index is still at work after {} s: interrupted", STOP.toSeconds());
                thread.interrupt();
                thread.join(STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress();
    }

    private void work() {
        while (!stopped) {
            long wait = upkeep.step(LONGEST_SLEEP_NANOS);
            tried = true;
            progress();
            sleep(wait);
        }
        upkeep.close();
    }

    private void sleep(long nanos) {
        try {
            if (!stopped && news.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            // Nobody but stop() interrupts, and it says so in a field.
            LOG.trace("interrupted", e);
        }
    }

    private void progress() {
        synchronized (progress) {
            progress.notifyAll();
        }
    }

    // ---- what others call

    /**
     * What searches are put to. Each call is answered by the generation in use at that moment; {@code find}, {@code count}, {@code size} and
     * {@code mark} throw {@code INDEX_UNAVAILABLE} while there is none. It can't be written to or closed.
     *
     * @throws DubanException {@code INDEX_UNAVAILABLE}, {@code STOPPED}
     */
    public SearchIndex searchable() {
        upkeep.served().check();
        return upkeep.served();
    }

    /**
     * Waits until everything the journal holds now can be found; while there is no whole index, until there is.
     *
     * @throws DubanException {@code INDEX_UNAVAILABLE} when the index can't be written, {@code STOPPED}
     */
    public void catchUp() {
        await(true);
    }

    /**
     * Waits until everything that has just been written can be found. Unlike {@link #catchUp} doesn't wait for the rest of an index that is
     * being built anew while there is no old one; {@link #remarks} tells of that.
     *
     * @throws DubanException as {@link #catchUp}
     */
    public void freshen() {
        await(false);
    }

    private void await(boolean whole) {
        long head = journal.head();
        news.release();
        synchronized (progress) {
            while (!seen(head, whole)) {
                if (stopped) {
                    throw Upkeep.stopped();
                }
                String reason = upkeep.behindBecause();
                if (!reason.isEmpty()) {
                    throw Served.unavailable(
                            "检索索引暂时写不进：" + reason, "the search index can't be written: " + reason, null);
                }
                try {
                    progress.wait(TimeUnit.NANOSECONDS.toMillis(LONGEST_SLEEP_NANOS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw Served.unavailable("等待检索索引时被中断", "interrupted while the search index was waited for", e);
                }
            }
        }
    }

    private boolean seen(long head, boolean whole) {
        Generation serving = upkeep.serving();
        if (serving != null) {
            return serving.seen() >= head;
        }
        Building building = upkeep.building();
        return !whole && building != null && building.generation().seen() >= head;
    }

    /** Starts to build the index anew, in the background; false when that is under way already. */
    public boolean rebuild() {
        synchronized (progress) {
            if (upkeep.wanted() || upkeep.building() != null) {
                return false;
            }
            upkeep.want();
        }
        news.release();
        return true;
    }

    /** How the index is. Waits a moment for an index that is being opened. */
    public IndexStatus status() {
        awaitOpening();
        return look().status();
    }

    /** What a person should know of results found now, in Chinese; empty when all is well. */
    public List<String> remarks() {
        return look().remarks();
    }

    private void awaitOpening() {
        long end = System.nanoTime() + OPENING.toNanos();
        synchronized (progress) {
            try {
                for (long left = OPENING.toMillis();
                        !tried && !stopped && upkeep.building() == null && left > 0;
                        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                    progress.wait(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How everything is at this moment. */
    Look look() {
        Generation serving = upkeep.serving();
        Building building = upkeep.building();
        Generation asked = serving != null ? serving : building != null ? building.generation() : null;
        long head = journal.head();
        long position = asked == null ? 0 : asked.seen();
        boolean late = System.nanoTime() - upkeep.caughtUpNanos() > BEHIND.toNanos();
        return new Look(
                engine.name(),
                serving != null,
                building == null ? null : new Look.Progress(building.done(), building.total(), building.startedAt()),
                stopped ? "系统已停止" : asked == null && !tried ? "索引正在打开" : upkeep.blocked(),
                asked == null ? 0 : asked.size(),
                position,
                Math.max(head, position),
                late ? Math.max(0, head - position) : 0,
                asked == null ? List.of() : asked.troubles());
    }
}
