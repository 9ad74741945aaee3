package org.duban.demo;

import java.time.Instant;
import java.time.InstantSource;

/** The time in the demo: stands still until it is moved on, and never goes back. Thread-safe. */
final class SimulatedClock implements InstantSource {

    private volatile Instant now;

    SimulatedClock(Instant start) {
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves on to an instant.
     *
     * @throws IllegalArgumentException when it lies in the past
     */
    synchronized void moveTo(Instant instant) {
        if (instant.isBefore(now)) {
            throw new IllegalArgumentException("the clock never goes back: from " + now + " to " + instant);
        }
        now = instant;
    }
}
