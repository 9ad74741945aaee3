package org.duban.dossier.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duban.spi.anchor.AnchorSink;
import org.duban.spi.anchor.AnchorSink.Anchor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that are told of anchors, each on a thread of its own with a time limit. Thread-safe. */
final class AnchorSinks {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorSinks.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Map<AnchorSink, State> sinks = new ConcurrentHashMap<>();
    private final Duration limit;

    AnchorSinks() {
        this(LIMIT);
    }

    AnchorSinks(Duration limit) {
        this.limit = limit;
    }

    private static final class State {
        private volatile String failure = "";
        private volatile boolean busy;
    }

    void add(AnchorSink sink) {
        sinks.put(sink, new State());
    }

    void remove(AnchorSink sink) {
        sinks.remove(sink);
    }

    /** Tells every sink; one that hangs isn't told of more until it comes back. */
    void tell(Anchor anchor) {
        sinks.forEach((sink, state) -> tell(sink, state, anchor));
    }

    private void tell(AnchorSink sink, State state, Anchor anchor) {
        if (state.busy) {
            return;
        }
        state.busy = true;
        FutureTask<Void> call = new FutureTask<>(() -> {
            try {
                sink.anchored(anchor);
            } finally {
                state.busy = false;
            }
            return null;
        });
        Thread thread = new Thread(call, "duban-anchor-sink");
        thread.setDaemon(true);
        thread.setContextClassLoader(sink.getClass().getClassLoader());
        thread.start();
        try {
            call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            state.failure = "";
        } catch (TimeoutException e) {
            call.cancel(true);
            failed(sink, state, "超过 " + limit.toSeconds() + " 秒没有返回");
        } catch (ExecutionException e) {
            failed(sink, state, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
        }
    }

    private static void failed(AnchorSink sink, State state, String why) {
        if (!why.equals(state.failure)) {
            LOG.warn("an anchor did not reach {}: {}", sink.getClass().getName(), why);
        }
        state.failure = why;
    }

    int count() {
        return sinks.size();
    }

    /** Why the last anchor didn't reach one of them; empty when it reached all. */
    String failure() {
        return sinks.values().stream()
                .map(state -> state.failure)
                .filter(failure -> !failure.isEmpty())
                .findFirst()
                .orElse("");
    }
}
