package org.duban.demo;

import java.util.Locale;

/** The real time that has passed since it was made, in seconds for people; the demo's own time is simulated. */
final class Stopwatch {

    private final long started = System.nanoTime();

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f 秒", (System.nanoTime() - started) / 1e9);
    }
}
