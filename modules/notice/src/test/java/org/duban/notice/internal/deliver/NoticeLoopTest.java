package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.raise.Raising;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeLoopTest {

    private Rig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new Rig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private NoticeLoop loop(Raising raising) {
        NoticeLoop loop = new NoticeLoop(raising, rig.delivery, () -> rig.now, new Semaphore(0));
        loop.start();
        return loop;
    }

    @Test
    void itDeliversThoughNothingCanBeRaisedAndSaysWhy() {
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK));
        try (NoticeLoop loop = loop(() -> {
            throw new LinkageError("a host's class is gone");
        })) {
            Awaitility.await().until(() -> rig.state("a") == State.SENT);
            Awaitility.await().until(() -> loop.failure().contains("a host's class is gone"));
        }
    }

    @Test
    void aCommitIsLookedAtAndAFailureIsForgottenWhenItIsOver() {
        AtomicInteger runs = new AtomicInteger();
        try (NoticeLoop loop = loop(() -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
            return null;
        })) {
            Awaitility.await().until(() -> runs.get() >= 1);
            loop.committed();
            Awaitility.await().until(() -> runs.get() >= 2 && loop.failure().isEmpty());
        }
    }

    @Test
    void aClockThatJumpsIsNoticedWithoutAnyNews() {
        rig.now = Rig.at("2026-03-01T20:00");
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK));
        try (NoticeLoop loop = loop(() -> null)) {
            loop.catchUp();
            assertEquals(State.HELD, rig.state("a"));
            rig.now = Rig.MONDAY;
            Awaitility.await().until(() -> rig.state("a") == State.SENT);
        }
    }

    @Test
    void aStopWaitsForTheCallUnderWaySoThatItIsNotSentAgain() {
        CountDownLatch latch = new CountDownLatch(1);
        Plugin mail = new Plugin(Plugin.hanging(latch));
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK));
        NoticeLoop loop = loop(() -> null);
        Awaitility.await().until(() -> mail.given.size() == 1);
        latch.countDown();
        loop.close();

        assertEquals(State.SENT, rig.state("a"));
        assertEquals(1, mail.given.size());
    }

    @Test
    void afterItIsClosedCatchingUpIsRefused() {
        NoticeLoop loop = loop(() -> null);
        loop.close();

        assertEquals(
                ErrorCode.STOPPED,
                assertThrows(DubanException.class, loop::catchUp).code());
    }
}
