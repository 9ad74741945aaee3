package org.duban.ledger.internal.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.duban.ledger.internal.excel.Chart.Cells;
import org.duban.ledger.internal.excel.Chart.Kind;
import org.duban.ledger.internal.excel.Chart.Place;
import org.duban.ledger.internal.excel.Chart.Series;

/**
 * Puts charts into a small workbook that was written without them: for each sheet with a chart a drawing, a chart part (ECMA-376 part 1,
 * §21.2) and the relationships between them. What writes workbooks here knows no charts, and what does is fourteen megabytes.
 */
final class Charts {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.";

    private Charts() {}

    /**
     * Copies a workbook, with charts.
     *
     * @param workbook an .xlsx without drawings
     * @param charts number of the sheet, from 1 → its chart
     * @param out not closed
     */
    static void add(Path workbook, Map<Integer, Chart> charts, OutputStream out) throws IOException {
        ZipOutputStream to = new ZipOutputStream(new Untouched(out));
        try (ZipFile from = new ZipFile(workbook.toFile())) {
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                byte[] content = from.getInputStream(entry).readAllBytes();
                if (name.equals("[Content_Types].xml")) {
                    content = before(content, "</Types>", types(charts));
                }
                for (int sheet : charts.keySet()) {
                    if (name.equals("xl/worksheets/sheet" + sheet + ".xml")) {
                        content = before(content, "</worksheet>", "<drawing r:id=\"rIdDrawing\"/>");
                    }
                }
                put(to, name, content);
            }
        }
        for (Map.Entry<Integer, Chart> entry : charts.entrySet()) {
            int n = entry.getKey();
            put(
                    to,
                    "xl/worksheets/_rels/sheet" + n + ".xml.rels",
                    relation("rIdDrawing", "drawing", "../drawings/drawing" + n + ".xml"));
            put(to, "xl/drawings/drawing" + n + ".xml", drawing(entry.getValue()));
            put(
                    to,
                    "xl/drawings/_rels/drawing" + n + ".xml.rels",
                    relation("rIdChart", "chart", "../charts/chart" + n + ".xml"));
            put(to, "xl/charts/chart" + n + ".xml", chart(entry.getValue()));
        }
        to.finish();
        to.flush();
    }

    private static void put(ZipOutputStream to, String name, String content) throws IOException {
        put(to, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ZipOutputStream to, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // 1980-01-01, the first day a zip knows: the same figures give the same bytes.
        entry.setTime(315_532_800_000L);
        to.putNextEntry(entry);
        to.write(content);
        to.closeEntry();
    }

    private static byte[] before(byte[] content, String end, String addition) {
        String text = new String(content, StandardCharsets.UTF_8);
        int at = text.lastIndexOf(end);
        if (at < 0) {
            throw new IllegalStateException("no " + end);
        }
        return (text.substring(0, at) + addition + text.substring(at)).getBytes(StandardCharsets.UTF_8);
    }

    private static String types(Map<Integer, Chart> charts) {
        StringBuilder types = new StringBuilder();
        for (int n : charts.keySet()) {
            types.append("<Override PartName=\"/xl/drawings/drawing").append(n).append(".xml\" ContentType=\"");
            types.append(TYPE)
                    .append("drawing+xml\"/><Override PartName=\"/xl/charts/chart")
                    .append(n);
            types.append(".xml\" ContentType=\"").append(TYPE).append("drawingml.chart+xml\"/>");
        }
        return types.toString();
    }

    private static String relation(String id, String type, String target) {
        return XML + "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/"
                + type + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static String drawing(Chart chart) {
        Place place = chart.place();
        return XML
                + """
                <xdr:wsDr xmlns:xdr="%sspreadsheetDrawing" xmlns:a="%smain"><xdr:twoCellAnchor>\
                <xdr:from><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>\
                <xdr:to><xdr:col>%d</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>%d</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>\
                <xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="%s" descr="%s"/><xdr:cNvGraphicFramePr/>\
                </xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>\
                <a:graphicData uri="%schart"><c:chart xmlns:c="%schart" xmlns:r="%s" r:id="rIdChart"/></a:graphicData></a:graphic>\
                </xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>""".formatted(
                                DRAWING,
                                DRAWING,
                                place.fromColumn(),
                                place.fromRow(),
                                place.toColumn(),
                                place.toRow(),
                                escaped(chart.title()),
                                escaped(chart.title()),
                                DRAWING,
                                DRAWING,
                                OFFICE);
    }

    private static String chart(Chart chart) {
        StringBuilder xml = new StringBuilder(XML);
        xml.append("<c:chartSpace xmlns:c=\"")
                .append(DRAWING)
                .append("chart\" xmlns:a=\"")
                .append(DRAWING);
        xml.append("main\" xmlns:r=\"")
                .append(OFFICE)
                .append("\"><c:roundedCorners val=\"0\"/><c:chart><c:title><c:tx><c:rich>");
        xml.append(
                "<a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1400\" b=\"1\"/></a:pPr><a:r><a:rPr lang=\"zh-CN\" sz=\"1400\" b=\"1\">");
        xml.append("<a:latin typeface=\"宋体\"/><a:ea typeface=\"宋体\"/></a:rPr><a:t>")
                .append(escaped(chart.title()));
        xml.append(
                "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>");
        plot(xml, chart);
        xml.append("</c:plotArea>");
        if (chart.kind() == Kind.DOUGHNUT || chart.series().size() > 1) {
            xml.append("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>");
        }
        xml.append("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>");
        xml.append(
                "<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"BFBFBF\"/>");
        xml.append(
                "</a:solidFill></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\"><a:latin typeface=\"宋体\"/>");
        xml.append(
                "<a:ea typeface=\"宋体\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr></c:chartSpace>");
        return xml.toString();
    }

    private static void plot(StringBuilder xml, Chart chart) {
        switch (chart.kind()) {
            case DOUGHNUT -> {
                xml.append("<c:doughnutChart><c:varyColors val=\"1\"/>");
                series(xml, chart);
                xml.append("<c:firstSliceAng val=\"0\"/><c:holeSize val=\"55\"/></c:doughnutChart>");
            }
            case LINES -> {
                xml.append("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
                series(xml, chart);
                xml.append("<c:marker val=\"1\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:lineChart>");
                axes(xml, false);
            }
            case COLUMNS, STACKED_COLUMNS, STACKED_BARS -> {
                boolean bars = chart.kind() == Kind.STACKED_BARS;
                boolean stacked = chart.kind() != Kind.COLUMNS;
                xml.append("<c:barChart><c:barDir val=\"").append(bars ? "bar" : "col");
                xml.append("\"/><c:grouping val=\"").append(stacked ? "stacked" : "clustered");
                xml.append("\"/><c:varyColors val=\"0\"/>");
                series(xml, chart);
                xml.append("<c:gapWidth val=\"60\"/>").append(stacked ? "<c:overlap val=\"100\"/>" : "");
                xml.append("<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>");
                axes(xml, bars);
            }
        }
    }

    private static void series(StringBuilder xml, Chart chart) {
        List<Series> all = chart.series();
        for (int i = 0; i < all.size(); i++) {
            Series series = all.get(i);
            xml.append("<c:ser><c:idx val=\"")
                    .append(i)
                    .append("\"/><c:order val=\"")
                    .append(i);
            xml.append("\"/><c:tx><c:v>").append(escaped(series.name())).append("</c:v></c:tx>");
            if (chart.kind() == Kind.LINES) {
                xml.append("<c:spPr><a:ln w=\"28575\">")
                        .append(fill(series.colour()))
                        .append("</a:ln></c:spPr>");
                xml.append("<c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/><c:spPr>");
                xml.append(fill(series.colour())).append("</c:spPr></c:marker>");
            } else {
                xml.append("<c:spPr>").append(fill(series.colour())).append("</c:spPr>");
                if (chart.kind() != Kind.DOUGHNUT) {
                    xml.append("<c:invertIfNegative val=\"0\"/>");
                }
            }
            chart.pointColours().forEach((point, colour) -> {
                xml.append("<c:dPt><c:idx val=\"").append(point).append("\"/>");
                xml.append(chart.kind() == Kind.DOUGHNUT ? "" : "<c:invertIfNegative val=\"0\"/>");
                xml.append("<c:bubble3D val=\"0\"/><c:spPr>")
                        .append(fill(colour))
                        .append("</c:spPr></c:dPt>");
            });
            labels(xml, chart);
            xml.append("<c:cat><c:strRef><c:f>")
                    .append(reference(chart.labels()))
                    .append("</c:f><c:strCache>");
            points(xml, chart.labels());
            xml.append("</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>").append(reference(series.values()));
            xml.append("</c:f><c:numCache><c:formatCode>General</c:formatCode>");
            points(xml, series.values());
            xml.append("</c:numCache></c:numRef></c:val>");
            xml.append(chart.kind() == Kind.LINES ? "<c:smooth val=\"0\"/>" : "")
                    .append("</c:ser>");
        }
    }

    /** Numbers at the points, without the zeros. */
    private static void labels(StringBuilder xml, Chart chart) {
        boolean doughnut = chart.kind() == Kind.DOUGHNUT;
        xml.append(
                "<c:dLbls><c:numFmt formatCode=\"#,##0;;\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
        xml.append("<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"900\"");
        xml.append(doughnut ? " b=\"1\"" : "")
                .append(
                        doughnut
                                ? "><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></a:defRPr></a:pPr>"
                                : "/></a:pPr>")
                .append("<a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>");
        xml.append(chart.kind() == Kind.LINES ? "<c:dLblPos val=\"t\"/>" : "");
        xml.append(
                "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>");
        xml.append("<c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>");
    }

    private static void axes(StringBuilder xml, boolean bars) {
        xml.append("<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"")
                .append(bars ? "maxMin" : "minMax");
        xml.append("\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"").append(bars ? "l" : "b");
        xml.append(
                "\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>");
        xml.append(
                "<c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>");
        xml.append(
                "<c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling>");
        xml.append("<c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"")
                .append(bars ? "t" : "l");
        xml.append(
                "\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"E5E5E5\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>");
        xml.append(
                "<c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>");
        xml.append("<c:tickLblPos val=\"")
                .append(bars ? "high" : "nextTo")
                .append(
                        "\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/>");
        xml.append("<c:crossBetween val=\"between\"/></c:valAx>");
    }

    private static String fill(String colour) {
        return "<a:solidFill><a:srgbClr val=\"" + colour + "\"/></a:solidFill>";
    }

    private static void points(StringBuilder xml, Cells cells) {
        List<String> texts = cells.texts();
        xml.append("<c:ptCount val=\"").append(texts.size()).append("\"/>");
        for (int i = 0; i < texts.size(); i++) {
            xml.append("<c:pt idx=\"")
                    .append(i)
                    .append("\"><c:v>")
                    .append(escaped(texts.get(i)))
                    .append("</c:v></c:pt>");
        }
    }

    private static String reference(Cells cells) {
        String column = Letters.of(cells.column());
        int last = cells.row() + Math.max(1, cells.texts().size());
        return escaped("'" + cells.sheet().replace("'", "''") + "'!$" + column + "$" + (cells.row() + 1) + ":$" + column
                + "$" + last);
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> {
                    // What XML 1.0 can't hold is left out.
                    if (c == '\t' || c == '\n' || c >= 0x20 && c < 0xD800 || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF) {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }
}
