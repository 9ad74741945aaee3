package org.duban.paper.ofd.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dom4j.DocumentException;
import org.duban.spi.paper.Pages;
import org.duban.spi.paper.Pages.Area;
import org.duban.spi.paper.Pages.Line;
import org.duban.spi.paper.Pages.Mark;
import org.duban.spi.paper.Pages.Picture;
import org.duban.spi.paper.Pages.Sheet;
import org.duban.spi.paper.Pages.Text;
import org.duban.spi.paper.Pages.Typeface;
import org.duban.spi.paper.PaperRenderer;
import org.ofdrw.core.basicStructure.pageObj.Content;
import org.ofdrw.core.basicStructure.pageObj.Page;
import org.ofdrw.core.basicStructure.pageObj.layer.CT_Layer;
import org.ofdrw.core.basicStructure.pageObj.layer.Type;
import org.ofdrw.core.basicStructure.pageObj.layer.block.ImageObject;
import org.ofdrw.core.basicStructure.pageObj.layer.block.PathObject;
import org.ofdrw.core.basicStructure.pageObj.layer.block.TextObject;
import org.ofdrw.core.basicType.ST_Array;
import org.ofdrw.core.basicType.ST_Box;
import org.ofdrw.core.basicType.ST_ID;
import org.ofdrw.core.graph.pathObj.AbbreviatedData;
import org.ofdrw.core.pageDescription.color.color.CT_Color;
import org.ofdrw.core.text.TextCode;
import org.ofdrw.core.text.font.CT_Font;
import org.ofdrw.core.text.text.Weight;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.PageLayout;
import org.ofdrw.layout.VirtualPage;
import org.ofdrw.layout.engine.ResManager;
import org.ofdrw.pkg.container.OFDDir;
import org.osgi.service.component.annotations.Component;

/**
 * Papers as OFD (GB/T 33190-2016). Every character is placed by its own coordinate; of each TrueType font the characters that occur are
 * embedded.
 */
@Component
public final class OfdRenderer implements PaperRenderer {

    @Override
    public String format() {
        return "ofd";
    }

    @Override
    public String mediaType() {
        return "application/ofd";
    }

