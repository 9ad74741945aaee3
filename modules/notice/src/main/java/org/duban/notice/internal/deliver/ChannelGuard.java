package org.duban.notice.internal.deliver;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notices.Condition;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between Duban and one channel service: one call at a time on a thread of the channel's own, a time limit, a circuit breaker,
 * and an answer whatever the plugin does. Thread-safe; never waits for the plugin.
 *
 * <p>A call that isn't back in time is interrupted and counts as a fault. While it still isn't back the channel hangs: nothing more is
 * given to it, so there is never a second call beside the first, and at most one thread is lost to it.
 */
final class ChannelGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelGuard.class);
    private static final long TEST_LOOKS_MILLIS = 100;

    /**
     * What came of a call.
     *
     * @param outcome {@code SENT}, {@code RETRY}, {@code REJECTED} or {@code FAULT}
     * @param detail receipt or reason, one line
     * @param after how long to wait before the next try, when the receiver said so
     */
    record Result(Outcome outcome, String detail, @Nullable Duration after) {}

    /** One call. */
    static final class Call {
        private final Message message;
        private final long startedNanos = System.nanoTime();
        private volatile @Nullable Result result;

        private Call(Message message) {
            this.message = message;
        }

        /** What came of it; null while it is under way. */
        @Nullable
        Result result() {
            return result;
        }
    }

    private final String id;
    private final String name;
    private final String plugin;
    private final Supplier<DeliveryRules> rules;
    private final InstantSource clock;
    private final Runnable wake;
    private final ThreadGroup threads;
    private final CircuitBreaker<Object> breaker;

    // All below are guarded by this.
    /** Null once the service is gone, so that nothing here keeps the plugin's classes. */
    private @Nullable Channel channel;

    private @Nullable Thread worker;
    private @Nullable Call call;
    private @Nullable Instant troubledSince;
    private long sent;
    private long faults;
    private String lastFault = "";

    /**
     * @param id the channel's id
     * @param name what people call it
     * @param plugin symbolic name and version of the bundle it comes from
     * @param wake called on any thread when a call has ended
     */
    ChannelGuard(
            String id,
            String name,
            String plugin,
            Channel channel,
            Supplier<DeliveryRules> rules,
            InstantSource clock,
            Runnable wake) {
        this.id = id;
        this.name = name;
        this.plugin = plugin;
        this.channel = channel;
        this.rules = rules;
        this.clock = clock;
        this.wake = wake;
        this.threads = group("duban-channel-" + id);
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(rules.get().breakerFailures())
                .withSuccessThreshold(1)
                .withDelay(rules.get().breakerOpen())
                .build();
    }

    /** Whatever threads the plugin starts while it is called belong to it, so that those it leaves behind can be counted. */
    @SuppressWarnings("removal") // Before Java 19 only a daemon group is let go when its last thread has ended.
    private static ThreadGroup group(String name) {
        ThreadGroup group = new ThreadGroup(name);
        group.setDaemon(true);
        return group;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String plugin() {
        return plugin;
    }

    /** Whether a message could be given to it now. */
    synchronized boolean ready() {
        return channel != null
                && call == null
                && (!breaker.isOpen() || breaker.getRemainingDelay().isZero());
    }

    /** Begins a call; null when there can't be one now. */
    synchronized @Nullable Call begin(Message message) {
        if (channel == null || call != null || !breaker.tryAcquirePermit()) {
            return null;
        }
        return begun(message);
    }

    /**
     * Makes one call although the breaker may be open, because somebody wants to know, and waits for it: for the one under way first, then for
     * its own.
     */
    synchronized Result test(Message message) throws InterruptedException {
        Call own = null;
        while (true) {
            if (own != null && own.result != null) {
                return own.result;
            }
            if (channel == null) {
                return new Result(Outcome.FAULT, "通道已被卸载", null);
            }
            if (own == null && condition() == Condition.HANGING) {
                return new Result(Outcome.FAULT, "通道无响应：上一次发送还没有返回", null);
            }
            if (own == null && call == null) {
                breaker.tryAcquirePermit();
                own = begun(message);
            }
            wait(TEST_LOOKS_MILLIS);
            expire();
        }
    }

    private Call begun(Message message) {
        if (worker == null) {
            Thread thread = new Thread(threads, this::work, "duban-channel-" + id);
            thread.setDaemon(true);
            thread.start();
            worker = thread;
        }
        Call begun = new Call(message);
        call = begun;
        notifyAll();
        return begun;
    }

    private void work() {
        Thread thread = Thread.currentThread();
        while (true) {
            Channel callee;
            Call next;
            synchronized (this) {
                while (channel != null && (call == null || call.result != null)) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        // Whoever wants this thread to end takes the channel away: looked at next.
                        LOG.trace("interrupted between calls", e);
                    }
                }
                if (channel == null || call == null) {
                    return;
                }
                callee = channel;
                next = call;
            }
            thread.setContextClassLoader(callee.getClass().getClassLoader());
            Result result = result(callee, next.message);
            thread.setContextClassLoader(null);
            callee = null;
            finished(next, result);
        }
    }

    private static Result result(Channel channel, Message message) {
        try {
            return result(channel.send(message));
        } catch (Throwable e) {
            // Errors too: a plugin's stack, memory and linkage are its own.
            return fault(e);
        }
    }

    @SuppressWarnings("NullAway") // A plugin may answer null, whatever it owes.
    private static Result result(@Nullable Delivery answer) {
        if (answer instanceof Delivery.Sent accepted) {
            return new Result(Outcome.SENT, Texts.reason(accepted.receipt()), null);
        }
        if (answer instanceof Delivery.Retry later) {
            return new Result(Outcome.RETRY, Texts.reason(later.reason()), later.after());
        }
        if (answer instanceof Delivery.Rejected never) {
            return new Result(Outcome.REJECTED, Texts.reason(never.reason()), null);
        }
        return new Result(Outcome.FAULT, "通道没有答复（null）", null);
    }

    private static Result fault(Throwable thrown) {
        String reason;
        try {
            reason = Texts.reason(thrown);
        } catch (Throwable e) {
            // Even what it throws may throw when it is asked.
            reason = thrown.getClass().getName();
        }
        return new Result(Outcome.FAULT, reason, null);
    }

    private void finished(Call finished, Result result) {
        synchronized (this) {
            // Was meant for the call, not for what this thread does next.
            Thread.interrupted();
            if (call == finished) {
                call = null;
            }
            if (finished.result == null) {
                finish(finished, result);
            } else {
                LOG.info("channel {}: a call came back after {} s", id, seconds(finished));
                assess();
            }
            notifyAll();
        }
        wake.run();
    }

    private void finish(Call finished, Result result) {
        finished.result = result;
        switch (result.outcome()) {
            case SENT -> {
                sent++;
                answered();
            }
            case REJECTED -> answered();
            case FAULT -> {
                faults++;
                lastFault = result.detail();
                breaker.recordFailure();
            }
            default -> breaker.recordFailure();
        }
        assess();
    }

    private void answered() {
        breaker.recordSuccess();
        // After a test past an open breaker, which takes no notice of successes.
        breaker.close();
    }

    private void assess() {
        if (channel == null) {
            return;
        }
        Condition now = condition();
        if (now == Condition.READY) {
            if (troubledSince != null) {
                LOG.info("channel {} works again", id);
            }
            troubledSince = null;
        } else if (troubledSince == null) {
            troubledSince = clock.instant();
            LOG.warn("channel {}: {}; last fault: {}", id, now, lastFault);
        }
    }

    /** Gives up a call whose time is over; to be called now and then, by anybody. */
    synchronized void expire() {
        Call late = call;
        if (late == null
                || late.result != null
                || System.nanoTime() - late.startedNanos < rules.get().timeout().toNanos()) {
            return;
        }
        finish(late, new Result(Outcome.FAULT, "超过 " + rules.get().timeout().toSeconds() + " 秒没有答复", null));
        if (worker != null) {
            worker.interrupt();
        }
    }

    private static long seconds(Call call) {
        return Duration.ofNanos(System.nanoTime() - call.startedNanos).toSeconds();
    }

    /** Whether it is used; never {@link Condition#ABSENT}. */
    synchronized Condition condition() {
        if (call != null && call.result != null) {
            return Condition.HANGING;
        }
        return breaker.isClosed() ? Condition.READY : Condition.BROKEN;
    }

    /** Since when it is broken or hangs; null while it is well. */
    synchronized @Nullable Instant troubledSince() {
        return troubledSince;
    }

    synchronized long sent() {
        return sent;
    }

    synchronized long faults() {
        return faults;
    }

    synchronized String lastFault() {
        return lastFault;
    }

    /** How many threads live that the plugin has started while it was called, and after the end its hanging one. */
    synchronized int leakedThreads() {
        boolean own = channel != null && worker != null && worker.isAlive();
        return Math.max(0, threads.activeCount() - (own ? 1 : 0));
    }

    /** Whether the service is gone; no answer comes any more then. */
    synchronized boolean abandoned() {
        return channel == null;
    }

    /** The service goes: a call under way is interrupted and left to itself. */
    void abandon() {
        synchronized (this) {
            channel = null;
            if (call != null && worker != null) {
                worker.interrupt();
            }
            notifyAll();
        }
        wake.run();
    }
}
