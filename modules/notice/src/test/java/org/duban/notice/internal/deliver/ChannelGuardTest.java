package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.NoticeKind;
import org.duban.api.notice.Notices.Condition;
import org.duban.notice.internal.deliver.ChannelGuard.Call;
import org.duban.notice.internal.deliver.ChannelGuard.Result;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChannelGuardTest {

    private static final Message MESSAGE =
            new Message("k", "p", "name", "", NoticeKind.TEST, "t", "t", List.of(), Instant.EPOCH);

    private final CountDownLatch latch = new CountDownLatch(1);
    private final AtomicInteger woken = new AtomicInteger();

    @AfterEach
    void letGo() {
        latch.countDown();
    }

    private ChannelGuard guard(Channel channel) {
        return guard(channel, Duration.ofSeconds(30), 3);
    }

    private ChannelGuard guard(Channel channel, Duration timeout, int failures) {
        DeliveryRules r = Rig.RULES;
        DeliveryRules rules = new DeliveryRules(
                8,
                r.minimumInterval(),
                r.immediateKinds(),
                r.reminderKinds(),
                3,
                r.firstPause(),
                3,
                r.maximumPause(),
                0,
                timeout,
                failures,
                Duration.ofHours(1),
                r.absentWait(),
                r.troubleWait());
        return new ChannelGuard(
                "mail", "邮件", "test 1.0.0", channel, () -> rules, () -> Rig.MONDAY, woken::incrementAndGet);
    }

    private static Result send(ChannelGuard guard) {
        return result(guard, Objects.requireNonNull(guard.begin(MESSAGE)));
    }

    private static Result result(ChannelGuard guard, Call call) {
        Awaitility.await().until(() -> {
            guard.expire();
            return call.result() != null && (guard.condition() == Condition.HANGING || idle(guard));
        });
        return Objects.requireNonNull(call.result());
    }

    /** No call is under way: the thread has come back. */
    private static boolean idle(ChannelGuard guard) {
        return guard.ready() || guard.condition() == Condition.BROKEN;
    }

    private static void assertFault(String detail, Channel channel) {
        ChannelGuardTest test = new ChannelGuardTest();
        ChannelGuard guard = test.guard(channel);
        assertEquals(new Result(Outcome.FAULT, detail, null), send(guard));
        assertEquals(1, guard.faults());
        assertEquals(detail, guard.lastFault());
        assertTrue(guard.ready());
        guard.abandon();
    }

    @Test
    void whateverItThrowsIsItsFault() {
        assertFault("IllegalStateException: no route", message -> {
            throw new IllegalStateException("no\n route");
        });
        assertFault("NoClassDefFoundError: a/B", message -> {
            throw new NoClassDefFoundError("a/B");
        });
        assertFault("StackOverflowError", ChannelGuardTest::deeper);
        assertFault("Exception", message -> {
            throw new Exception();
        });
    }

    private static Delivery deeper(Message message) {
        return message.title().isEmpty() ? Delivery.sent("") : deeper(message);
    }

    @Test
    void evenWhenWhatItThrowsThrowsWhenItIsAsked() {
        class Nasty extends RuntimeException {
            @Override
            public String getMessage() {
                throw new IllegalStateException("again");
            }
        }
        assertFault(Nasty.class.getName(), message -> {
            throw new Nasty();
        });
    }

    @Test
    @DisplayName("答 null 是故障")
    void answeringNullIsItsFault() {
        assertFault("通道没有答复（null）", message -> null);
    }

    @Test
    void aReasonIsOneLineOfAtMost300Characters() {
        ChannelGuard guard = guard(message -> Delivery.rejected("line\r\nnext\u202E" + "长".repeat(1000)));

        String detail = send(guard).detail();

        assertEquals(300, detail.length());
        assertTrue(detail.startsWith("line next 长"));
    }

    @Test
    void onlyOneCallIsUnderWayAtATime() {
        ChannelGuard guard = guard(Plugin.hanging(latch));
        Call first = Objects.requireNonNull(guard.begin(MESSAGE));

        assertFalse(guard.ready());
        assertNull(guard.begin(MESSAGE));

        latch.countDown();
        assertEquals(Outcome.SENT, result(guard, first).outcome());
        Awaitility.await().until(guard::ready);
        assertTrue(woken.get() > 0);
    }

    @Test
    @DisplayName("超时的调用被打断；没有返回就不再给它任何东西，返回之后恢复")
    void aCallThatIsNotBackInTimeIsInterruptedAndNothingMoreIsGivenToItUntilItIs() {
        AtomicInteger interrupts = new AtomicInteger();
        Plugin plugin = new Plugin(message -> {
            while (true) {
                try {
                    latch.await();
                    return Delivery.sent("late");
                } catch (InterruptedException e) {
                    interrupts.incrementAndGet();
                }
            }
        });
        ChannelGuard guard = guard(plugin, Duration.ofMillis(20), 100);

        assertEquals(Outcome.FAULT, send(guard).outcome());
        Awaitility.await().until(() -> interrupts.get() == 1);
        assertEquals(Condition.HANGING, guard.condition());
        assertEquals(Rig.MONDAY, guard.troubledSince());
        assertFalse(guard.ready());
        assertNull(guard.begin(MESSAGE));
        assertEquals(1, plugin.given.size());

        latch.countDown();
        Awaitility.await().until(() -> guard.condition() == Condition.READY);
        plugin.behaviour = message -> Delivery.sent("again");
        Result again = result(guard, Objects.requireNonNull(guard.begin(MESSAGE)));
        assertEquals("again", again.detail());
        assertNull(guard.troubledSince());
    }

    @Test
    void anInterruptMeantForOneCallDoesNotReachTheNext() {
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        ChannelGuard guard = guard(
                message -> {
                    if (message.title().equals("slow")) {
                        new CountDownLatch(1).await();
                    }
                    interrupted.set(Thread.currentThread().isInterrupted());
                    return Delivery.sent("");
                },
                Duration.ofMillis(200),
                100);
        Message slow = new Message("k", "p", "name", "", NoticeKind.TEST, "slow", "t", List.of(), Instant.EPOCH);
        assertEquals(
                Outcome.FAULT,
                result(guard, Objects.requireNonNull(guard.begin(slow))).outcome());
        Awaitility.await().until(guard::ready);

        send(guard);

        assertEquals(false, interrupted.get());
    }

    @Test
    @DisplayName("连续失败几次后熔断；测试消息照样能发，成功即恢复")
    void afterFailuresInARowItIsLeftAloneUntilATestSucceeds() throws InterruptedException {
        Plugin plugin = new Plugin(message -> {
            throw new IllegalStateException("down");
        });
        ChannelGuard guard = guard(plugin);
        for (int i = 0; i < 3; i++) {
            send(guard);
        }
        assertEquals(Condition.BROKEN, guard.condition());
        assertFalse(guard.ready());
        assertNull(guard.begin(MESSAGE));
        assertEquals(3, plugin.given.size());

        assertEquals(Outcome.FAULT, guard.test(MESSAGE).outcome());
        assertEquals(Condition.BROKEN, guard.condition());
        plugin.behaviour = message -> Delivery.sent("r");
        assertEquals(new Result(Outcome.SENT, "r", null), guard.test(MESSAGE));
        Awaitility.await().until(guard::ready);
        assertEquals(Condition.READY, guard.condition());
    }

    @Test
    void aRejectionIsAnAnswerAndHealsTheBreaker() {
        Plugin plugin = new Plugin(message -> Delivery.retry("busy"));
        ChannelGuard guard = guard(plugin);
        send(guard);
        send(guard);
        plugin.behaviour = message -> Delivery.rejected("no");
        send(guard);
        plugin.behaviour = message -> Delivery.retry("busy");
        send(guard);
        send(guard);

        assertEquals(Condition.READY, guard.condition());
        assertEquals(0, guard.faults());
    }

    @Test
    void theContextClassLoaderIsThePluginsDuringACallAlone() {
        AtomicReference<ClassLoader> during = new AtomicReference<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Channel channel = message -> {
            thread.set(Thread.currentThread());
            during.set(Thread.currentThread().getContextClassLoader());
            return Delivery.sent("");
        };
        send(guard(channel));

        assertSame(channel.getClass().getClassLoader(), during.get());
        Awaitility.await().until(() -> thread.get().getContextClassLoader() == null);
        assertTrue(thread.get().isDaemon());
    }

    @Test
    @DisplayName("卸载时立即放手：线程结束；插件遗留的线程数得出来")
    void onRemovalItsThreadEndsAndThoseThePluginLeftBehindAreCounted() {
        AtomicReference<Thread> worker = new AtomicReference<>();
        ChannelGuard guard = guard(message -> {
            worker.set(Thread.currentThread());
            Thread left = new Thread(() -> await(latch));
            left.setDaemon(true);
            left.start();
            return Delivery.sent("");
        });
        assertEquals(0, guard.leakedThreads());
        send(guard);
        assertEquals(1, guard.leakedThreads());

        guard.abandon();

        Awaitility.await().until(() -> !worker.get().isAlive());
        assertTrue(guard.abandoned());
        assertNull(guard.begin(MESSAGE));
        assertEquals(1, guard.leakedThreads());
        latch.countDown();
        Awaitility.await().until(() -> guard.leakedThreads() == 0);
    }

    @Test
    void aTestOfAChannelThatHangsSaysSoAndStartsNoSecondCall() throws InterruptedException {
        Plugin plugin = new Plugin(Plugin.hanging(latch));
        ChannelGuard guard = guard(plugin, Duration.ofMillis(20), 100);

        assertEquals(Outcome.FAULT, guard.test(MESSAGE).outcome());
        assertEquals(Outcome.FAULT, guard.test(MESSAGE).outcome());

        assertEquals(1, plugin.given.size());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
