package org.duban.search.internal.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.matter.MatterId;
import org.duban.api.search.IndexStatus.State;
import org.duban.search.internal.feed.Look.Progress;
import org.junit.jupiter.api.Test;

class SearchHealthTest {

    private static Look look(boolean whole, Progress rebuild, String blocked, long behind, List<Trouble> troubles) {
        return new Look("lucene", whole, rebuild, blocked, 12, 90, 100, behind, troubles);
    }

    private static void assertFinding(Finding finding, Status status, String... says) {
        assertEquals(status, finding.status());
        for (String each : says) {
            assertTrue(finding.messageZh().contains(each), finding.messageZh());
        }
    }

    @Test
    void anIndexAtTheHeadIsWell() {
        Look look = look(true, null, "", 0, List.of());
        assertEquals(State.READY, look.state());
        assertFinding(SearchHealth.index(look), Status.OK, "正常，共 12 件");
        assertFinding(SearchHealth.reader(look), Status.OK);
        assertEquals(
                Map.of("position", "90", "lag", "10", "left", "0"),
                SearchHealth.reader(look).figures());
        assertEquals(
                Map.of("engine", "lucene", "state", "READY", "matters", "12"),
                SearchHealth.index(look).figures());
        assertEquals(List.of(), look.remarks());
    }

    @Test
    void whoIsBehindForLongerThanAMomentSaysSo() {
        Look look = look(true, null, "", 10, List.of());
        assertFinding(SearchHealth.reader(look), Status.WARN, "还有 10 条记录未收入索引");
        assertEquals(List.of("索引还差 10 条记录，最近的变化可能查不到"), look.remarks());
    }

    @Test
    void aRebuildSaysHowFarItIsAndWhoAnswersMeanwhile() {
        Progress progress = new Progress(30, 120, Instant.EPOCH);
        Look rebuilding = look(true, progress, "", 0, List.of());
        assertEquals(State.REBUILDING, rebuilding.state());
        assertFinding(SearchHealth.index(rebuilding), Status.WARN, "30 件 / 约 120 件", "由原索引应答");
        Look partial = look(false, progress, "", 0, List.of());
        assertEquals(State.PARTIAL, partial.state());
        assertFinding(SearchHealth.index(partial), Status.WARN, "结果不全");
        assertEquals(List.of("索引正在重建，已收录 30 件 / 约 120 件，结果不全"), partial.remarks());
        assertEquals(30, partial.status().done());
        assertEquals(120, partial.status().total());
    }

    @Test
    void aFullDiskIsAFailureAndSaysWhatToDo() {
        Look look = look(true, null, "磁盘已满", 0, List.of());
        assertEquals(State.BLOCKED, look.state());
        assertFinding(SearchHealth.index(look), Status.FAIL, "磁盘已满", "请检查磁盘空间", "自动恢复", "不影响事项办理");
        assertEquals(look.message(), look.status().message());
    }

    @Test
    void whatCouldNotBeTakenInIsNamedTheFirstThreeOfThem() {
        List<Trouble> troubles = List.of(
                new Trouble("批示〔2026〕1号", new MatterId("a"), 1, "甲"),
                new Trouble("批示〔2026〕2号", new MatterId("b"), 2, "乙"),
                new Trouble("第 17 号记录", null, 17, "丙"),
                new Trouble("批示〔2026〕4号", new MatterId("d"), 20, "丁"));
        Look look = look(true, null, "", 0, troubles);
        assertFinding(SearchHealth.reader(look), Status.WARN, "4 项未能收录", "批示〔2026〕1号：甲", "第 17 号记录：丙 等", "交给维护人员");
        assertEquals("4", SearchHealth.reader(look).figures().get("left"));
    }
}
