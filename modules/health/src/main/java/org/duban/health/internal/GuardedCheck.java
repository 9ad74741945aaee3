package org.duban.health.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.spi.health.HealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * A check that can do no harm: it is called on another thread, never beside itself, waited for only so long, and whatever it throws is a
 * finding. Thread-safe.
 */
final class GuardedCheck {

    /** More than these of one check are left out. */
    static final int MAX_FINDINGS = 200;

    private final String subject;
    private final HealthCheck check;
    private final Executor executor;
    private final Duration limit;
    private @Nullable Call call;

    /** A call under way or answered. */
    static final class Call {
        private final CompletableFuture<List<Finding>> answer = new CompletableFuture<>();
        private final long since = System.nanoTime();
    }

    /**
     * @param subject what its failure is reported as
     * @param limit how long an answer is waited for
     */
    GuardedCheck(String subject, HealthCheck check, Executor executor, Duration limit) {
        this.subject = subject;
        this.check = check;
        this.executor = executor;
        this.limit = limit;
    }

    boolean guards(HealthCheck other) {
        return check == other;
    }

    /** Begins to ask; joins a call that hasn't been answered yet. */
    Call ask() {
        Call begun;
        synchronized (this) {
            Call under = call;
            if (under != null && !under.answer.isDone()) {
                return under;
            }
            begun = new Call();
            call = begun;
        }
        try {
            executor.execute(() -> answer(begun));
        } catch (RejectedExecutionException e) {
            begun.answer.completeExceptionally(e);
        }
        return begun;
    }

    private void answer(Call begun) {
        try {
            begun.answer.complete(List.copyOf(check.check()));
        } catch (Throwable e) { // a check may be compiled against something that isn't there any more
            begun.answer.completeExceptionally(e);
        }
    }

    /** What a call found, waiting as long as is left of its time. */
    List<Finding> findings(Call asked) throws InterruptedException {
        long waited = System.nanoTime() - asked.since;
        try {
            List<Finding> all = asked.answer.get(Math.max(0, limit.toNanos() - waited), TimeUnit.NANOSECONDS);
            return all.size() <= MAX_FINDINGS ? all : shortened(all);
        } catch (TimeoutException e) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - asked.since);
            return List.of(Finding.of(subject, Status.FAIL, "检查已 " + seconds + " 秒没有答复；答复之前不会再问，请查看提供它的插件"));
        } catch (ExecutionException e) {
            return List.of(Finding.of(subject, Status.FAIL, "检查本身出错：" + e.getCause()));
        }
    }

    private List<Finding> shortened(List<Finding> all) {
        List<Finding> first = new ArrayList<>(all.subList(0, MAX_FINDINGS));
        first.add(Finding.of(subject, Status.WARN, "检查给出 " + all.size() + " 项，只列前 " + MAX_FINDINGS + " 项"));
        return first;
    }
}
