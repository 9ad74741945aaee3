package org.duban.plugin.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that ends up in a plugin's code and may never come back: on a thread of its own, waited for so long and no longer. */
final class BoundedCall {

    /** What is called. */
    interface Action {
        void run() throws Exception;
    }

    private final Thread thread;
    private volatile @Nullable Throwable failure;

    /**
     * Starts the call.
     *
     * @param name the thread's name
     * @param loader the thread's context class loader; null: none
     */
    BoundedCall(String name, @Nullable ClassLoader loader, Action action) {
        thread = new Thread(() -> run(action), name);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
    }

    private void run(Action action) {
        try {
            action.run();
        } catch (Throwable e) {
            // Whatever a plugin throws, an Error too, is its own failure.
            failure = e;
        }
    }

    /**
     * Waits for the call.
     *
     * @return whether it has come back
     */
    boolean await(Duration limit) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return isDone();
    }

    boolean isDone() {
        return !thread.isAlive();
    }

    /** What it threw; null when it threw nothing or hasn't come back. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void interrupt() {
        thread.interrupt();
    }
}
