package org.duban.paper.internal;

import static org.duban.district.District.DIRECTOR;
import static org.duban.district.District.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.duban.api.matter.PaperKind;
import org.duban.api.paper.Paper;
import org.duban.api.paper.PaperDraft;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** GB/T 9704-2012, measured on the files a circular of three pages consists of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeometryTest {

    private static final double MM = 72 / 25.4;

    /** 5.2.1, 5.2.2: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm. */
    private static final double TOP = 37 * MM;

    private static final double LEFT = 28 * MM;
    private static final double RIGHT = LEFT + 156 * MM;
    private static final double BOTTOM = TOP + 225 * MM;

    @TempDir
    static Path folder;

    private PDDocument pdf;
    private byte[] docx;

    /** A character: where it begins and its base line, from the top left corner. */
    private record Glyph(int page, double x, double y, double size, double width, String text) {}

    private record Rule(int page, double x1, double y1, double x2, double y2, double width, int rgb) {}

    private final List<Glyph> glyphs = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    @BeforeAll
    void issue() throws IOException {
        try (Desk desk = new Desk(folder)) {
            String paragraph =
                    "根据区政府主要领导批示精神，督查室会同有关部门对辖区内违法建筑开展了专项督查，共检查摊点一千五百零二辆，拆除违法建筑二十五万九千平方米，发现问题三百四十三个，已整改三百二十八个。\n";
            Paper paper = desk.papers.draft(
                    OFFICER,
                    PaperDraft.of(PaperKind.CIRCULAR)
                            .title("关于违法建筑整治情况的督查通报")
                            .text("一、基本情况\n" + paragraph.repeat(10) + "（一）工作要求\n" + paragraph)
                            .addressees(List.of("各乡镇人民政府", "各街道办事处"))
                            .copies(List.of("区委办公室")));
            paper = desk.papers.sign(DIRECTOR, paper.id(), paper.version(), "同意");
            paper = desk.papers.issue(OFFICER, paper.id());
            try (InputStream in = desk.papers.open(DIRECTOR, paper.id(), 0)) {
                docx = in.readAllBytes();
            }
            try (InputStream in = desk.papers.open(DIRECTOR, paper.id(), 1)) {
                pdf = Loader.loadPDF(in.readAllBytes());
            }
        }
        new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition position) {
                glyphs.add(new Glyph(
                        getCurrentPageNo(),
                        position.getXDirAdj(),
                        position.getYDirAdj(),
                        position.getFontSizeInPt(),
                        position.getWidthDirAdj(),
                        position.getUnicode()));
            }
        }.getText(pdf);
        for (int i = 0; i < pdf.getNumberOfPages(); i++) {
            new Rules(pdf.getPage(i), i + 1).processPage(pdf.getPage(i));
        }
    }

    @AfterAll
    void close() throws IOException {
        pdf.close();
    }

    /** The base lines of a page's text area, from top to bottom, each with its characters. */
    private Map<Long, List<Glyph>> lines(int page) {
        return glyphs.stream()
                .filter(glyph -> glyph.page() == page && glyph.y() < BOTTOM)
                .collect(Collectors.groupingBy(glyph -> Math.round(glyph.y() * 10), TreeMap::new, Collectors.toList()));
    }

    private static String text(List<Glyph> line) {
        return line.stream().map(Glyph::text).collect(Collectors.joining()).strip();
    }

    private List<Glyph> line(String part) {
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            for (List<Glyph> line : lines(page).values()) {
                if (text(line).contains(part)) {
                    return line;
                }
            }
        }
        throw new AssertionError("no line with " + part);
    }

    @Test
    void the_page_is_a4() {
        for (PDPage page : pdf.getPages()) {
            assertEquals(210 * MM, page.getMediaBox().getWidth(), 0.1);
            assertEquals(297 * MM, page.getMediaBox().getHeight(), 0.1);
        }
    }

    @Test
    void a_full_page_has_22_lines_as_far_apart_as_the_text_area_is_high() {
        List<Long> baselines = new ArrayList<>(lines(2).keySet());
        assertEquals(22, baselines.size());
        double pitch = (baselines.get(21) - baselines.get(0)) / 210.0;
        assertEquals(225 * MM / 22, pitch, 0.05);
        double top = baselines.get(0) / 10.0 - pitch / 2 - 16 * 0.38;
        assertEquals(TOP, top, 0.5, "the first line's box begins at the text area's upper edge");
        assertTrue(baselines.get(21) / 10.0 < BOTTOM);
    }

    @Test
    void a_full_line_has_28_characters_from_edge_to_edge() {
        List<List<Glyph>> full = lines(2).values().stream()
                .filter(line -> Math.abs(line.get(0).x() - LEFT) < 0.5 && line.size() >= 27)
                .toList();
        assertTrue(full.stream().anyMatch(line -> line.size() == 28), "28 characters");
        for (List<Glyph> line : full) {
            assertTrue(line.size() <= 28);
            Glyph last = line.get(line.size() - 1);
            if (line.size() == 28) {
                assertEquals(RIGHT, last.x() + 16, 1.0);
            }
        }
        assertTrue(
                glyphs.stream().allMatch(g -> g.x() >= LEFT - 0.5 && g.x() < RIGHT), "nothing stands in the margins");
    }

    @Test
    void no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one() {
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            for (List<Glyph> line : lines(page).values()) {
                String text = text(line);
                assertFalse("，。；：？！）》”、".indexOf(text.charAt(0)) >= 0, text);
                assertFalse("（《“".indexOf(text.charAt(text.length() - 1)) >= 0, text);
            }
        }
    }

    @Test
    void the_mark_stands_35_mm_below_the_upper_edge_of_the_text_area_in_red() throws IOException {
        List<Glyph> mark = line("七里河区人民政府督查室文件");
        double upper = mark.get(0).y() - 32 * 0.88;
        assertEquals(TOP + 35 * MM, upper, 1.5);
        double middle = (mark.get(0).x() + mark.get(mark.size() - 1).x() + 32) / 2;
        assertEquals((LEFT + RIGHT) / 2, middle, 1.0);
        String content = new String(pdf.getPage(0).getContents().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(content.contains("1 0 0 rg"), "red characters");
    }

    @Test
    void a_red_line_as_wide_as_the_text_area_stands_4_mm_below_the_document_number() {
        Rule red = rules.stream()
                .filter(rule -> rule.rgb() == 0xFF0000)
                .findFirst()
                .orElseThrow();
        assertEquals(LEFT, red.x1(), 0.2);
        assertEquals(RIGHT, red.x2(), 0.2);
        List<Glyph> number = line("督通〔2026〕1号");
        assertEquals(4 * MM, red.y1() - (number.get(0).y() + 16 * 0.12), 1.5);
        assertEquals(1, rules.stream().filter(rule -> rule.rgb() == 0xFF0000).count());
    }

    @Test
    void sizes_are_those_of_the_standard() {
        assertEquals(22, line("关于违法建筑整治情况的督查通报").get(0).size(), 0.05, "标题二号");
        assertEquals(16, line("各乡镇人民政府，各街道办事处：").get(0).size(), 0.05, "正文三号");
        assertEquals(16, line("一、基本情况").get(0).size(), 0.05);
        assertEquals(14, line("抄送：区委办公室。").get(0).size(), 0.05, "版记四号");
        assertEquals(LEFT, line("各乡镇人民政府").get(0).x(), 0.5, "主送机关顶格");
        assertEquals(LEFT + 2 * 15.75, line("一、基本情况").get(0).x(), 0.8, "左空二字");
    }

    @Test
    void two_lines_stand_between_mark_and_number_and_between_red_line_and_title_and_one_below_the_title() {
        double pitch = 29;
        double number = line("督通〔2026〕1号").get(0).y();
        double title = line("关于违法建筑整治情况的督查通报").get(0).y();
        double to = line("各乡镇人民政府").get(0).y();
        assertEquals(3 * pitch + 10, title - number, 3.5);
        assertEquals(2 * pitch, to - title, 3);
    }

    @Test
    void the_page_number_stands_7_mm_below_the_text_area_right_on_odd_and_left_on_even_pages() {
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            int number = page;
            List<Glyph> foot = glyphs.stream()
                    .filter(glyph -> glyph.page() == number && glyph.y() > BOTTOM)
                    .toList();
            assertEquals("— " + page + " —", text(foot));
            assertEquals(14, foot.get(0).size(), 0.05, "四号");
            // A dash is drawn in the middle of its square.
            assertEquals(BOTTOM + 7 * MM, foot.get(0).y() - 14 * 0.38, 2);
            double left = foot.get(0).x();
            double right =
                    foot.get(foot.size() - 1).x() + foot.get(foot.size() - 1).width();
            if (page % 2 == 1) {
                assertEquals(RIGHT - 14, right, 1, "居右空一字");
            } else {
                assertEquals(LEFT + 14, left, 1, "居左空一字");
            }
        }
    }

    @Test
    void the_date_has_four_characters_to_its_right_and_two_lines_for_the_seal_above_the_signature() {
        List<Glyph> date = line("2026年3月2日");
        Glyph last = date.get(date.size() - 1);
        assertEquals(RIGHT - 4 * 15.75, last.x() + 15.75, 2);
        assertEquals(pdf.getNumberOfPages(), date.get(0).page());
        List<Long> above = new ArrayList<>(lines(pdf.getNumberOfPages()).keySet());
        long signedAt = lines(pdf.getNumberOfPages()).entrySet().stream()
                .filter(entry -> text(entry.getValue()).equals("七里河区人民政府督查室"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        long before = above.get(above.indexOf(signedAt) - 1);
        assertEquals(3 * 29, (signedAt - before) / 10.0, 1, "two lines are left free");
    }

    @Test
    void the_end_matter_stands_at_the_foot_of_the_last_text_area_between_thick_and_thin_rules() {
        int last = pdf.getNumberOfPages();
        List<Rule> end = rules.stream()
                .filter(rule -> rule.page() == last && rule.rgb() == 0)
                .sorted((a, b) -> Double.compare(a.y1(), b.y1()))
                .toList();
        assertEquals(3, end.size());
        assertEquals(BOTTOM, end.get(2).y1(), 1.5, "末条分隔线与最后一面的版心下边缘重合");
        assertEquals(0.35 * MM, end.get(0).width(), 0.05, "粗线");
        assertEquals(0.26 * MM, end.get(1).width(), 0.05, "细线");
        assertEquals(0.35 * MM, end.get(2).width(), 0.05, "粗线");
        for (Rule rule : end) {
            assertEquals(LEFT, rule.x1(), 0.2);
            assertEquals(RIGHT, rule.x2(), 0.2);
        }
        List<Glyph> copies = line("抄送：");
        assertEquals(LEFT + 14, copies.get(0).x(), 1, "左空一字");
        List<Glyph> printed = line("2026年3月2日印发");
        assertEquals(RIGHT - 14, printed.get(printed.size() - 1).x() + 14, 1.5, "右空一字");
    }

    @Test
    void every_font_is_embedded_as_a_subset() throws IOException {
        for (PDPage page : pdf.getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                PDFont font = page.getResources().getFont(name);
                assertTrue(font.isEmbedded(), font.getName());
                assertTrue(font.getName().matches("[A-Z]{6}\\+.*"), font.getName());
            }
        }
    }

    @Test
    void the_word_file_has_the_same_margins_and_lines() throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        String document = parts.get("word/document.xml");
        assertEquals(37, millimetres(document, "top"), 0.05);
        assertEquals(35, millimetres(document, "bottom"), 0.05);
        assertEquals(28, millimetres(document, "left"), 0.05);
        assertEquals(26, millimetres(document, "right"), 0.05);
        assertEquals(22, Math.round(225 * MM * 20 / number(document, "linePitch")));
        assertFalse(document.contains("{{"), "no placeholder is left");
        String styles = parts.get("word/styles.xml");
        for (String family : List.of("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体")) {
            assertTrue(styles.contains("w:eastAsia=\"" + family + "\""), family);
        }
    }

    private static double millimetres(String xml, String margin) {
        return number(xml, margin) / 20 / MM;
    }

    private static double number(String xml, String attribute) {
        String from = xml.substring(xml.indexOf("<w:pgMar"));
        String value = from.substring(from.indexOf("w:" + attribute + "=\"") + attribute.length() + 4);
        return Double.parseDouble(value.substring(0, value.indexOf('"')));
    }

    /** Collects the straight lines of a page. */
    private final class Rules extends PDFGraphicsStreamEngine {
        private final int number;
        private final double height;
        private double x;
        private double y;
        private double toX;
        private double toY;

        Rules(PDPage page, int number) {
            super(page);
            this.number = number;
            height = page.getMediaBox().getHeight();
        }

        @Override
        public void moveTo(float x, float y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public void lineTo(float x, float y) {
            toX = x;
            toY = y;
        }

        @Override
        public void strokePath() throws IOException {
            rules.add(new Rule(
                    number,
                    x,
                    height - y,
                    toX,
                    height - toY,
                    getGraphicsState().getLineWidth(),
                    getGraphicsState().getStrokingColor().toRGB()));
        }

        @Override
        public void appendRectangle(
                java.awt.geom.Point2D a, java.awt.geom.Point2D b, java.awt.geom.Point2D c, java.awt.geom.Point2D d) {
            // Areas are of no interest here.
        }

        @Override
        public void drawImage(PDImage image) {
            throw new AssertionError("a circular has no pictures");
        }

        @Override
        public void clip(int rule) {
            // Nothing is clipped.
        }

        @Override
        public void curveTo(float a, float b, float c, float d, float e, float f) {
            // There are no curves but those of characters.
        }

        @Override
        public java.awt.geom.Point2D getCurrentPoint() {
            return new java.awt.geom.Point2D.Double(x, y);
        }

        @Override
        public void closePath() {
            // Nothing to close.
        }

        @Override
        public void endPath() {
            // Nothing begun.
        }

        @Override
        public void fillPath(int rule) {
            // Areas are of no interest here.
        }

        @Override
        public void fillAndStrokePath(int rule) {
            // Areas are of no interest here.
        }

        @Override
        public void shadingFill(COSName name) {
            throw new AssertionError("no shading");
        }
    }
}
