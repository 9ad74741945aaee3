package org.duban.search.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.junit.jupiter.api.Test;

class WatchLoopTest {

    @Test
    void itGoesOnThoughARoundFailsAndSaysWhyAndForgetsItWhenItIsOver() {
        AtomicInteger rounds = new AtomicInteger();
        try (WatchLoop loop = new WatchLoop(() -> {
            if (rounds.incrementAndGet() < 3) {
                throw new LinkageError("a host's class is gone");
            }
        })) {
            loop.start();
            Awaitility.await().until(() -> loop.failure().contains("a host's class is gone"));
            Awaitility.await().until(() -> {
                loop.committed();
                return loop.failure().isEmpty();
            });
        }
    }

    @Test
    void afterItIsClosedNothingIsLookedAt() {
        AtomicInteger rounds = new AtomicInteger();
        WatchLoop loop = new WatchLoop(rounds::incrementAndGet);
        loop.close();

        assertEquals(
                ErrorCode.STOPPED, assertThrows(DubanException.class, loop::run).code());
        assertEquals(0, rounds.get());
    }
}
