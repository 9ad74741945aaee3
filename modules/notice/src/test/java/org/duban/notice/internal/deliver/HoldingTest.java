package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldingTest {

    private Rig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new Rig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @DisplayName("除催办和测试外，只在工作日的工作时间发出")
    @CsvSource({
        // A Monday morning, its lunch break, its night; a Saturday; the last evening before the Spring Festival; a
        // Saturday to be worked on.
        "TASK,       2026-03-02T09:30, 2026-03-02T09:30",
        "TASK,       2026-03-02T12:30, 2026-03-02T14:00",
        "REMINDER,   2026-03-02T20:00, 2026-03-03T09:00",
        "ESCALATION, 2026-03-07T10:00, 2026-03-09T09:00",
        "DUE_CHANGED, 2026-02-14T19:00, 2026-02-24T09:00",
        "REPORT_OWED, 2026-02-14T10:00, 2026-02-14T10:00",
        "WATCH,      2026-03-02T12:30, 2026-03-02T14:00",
        "WATCH,      2026-03-02T15:00, 2026-03-02T15:00",
        "URGE,       2026-03-07T23:00, 2026-03-07T23:00",
    })
    void goesOutInWorkingHoursUnlessItIsUrgent(NoticeKind kind, String raised, String out) {
        rig.now = Rig.at(raised);
        rig.raise(Rig.notice("n", "p", kind));
        rig.settle();
        if (!raised.equals(out)) {
            assertEquals(State.HELD, rig.state("n"));
            rig.now = Rig.at(out).minusMillis(1);
            rig.settle();
            assertEquals(State.HELD, rig.state("n"));
        }

        rig.now = Rig.at(out);
        rig.settle();
        assertEquals(State.SENT, rig.state("n"));
    }

    @Test
    @DisplayName("同时到期的几条提醒和关注并成一条汇总；别的种类不并")
    void remindersOfOneMomentBecomeOneDigest() {
        rig.raise(
                Rig.notice("a", "p", NoticeKind.REMINDER, 1, null),
                Rig.notice("b", "p", NoticeKind.REPORT_OWED, 2, null),
                Rig.notice("w", "p", NoticeKind.WATCH, 3, null),
                Rig.notice("c", "q", NoticeKind.REMINDER),
                Rig.notice("d", "p", NoticeKind.TASK));
        rig.settle();

        assertEquals(List.of("d", "督办汇总：3 件"), rig.inbox("p").stream().sorted().toList());
        assertEquals(List.of("c"), rig.inbox("q"));
        assertEquals(State.MERGED, rig.state("a"));
        assertEquals(State.MERGED, rig.state("b"));
        assertEquals(State.MERGED, rig.state("w"));
        long digest = rig.get("a").digest();
        assertEquals(digest, rig.get("b").digest());
        assertEquals(State.SENT, rig.state("digest/" + digest));
        assertEquals("a\nb\nw", rig.get("digest/" + digest).text());
    }

    @Test
    @DisplayName("一小时内的提醒暂缓，到时并成一条，重启也不丢")
    void whatComesWithinTheIntervalGoesOutInOneDigestThoughThereIsARestart() {
        rig.raise(Rig.notice("first", "p", NoticeKind.REMINDER));
        rig.settle();
        rig.pass(Duration.ofMinutes(10));
        rig.raise(Rig.notice("second", "p", NoticeKind.REMINDER, 2, null));
        rig.settle();
        rig.pass(Duration.ofMinutes(10));
        rig.raise(Rig.notice("third", "p", NoticeKind.REMINDER, 3, null));
        rig.settle();
        assertEquals(List.of("first"), rig.inbox("p"));
        assertEquals(Rig.MONDAY.plus(Duration.ofHours(1)), rig.get("third").notBefore());

        rig.start();
        rig.now = Rig.MONDAY.plus(Duration.ofHours(1));
        rig.settle();

        assertEquals(List.of("first", "督办汇总：2 件"), rig.inbox("p"));
    }

    @Test
    @DisplayName("当日额度用完，次日上班并成一条")
    void aBudgetOfTwoHoldsTheThirdUntilTheNextDay(@TempDir Path other) {
        DeliveryRules r = Rig.RULES;
        DeliveryRules two = new DeliveryRules(
                2,
                Duration.ZERO,
                r.immediateKinds(),
                r.reminderKinds(),
                3,
                r.firstPause(),
                3,
                r.maximumPause(),
                0,
                r.timeout(),
                100,
                r.breakerOpen(),
                r.absentWait(),
                r.troubleWait());
        try (Rig mine = new Rig(other, two)) {
            for (String key : List.of("a", "b", "c", "d")) {
                mine.raise(Rig.notice(key, "p", NoticeKind.REMINDER));
                mine.settle();
            }
            assertEquals(List.of("a", "b"), mine.inbox("p"));
            assertEquals(Rig.at("2026-03-03T09:00"), mine.get("d").notBefore());

            mine.now = Rig.at("2026-03-03T09:00");
            mine.settle();

            assertEquals(List.of("a", "b", "督办汇总：2 件"), mine.inbox("p"));
        }
    }

    @Test
    void aClockThatIsSetBackSilencesNobody() {
        rig.now = Rig.at("2027-03-01T10:00");
        rig.raise(Rig.notice("a", "p", NoticeKind.REMINDER));
        rig.settle();
        rig.now = Rig.MONDAY;
        rig.raise(Rig.notice("b", "p", NoticeKind.REMINDER));
        rig.settle();

        assertEquals(List.of("a", "b"), rig.inbox("p"));
    }

    @Test
    @DisplayName("事项已有进展，暂缓的不再发")
    void whatTheMatterMovedOnFromIsCancelledWhenItWouldBeReleased() {
        rig.now = Rig.at("2026-03-01T20:00");
        rig.runs(1, Rig.DUE);
        rig.runs(2, Rig.DUE);
        rig.raise(
                Rig.notice("moved", "p", NoticeKind.REMINDER, 1, Rig.DUE),
                Rig.notice("stays", "p", NoticeKind.REMINDER, 2, Rig.DUE));
        rig.runs(1, Rig.DUE.plusDays(1));

        rig.now = Rig.MONDAY;
        rig.settle();

        assertEquals(List.of("stays"), rig.inbox("p"));
        assertEquals(State.CANCELLED, rig.state("moved"));
        assertEquals(List.of(Outcome.CANCELLED), rig.outcomes("moved"));
    }

    @Test
    void theSameKeyIsTakenInOnce() {
        rig.raise(Rig.notice("k", "p", NoticeKind.TASK));
        rig.raise(Rig.notice("k", "p", NoticeKind.TASK), Rig.notice("l", "p", NoticeKind.TASK));
        rig.settle();

        assertEquals(List.of("k", "l"), rig.inbox("p"));
    }
}
