package org.duban.health.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.spi.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GuardedCheckTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Finding FINE = Finding.of("queue", Status.OK, "正常");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    @DisplayName("检查说什么就是什么")
    void whatACheckFindsIsReported() throws Exception {
        assertEquals(List.of(FINE), findings(() -> List.of(FINE)));
    }

    @Test
    @DisplayName("抛出任何东西都是该检查的故障")
    void whateverACheckThrowsIsItsOwnFailure() throws Exception {
        assertFailed(
                findings(() -> {
                    throw new IllegalStateException("no connection");
                }),
                "no connection");
        assertFailed(
                findings(() -> {
                    throw new NoClassDefFoundError("gone/Api");
                }),
                "gone/Api");
    }

    @Test
    @DisplayName("返回 null 是该检查的故障")
    void nullIsAFailure() throws Exception {
        assertFailed(findings(() -> null), "NullPointerException");
        assertFailed(findings(() -> Collections.singletonList(null)), "NullPointerException");
    }

    @Test
    @DisplayName("没有空闲线程是该检查的故障，有了再问")
    void aCheckThatFindsNoThreadIsAskedAgainNextTime() throws Exception {
        AtomicInteger refusals = new AtomicInteger(1);
        GuardedCheck check = new GuardedCheck(
                "check/x",
                (Throwing) () -> List.of(FINE),
                task -> {
                    if (refusals.getAndDecrement() > 0) {
                        throw new RejectedExecutionException("full");
                    }
                    threads.execute(task);
                },
                LONG);

        assertFailed(check.findings(check.ask()), "full");
        assertEquals(List.of(FINE), check.findings(check.ask()));
    }

    @Test
    @DisplayName("不答复的检查：记为故障，答复之前不再调用，答复之后照常")
    void aHangingCheckIsNotCalledBesideItself() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        GuardedCheck check = new GuardedCheck(
                "check/x",
                (Throwing) () -> {
                    calls.incrementAndGet();
                    release.await();
                    return List.of(FINE);
                },
                threads,
                Duration.ZERO);

        GuardedCheck.Call first = check.ask();
        assertFailed(check.findings(first), "没有答复");
        assertSame(first, check.ask());
        assertFailed(check.findings(check.ask()), "没有答复");

        release.countDown();
        await().until(() -> check.findings(first).equals(List.of(FINE)));
        assertEquals(1, calls.get());
        await().until(() -> check.findings(check.ask()).equals(List.of(FINE)));
        assertTrue(calls.get() > 1);
    }

    @Test
    @DisplayName("项数过多只列前面的，并说明")
    void aFloodOfFindingsIsCutShort() throws Exception {
        List<Finding> found = findings(() -> Collections.nCopies(5_000, FINE));

        assertEquals(GuardedCheck.MAX_FINDINGS + 1, found.size());
        Finding last = found.get(GuardedCheck.MAX_FINDINGS);
        assertEquals("check/x", last.subject());
        assertEquals(Status.WARN, last.status());
        assertTrue(last.messageZh().contains("5000"), last.messageZh());
    }

    private List<Finding> findings(Throwing check) throws Exception {
        GuardedCheck guarded = new GuardedCheck("check/x", check, threads, LONG);
        return guarded.findings(guarded.ask());
    }

    private static void assertFailed(List<Finding> findings, String why) {
        assertEquals(1, findings.size());
        assertEquals("check/x", findings.get(0).subject());
        assertEquals(Status.FAIL, findings.get(0).status());
        assertTrue(findings.get(0).messageZh().contains(why), findings.get(0).messageZh());
    }

    /** A check that may wait. */
    private interface Throwing extends HealthCheck {
        List<Finding> find() throws InterruptedException;

        @Override
        default List<Finding> check() {
            try {
                return find();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
