package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.health.HealthReport;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.health.internal.HealthFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthAndPluginsTest {

    private static final Instant AT = Line.CLOCK.instant().minusSeconds(9);

    @TempDir
    Path data;

    @Test
    void aRunningOnesFindingsArePrintedAndAFailureIsTheExitCode() throws IOException {
        write(true, List.of(Finding.of("calendar", Status.OK, "2026 年放假安排已发布")), List.of());
        Line well = Line.run("health", data);
        assertEquals(0, well.code(), well::toString);
        assertTrue(well.out().startsWith("运行中，进程 " + ProcessHandle.current().pid()), well::out);
        assertTrue(well.out().contains("9 秒前"), well::out);
        assertTrue(well.out().contains("正常  calendar  2026 年放假安排已发布"), well::out);

        write(true, List.of(new Finding("disk", Status.FAIL, "磁盘将满", Map.of("free", "1"))), List.of());
        assertEquals(1, Line.run("health", data).code());
    }

    @Test
    void aStoppedOneIsSaidToBe() throws IOException {
        write(false, List.of(), List.of());
        Line line = Line.run("health", data);
        assertEquals(1, line.code());
        assertTrue(line.out().startsWith("已停止"), line::out);
    }

    @Test
    void eachPluginIsOneLineWithTheReasonWhyItIsNotUsed() throws IOException {
        write(
                true,
                List.of(),
                List.of(
                        new PluginStatus("sms.jar", Kind.BUNDLE, "org.example.sms", "1.2.0", State.ACTIVE, "", AT),
                        new PluginStatus("proposal.json", Kind.FORM_TYPE, "", "", State.REFUSED, "不是 JSON", AT)));
        Line line = Line.run("plugins", data);
        assertEquals(1, line.code());
        assertTrue(line.out().contains("使用中  插件  sms.jar  org.example.sms 1.2.0\n"), line::out);
        assertTrue(line.out().contains("不可用  事项类型  proposal.json    不是 JSON\n"), line::out);
    }

    @Test
    void whereNoneHasEverRunThereIsNothingToSay() {
        for (String command : List.of("health", "plugins")) {
            Line line = Line.run(command, data);
            assertEquals(2, line.code());
            assertTrue(line.err().contains("没有运行状况"), line::err);
        }
    }

    private void write(boolean running, List<Finding> findings, List<PluginStatus> plugins) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        new HealthFile(data)
                .write(new HealthFile.Kept(
                        new HealthReport(AT, findings),
                        plugins,
                        self.pid(),
                        self.info().startInstant().orElse(null),
                        AT,
                        running));
    }
}
