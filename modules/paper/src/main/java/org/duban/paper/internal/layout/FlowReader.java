package org.duban.paper.internal.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.paper.internal.docx.ChartData;
import org.duban.paper.internal.docx.Charts;
import org.duban.paper.internal.docx.Docx;
import org.duban.paper.internal.docx.Xml;
import org.duban.paper.internal.layout.Flow.Align;
import org.duban.paper.internal.layout.Flow.Block;
import org.duban.paper.internal.layout.Flow.Border;
import org.duban.paper.internal.layout.Flow.Cell;
import org.duban.paper.internal.layout.Flow.Chars;
import org.duban.paper.internal.layout.Flow.Grid;
import org.duban.paper.internal.layout.Flow.Image;
import org.duban.paper.internal.layout.Flow.LineBreak;
import org.duban.paper.internal.layout.Flow.LineRule;
import org.duban.paper.internal.layout.Flow.PageBreak;
import org.duban.paper.internal.layout.Flow.PageLooks;
import org.duban.paper.internal.layout.Flow.PageNumber;
import org.duban.paper.internal.layout.Flow.Para;
import org.duban.paper.internal.layout.Flow.ParaLooks;
import org.duban.paper.internal.layout.Flow.Piece;
import org.duban.paper.internal.layout.Flow.Row;
import org.duban.paper.internal.layout.Flow.RunLooks;
import org.duban.paper.internal.layout.Flow.Tab;
import org.duban.paper.internal.layout.Flow.TabStop;
import org.duban.paper.internal.layout.Flow.VerticalAlign;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads a Word file: what is in it and, through its styles, how it looks. */
final class FlowReader {

    private static final double TWIP = 1 / 20.0;
    private static final double DEFAULT_SIZE = 10.5;
    private static final double POINTS_PER_EMU = 72 / 25.4 / Charts.EMU;
    private static final double CELL_PADDING = 5.4;
    private static final String SONG = "宋体";

    private final Docx docx;
    private final Map<String, Element> styles = new LinkedHashMap<>();
    private @Nullable Element defaultParagraph;
    private @Nullable Element defaultRun;
    private String defaultStyle = "";
    private double tracking;

    private FlowReader(Docx docx) {
        this.docx = docx;
    }

    static Flow read(Docx docx) throws IOException {
        return new FlowReader(docx).flow();
    }

