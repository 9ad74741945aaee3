package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.notice.Inbox.Entry;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeDeskTest {

    private static final MatterId MATTER = new MatterId("m1");

    private Rig rig;
    private NoticeLoop loop;
    private NoticeDeskService desk;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new Rig(folder);
        loop = new NoticeLoop(() -> null, rig.delivery, () -> rig.now, new Semaphore(0));
        desk = new NoticeDeskService(rig.store, rig.outbox, loop, oneMatter(), () -> rig.now);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private boolean raise(String key) {
        return desk.raise(key, "p", NoticeKind.WATCH, MATTER, "您关注的“油烟”有新内容", "投诉油烟扰民");
    }

    @Test
    @DisplayName("不是关于事项的通知同样送达，不带事项")
    void whatIsAboutNoMatterArrivesWithoutOne() {
        assertTrue(desk.raise("inspection/1", "p", NoticeKind.REMINDER, null, "整改逾期", "第1个问题"));
        rig.settle();

        Entry entry = new InboxService(rig.store, () -> rig.now)
                .list(Actor.of("p"), true, 0, 10)
                .get(0);
        assertEquals("整改逾期", entry.title());
        assertEquals(List.of(), entry.items());
        assertNull(rig.get("desk/inspection/1").matter());
    }

    @Test
    @DisplayName("送到收件人，带着事项的编号和标题，不因时限变动而取消")
    void whatIsRaisedArrivesWithTheMatterAndStandsWhateverBecomesOfIt() {
        assertTrue(raise("watch/1"));
        Notice raised = rig.get("desk/watch/1");
        assertEquals(State.HELD, raised.state());
        assertEquals(0, raised.obligation());
        rig.runs(1, Rig.DUE.plusDays(1));

        rig.settle();

        Entry entry = new InboxService(rig.store, () -> rig.now)
                .list(Actor.of("p"), true, 0, 10)
                .get(0);
        assertEquals(NoticeKind.WATCH, entry.kind());
        assertEquals("您关注的“油烟”有新内容", entry.title());
        assertEquals("投诉油烟扰民", entry.text());
        assertEquals(List.of(new NoticeItem("m1", "留言〔2026〕7号", "晏家坪油烟", null)), entry.items());
    }

    @Test
    @DisplayName("一个键只通知一次，重启以后也是")
    void aKeyIsRaisedOnceThoughThereIsARestart() {
        assertTrue(raise("k"));
        rig.settle();
        assertFalse(raise("k"));

        rig.start();
        desk = new NoticeDeskService(rig.store, rig.outbox, loop, oneMatter(), () -> rig.now);
        assertFalse(raise("k"));
        assertTrue(raise("关注/" + "长".repeat(197)));
        assertFalse(raise("关注/" + "长".repeat(197)));

        assertEquals(2, rig.all().size());
    }

    @Test
    void theNextOnesWithinTheIntervalAreMergedWithRemindersIntoOneDigest() {
        raise("a");
        rig.settle();
        rig.pass(Duration.ofMinutes(5));
        raise("b");
        rig.raise(Rig.notice("reminder", "p", NoticeKind.REMINDER));
        rig.settle();
        assertEquals(List.of("您关注的“油烟”有新内容"), rig.inbox("p"));

        rig.pass(Duration.ofMinutes(55));
        rig.settle();

        assertEquals(List.of("您关注的“油烟”有新内容", "督办汇总：2 件"), rig.inbox("p"));
    }

    @Test
    void aKeyOfTheirsIsNeverOneOfOurs() {
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK));
        assertTrue(raise("a"));
        assertEquals(2, rig.all().size());
    }

    @ParameterizedTest
    @CsvSource({
        "'', p, WATCH, t, m1, MISSING_FIELD, key",
        "k, ' ', WATCH, t, m1, MISSING_FIELD, person",
        "k, p, WATCH, '', m1, MISSING_FIELD, title",
        "k, p, DIGEST, t, m1, INVALID_FIELD, kind",
        "k, p, TEST, t, m1, INVALID_FIELD, kind",
        "k, p, WATCH, t, m2, INVALID_FIELD, matter",
    })
    void whatCannotBeUsedIsNamedAndNothingIsRaised(
            String key, String person, NoticeKind kind, String title, String matter, ErrorCode code, String field) {
        DubanException e = assertThrows(
                DubanException.class, () -> desk.raise(key, person, kind, new MatterId(matter), title, "text"));

        assertEquals(code, e.code());
        assertEquals(field, e.problems().get(0).field());
        assertEquals(List.of(), rig.all());
    }

    @Test
    void aKeyOfMoreThan200CharactersIsRefused() {
        assertTrue(raise("k".repeat(200)));
        assertEquals(
                ErrorCode.INVALID_FIELD,
                assertThrows(DubanException.class, () -> raise("k".repeat(201))).code());
    }

    @Test
    void afterTheEndNothingIsRaised() {
        loop.close();
        assertEquals(
                ErrorCode.STOPPED,
                assertThrows(DubanException.class, () -> raise("k")).code());
        assertEquals(List.of(), rig.all());
    }

    /** There is one matter. */
    private static Matters oneMatter() {
        Matter matter = new Matter(
                MATTER,
                1,
                "留言〔2026〕7号",
                Draft.of("message").title("晏家坪油烟").receivedOn(LocalDate.of(2026, 3, 2)),
                1,
                Stage.INITIATION,
                Standing.OPEN,
                0,
                null,
                0,
                null,
                null,
                List.of(),
                new Matter.Lineage(null, false, List.of(), List.of(), null, List.of()),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                null,
                null,
                0,
                Set.of(),
                "",
                new Matter.Times(Rig.MONDAY, "registrar", null, null, null, null, null, Rig.MONDAY));
        return (Matters) Proxy.newProxyInstance(
                Matters.class.getClassLoader(), new Class<?>[] {Matters.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("get")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    if (!arguments[1].equals(MATTER)) {
                        throw new DubanException(
                                Problem.of(ErrorCode.MATTER_NOT_FOUND, "id", arguments[1], "", "没有这个事项", "none"));
                    }
                    return matter;
                });
    }
}
