package org.duban.paper.internal.docx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duban.paper.internal.docx.ChartData.Bar;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Charts as Word's own (DrawingML), so that an office can change their looks; grey, so that a copier doesn't. */
public final class Charts {

    private static final String C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static final String A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static final String R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

    /** English Metric Units in a millimetre. */
    public static final int EMU = 36_000;

    /** Width and height of a bar, with the space to the next; all in millimetres. */
    private static final double WIDTH = 150;

    private static final double TITLE = 12;
    private static final double BAR = 9;

    private Charts() {}

    /** The height of a chart with so many bars, in millimetres. */
    static double height(int bars) {
        return TITLE + BAR * bars;
    }

    /** Adds a chart to the file; returns the run that shows it. */
    static Node run(Docx docx, ChartData data, int number, Document document) throws IOException {
        String id = docx.add(
                "charts/duban" + number + ".xml",
                part(data).getBytes(StandardCharsets.UTF_8),
                "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                R + "/chart");
        long cx = Math.round(WIDTH * EMU);
        long cy = Math.round(height(data.bars().size()) * EMU);
        String xml = "<w:r xmlns:w=\"" + Xml.W + "\"><w:drawing><wp:inline xmlns:wp=\"" + WP
                + "\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"" + cx + "\" cy=\"" + cy
                + "\"/><wp:docPr id=\"" + (9000 + number) + "\" name=\"图" + number + "\" descr=\""
                + escaped(data.title()) + "\"/><a:graphic xmlns:a=\"" + A + "\"><a:graphicData uri=\"" + C
                + "\"><c:chart xmlns:c=\"" + C + "\" xmlns:r=\"" + R + "\" r:id=\"" + id
                + "\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>";
        return document.importNode(
                Xml.parse(xml.getBytes(StandardCharsets.UTF_8), "chart").getDocumentElement(), true);
    }

    private static String part(ChartData data) {
        StringBuilder names = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < data.bars().size(); i++) {
            Bar bar = data.bars().get(i);
            names.append("<c:pt idx=\"")
                    .append(i)
                    .append("\"><c:v>")
                    .append(escaped(bar.name()))
                    .append("</c:v></c:pt>");
            values.append("<c:pt idx=\"")
                    .append(i)
                    .append("\"><c:v>")
                    .append(ChartData.written(bar.value()))
                    .append("</c:v></c:pt>");
        }
        String count = "<c:ptCount val=\"" + data.bars().size() + "\"/>";
        String text =
                "<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1050\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill>"
                        + "<a:latin typeface=\"宋体\"/><a:ea typeface=\"宋体\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><c:chartSpace xmlns:c=\"" + C
                + "\" xmlns:a=\"" + A
                + "\"><c:roundedCorners val=\"0\"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1200\" b=\"0\"/></a:pPr>"
                + "<a:r><a:rPr lang=\"zh-CN\" sz=\"1200\" b=\"0\"><a:latin typeface=\"黑体\"/><a:ea typeface=\"黑体\"/></a:rPr><a:t>"
                + escaped(data.title())
                + "</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/><c:plotArea><c:layout/>"
                + "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/>"
                + "<c:spPr><a:solidFill><a:srgbClr val=\"595959\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>"
                + "<c:dLbls><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:spPr><a:noFill/></c:spPr>" + text
                + "<c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>"
                + "<c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls><c:cat><c:strLit>"
                + count + names + "</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode>" + count
                + values
                + "</c:numLit></c:val></c:ser><c:gapWidth val=\"60\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>"
                + "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/>"
                + "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>" + text
                + "<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling>"
                + "<c:delete val=\"1\"/><c:axPos val=\"t\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/>"
                + "<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx></c:plotArea><c:plotVisOnly val=\"1\"/></c:chart>"
                + "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The chart a drawing shows; empty when it shows something else. */
    public static Optional<ChartData> read(Docx docx, Element drawing) throws IOException {
        for (Element chart : Xml.all(drawing, "chart")) {
            Optional<String> part = docx.target(null, chart.getAttributeNS(R, "id"));
            if (part.isPresent()) {
                return Optional.of(parse(docx.xml(part.get())));
            }
        }
        return Optional.empty();
    }

    private static ChartData parse(Document chart) {
        StringBuilder title = new StringBuilder();
        Xml.all(chart, "title").stream()
                .findFirst()
                .ifPresent(element -> Xml.all(element, "t").forEach(text -> title.append(text.getTextContent())));
        List<String> names = points(chart, "cat");
        List<String> values = points(chart, "val");
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            bars.add(new Bar(names.get(i), Double.parseDouble(values.get(i))));
        }
        return new ChartData(title.toString(), bars);
    }

    private static List<String> points(Document chart, String of) {
        List<String> points = new ArrayList<>();
        for (Element axis : Xml.all(chart, of)) {
            Xml.all(axis, "v").forEach(value -> points.add(value.getTextContent()));
        }
        return points;
    }
}
