package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.duban.api.journal.Append;
import org.duban.api.journal.Series;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterId;
import org.duban.journal.internal.SqliteJournal;
import org.duban.search.internal.lucene.LuceneEngine;
import org.duban.search.internal.text.Words;
import org.duban.spi.search.SearchIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

    @TempDir
    Path data;

    @BeforeEach
    void write() {
        Journals.write(data);
    }

    private Line search(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "search";
        all[1] = data;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Line.run(all);
    }

    private void reindex() {
        Line line = Line.run("reindex", data);
        assertEquals(0, line.code(), line::toString);
    }

    private void register(String id, Draft draft) {
        try (SqliteJournal journal = SqliteJournal.open(data)) {
            Registered registered = new Registered(
                    new Series(draft.formType(), 2026, "〔{year}〕{n}号"),
                    "",
                    draft.receivedOn(LocalDate.of(2026, 3, 2)),
                    1,
                    null,
                    false);
            Append.Part part = new Append.Part(new MatterId(id).stream(), 0, List.of(registered));
            journal.append(new Append("li", Journals.AT, List.of(part), null, Append.Rows.NONE));
        }
    }

    @Test
    void whatIsFoundIsPrintedWithItsNumberStageAndDayAndMarked() {
        register("d", Draft.of("message").title("路灯不亮").content("晏家坪的路灯，三天不亮了。"));
        reindex();
        Line line = search("路灯");
        assertEquals(0, line.code(), line::err);
        List<String> lines = line.out().lines().toList();
        assertEquals(
                List.of(
                        "找到 1 件；包含“路灯”",
                        "",
                        "1. 〔2026〕2号  message  立项  2026-03-02 收到",
                        "   【路灯】不亮",
                        "   内容  晏家坪的【路灯】，三天不亮了。",
                        ""),
                lines.subList(0, 6));
        assertTrue(lines.get(6).matches("索引 g00000001 保存于 .*前），与日志一致"), line::out);
    }

    @Test
    void theMatterThatWasDeclinedIsThereTooForAnAdministratorSeesEverything() {
        reindex();
        Line line = search("供暖改造", "--limit", 1, "--sort", "newest", "--facets");
        assertEquals(0, line.code(), line::err);
        assertTrue(line.out().startsWith("找到 3 件，列出前 1 件；"), line::out);
        assertTrue(line.out().contains("类型      instruction 2，message 1\n"), line::out);
        assertTrue(search("状态:不立项").out().contains("（不立项）"));
    }

    @Test
    void whatIsNotFoundIsAnExitCodeAndWhatWasMeantIsSaid() {
        reindex();
        Line nothing = search("zzqq");
        assertEquals(1, nothing.code());
        assertTrue(nothing.out().startsWith("找到 0 件；"), nothing::out);
        assertTrue(search("gongnuan").out().contains("是否要找：供暖（拼音，3 件）"));
    }

    @Test
    void whatTheIndexDoesNotHaveYetIsSaid() {
        reindex();
        register("d", Draft.of("message").title("路灯不亮"));
        Line line = search("路灯");
        assertEquals(1, line.code());
        assertTrue(line.out().contains("，不含此后的 1 条记录"), line::out);
    }

    @Test
    void itIsSearchedWhileADubanHasEverythingOpen() {
        reindex();
        try (SqliteJournal journal = SqliteJournal.open(data);
                LuceneEngine engine = new LuceneEngine(data.resolve("index"), Words::standard);
                SearchIndex index = engine.open("g00000001")) {
            assertEquals(journal.head(), index.mark().position());
            assertEquals(0, search("供暖").code());
        }
    }

    @Test
    void unitsAreKnownByTheirIdsAndDataBySynonyms() throws Exception {
        register("d", Draft.of("message").title("路灯不亮").leader("zhao"));
        Files.writeString(Files.createDirectories(data.resolve("config")).resolve("synonyms.txt"), "街灯 = 路灯\n");
        reindex();
        assertTrue(search("领导:zhao").out().contains("领导：zhao"));
        assertEquals(0, search("街灯").code());
        Files.writeString(data.resolve("config/synonyms.txt"), "街灯\n");
        Line wrong = search("街灯");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("同义词的一行写得不对"), wrong::err);
    }

    @Test
    void whatPeopleWroteDoesNotSteerTheTerminal() {
        register("d", Draft.of("message").title("路灯\u001B[2J不亮\u202E").content("路灯\u009B31m"));
        reindex();
        Line line = search("路灯");
        assertEquals(0, line.code());
        assertTrue(line.out().chars().noneMatch(c -> c == 0x1B || c == 0x9B || c == 0x202E), line::out);
    }

    @Test
    void theSameIsToBeHadAsJson() throws Exception {
        reindex();
        JsonNode json = new JsonMapper()
                .readTree(search("供暖", "--json", "--limit", 2, "--facets").out());
        assertEquals(3, json.get("total").asInt());
        assertEquals(2, json.get("hits").size());
        assertEquals("INITIATION", json.at("/hits/0/stage").asText());
        assertEquals("供暖", json.at("/hits/0/title/0/text").asText());
        assertTrue(json.at("/hits/0/title/0/found").asBoolean());
        assertEquals(2, json.at("/facets/FORM_TYPE/instruction").asInt());
        assertEquals(0, json.at("/index/behind").asInt());
    }

    @Test
    void withoutAnIndexThatCanBeReadItIsSaidWhatToDo() throws Exception {
        Line none = search("供暖");
        assertEquals(2, none.code());
        assertTrue(none.err().contains("没有检索索引；可用 duban reindex 建立"), none::err);
        assertFalse(Files.exists(data.resolve("index")), "and nothing was made");

        Path other = data.resolve("index/g00000001");
        try (FSDirectory files = FSDirectory.open(other);
                IndexWriter writer = new IndexWriter(files, new IndexWriterConfig(null))) {
            writer.setLiveCommitData(Map.of("schema", "0").entrySet());
            writer.commit();
        }
        Line strange = search("供暖");
        assertEquals(2, strange.code());
        assertTrue(strange.err().contains("版本不符，需要重建"), strange::err);
        assertTrue(strange.err().contains("duban reindex"), strange::err);
        reindex();
        assertEquals(0, search("供暖").code());
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertTrue(search().err().contains("缺少参数：QUERY"));
        assertTrue(search("供暖", "--limit", 201).err().contains("--limit 应为 0 到 200"));
        assertTrue(search("供暖", "--sort", "best").err().contains("--sort 的值无法识别：best"));
        Line nowhere = Line.run("search", data.resolve("nowhere"), "供暖");
        assertEquals(2, nowhere.code());
        assertTrue(nowhere.err().contains("没有日志文件"), nowhere::err);
    }
}
