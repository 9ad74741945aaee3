package org.duban.search.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.matter.Actor;
import org.duban.api.search.Watch;
import org.duban.api.search.Watches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchServiceTest {

    private static final Actor DIRECTOR = Actor.of(Desk.DIRECTOR);
    private static final Actor HANDLER = Actor.of(Desk.HANDLER);

    @TempDir
    Path folder;

    private Desk desk;
    private Watches watches;

    @BeforeEach
    void start() {
        desk = new Desk(folder);
        watches = desk.watches;
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private static DubanException assertRefused(ErrorCode code, Executable call) {
        DubanException e = assertThrows(DubanException.class, call);
        assertEquals(code, e.code());
        return e;
    }

    @Test
    void aWatchIsItsOwnersAndTheNewestComesFirst() {
        Watch first = watches.set(DIRECTOR, " 油烟 ", "晏家坪 油烟 类型:网民留言");
        desk.pass(Duration.ofMinutes(1));
        Watch second = watches.set(DIRECTOR, "路灯", "路灯");
        watches.set(HANDLER, "路灯", "路灯");

        assertEquals("油烟", first.name());
        assertEquals(Desk.DIRECTOR, first.person());
        assertEquals(Desk.at("2026-03-02T09:30"), first.since());
        assertTrue(first.id().matches("[0-9a-z]{8}"), first.id());
        assertNotEquals(first.id(), second.id());
        assertEquals(List.of(second, first), watches.mine(DIRECTOR));
    }

    @Test
    void aRestartKnowsEveryWatch() {
        Watch kept = watches.set(DIRECTOR, "油烟", "油烟");
        Watch removed = watches.set(DIRECTOR, "路灯", "路灯");
        Watch changed = watches.change(DIRECTOR, kept.id(), "烧烤", "烧烤");
        watches.remove(DIRECTOR, removed.id());
        desk.close();
        desk = new Desk(folder);
        desk.load();

        assertEquals(List.of(changed), desk.watches.mine(DIRECTOR));
    }

    @Test
    @DisplayName("改了条件，只看以后写的；什么都没改，还是原来那项")
    void aChangeBeginsAnewAndNoChangeChangesNothing() {
        Watch watch = watches.set(DIRECTOR, "油烟", "油烟");
        Instant set = desk.instant();
        desk.pass(Duration.ofHours(1));

        assertEquals(watch, watches.change(DIRECTOR, watch.id(), "油烟", "油烟"));
        assertEquals(watch, watches.set(DIRECTOR, "油烟", "油烟"));
        Watch changed = watches.change(DIRECTOR, watch.id(), "油烟", "油烟 夜市");

        assertEquals(set.plus(Duration.ofHours(1)), changed.since());
        assertEquals(watch.id(), changed.id());
        assertEquals(List.of(changed), watches.mine(DIRECTOR));
    }

    @Test
    void anothersWatchIsNotThere() {
        Watch watch = watches.set(DIRECTOR, "油烟", "油烟");

        assertRefused(ErrorCode.WATCH_NOT_FOUND, () -> watches.change(HANDLER, watch.id(), "x", "油烟"));
        assertRefused(ErrorCode.WATCH_NOT_FOUND, () -> watches.remove(HANDLER, watch.id()));
        watches.remove(DIRECTOR, watch.id());
        assertRefused(ErrorCode.WATCH_NOT_FOUND, () -> watches.remove(DIRECTOR, watch.id()));
        assertEquals(List.of(), watches.mine(DIRECTOR));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 油烟, MISSING_FIELD, name",
        "油烟, ' ', MISSING_FIELD, text",
        "油烟, '-夜市', INVALID_FIELD, text",
        "油烟, '。，！', INVALID_FIELD, text",
        "油烟, 油烟 单位:没有这个局, INVALID_FIELD, text",
        "'油\u0007烟', 油烟, INVALID_FIELD, name",
    })
    void whatCannotBeWatchedForIsRefused(String name, String text, ErrorCode code, String field) {
        DubanException e = assertRefused(code, () -> watches.set(DIRECTOR, name, text));
        assertEquals(field, e.problems().get(0).field());
        assertEquals(List.of(), watches.mine(DIRECTOR));
    }

    @Test
    void lengthsAreChecked() {
        assertEquals(50, watches.set(DIRECTOR, "名".repeat(50), "油烟").name().length());
        assertRefused(ErrorCode.INVALID_FIELD, () -> watches.set(DIRECTOR, "名".repeat(51), "油烟"));
        assertEquals(500, watches.set(DIRECTOR, "长", "油烟".repeat(250)).text().length());
        assertRefused(ErrorCode.INVALID_FIELD, () -> watches.set(DIRECTOR, "长", "油烟".repeat(250) + "x"));
    }

    @Test
    void aPersonHasAHundredWatchesAtMost() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < Watches.MAX_PER_PERSON; i++) {
            ids.add(watches.set(DIRECTOR, "关注" + i, "油烟").id());
        }
        assertEquals(Watches.MAX_PER_PERSON, ids.size());
        assertRefused(ErrorCode.NOT_NOW, () -> watches.set(DIRECTOR, "又一项", "油烟"));

        watches.remove(DIRECTOR, ids.iterator().next());
        assertEquals("又一项", watches.set(DIRECTOR, "又一项", "油烟").name());
        assertEquals("路灯", watches.set(HANDLER, "路灯", "路灯").name());
    }

    @Test
    void whomTheDirectoryDoesNotKnowIsRefused() {
        Actor stranger = Actor.of("stranger");
        assertRefused(ErrorCode.PERSON_UNKNOWN, () -> watches.set(stranger, "油烟", "油烟"));
        assertRefused(ErrorCode.PERSON_UNKNOWN, () -> watches.mine(stranger));
    }
}
