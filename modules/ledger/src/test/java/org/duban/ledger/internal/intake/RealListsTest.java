package org.duban.ledger.internal.intake;

import static org.duban.ledger.internal.Office.DIRECTOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.ErrorCode;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.sheet.CellFault;
import org.duban.api.sheet.Intake.Choice;
import org.duban.api.sheet.IntakeOptions;
import org.duban.api.sheet.IntakePreview;
import org.duban.api.sheet.IntakePreview.Fate;
import org.duban.api.sheet.IntakeResult;
import org.duban.api.sheet.IntakeResult.Outcome;
import org.duban.api.sheet.SheetProgress;
import org.duban.ledger.internal.Office;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real lists: 123 tasks cut from State Council documents, 58 of a province's list, messages of citizens; written as offices write them. They
 * lie where {@code duban.shared} says, and aren't part of the project.
 */
class RealListsTest {

    private static final Path SHARED = Path.of(System.getProperty("duban.shared", "/nowhere"));
    private static final Path STATE = SHARED.resolve("data/tasks/state_council_2018_2019_tasks.jsonl");
    private static final Path PROVINCE = SHARED.resolve("data/tasks/guangdong_2025_digital_tasks.tsv");
    private static final Path MESSAGES = SHARED.resolve("data/messages/taidi_a2_sample_labelled.jsonl");

    @TempDir
    Path folder;

    private Office office;
    private IntakeService intake;

    @BeforeEach
    void open() {
        assumeTrue(Files.exists(STATE) && Files.exists(PROVINCE) && Files.exists(MESSAGES), "the lists aren't here");
        office = new Office(folder);
        intake = Sheets.intake(office);
    }

