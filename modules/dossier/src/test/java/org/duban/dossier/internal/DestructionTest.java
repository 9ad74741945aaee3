package org.duban.dossier.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.Dossier.State;
import org.duban.api.dossier.DossierEvent.DossierDestroyed;
import org.duban.api.dossier.DossierEvent.VolumeSealed;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.duban.file.internal.Stocktaking;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a recorded decision of two people destroys, and it leaves a certificate (销毁清册). */
class DestructionTest {

    @TempDir
    Path folder;

    private Office office;
    private Dossier dossier;

    @BeforeEach
    void open() {
        office = new Office(folder);
        dossier = office.sealed("晏家坪路灯");
    }

    @AfterEach
    void close() {
        office.close();
    }

    private ErrorCode refused(Runnable what) {
        return assertThrows(DubanException.class, what::run).code();
    }

    private List<Attachment> files() {
        return ((VolumeSealed) office.desk.history(dossier.id()).get(0).event()).files();
    }

    private List<String> gone() throws IOException {
        List<String> gone = new ArrayList<>();
        for (Attachment file : files()) {
            if (office.files.find(file.sha256()).isEmpty()) {
                gone.add(file.name());
            }
        }
        return gone;
    }

    @Test
    void retentionCountsFromTheYearAfterAndThenTheDossierIsListed() {
        assertEquals(LocalDate.of(2056, 12, 31), dossier.keptUntil());
        assertEquals(List.of(), office.service.dueForAppraisal(District.DIRECTOR, LocalDate.of(2056, 12, 31)));
        assertEquals(
                dossier.id(),
                office.service
                        .dueForAppraisal(District.DIRECTOR, LocalDate.of(2057, 1, 1))
                        .get(0)
                        .dossier()
                        .id());
        assertEquals(List.of(), office.service.dueForAppraisal(District.chief(District.ZFJ), LocalDate.of(2057, 1, 1)));
    }

    @Test
    void nobodyDestroysBeforeItsTimeOrAlone() throws IOException {
        assertEquals(
                ErrorCode.NOT_NOW,
                refused(() -> office.service.proposeDestruction(District.DIRECTOR, dossier.id(), "期满")));
        office.district.on("2057-01-04");
        assertEquals(
                ErrorCode.NOT_NOW,
                refused(() -> office.service.confirmDestruction(District.DEPUTY, dossier.id(), "同意")));
        assertEquals(
                State.PROPOSED,
                office.service
                        .proposeDestruction(District.DIRECTOR, dossier.id(), "期满，无续存价值")
                        .state());
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refused(() -> office.service.confirmDestruction(District.DIRECTOR, dossier.id(), "同意")));
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refused(() -> office.service.confirmDestruction(District.OFFICER, dossier.id(), "同意")));
        assertEquals(List.of(), gone());
        assertEquals(
                State.KEPT,
                office.service
                        .declineDestruction(District.DEPUTY, dossier.id(), "仍有查考价值")
                        .state());
    }

    @Test
    void twoPeopleDestroyWhatNothingElseNamesAndACertificateStays() throws IOException {
        // The photo is evidence of another matter too, which is not archived.
        MatterId other = office.handled(District.instruction("另一件"));
        office.district.on("2057-01-04");
        office.service.proposeDestruction(District.DIRECTOR, dossier.id(), "期满，无续存价值");
        Dossier destroyed = office.service.confirmDestruction(District.DEPUTY, dossier.id(), "同意销毁");
        assertEquals(State.DESTROYED, destroyed.state());
        assertEquals("档销〔2057〕1号", destroyed.certificate());
        List<String> gone = gone();
        assertTrue(gone.contains("catalogue.json") && gone.contains("events.jsonl"), gone::toString);
        assertFalse(gone.stream().anyMatch(name -> name.endsWith(".jpg")), gone::toString);
        DossierDestroyed certificate = (DossierDestroyed) office.desk
                .history(dossier.id())
                .get(office.desk.history(dossier.id()).size() - 1)
                .event();
        assertEquals("director", certificate.proposedBy());
        assertEquals(List.of("DC·2026-D30-0001"), certificate.fileNumbers());
        assertTrue(certificate.spared().stream()
                .anyMatch(file -> file.name().endsWith(".jpg") && file.why().equals("matter/" + other + " 也提到")));
        // The events stay, and nobody misses what was destroyed.
        assertTrue(office.district.history(new MatterId(dossier.id())).size() > 10);
        Stocktaking.Report report = Stocktaking.take(
                office.district.journal()::feed,
                office.files,
                office.district.instant().minus(Duration.ofHours(72)),
                true,
                count -> {});
        assertTrue(report.inOrder(), report::toString);
        assertEquals(
                ErrorCode.NOT_NOW,
                refused(() -> office.service.export(District.DIRECTOR, dossier.id(), folder.resolve("x"))));
        assertEquals(ErrorCode.NOT_NOW, refused(() -> office.service.catalogue(District.DIRECTOR, dossier.id(), 1)));
        assertEquals(List.of(), office.service.dueForAppraisal(District.DIRECTOR, LocalDate.of(2058, 1, 1)));
    }

    @Test
    void killedBetweenDecisionAndDeletionTheNextRunDeletes() throws IOException {
        office.district.on("2057-01-04");
        office.service.proposeDestruction(District.DIRECTOR, dossier.id(), "期满");
        office.desk.change(
                "deputy",
                office.district.instant(),
                dossier.id(),
                history -> List.of(new DossierDestroyed(
                        office.rules.certificates(2057),
                        "",
                        "director",
                        "期满",
                        "同意",
                        List.of(),
                        "晏家坪路灯",
                        dossier.retention(),
                        LocalDate.of(2056, 12, 31),
                        1,
                        files(),
                        List.of())));
        assertEquals(List.of(), gone());
        office.keeper.run();
        assertEquals(files().size(), gone().size());
    }

    @Test
    void whatWasHandedInAgainLatelyIsSpared() throws IOException {
        office.district.on("2057-01-04");
        office.service.proposeDestruction(District.DIRECTOR, dossier.id(), "期满");
        office.text("又交来.txt", "逐盏查看，全部点亮\n");
        office.service.confirmDestruction(District.DEPUTY, dossier.id(), "同意");
        assertFalse(gone().stream().anyMatch(name -> name.endsWith("现场检查记录.txt")), gone()::toString);
    }
}
