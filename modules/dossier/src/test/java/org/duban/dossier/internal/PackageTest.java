package org.duban.dossier.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.dossier.Dossier;
import org.duban.api.dossier.PackageReport;
import org.duban.api.dossier.PackageReport.Fault;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package needs nothing else to be read and verified. */
class PackageTest {

    @TempDir
    Path folder;

    private Office office;
    private Dossier dossier;

    @BeforeEach
    void open() {
        office = new Office(folder);
        office.source(matter -> List.of(Office.item("p1", "督查通报", "七督通〔2026〕3号", "路灯督查通报", "通报正文")));
        dossier = office.sealed("晏家坪<script>alert(1)</script>路灯");
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Path export(String name) {
        Path target = folder.resolve(name);
        office.service.export(District.DIRECTOR, dossier.id(), target);
        return target;
    }

    private void secondVolume() {
        MatterId id = new MatterId(dossier.id());
        office.lookBack(id, true);
        office.district.does(District.DIRECTOR, id, new Assign(List.of(Assignment.lead(District.ZJJ))));
        office.district.finish(id);
        office.district.clear(id);
        office.district.archive(id);
        office.keeper.run();
    }

    private static void assertIntact(PackageReport report) {
        assertTrue(report.intact(), () -> report.faults().toString());
    }

    private static String faults(PackageReport report) {
        return String.join("\n", report.faults().stream().map(Fault::describe).toList());
    }

    @Test
    void whatIsExportedVerifiesAsFolderAndAsZipWithOneVolumeAndWithTwo() throws IOException {
        assertIntact(Verifier.verify(export("one")));
        assertIntact(Verifier.verify(export("one.zip")));
        secondVolume();
        PackageReport two = Verifier.verify(export("two.zip"));
        assertIntact(two);
        assertEquals(2, two.volumes());
        assertEquals(dossier.id(), two.dossier());
        assertEquals(office.keys.fingerprint(), two.key());
    }

    @Test
    void twoExportsOfAnUnchangedDossierAreTheSameBytes() throws IOException {
        Path one = export("one.zip");
        office.district.pass(java.time.Duration.ofDays(3));
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(export("other.zip")));
    }

