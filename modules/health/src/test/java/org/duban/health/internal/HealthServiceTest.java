package org.duban.health.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.health.HealthReport;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.Plugins;
import org.duban.calendar.internal.CalendarService;
import org.duban.health.internal.HealthFile.Kept;
import org.duban.journal.internal.SqliteJournal;
import org.duban.spi.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthServiceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:30:00Z");
    private static final PluginStatus PLUGIN = new PluginStatus(
            "form.json", PluginStatus.Kind.FORM_TYPE, "", "", PluginStatus.State.REFUSED, "第 3 行不是 JSON", NOW);

    @TempDir
    Path directory;

    private SqliteJournal journal;
    private HealthService health;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(directory);
        health = service(directory);
    }

    @AfterEach
    void close() throws Exception {
        health.stop();
        journal.close();
    }

    @Test
    @DisplayName("自己的三项：日历、磁盘、日志")
    void itLooksAtCalendarDiskAndJournalItself() {
        HealthReport report = health.report();

        assertEquals(List.of("calendar", "disk", "journal"), subjects(report));
        assertEquals(NOW, report.at());
    }

    @Test
    @DisplayName("没有数据目录就不看磁盘，也不写文件")
    void withoutADataDirectoryThereIsNoDiskToLookAt() throws Exception {
        HealthService without = service(null);
        without.start();

        assertEquals(List.of("calendar", "journal"), subjects(without.report()));
        without.stop();
        assertFalse(Files.exists(directory.resolve("status")));
    }

    @Test
    @DisplayName("别人的检查来了就问，走了就不问")
    void checksOfOthersComeAndGo() {
        HealthCheck channel = () -> List.of(Finding.of("channel/mail", Status.WARN, "积压 12 件"));

        health.bindCheck(channel, Map.of());
        assertEquals(List.of("calendar", "channel/mail", "disk", "journal"), subjects(health.report()));

        health.unbindCheck(channel);
        assertEquals(List.of("calendar", "disk", "journal"), subjects(health.report()));
    }

    @Test
    @DisplayName("出错和不答复的检查不妨碍其他检查，以组件名报告")
    void brokenChecksHarmNobody() {
        CountDownLatch release = new CountDownLatch(1);
        health.bindCheck(
                () -> {
                    throw new IllegalStateException("broken");
                },
                Map.of("component.name", "org.example.Broken"));
        health.bindCheck(
                () -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                },
                Map.of("component.name", "org.example.Hanging"));

        HealthReport report = health.report();

        assertEquals(
                List.of("calendar", "check/org.example.Broken", "check/org.example.Hanging", "disk", "journal"),
                subjects(report));
        assertEquals(Status.FAIL, report.status());
        release.countDown();
    }

    @Test
    @DisplayName("运行时文件在，停止后说已停止")
    void theFileIsKeptWhileItRunsAndSaysWhenItHasStopped() throws Exception {
        health.bindPlugins(plugins());
        health.start();

        HealthFile file = new HealthFile(directory);
        await().until(() -> file.read().isPresent());
        Kept running = file.read().orElseThrow();
        assertTrue(running.alive());
        assertEquals(NOW, running.startedAt());
        assertEquals(List.of("calendar", "disk", "journal"), subjects(running.report()));
        assertEquals(List.of(PLUGIN), running.plugins());

        health.stop();
        Kept stopped = file.read().orElseThrow();
        assertFalse(stopped.running());
        assertFalse(stopped.alive());
        assertEquals(running.report(), stopped.report());
    }

    @Test
    @DisplayName("写不了文件不妨碍检查")
    void aFileThatCannotBeWrittenHarmsNobody() throws Exception {
        Files.writeString(directory.resolve("status"), "a file where the folder should be");
        health.start();

        assertEquals(List.of("calendar", "disk", "journal"), subjects(health.report()));
        health.stop();
        assertEquals("a file where the folder should be", Files.readString(directory.resolve("status")));
    }

    private HealthService service(Path dataDirectory) {
        return new HealthService(
                journal,
                new CalendarService(),
                InstantSource.fixed(NOW),
                ZoneId.of("Asia/Shanghai"),
                dataDirectory,
                new Defaults());
    }

    private static List<String> subjects(HealthReport report) {
        return report.findings().stream().map(Finding::subject).toList();
    }

    private static Plugins plugins() {
        return new Plugins() {
            @Override
            public List<PluginStatus> all() {
                return List.of(PLUGIN);
            }

            @Override
            public void scan() {}
        };
    }

    /** Nothing is verified while a test runs. */
    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record Defaults() implements HealthService.Config {
        @Override
        public int verifyAfterMinutes() {
            return 5;
        }

        @Override
        public int verifyEveryHours() {
            return 24;
        }

        @Override
        public int writeEverySeconds() {
            return 15;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return HealthService.Config.class;
        }
    }
}
