package org.duban.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.health.HealthReport;
import org.duban.api.plugin.PluginStatus;
import org.duban.health.internal.HealthFile.Kept;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthFileTest {

    private static final Instant AT = Instant.parse("2026-03-02T01:30:00.123Z");
    private static final HealthReport REPORT = new HealthReport(
            AT,
            List.of(
                    new Finding("journal", Status.OK, "共 3 条记录", Map.of("head", "3", "verified", "")),
                    Finding.of("channel/mail", Status.FAIL, "连不上 \"mail.example.cn\"\n请查看")));
    private static final List<PluginStatus> PLUGINS = List.of(new PluginStatus(
            "channel-sms-1.2.jar",
            PluginStatus.Kind.BUNDLE,
            "org.example.sms",
            "1.2.0",
            PluginStatus.State.WAITING,
            "缺少 org.example.gateway",
            AT));

    @TempDir
    Path directory;

    private HealthFile file;

    @BeforeEach
    void locate() {
        file = new HealthFile(directory);
    }

    @Test
    @DisplayName("写下的都读得回来")
    void whatIsWrittenIsReadBack() throws Exception {
        Kept kept = new Kept(REPORT, PLUGINS, 4711, AT.minusSeconds(60), AT.minusSeconds(30), true);

        file.write(kept);

        assertEquals(Optional.of(kept), file.read());
    }

    @Test
    @DisplayName("系统不知道进程何时启动也行")
    void theProcessStartMayBeUnknown() throws Exception {
        Kept kept = new Kept(REPORT, List.of(), 4711, null, AT, false);

        file.write(kept);

        assertEquals(Optional.of(kept), file.read());
    }

    @Test
    @DisplayName("新的替换旧的，不留临时文件")
    void aNewReportTakesThePlaceOfTheOldOne() throws Exception {
        file.write(ofThisProcess(true));
        file.write(ofThisProcess(false));

        assertFalse(file.read().orElseThrow().running());
        try (var files = Files.list(directory.resolve("status"))) {
            assertEquals(List.of(directory.resolve(HealthFile.NAME)), files.toList());
        }
    }

    @Test
    @DisplayName("从未运行过")
    void withoutAFileDubanNeverRanHere() {
        assertEquals(Optional.empty(), file.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[1]",
                "{\"at\": \"yesterday\"}",
                "{\"at\": \"2026-03-02T01:30:00Z\", \"startedAt\": \"2026-03-02T01:30:00Z\","
                        + " \"findings\": [{\"subject\": \"disk\", \"status\": \"SOSO\", \"message\": \"\"}]}"
            })
    @DisplayName("不是这种文件：说出是哪个文件")
    void whatIsNotSuchAFileIsRefusedByName(String text) throws Exception {
        Files.createDirectories(directory.resolve("status"));
        Files.writeString(directory.resolve(HealthFile.NAME), text);

        DubanException e = assertThrows(DubanException.class, file::read);

        assertEquals(ErrorCode.DATA_DIRECTORY_UNUSABLE, e.code());
        assertEquals(
                directory.resolve(HealthFile.NAME).toString(),
                e.problems().get(0).field());
    }

    @Test
    @DisplayName("本进程还活着")
    void aRunningProcessIsAlive() {
        assertTrue(ofThisProcess(true).alive());
    }

    @Test
    @DisplayName("正常停止后进程还在，但 Duban 不在了")
    void afterAnOrderlyStopItIsNotAliveThoughTheProcessIs() {
        assertFalse(ofThisProcess(false).alive());
    }

    @Test
    @DisplayName("被杀掉的进程，号码给了别的进程")
    void aProcessOfTheSameNumberStartedAtAnotherTimeIsAnotherOne() {
        Kept mine = ofThisProcess(true);
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();

        assertFalse(new Kept(REPORT, PLUGINS, mine.pid(), start.minusSeconds(3_600), AT, true).alive());
        assertTrue(new Kept(REPORT, PLUGINS, mine.pid(), start.minusSeconds(1), AT, true).alive());
    }

    @Test
    @DisplayName("被杀掉的进程")
    void aKilledProcessIsNotAlive() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long pid = process.pid();
        process.waitFor();

        assertFalse(new Kept(REPORT, PLUGINS, pid, null, AT, true).alive());
    }

    private static Kept ofThisProcess(boolean running) {
        ProcessHandle process = ProcessHandle.current();
        return new Kept(
                REPORT, PLUGINS, process.pid(), process.info().startInstant().orElse(null), AT, running);
    }
}
