package org.duban.file.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Attachment;
import org.duban.district.District;
import org.duban.spi.file.FileScan;
import org.duban.spi.file.FileScan.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are kept once by content, typed by content, and never changed. */
class AttachmentServiceTest {

    @TempDir
    Path folder;

    private District district;
    private Path files;
    private DiskFileStore store;
    private final List<ScanGuard> scans = new ArrayList<>();

    @BeforeEach
    void open() {
        district = new District(folder);
        files = folder.resolve("files");
        store = new DiskFileStore(files, district, new Random(1));
    }

    @AfterEach
    void close() {
        district.close();
    }

    private AttachmentService service(String rules) {
        return new AttachmentService(
                store,
                rules.isEmpty() ? FileRules.read(null) : FileRules.parse(rules),
                () -> scans,
                new Unscanned(files, district),
                district,
                district.access(),
                new ContentTypes());
    }

    private Attachment store(String name, byte[] content) {
        return service("").store(District.OFFICER, name, new ByteArrayInputStream(content));
    }

    private DubanException refused(String name, byte[] content) throws IOException {
        DubanException e = assertThrows(DubanException.class, () -> store(name, content));
        assertEquals(ErrorCode.FILE_REFUSED, e.code());
        assertNothingIsKept();
        return e;
    }

    private void assertNothingIsKept() throws IOException {
        store.list(kept -> {
            throw new AssertionError(kept.toString());
        });
        if (Files.exists(files.resolve("incoming"))) {
            try (var left = Files.list(files.resolve("incoming"))) {
                assertEquals(0, left.count());
            }
        }
    }

    private long kept() throws IOException {
        long[] count = new long[1];
        store.list(kept -> count[0]++);
        return count[0];
    }

    @Test
    void whatIsStoredIsGivenBackByteForByte() throws IOException {
        Attachment attachment = store("现场照片.jpg", Samples.JPEG);
        assertEquals("现场照片.jpg", attachment.name());
        assertEquals("duban:" + attachment.sha256(), attachment.location());
        assertEquals(Samples.JPEG.length, attachment.size());
        try (InputStream in = service("").open(attachment)) {
            assertArrayEquals(Samples.JPEG, in.readAllBytes());
        }
    }

    @Test
    void theSameContentIsKeptOnceUnderWhateverName() throws IOException {
        Attachment one = store("照片一.jpg", Samples.JPEG);
        Attachment other = store("照片二.jpeg", Samples.JPEG);
        assertEquals(one.sha256(), other.sha256());
        assertEquals(1, kept());
    }

    @Test
    void onlyTheLastPartOfANameCounts() {
        assertEquals("说明.txt", store("..\\..\\C:\\文件/说明.txt", Samples.TEXT).name());
    }

    @Test
    void anEndingThatPromisesAnotherKindIsRefused() throws IOException {
        DubanException e = refused("情况说明.docx", Samples.PDF);
        assertTrue(e.getMessage().contains("文件内容是PDF 文件，与扩展名不符"), e.getMessage());
        assertTrue(e.getMessage().contains("应为：.pdf"), e.getMessage());
        refused("run.bat", Samples.TEXT);
    }

    @Test
    void aProgramNamedLikeADocumentIsRefused() throws IOException {
        assertTrue(refused("通知.pdf", Samples.EXE).getMessage().contains("不接收这种文件"));
        refused("网页.txt", Samples.HTML);
        refused("资料.zip", Samples.zip("a.txt", "x"));
        refused("宏.docx", Samples.docm());
        refused("空.txt", new byte[0]);
    }

