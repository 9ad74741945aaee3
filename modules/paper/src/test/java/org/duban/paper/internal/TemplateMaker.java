package org.duban.paper.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.matter.PaperKind;
import org.duban.paper.internal.docx.Docx;

/**
 * Makes the templates Duban comes with: GB/T 9704-2012 as styles that Word shows by their Chinese names. Written when the tests run with
 * {@code -Dduban.docs.write=true}; an office goes on from there in Word.
 */
final class TemplateMaker {

    /** 版心 225 mm ÷ 22 lines, in twips. That 28 characters go into 156 mm is by setting each a quarter point closer: so they do in every program. */
    private static final int PITCH = 580;

    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    static final String FANGSONG = "仿宋_GB2312";
    static final String XIAOBIAOSONG = "方正小标宋简体";
    static final String HEI = "黑体";
    static final String KAI = "楷体_GB2312";
    static final String SONG = "宋体";
    private static final String RED = "FF0000";

    private TemplateMaker() {}

    /** File name → file. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(PaperKind.BREAKDOWN + ".docx", breakdown());
        files.put(PaperKind.SUPERVISION_NOTICE + ".docx", notice());
        files.put(PaperKind.CIRCULAR + ".docx", circular());
        files.put(PaperKind.REPORT + ".docx", report());
        files.put(PaperKind.REPORT + ".summary.docx", summary());
        files.put(PaperKind.SPECIAL_REPORT + ".docx", special());
        files.put(PaperKind.EVALUATION + ".docx", evaluation());
        files.put(PaperKind.INSTRUCTION_STATUS + ".docx", instructions());
        return files;
    }

    // ---- the kinds

    private static byte[] notice() {
        return file(official() + body() + seal() + endMatter());
    }

    private static byte[] circular() {
        return file(official() + body() + seal() + endMatter());
    }

    private static byte[] breakdown() {
        return file(official()
                + body()
                + p("GwKeep", "")
                + p("GwLast", "附件：任务分解表")
                + seal()
                + p("GwAnnex", "附件")
                + p("GwTitle", "任务分解表")
                + empty()
                + table(
                        new int[] {620, 3224, 1850, 1300, 1850},
                        List.of("序号", "任务内容", "责任单位", "责任领导", "完成时限"),
                        List.of(
                                "{{#任务}}{{序号}}",
                                "{{事项}}{{#要求}}：{{要求}}{{/要求}}",
                                "{{单位}}（{{角色}}）",
                                "{{责任领导}}",
                                "{{时限}}{{/任务}}"))
                + endMatter());
    }

    private static byte[] special() {
        return file(bulletin() + p("GwTo", "{{#主送}}{{主送}}：{{/主送}}") + body() + seal() + endMatter());
    }

    private static byte[] report() {
        return file(bulletin()
                + body()
                + p("GwH1", "一、督查工作情况")
                + p(
                        "GwBody",
                        "{{期间}}，共督办事项{{统计.总数}}件，其中完成{{统计.完成}}件，进入销号程序{{统计.进入销号程序}}件，按期推进{{统计.按期推进}}件，"
                                + "逾期{{统计.逾期}}件，中止{{统计.中止}}件，终结{{统计.终结}}件，完成率{{统计.完成率}}（统计截至{{统计时间}}）。")
                + p("GwBody", "{{#工作量}}")
                + p("GwBody", "{{名称}}{{数量}}{{单位}}。")
                + p("GwBody", "{{/工作量}}")
                + p("GwFigure", "{{@图.办理情况}}")
                + p("GwCaption", "各类事项办理情况")
                + statistics("分类", "事项类型")
                + empty()
                + p("GwFigure", "{{@图.责任单位}}")
                + p("GwCaption", "各责任单位牵头事项办理情况")
                + statistics("单位", "牵头单位")
                + empty()
                + part("二、典型经验", "典型经验")
                + part("三、倾向性问题", "倾向性问题")
                + part("四、工作建议", "工作建议")
                + seal()
                + endMatter());
    }

    private static String statistics(String list, String name) {
        return table(
                new int[] {2444, 1000, 1000, 1400, 1200, 900, 900},
                List.of(name, "总数", "完成", "进入销\n号程序", "按期\n推进", "逾期", "其他"),
                List.of(
                        "{{#" + list + "}}{{名称}}",
                        "{{总数}}",
                        "{{完成}}",
                        "{{进入销号程序}}",
                        "{{按期推进}}",
                        "{{逾期}}",
                        "{{其他}}{{/" + list + "}}"),
                List.of("合计", "{{合计.总数}}", "{{合计.完成}}", "{{合计.进入销号程序}}", "{{合计.按期推进}}", "{{合计.逾期}}", "{{合计.其他}}"));
    }

    private static String part(String heading, String list) {
        return p("GwH1", heading)
                + p("GwBody", "{{#" + list + "}}")
                + p("GwH2", "{{#二级标题}}")
                + p("GwH2", "{{文字}}")
                + p("GwH2", "{{/二级标题}}")
                + paragraphs()
                + p("GwBody", "{{/" + list + "}}");
    }

    /** 一页纸: what a leader reads of a report. */
    private static byte[] summary() {
        return file(p("GwTitle", "{{标题}}（摘要）")
                + p("GwSmallCenter", "{{发文字号}}　{{期间}}")
                + p("GwSmallHead", "数字")
                + p(
                        "GwSmall",
                        "督办{{统计.总数}}件：完成{{统计.完成}}件，进入销号程序{{统计.进入销号程序}}件，按期推进{{统计.按期推进}}件，逾期{{统计.逾期}}件，"
                                + "中止{{统计.中止}}件，终结{{统计.终结}}件。完成率{{统计.完成率}}。")
                + p("GwFigure", "{{@图.办理情况}}")
                + p("GwSmallHead", "经验")
                + list("典型经验要点")
                + p("GwSmallHead", "问题")
                + list("倾向性问题要点")
                + p("GwSmallHead", "建议")
                + list("工作建议要点")
                + p("GwSmallRight", "{{发文机关}}　{{成文日期}}"));
    }

