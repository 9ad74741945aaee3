package org.duban.paper.ofd.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.duban.spi.paper.Pages.Typeface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fonts with PostScript outlines (CFF), as 思源 and Noto are: embedded too, cut to what occurs. */
class SubsetTest {

    private static final int HOUSE = 0xF015;
    private static final int GLASS = 0xF000;

    @TempDir
    Path folder;

    private static OpenTypeFont parsed(byte[] subset) throws IOException {
        return new OTFParser().parse(new RandomAccessReadBuffer(subset));
    }

    private static boolean drawn(OpenTypeFont font, int glyph) throws IOException {
        return !font.getCFF()
                .getFont()
                .getType2CharString(glyph)
                .getPath()
                .getBounds()
                .isEmpty();
    }

    @Test
    void of_postscript_outlines_only_the_characters_that_occur_are_kept() throws IOException {
        Path file = folder.resolve("FontAwesome.otf");
        try (InputStream in = Objects.requireNonNull(getClass()
                .getResourceAsStream("/META-INF/resources/webjars/font-awesome/4.7.0/fonts/FontAwesome.otf"))) {
            Files.copy(in, file);
        }
        byte[] subset = Subset.of(new Typeface("FontAwesome", file, 0), Set.of(HOUSE));
        assertTrue(subset.length < Files.size(file) / 2, subset.length + " of " + Files.size(file));
        try (OpenTypeFont whole = new OTFParser().parse(new RandomAccessReadBuffer(Files.readAllBytes(file)));
                OpenTypeFont font = parsed(subset)) {
            int house = font.getUnicodeCmapLookup().getGlyphId(HOUSE);
            int glass = whole.getUnicodeCmapLookup().getGlyphId(GLASS);
            assertEquals(whole.getUnicodeCmapLookup().getGlyphId(HOUSE), house);
            assertTrue(drawn(font, house));
            assertTrue(drawn(whole, glass));
            assertFalse(drawn(font, glass));
            assertEquals(0, font.getUnicodeCmapLookup().getGlyphId(GLASS));
            assertEquals(whole.getAdvanceWidth(house), font.getAdvanceWidth(house));
        }
    }

    /** Runs where the font is: it is large. */
    @Test
    void so_are_those_of_a_chinese_font_in_a_collection() throws IOException {
        Path file = Path.of("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc");
        assumeTrue(Files.isReadable(file), "no Noto on this machine");
        Set<Integer> characters = new TreeSet<>();
        "七里河区人民政府督查通报〔2026〕3号".codePoints().forEach(characters::add);
        byte[] subset = Subset.of(new Typeface("Noto Serif CJK SC", file, 2), characters);
        assertTrue(subset.length < 2_000_000, () -> Integer.toString(subset.length));
        try (OpenTypeFont font = parsed(subset)) {
            for (int character : characters) {
                assertTrue(
                        drawn(font, font.getUnicodeCmapLookup().getGlyphId(character)), Character.toString(character));
            }
            assertEquals(0, font.getUnicodeCmapLookup().getGlyphId('猫'));
        }
    }

    @Test
    void what_is_no_font_is_an_error_and_no_empty_file() throws IOException {
        Path file = Files.writeString(folder.resolve("no.ttf"), "这不是字体，只是一些文字");
        assertThrows(IOException.class, () -> Subset.of(new Typeface("无", file, 0), Set.of((int) '无')));
    }
}
