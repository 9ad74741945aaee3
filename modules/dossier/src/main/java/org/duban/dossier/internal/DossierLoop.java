package org.duban.dossier.internal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that keeps dossiers: when the journal has news, and every second, because a pause may be over. */
final class DossierLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DossierLoop.class);
    private static final long LONGEST_SLEEP_MILLIS = 1000;
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Runnable round;
    private final Thread thread = new Thread(this::work, "duban-dossier");
    private final Semaphore news = new Semaphore(0);
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean stopped;
    private volatile String failure = "";

    DossierLoop(Runnable round) {
        this.round = round;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Events were committed. */
    void committed() {
        news.release();
    }

    private void work() {
        while (!stopped) {
            try {
                run();
                failure = "";
            } catch (Throwable e) {
                // An Error too: whatever a host's service did in here, the next matter must be sealed.
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
            LOG.error("dossiers can't be kept, trying again every second", e);
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

    /** Why nothing can be done at the moment; empty when it can. */
    String failure() {
        return failure;
    }

    /** Ends after the round under way. */
    @Override
    public void close() {
        stopped = true;
        news.release();
        try {
            thread.join(STOP.toMillis());
            if (thread.isAlive()) {
                LOG.warn("a dossier is still being sealed after {} s: interrupted", STOP.toSeconds());
                thread.interrupt();
                thread.join(STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