    private static String list(String name) {
        return p("GwSmall", "{{#" + name + "}}") + p("GwSmall", "{{文字}}") + p("GwSmall", "{{/" + name + "}}");
    }

    private static byte[] instructions() {
        return file(bulletin()
                + p(
                        "GwBody",
                        "{{期间}}，{{领导}}批示{{统计.总数}}件，其中完成{{统计.完成}}件，进入销号程序{{统计.进入销号程序}}件，按期推进{{统计.按期推进}}件，"
                                + "逾期{{统计.逾期}}件，中止{{统计.中止}}件，终结{{统计.终结}}件，完成率{{统计.完成率}}。具体办理情况如下。")
                + body()
                + p("GwFigure", "{{@图.办理情况}}")
                + table(
                        new int[] {620, 2554, 1270, 1850, 500, 2050},
                        List.of("序号", "批示事项", "承办单位", "办理时限", "灯", "办理情况"),
                        List.of(
                                "{{#事项}}{{序号}}",
                                "{{标题}}（{{编号}}）",
                                "{{牵头单位}}{{#协办单位}}、{{协办单位}}{{/协办单位}}",
                                "{{办理时限}}",
                                "{{灯}}",
                                "{{状态}}{{#进展}}：{{进展}}{{/进展}}{{/事项}}"))
                + p("GwLast", "特此报告。")
                + seal()
                + endMatter());
    }

    private static byte[] evaluation() {
        return file(title()
                + p("GwSmallCenter", "{{发文字号}}")
                + table(
                        new int[] {1700, 2722, 1700, 2722},
                        List.of(),
                        List.of("评价对象", "{{评价.对象}}", "评价期间", "{{评价.期间}}"),
                        List.of("时效分", "{{评价.时效分}}", "质量分", "{{评价.质量分}}"),
                        List.of("基本分", "{{评价.基本分}}", "得分", "{{评价.得分}}"),
                        List.of("等次", "{{评价.等次}}", "评价机关", "{{发文机关}}"))
                + p("GwSmall", "{{#评价.说明}}说明：{{评价.说明}}{{/评价.说明}}")
                + p("GwBody", "{{#评价}}")
                + p("GwCaption", "加分")
                + points("加分")
                + p("GwCaption", "扣分")
                + points("扣分")
                + p("GwCaption", "评价意见")
                + table(
                        new int[] {1600, 1400, 3794, 2050},
                        List.of("层级", "签署人", "意见", "日期"),
                        List.of("{{#签署}}{{层级}}", "{{姓名}}", "{{意见}}", "{{日期}}{{/签署}}"))
                + p("GwBody", "{{/评价}}")
                + p("GwSmallRight", "{{成文日期}}"));
    }

