package org.duban.file.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duban.api.file.NamedFiles;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal names is kept; what nobody names is listed, and nothing is deleted by itself. */
public class StocktakingTest {

    @TempDir
    Path folder;

    private District district;
    private DiskFileStore store;
    private AttachmentService attachments;

    @BeforeEach
    void open() {
        district = new District(folder);
        store = new DiskFileStore(folder.resolve("files"), district, new Random(1));
        attachments = AttachmentService.of(folder.resolve("files"), district, district.access(), district);
    }

    @AfterEach
    void close() {
        district.close();
    }

    private Attachment store(String text) {
        return attachments.store(
                District.OFFICER, "说明.txt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Stocktaking.Report take() throws IOException {
        return Stocktaking.take(
                district.journal()::feed, store, district.instant().minus(Duration.ofHours(72)), true, count -> {});
    }

    private MatterId matterWith(Attachment evidence) {
        MatterId id = district.assigned(District.instruction("晏家坪路灯"), District.ZJJ);
        district.does(District.handler(District.ZJJ), id, new Acknowledge(1));
        district.does(
                District.handler(District.ZJJ), id, new ReportProgress(1, "已修复一半", 50, "", List.of(evidence), ""));
        return id;
    }

    @Test
    void aFileAnEventNamesIsNoOrphanHoweverOldItIs() throws IOException {
        matterWith(store("证据"));
        district.pass(Duration.ofDays(400));
        Stocktaking.Report report = take();
        assertEquals(1, report.named());
        assertEquals(List.of(), report.orphans());
        assertTrue(report.inOrder());
    }

    @Test
    void aFormNamesItsAttachmentsByTheScheme() throws IOException {
        Attachment attachment = store("批示件扫描");
        district.matters()
                .register(
                        District.DIRECTOR,
                        Draft.of("instruction")
                                .title("见附件 " + attachment.location())
                                .source("区长批示")
                                .leader(District.LEADER.person())
                                .form("{\"instructionDate\":\"2026-03-02\",\"reportRequired\":false}"));
        district.pass(Duration.ofDays(400));
        assertEquals(List.of(), take().orphans());
    }

    @Test
    void aFileNobodyNamesIsAnOrphanOnceItsGraceIsOver() throws IOException {
        Attachment orphan = store("没有人提到");
        assertEquals(1, take().young());
        assertEquals(List.of(), take().orphans());
        district.pass(Duration.ofHours(73));
        assertEquals(orphan.sha256(), take().orphans().get(0).sha256());
        assertEquals(1, take().kept(), "it is listed, not deleted");
    }

    @Test
    void aMissingAndADamagedFileAreNamedWithTheEventThatNamesThem() throws IOException {
        Attachment missing = store("丢失");
        Attachment damaged = store("损坏");
        MatterId first = matterWith(missing);
        matterWith(damaged);
        district.pass(Duration.ofHours(1));
        assertTrue(store.delete(missing.sha256(), district.instant()));
        Path place = folder.resolve("files")
                .resolve(damaged.sha256().substring(0, 2))
                .resolve(damaged.sha256().substring(2, 4))
                .resolve(damaged.sha256());
        Files.writeString(place, "别的");
        Stocktaking.Report report = take();
        assertFalse(report.inOrder());
        assertEquals(missing.sha256(), report.missing().get(0).sha256());
        assertEquals("matter/" + first, report.missing().get(0).stream());
        assertEquals(damaged.sha256(), report.damaged().get(0).sha256());
    }

    /** Public, as every event is: it is read by its accessors. */
    public record Deep(List<Object> many) {}

    @Test
    void namesAreFoundHoweverDeepTheyStand() {
        Attachment attachment = store("深处");
        List<String> found = new ArrayList<>();
        NamedFiles.in(new Deep(List.of(java.util.Map.of("k", java.util.Optional.of(attachment)), 7)), found::add);
        assertEquals(List.of(attachment.sha256()), found);
    }
}