    private Flow flow() throws IOException {
        if (docx.has("word/styles.xml")) {
            Element root = docx.xml("word/styles.xml").getDocumentElement();
            defaultParagraph =
                    Xml.path(root, "docDefaults", "pPrDefault", "pPr").orElse(null);
            defaultRun = Xml.path(root, "docDefaults", "rPrDefault", "rPr").orElse(null);
            for (Element style : Xml.children(root, "style")) {
                String id = Xml.attribute(style, "styleId").orElse("");
                styles.put(id, style);
                if (Xml.attribute(style, "type").orElse("").equals("paragraph")
                        && Xml.attribute(style, "default").orElse("0").matches("1|true")) {
                    defaultStyle = id;
                }
            }
        }
        Element body = Xml.child(docx.xml(Docx.DOCUMENT).getDocumentElement(), "body")
                .orElseThrow(() -> new IOException("文档没有正文"));
        Element section = Xml.child(body, "sectPr").orElse(null);
        PageLooks page = page(section);
        tracking = page.tracking();
        Map<String, List<Block>> footers = new LinkedHashMap<>();
        if (section != null) {
            for (Element reference : Xml.children(section, "footerReference")) {
                String type = Xml.attribute(reference, "type").orElse("default");
                String id = reference.getAttributeNS(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id");
                Optional<String> part = docx.target(null, id);
                if (part.isPresent() && (!type.equals("even") || evenAndOdd())) {
                    footers.put(type, blocks(docx.xml(part.get()).getDocumentElement()));
                }
            }
        }
        return new Flow(page, blocks(body), footers);
    }

    private boolean evenAndOdd() throws IOException {
        return docx.has("word/settings.xml")
                && Xml.on(docx.xml("word/settings.xml").getDocumentElement(), "evenAndOddHeaders")
                        .orElse(false);
    }

    private static PageLooks page(@Nullable Element section) {
        Element size = Xml.child(section, "pgSz").orElse(null);
        Element margins = Xml.child(section, "pgMar").orElse(null);
        Element grid = Xml.child(section, "docGrid").orElse(null);
        String type = grid == null ? "" : Xml.attribute(grid, "type").orElse("");
        return new PageLooks(
                twips(size, "w", 11906),
                twips(size, "h", 16838),
                twips(margins, "top", 1440),
                twips(margins, "right", 1440),
                twips(margins, "bottom", 1440),
                twips(margins, "left", 1440) + twips(margins, "gutter", 0),
                twips(margins, "footer", 720),
                type.isEmpty() || type.equals("default") ? 0 : twips(grid, "linePitch", 312),
                grid != null && type.equals("linesAndChars")
                        ? Xml.attribute(grid, "charSpace")
                                        .map(Double::parseDouble)
                                        .orElse(0.0)
                                / 4096
                        : 0);
    }

    private static double twips(@Nullable Element element, String name, double otherwise) {
        return (element == null
                        ? otherwise
                        : Xml.attribute(element, name).map(FlowReader::number).orElse(otherwise))
                * TWIP;
    }

    private static double number(String text) {
        return text.matches("-?\\d+(\\.\\d+)?") ? Double.parseDouble(text) : 0;
    }

    private List<Block> blocks(Element container) throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Element element : Xml.children(container)) {
            if (Xml.is(element, "p")) {
                blocks.add(para(element));
            } else if (Xml.is(element, "tbl")) {
                blocks.add(grid(element));
            } else if (Xml.is(element, "sdt")) {
                Optional<Element> content = Xml.child(element, "sdtContent");
                if (content.isPresent()) {
                    blocks.addAll(blocks(content.get()));
                }
            }
        }
        return blocks;
    }

    // ---- looks, from the most special to the most general

    private List<Element> paragraphLooks(Element paragraph) {
        List<Element> looks = new ArrayList<>();
        Element own = Xml.child(paragraph, "pPr").orElse(null);
        if (own != null) {
            looks.add(own);
        }
        styleChain(Xml.value(own, "pStyle").orElse(defaultStyle))
                .forEach(style -> Xml.child(style, "pPr").ifPresent(looks::add));
        if (defaultParagraph != null) {
            looks.add(defaultParagraph);
        }
        return looks;
    }

    private List<Element> runLooks(@Nullable Element run, Element paragraph) {
        List<Element> looks = new ArrayList<>();
        Element own = Xml.child(run, "rPr").orElse(null);
        if (own != null) {
            looks.add(own);
            Xml.value(own, "rStyle")
                    .ifPresent(style ->
                            styleChain(style).forEach(s -> Xml.child(s, "rPr").ifPresent(looks::add)));
        }
        Element paragraphOwn = Xml.child(paragraph, "pPr").orElse(null);
        styleChain(Xml.value(paragraphOwn, "pStyle").orElse(defaultStyle))
                .forEach(style -> Xml.child(style, "rPr").ifPresent(looks::add));
        if (defaultRun != null) {
            looks.add(defaultRun);
        }
        return looks;
    }

    private List<Element> styleChain(String id) {
        List<Element> chain = new ArrayList<>();
        Element style = styles.get(id);
        while (style != null && !chain.contains(style)) {
            chain.add(style);
            style = Xml.value(style, "basedOn").map(styles::get).orElse(null);
        }
        return chain;
    }

    private static Optional<String> first(List<Element> looks, String child, String attribute) {
        return looks.stream()
                .flatMap(look -> Xml.child(look, child).stream())
                .flatMap(element -> Xml.attribute(element, attribute).stream())
                .findFirst();
    }

    private static boolean on(List<Element> looks, String child) {
        return looks.stream()
                .flatMap(look -> Xml.on(look, child).stream())
                .findFirst()
                .orElse(false);
    }

    private static RunLooks looks(List<Element> looks) {
        double size = first(looks, "sz", "val")
                .map(FlowReader::number)
                .map(half -> half / 2)
                .orElse(DEFAULT_SIZE);
        String family = first(looks, "rFonts", "eastAsia").orElse(SONG);
        String latin = first(looks, "rFonts", "ascii").orElse(family);
        int color = first(looks, "color", "val").map(FlowReader::color).orElse(0);
        double spacing = first(looks, "spacing", "val").map(FlowReader::number).orElse(0.0) * TWIP;
        return new RunLooks(family, latin, size, on(looks, "b"), color, spacing);
    }

    private static int color(String hex) {
        return hex.matches("[0-9A-Fa-f]{6}") ? Integer.parseInt(hex, 16) : 0;
    }

    private ParaLooks looks(List<Element> looks, double size) {
        String rule = first(looks, "spacing", "lineRule").orElse("auto");
        double line = first(looks, "spacing", "line").map(FlowReader::number).orElse(240.0);
        double character = size + tracking;
        return new ParaLooks(
                align(first(looks, "jc", "val").orElse("left")),
                indent(looks, "left", "start", character),
                indent(looks, "right", "end", character),
                indent(looks, "firstLine", "firstLine", character) - indent(looks, "hanging", "hanging", character),
                space(looks, "before"),
                space(looks, "after"),
                rule.equals("auto") ? line / 240 : line * TWIP,
                rule.equals("exact") ? LineRule.EXACT : rule.equals("atLeast") ? LineRule.AT_LEAST : LineRule.AUTO,
                border(looks, "top"),
                border(looks, "bottom"),
                on(looks, "keepNext"),
                on(looks, "pageBreakBefore"),
                first(looks, "framePr", "yAlign").orElse("").equals("bottom"),
                tabs(looks),
                size);
    }

    private static Align align(String value) {
        return switch (value) {
            case "center" -> Align.CENTER;
            case "right", "end" -> Align.RIGHT;
            case "both" -> Align.JUSTIFY;
            case "distribute" -> Align.DISTRIBUTE;
            default -> Align.LEFT;
        };
    }

    private static double indent(List<Element> looks, String name, String alias, double character) {
        for (Element look : looks) {
            Element element = Xml.child(look, "ind").orElse(null);
            if (element == null) {
                continue;
            }
            Optional<Double> characters = Xml.attribute(element, name + "Chars").map(FlowReader::number);
            if (characters.isPresent() && characters.get() != 0) {
                return characters.get() / 100 * character;
            }
            Optional<String> length = Xml.attribute(element, name).or(() -> Xml.attribute(element, alias));
            if (length.isPresent()) {
                return number(length.get()) * TWIP;
            }
        }
        return 0;
    }

    private static double space(List<Element> looks, String name) {
        return first(looks, "spacing", name).map(FlowReader::number).orElse(0.0) * TWIP;
    }

    private static @Nullable Border border(List<Element> looks, String side) {
        for (Element look : looks) {
            Optional<Element> borders = Xml.child(look, "pBdr");
            if (borders.isPresent()) {
                return border(borders.get(), side);
            }
        }
        return null;
    }

    private static @Nullable Border border(Element borders, String side) {
        Element border = Xml.child(borders, side).orElse(null);
        if (border == null || Xml.attribute(border, "val").orElse("nil").matches("nil|none")) {
            return null;
        }
        return new Border(
                Xml.attribute(border, "sz").map(FlowReader::number).orElse(4.0) / 8,
                Xml.attribute(border, "color").map(FlowReader::color).orElse(0),
                Xml.attribute(border, "space").map(FlowReader::number).orElse(0.0));
    }

    private static List<Tab> tabs(List<Element> looks) {
        for (Element look : looks) {
            Optional<Element> tabs = Xml.child(look, "tabs");
            if (tabs.isPresent()) {
                return Xml.children(tabs.get(), "tab").stream()
                        .map(tab -> new Tab(
                                Xml.attribute(tab, "pos")
                                                .map(FlowReader::number)
                                                .orElse(0.0)
                                        * TWIP,
                                align(Xml.attribute(tab, "val").orElse("left"))))
                        .toList();
            }
        }
        return List.of();
    }

    // ---- paragraphs

    private Para para(Element paragraph) throws IOException {
        List<Element> looks = paragraphLooks(paragraph);
        List<Piece> pieces = new ArrayList<>();
        pieces(paragraph, paragraph, pieces);
        double size = pieces.stream()
                .filter(Chars.class::isInstance)
                .map(piece -> ((Chars) piece).looks().size())
                .findFirst()
                .orElseGet(() -> {
                    Element mark = Xml.path(paragraph, "pPr").orElse(null);
                    List<Element> all = runLooks(mark, paragraph);
                    return looks(all).size();
                });
        return new Para(looks(looks, size), pieces);
    }

    private void pieces(Element parent, Element paragraph, List<Piece> pieces) throws IOException {
        boolean instruction = false;
        boolean result = false;
        boolean page = false;
        for (Element child : Xml.children(parent)) {
            if (Xml.is(child, "r")) {
                RunLooks looks = looks(runLooks(child, paragraph));
                for (Element part : Xml.children(child)) {
                    if (Xml.is(part, "fldChar")) {
                        String type = Xml.attribute(part, "fldCharType").orElse("");
                        instruction = type.equals("begin");
                        result = type.equals("separate");
                        page = page && !type.equals("begin") && !type.equals("end");
                    } else if (Xml.is(part, "instrText") && instruction) {
                        page = part.getTextContent().strip().split("\\s")[0].equals("PAGE");
                        if (page) {
                            pieces.add(new PageNumber(looks));
                        }
                    } else if (!(result && page)) {
                        piece(part, looks, pieces);
                    }
                }
            } else if (Xml.is(child, "fldSimple")) {
                if (Xml.attribute(child, "instr")
                        .orElse("")
                        .strip()
                        .split("\\s")[0]
                        .equals("PAGE")) {
                    Element run = Xml.child(child, "r").orElse(null);
                    pieces.add(new PageNumber(looks(runLooks(run, paragraph))));
                } else {
                    pieces(child, paragraph, pieces);
                }
            } else if (Xml.is(child, "hyperlink")
                    || Xml.is(child, "ins")
                    || Xml.is(child, "smartTag")
                    || Xml.is(child, "sdtContent")
                    || Xml.is(child, "sdt")) {
                pieces(child, paragraph, pieces);
            }
        }
    }

    private void piece(Element part, RunLooks looks, List<Piece> pieces) throws IOException {
        if (Xml.is(part, "t")) {
            if (!part.getTextContent().isEmpty()) {
                pieces.add(new Chars(part.getTextContent(), looks));
            }
        } else if (Xml.is(part, "tab")) {
            pieces.add(new TabStop(looks));
        } else if (Xml.is(part, "br") || Xml.is(part, "cr")) {
            pieces.add(Xml.attribute(part, "type").orElse("").equals("page") ? new PageBreak() : new LineBreak(looks));
        } else if (Xml.is(part, "drawing")) {
            drawing(part, pieces);
        }
    }

    private void drawing(Element drawing, List<Piece> pieces) throws IOException {
        List<Element> extents = Xml.all(drawing, "extent");
        if (extents.isEmpty() || Xml.all(drawing, "inline").isEmpty()) {
            return;
        }
        double width = number(extents.get(0).getAttribute("cx")) * POINTS_PER_EMU;
        double height = number(extents.get(0).getAttribute("cy")) * POINTS_PER_EMU;
        Optional<ChartData> chart = Charts.read(docx, drawing);
        if (chart.isPresent()) {
            pieces.add(new Flow.Chart(width, height, chart.get()));
            return;
        }
        for (Element blip : Xml.all(drawing, "blip")) {
            String id =
                    blip.getAttributeNS("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "embed");
            Optional<byte[]> image = docx.target(null, id).flatMap(docx::part);
            image.ifPresent(bytes -> pieces.add(new Image(width, height, bytes)));
        }
    }

    // ---- tables

    private Grid grid(Element table) throws IOException {
        Element looks = Xml.child(table, "tblPr").orElse(null);
        List<Double> columns =
                Xml.path(table, "tblGrid").map(grid -> Xml.children(grid, "gridCol")).orElse(List.of()).stream()
                        .map(column -> twips(column, "w", 0))
                        .toList();
        Element borders = Xml.child(looks, "tblBorders")
                .or(() -> Xml.value(looks, "tblStyle").stream()
                        .flatMap(style -> styleChain(style).stream())
                        .flatMap(style -> Xml.path(style, "tblPr", "tblBorders").stream())
                        .findFirst())
                .orElse(null);
        double padding = Xml.path(looks, "tblCellMar")
                .flatMap(margins -> Xml.child(margins, "left").or(() -> Xml.child(margins, "start")))
                .map(margin -> twips(margin, "w", CELL_PADDING / TWIP))
                .orElse(CELL_PADDING);
        List<Element> rows = Xml.children(table, "tr");
        List<Row> read = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            read.add(row(rows, i, columns.size(), borders, padding));
        }
        Element floating = Xml.child(looks, "tblpPr").orElse(null);
        boolean atBottom = floating != null
                && Xml.attribute(floating, "tblpYSpec").orElse("").equals("bottom");
        return new Grid(
                columns,
                read,
                Xml.child(looks, "tblInd").map(indent -> twips(indent, "w", 0)).orElse(0.0),
                align(Xml.value(looks, "jc").orElse("left")),
                atBottom);
    }

    private Row row(List<Element> rows, int index, int columns, @Nullable Element borders, double padding)
            throws IOException {
        Element row = rows.get(index);
        Element looks = Xml.child(row, "trPr").orElse(null);
        Element height = Xml.child(looks, "trHeight").orElse(null);
        List<Cell> cells = new ArrayList<>();
        int column = 0;
        for (Element cell : Xml.children(row, "tc")) {
            Element cellLooks = Xml.child(cell, "tcPr").orElse(null);
            int span = Xml.value(cellLooks, "gridSpan")
                    .map(FlowReader::number)
                    .orElse(1.0)
                    .intValue();
            Element own = Xml.child(cellLooks, "tcBorders").orElse(null);
            List<@Nullable Border> sides = new ArrayList<>();
            sides.add(side(own, borders, "top", index == 0 ? "top" : "insideH"));
            sides.add(side(own, borders, "right", column + span >= columns ? "right" : "insideV"));
            sides.add(side(own, borders, "bottom", index == rows.size() - 1 ? "bottom" : "insideH"));
            sides.add(side(own, borders, "left", column == 0 ? "left" : "insideV"));
            Optional<String> fill = Xml.child(cellLooks, "shd").flatMap(shade -> Xml.attribute(shade, "fill"));
            cells.add(new Cell(
                    span,
                    blocks(cell),
                    sides,
                    fill.filter(hex -> hex.matches("[0-9A-Fa-f]{6}"))
                            .map(FlowReader::color)
                            .orElse(null),
                    switch (Xml.value(cellLooks, "vAlign").orElse("top")) {
                        case "center" -> VerticalAlign.CENTER;
                        case "bottom" -> VerticalAlign.BOTTOM;
                        default -> VerticalAlign.TOP;
                    },
                    padding,
                    continued(cell),
                    index + 1 < rows.size() && continuedAt(rows.get(index + 1), column)));
            column += span;
        }
        return new Row(
                cells,
                Xml.on(looks, "tblHeader").orElse(false),
                twips(height, "val", 0),
                height != null && Xml.attribute(height, "hRule").orElse("").equals("exact"));
    }

    private static boolean continued(Element cell) {
        return Xml.path(cell, "tcPr", "vMerge")
                .map(merge -> !Xml.attribute(merge, "val").orElse("continue").equals("restart"))
                .orElse(false);
    }

    private static boolean continuedAt(Element row, int column) {
        int at = 0;
        for (Element cell : Xml.children(row, "tc")) {
            if (at == column) {
                return continued(cell);
            }
            at += Xml.value(Xml.child(cell, "tcPr").orElse(null), "gridSpan")
                    .map(FlowReader::number)
                    .orElse(1.0)
                    .intValue();
        }
        return false;
    }

    private static @Nullable Border side(
            @Nullable Element own, @Nullable Element table, String side, String tableSide) {
        if (own != null && Xml.child(own, side).isPresent()) {
            return border(own, side);
        }
        return table == null ? null : border(table, tableSide);
    }
}
