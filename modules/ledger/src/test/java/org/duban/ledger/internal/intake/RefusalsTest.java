package org.duban.ledger.internal.intake;

import static org.duban.ledger.internal.Office.DIRECTOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.sheet.IntakeOptions;
import org.duban.api.sheet.IntakePreview;
import org.duban.ledger.internal.Office;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What isn't a list, or means no good. */
class RefusalsTest {

    @TempDir
    Path folder;

    private Office office;
    private IntakeService intake;

    @BeforeEach
    void open() {
        office = new Office(folder);
        intake = Sheets.intake(office);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static byte[] good() {
        return Sheets.xlsx(page -> page.row(1, "任务内容", "牵头单位").row(2, "甲", "住建局"));
    }

    private String refusal(String name, byte[] content) {
        return refusal(name, new ByteArrayInputStream(content));
    }

    private String refusal(String name, InputStream content) {
        DubanException refused =
                assertThrows(DubanException.class, () -> intake.preview(DIRECTOR, name, content, IntakeOptions.NONE));
        assertEquals(ErrorCode.SHEET_REFUSED, refused.code());
        assertEquals(name, refused.problems().get(0).field());
        assertTrue(!refused.problems().get(0).expected().isEmpty(), "says what would be right");
        return refused.problems().get(0).messageZh();
    }

    @Test
    void anEncryptedFileIsNamedAsSuch() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("七里河");
            try (var stream = encryptor.getDataStream(container)) {
                stream.write(good());
            }
            container.writeFilesystem(out);
        }
        assertEquals("文件设有打开密码，不能读取", refusal("清单.xlsx", out.toByteArray()));
    }

    @Test
    void anOldWorkbookIsToBeSavedAsXlsx() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HSSFWorkbook old = new HSSFWorkbook()) {
            old.createSheet("清单").createRow(0).createCell(0).setCellValue("任务内容");
            old.write(out);
        }
        assertEquals("这是旧格式的工作簿（.xls、.et），不能读取", refusal("清单.xls", out.toByteArray()));
        assertEquals("这是旧格式的工作簿（.xls、.et），不能读取", refusal("清单.xlsx", out.toByteArray()));
    }

    @Test
    void aNameThatDoesntSayWhatItIsIsRefused() throws IOException {
        assertEquals("内容与扩展名不符", refusal("清单.csv", good()));
        assertEquals("内容与扩展名不符", refusal("清单.xlsx", "任务内容,牵头单位\n甲,住建局".getBytes(StandardCharsets.UTF_8)));
        assertEquals("这不是表格文件，而是PDF 文件", refusal("清单.xlsx", "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "这不是表格文件，而是网页（HTML），有的系统导出时给它 .xls 扩展名",
                refusal("清单.xls", "<html><table><tr><td>任务内容".getBytes(StandardCharsets.UTF_8)));
        assertEquals("文件是空的", refusal("清单.xlsx", new byte[0]));
        assertEquals("这不是 .xlsx 工作簿，而是Word 文档", refusal("清单.xlsx", zip("word/document.xml", "<w/>")));
        assertEquals("这不是 .xlsx 工作簿，而是压缩包", refusal("清单.xlsx", zip("清单.txt", "甲")));
        assertEquals("这不是 .xlsx 工作簿，而是含宏的工作簿", refusal("清单.xlsx", with(good(), "xl/vbaProject.bin", new byte[] {1})));
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** The workbook with a part added or replaced. */
    static byte[] with(byte[] workbook, String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(workbook));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] old = from.readAllBytes();
                if (!entry.getName().equals(name)) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(old);
                }
            }
            to.putNextEntry(new ZipEntry(name));
            to.write(content);
        }
        return out.toByteArray();
    }

    /** Half a gigabyte of one letter, packed to half a megabyte. */
    @Test
    void aZipBombIsRefusedBeforeItUnpacks() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(good()));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] old = from.readAllBytes();
                to.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals("xl/sharedStrings.xml")) {
                    to.write("<sst><si><t>".getBytes(StandardCharsets.UTF_8));
                    byte[] block = "A".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < 400; i++) {
                        to.write(block);
                    }
                    to.write("</t></si></sst>".getBytes(StandardCharsets.UTF_8));
                } else {
                    to.write(old);
                }
            }
        }
        assertEquals("文件的压缩比异常，疑似压缩炸弹", refusal("清单.xlsx", out.toByteArray()));
    }

    @Test
    void aFileOfFiftyMegabytesIsRefusedWhileItComes() {
        InputStream endless = new InputStream() {
            private final Random random = new Random(1);
            private long left = 50L << 20;

            @Override
            public int read() {
                return left-- > 0 ? random.nextInt(256) : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                left -= length;
                assertTrue(left > 25L << 20, "it isn't read much further than the limit");
                return length;
            }
        };
        assertEquals("文件过大", refusal("清单.xlsx", endless));
    }

    @Test
    void moreRowsThanAllowedAreRefused() {
        StringBuilder many = new StringBuilder("任务内容,牵头单位\n");
        for (int i = 0; i < 20_001; i++) {
            many.append("第").append(i).append("件,住建局\n");
        }
        assertEquals("行数太多，请分成几个文件", refusal("清单.csv", many.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void entitiesAreNotExpandedNorFetched() throws IOException {
        String bomb =
                "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"AAAAAAAAAA\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&b;&x;</t></si></sst>";
        byte[] file = with(good(), "xl/sharedStrings.xml", bomb.getBytes(StandardCharsets.UTF_8));
        assertEquals("文件已损坏，无法读取", refusal("清单.xlsx", file));
    }

    @Test
    void aSheetThatPointsOutOfBoundsIsDamaged() throws IOException {
        for (String cell : new String[] {"ZZZZ1", "A99999999999", "1", ""}) {
            String sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"" + cell
                    + "\" t=\"inlineStr\"><is><t>任务内容</t></is></c></row></sheetData></worksheet>";
            byte[] file = with(good(), "xl/worksheets/sheet1.xml", sheet.getBytes(StandardCharsets.UTF_8));
            String refusal = refusal("清单.xlsx", file);
            assertTrue(refusal.equals("文件已损坏，无法读取") || refusal.equals("没有认出表头"), refusal);
        }
        assertEquals(
                "文件已损坏，无法读取",
                refusal(
                        "清单.xlsx",
                        with(
                                good(),
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData><row><c t=\"s\"><v>77</v></c></row></sheetData></worksheet>"
                                        .getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void withoutAHeadItSaysWhatHeadsThereMayBe() {
        byte[] file = Sheets.xlsx(page -> page.row(1, "姓名", "年龄").row(2, "张三", 40));
        DubanException refused = assertThrows(
                DubanException.class,
                () -> intake.preview(DIRECTOR, "名单.xlsx", new ByteArrayInputStream(file), IntakeOptions.NONE));
        assertTrue(refused.problems().get(0).expected().contains("任务内容／工作任务"));
        assertEquals(
                "没有这类清单",
                assertThrows(
                                DubanException.class,
                                () -> intake.preview(
                                        DIRECTOR, "名单.xlsx", new ByteArrayInputStream(file), IntakeOptions.of("tasks")))
                        .problems()
                        .get(0)
                        .messageZh());
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        intake.preview(DIRECTOR, "清单.xlsx", new ByteArrayInputStream(good()), IntakeOptions.NONE);
        refusal("清单.xlsx", new byte[] {'P', 'K', 3, 4, 0});
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertEquals(
                    0,
                    left.filter(p -> p.getFileName()
                                    .toString()
                                    .startsWith("duban-intake-"
                                            + ProcessHandle.current().pid()))
                            .count());
        }
    }

    /** Where a leading zero matters, programs write ="0012"; no formula is run for it. */
    @Test
    void leadingZerosOfACsvAreKept() {
        byte[] file = "标题,内容,渠道,留言编号\n路灯,不亮,人民网,=\"0012\"\n".getBytes(StandardCharsets.UTF_8);
        IntakePreview preview = intake.preview(DIRECTOR, "留言.csv", new ByteArrayInputStream(file), IntakeOptions.NONE);
        assertTrue(preview.rows().get(0).draft().form().contains("\"messageId\":\"0012\""));
    }
}
