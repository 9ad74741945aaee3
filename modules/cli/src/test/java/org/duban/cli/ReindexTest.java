package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.health.HealthReport;
import org.duban.health.internal.HealthFile;
import org.duban.journal.internal.SqliteJournal;
import org.duban.search.internal.feed.OfflineRebuild.Progress;
import org.duban.search.internal.feed.RebuildMarker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReindexTest {

    @TempDir
    Path data;

    /** Doesn't wait long for an answer. */
    private Line impatient(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new ReindexCommand(Line.CLOCK, Duration.ofMillis(300)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setParameterExceptionHandler(Refusals::wrongArguments)
                .setExecutionExceptionHandler(Refusals::notDone)
                .execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
        return new Line(code, out.toString(), err.toString());
    }

    private List<String> generations() throws IOException {
        try (var folder = Files.list(data.resolve("index"))) {
            return folder.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void health(boolean running, Finding... findings) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        new HealthFile(data)
                .write(new HealthFile.Kept(
                        new HealthReport(Line.CLOCK.instant(), List.of(findings)),
                        List.of(),
                        self.pid(),
                        self.info().startInstant().orElse(null),
                        Line.CLOCK.instant(),
                        running));
    }

    private static Finding index(String engine, String state, String message) {
        return new Finding("index", Status.WARN, message, Map.of("engine", engine, "state", state));
    }

    /** Somebody who sees the request, and does nothing but this. */
    private CompletableFuture<Void> answers(Runnable then) {
        return CompletableFuture.runAsync(() -> {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> Files.deleteIfExists(data.resolve(RebuildMarker.NAME)));
            then.run();
        });
    }

    @Test
    void withoutADubanItIsBuiltHereAndTakesThePlaceOfTheOldOne() throws Exception {
        Journals.write(data);
        Line line = Line.run("reindex", data);
        assertEquals(0, line.code(), line::err);
        assertTrue(line.out().startsWith("已重建：3 件，至日志第 6 条记录"), line::out);
        assertEquals(List.of("g00000001"), generations());

        Files.createFile(data.resolve(RebuildMarker.NAME));
        assertEquals(0, Line.run("reindex", data).code());
        assertEquals(List.of("g00000002"), generations(), "and what asked for it is gone");
    }

    @Test
    void aFormTypeThatCannotBeReadAnyMoreIsSaidAndItsFormsAreText() throws Exception {
        Journals.write(data);
        Line line = Line.run("reindex", data);
        assertTrue(line.out().contains("类型 instruction@1 的定义读不了"), line::out);
    }

    @Test
    void whereThereIsNoJournalNothingIsMade() {
        Path missing = data.resolve("missing");
        Line line = Line.run("reindex", missing);
        assertEquals(2, line.code());
        assertTrue(line.err().contains("没有日志文件"), line::err);
        assertFalse(Files.exists(missing));
        assertTrue(Line.run("reindex").err().contains("缺少参数：DIR"));
    }

    @Test
    void whoUsesTheDirectoryButDoesNotAnswerIsNotWaitedForAnyLonger() throws Exception {
        Journals.write(data);
        try (SqliteJournal journal = SqliteJournal.open(data)) {
            assertEquals(6, journal.head());
            Line line = impatient(data);
            assertEquals(2, line.code(), line::out);
            assertTrue(line.err().contains("没有应答重建的请求"), line::err);
            assertFalse(Files.exists(data.resolve(RebuildMarker.NAME)), "nor asked any more");
        }
    }

    @Test
    void aRebuildThatIsBlockedOrEndedIsSaidToBe() throws Exception {
        Journals.write(data);
        try (SqliteJournal journal = SqliteJournal.open(data)) {
            assertEquals(6, journal.head());
            health(true, index("lucene", "BLOCKED", "磁盘已满"));
            CompletableFuture<Void> blocked = answers(() -> {});
            Line line = Line.run("reindex", data);
            blocked.get(10, TimeUnit.SECONDS);
            assertEquals(1, line.code(), line::err);
            assertTrue(line.out().contains("重建受阻，系统会自动再试：磁盘已满"), line::out);

            health(false, index("lucene", "READY", "正常"));
            CompletableFuture<Void> ended = answers(() -> {});
            Line stopped = Line.run("reindex", data);
            ended.get(10, TimeUnit.SECONDS);
            assertEquals(1, stopped.code(), stopped::err);
            assertTrue(stopped.out().contains("系统已停止"), stopped::out);
        }
    }

    @Test
    void whoDoesNotWaitIsToldWhereToLook() throws Exception {
        Journals.write(data);
        try (SqliteJournal journal = SqliteJournal.open(data)) {
            assertEquals(6, journal.head());
            CompletableFuture<Void> seen = answers(() -> {});
            Line line = Line.run("reindex", data, "--no-wait");
            seen.get(10, TimeUnit.SECONDS);
            assertEquals(0, line.code(), line::err);
            assertTrue(line.out().contains("已由它开始重建"), line::out);
            assertTrue(line.out().contains("duban health"), line::out);
        }
    }

    @Test
    void anIndexThatAnotherEngineKeepsIsNotBuiltHere() throws Exception {
        Journals.write(data);
        health(false, index("opensearch", "READY", "正常"));
        Line line = Line.run("reindex", data);
        assertEquals(2, line.code(), line::out);
        assertTrue(line.err().contains("由 opensearch 承担"), line::err);
        assertFalse(Files.exists(data.resolve("index")));
    }

    @Test
    void progressSaysHowManyASecondAndHowLongYet() {
        assertEquals(
                "已完成 12000 / 约 36000 件，每秒 200 件，还需约 2 分",
                ProgressLine.text(new Progress(12_000, 36_000), Duration.ofMinutes(1)));
    }
}
