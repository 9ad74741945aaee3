package org.duban.evaluation.internal.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that keeps the scores: when the journal has news, and now and then, because a day may have begun. It lets news gather a
 * little, so that a matter that is worked on is computed once rather than with each event; who asks for results doesn't wait for it.
 */
final class EvaluationLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluationLoop.class);

    private static final long GATHER_MILLIS = 500;
    private static final long LONGEST_SLEEP_MILLIS = 10_000;
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Runnable round;
    private final Thread thread = new Thread(this::work, "duban-evaluation");
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ReentrantLock running = new ReentrantLock();
    private volatile String failure = "";
    private volatile long roundNanos;

    /** @param round does all there is to do; throws when something is wrong with everything */
    EvaluationLoop(Runnable round) {
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

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void work() {
        while (!stopped()) {
            try {
                run();
                failure = "";
            } catch (Throwable e) {
                // An Error too: whatever a host's service did in here, the next event must be read.
                failed(e);
            }
            try {
                if (news.tryAcquire(LONGEST_SLEEP_MILLIS, TimeUnit.MILLISECONDS)
                        && !stop.await(GATHER_MILLIS, TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                // Nobody but close() interrupts, and it says so by the latch.
                LOG.trace("interrupted", e);
            }
        }
    }

    private void failed(Throwable e) {
        String now = String.valueOf(e);
        if (!now.equals(failure) && !stopped()) {
            LOG.error("evaluation can't go on, trying again", e);
        }
        failure = now;
    }

    /** Does all there is to do; on any thread. */
    void run() {
        running.lock();
        try {
            if (stopped()) {
                throw new DubanException(Problem.of(ErrorCode.STOPPED, "系统已停止", "Duban has been stopped"));
            }
            roundNanos = System.nanoTime();
            round.run();
        } finally {
            running.unlock();
        }
    }

    /** Why nothing can be computed at the moment; empty when it can. */
    String failure() {
        return failure;
    }

    /** How long the round now under way has taken; zero while nothing runs. */
    Duration round() {
        return running.isLocked() ? Duration.ofNanos(System.nanoTime() - roundNanos) : Duration.ZERO;
    }

    /** Ends after the round under way. */
    @Override
    public void close() {
        stop.countDown();
        news.release();
        try {
            thread.join(STOP.toMillis());
            if (thread.isAlive()) {
                LOG.warn("evaluation is still at work after {} s: interrupted", STOP.toSeconds());
                thread.interrupt();
                thread.join(STOP.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
