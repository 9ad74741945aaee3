package org.duban.dossier.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.dossier.Piece;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.Archive;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Retention;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 一事一档: what was archived is sealed in order, once, and never changed. */
class SealingTest {

    @TempDir
    Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = new Office(folder);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private List<String> titles(String id, int volume) {
        return office.service.catalogue(District.DIRECTOR, id, volume).stream()
                .map(piece -> piece.category() + "|" + piece.title())
                .toList();
    }

    @Test
    void whatIsArchivedIsSealedByItselfWithAFileNumberOfItsYearAndRetention() {
        Dossier dossier = office.sealed("晏家坪路灯");
        assertEquals(1, dossier.volumes().size());
        assertEquals("DC·2026-D30-0001", dossier.volumes().get(0).fileNumber());
        assertEquals(Retention.D30, dossier.retention());
        assertEquals("DC·2026-D30-0002", office.sealed("小西湖停车").volumes().get(0).fileNumber());
        assertEquals("duban", office.desk.history(dossier.id()).get(0).actor());
    }

    @Test
    void aVolumeHasEveryEventThenItsEvidenceThenWhatSourcesHave() throws Exception {
        office.source(matter -> List.of(Office.item("p1", "督查通报", "七督通〔2026〕3号", "路灯督查通报", "通报正文")));
        Dossier dossier = office.sealed("晏家坪路灯");
        List<String> titles = titles(dossier.id(), 1);
        assertEquals("立项登记|立项登记：晏家坪路灯", titles.get(0));
        int finished = titles.indexOf("附件（办结反馈）|修复后照片.jpg");
        assertTrue(finished > 0 && titles.get(finished - 1).startsWith("办结反馈|"), titles::toString);
        assertEquals("督查通报|路灯督查通报", titles.get(titles.size() - 1));
        assertTrue(titles.get(titles.size() - 2).startsWith("归档|"), titles::toString);
        long events = titles.stream()
                .filter(t -> !t.startsWith("附件") && !t.startsWith("督查通报"))
                .count();
        assertEquals(office.district.history(new MatterId(dossier.id())).size(), events);
        Piece photo =
                office.service.catalogue(District.DIRECTOR, dossier.id(), 1).get(finished);
        try (InputStream in = office.service.open(District.DIRECTOR, dossier.id(), 1, photo.n())) {
            assertArrayEquals(Office.PHOTO, in.readAllBytes());
        }
        try (InputStream in = office.service.open(District.DIRECTOR, dossier.id(), 1, 1)) {
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"type\":\"Registered\""));
        }
    }

    @Test
    void reopenedAndArchivedAgainItGetsAnotherVolumeWithWhatIsNewAndTheFirstStaysAsItIs() {
        Dossier first = office.sealed("晏家坪路灯");
        MatterId id = new MatterId(first.id());
        office.lookBack(id, true);
        office.district.does(
                District.DIRECTOR, id, new Assign(List.of(org.duban.api.matter.Assignment.lead(District.ZJJ))));
        office.district.finish(id);
        office.district.clear(id);
        office.district.archive(id);
        office.keeper.run();
        Dossier both = office.service.get(District.DIRECTOR, id.value());
        assertEquals(2, both.volumes().size());
        assertEquals(first.volumes().get(0), both.volumes().get(0));
        List<VolumeSealed> volumes = Books.volumes(office.desk.history(id.value()));
        assertEquals(volumes.get(0).toVersion() + 1, volumes.get(1).fromVersion());
        assertTrue(titles(id.value(), 2).get(0).startsWith("回头看|"));
        assertFalse(titles(id.value(), 2).stream().anyMatch(t -> t.startsWith("立项登记")));
    }

    @Test
    void archivedTwiceBeforeAnythingWasSealedThereAreStillTwoVolumes() {
        MatterId id = office.archived("晏家坪路灯");
        office.lookBack(id, true);
        office.district.does(
                District.DIRECTOR, id, new Assign(List.of(org.duban.api.matter.Assignment.lead(District.ZJJ))));
        office.district.finish(id);
        office.district.clear(id);
        office.district.archive(id);
        office.keeper.run();
        assertEquals(
                2, office.service.get(District.DIRECTOR, id.value()).volumes().size());
    }

    @Test
    void whileASourceFailsNothingIsSealedAndItIsTriedAgainAndHealthSaysSo() {
        AtomicBoolean broken = new AtomicBoolean(true);
        office.source(matter -> {
            if (broken.get()) {
                throw new IllegalStateException("公文库打不开");
            }
            return List.of(Office.item("p1", "督查通报", "3号", "通报", "正文"));
        });
        MatterId id = office.archived("晏家坪路灯");
        office.keeper.run();
        assertEquals(0, office.desk.history(id.value()).size());
        String health = new DossierHealth(
                        office.district.journal(), office.store, office.anchors, office.sinks, () -> "")
                .check()
                .toString();
        assertTrue(health.contains("公文库打不开"), health);
        broken.set(false);
        office.keeper.run();
        assertEquals(0, office.desk.history(id.value()).size(), "not before the pause is over");
        office.district.pass(Duration.ofMinutes(1));
        office.keeper.run();
        assertTrue(titles(id.value(), 1).contains("督查通报|通报"));
        assertEquals(0, office.store.pendingCount());
    }

    @Test
    void aSourceThatHangsHoldsUpItsMatterOnly() {
        office.sources.add(new ItemSource(
                "hangs",
                matter -> {
                    while (true) {
                        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
                    }
                },
                Duration.ofMillis(50)));
        MatterId id = office.archived("晏家坪路灯");
        office.keeper.run();
        assertTrue(office.store.pending(1).get(0).reason().contains("没有答复"), office.store.pending(1)::toString);
        office.sources.clear();
        office.district.pass(Duration.ofMinutes(1));
        office.keeper.run();
        assertEquals(1, office.desk.history(id.value()).size());
    }

    @Test
    void aMatterWhoseEvidenceIsGoneIsNotSealedWithoutIt() throws Exception {
        MatterId id = office.archived("晏家坪路灯");
        office.district.pass(Duration.ofSeconds(1));
        String photo =
                org.duban.dossier.internal.Digester.hex(org.duban.api.dossier.DigestAlgorithm.SHA256, Office.PHOTO);
        assertTrue(office.files.delete(photo, office.district.instant()));
        office.keeper.run();
        assertEquals(0, office.desk.history(id.value()).size());
        assertTrue(office.store.pending(1).get(0).reason().contains("修复后照片.jpg"));
    }

    @Test
    void afterACrashAnywhereItIsSealedOnce() throws Exception {
        MatterId id = office.archived("晏家坪路灯");
        office.keeper.seal("duban", id, office.district.history(id).size(), "");
        // Killed before the database knew: read again from the first event on.
        try (var connection = office.district.stores().open("dossier").getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("delete from fact");
            statement.executeUpdate("delete from pending");
            statement.executeUpdate("delete from dossier");
        }
        office.keeper.run();
        office.keeper.run();
        assertEquals(1, office.desk.history(id.value()).size());
        assertEquals(1, office.service.list(District.DIRECTOR, "路灯", 0, 10).size());
        assertEquals(0, office.store.pendingCount());
    }

    @Test
    void whatComesAfterArchivingIsSealedWhenSomebodyAsks() {
        Dossier dossier = office.sealed("晏家坪路灯");
        MatterId id = new MatterId(dossier.id());
        DubanException nothing = assertThrows(DubanException.class, () -> office.service.seal(District.DIRECTOR, id));
        assertEquals(ErrorCode.NOT_NOW, nothing.code());
        office.source(matter -> List.of(Office.item("e1", "考核评价", "", "评价表", "87.5")));
        assertEquals(2, office.service.seal(District.DIRECTOR, id).volumes().size());
        assertEquals(List.of("考核评价|评价表"), titles(id.value(), 2));
        assertThrows(DubanException.class, () -> office.service.seal(District.DIRECTOR, id));
    }

    @Test
    void onlyAnArchivedMatterHasADossier() {
        MatterId id = office.handled(District.instruction("未归档"));
        assertEquals(
                ErrorCode.NOT_AT_THIS_STAGE,
                assertThrows(DubanException.class, () -> office.service.seal(District.DIRECTOR, id))
                        .code());
        assertEquals(
                ErrorCode.DOSSIER_NOT_FOUND,
                assertThrows(DubanException.class, () -> office.service.get(District.DIRECTOR, id.value()))
                        .code());
    }

    @Test
    void whoMayNotSeeTheDossierIsNotToldOfIt() {
        Dossier dossier = office.sealed("晏家坪路灯");
        Actor stranger = District.chief(District.ZFJ);
        assertEquals(
                ErrorCode.DOSSIER_NOT_FOUND,
                assertThrows(DubanException.class, () -> office.service.get(stranger, dossier.id()))
                        .code());
        assertEquals(List.of(), office.service.list(stranger, "", 0, 10));
        assertEquals(
                1, office.service.list(District.chief(District.ZJJ), "", 0, 10).size());
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                assertThrows(
                                DubanException.class,
                                () -> office.service.export(
                                        District.chief(District.ZJJ), dossier.id(), folder.resolve("x")))
                        .code());
    }

    @Test
    void aDossierIsFoundByPartOfItsTitleOrFileNumber() {
        office.sealed("晏家坪路灯");
        office.sealed("小西湖100%停车_场");
        assertEquals(1, office.service.list(District.DIRECTOR, "路灯", 0, 10).size());
        assertEquals(1, office.service.list(District.DIRECTOR, "0002", 0, 10).size());
        assertEquals(1, office.service.list(District.DIRECTOR, "100%停车_", 0, 10).size());
        assertEquals(0, office.service.list(District.DIRECTOR, "路_", 0, 10).size());
    }

    @Test
    void sealingIsInTheJournalsOwnChain() {
        office.sealed("晏家坪路灯");
        assertTrue(office.district.journal().verify(position -> {}).intact());
    }

    @Test
    void aFileNumberKeepsItsFourDigits() {
        assertEquals("DC·2026-D30-12345", number("DC·2026-D30-12345"));
        assertEquals("DC·2026-Y-0007", number("DC·2026-Y-7"));
    }

    private static String number(String given) {
        return new VolumeSealed(
                        DossierRules.read(null).fileNumbers(2026, Retention.Y),
                        "",
                        1,
                        "1号",
                        "t",
                        org.duban.api.office.Line.GOVERNMENT,
                        Retention.Y,
                        java.time.LocalDate.of(2026, 3, 2),
                        1,
                        1,
                        1,
                        org.duban.api.dossier.DigestAlgorithm.SHA256,
                        "",
                        "",
                        List.of(),
                        "")
                .numbered(given)
                .fileNumber();
    }

    @Test
    void theArchiveCommandSaysHowLongItIsKept() {
        MatterId id = office.handled(District.instruction("永久保管"));
        office.district.does(District.DIRECTOR, id, new org.duban.api.matter.MatterCommand.Present("leader", "请审阅"));
        office.district.does(District.LEADER, id, new org.duban.api.matter.MatterCommand.Endorse("好"));
        office.district.does(
                District.DIRECTOR,
                id,
                new org.duban.api.matter.MatterCommand.DecideCircular(
                        org.duban.api.matter.MatterCommand.CircularKind.NONE, List.of(), "无"));
        office.district.does(District.DIRECTOR, id, new Archive(Retention.Y, ""));
        office.keeper.run();
        Dossier dossier = office.service.get(District.DIRECTOR, id.value());
        assertEquals("DC·2026-Y-0001", dossier.volumes().get(0).fileNumber());
        assertEquals(null, dossier.keptUntil());
    }
}
