package org.duban.ledger.internal.excel;

import static org.duban.ledger.internal.Office.DIRECTOR;
import static org.duban.ledger.internal.Office.LEADER;
import static org.duban.ledger.internal.Office.OFFICER;
import static org.duban.ledger.internal.Office.PARTNER;
import static org.duban.ledger.internal.Office.handler;
import static org.duban.ledger.internal.Office.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterId;
import org.duban.api.office.Line;
import org.duban.api.sheet.LedgerSheets;
import org.duban.api.sheet.SheetColumn;
import org.duban.api.sheet.SheetProgress;
import org.duban.api.sheet.Written;
import org.duban.ledger.internal.Office;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written is read by another program (Apache POI) and held against the ledger. */
class LedgerSheetsServiceTest {

    @TempDir
    Path folder;

    private Office office;
    private LedgerSheets sheets;

    @BeforeEach
    void open() {
        office = new Office(folder.resolve("data"));
        sheets = office.sheets(null);
    }

    @AfterEach
    void close() {
        office.close();
    }

    // ---- reading what was written

    private XSSFWorkbook export(Actor actor, LedgerQuery query, List<String> columns) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.export(actor, query, "", columns, out, SheetProgress.NONE);
        keep("ledger.xlsx", out.toByteArray());
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    /** Leaves a file for a person to look at, where {@code duban.look} says. */
    private static void keep(String name, byte[] content) throws IOException {
        String look = System.getProperty("duban.look");
        if (look != null) {
            Files.write(Files.createDirectories(Path.of(look)).resolve(name), content);
        }
    }

    private static Map<String, String> row(XSSFSheet sheet, int row) {
        DataFormatter formatter = new DataFormatter();
        Map<String, String> cells = new HashMap<>();
        XSSFRow head = sheet.getRow(LedgerBook.ABOVE - 1);
        for (int c = 0; c < head.getLastCellNum(); c++) {
            cells.put(
                    head.getCell(c).getStringCellValue(),
                    formatter.formatCellValue(sheet.getRow(row).getCell(c)));
        }
        return cells;
    }

    private static XSSFCell cell(XSSFSheet sheet, int row, String head) {
        XSSFRow heads = sheet.getRow(LedgerBook.ABOVE - 1);
        for (int c = 0; c < heads.getLastCellNum(); c++) {
            if (heads.getCell(c).getStringCellValue().equals(head)) {
                return sheet.getRow(row).getCell(c);
            }
        }
        throw new AssertionError("no column " + head);
    }

    // ---- the ledger

    @Test
    void theTenColumnsOfTheOfficeSayWhatTheMatterSays() throws IOException {
        MatterId id = office.assigned(task("整治黄河风情线违法建设").content("对12处违法建设逐一拆除，6月底前完成。"), "zjj", "hbj", "zfj");
        office.on("2026-03-10");
        office.does(handler("zjj"), id, new Acknowledge(1));
        office.does(handler("hbj"), id, new Acknowledge(2));
        office.does(handler("zfj"), id, new Acknowledge(3));
        office.does(handler("hbj"), id, new ReportProgress(2, "已完成监测", 30, "", List.of()));
        office.does(handler("zjj"), id, new ReportProgress(1, "已拆除7处", 60, "3处涉及诉讼", List.of()));
        try (XSSFWorkbook book = export(DIRECTOR, LedgerQuery.all(), List.of())) {
            XSSFSheet sheet = book.getSheetAt(0);
            Map<String, String> row = row(sheet, 3);
            assertEquals("1", row.get("序号"));
            assertEquals("区委2026年工作要点", row.get("任务来源"));
            assertEquals("整治黄河风情线违法建设\n对12处违法建设逐一拆除，6月底前完成。", row.get("任务内容"));
            assertEquals("赵区长", row.get("牵头领导"));
            assertEquals("住建局", row.get("牵头单位"));
            assertEquals("环保局、执法局", row.get("协办单位"));
            assertEquals("2026-03-31", row.get("完成时限"));
            assertEquals("2026-03-10（60%）已拆除7处", row.get("进展"));
            assertEquals("3处涉及诉讼", row.get("困难和问题"));
            assertEquals("按期推进", row.get("完成情况"));
            assertEquals("重点〔2026〕1号", row.get("编号"));
        }
        LedgerQuery assisting = LedgerQuery.where().unit("hbj").build();
        try (XSSFWorkbook book = export(DIRECTOR, assisting, List.of())) {
            assertEquals(
                    "2026-03-10（30%）已完成监测",
                    row(book.getSheetAt(0), 3).get("进展"), "a unit's list has that unit's words");
        }
        office.finish(id, "12处全部拆除");
        office.clear(id, "现场核查属实");
        try (XSSFWorkbook book = export(DIRECTOR, LedgerQuery.all(), List.of())) {
            assertEquals("完成：12处全部拆除；核查：现场核查属实", row(book.getSheetAt(0), 3).get("完成情况"));
        }
    }

