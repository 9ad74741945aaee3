package org.duban.ledger.internal.intake;

import static org.duban.ledger.internal.Office.DEPUTY;
import static org.duban.ledger.internal.Office.DIRECTOR;
import static org.duban.ledger.internal.Office.LEADER;
import static org.duban.ledger.internal.Office.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.office.Line;
import org.duban.api.sheet.CellFault;
import org.duban.api.sheet.Intake.Choice;
import org.duban.api.sheet.IntakeOptions;
import org.duban.api.sheet.IntakePreview;
import org.duban.api.sheet.IntakePreview.Fate;
import org.duban.api.sheet.IntakePreview.Row;
import org.duban.api.sheet.IntakeResult;
import org.duban.api.sheet.IntakeResult.Outcome;
import org.duban.api.sheet.SheetProgress;
import org.duban.ledger.internal.Office;
import org.duban.ledger.internal.intake.Sheets.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeServiceTest {

    private static final String NAME = "清单.xlsx";

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

    private IntakePreview preview(byte[] file) {
        return intake.preview(DIRECTOR, NAME, new ByteArrayInputStream(file), IntakeOptions.NONE);
    }

    private IntakeResult apply(Actor actor, String name, byte[] file, Choice choice) {
        String digest = intake.preview(actor, name, new ByteArrayInputStream(file), IntakeOptions.NONE)
                .digest();
        return intake.apply(
                actor, name, new ByteArrayInputStream(file), IntakeOptions.NONE, digest, choice, SheetProgress.NONE);
    }

    private long registered() {
        return office.ledger()
                .count(DIRECTOR, LedgerQuery.all(), Dimension.LINE)
                .total();
    }

    private static List<String> fates(IntakePreview preview) {
        return preview.rows().stream().map(r -> r.number() + r.fate().zh()).toList();
    }

    private static Row row(IntakePreview preview, int number) {
        return preview.rows().stream()
                .filter(r -> r.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** A list as an office has it: titles above, merged cells, headings, blank rows, a repeated head, a total. */
    private static void list(Page page) {
        page.row(1, "附件1")
                .row(2, "七里河区2026年重点工作责任清单")
                .merge(2, 0, 2, 7)
                .row(3, "（2026年2月）")
                .row(4, "序号", "任务来源", "工作任务", "牵头领导", "责任单位", "", "完成时限", "备注")
                .row(5, "", "", "", "", "牵头单位", "协办单位", "", "")
                .merge(4, 0, 5, 0)
                .merge(4, 1, 5, 1)
                .merge(4, 2, 5, 2)
                .merge(4, 3, 5, 3)
                .merge(4, 4, 4, 5)
                .merge(4, 6, 5, 6)
                .merge(4, 7, 5, 7)
                .row(6, "一、城市建设")
                .merge(6, 0, 6, 7)
                .row(7, 1, "区委全会报告", "完成黄河风情线整治", "陈主任", "区住建局", "环保局、执法局", "2026年6月30日", "")
                .row(8, 2, "", "新建公厕20座", "", "住建局", "", LocalDate.of(2026, 9, 30), "")
                .merge(7, 1, 8, 1)
                .row(10, "二、民生事业")
                .merge(10, 0, 10, 7)
                .row(11, "序号", "任务来源", "工作任务", "牵头领导", "牵头单位", "协办单位", "完成时限", "备注")
                .row(12, 3, "政府工作报告", "新增学位3000个", "", "教育局", "同上", "长期", "")
                .row(13, 4, "政府工作报告", "工业增加值增长8%", "", "工业和信息化局\n住建局", "各有关单位", "3月底前", "")
                .row(14, "合计", "", "", "", "", "", "", "");
    }

    @Test
    void anOfficesListIsReadWithTitlesMergedCellsHeadingsAndBlankRows() {
        IntakePreview preview = preview(Sheets.xlsx(IntakeServiceTest::list));
        IntakePreview.Sheet sheet = preview.sheets().get(0);
        assertEquals("key-task", sheet.kind());
        assertEquals(4, sheet.headRow());
        assertEquals("七里河区2026年重点工作责任清单", sheet.title());
        assertEquals(List.of("备注"), sheet.leftAlone());
        assertEquals(List.of("6不是事项", "7登记", "8登记", "10不是事项", "11不是事项", "12有误", "13登记", "14不是事项"), fates(preview));
        Row first = row(preview, 7);
        Draft draft = first.draft();
        assertEquals("完成黄河风情线整治", draft.title());
        assertEquals("区委全会报告", draft.source().title());
        assertEquals(DIRECTOR.person(), draft.leader());
        assertEquals(LocalDate.of(2026, 6, 30), draft.dueOn());
        assertEquals(
                "{\"listName\":\"七里河区2026年重点工作责任清单\",\"origin\":\"年初\",\"field\":\"城市建设\",\"itemNumber\":1}",
                draft.form());
        assertEquals(
                List.of("zjj LEAD", "hbj ASSIST", "zfj ASSIST"),
                first.assignments().stream().map(a -> a.unit() + " " + a.role()).toList());
        Draft second = row(preview, 8).draft();
        assertEquals("区委全会报告", second.source().title(), "a merged cell counts for each of its rows");
        assertEquals(LocalDate.of(2026, 9, 30), second.dueOn());
        Row faulty = row(preview, 12);
        assertEquals(1, faulty.faults().size());
        assertEquals("F12", faulty.faults().get(0).cell(), "there is nothing above to be the same as");
        Row last = row(preview, 13);
        assertEquals(LocalDate.of(2026, 3, 31), last.draft().dueOn(), "the year is that of the title");
        assertEquals(
                List.of("gxj LEAD", "zjj ASSIST"),
                last.assignments().stream().map(a -> a.unit() + " " + a.role()).toList());
        assertEquals(
                List.of("「3月底前」按最后一天 2026-03-31", "没有指明是哪个单位，未列入", "牵头单位不止一个，第一个牵头，其余列为协办"),
                last.remarks().stream()
                        .map(r -> r.problem().messageZh())
                        .sorted()
                        .toList());
    }

    @Test
    void namesAndOrderOfColumnsVary() {
        byte[] file = Sheets.xlsx(page -> page.row(1, "办结时限", "主办单位", "事项名称（必填）", "ＮＯ．", "文件依据")
                .row(2, "2026-12-31", "住建局", "老旧小区改造", "1", "会议纪要"));
        IntakePreview preview = preview(file);
        assertEquals(List.of("2登记"), fates(preview));
        assertEquals(
                Map.of("A", "完成时限", "B", "牵头单位", "C", "任务内容", "D", "序号", "E", "任务来源"),
                preview.sheets().get(0).columns());
        assertEquals("会议纪要", row(preview, 2).draft().source().title());
    }

    @Test
    void eachMistakeNamesSheetCellValueAndWhatWouldBeRight() {
        byte[] file = Sheets.book(Map.of(
                "2026清单",
                page -> page.row(1, "任务内容", "牵头单位", "完成时限", "任务性质")
                        .row(2, "甲", "住建委", "2026年2月30日", "年末")
                        .row(3, "", "住建局", "2026-06-30", "")
                        .row(4, "丙", "", "2026-06-30", "")
                        .row(5, "丁", "住建局", "2025-06-30", "")));
        IntakePreview preview = preview(file);
        assertEquals(4, preview.count(Fate.FAULTY));
        assertEquals(
                List.of(
                        "2026清单!B2（牵头单位）：通讯录中没有这个单位「住建委」，应为：是不是「住房和城乡建设局」？须与通讯录中的全称或简称一致",
                        "2026清单!C2（完成时限）：没有这一天「2026年2月30日」，应为：2026年3月1日、2026-03-01 或 2026.3.1 这样的日期"),
                row(preview, 2).faults().stream()
                        .map(CellFault::describe)
                        .limit(2)
                        .toList());
        assertEquals("D2", row(preview, 2).faults().get(2).cell(), "what the form type says is wrong, at its cell");
        assertEquals("A3", row(preview, 3).faults().get(0).cell());
        assertEquals(
                ErrorCode.MISSING_FIELD,
                row(preview, 3).faults().get(0).problem().code());
        assertEquals("B4", row(preview, 4).faults().get(0).cell());
        assertEquals("完成时限早于收文日", row(preview, 5).faults().get(0).problem().messageZh());
    }

    @Test
    void whatTheUnitIsForIsFoundUnderItsShortName() {
        byte[] file = Sheets.xlsx(page -> page.row(1, "任务内容", "牵头单位").row(2, "甲", "住建委"));
        assertEquals(
                "是不是「住房和城乡建设局」？须与通讯录中的全称或简称一致",
                row(preview(file), 2).faults().get(0).problem().expected());
    }

    @Test
    void appliedEachGoodRowIsAMatterWithItsProposal() {
        byte[] file = Sheets.xlsx(IntakeServiceTest::list);
        IntakeResult result = apply(DIRECTOR, NAME, file, Choice.GOOD_ROWS);
        assertEquals(3, result.count(Outcome.REGISTERED));
        assertEquals(3, registered());
        IntakeResult.Row first = result.rows().get(1);
        Matter matter = office.matters().get(DIRECTOR, first.matter());
        assertEquals("重点〔2026〕1号", first.number());
        assertNotNull(matter.proposal());
        assertEquals("按责任清单分工办理。", matter.proposal().opinion());
        assertEquals(3, matter.proposal().assignments().size());
        assertEquals(office.instant().atZone(Office.ZONE).toLocalDate(), matter.receivedOn());
    }

    @Test
    void allOrNothingRegistersNothingWhenOneRowIsFaulty() {
        byte[] file = Sheets.xlsx(IntakeServiceTest::list);
        IntakeResult result = apply(DIRECTOR, NAME, file, Choice.ALL_OR_NOTHING);
        assertFalse(result.applied());
        assertEquals(8, result.count(Outcome.LEFT_OUT));
        assertEquals(0, registered());
    }

    @Test
    void theSameFileTwiceAddsNothing() {
        byte[] file = Sheets.xlsx(IntakeServiceTest::list);
        apply(DIRECTOR, NAME, file, Choice.GOOD_ROWS);
        office.on("2026-03-09");
        IntakePreview again = preview(file);
        assertEquals(3, again.count(Fate.KNOWN));
        IntakeResult result = apply(DIRECTOR, NAME, file, Choice.GOOD_ROWS);
        assertEquals(3, result.count(Outcome.KNOWN));
        assertEquals("重点〔2026〕1号", result.rows().get(1).number(), "and says which matter it is");
        assertEquals(3, registered());
        IntakeResult byAnother = apply(DEPUTY, NAME, file, Choice.GOOD_ROWS);
        assertEquals(3, byAnother.count(Outcome.KNOWN), "by anybody");
        assertEquals(3, registered());
    }

    @Test
    void aRowMovedRenumberedOrSavedAnewIsTheSameRow() {
        Consumer<Page> head = page -> page.row(1, "2026年清单").row(2, "序号", "任务内容", "牵头单位", "完成时限");
        byte[] before = Sheets.xlsx(page -> {
            head.accept(page);
            page.row(3, 1, "甲", "住建局", "2026-06-30").row(4, 2, "乙", "环保局", "2026-06-30");
        });
        byte[] after = Sheets.xlsx(page -> {
            head.accept(page);
            page.row(3, 1, "新加的", "教育局", "2026-06-30")
                    .row(5, 2, "乙 ", "环保局", "2026-06-30")
                    .row(6, 3, "甲", "住建局", "2026-06-30")
                    .row(7, 4, "甲", "住建局", "2026-06-30");
        });
        apply(DIRECTOR, NAME, before, Choice.ALL_OR_NOTHING);
        assertEquals(
                List.of("3登记", "5已登记过", "6已登记过", "7与前面的行重复"),
                fates(intake.preview(DIRECTOR, "改名(1).xlsx", new ByteArrayInputStream(after), IntakeOptions.NONE)));
        apply(DIRECTOR, NAME, after, Choice.ALL_OR_NOTHING);
        assertEquals(3, registered());
    }

    @Test
    void whatWasInterruptedIsFinishedByTheSameCall() {
        byte[] file = Sheets.xlsx(
                page -> page.row(1, "任务内容", "牵头单位").row(2, "甲", "住建局").row(3, "乙", "住建局"));
        IntakePreview preview = preview(file);
        // As after kill -9 between a row's registration and its proposal.
        IntakeService halfway = new IntakeService(
                new Registering(office.matters()),
                office.journal(),
                office.settings().access(),
                office,
                office.formTypes(),
                office,
                Office.ZONE,
                false,
                null);
        assertThrows(
                IllegalStateException.class,
                () -> halfway.apply(
                        DIRECTOR,
                        NAME,
                        new ByteArrayInputStream(file),
                        IntakeOptions.NONE,
                        preview.digest(),
                        Choice.ALL_OR_NOTHING,
                        SheetProgress.NONE));
        assertEquals(1, registered());
        IntakeResult result = apply(DIRECTOR, NAME, file, Choice.ALL_OR_NOTHING);
        assertEquals(2, registered());
        for (IntakeResult.Row row : result.rows()) {
            assertNotNull(office.matters().get(DIRECTOR, row.matter()).proposal(), row.number());
        }
    }

    @Test
    void anotherFileThanThePreviewedIsRefused() {
        byte[] file = Sheets.xlsx(page -> page.row(1, "任务内容", "牵头单位").row(2, "甲", "住建局"));
        DubanException refused = assertThrows(
                DubanException.class,
                () -> intake.apply(
                        DIRECTOR,
                        NAME,
                        new ByteArrayInputStream(file),
                        IntakeOptions.NONE,
                        "0000",
                        Choice.GOOD_ROWS,
                        SheetProgress.NONE));
        assertEquals(ErrorCode.VERSION_CONFLICT, refused.code());
        assertEquals(0, registered());
    }

    @Test
    void onlyWhoMayRegisterALineImportsIt() {
        byte[] file = Sheets.xlsx(page ->
                page.row(1, "任务内容", "牵头单位", "条线").row(2, "甲", "住建局", "党委").row(3, "乙", "住建局", "政府"));
        IntakePreview preview = intake.preview(OFFICER, NAME, new ByteArrayInputStream(file), IntakeOptions.NONE);
        assertEquals(List.of("2有误", "3登记"), fates(preview));
        assertEquals(ErrorCode.ACCESS_DENIED, preview.faults().get(0).problem().code());
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                assertThrows(
                                DubanException.class,
                                () -> intake.preview(LEADER, NAME, new ByteArrayInputStream(file), IntakeOptions.NONE))
                        .code());
        IntakePreview party = intake.preview(
                DIRECTOR,
                NAME,
                new ByteArrayInputStream(file),
                new IntakeOptions("key-task", "区委常委会", Line.PARTY, 2026, LocalDate.of(2026, 1, 5)));
        assertEquals(Line.PARTY, row(party, 2).draft().line());
        assertEquals("区委常委会", row(party, 2).draft().source().title());
        assertEquals(LocalDate.of(2026, 1, 5), row(party, 2).draft().receivedOn());
    }

    @Test
    void messagesComeAsCsvInWhateverEncoding() {
        String text = "留言编号,标题,留言内容,网友,留言时间,渠道,承办单位\r\n"
                + "A-1,小区停车难,\"物业把车位都卖了，\n\"\"业主\"\"没处停\",市民甲,2026-02-27 12:09:38,12345热线,住建局\r\n"
                + "A-2,夜间施工扰民,整夜施工,,2026-03-01,人民网,\r\n"
                + "A-3,路灯不亮,三个月了,,,天涯论坛,执法局\r\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16)) {
            byte[] file = text.getBytes(charset);
            IntakePreview preview =
                    intake.preview(DIRECTOR, "留言.csv", new ByteArrayInputStream(file), IntakeOptions.NONE);
            assertEquals("message", preview.sheets().get(0).kind(), charset.name());
            assertEquals(List.of("2登记", "3登记", "4有误"), fates(preview), charset.name());
            Draft first = row(preview, 2).draft();
            assertEquals("物业把车位都卖了，\n\"业主\"没处停", first.content());
            assertEquals(
                    "{\"channel\":\"政务热线\",\"messageId\":\"A-1\",\"author\":\"市民甲\",\"postedAt\":\"2026-02-27T12:09:38+08:00\"}",
                    first.form());
            assertEquals("zjj", row(preview, 2).assignments().get(0).unit());
            assertEquals(List.of(), row(preview, 3).assignments(), "the office routes it later");
            assertEquals("F4", row(preview, 4).faults().get(0).cell(), "天涯论坛 is no channel");
        }
        byte[] marked = ("\ufeff" + text.replace(',', ';')).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                2,
                intake.preview(DIRECTOR, "留言.csv", new ByteArrayInputStream(marked), IntakeOptions.NONE)
                        .count(Fate.REGISTER));
        apply(DIRECTOR, "留言.csv", text.getBytes(Charset.forName("GB18030")), Choice.GOOD_ROWS);
        apply(DIRECTOR, "留言.csv", text.getBytes(StandardCharsets.UTF_8), Choice.GOOD_ROWS);
        assertEquals(2, registered(), "the same rows in another encoding");
    }

    @Test
    void aLongTaskBecomesATitleAndItsText() {
        String task = "加快推进黄河流域生态保护和高质量发展，" + "统筹山水林田湖草沙综合治理、系统治理、源头治理，".repeat(8) + "确保完成。后续另行安排。";
        byte[] file = Sheets.xlsx(page -> page.row(1, "任务内容", "牵头单位").row(2, task, "环保局"));
        Row row = row(preview(file), 2);
        assertTrue(row.draft().title().length() <= 200);
        assertTrue(task.startsWith(row.draft().title()));
        assertEquals(task, row.draft().content());
        assertEquals(1, row.remarks().size());
    }

    @Test
    void formulasAreNotRun() {
        byte[] file = Sheets.xlsx(page -> {
            page.row(1, "任务内容", "牵头单位", "完成时限").row(2, "甲", null, "2026-06-30").row(3, null, "住建局", "2026-06-30");
            page.cell(2, 1).setCellFormula("HYPERLINK(\"http://evil\",\"住建局\")");
            page.cell(2, 1).setCellValue("住建局");
            page.cell(3, 0).setCellFormula("CONCATENATE(\"乙\",NOW())");
        });
        IntakePreview preview = preview(file);
        assertEquals(List.of("2登记", "3有误"), fates(preview));
        assertEquals(
                "由公式算出，取文件保存时的值", row(preview, 2).remarks().get(0).problem().messageZh());
    }

    @Test
    void severalSheetsAreReadAndHiddenOnesAreNot() {
        Map<String, Consumer<Page>> sheets = new LinkedHashMap<>();
        sheets.put("说明", page -> page.row(1, "填表说明").row(2, "请按要求填写"));
        sheets.put("城建", page -> page.row(1, "任务内容", "牵头单位").row(2, "甲", "住建局"));
        sheets.put("留言", page -> page.row(1, "标题", "留言内容", "渠道").row(2, "路灯不亮", "三个月了", "人民网"));
        sheets.put("旧数据", page -> {
            page.row(1, "任务内容", "牵头单位").row(2, "旧", "住建局");
            page.book().setSheetHidden(3, true);
        });
        IntakePreview preview = preview(Sheets.book(sheets));
        assertEquals(
                List.of("说明:", "城建:key-task", "留言:message", "旧数据:"),
                preview.sheets().stream().map(s -> s.name() + ":" + s.kind()).toList());
        assertEquals(2, preview.count(Fate.REGISTER));
    }

    @Test
    void aSecretMatterIsNotTakenIn() {
        byte[] file = Sheets.xlsx(page ->
                page.row(1, "任务内容", "牵头单位", "密级").row(2, "甲", "住建局", "机密").row(3, "乙", "住建局", "无"));
        IntakePreview preview = preview(file);
        assertEquals(List.of("2有误", "3登记"), fates(preview));
        assertEquals(
                ErrorCode.SECRECY_NOT_CLEARED, preview.faults().get(0).problem().code());
        assertNull(row(preview, 3).draft().secrecy());
    }

    @Test
    void theAnnotatedCopyHasEverythingInItsPlaceAndSaysWhatIsWrong() throws IOException {
        byte[] file = Sheets.xlsx(page -> {
            list(page);
            page.row(15, 9, "=1+1", "@SUM(A1)", "", "住建委", "", "2026年2月30日", "");
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        IntakePreview preview =
                intake.annotated(DIRECTOR, NAME, new ByteArrayInputStream(file), IntakeOptions.NONE, out);
        assertEquals(2, preview.count(Fate.FAULTY));
        String look = System.getProperty("duban.look");
        if (look != null) {
            Files.write(Files.createDirectories(Path.of(look)).resolve("annotated.xlsx"), out.toByteArray());
        }
        try (XSSFWorkbook before = new XSSFWorkbook(new ByteArrayInputStream(file));
                XSSFWorkbook after = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            XSSFSheet was = before.getSheetAt(0);
            XSSFSheet is = after.getSheetAt(0);
            for (int r = 0; r <= was.getLastRowNum(); r++) {
                if (was.getRow(r) != null) {
                    for (int c = 0; c < 8; c++) {
                        XSSFCell cell = was.getRow(r).getCell(c);
                        if (cell != null && cell.getCellType() == CellType.NUMERIC) {
                            assertEquals(
                                    cell.getNumericCellValue(),
                                    is.getRow(r).getCell(c).getNumericCellValue());
                        } else if (cell != null && !cell.toString().isBlank()) {
                            assertEquals(
                                    cell.getStringCellValue(),
                                    is.getRow(r).getCell(c).getStringCellValue());
                        }
                    }
                }
            }
            assertEquals(
                    "FFFFC7CE",
                    is.getRow(14)
                            .getCell(4)
                            .getCellStyle()
                            .getFillForegroundColorColor()
                            .getARGBHex());
            assertTrue(is.getRow(14)
                    .getCell(4)
                    .getCellComment()
                    .getString()
                    .getString()
                    .contains("通讯录中没有这个单位"));
            assertTrue(is.getRow(14).getCell(8).getStringCellValue().startsWith("有误\nE15 牵头单位：通讯录中没有这个单位"));
            assertEquals("@", is.getRow(14).getCell(2).getCellStyle().getDataFormatString());
            assertEquals("导入检查", is.getRow(3).getCell(8).getStringCellValue());
        }
        // And what is sent back can be handed in again, mended or not.
        assertEquals(
                2,
                intake.preview(DIRECTOR, NAME, new ByteArrayInputStream(out.toByteArray()), IntakeOptions.NONE)
                        .count(Fate.FAULTY));
    }

    @Test
    void aDistrictHasItsOwnHeads() throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        String rules = new String(
                IntakeServiceTest.class.getResourceAsStream("intake.json").readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(config.resolve("intake.json"), rules.replace("\"工作任务\", ", "\"包抓任务\", "));
        intake = new IntakeService(
                office.matters(),
                office.journal(),
                office.settings().access(),
                office,
                office.formTypes(),
                office,
                Office.ZONE,
                false,
                config);
        byte[] file = Sheets.xlsx(page -> page.row(1, "包抓任务", "牵头单位").row(2, "甲", "住建局"));
        assertEquals(1, preview(file).count(Fate.REGISTER));
        Files.writeString(config.resolve("intake.json"), rules.replace("\"to\": \"due\"", "\"to\": \"dew\""));
        assertEquals(
                ErrorCode.CONFIGURATION_INVALID,
                assertThrows(DubanException.class, () -> IntakeRules.read(config))
                        .code());
    }
}