    @Override
    public void render(Pages pages, OutputStream out) throws IOException {
        Path scratch = Files.createTempDirectory("duban-ofd");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // dom4j looks for its parts by the thread's class loader, and a host may have a dom4j of its own there.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OfdRenderer.class.getClassLoader());
        try (OFDDoc document = new OFDDoc(bytes)) {
            for (Sheet sheet : pages.sheets()) {
                VirtualPage page = new VirtualPage(sheet.width(), sheet.height());
                page.setStyle(new PageLayout(sheet.width(), sheet.height()).setMargin(0d));
                document.addVPage(page);
            }
            document.onRenderFinish((ids, ofd, index) -> {
                try {
                    new Drawing(pages, document.getResManager(), ids, scratch).draw(ofd);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
            delete(scratch);
        }
        bytes.writeTo(out);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** One document's marks, drawn into the empty pages that are there. */
    private static final class Drawing {

        private final Pages pages;
        private final ResManager resources;
        private final AtomicInteger ids;
        private final Path scratch;
        private final Map<Integer, ST_ID> fonts = new HashMap<>();
        private int pictures;

        Drawing(Pages pages, ResManager resources, AtomicInteger ids, Path scratch) {
            this.pages = pages;
            this.resources = resources;
            this.ids = ids;
            this.scratch = scratch;
        }

        void draw(OFDDir ofd) throws IOException {
            for (int i = 0; i < pages.typefaces().size(); i++) {
                fonts.put(i, font(i));
            }
            try {
                ofd.getOfd()
                        .getDocBody()
                        .getDocInfo()
                        .setTile(pages.title())
                        .setSubject(pages.subject())
                        .setCreator("Duban");
                for (int i = 0; i < pages.sheets().size(); i++) {
                    Page page =
                            ofd.obtainDocDefault().obtainPages().getByIndex(i).getContent();
                    CT_Layer layer = new CT_Layer();
                    layer.setType(Type.Body);
                    layer.setObjID(id());
                    for (Mark mark : pages.sheets().get(i).marks()) {
                        draw(mark, pages.sheets().get(i), layer);
                    }
                    page.setContent(new Content().addLayer(layer));
                }
            } catch (DocumentException e) {
                throw new IOException(e);
            }
        }

        private ST_ID id() {
            return new ST_ID(ids.incrementAndGet());
        }

        private void draw(Mark mark, Sheet sheet, CT_Layer layer) throws IOException {
            ST_Box wholePage = new ST_Box(0, 0, sheet.width(), sheet.height());
            if (mark instanceof Text text) {
                layer.addPageBlock(text(text, wholePage));
            } else if (mark instanceof Line line) {
                PathObject path = new PathObject(id());
                path.setBoundary(wholePage);
                path.setLineWidth(line.width());
                path.setStroke(true);
                path.setStrokeColor(color(line.color()));
                path.setAbbreviatedData(
                        new AbbreviatedData().M(line.x1(), line.y1()).L(line.x2(), line.y2()));
                layer.addPageBlock(path);
            } else if (mark instanceof Area area) {
                PathObject path = new PathObject(id());
                path.setBoundary(wholePage);
                path.setStroke(false);
                path.setFill(true);
                path.setFillColor(color(area.color()));
                path.setAbbreviatedData(new AbbreviatedData()
                        .M(area.x(), area.y())
                        .L(area.x() + area.width(), area.y())
                        .L(area.x() + area.width(), area.y() + area.height())
                        .L(area.x(), area.y() + area.height())
                        .C());
                layer.addPageBlock(path);
            } else if (mark instanceof Picture picture) {
                byte[] bytes = picture.image();
                boolean jpeg = bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8;
                Path file = Files.write(scratch.resolve("picture" + ++pictures + (jpeg ? ".jpg" : ".png")), bytes);
                ImageObject image = new ImageObject(id());
                image.setResourceID(resources.addImage(file).ref());
                image.setBoundary(picture.x(), picture.y(), picture.width(), picture.height());
                image.setCTM(new ST_Array(picture.width(), 0d, 0d, picture.height(), 0d, 0d));
                layer.addPageBlock(image);
            }
        }

        private TextObject text(Text text, ST_Box wholePage) {
            TextObject object = new TextObject(id());
            object.setBoundary(wholePage);
            object.setFont(Objects.requireNonNull(fonts.get(text.typeface())).ref());
            object.setSize(text.size());
            object.setFillColor(color(text.color()));
            if (text.bold()) {
                object.setWeight(Weight.W_700);
            }
            TextCode code = new TextCode();
            code.setCoordinate(text.x(), text.y());
            code.setContent(text.text());
            if (text.advances().size() > 1) {
                code.setDeltaX(
                        text.advances().subList(0, text.advances().size() - 1).toArray(Double[]::new));
            }
            object.addTextCode(code);
            return object;
        }

        private static CT_Color color(int rgb) {
            return CT_Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
        }

        private ST_ID font(int index) throws IOException {
            Typeface typeface = pages.typefaces().get(index);
            CT_Font font = new CT_Font();
            font.setID(id());
            font.setFontName(typeface.family());
            font.setFamilyName(typeface.family());
            byte[] subset = Subset.of(typeface, charactersIn(index));
            String extension = subset[0] == 'O' ? ".otf" : ".ttf";
            Path file = Files.write(scratch.resolve("font" + index + extension), subset);
            Path kept = resources.getDocDir().addResourceWithPath(file);
            font.setFontFile(kept.getFileName().toString());
            resources.addRaw(font);
            return font.getID();
        }

        private Set<Integer> charactersIn(int typeface) {
            Set<Integer> characters = new TreeSet<>();
            for (Sheet sheet : pages.sheets()) {
                for (Mark mark : sheet.marks()) {
                    if (mark instanceof Text text && text.typeface() == typeface) {
                        text.text().codePoints().forEach(characters::add);
                    }
                }
            }
            return characters;
        }
    }
}
