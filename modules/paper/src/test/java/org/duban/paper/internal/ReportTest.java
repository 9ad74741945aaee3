package org.duban.paper.internal;

import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.HBJ;
import static org.duban.district.District.LEADER;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.ZFJ;
import static org.duban.district.District.ZJJ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.PaperKind;
import org.duban.api.paper.Paper;
import org.duban.api.paper.PaperDraft;
import org.duban.district.District;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2026, 12, 31);

    @TempDir
    Path folder;

    private Desk desk;
    private District district;

    @BeforeEach
    void open() throws IOException {
        desk = new Desk(folder);
        district = desk.district;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** Two going on, one of them late; one in clearance, one done, one not assigned yet. */
    private void matters() {
        district.assigned(District.instruction("甲").dueOn(LocalDate.of(2026, 3, 10)), ZJJ, HBJ);
        MatterId going = district.assigned(District.instruction("乙").dueOn(LocalDate.of(2026, 6, 30)), ZFJ);
        district.does(District.handler(ZFJ), going, new org.duban.api.matter.MatterCommand.Acknowledge(1));
        district.does(District.handler(ZFJ), going, new ReportProgress(1, "净化设备已装一半", 50, "缺经费", List.of(), ""));
        district.finish(district.assigned(District.instruction("丙"), ZFJ));
        MatterId done = district.assigned(District.instruction("丁"), ZJJ);
        district.finish(done);
        district.clear(done);
        district.matters().register(DIRECTOR, District.instruction("戊"));
        district.on("2026-03-20");
    }

    private Paper issued(PaperDraft draft) {
        Paper paper = desk.papers.draft(OFFICER, draft);
        paper = desk.papers.sign(DIRECTOR, paper.id(), paper.version(), "同意");
        return desk.papers.issue(OFFICER, paper.id());
    }

    private String text(Paper paper, String ending) throws IOException {
        List<String> names = paper.files().stream().map(Attachment::name).toList();
        int index = names.indexOf(
                names.stream().filter(name -> name.endsWith(ending)).findFirst().orElseThrow());
        try (InputStream in = desk.papers.open(DIRECTOR, paper.id(), index);
                PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
        }
    }

    @Test
    void the_figures_of_a_report_add_up_in_every_table() throws IOException {
        matters();
        JsonNode data = new JsonMapper()
                .readTree(desk.papers.composeReport(DIRECTOR, FROM, TO).data());
        JsonNode summary = data.get("统计");
        assertEquals(5, summary.get("总数").asInt());
        assertEquals(1, summary.get("完成").asInt());
        assertEquals(1, summary.get("进入销号程序").asInt());
        assertEquals(2, summary.get("按期推进").asInt());
        assertEquals(1, summary.get("逾期").asInt());
        assertEquals("20%", summary.get("完成率").asText());
        for (String table : List.of("分类", "单位")) {
            for (String column : List.of("总数", "完成", "进入销号程序", "按期推进", "逾期", "其他")) {
                int sum = 0;
                for (JsonNode row : data.get(table)) {
                    sum += row.get(column).asInt();
                }
                assertEquals(data.get("合计").get(column).asInt(), sum, table + " " + column);
            }
        }
        assertEquals(Figures.NO_UNIT, data.get("单位").get(2).get("名称").asText());
    }

    @Test
    void the_district_s_year_adds_up_1619_is_414_and_332_and_873() {
        assertEquals(
                List.of(),
                DataTree.read(PaperKind.REPORT, "{\"统计\": {\"总数\": 1619, \"完成\": 414, \"进入销号程序\": 332, \"按期推进\": 873}}")
                        .problems());
        assertEquals("25.6%", Figures.share(414, 1619));
    }

    @Test
    void a_report_has_its_three_parts_its_charts_and_a_summary_of_one_page() throws IOException {
        matters();
        PaperDraft draft = desk.papers.composeReport(DIRECTOR, FROM, TO);
        ObjectNode data = (ObjectNode) new JsonMapper().readTree(draft.data());
        data.put("典型经验", "（一）包抓责任落到人。\n实行一事项一清单一考核一结果。");
        data.put("倾向性问题", "有的单位签收不及时。平均晚两天。\n有的单位重办结轻销号。");
        data.put("工作建议", "（一）严格时限。\n（二）加强核查。");
        data.putArray("工作量").addObject().put("名称", "现场核查").put("数量", "300").put("单位", "次");
        Paper report = issued(draft.data(data.toString()));

        assertEquals("第1期", report.number());
        assertEquals(4, report.files().size());
        String text = text(report, "报告.pdf");
        for (String part : List.of(
                "二、典型经验",
                "（一）包抓责任落到人。",
                "三、倾向性问题",
                "有的单位重办结轻销号。",
                "四、工作建议",
                "共督办事项5件，其中完成1件，进入销号程序1件，按期推进2件，逾期1件",
                "现场核查300次。",
                "办理情况（件）",
                "各责任单位牵头事项（件）",
                "合计511210")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        String summary = text(report, "（摘要）.pdf");
        assertTrue(summary.contains("有的单位签收不及时。") && !summary.contains("平均晚两天"), summary);
        assertTrue(summary.contains("（二）加强核查。") && summary.contains("—1—") && !summary.contains("—2—"), summary);
    }

    @Test
    void a_leader_s_instructions_each_have_unit_deadline_light_and_progress() throws IOException {
        matters();
        Paper paper = issued(desk.papers.composeInstructions(DIRECTOR, LEADER.person(), FROM, TO));
        assertEquals("批示办理情况第1期", paper.number());
        assertEquals(5, paper.draft().matters().size());
        String text = text(paper, ".pdf");
        for (String part : List.of("赵区长批示5件", "住建局、环保局", "2026年3月10日", "红", "逾期", "净化设备已装一半")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void a_breakdown_lists_every_task_with_unit_and_deadline_on_a_sheet_of_its_own() throws IOException {
        MatterId matter = district.assigned(District.instruction("污水管网改造"), ZJJ, HBJ, ZFJ);
        PaperDraft draft = desk.papers.compose(OFFICER, PaperKind.BREAKDOWN, List.of(matter));
        assertEquals("关于分解落实“污水管网改造”的通知", draft.title());
        assertEquals(List.of(ZJJ, HBJ, ZFJ), draft.addressees());
        String text = text(issued(draft), ".pdf");
        for (String part : List.of("任务分解表", "住建局（牵头）", "环保局（协办）", "执法局（协办）")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void a_notice_and_a_special_report_begin_with_what_the_matter_is_and_how_far() {
        matters();
        MatterId going =
                district.ledger().list(DIRECTOR, org.duban.api.ledger.LedgerQuery.all(), null, 10).rows().stream()
                        .filter(row -> row.title().equals("乙"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        PaperDraft notice = desk.papers.compose(OFFICER, PaperKind.SUPERVISION_NOTICE, List.of(going));
        assertEquals("关于“乙”的督办通知", notice.title());
        assertTrue(notice.text().contains("目前按期推进，进度50%。反映的困难和问题：缺经费。"), notice.text());
        PaperDraft special = desk.papers.compose(OFFICER, PaperKind.SPECIAL_REPORT, List.of(going));
        assertTrue(special.text().contains("执法局牵头，按期推进，进度50%。净化设备已装一半"), special.text());
    }

    @Test
    void an_evaluation_form_shows_score_points_and_signatures_as_handed_in() throws IOException {
        Paper form = issued(
                PaperDraft.of(PaperKind.EVALUATION).title("住建局2026年度考核评价表").data("""
                        {"评价": {"对象": "住建局", "期间": "2026年度", "得分": "87.5", "等次": "良好", "时效分": 90, "质量分": 86.4, "基本分": 80,
                          "加分": [{"事由": "提前办结市级实事", "分值": 2, "依据": "细则第3条"}],
                          "扣分": [],
                          "签署": [{"层级": "督查室", "姓名": "陈主任", "意见": "同意", "日期": "2026年12月30日"}]}}
                        """));
        assertEquals("督评〔2026〕1号", form.number());
        String text = text(form, ".pdf");
        for (String part : List.of("87.5", "1提前办结市级实事2细则第3条", "督查室陈主任同意2026年12月30日")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }
}