    private static String points(String list) {
        return table(
                new int[] {700, 3644, 900, 3600},
                List.of("序号", "事由", "分值", "依据"),
                List.of("{{#" + list + "}}{{序号}}", "{{事由}}", "{{分值}}", "{{依据}}{{/" + list + "}}"));
    }

    // ---- what they have in common

    /** 版头 of a paper with a document number, title and addressees. */
    private static String official() {
        return p("GwMark", "{{发文机关标志}}")
                + empty()
                + empty()
                + p("GwNumber", "{{发文字号}}")
                + empty()
                + empty()
                + title()
                + empty()
                + p("GwTo", "{{#主送}}{{主送}}：{{/主送}}");
    }

    /** 版头 of a bulletin: number of the issue, then office and date over the red line. */
    private static String bulletin() {
        return p("GwMark", "{{文种}}")
                + empty()
                + p("GwIssue", "{{发文字号}}")
                + "<w:p><w:pPr><w:pStyle w:val=\"GwBulletinLine\"/></w:pPr><w:r><w:tab/></w:r>" + run("{{发文机关}}")
                + "<w:r><w:tab/></w:r>" + run("{{成文日期}}") + "</w:p>"
                + empty()
                + empty()
                + title()
                + empty();
    }

    private static String body() {
        return p("GwBody", "{{#正文}}")
                + p("GwH1", "{{#一级标题}}")
                + p("GwH1", "{{文字}}")
                + p("GwH1", "{{/一级标题}}")
                + p("GwH2", "{{#二级标题}}")
                + p("GwH2", "{{文字}}")
                + p("GwH2", "{{/二级标题}}")
                + paragraphs()
                + p("GwBody", "{{/正文}}");
    }

    /** Paragraphs that are no headings; the last one stays with what follows it. */
    private static String paragraphs() {
        return p("GwBody", "{{#段落}}")
                + p("GwBody", "{{文字}}")
                + p("GwBody", "{{/段落}}")
                + p("GwLast", "{{#末段}}")
                + p("GwLast", "{{文字}}")
                + p("GwLast", "{{/末段}}");
    }

    /** 标题, a paragraph a line. */
    private static String title() {
        return p("GwTitle", "{{#标题行}}") + p("GwTitle", "{{文字}}") + p("GwTitle", "{{/标题行}}");
    }

    /** 署名、成文日期, with the lines a seal takes, and 附注. */
    private static String seal() {
        return p("GwKeep", "")
                + p("GwKeep", "")
                + p("GwSignature", "{{发文机关}}")
                + p("GwDate", "{{成文日期}}")
                + p("GwNote", "{{#附注}}（{{附注}}）{{/附注}}");
    }

    /** 版记 at the foot of the text area: thick rules above and below, a thin one between. A table, for programs differ in what a frame keeps. */
    private static String endMatter() {
        return "<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" w:horzAnchor=\"margin\""
                + " w:tblpX=\"1\" w:tblpYSpec=\"bottom\"/><w:tblW w:w=\"8844\" w:type=\"dxa\"/><w:tblBorders>"
                + side("top", 8)
                + side("bottom", 8)
                + side("insideH", 6)
                + "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>"
                + "</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"1120\"/><w:gridCol w:w=\"3302\"/><w:gridCol w:w=\"4422\"/></w:tblGrid>"
                + END_ROW
                + endCell(1120, 1, "GwCopies", "{{#抄送}}", "抄送：")
                + endCell(7724, 2, "GwCopiesTo", "{{抄送}}。", "{{/抄送}}")
                + "</w:tr>" + END_ROW
                + endCell(4422, 2, "GwCopies", "{{发文机关}}")
                + endCell(4422, 1, "GwPrinted", "{{印发日期}}印发")
                + "</w:tr></w:tbl>";
    }

    private static final String END_ROW =
            "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"480\" w:hRule=\"atLeast\"/></w:trPr>";