    @Test
    void theCoverLineSaysQueryTimeAndCount() throws IOException {
        office.assigned(task("甲").line(Line.PARTY), "zjj");
        office.assigned(task("乙"), "zjj");
        LedgerQuery query =
                LedgerQuery.where().leadUnit("zjj").line(Line.GOVERNMENT).build();
        try (XSSFWorkbook book = export(DIRECTOR, query, List.of())) {
            XSSFSheet sheet = book.getSheetAt(0);
            assertEquals("督查事项台账", sheet.getRow(0).getCell(0).getStringCellValue());
            assertEquals(
                    "查询条件：牵头单位：住建局；条线：政府　　导出时间：2026-03-02 09:30　　共 1 件　　导出人：陈主任",
                    sheet.getRow(1).getCell(0).getStringCellValue());
            assertEquals(3, sheet.getPaneInformation().getHorizontalSplitPosition(), "the head stays");
            assertEquals("A3:N4", sheet.getCTWorksheet().getAutoFilter().getRef());
        }
    }

    @Test
    void lightsAreColours() throws IOException {
        office.assigned(task("绿").dueOn(LocalDate.of(2026, 6, 30)), "zjj");
        office.assigned(task("黄").dueOn(LocalDate.of(2026, 3, 4)), "zjj");
        office.assigned(task("红").dueOn(LocalDate.of(2026, 3, 2)), "zjj");
        office.on("2026-03-03");
        LedgerQuery query = LedgerQuery.where().ascending(LedgerQuery.Sort.DUE).build();
        try (XSSFWorkbook book = export(DIRECTOR, query, List.of("title", "light"))) {
            XSSFSheet sheet = book.getSheetAt(0);
            List<String> seen = new ArrayList<>();
            for (int r = 3; r <= 5; r++) {
                XSSFCell light = cell(sheet, r, "灯");
                seen.add(light.getStringCellValue() + " "
                        + light.getCellStyle().getFillForegroundColorColor().getARGBHex());
            }
            assertEquals(List.of("逾期 FFD93026", "临期 FFF5A623", "正常 FF2E9E4F"), seen);
        }
    }

