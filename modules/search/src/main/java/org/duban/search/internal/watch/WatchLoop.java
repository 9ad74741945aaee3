package org.duban.search.internal.watch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that looks for what watches look for: when the journal has news, and every second, because a day may have ended. */
final class WatchLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchLoop.class);

    private static final long LONGEST_SLEEP_MILLIS = 1000;
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Runnable round;
    private final Thread thread = new Thread(this::work, "duban-watch");
    private final Semaphore news = new Semaphore(0);
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean stopped;
    private volatile String failure = "";
    private volatile long roundNanos;

    /** @param round does all there is to do; throws when something is wrong with everything */
    WatchLoop(Runnable round) {
        this.round = round;
        thread.setDaemon(true);
    }

    void start() {
        roundNanos = System.nanoTime();
        thread.start();
    }

    /** Events were committed. */
    void committed() {
        news.release();
    }

    private void work() {
        while (!stopped) {
            roundNanos = System.nanoTime();
            try {
                run();
                failure = "";
            } catch (Throwable e) {
                // An Error too: whatever a host's service did in here, the next text must be looked at.
                failed(e);
                news.drainPermits();
            }
            try {
                if (!stopped && news.tryAcquire(LONGEST_SLEEP_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                // Nobody but close() interrupts, and it says so in a field.
                LOG.trace("interrupted", e);
            }
        }
    }

    private void failed(Throwable e) {
        String now = String.valueOf(e);
        if (!now.equals(failure) && !stopped) {
            LOG.error("new texts can't be looked at for watches, trying again every second", e);
        }
        failure = now;
    }

    /** Does all there is to do; on any thread. */
    void run() {
        running.lock();
        try {
            requireRunning();
            round.run();
        } finally {
            running.unlock();
        }
    }

    /** @throws DubanException {@code STOPPED} once it is closed */
    void requireRunning() {
        if (stopped) {
            throw new DubanException(Problem.of(ErrorCode.STOPPED, "系统已停止", "Duban has been stopped"));
        }
    }

    /** Why nothing can be looked at, at the moment; empty when it can. */
    String failure() {
        return failure;
    }

    /** How long the round now under way has taken; a service of the host's that hangs shows here. Zero while nothing runs. */
    Duration round() {
        return running.isLocked() ? Duration.ofNanos(System.nanoTime() - roundNanos) : Duration.ZERO;
    }

    /** Ends after the round under way. */
    @Override
    public void close() {
        stopped = true;
        news.release();
        try {
            thread.join(STOP.toMillis());
            if (thread.isAlive()) {
                LOG.warn(
                        "watches are still at work after {} s, probably in a service of the host: interrupted",
                        STOP.toSeconds());
                thread.interrupt();
                thread.join(STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