    private static String endCell(int width, int columns, String style, String... runs) {
        StringBuilder cell = new StringBuilder("<w:tc><w:tcPr><w:tcW w:w=\"" + width
                + "\" w:type=\"dxa\"/><w:gridSpan w:val=\"" + columns
                + "\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>");
        for (String run : runs) {
            cell.append(run(run));
        }
        return cell + "</w:p></w:tc>";
    }

    private static String side(String name, int eighths) {
        return "<w:" + name + " w:val=\"single\" w:sz=\"" + eighths + "\" w:space=\"0\" w:color=\"000000\"/>";
    }

    private static String empty() {
        return p("GwBody", "");
    }

    private static String run(String text) {
        return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    private static String p(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + (text.isEmpty() ? "" : run(text)) + "</w:p>";
    }

    @SafeVarargs
    private static String table(int[] widths, List<String> head, List<String>... rows) {
        int total = 0;
        StringBuilder grid = new StringBuilder();
        for (int width : widths) {
            total += width;
            grid.append("<w:gridCol w:w=\"").append(width).append("\"/>");
        }
        StringBuilder table = new StringBuilder("<w:tbl><w:tblPr><w:tblW w:w=\"" + total
                + "\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>" + side("top", 6) + side("left", 4)
                + side("bottom", 6)
                + side("right", 4) + side("insideH", 4) + side("insideV", 4)
                + "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/>"
                + "</w:tblCellMar></w:tblPr><w:tblGrid>" + grid + "</w:tblGrid>");
        if (!head.isEmpty()) {
            table.append(row(widths, head, "GwTableHead", "<w:cantSplit/><w:tblHeader/>"));
        }
        for (List<String> row : rows) {
            table.append(row(widths, row, "GwTable", "<w:cantSplit/>"));
        }
        return table + "</w:tbl>";
    }

    private static String row(int[] widths, List<String> cells, String style, String looks) {
        StringBuilder row = new StringBuilder("<w:tr><w:trPr>" + looks + "</w:trPr>");
        for (int i = 0; i < widths.length; i++) {
            row.append("<w:tc><w:tcPr><w:tcW w:w=\"")
                    .append(widths[i])
                    .append("\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>");
            boolean left = cells.get(i).contains("{{标题}}")
                    || cells.get(i).contains("{{事项}}")
                    || cells.get(i).contains("进展")
                    || cells.get(i).contains("依据}}")
                    || cells.get(i).contains("事由}}")
                    || cells.get(i).contains("意见}}");
            String used = left ? "GwTableLeft" : style;
            for (String line : cells.get(i).split("\n")) {
                row.append(p(used, line));
            }
            row.append("</w:tc>");
        }
        return row + "</w:tr>";
    }

    // ---- the file

    private static byte[] file(String body) {
        List<String> section = new ArrayList<>();
        section.add(
                "<w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"even\" r:id=\"rId4\"/>");
        // Margins 37/35/28/26 mm; the foot so that the page number's dashes are 7 mm below the text area.
        section.add(
                "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""
                        + " w:header=\"851\" w:footer=\"1428\" w:gutter=\"0\"/><w:docGrid w:type=\"lines\" w:linePitch=\""
                        + PITCH + "\"/>");
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                XML + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + override("document", "document.main")
                        + override("styles", "styles") + override("settings", "settings")
                        + override("footer1", "footer")
                        + override("footer2", "footer") + "</Types>");
        parts.put(
                "_rels/.rels",
                relationships(
                        "<Relationship Id=\"rId1\" Type=\"" + R + "/officeDocument\" Target=\"word/document.xml\"/>"));
        parts.put(
                "word/_rels/document.xml.rels",
                relationships(relationship(1, "styles", "styles")
                        + relationship(2, "settings", "settings")
                        + relationship(3, "footer", "footer1")
                        + relationship(4, "footer", "footer2")));
        parts.put(
                "word/document.xml",
                XML + "<w:document xmlns:w=\"" + W + "\" xmlns:r=\"" + R + "\"><w:body>" + body
                        + "<w:p><w:pPr><w:pStyle w:val=\"GwEnd\"/></w:pPr></w:p><w:sectPr>" + String.join("", section)
                        + "</w:sectPr></w:body></w:document>");
        parts.put("word/styles.xml", styles());
        parts.put(
                "word/settings.xml",
                XML + "<w:settings xmlns:w=\"" + W
                        + "\"><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
                        + "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>");
        parts.put("word/footer1.xml", footer("GwFootOdd"));
        parts.put("word/footer2.xml", footer("GwFootEven"));
        return Docx.of(parts).bytes();
    }