    @Test
    void whatBeginsLikeAFormulaGoesOutAsText() throws IOException {
        List<String> titles = List.of("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "＝HYPERLINK(\"x\")");
        titles.forEach(title -> office.matters().register(DIRECTOR, task(title)));
        LedgerQuery query = LedgerQuery.where().build();
        try (XSSFWorkbook book = export(DIRECTOR, query, List.of("title"))) {
            XSSFSheet sheet = book.getSheetAt(0);
            List<String> written = new ArrayList<>();
            for (int r = 3; r < 3 + titles.size(); r++) {
                XSSFCell cell = sheet.getRow(r).getCell(0);
                assertEquals(CellType.STRING, cell.getCellType());
                assertEquals("@", cell.getCellStyle().getDataFormatString(), "stays text when it is edited");
                written.add(cell.getStringCellValue());
            }
            assertEquals(
                    titles.stream().sorted().toList(), written.stream().sorted().toList());
        }
    }

    @Test
    void everyoneGetsWhatTheyMaySee() throws IOException {
        office.assigned(task("党委的").line(Line.PARTY), "zjj");
        office.assigned(task("政府的"), "hbj");
        for (Map.Entry<Actor, Integer> who :
                Map.of(DIRECTOR, 2, OFFICER, 1, LEADER, 2, handler("zjj"), 1).entrySet()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Written written = sheets.export(who.getKey(), LedgerQuery.all(), "", List.of(), out, SheetProgress.NONE);
            assertEquals((long) who.getValue(), written.rows(), who.getKey().person());
            assertEquals(
                    (long) who.getValue(),
                    sheets.statistics(who.getKey(), LedgerQuery.all(), "", new ByteArrayOutputStream())
                            .rows());
        }
        DubanException denied = assertThrows(
                DubanException.class,
                () -> sheets.export(
                        PARTNER, LedgerQuery.all(), "", List.of(), new ByteArrayOutputStream(), SheetProgress.NONE));
        assertEquals(ErrorCode.ACCESS_DENIED, denied.code());
    }

    @Test
    void itCanBeEndedOnTheWay() {
        for (int i = 0; i < 3; i++) {
            office.matters().register(DIRECTOR, task("第" + i + "件"));
        }
        List<String> told = new ArrayList<>();
        DubanException ended = assertThrows(
                DubanException.class,
                () -> sheets.export(
                        DIRECTOR, LedgerQuery.all(), "", List.of(), new ByteArrayOutputStream(), (done, total) -> {
                            told.add(done + "/" + total);
                            return done < total;
                        }));
        assertEquals(ErrorCode.CANCELLED, ended.code());
        assertEquals(List.of("0/3", "3/3"), told);
    }

    @Test
    void aFullDiskIsSaid() {
        office.matters().register(DIRECTOR, task("一件"));
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        for (Runnable writing : List.<Runnable>of(
                () -> sheets.export(DIRECTOR, LedgerQuery.all(), "", List.of(), full, SheetProgress.NONE),
                () -> sheets.statistics(DIRECTOR, LedgerQuery.all(), "", full))) {
            DubanException failed = assertThrows(DubanException.class, writing::run);
            assertEquals(ErrorCode.FILE_NOT_WRITTEN, failed.code());
        }
    }

    @Test
    void whatChangesMeanwhileIsSaidOnTheLastLine() throws IOException {
        office.matters().register(DIRECTOR, task("先登记的"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Written written = sheets.export(DIRECTOR, LedgerQuery.all(), "", List.of("title"), out, (done, total) -> {
            if (done == 0) {
                office.matters().register(DIRECTOR, task("后登记的"));
            }
            return true;
        });
        assertEquals(2, written.rows());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertEquals(
                    "导出期间台账有变动：开始时共 1 件，实际导出 2 件。",
                    book.getSheetAt(0).getRow(5).getCell(0).getStringCellValue());
        }
    }

    @Test
    void aDistrictHasItsOwnColumns() throws IOException {
        office.matters().register(DIRECTOR, task("一件"));
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("ledger-columns.json"), """
                {"columns": [{"id": "title", "title": "工作事项", "width": 40, "shown": true},
                             {"id": "/listName", "title": "清单", "width": 20, "shown": true},
                             {"id": "number", "title": "号", "width": 20, "shown": false}]}""");
        sheets = office.sheets(config);
        try (XSSFWorkbook book = export(DIRECTOR, LedgerQuery.all(), List.of())) {
            assertEquals(Map.of("工作事项", "一件", "清单", "区委2026年工作要点责任清单"), row(book.getSheetAt(0), 3));
        }
        DubanException unknown = assertThrows(
                DubanException.class, () -> export(DIRECTOR, LedgerQuery.all(), List.of("title", "leadUnit")));
        assertEquals("leadUnit", unknown.problems().get(0).value());
        Files.writeString(
                config.resolve("ledger-columns.json"),
                "{\"columns\": [{\"id\": \"titel\", \"title\": \"\", \"width\": 0, \"shown\": true}]}");
        DubanException wrong = assertThrows(DubanException.class, () -> office.sheets(config));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, wrong.code());
        assertEquals(3, wrong.problems().size(), "all mistakes at once");
    }

    @Test
    void everyColumnCanBeExported() throws IOException {
        MatterId id = office.assigned(task("一件").area("62010301"), "zjj", "hbj");
        office.finish(id, "好");
        office.matters().register(DIRECTOR, task("另一件"));
        List<String> all = sheets.columns().stream().map(SheetColumn::id).toList();
        assertEquals(
                List.copyOf(Columns.ids()).stream().sorted().toList(),
                all.stream().sorted().toList());
        try (XSSFWorkbook book = export(DIRECTOR, LedgerQuery.all(), all)) {
            XSSFSheet sheet = book.getSheetAt(0);
            Map<String, String> row = row(sheet, row(sheet, 3).get("标题").equals("一件") ? 3 : 4);
            assertFalse(row.get("更新时间").isEmpty());
            assertEquals("62010301", row.get("区域"), "an area nobody knows by name stands for itself");
        }
    }

    // ---- the figures

    /** Issued 12 = done 3 + in clearance 2 + on schedule 5 + overdue 2. */
    private void aSmallYear() {
        String[] units = {"zjj", "hbj", "zfj", "jyj", "gxj"};
        for (int i = 0; i < 12; i++) {
            LocalDate due = i >= 10 ? LocalDate.of(2026, 3, 3) : LocalDate.of(2026, 6, 30);
            MatterId id = office.assigned(
                    task("第" + i + "件")
                            .receivedOn(LocalDate.of(2026, 1 + i % 3, 1))
                            .dueOn(due),
                    units[i % 5]);
            if (i < 5) {
                office.finish(id, "已办");
            }
            if (i < 3) {
                office.clear(id, "属实");
            }
        }
        office.on("2026-03-05");
    }