    @Test
    void aFileLargerThanTheDistrictAllowsIsRefusedAndNoMoreOfItIsRead() throws IOException {
        String rules = """
                {"maxBytes": 100000, "orphanGraceHours": 72, "scan": {"timeoutSeconds": 1, "whenUnavailable": "REFUSE"},
                 "types": [{"type": "text/plain", "name": "纯文本", "extensions": ["txt"]}]}""";
        long[] read = new long[1];
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read[0]++;
                return 'a';
            }
        };
        DubanException e =
                assertThrows(DubanException.class, () -> service(rules).store(District.OFFICER, "大.txt", endless));
        assertEquals(ErrorCode.FILE_REFUSED, e.code());
        assertTrue(read[0] < 400_000, "read " + read[0]);
        assertNothingIsKept();
    }

    @Test
    void aKindMayHaveALimitOfItsOwn() {
        String rules = """
                {"maxBytes": 100000, "orphanGraceHours": 72, "scan": {"timeoutSeconds": 1, "whenUnavailable": "REFUSE"},
                 "types": [{"type": "text/plain", "name": "纯文本", "extensions": ["txt"], "maxBytes": 10}]}""";
        DubanException e = assertThrows(
                DubanException.class,
                () -> service(rules).store(District.OFFICER, "长.txt", new ByteArrayInputStream(Samples.TEXT)));
        assertTrue(e.getMessage().contains("不超过 10 字节"), e.getMessage());
    }

    @Test
    void onlyPeopleOfTheDirectoryStoreFiles() {
        DubanException e = assertThrows(
                DubanException.class,
                () -> service("").store(Actor.of("nobody"), "a.txt", new ByteArrayInputStream(Samples.TEXT)));
        assertEquals(ErrorCode.PERSON_UNKNOWN, e.code());
    }

    @Test
    void aChangedContentIsNoticedWhenItIsRead() throws IOException {
        Attachment attachment = store("说明.txt", Samples.TEXT);
        Path place = files.resolve(attachment.sha256().substring(0, 2))
                .resolve(attachment.sha256().substring(2, 4))
                .resolve(attachment.sha256());
        byte[] changed = Samples.TEXT.clone();
        changed[5] ^= 1;
        Files.write(place, changed, StandardOpenOption.TRUNCATE_EXISTING);
        try (InputStream in = service("").open(attachment)) {
            assertThrows(IOException.class, in::readAllBytes);
        }
        store("说明.txt", Samples.TEXT);
        try (InputStream in = service("").open(attachment)) {
            assertArrayEquals(Samples.TEXT, in.readAllBytes());
        }
    }

    @Test
    void aFileOfTheHostIsNotKeptHere() {
        Attachment host = new Attachment("a.pdf", "oa:4711", "0".repeat(64), 3);
        assertEquals(
                ErrorCode.FILE_NOT_FOUND,
                assertThrows(DubanException.class, () -> service("").open(host)).code());
        Attachment gone = new Attachment("a.pdf", "duban:" + "0".repeat(64), "0".repeat(64), 3);
        assertEquals(
                ErrorCode.FILE_NOT_FOUND,
                assertThrows(DubanException.class, () -> service("").open(gone)).code());
    }

    // ---- scans

    private void scanned(FileScan scan) {
        scans.add(new ScanGuard("scan", scan));
    }

    @Test
    void oneObjectionOfAScanIsEnough() throws IOException {
        scanned(file -> Verdict.CLEAN);
        scanned(file -> {
            try (InputStream in = file.content().open()) {
                assertArrayEquals(Samples.TEXT, in.readAllBytes());
            }
            return Verdict.refused("发现测试病毒");
        });
        assertTrue(refused("说明.txt", Samples.TEXT).getMessage().contains("发现测试病毒"));
    }

    @Test
    void aScanThatThrowsRefusesTheFile() throws IOException {
        scanned(file -> {
            throw new StackOverflowError();
        });
        assertTrue(refused("说明.txt", Samples.TEXT).getMessage().contains("文件未能扫描，不接收"));
    }

    @Test
    void aScanThatHangsCostsAFewThreadsAndNobodyWaitsForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ScanGuard guard = new ScanGuard("hangs", file -> {
            while (true) {
                try {
                    never.await();
                    return Verdict.CLEAN;
                } catch (InterruptedException e) {
                    continue;
                }
            }
        });
        FileScan.Scanned file = new FileScan.Scanned(
                "a.txt", "text/plain", 1, "0".repeat(64), () -> new ByteArrayInputStream(new byte[1]));
        for (int i = 0; i < ScanGuard.AT_A_TIME; i++) {
            assertTrue(guard.ask(file, Duration.ofMillis(20)).failure().contains("没有答复"));
        }
        assertTrue(guard.ask(file, Duration.ofMillis(20)).failure().contains("先前的扫描都没有返回"));
        never.countDown();
    }

    @Test
    void aDistrictMayTakeInWhatCouldNotBeScannedAndThenItIsNoted() throws IOException {
        scanned(file -> {
            throw new IOException("病毒库过期");
        });
        String rules = """
                {"maxBytes": 100000, "orphanGraceHours": 72, "scan": {"timeoutSeconds": 1, "whenUnavailable": "ACCEPT"},
                 "types": [{"type": "text/plain", "name": "纯文本", "extensions": ["txt"]}]}""";
        Attachment attachment =
                service(rules).store(District.OFFICER, "说明.txt", new ByteArrayInputStream(Samples.TEXT));
        String noted = Files.readString(files.resolve(Unscanned.FILE));
        assertTrue(noted.contains(attachment.sha256()) && noted.contains("病毒库过期"), noted);
    }

    // ---- the store

    @Test
    void aContentKeptAgainLatelyIsNotDeleted() throws IOException {
        Attachment attachment = store("说明.txt", Samples.TEXT);
        district.pass(Duration.ofDays(10));
        store("又一份.txt", Samples.TEXT);
        district.pass(Duration.ofDays(1));
        assertFalse(store.delete(attachment.sha256(), district.instant().minus(Duration.ofDays(3))));
        district.pass(Duration.ofDays(3));
        assertTrue(store.delete(attachment.sha256(), district.instant().minus(Duration.ofDays(3))));
        assertEquals(0, kept());
        assertTrue(store.delete(attachment.sha256(), district.instant()), "it is gone already");
    }

    @Test
    void whatAKilledProcessHasHalfReceivedIsSweptAndNeverSeen() throws IOException {
        store.receive(new ByteArrayInputStream(Samples.TEXT), 1000);
        assertEquals(0, kept());
        store.sweep();
        assertNothingIsKept();
    }

    @Test
    void everyMistakeInTheRulesIsNamedAtOnce() {
        DubanException e = assertThrows(DubanException.class, () -> FileRules.parse("""
                {"maxBytes": 0, "orphanGraceHours": 0, "scan": {"timeoutSeconds": 0, "whenUnavailable": "REFUSE"},
                 "types": [{"type": "pdf", "name": " ", "extensions": [".PDF"], "maxBytes": 0}]}"""));
        assertEquals(7, e.problems().size(), e.getMessage());
        assertEquals(ErrorCode.CONFIGURATION_INVALID, e.code());
    }

    @Test
    void aContentIsNamedByItsSha256() throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(Samples.PDF);
        assertEquals(
                HexFormat.of().formatHex(digest), store("a.pdf", Samples.PDF).sha256());
    }
}