    private static String footer(String style) {
        return XML + "<w:ftr xmlns:w=\"" + W + "\"><w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + run("— ")
                + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + run("1")
                + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + run(" —") + "</w:p></w:ftr>";
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"/word/" + part
                + ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml." + type
                + "+xml\"/>";
    }

    private static String relationships(String each) {
        return XML + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + each
                + "</Relationships>";
    }

    private static String relationship(int id, String type, String part) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + R + "/" + type + "\" Target=\"" + part + ".xml\"/>";
    }

    private static String styles() {
        StringBuilder styles = new StringBuilder(
                XML + "<w:styles xmlns:w=\"" + W + "\"><w:docDefaults><w:rPrDefault><w:rPr>"
                        + fonts(FANGSONG)
                        + "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>"
                        + "<w:pPrDefault><w:pPr><w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>");
        String exact = "<w:spacing w:line=\"" + PITCH + "\" w:lineRule=\"exact\"/>";
        styles.append(
                "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:pPr><w:autoSpaceDE w:val=\"0\"/>"
                        // Lines have their exact heights; some programs would still move them to the next line of the
                        // grid.
                        + "<w:autoSpaceDN w:val=\"0\"/><w:snapToGrid w:val=\"0\"/></w:pPr><w:rPr>" + fonts(FANGSONG)
                        + "<w:spacing w:val=\"-5\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr></w:style>");
        styles.append(style(
                "GwBody", "公文正文", exact + ind("firstLineChars=200 firstLine=640") + jc("both"), FANGSONG, 32, ""));
        styles.append(style(
                "GwLast",
                "公文末段",
                "<w:keepNext/>" + exact + ind("firstLineChars=200 firstLine=640") + jc("both"),
                FANGSONG,
                32,
                ""));
        styles.append(style(
                "GwH1",
                "公文一级标题",
                "<w:keepNext/>" + exact + ind("firstLineChars=200 firstLine=640") + jc("both"),
                HEI,
                32,
                ""));
        styles.append(style(
                "GwH2",
                "公文二级标题",
                "<w:keepNext/>" + exact + ind("firstLineChars=200 firstLine=640") + jc("both"),
                KAI,
                32,
                ""));
        // 发文机关标志: the characters' upper edge 35 mm below the text area's.
        styles.append(style(
                "GwMark",
                "发文机关标志",
                "<w:spacing w:before=\"1934\" w:line=\"740\" w:lineRule=\"exact\"/>" + jc("center"),
                XIAOBIAOSONG,
                64,
                RED));
        // 红色分隔线: 4 mm below the document number, as wide as the text area.
        String redLine =
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"5\" w:color=\"" + RED + "\"/></w:pBdr>";
        styles.append(style("GwNumber", "发文字号", redLine + exact + jc("center"), FANGSONG, 32, ""));
        styles.append(style("GwIssue", "期号", exact + jc("center"), FANGSONG, 32, ""));
        styles.append(style("GwBulletinLine", "简报机关和日期", redLine + tabs(320, 8524) + exact, FANGSONG, 32, ""));
        styles.append(style("GwTitle", "公文标题", exact + jc("center"), XIAOBIAOSONG, 44, ""));
        styles.append(style("GwTo", "主送机关", exact, FANGSONG, 32, ""));
        styles.append(style("GwKeep", "落款前空行", "<w:keepNext/>" + exact, FANGSONG, 32, ""));
        styles.append(style(
                "GwSignature",
                "发文机关署名",
                "<w:keepNext/>" + exact + ind("rightChars=300 right=960") + jc("right"),
                FANGSONG,
                32,
                ""));
        // 成文日期: four characters from the right, where the seal goes.
        styles.append(style(
                "GwDate",
                "成文日期",
                "<w:keepNext/>" + exact + ind("rightChars=400 right=1280") + jc("right"),
                FANGSONG,
                32,
                ""));
        styles.append(style("GwNote", "附注", "<w:keepNext/>" + exact + ind("leftChars=200 left=640"), FANGSONG, 32, ""));
        styles.append(style("GwAnnex", "附件标记", "<w:pageBreakBefore/>" + exact, HEI, 32, ""));
        // 版记: its text one character from either end of the rules.
        String line = "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/>";
        styles.append(style("GwCopies", "抄送", line + ind("leftChars=100 left=280"), FANGSONG, 28, ""));
        styles.append(style("GwCopiesTo", "抄送机关", line + ind("rightChars=100 right=280"), FANGSONG, 28, ""));
        styles.append(
                style("GwPrinted", "印发日期", line + ind("rightChars=100 right=280") + jc("right"), FANGSONG, 28, ""));
        styles.append(style("GwEnd", "结尾", "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>", FANGSONG, 2, ""));
        styles.append(style(
                "GwFigure", "图", "<w:spacing w:before=\"120\" w:after=\"120\"/>" + jc("center"), FANGSONG, 24, ""));
        styles.append(style("GwCaption", "表题", "<w:keepNext/>" + exact + jc("center"), HEI, 28, ""));
        styles.append(style(
                "GwTable", "表格", "<w:spacing w:line=\"360\" w:lineRule=\"exact\"/>" + jc("center"), FANGSONG, 24, ""));
        styles.append(style(
                "GwTableLeft",
                "表格左对齐",
                "<w:spacing w:line=\"360\" w:lineRule=\"exact\"/>" + jc("left"),
                FANGSONG,
                24,
                ""));
        styles.append(style(
                "GwTableHead",
                "表头",
                "<w:keepNext/><w:spacing w:line=\"360\" w:lineRule=\"exact\"/>" + jc("center"),
                HEI,
                24,
                ""));
        styles.append(style(
                "GwSmall",
                "摘要正文",
                "<w:spacing w:line=\"440\" w:lineRule=\"exact\"/>" + ind("firstLineChars=200 firstLine=560")
                        + jc("both"),
                FANGSONG,
                28,
                ""));
        styles.append(style(
                "GwSmallHead",
                "摘要标题",
                "<w:keepNext/><w:spacing w:before=\"80\" w:line=\"440\" w:lineRule=\"exact\"/>",
                HEI,
                28,
                ""));
        styles.append(style(
                "GwSmallCenter",
                "摘要居中",
                "<w:spacing w:line=\"440\" w:lineRule=\"exact\"/>" + jc("center"),
                KAI,
                28,
                ""));
        styles.append(style(
                "GwSmallRight",
                "摘要落款",
                "<w:spacing w:before=\"160\" w:line=\"440\" w:lineRule=\"exact\"/>" + jc("right"),
                FANGSONG,
                28,
                ""));
        String foot = "<w:spacing w:line=\"320\" w:lineRule=\"exact\"/>";
        styles.append(style("GwFootOdd", "页码（单页）", foot + ind("rightChars=100 right=280") + jc("right"), SONG, 28, ""));
        styles.append(style("GwFootEven", "页码（双页）", foot + ind("leftChars=100 left=280"), SONG, 28, ""));
        return styles + "</w:styles>";
    }

    private static String tabs(int left, int right) {
        return "<w:tabs><w:tab w:val=\"left\" w:pos=\"" + left + "\"/><w:tab w:val=\"right\" w:pos=\"" + right
                + "\"/></w:tabs>";
    }

    private static String ind(String attributes) {
        StringBuilder ind = new StringBuilder("<w:ind");
        for (String attribute : attributes.split(" ")) {
            String[] parts = attribute.split("=");
            ind.append(" w:").append(parts[0]).append("=\"").append(parts[1]).append('"');
        }
        return ind + "/>";
    }

    private static String jc(String value) {
        return "<w:jc w:val=\"" + value + "\"/>";
    }

    private static String fonts(String family) {
        return "<w:rFonts w:ascii=\"" + family + "\" w:hAnsi=\"" + family + "\" w:eastAsia=\"" + family + "\" w:cs=\""
                + family + "\"/>";
    }

    private static String style(String id, String name, String paragraph, String family, int halfPoints, String color) {
        return "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name
                + "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" + paragraph + "</w:pPr><w:rPr>" + fonts(family)
                + (color.isEmpty() ? "" : "<w:color w:val=\"" + color + "\"/>") + "<w:sz w:val=\"" + halfPoints
                + "\"/><w:szCs w:val=\""
                + halfPoints + "\"/></w:rPr></w:style>";
    }
}
