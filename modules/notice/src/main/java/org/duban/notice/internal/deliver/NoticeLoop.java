package org.duban.notice.internal.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.notice.internal.raise.Raising;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that raises notices and drives their delivery: when the journal or a channel has news, and every second, because the host's
 * clock may jump.
 */
final class NoticeLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeLoop.class);

    private static final long LONGEST_SLEEP_MILLIS = 1000;
    private static final long LOOK_MILLIS = 50;

    /** How long a stop waits for channels. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration STOP = Duration.ofSeconds(20);

    private final Raising raising;
    private final Delivery delivery;
    private final InstantSource clock;
    private final Thread thread = new Thread(this::work, "duban-notice");
    private final Semaphore news;
    private final AtomicBoolean journalNews = new AtomicBoolean(true);
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean stopped;
    private volatile @Nullable Instant nextRaise;
    private volatile String raiseFailure = "";
    private volatile String deliveryFailure = "";
    private volatile long roundNanos;

    /** @param news whoever has news for the delivery releases a permit */
    NoticeLoop(Raising raising, Delivery delivery, InstantSource clock, Semaphore news) {
        this.raising = raising;
        this.delivery = delivery;
        this.clock = clock;
        this.news = news;
        thread.setDaemon(true);
    }

    void start() {
        roundNanos = System.nanoTime();
        thread.start();
    }

    /** Events were committed. */
    void committed() {
        journalNews.set(true);
        news.release();
    }

    private void work() {
        long raisedNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LONGEST_SLEEP_MILLIS);
        while (!stopped) {
            roundNanos = System.nanoTime();
            boolean more = false;
            String failure = "";
            boolean second = System.nanoTime() - raisedNanos >= TimeUnit.MILLISECONDS.toNanos(LONGEST_SLEEP_MILLIS);
            if (journalNews.getAndSet(false) | second | due()) {
                raisedNanos = System.nanoTime();
                try {
                    raise();
                } catch (Throwable e) {
                    // An Error too: whatever a host's service did in here, tomorrow's reminders must go out.
                    failure = failed("raised", e);
                }
                raiseFailure = failure;
            }
            try {
                more = !stopped && delivery.step();
                deliveryFailure = "";
            } catch (Throwable e) {
                deliveryFailure = failure = failed("delivered", e);
            }
            if (!failure.isEmpty()) {
                // Else what fails at once would be tried without a pause.
                news.drainPermits();
            }
            if (!more) {
                sleep();
            }
        }
        finish();
    }

    /** What is under way may still tell what came of it; else it would be sent again after the next start. */
    private void finish() {
        long begun = System.nanoTime();
        try {
            while (!delivery.record() && System.nanoTime() - begun < GRACE.toNanos()) {
                news.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.trace("interrupted while the last calls were waited for", e);
        } catch (RuntimeException e) {
            LOG.warn("what came of the last calls isn't written, they will be sent again: {}", e.toString());
        }
    }

    private boolean due() {
        Instant next = nextRaise;
        return next != null && !next.isAfter(clock.instant());
    }

    private String failed(String what, Throwable e) {
        nextRaise = null;
        String failure = String.valueOf(e);
        if (!failure.equals(raiseFailure) && !failure.equals(deliveryFailure) && !stopped) {
            LOG.error("notices can't be {}, trying again every second", what, e);
        }
        return failure;
    }

    /** Why notices can't be raised or delivered at the moment; empty when they can. */
    String failure() {
        String raising = raiseFailure;
        return raising.isEmpty() ? deliveryFailure : raising;
    }

    /** How long the round now under way has taken; a service of the host's that hangs shows here. Zero while nothing runs. */
    Duration round() {
        return thread.isAlive() ? Duration.ofNanos(System.nanoTime() - roundNanos) : Duration.ZERO;
    }

    private void sleep() {
        try {
            if (!stopped && news.tryAcquire(LONGEST_SLEEP_MILLIS, TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            // Nobody but close() interrupts, and it says so in a field.
            LOG.trace("interrupted", e);
        }
    }

    /** There is something to deliver. */
    void news() {
        news.release();
    }

    /** Raises what is due and brings it to where channels take it from; on any thread. */
    void catchUp() {
        raise();
        boolean more = true;
        while (more && !stopped) {
            more = delivery.queue(clock.instant());
        }
        news.release();
    }

    /** @throws DubanException {@code STOPPED} once it is closed */
    void requireRunning() {
        if (stopped) {
            throw new DubanException(Problem.of(ErrorCode.STOPPED, "系统已停止", "Duban has been stopped"));
        }
    }

    private void raise() {
        running.lock();
        try {
            requireRunning();
            nextRaise = raising.run();
        } finally {
            running.unlock();
        }
    }

    /** Ends after the step under way. */
    @Override
    public void close() {
        stopped = true;
        news.release();
        try {
            thread.join(STOP.toMillis());
            if (thread.isAlive()) {
                LOG.warn(
                        "notices are still at work after {} s, probably in a service of the host: interrupted",
                        STOP.toSeconds());
                thread.interrupt();
                thread.join(STOP.toMillis());
            }
            // Somebody's catchUp() may be under way.
            if (running.tryLock(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                running.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