    @Test
    void anyProgramThatOpensZipsOpensThisOne() throws IOException {
        Path zip = export("one.zip");
        Path plain = export("one");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = file.stream().toList();
            assertTrue(entries.stream().anyMatch(e -> e.getName().endsWith("修复后照片.jpg")));
            for (ZipEntry entry : entries) {
                String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                assertArrayEquals(
                        Files.readAllBytes(plain.resolve(path)),
                        file.getInputStream(entry).readAllBytes(),
                        path);
            }
        }
    }

    @Test
    void aTitleWithMarkupStaysText() throws IOException {
        Path plain = export("one");
        for (String page : List.of("data/index.html", "data/volume-1/events.html")) {
            String html = Files.readString(plain.resolve(page));
            assertFalse(html.contains("<script"), page);
            assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
        }
    }

    @Test
    void theIndexLinksToEveryPieceThatIsAFile() throws IOException {
        Path data = export("one").resolve("data");
        String html = Files.readString(data.resolve("index.html"));
        java.util.regex.Matcher link =
                java.util.regex.Pattern.compile("href=\"([^\"]+)\"").matcher(html);
        int count = 0;
        while (link.find()) {
            String path = java.net.URLDecoder.decode(link.group(1).replaceFirst("#.*", ""), StandardCharsets.UTF_8);
            assertTrue(Files.exists(data.resolve(path)), path);
            count++;
        }
        assertTrue(count > 20, "links: " + count);
    }

    @Test
    void sm3IsUsedWhereTheDistrictSaysSo() throws IOException {
        try (Office national = new Office(folder.resolve("sm3"), Office.sm3())) {
            Dossier sealed = national.sealed("国密档案");
            assertTrue(sealed.volumes().get(0).fileNumber().startsWith("QLH-DC·2026-D30-"));
            Path target = folder.resolve("sm3.zip");
            national.service.export(District.DIRECTOR, sealed.id(), target);
            assertIntact(Verifier.verify(target));
            Path plain = folder.resolve("sm3-folder");
            national.service.export(District.DIRECTOR, sealed.id(), plain);
            assertTrue(Files.exists(plain.resolve("manifest-sm3.txt")));
            Path photo;
            try (Stream<Path> files = Files.list(plain.resolve("data/volume-1"))) {
                photo = files.filter(p -> p.toString().endsWith(".jpg"))
                        .findFirst()
                        .orElseThrow();
            }
            flip(photo, 3);
            assertTrue(faults(Verifier.verify(plain)).contains("SM3 与 manifest-sm3.txt 不符"));
        }
    }

    @Test
    void sm3IsThatOfTheStandard() {
        // GB/T 32905-2016, example 1
        assertEquals(
                "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
                Digester.hex(org.duban.api.dossier.DigestAlgorithm.SM3, "abc"));
    }

    // ---- what isn't as it was

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    /** Makes manifests, and signature when there is a key, that fit what is there now. */
    private static void dressUp(Path plain, Keys keys) throws IOException {
        SortedMap<String, String> data = new TreeMap<>();
        SortedMap<String, String> tags = new TreeMap<>();
        try (Stream<Path> files = Files.walk(plain)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = plain.relativize(file).toString();
                if (path.startsWith("data/")) {
                    data.put(
                            path, Digester.hex(org.duban.api.dossier.DigestAlgorithm.SHA256, Files.readAllBytes(file)));
                }
            }
        }
        Files.writeString(plain.resolve(Bag.MANIFEST), Bag.manifest(data));
        for (String tag : List.of(Bag.BAGIT, Bag.INFO, Bag.KEY, Bag.MANIFEST)) {
            tags.put(
                    tag,
                    Digester.hex(org.duban.api.dossier.DigestAlgorithm.SHA256, Files.readAllBytes(plain.resolve(tag))));
        }
        Files.writeString(plain.resolve(Bag.TAGS), Bag.manifest(tags));
        if (keys.canSign()) {
            Files.writeString(
                    plain.resolve(Bag.SIGNATURE), keys.sign(Files.readAllBytes(plain.resolve(Bag.TAGS))) + "\n");
        }
    }

    @Test
    void whoMakesTheManifestsAnewIsFoundByTheCatalogueAndBySignature() throws IOException {
        Path plain = export("one");
        Path photo;
        try (Stream<Path> files = Files.list(plain.resolve("data/volume-1"))) {
            photo = files.filter(p -> p.toString().endsWith(".jpg")).findFirst().orElseThrow();
        }
        flip(photo, 3);
        dressUp(plain, Keys.NONE);
        String found = faults(Verifier.verify(plain));
        assertTrue(found.contains("签名与 tagmanifest-sha256.txt 不符"), found);
        assertTrue(found.contains("修复后照片.jpg：内容被改动：摘要与目录不符"), found);
    }

    @Test
    void anEventThatWasChangedAndDressedUpIsNamedWithItsLineAndPiece() throws IOException {
        Path plain = export("one");
        Path events = plain.resolve("data/volume-1/events.jsonl");
        Files.writeString(events, Files.readString(events).replaceFirst("已更换路灯 42 盏", "已更换路灯 24 盏"));
        dressUp(plain, office.keys);
        String found = faults(Verifier.verify(plain));
        assertTrue(found.contains("data/volume-1/events.jsonl（第 "), found);
        assertTrue(found.contains("内容与所存的原始记录不符"), found);
        assertTrue(found.contains("内容被改动：与目录中第"), found);
    }

    @Test
    void aCatalogueWhosePiecesWereSwappedIsFoundThoughSigned() throws IOException {
        Path plain = export("one");
        Path catalogue = plain.resolve("data/volume-1/catalogue.json");
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(catalogue));
        int first = 0;
        while (!lines.get(first).contains("\"n\":3,")) {
            first++;
        }
        java.util.Collections.swap(lines, first, first + 1);
        Files.writeString(catalogue, String.join("\n", lines) + "\n");
        dressUp(plain, office.keys);
        String found = faults(Verifier.verify(plain));
        assertTrue(found.contains("目录不是封存时的目录"), found);
        assertTrue(found.contains("第 3 件）：件号应为 3，却是 4"), found);
    }

    @Test
    void missingAddedTruncatedAndDoubledAreFoundAndNamed() throws IOException {
        Path plain = export("one");
        Path events = plain.resolve("data/volume-1/events.jsonl");
        byte[] whole = Files.readAllBytes(events);

        Files.delete(events);
        assertTrue(faults(Verifier.verify(plain)).contains("data/volume-1/events.jsonl：缺少这个文件"));

        Files.write(events, java.util.Arrays.copyOf(whole, whole.length - 1));
        assertTrue(faults(Verifier.verify(plain)).contains("data/volume-1/events.jsonl：末尾不完整"));

        String text = new String(whole, StandardCharsets.UTF_8);
        String first = text.substring(0, text.indexOf('\n') + 1);
        Files.writeString(events, first + text);
        assertTrue(faults(Verifier.verify(plain)).contains("（第 2 行）：应为第 2 条记录，却是第 1 条"));
        Files.write(events, whole);

        Path added = Files.writeString(plain.resolve("data/volume-1/补.txt"), "补");
        assertTrue(faults(Verifier.verify(plain)).contains("data/volume-1/补.txt：多出来的文件"));
        Files.delete(added);

        Files.createDirectory(plain.resolve("data/空"));
        assertTrue(faults(Verifier.verify(plain)).contains("data/空：多出来的空文件夹"));
        Files.delete(plain.resolve("data/空"));

        Path hidden = Files.writeString(plain.resolve(".hidden"), "");
        assertTrue(faults(Verifier.verify(plain)).contains(".hidden：多出来的文件"));
        Files.delete(hidden);

        Path link = Files.createSymbolicLink(plain.resolve("data/link"), events);
        assertTrue(faults(Verifier.verify(plain)).contains("data/link：不是普通文件"));
        Files.delete(link);
        assertIntact(Verifier.verify(plain));
    }

    @Test
    void twoFilesThatChangedPlacesAreBothNamed() throws IOException {
        Path plain = export("one");
        Path one = plain.resolve("data/index.html");
        Path other = plain.resolve("data/README.txt");
        byte[] content = Files.readAllBytes(one);
        Files.write(one, Files.readAllBytes(other));
        Files.write(other, content);
        String found = faults(Verifier.verify(plain));
        assertTrue(found.contains("data/index.html：内容被改动") && found.contains("data/README.txt：内容被改动"), found);
    }

    @Test
    void linesOfAManifestThatChangedPlacesAreFound() throws IOException {
        Path plain = export("one");
        Path manifest = plain.resolve(Bag.MANIFEST);
        List<String> lines = new java.util.ArrayList<>(Files.readAllLines(manifest));
        java.util.Collections.swap(lines, 0, 1);
        Files.writeString(manifest, String.join("\n", lines) + "\n");
        assertTrue(faults(Verifier.verify(plain)).contains("manifest-sha256.txt：各行的次序或写法被改动"));
    }

    @Test
    void whatIsNoPackageIsSaidToBeNone() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "不是");
        assertEquals(
                "档案包：不是档案包", faults(Verifier.verify(text)).lines().findFirst().orElseThrow());
        assertFalse(
                Verifier.verify(Files.createDirectory(folder.resolve("empty"))).intact());
        assertEquals(
                ErrorCode.INVALID_FIELD,
                assertThrows(DubanException.class, () -> office.service.verify(folder.resolve("missing")))
                        .code());
    }

    @Test
    void anExportNeverOverwritesAndLeavesNothingHalf() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        assertEquals(
                ErrorCode.INVALID_FIELD,
                assertThrows(DubanException.class, () -> office.service.export(District.DIRECTOR, dossier.id(), there))
                        .code());
        office.district.pass(java.time.Duration.ofSeconds(1));
        String photo = Digester.hex(org.duban.api.dossier.DigestAlgorithm.SHA256, Office.PHOTO);
        assertTrue(office.files.delete(photo, office.district.instant()));
        for (String name : List.of("half", "half.zip")) {
            assertEquals(
                    ErrorCode.FILE_NOT_FOUND,
                    assertThrows(
                                    DubanException.class,
                                    () -> office.service.export(District.DIRECTOR, dossier.id(), folder.resolve(name)))
                            .code());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.anyMatch(p -> p.getFileName().toString().contains("half")));
        }
    }

    // ---- another Duban

    @Test
    void anotherDubanTakesAPackageInOnceAndGivesItOutByteForByte() throws IOException {
        secondVolume();
        Path zip = export("two.zip");
        try (Office other = new Office(folder.resolve("other"))) {
            Dossier taken = other.service.take(District.DIRECTOR, zip);
            assertTrue(taken.imported());
            assertEquals(2, taken.volumes().size());
            assertEquals(dossier.title(), taken.title());
            long head = other.district.journal().head();
            assertEquals(taken, other.service.take(District.DIRECTOR, export("again")));
            assertEquals(head, other.district.journal().head(), "the same package adds nothing");
            assertEquals(1, other.service.list(District.DIRECTOR, "路灯", 0, 10).size());
            assertEquals(
                    office.service.catalogue(District.DIRECTOR, dossier.id(), 1),
                    other.service.catalogue(District.DIRECTOR, taken.id(), 1));
            Path out = folder.resolve("out.zip");
            other.service.export(District.DIRECTOR, taken.id(), out);
            assertArrayEquals(Files.readAllBytes(zip), Files.readAllBytes(out));
            other.keeper.run();
            assertEquals(taken, other.service.get(District.DIRECTOR, taken.id()));
        }
    }

    @Test
    void aPackageOfTheSameDossierWithOtherContentIsRefused() throws IOException {
        Path one = export("one.zip");
        secondVolume();
        Path two = export("two.zip");
        try (Office other = new Office(folder.resolve("other"))) {
            other.service.take(District.DIRECTOR, one);
            assertEquals(
                    ErrorCode.DOSSIER_EXISTS,
                    assertThrows(DubanException.class, () -> other.service.take(District.DIRECTOR, two))
                            .code());
        }
        assertEquals(
                ErrorCode.DOSSIER_EXISTS,
                assertThrows(DubanException.class, () -> office.service.take(District.DIRECTOR, two))
                        .code());
    }

    @Test
    void aDamagedPackageIsRefusedWithEveryFaultAndNothingIsKept() throws IOException {
        Path plain = export("one");
        flip(plain.resolve("data/index.html"), 100);
        flip(plain.resolve("data/README.txt"), 100);
        try (Office other = new Office(folder.resolve("other"))) {
            DubanException e = assertThrows(DubanException.class, () -> other.service.take(District.DIRECTOR, plain));
            assertEquals(ErrorCode.PACKAGE_DAMAGED, e.code());
            assertEquals(2, e.problems().size(), e.getMessage());
            assertEquals(0, other.district.journal().head());
        }
    }
}
