package org.duban.paper.ofd.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.duban.spi.paper.Pages;
import org.duban.spi.paper.Pages.Area;
import org.duban.spi.paper.Pages.Line;
import org.duban.spi.paper.Pages.Picture;
import org.duban.spi.paper.Pages.Sheet;
import org.duban.spi.paper.Pages.Text;
import org.duban.spi.paper.Pages.Typeface;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ofdrw.reader.ContentExtractor;
import org.ofdrw.reader.OFDReader;

class OfdRendererTest {

    private static final byte[] DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    @TempDir
    Path folder;

    private Path font;

    @BeforeEach
    void font() throws IOException {
        font = folder.resolve("wqy.ttf");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/fonts/WenQuanZhengHei.ttf"))) {
            Files.copy(in, font);
        }
    }

    private byte[] paper() throws IOException {
        Pages pages = new Pages(
                "关于油烟扰民整治的通报",
                "七督通〔2026〕3号",
                List.of(new Typeface("文泉驿正黑", font, 0)),
                List.of(
                        new Sheet(
                                210,
                                297,
                                List.of(
                                        new Text(0, 5.64, false, 0xFF0000, 28, 45, "督查通报", List.of(5.6, 5.6, 5.6, 5.6)),
                                        new Line(28, 60, 184, 60, 0.53, 0xFF0000),
                                        new Area(30, 70, 50, 6, 0x595959),
                                        new Picture(30, 90, 10, 10, DOT))),
                        new Sheet(
                                210,
                                297,
                                List.of(new Text(
                                        0, 4.94, true, 0, 160, 270, "— 2 —", List.of(5.0, 2.5, 2.5, 2.5, 5.0))))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new OfdRenderer().render(pages, bytes);
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> files(byte[] ofd) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ofd))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void a_reader_reads_back_every_page_and_its_text() throws Exception {
        Path file = Files.write(folder.resolve("paper.ofd"), paper());
        try (OFDReader reader = new OFDReader(file)) {
            assertEquals(2, reader.getNumberOfPages());
            ContentExtractor extractor = new ContentExtractor(reader);
            assertEquals(List.of("督查通报"), extractor.getPageContent(1));
            assertEquals(List.of("— 2 —"), extractor.getPageContent(2));
            assertEquals(
                    "关于油烟扰民整治的通报",
                    reader.getOFDDir().getOfd().getDocBody().getDocInfo().getTile());
        }
    }

    @Test
    void characters_lines_and_areas_stand_where_they_were_laid() throws IOException {
        String page = new String(files(paper()).get("Doc_0/Pages/Page_0/Content.xml"), StandardCharsets.UTF_8);
        assertTrue(page.contains("DeltaX=\"5.600 5.600 5.600\""), page);
        assertTrue(page.matches("(?s).*TextCode[^>]* X=\"28(\\.0)?\".*"), page);
        assertTrue(page.matches("(?s).*M 28(\\.0)? 60(\\.0)? L 184(\\.0)? 60(\\.0)?.*"), page);
        assertTrue(page.contains("<ofd:FillColor Value=\"255 0 0\"/>"), page);
    }

    @Test
    void of_the_font_only_the_characters_that_occur_are_embedded() throws IOException {
        Map<String, byte[]> files = files(paper());
        List<String> fonts =
                files.keySet().stream().filter(name -> name.endsWith(".ttf")).toList();
        assertEquals(1, fonts.size(), files.keySet().toString());
        byte[] embedded = files.get(fonts.get(0));
        assertTrue(embedded.length < 60_000, embedded.length + " of " + Files.size(font));
        try (TrueTypeFont subset = new TTFParser().parse(new RandomAccessReadBuffer(embedded))) {
            for (int c : "督查通报—2".codePoints().toArray()) {
                assertTrue(subset.getUnicodeCmapLookup().getGlyphId(c) > 0, Character.toString(c));
            }
            assertEquals(0, subset.getUnicodeCmapLookup().getGlyphId('猫'));
        }
    }
}
