package org.duban.paper.internal;

import com.lowagie.text.Document;
import com.lowagie.text.DocumentException;
import com.lowagie.text.Image;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfTextArray;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import org.duban.paper.internal.layout.Face;
import org.duban.paper.internal.layout.Typesetter;
import org.duban.spi.paper.Pages;
import org.duban.spi.paper.Pages.Area;
import org.duban.spi.paper.Pages.Line;
import org.duban.spi.paper.Pages.Mark;
import org.duban.spi.paper.Pages.Picture;
import org.duban.spi.paper.Pages.Sheet;
import org.duban.spi.paper.Pages.Text;

/** Draws pages as PDF; of each font only the characters that occur are embedded. */
final class PdfWriting {

    private static final double POINTS = 72 / 25.4;

    private PdfWriting() {}

    static void write(Typesetter.Result set, OutputStream out) throws IOException {
        Pages pages = set.pages();
        Document document = new Document();
        try {
            PdfWriter writer = PdfWriter.getInstance(document, out);
            writer.setCloseStream(false);
            document.addTitle(pages.title());
            document.addSubject(pages.subject());
            document.addCreator("Duban");
            for (int i = 0; i < pages.sheets().size(); i++) {
                Sheet sheet = pages.sheets().get(i);
                document.setPageSize(new Rectangle(points(sheet.width()), points(sheet.height())));
                if (i == 0) {
                    document.open();
                } else {
                    document.newPage();
                }
                writer.setPageEmpty(false);
                Drawing drawing = new Drawing(writer.getDirectContent(), set, sheet.height());
                for (Mark mark : sheet.marks()) {
                    drawing.draw(mark);
                }
            }
            document.close();
        } catch (DocumentException e) {
            throw new IOException(e);
        }
    }

    private static float points(double millimetres) {
        return (float) (millimetres * POINTS);
    }

    private record Drawing(PdfContentByte content, Typesetter.Result set, double height) {

        void draw(Mark mark) throws IOException, DocumentException {
            if (mark instanceof Text text) {
                text(text);
            } else if (mark instanceof Line line) {
                content.setLineWidth(points(line.width()));
                content.setColorStroke(new Color(line.color()));
                content.moveTo(points(line.x1()), up(line.y1()));
                content.lineTo(points(line.x2()), up(line.y2()));
                content.stroke();
            } else if (mark instanceof Area area) {
                content.setColorFill(new Color(area.color()));
                content.rectangle(
                        points(area.x()), up(area.y() + area.height()), points(area.width()), points(area.height()));
                content.fill();
            } else if (mark instanceof Picture picture) {
                Image image = Image.getInstance(picture.image());
                image.scaleAbsolute(points(picture.width()), points(picture.height()));
                image.setAbsolutePosition(points(picture.x()), up(picture.y() + picture.height()));
                content.addImage(image);
            }
        }

        private float up(double y) {
            return points(height - y);
        }

        private void text(Text text) {
            Face face = set.faces().get(text.typeface());
            BaseFont font = face.font();
            Color color = new Color(text.color());
            float size = points(text.size());
            content.beginText();
            content.setFontAndSize(font, size);
            content.setColorFill(color);
            if (text.bold()) {
                content.setColorStroke(color);
                content.setLineWidth(size / 40);
                content.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_FILL_STROKE);
            }
            content.setTextMatrix(points(text.x()), up(text.y()));
            PdfTextArray array = new PdfTextArray();
            int[] characters = text.text().codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                array.add(Character.toString(characters[i]));
                double more = text.advances().get(i) / text.size() - face.advance(characters[i]);
                if (i + 1 < characters.length && Math.abs(more) > 1e-4) {
                    array.add((float) (-more * 1000));
                }
            }
            content.showText(array);
            if (text.bold()) {
                content.setTextRenderingMode(PdfContentByte.TEXT_RENDER_MODE_FILL);
            }
            content.endText();
        }
    }
}
