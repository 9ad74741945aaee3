package org.duban.api.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;

/**
 * The one thread of a reader of the feed: it goes round when the journal has news, and every pause, because a day may have ended or a host's
 * service may be back. Whatever a round throws, there is a next one. Thread-safe.
 */
public final class FeedLoop implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(20);

    private final Duration pause;
    private final Duration gather;
    private final Runnable round;
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ReentrantLock running = new ReentrantLock();
    private volatile String failure = "";
    private volatile long roundNanos;

    /**
     * A loop that isn't started.
     *
     * @param name of the thread, a daemon: {@code duban-dossier}
     * @param pause between rounds when there is no news
     * @param gather how long more news is waited for before a round: what comes together is read together
     * @param round does all there is to do; throws when something is wrong with everything
     * @param failed told of what a round threw, an {@link Error} too, once as long as it is the same; and that a round had to be interrupted to stop
     */
    public FeedLoop(String name, Duration pause, Duration gather, Runnable round, Consumer<Throwable> failed) {
        this.pause = pause;
        this.gather = gather;
        this.round = round;
        this.failed = failed;
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    /** Begins with a round. */
    public void start() {
        thread.start();
    }

    /** Says that events were committed. */
    public void committed() {
        news.release();
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void work() {
        while (!stopped()) {
            try {
                run();
                failure = "";
            } catch (Throwable e) {
                String now = String.valueOf(e);
                if (!now.equals(failure) && !stopped()) {
                    failed.accept(e);
                }
                failure = now;
                // Else what fails at once would be tried without a pause.
                news.drainPermits();
            }
            try {
                if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)
                        && !stop.await(gather.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                // Nobody but close() interrupts, and it says so by the latch.
                continue;
            }
        }
    }

    /**
     * Goes round once, on this thread; waits for a round under way.
     *
     * @throws DubanException {@code STOPPED} once it is closed
     */
    public void run() {
        running.lock();
        try {
            requireRunning();
            roundNanos = System.nanoTime();
            round.run();
        } finally {
            running.unlock();
        }
    }

    /** @throws DubanException {@code STOPPED} once it is closed */
    public void requireRunning() {
        if (stopped()) {
            throw new DubanException(Problem.of(ErrorCode.STOPPED, "系统已停止", "Duban has been stopped"));
        }
    }

    /** What the last round threw; empty when it didn't. */
    public String failure() {
        return failure;
    }

    /** How long the round now under way has taken: a host's service that hangs shows here. Zero while nothing runs. */
    public Duration round() {
        return running.isLocked() ? Duration.ofNanos(System.nanoTime() - roundNanos) : Duration.ZERO;
    }

    /** Ends after the round under way, which is interrupted when it takes longer than 20 s. */
    @Override
    public void close() {
        stop.countDown();
        news.release();
        try {
            thread.join(STOP.toMillis());
            if (thread.isAlive()) {
                failed.accept(new IllegalStateException(
                        thread.getName() + " is still at work after " + STOP.toSeconds() + " s: interrupted"));
                thread.interrupt();
                thread.join(STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