    @AfterEach
    void close() {
        if (office != null) {
            office.close();
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        JsonMapper mapper = new JsonMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                lines.add(mapper.readTree(line));
            }
        }
        return lines;
    }

    private IntakePreview preview(String name, byte[] file) {
        return intake.preview(DIRECTOR, name, new ByteArrayInputStream(file), IntakeOptions.NONE);
    }

    private IntakeResult apply(String name, byte[] file) {
        return intake.apply(
                DIRECTOR,
                name,
                new ByteArrayInputStream(file),
                IntakeOptions.NONE,
                preview(name, file).digest(),
                Choice.GOOD_ROWS,
                SheetProgress.NONE);
    }

    /** Leaves what was found for a person to read, where {@code duban.look} says. */
    private static void report(String name, IntakePreview preview) throws IOException {
        String look = System.getProperty("duban.look");
        if (look != null) {
            List<String> lines = new ArrayList<>();
            for (Fate fate : Fate.values()) {
                lines.add(fate.zh() + " " + preview.count(fate));
            }
            preview.faults().forEach(fault -> lines.add(fault.describe()));
            Files.write(Files.createDirectories(Path.of(look)).resolve(name + ".txt"), lines);
        }
    }

    private static List<String> unknownUnits(IntakePreview preview) {
        return preview.faults().stream()
                .filter(fault -> fault.problem().code() == ErrorCode.UNIT_UNKNOWN)
                .map(fault -> fault.problem().value())
                .distinct()
                .toList();
    }

    /** As an office sends it: title, date and head above, the document merged over its tasks, units in one cell. */
    private static byte[] stateCouncil(List<JsonNode> tasks) {
        return Sheets.xlsx(page -> {
            page.row(1, "附件").row(2, "国务院文件重点任务分工台账（2026年）").merge(2, 0, 2, 5);
            page.row(4, "序号", "任务来源", "文号", "工作任务", "领域", "责任单位");
            int row = 5;
            int first = 5;
            for (int i = 0; i < tasks.size(); i++) {
                JsonNode task = tasks.get(i);
                boolean same = i > 0 && task.get("doc").equals(tasks.get(i - 1).get("doc"));
                if (!same && row - first > 1) {
                    page.merge(first, 1, row - 1, 1).merge(first, 2, row - 1, 2);
                }
                if (!same) {
                    first = row;
                }
                page.row(
                        row++,
                        i + 1,
                        same ? null : task.get("doc").asText(),
                        same ? null : task.get("doc_no").asText(),
                        task.get("task").asText(),
                        task.get("heading").asText(),
                        task.get("responsible_raw").asText());
            }
        });
    }

    /** The units the documents name, but those of which no one unit is meant. */
    private static Set<String> ministries(List<JsonNode> tasks) {
        Set<String> names = new TreeSet<>();
        tasks.forEach(task -> task.get("units").forEach(unit -> names.add(unit.asText())));
        names.removeIf(name -> name.contains("有关") || name.contains("各省") || name.contains("技工院校"));
        return names;
    }

    @Test
    void theStateCouncilsTasksGoThroughWhereTheUnitsAreKnown() throws IOException {
        List<JsonNode> tasks = lines(STATE);
        int n = 0;
        for (String ministry : ministries(tasks)) {
            office.unit("m" + n++, ministry, ministry);
        }
        byte[] file = stateCouncil(tasks);
        IntakePreview preview = preview("国务院任务.xlsx", file);
        report("state-council", preview);
        assertEquals(tasks.size(), preview.rows().size());
        long good = preview.count(Fate.REGISTER);
        // Five are for 各有关部门和单位 or 各省级人民政府 alone, one for whoever is in charge of certain schools: nobody can be made
        // to
        // lead them, and the preview says so.
        long definite = tasks.stream()
                .map(task -> task.get("lead").asText())
                .filter(lead -> !lead.contains("有关") && !lead.contains("各省") && !lead.contains("技工院校"))
                .count();
        assertEquals(117, definite);
        assertEquals(definite, good, () -> unknownUnits(preview).toString());
        // Every row that goes through has the lead the documents have.
        Map<Integer, String> leads = new LinkedHashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
            leads.put(5 + i, tasks.get(i).get("lead").asText());
        }
        for (IntakePreview.Row row : preview.rows()) {
            if (row.fate() == Fate.REGISTER) {
                assertEquals(
                        leads.get(row.number()),
                        office.requireUnit(row.assignments().get(0).unit()).name(),
                        "row " + row.number());
            }
        }
        IntakeResult result = apply("国务院任务.xlsx", file);
        assertEquals(good, result.count(Outcome.REGISTERED));
        assertEquals(good, apply("国务院任务(1).xlsx", file).count(Outcome.KNOWN));
        assertEquals(
                good,
                office.ledger()
                        .count(DIRECTOR, LedgerQuery.all(), Dimension.LINE)
                        .total());
    }

    @Test
    void inADistrictThatHasNoMinistriesEachIsNamedAtItsCell() throws IOException {
        List<JsonNode> tasks = lines(STATE);
        IntakePreview preview = preview("国务院任务.xlsx", stateCouncil(tasks));
        assertTrue(preview.count(Fate.FAULTY) > tasks.size() * 9 / 10);
        for (CellFault fault : preview.faults()) {
            assertTrue(fault.cell().matches("F\\d+"), fault.describe());
            assertTrue(
                    !fault.problem().value().isBlank()
                                    && !fault.problem().expected().isBlank()
                            || fault.problem().code() == ErrorCode.MISSING_FIELD,
                    fault.describe());
        }
    }

    @Test
    void aProvincesListIsReadAsCsvAndAsWorkbook() throws IOException {
        List<String[]> rows = Files.readAllLines(PROVINCE).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length == 3)
                .toList();
        Set<String> names = new LinkedHashSet<>();
        for (String[] row : rows) {
            for (String part : row[2].split("[、，]")) {
                String name = part.replaceAll("(按职责分工负责|牵头|等单位|等)+$", "").replaceAll("(按职责分工负责|等单位|等)+$", "");
                if (!name.contains("各有关") && !name.contains("有关部门") && !name.contains("各地级")) {
                    names.add(name.startsWith("省") ? name : "省" + name);
                }
            }
        }
        int n = 0;
        for (String name : names) {
            office.unit("p" + n++, name, name);
        }
        StringBuilder csv = new StringBuilder("序号,任务名称,责任单位\r\n");
        rows.forEach(row -> csv.append(row[0])
                .append(',')
                .append(row[1])
                .append(",\"")
                .append(row[2])
                .append("\"\r\n"));
        byte[] gbk = csv.toString().getBytes(Charset.forName("GB18030"));
        IntakePreview preview = preview("广东省2025年任务清单.csv", gbk);
        report("guangdong", preview);
        assertEquals(rows.size(), preview.rows().size());
        long good = preview.count(Fate.REGISTER);
        // One is for 省有关部门 alone.
        assertEquals(rows.size() - 1, good, () -> unknownUnits(preview).toString());
        for (int i = 0; i < rows.size(); i++) {
            IntakePreview.Row row = preview.rows().get(i);
            if (row.fate() == Fate.REGISTER) {
                String lead =
                        office.requireUnit(row.assignments().get(0).unit()).name();
                assertTrue(
                        rows.get(i)[2].startsWith(lead) || ("省" + rows.get(i)[2]).startsWith(lead),
                        lead + " <> " + rows.get(i)[2]);
            }
        }
        byte[] workbook = Sheets.xlsx(page -> {
            page.row(1, "广东省2025年任务清单").merge(1, 0, 1, 2).row(2, "序号", "任务名称", "责任单位");
            int row = 3;
            for (String[] each : rows) {
                page.row(row++, Integer.parseInt(each[0]), each[1], each[2]);
            }
        });
        assertEquals(good, preview("任务.xlsx", workbook).count(Fate.REGISTER), "the same as a workbook");
        apply("广东省2025年任务清单.csv", gbk);
        assertEquals(good, preview("任务.xlsx", workbook).count(Fate.KNOWN), "and known again as one");
    }

    @Test
    void citizensMessagesAreTakenIn() throws IOException {
        List<JsonNode> messages = lines(MESSAGES);
        byte[] file = Sheets.xlsx(page -> {
            page.row(1, "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级标签");
            int row = 2;
            for (JsonNode message : messages) {
                page.row(
                        row++,
                        message.get("id").asText(),
                        message.get("user").asText(),
                        message.get("title").asText(),
                        message.get("created").asText(),
                        message.get("content").asText(),
                        message.get("label1").asText());
            }
        });
        IntakePreview preview = preview("留言.xlsx", file);
        report("messages", preview);
        assertEquals("message", preview.sheets().get(0).kind());
        assertEquals(messages.size(), preview.rows().size());
        assertTrue(
                preview.count(Fate.FAULTY) <= messages.size() / 100,
                preview.faults().toString());
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        intake.annotated(DIRECTOR, "留言.xlsx", new ByteArrayInputStream(file), IntakeOptions.NONE, copy);
        assertEquals(
                preview.rows().stream().map(IntakePreview.Row::fate).toList(),
                preview("留言.xlsx", copy.toByteArray()).rows().stream()
                        .map(IntakePreview.Row::fate)
                        .toList(),
                "the annotated copy says the same");
    }
}
