package org.duban.api.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.junit.jupiter.api.Test;

class FeedLoopTest {

    private final List<Throwable> told = new CopyOnWriteArrayList<>();

    private FeedLoop loop(Duration pause, Runnable round) {
        return new FeedLoop("feed-loop-test", pause, Duration.ZERO, round, told::add);
    }

    @Test
    void itGoesOnThoughRoundsFailAndSaysWhyOnceAndForgetsItWhenItIsOver() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(5);
        try (FeedLoop loop = loop(Duration.ofMillis(5), () -> {
            over.countDown();
            if (rounds.incrementAndGet() < 3) {
                throw new LinkageError("a host's class is gone");
            }
        })) {
            loop.start();
            over.await();
            assertEquals("", loop.failure());
            assertEquals(
                    List.of("a host's class is gone"),
                    told.stream().map(Throwable::getMessage).toList());
        }
    }

    @Test
    void newsWakesIt() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        try (FeedLoop loop = loop(Duration.ofDays(1), () -> {
            first.countDown();
            second.countDown();
        })) {
            loop.start();
            first.await();
            loop.committed();
            second.await();
        }
    }

    @Test
    void afterItIsClosedThereIsNoRound() {
        AtomicInteger rounds = new AtomicInteger();
        FeedLoop loop = loop(Duration.ofDays(1), rounds::incrementAndGet);
        loop.close();

        assertEquals(
                ErrorCode.STOPPED, assertThrows(DubanException.class, loop::run).code());
        assertEquals(0, rounds.get());
    }
}
