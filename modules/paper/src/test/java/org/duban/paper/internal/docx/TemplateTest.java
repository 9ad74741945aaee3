package org.duban.paper.internal.docx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static final Vocabulary VOCABULARY = vocabulary("""
            {"标题": "t", "主送": "t", "统计": {"总数": "t", "完成率": "t"}, "事项": [{"编号": "t", "标题": "t", "任务": [{"单位": "t"}]}],
             "图": {"办理情况": "@c"}, "数据": "*x"}
            """);

    private static Vocabulary vocabulary(String json) {
        try {
            return Vocabulary.of(new JsonMapper().readTree(json));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Docx docx(String body) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        parts.put("word/document.xml", "<w:document xmlns:w=\"" + W + "\"><w:body>" + body + "</w:body></w:document>");
        return Docx.of(parts);
    }

    private static Template template(String body) throws IOException {
        return Template.read(docx(body).bytes());
    }

    /** A paragraph of runs. */
    private static String p(String... runs) {
        StringBuilder p = new StringBuilder("<w:p>");
        for (String run : runs) {
            p.append("<w:r><w:t xml:space=\"preserve\">").append(run).append("</w:t></w:r>");
        }
        return p + "</w:p>";
    }

    private static String table(String... cellsOfOneRow) {
        StringBuilder row = new StringBuilder("<w:tbl><w:tr>");
        for (String cell : cellsOfOneRow) {
            row.append("<w:tc>").append(p(cell)).append("</w:tc>");
        }
        return row + "</w:tr></w:tbl>";
    }

    private static List<String> paragraphs(Docx filled) throws IOException {
        return Runs.paragraphs(filled.xml(Docx.DOCUMENT)).stream()
                .map(Runs::text)
                .toList();
    }

    private static final Map<String, Object> TREE = Map.of(
            "标题",
            "督查通报",
            "主送",
            "",
            "统计",
            Map.of("总数", 1619, "完成率", "25.6%"),
            "事项",
            List.of(
                    Map.of("编号", "1号", "标题", "油烟", "任务", List.of(Map.of("单位", "执法局"), Map.of("单位", "环保局"))),
                    Map.of("编号", "2号", "标题", "违建", "任务", List.of())));

    @Test
    void a_placeholder_that_word_scattered_over_runs_is_one() throws IOException {
        Template template = template(p("关于", "{", "{标", "题", "}}", "的说明"));
        assertEquals(List.of(), template.check(VOCABULARY));
        assertEquals(List.of("关于督查通报的说明"), paragraphs(template.fill(TREE)));
    }

    @Test
    void full_width_braces_and_blanks_are_as_good() throws IOException {
        assertEquals(
                List.of("督查通报1619"),
                paragraphs(template(p("｛｛ 标题 ｝｝{{ 统计.总数 }}")).fill(TREE)));
    }

    @Test
    void paragraphs_between_a_pair_are_repeated_for_each_item_and_pairs_may_nest() throws IOException {
        Template template = template(p("{{#事项}}")
                + p("{{序号}}.{{标题}}：{{#任务}}{{单位}}；{{/任务}}")
                + p("{{#任务}}")
                + p("　{{序号}}{{单位}}（{{编号}}）")
                + p("{{/任务}}")
                + p("{{/事项}}"));
        assertEquals(List.of(), template.check(VOCABULARY));
        assertEquals(List.of("1.油烟：执法局；环保局；", "　1执法局（1号）", "　2环保局（1号）", "2.违建："), paragraphs(template.fill(TREE)));
    }

    @Test
    void a_row_whose_first_and_last_cells_hold_the_pair_is_repeated() throws IOException {
        Template template = template(table("{{#事项}}{{编号}}", "{{标题}}", "{{统计.完成率}}{{/事项}}"));
        assertEquals(List.of(), template.check(VOCABULARY));
        assertEquals(List.of("1号", "油烟", "25.6%", "2号", "违建", "25.6%"), paragraphs(template.fill(TREE)));
    }

    @Test
    void what_is_empty_is_left_out_and_its_opposite_shown() throws IOException {
        Template template = template(p("{{#主送}}有{{/主送}}{{^主送}}无{{/主送}}") + p("{{#标题}}有{{/标题}}{{^标题}}无{{/标题}}"));
        assertEquals(List.of("无", "有"), paragraphs(template.fill(TREE)));
    }

    @Test
    void a_value_is_text_and_never_a_placeholder_or_markup() throws IOException {
        Docx filled = template(p("{{标题}}")).fill(Map.of("标题", "<w:p/> & {{主送}}\u0001"));
        assertEquals(List.of("<w:p/> & {{主送}}"), paragraphs(Docx.read(filled.bytes())));
    }

    @Test
    void every_wrong_placeholder_is_named_with_its_place_and_the_nearest_name() throws IOException {
        List<Fault> faults = template(p("{{标题}}")
                        + p("{{发文标题}}")
                        + p("{{#事项}}")
                        + p("{{编码}}{{主关}}")
                        + p("{{/事项}}")
                        + table("甲", "{{统计.总量}}")
                        + p("{{事项}}")
                        + p("前{{@图.办理情况}}")
                        + p("{{标题}")
                        + p("{{/统计}}")
                        + p("{{#标题}}"))
                .check(VOCABULARY);
        assertEquals(
                List.of(
                        "正文第2段 {{发文标题}} 没有“发文标题”这个名称",
                        "正文第4段 {{编码}} 没有“编码”这个名称",
                        "正文第4段 {{主关}} 没有“主关”这个名称",
                        "表1第1行第2格 {{统计.总量}} 没有“统计.总量”这个名称",
                        "正文第6段 {{事项}} 这里有多项内容，不能当作文字",
                        "正文第7段 {{@图.办理情况}} 图前后有别的文字",
                        "正文第8段 {{标题} 花括号不成对",
                        "正文第9段 {{/统计}} 没有对应的开始",
                        "正文第10段 {{#标题}} 没有结束"),
                faults.stream()
                        .map(fault -> fault.place() + " " + fault.written() + " " + fault.message())
                        .toList());
        assertTrue(faults.get(0).expected().startsWith("标题"), faults.get(0).expected());
        assertTrue(faults.get(1).expected().startsWith("编号"), faults.get(1).expected());
        assertTrue(faults.get(3).expected().startsWith("统计.总数"), faults.get(3).expected());
    }

    @Test
    void a_pair_across_levels_is_refused() throws IOException {
        List<Fault> faults = template(p("{{#事项}}") + table("{{编号}}", "{{/事项}}")).check(VOCABULARY);
        assertEquals("开始和结束不在同一层", faults.get(0).message());
        assertEquals("表1第1行第2格", faults.get(0).place());
    }

    @Test
    void what_word_shows_and_pages_do_not_is_told_and_does_not_block() throws IOException {
        List<Fault> faults = template("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>")
                .check(VOCABULARY);
        assertEquals(1, faults.size());
        assertFalse(faults.get(0).blocking());
    }

    @Test
    void inside_what_somebody_else_hands_in_any_name_will_do() throws IOException {
        Template template = template(p("{{#数据.明细}}{{甲}}{{/数据.明细}}{{数据.乙}}"));
        assertEquals(List.of(), template.check(VOCABULARY));
        assertEquals(
                List.of("123"),
                paragraphs(template.fill(Map.of("数据", Map.of("明细", List.of(Map.of("甲", 1), Map.of("甲", 2)), "乙", 3)))));
    }

    @Test
    void a_chart_is_words_own_and_reads_back() throws IOException {
        ChartData chart =
                new ChartData("办理情况（件）", List.of(new ChartData.Bar("完成", 414), new ChartData.Bar("在办<>&", 0.5)));
        Docx filled = template(p("{{@图.办理情况}}")).fill(Map.of("图", Map.of("办理情况", chart)));
        Docx read = Docx.read(filled.bytes());
        assertEquals(
                chart,
                Charts.read(read, Xml.all(read.xml(Docx.DOCUMENT), "drawing").get(0))
                        .orElseThrow());
    }

    @Test
    void what_is_no_word_file_is_refused_and_so_is_an_entity() {
        assertTrue(assertThrows(IOException.class, () -> Template.read("plain".getBytes()))
                .getMessage()
                .contains("Word"));
        Map<String, String> parts = Map.of(
                "word/document.xml",
                "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"" + W + "\"/>");
        assertThrows(IOException.class, () -> Template.read(Docx.of(parts).bytes()));
    }

    @Property(tries = 200)
    void however_a_text_is_cut_into_runs_it_fills_the_same(
            @ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> cuts) throws IOException {
        String text = "甲{{标题}}乙{{#事项}}{{序号}}{{标题}}，{{/事项}}丙{{统计.完成率}}";
        List<Integer> at = new ArrayList<>(cuts.stream()
                .map(cut -> cut % text.length())
                .sorted()
                .distinct()
                .toList());
        List<String> runs = new ArrayList<>();
        int from = 0;
        for (int cut : at) {
            runs.add(text.substring(from, cut));
            from = cut;
        }
        runs.add(text.substring(from));
        assertEquals(
                List.of("甲督查通报乙1油烟，2违建，丙25.6%"),
                paragraphs(template(p(runs.toArray(String[]::new))).fill(TREE)));
    }

    @Property(tries = 100)
    void a_row_loop_makes_as_many_rows_as_there_are_items(@ForAll @IntRange(max = 30) int items) throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            list.add(Map.of("编号", i, "标题", "第" + i));
        }
        Docx filled = template(table("{{#事项}}{{编号}}", "{{标题}}{{/事项}}")).fill(Map.of("事项", list));
        assertEquals(items, Xml.all(filled.xml(Docx.DOCUMENT), "tr").size());
        assertArrayEquals(
                filled.bytes(),
                template(table("{{#事项}}{{编号}}", "{{标题}}{{/事项}}"))
                        .fill(Map.of("事项", list))
                        .bytes());
        assertEquals(
                list.stream()
                        .flatMap(m -> java.util.stream.Stream.of(m.get("编号") + "", m.get("标题") + ""))
                        .collect(Collectors.toList()),
                paragraphs(filled));
    }
}
