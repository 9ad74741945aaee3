package org.duban.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.duban.api.journal.Append;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterEvent.Checked;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.file.internal.DiskFileStore;
import org.duban.journal.internal.SqliteJournal;
import org.duban.spi.file.FileStore.Kept;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

    @TempDir
    Path data;

    private Kept named;
    private Kept orphan;

    @BeforeEach
    void write() throws Exception {
        DiskFileStore store = new DiskFileStore(
                data.resolve("files"),
                InstantSource.fixed(Line.CLOCK.instant().minus(Duration.ofDays(10))),
                new Random(1));
        named = store.put(new ByteArrayInputStream("证据".getBytes(StandardCharsets.UTF_8)));
        orphan = store.put(new ByteArrayInputStream("没人提到".getBytes(StandardCharsets.UTF_8)));
        Attachment evidence = new Attachment("证据.txt", "duban:" + named.sha256(), named.sha256(), named.size());
        try (SqliteJournal journal = SqliteJournal.open(data)) {
            journal.append(new Append(
                    "li",
                    Journals.AT,
                    List.of(new Append.Part(
                            new MatterId("a").stream(),
                            0,
                            List.of(new Checked(Method.ON_SITE, "晏家坪", List.of(), "属实", List.of(evidence))))),
                    null,
                    Append.Rows.NONE));
        }
    }

    private Path place(Kept kept) {
        return data.resolve("files")
                .resolve(kept.sha256().substring(0, 2))
                .resolve(kept.sha256().substring(2, 4))
                .resolve(kept.sha256());
    }

    @Test
    void whatIsThereAsItWasIsSaidToBeAndOrphansAreListed() {
        Line line = Line.run("files", "check", data);
        assertEquals(0, line.code(), line::err);
        assertTrue(line.out().contains("无人提到  " + orphan.sha256()), line::out);
        assertTrue(line.out().endsWith("齐全完好\n"), line::out);
    }

    @Test
    void aDamagedFileIsNamedWithTheEventThatNamesIt() throws Exception {
        Files.writeString(place(named), "改了");
        Line line = Line.run("files", "check", data);
        assertEquals(1, line.code());
        assertTrue(line.out().contains("损坏  " + named.sha256() + "  第 1 号事件（matter/a）提到"), line::out);
        Files.delete(place(named));
        assertTrue(Line.run("files", "check", data, "--names-only").out().contains("缺失  " + named.sha256()));
    }

    @Test
    void orphansAreRemovedOnlyWhenSomebodySaysSoAndNobodyUsesTheDirectory() {
        assertEquals(0, Line.run("files", "remove-orphans", data).code());
        assertTrue(Files.exists(place(orphan)));
        try (SqliteJournal used = SqliteJournal.open(data)) {
            assertEquals(2, Line.run("files", "remove-orphans", data, "--yes").code());
        }
        assertTrue(Files.exists(place(orphan)));
        Line line = Line.run("files", "remove-orphans", data, "--yes");
        assertTrue(line.out().contains("已删除 1 个"), line::out);
        assertFalse(Files.exists(place(orphan)));
        assertTrue(Files.exists(place(named)));
    }
}
