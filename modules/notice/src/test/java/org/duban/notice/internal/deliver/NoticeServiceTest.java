package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Actor;
import org.duban.api.matter.CommandOption;
import org.duban.api.matter.CommandOptions;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Obligation;
import org.duban.api.notice.Inbox.Entry;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notice.Attempt;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.duban.api.notice.Notices.ChannelState;
import org.duban.api.notice.Notices.Condition;
import org.duban.api.notice.Notices.Queues;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.journal.internal.SqliteStores;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.spi.channel.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class NoticeServiceTest {

    private static final Actor DIRECTOR = Actor.of("director");
    private static final Actor OFFICER = Actor.of("officer");
    private static final Actor P = Actor.of("p");
    private static final Actor Q = Actor.of("q");

    private final Dossiers dossiers = new Dossiers();

    @TempDir
    Path folder;

    private Rig rig;
    private NoticeLoop loop;
    private NoticeService notices;
    private InboxService inbox;

    @BeforeEach
    void start() {
        rig = new Rig(folder);
        rig.people.known.put("director", person("director", Role.DIRECTOR));
        rig.people.known.put("officer", person("officer", Role.OFFICER));
        loop = new NoticeLoop(() -> null, rig.delivery, () -> rig.now, new Semaphore(0));
        notices = new NoticeService(
                rig.store,
                rig.channels,
                rig.delivery,
                loop,
                "org.duban.notice 1.0.0",
                dossiers,
                rig.people,
                () -> rig.now);
        inbox = new InboxService(rig.store, () -> rig.now);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static Person person(String id, Role role) {
        return new Person(id, id, Set.of(role), null, 0, Set.of());
    }

    private static void assertRefused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(DubanException.class, call).code());
    }

    /** A dead notice to p. */
    private Notice dead(String key) {
        rig.reach("p", "mail");
        rig.offer("mail", new Plugin(message -> Delivery.rejected("查无此人")));
        rig.raise(Rig.notice(key, "p", NoticeKind.TASK));
        rig.settle();
        assertEquals(State.DEAD, rig.state(key));
        return rig.get(key);
    }

    @Test
    @DisplayName("看得到：给自己的、自己看得到的事项的；办公室主任全看得到")
    void aNoticeIsSeenByItsRecipientByWhoSeesTheMatterAndByTheOffice() {
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK));
        rig.settle();
        long id = rig.get("a").id();

        assertEquals("a", notices.get(P, id).key());
        assertEquals("a", notices.get(DIRECTOR, id).key());
        assertEquals("a", notices.get(Actor.DUBAN, id).key());
        assertEquals("a", notices.get(OFFICER, id).key());
        dossiers.hidden = true;
        assertRefused(ErrorCode.NOTICE_NOT_FOUND, () -> notices.get(OFFICER, id));
        assertRefused(ErrorCode.MATTER_NOT_FOUND, () -> notices.about(OFFICER, new MatterId("m0"), 10));
        assertEquals("a", notices.get(P, id).key());
        assertRefused(ErrorCode.NOTICE_NOT_FOUND, () -> notices.get(DIRECTOR, 4711));
    }

    @Test
    void othersNoticesAreListedForTheOfficeAlone() {
        rig.raise(
                Rig.notice("a", "p", NoticeKind.TASK),
                Rig.notice("b", "p", NoticeKind.TASK),
                Rig.notice("c", "q", NoticeKind.TASK));
        rig.settle();

        assertEquals(List.of("b", "a"), keys(notices.to(P, "p", 0, 10)));
        assertEquals(List.of("a"), keys(notices.to(DIRECTOR, "p", rig.get("b").id(), 10)));
        assertEquals(List.of("c", "b"), keys(notices.about(OFFICER, new MatterId("m0"), 2)));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> notices.to(Q, "p", 0, 10));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> notices.dead(OFFICER, 10));
        assertRefused(ErrorCode.INVALID_FIELD, () -> notices.to(P, "p", 0, 0));
    }

    private static List<String> keys(List<Notice> notices) {
        return notices.stream().map(Notice::key).toList();
    }

    @Test
    @DisplayName("重送：按现在的联系方式从头来过，记下是谁")
    void retryingStartsFromTheFirstChannelAsContactsAreNow() {
        Notice dead = dead("a");
        assertEquals(List.of("a"), keys(notices.dead(DIRECTOR, 10)));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> notices.retry(OFFICER, dead.id()));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> notices.retry(Actor.DUBAN, dead.id()));
        rig.reach("p", "inbox");

        notices.retry(DIRECTOR, dead.id());
        notices.catchUp();

        assertEquals(List.of("a"), rig.inbox("p"));
        assertEquals(List.of(Outcome.REJECTED, Outcome.RETRIED, Outcome.SENT), rig.outcomes("a"));
        assertEquals("director", rig.get("a").attempts().get(1).detail());
        assertRefused(ErrorCode.NOT_NOW, () -> notices.retry(DIRECTOR, dead.id()));
    }

    @Test
    @DisplayName("放弃要说明理由，并留下记录")
    void droppingNeedsAReasonAndIsRecorded() {
        Notice dead = dead("a");
        assertRefused(ErrorCode.MISSING_FIELD, () -> notices.drop(DIRECTOR, dead.id(), " "));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> notices.drop(P, dead.id(), "x"));

        notices.drop(DIRECTOR, dead.id(), "已调离");

        assertEquals(State.DROPPED, rig.state("a"));
        assertEquals(
                new Attempt(rig.now, "", Outcome.DROPPED, "director：已调离"),
                rig.get("a").attempts().get(1));
        assertEquals(List.of(), notices.dead(DIRECTOR, 10));
    }

    @Test
    void aNoticeToNobodyCanBeDroppedAndNotRetried() {
        rig.raise(Rig.notice("a", "", NoticeKind.TASK));
        long id = rig.get("a").id();

        assertRefused(ErrorCode.NOT_NOW, () -> notices.retry(DIRECTOR, id));
        notices.drop(DIRECTOR, id, "已口头通知");
        assertEquals(State.DROPPED, rig.state("a"));
    }

    @Test
    @DisplayName("命令行在另一个连接上重送，运行中的一方照常发出")
    void whatIsRetriedFromOutsideIsDeliveredByTheRunningOne() {
        Notice dead = dead("a");
        rig.reach("p", "inbox");
        try (SqliteStores other = SqliteStores.open(folder)) {
            DeadLetters letters = new DeadLetters(new NoticeStore(other.open("notice")));
            assertEquals(List.of("a"), keys(letters.list(10)));
            assertRefused(ErrorCode.NOTICE_NOT_FOUND, () -> letters.retry(4711, "zhang", "", rig.now));
            letters.retry(dead.id(), "zhang", "邮箱已修好", rig.now);
        }
        rig.settle();

        assertEquals(List.of("a"), rig.inbox("p"));
        assertEquals("zhang：邮箱已修好", rig.get("a").attempts().get(1).detail());
    }

    @Test
    void queuesSayWhatWaitsForWhatAndWhichChannelsThereAre() {
        rig.reach("p", "fax");
        rig.reach("q", "mail");
        rig.offer("mail", new Plugin(message -> {
            throw new IllegalStateException("down");
        }));
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK), Rig.notice("b", "q", NoticeKind.TASK));
        rig.settle();
        rig.raise(Rig.notice("c", "r", NoticeKind.REMINDER), Rig.notice("d", "", NoticeKind.TASK));

        Queues queues = notices.queues();

        assertEquals(1, queues.held());
        assertEquals(2, queues.pending());
        assertEquals(1, queues.dead());
        assertEquals(Rig.MONDAY, queues.oldestPending());
        assertEquals(
                List.of(
                        new ChannelState("fax", "fax", "", Condition.ABSENT, 1, 0, 0, ""),
                        new ChannelState("inbox", "站内消息", "org.duban.notice 1.0.0", Condition.READY, 0, 0, 0, ""),
                        new ChannelState(
                                "mail", "mail", "test 1.0.0", Condition.READY, 1, 0, 1, "IllegalStateException: down")),
                queues.channels());
    }

    @Test
    void aTestGoesOutAtOnceForTheOfficeAndTellsWhatCameOfIt() {
        Plugin mail = Plugin.good();
        rig.offer("mail", mail);

        Attempt attempt = notices.test(DIRECTOR, "mail", "a@b");

        assertEquals(Outcome.SENT, attempt.outcome());
        assertEquals("a@b", mail.given.get(0).address());
        assertEquals(NoticeKind.TEST, mail.given.get(0).kind());
        assertEquals(Outcome.SENT, notices.test(DIRECTOR, "inbox", "").outcome());
        assertEquals(List.of("督办测试消息"), rig.inbox("director"));
        assertRefused(ErrorCode.CHANNEL_UNKNOWN, () -> notices.test(DIRECTOR, "fax", ""));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> notices.test(OFFICER, "mail", ""));
        assertEquals(List.of(), rig.all());
    }

    @Test
    @DisplayName("赶上：返回时该放行的已放行，站内消息已到")
    void catchingUpReleasesWhatIsDueAndFillsInboxes() {
        rig.now = Rig.at("2026-03-01T20:00");
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK), Rig.notice("b", "p", NoticeKind.REMINDER));
        notices.catchUp();
        assertEquals(2, notices.queues().held());

        rig.now = Rig.MONDAY;
        notices.catchUp();

        assertEquals(List.of("a", "b"), rig.inbox("p"));
    }

    @Test
    void everybodySeesAndReadsTheirOwnInbox() {
        for (String key : List.of("a", "b", "c")) {
            rig.raise(Rig.notice(key, "p", NoticeKind.TASK));
        }
        rig.raise(Rig.notice("other", "q", NoticeKind.TASK));
        rig.settle();

        List<Entry> all = inbox.list(P, false, 0, 200);
        assertEquals(List.of("c", "b", "a"), all.stream().map(Entry::title).toList());
        assertEquals(3, inbox.unread(P));
        inbox.markRead(P, List.of(all.get(0).id()));
        inbox.markRead(Q, List.of(all.get(1).id()));
        assertEquals(2, inbox.unread(P));
        assertEquals(Rig.MONDAY, inbox.list(P, false, 0, 1).get(0).readAt());
        assertEquals(
                List.of("b", "a"),
                inbox.list(P, true, 0, 200).stream().map(Entry::title).toList());
        assertEquals(
                List.of("a"),
                inbox.list(P, false, all.get(1).id(), 200).stream()
                        .map(Entry::title)
                        .toList());
        inbox.markAllRead(P, all.get(1).id());
        assertEquals(0, inbox.unread(P));
        assertEquals(1, inbox.unread(Q));
        assertNull(inbox.list(Q, false, 0, 1).get(0).readAt());
        assertRefused(ErrorCode.INVALID_FIELD, () -> inbox.list(P, false, 0, 201));
    }

    @Test
    @DisplayName("体检：处理受阻是故障，长时间没有完成一轮要注意，积压要注意")
    void healthTellsAReaderThatFailsFromOneThatHangsAndOneThatCatchesUp() {
        assertEquals(
                Status.OK, NoticeHealth.reader(7, 3, "", Duration.ofSeconds(1)).status());
        assertEquals(
                Status.FAIL,
                NoticeHealth.reader(7, 0, "disk full", Duration.ZERO).status());
        assertEquals(
                Status.WARN,
                NoticeHealth.reader(7, 0, "", Duration.ofSeconds(61)).status());
        assertEquals(
                Status.WARN, NoticeHealth.reader(7, 10_001, "", Duration.ZERO).status());
    }

    @Test
    @DisplayName("体检：未送达要注意，没装的通道是故障")
    void healthNamesWhatNeedsALook() {
        Map<String, Status> well = health();
        assertEquals(Map.of("notices", Status.OK, "reader/notice", Status.OK, "channel/inbox", Status.OK), well);
        dead("a");
        rig.reach("q", "fax");
        rig.raise(Rig.notice("b", "q", NoticeKind.TASK));
        rig.settle();

        assertEquals(
                Map.of(
                        "notices", Status.WARN,
                        "reader/notice", Status.OK,
                        "channel/inbox", Status.OK,
                        "channel/mail", Status.OK,
                        "channel/fax", Status.FAIL),
                health());
    }

    private Map<String, Status> health() {
        return new NoticeHealth(rig.store, loop, rig.channels, notices, () -> 0, () -> rig.now)
                .check().stream().collect(Collectors.toMap(Finding::subject, Finding::status));
    }

    @Test
    void oneThatWaitsForHoursIsWorthALook() {
        rig.reach("p", "mail");
        rig.offer("mail", new Plugin(message -> Delivery.retry(Duration.ofDays(1), "later")));
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK));
        rig.settle();
        rig.pass(Duration.ofHours(5));

        assertEquals(Status.WARN, health().get("notices"));
    }

    /** Matters that are all there, or all hidden. */
    private static final class Dossiers implements Matters {
        boolean hidden;

        @Override
        @SuppressWarnings("NullAway") // Nobody looks at it.
        public Matter get(Actor actor, MatterId id) {
            if (hidden) {
                throw new DubanException(
                        Problem.of(ErrorCode.MATTER_NOT_FOUND, "id", id, "", "没有这个事项", "No such matter"));
            }
            return null;
        }

        @Override
        public Matter register(Actor actor, Draft draft, CommandOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Matter execute(Actor actor, MatterId id, MatterCommand command, CommandOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Matter> asOf(Actor actor, MatterId id, Instant instant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Matter replay(List<Recorded> history) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Recorded> history(Actor actor, MatterId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CommandOption> options(Actor actor, MatterId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Light> light(Matter matter, Obligation obligation, Instant instant) {
            throw new UnsupportedOperationException();
        }
    }
}
