package org.duban.search.internal.feed;

import java.time.Duration;

/** When to try again what failed: soon at first, then ever later. Changed by one thread, read by any. */
final class BackOff {

    private final long firstNanos;
    private final long longestNanos;
    private volatile String reason = "";
    private volatile int failures;
    private long pauseNanos;
    private long failedNanos;

    BackOff(Duration first, Duration longest) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
    }

    /** Whether to try now. */
    boolean due() {
        return leftNanos() <= 0;
    }

    /** How long to wait yet; 0 or less when it is time. */
    long leftNanos() {
        return failures == 0 ? 0 : failedNanos + pauseNanos - System.nanoTime();
    }

    /** @param why in Chinese */
    void failed(String why) {
        pauseNanos = failures == 0 ? firstNanos : Math.min(longestNanos, pauseNanos * 2);
        failedNanos = System.nanoTime();
        reason = why;
        failures++;
    }

    void succeeded() {
        failures = 0;
        reason = "";
    }

    /** How often in a row it failed. */
    int failures() {
        return failures;
    }

    /** Why it failed last; empty when it didn't. */
    String reason() {
        return reason;
    }
}