    @Test
    void everyTableAddsUpToTheSameTotal() throws IOException {
        aSmallYear();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(
                12,
                sheets.statistics(DIRECTOR, LedgerQuery.all(), "七里河区2026年督查统计", out)
                        .rows());
        keep("statistics.xlsx", out.toByteArray());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertEquals(
                    "合计 12 = 完成 3 + 进入销号程序 2 + 按期推进 5 + 逾期 2　　（各表合计均为 12）",
                    book.getSheet("概况").getRow(2).getCell(0).getStringCellValue());
            for (String name : List.of("按单位", "按类型", "按环节", "按灯", "按月份")) {
                XSSFSheet sheet = book.getSheet(name);
                int last = sheet.getLastRowNum();
                assertEquals("合计", sheet.getRow(last).getCell(0).getStringCellValue());
                for (int c = 1; c <= 5; c++) {
                    double sum = 0;
                    for (int r = 3; r < last; r++) {
                        sum += sheet.getRow(r).getCell(c).getNumericCellValue();
                    }
                    assertEquals(sum, sheet.getRow(last).getCell(c).getNumericCellValue(), name + " " + c);
                }
                assertEquals(12, sheet.getRow(last).getCell(1).getNumericCellValue());
            }
            assertEquals(
                    office.ledger()
                            .count(DIRECTOR, LedgerQuery.all(), Dimension.LEAD_UNIT)
                            .of("zjj"),
                    (long) rowOf(book.getSheet("按单位"), "住建局").getCell(1).getNumericCellValue());
            assertEquals(4, rowOf(book.getSheet("按月份"), "2026-02").getCell(1).getNumericCellValue());
            assertEquals(2, rowOf(book.getSheet("按灯"), "逾期").getCell(1).getNumericCellValue());
        }
    }

    private static XSSFRow rowOf(XSSFSheet sheet, String label) {
        for (int r = 3; r <= sheet.getLastRowNum(); r++) {
            if (sheet.getRow(r).getCell(0).getStringCellValue().equals(label)) {
                return sheet.getRow(r);
            }
        }
        throw new AssertionError("no row " + label);
    }

    @Test
    void eachTableHasAChartThatRefersToIt() throws IOException {
        aSmallYear();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.statistics(DIRECTOR, LedgerQuery.all(), "", out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertEquals(6, book.getNumberOfSheets());
            for (int i = 0; i < book.getNumberOfSheets(); i++) {
                XSSFSheet sheet = book.getSheetAt(i);
                assertNotNull(sheet.getDrawingPatriarch(), sheet.getSheetName());
                assertEquals(1, sheet.getDrawingPatriarch().getCharts().size(), sheet.getSheetName());
                assertEquals(
                        1,
                        sheet.getDrawingPatriarch()
                                .getCharts()
                                .get(0)
                                .getChartSeries()
                                .size());
            }
            assertTrue(book.getSheet("按单位")
                    .getDrawingPatriarch()
                    .getCharts()
                    .get(0)
                    .getCTChart()
                    .toString()
                    .contains("'按单位'!$A$4:$A$8"));
        }
    }

    @Test
    void figuresOfAnEarlierInstantAreThoseOfThen() throws IOException {
        aSmallYear();
        LedgerQuery then = LedgerQuery.where()
                .asOf(LocalDate.of(2026, 3, 3).atTime(8, 0).atZone(Office.ZONE).toInstant())
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sheets.statistics(DIRECTOR, then, "", out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertEquals(
                    "合计 12 = 完成 3 + 进入销号程序 2 + 按期推进 7　　（各表合计均为 12）",
                    book.getSheetAt(0).getRow(2).getCell(0).getStringCellValue(),
                    "nothing was overdue yet");
        }
    }

    @Test
    void nothingAtAllIsAWorkbookToo() throws IOException {
        LedgerQuery none = LedgerQuery.where().progress(Progress.SUSPENDED).build();
        try (XSSFWorkbook book = export(DIRECTOR, none, List.of())) {
            assertTrue(
                    book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue().contains("进度：中止　"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertEquals(0, sheets.statistics(DIRECTOR, none, "", out).rows());
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertEquals(
                    "合计 0　　（各表合计均为 0）", book.getSheetAt(0).getRow(2).getCell(0).getStringCellValue());
        }
    }
}
