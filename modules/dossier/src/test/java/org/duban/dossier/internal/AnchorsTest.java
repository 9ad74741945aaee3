package org.duban.dossier.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.api.dossier.Dossier;
import org.duban.district.District;
import org.duban.spi.anchor.AnchorSink.Anchor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heads of the chain stand outside the database, so that a cut-off end is found. */
class AnchorsTest {

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

    private Path file() {
        return folder.resolve("anchors/anchors.txt");
    }

    private AnchorFile.Look look() throws IOException {
        return look(office.district.journal()::hashAt);
    }

    private AnchorFile.Look look(AnchorFile.Hashes hashes) throws IOException {
        return AnchorFile.verify(file(), office.keys.publicPem(), hashes);
    }

    @Test
    void aSealIsAnchoredAtOnceAndHeadsNowAndThen() throws IOException {
        Dossier dossier = office.sealed("晏家坪路灯");
        List<Anchor> anchors = look().anchors();
        assertTrue(anchors.stream().anyMatch(a -> a.subject().equals("dossier/" + dossier.id() + "/1")));
        int before = anchors.size();
        office.district.matters().register(District.DIRECTOR, District.instruction("新的"));
        office.keeper.run();
        assertEquals(before, look().anchors().size(), "neither enough events nor enough time");
        office.district.pass(Duration.ofMinutes(61));
        office.keeper.run();
        assertEquals(before + 1, look().anchors().size());
        assertEquals(List.of(), look().faults());
    }

    @Test
    void aJournalWhoseEndWasCutOffIsFound() throws IOException {
        office.sealed("晏家坪路灯");
        long head = office.district.journal().head();
        AnchorFile.Look cut = look(position -> position > head - 1
                ? Optional.empty()
                : office.district.journal().hashAt(position));
        assertTrue(cut.faults().get(0).contains("日志末尾被截去"), cut.faults()::toString);
    }

    @Test
    void aJournalThatWasWrittenAnewIsFound() throws IOException {
        office.sealed("晏家坪路灯");
        AnchorFile.Look other = look(position -> Optional.of("0".repeat(64)));
        assertTrue(other.faults().get(0).contains("被改动"), other.faults()::toString);
    }

    @Test
    void aChangedMissingOrSwappedLineIsFound() throws IOException {
        office.sealed("晏家坪路灯");
        office.sealed("小西湖停车");
        office.sealed("西站占道");
        List<String> lines = Files.readAllLines(file());
        assertTrue(lines.size() >= 3, lines::toString);

        List<String> changed = new ArrayList<>(lines);
        changed.set(1, changed.get(1).replaceFirst("2026", "2027"));
        Files.write(file(), changed);
        assertTrue(look().faults().toString().contains("签名不符"));

        List<String> missing = new ArrayList<>(lines);
        missing.remove(1);
        Files.write(file(), missing);
        assertTrue(look().faults().toString().contains("接不上前一行"));

        List<String> swapped = new ArrayList<>(lines);
        java.util.Collections.swap(swapped, 1, 2);
        Files.write(file(), swapped);
        assertFalse(look().faults().isEmpty());

        Files.write(file(), lines);
        assertEquals(List.of(), look().faults());
    }

    @Test
    void aLineTornByALossOfPowerHarmsNobody() throws IOException {
        office.sealed("晏家坪路灯");
        Files.writeString(file(), "4\t2026-03-", StandardOpenOption.APPEND);
        Anchors next = new Anchors(
                office.district.journal(),
                folder.resolve("anchors"),
                office.keys,
                office.rules.anchors(),
                office.sinks,
                office.district);
        office.district.matters().register(District.DIRECTOR, District.instruction("新的"));
        next.write(List.of());
        assertEquals("", next.failure());
        AnchorFile.Look look = look();
        assertEquals(List.of(), look.faults());
        assertEquals(1, look.remarks().size());
    }

    @Test
    void aDubanThatStartsOnAnotherJournalThanTheAnchorsKnowSaysSoAndWritesNone() throws IOException {
        office.sealed("晏家坪路灯");
        Path elsewhere = folder.resolve("elsewhere");
        try (Office other = new Office(elsewhere)) {
            other.district.matters().register(District.DIRECTOR, District.instruction("别的日志"));
            Anchors confused = new Anchors(
                    other.district.journal(),
                    folder.resolve("anchors"),
                    office.keys,
                    office.rules.anchors(),
                    office.sinks,
                    office.district);
            long size = Files.size(file());
            confused.write(List.of());
            assertTrue(confused.failure().contains("日志与锚文件不符"), confused.failure());
            assertEquals(size, Files.size(file()));
        }
    }

    @Test
    void sinksAreToldAndOneThatThrowsOrHangsHarmsNobody() throws IOException {
        List<Anchor> told = new ArrayList<>();
        office.sinks.add(anchor -> {
            throw new IOException("打印机缺纸");
        });
        office.sinks.add(told::add);
        office.sealed("晏家坪路灯");
        assertEquals(look().anchors().size(), told.size());
        assertTrue(office.sinks.failure().contains("打印机缺纸"));
        assertEquals("", office.anchors.failure());
    }

    @Test
    void keysAreMadeOnceAndAPrivateOneIsForItsOwnerAlone() throws IOException {
        assertEquals(
                office.keys.fingerprint(), Keys.in(folder.resolve("config")).fingerprint());
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("config/anchor-key.pem"))));
    }
}
