package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.duban.journal.internal.SqliteJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAndStatsTest {

    @TempDir
    Path data;

    @BeforeEach
    void write() {
        Journals.write(data);
    }

    @Test
    void anIntactJournalIsSaidToBe() {
        assertEquals(new Line(0, "完整无误：6 个事件，4 条链\n", ""), Line.run("verify", data));
    }

    @Test
    void theFirstBrokenEventIsNamed() throws Exception {
        Journals.tamper(data, "update journal_event set at = at + 1 where position = 3");
        Line line = Line.run("verify", data);
        assertEquals(1, line.code());
        assertTrue(line.out().startsWith("链条断裂于第 3 号事件（matter/b 的第 2 个）："), line::out);
    }

    @Test
    void aJournalInUseIsVerifiedAndCounted() {
        try (SqliteJournal used = SqliteJournal.open(data)) {
            assertEquals(6, used.head());
            assertEquals(0, Line.run("verify", data).code());
            assertEquals(0, Line.run("stats", data).code());
        }
    }

    @Test
    void whatIsNoDataDirectoryIsRefusedAndStaysAsItIs() throws Exception {
        Path missing = data.resolve("missing");
        for (String command : List.of("verify", "stats")) {
            Line line = Line.run(command, missing);
            assertEquals(2, line.code());
            assertTrue(line.err().contains("没有日志文件"), line::err);
            assertFalse(Files.exists(missing));
            assertTrue(Line.run(command).err().contains("缺少参数：DIR"));
        }
        Files.writeString(data.resolve("journal.db"), "something else");
        assertEquals(2, Line.run("verify", data).code());
    }

    @Test
    void theCountsOfAllMattersAddUp() {
        Line line = Line.run("stats", data);
        assertEquals(0, line.code(), line::err);
        List<String> lines = line.out().lines().toList();
        assertEquals("数据目录 " + data + "，截至 2026-03-20", lines.get(0));
        assertTrue(lines.get(1).startsWith("事项的事件 5，文件 "), line::out);
        assertEquals(
                List.of(
                        "事项 3 = 按期推进 2 + 终结 1",
                        "办理中 2 = 立项 2",
                        "已了结 1 = 不立项 1",
                        "类型",
                        "  instruction 2",
                        "  message 1",
                        "编号",
                        "  CIRCULAR 2026年 1 个，至 1 号",
                        "  instruction 2026年 2 个，至 2 号",
                        "  message 2026年 1 个，至 1 号"),
                lines.subList(2, lines.size()));
    }

    @Test
    void aGapInASeriesIsReported() throws Exception {
        Journals.tamper(data, "update journal_series set last = 7 where id = 'instruction'");
        Line line = Line.run("stats", data);
        assertEquals(1, line.code());
        assertTrue(line.out().contains("instruction 2026年 2 个，至 7 号，有缺号或重号"), line::out);
    }

    @Test
    void theSameIsToBeHadAsJson() throws Exception {
        JsonNode json = new JsonMapper()
                .readTree(Line.run("stats", data, "--json", "--as-of", "2026-04-01")
                        .out());
        assertEquals("2026-04-01", json.get("asOf").asText());
        assertEquals(3, json.get("matters").asInt());
        assertEquals(2, json.at("/byProgress/ON_SCHEDULE").asInt());
        assertEquals(0, json.at("/byProgress/OVERDUE").asInt());
        assertEquals(2, json.at("/openByStage/INITIATION").asInt());
        assertEquals(1, json.at("/ended/DECLINED").asInt());
        assertEquals(2, json.at("/byFormType/instruction").asInt());
        assertEquals(5, json.get("events").asInt());
        assertEquals(Files.size(data.resolve("journal.db")), json.get("bytes").asLong());
        assertTrue(json.at("/series/0/complete").asBoolean());
    }
}
