package org.duban.paper.ofd.internal;

import com.lowagie.text.pdf.CFFFontSubset;
import com.lowagie.text.pdf.RandomAccessFileOrArray;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.duban.spi.paper.Pages.Typeface;

/** A font with only some of its characters, as a file of its own: so a document looks the same where nobody has the font. */
final class Subset {

    /** What is needed to draw; not what shapes and kerns other scripts, which is most of a font. */
    private static final List<String> TABLES = List.of(
            "head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "name", "OS/2", "post", "cvt ", "fpgm", "prep");

    /** The same of a font with PostScript outlines. */
    private static final List<String> CFF_TABLES =
            List.of("head", "hhea", "hmtx", "maxp", Sfnt.CFF, "cmap", "name", "OS/2", "post");

    private static final int POST_WITHOUT_NAMES = 3;
    private static final int POST_LENGTH = 32;

    private Subset() {}

    /** The font with these characters. */
    static byte[] of(Typeface typeface, Set<Integer> characters) throws IOException {
        Sfnt whole = Sfnt.read(typeface.file(), typeface.index(), TABLES);
        if (whole.table(Sfnt.OUTLINES).isPresent()) {
            try (TrueTypeFont font = parsed(whole)) {
                TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
                subsetter.addAll(characters);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                subsetter.writeToStream(bytes);
                return bytes.toByteArray();
            }
        }
        return postScript(Sfnt.read(typeface.file(), typeface.index(), CFF_TABLES), characters, typeface.family());
    }

    private static TrueTypeFont parsed(Sfnt font) throws IOException {
        TTFParser parser = font.table(Sfnt.CFF).isPresent() ? new OTFParser() : new TTFParser();
        return parser.parse(new RandomAccessReadBuffer(font.write()));
    }

    /** Glyphs keep their numbers, and those that aren't needed are empty: so all other tables stay true. */
    private static byte[] postScript(Sfnt whole, Set<Integer> characters, String family) throws IOException {
        byte[] outlines = whole.table(Sfnt.CFF).orElseThrow(() -> new IOException("字体没有轮廓：" + family));
        Map<Integer, Integer> glyphs = new TreeMap<>();
        try (TrueTypeFont font = parsed(whole)) {
            CmapLookup lookup = font.getUnicodeCmapLookup();
            for (int character : characters) {
                int glyph = lookup.getGlyphId(character);
                if (glyph != 0) {
                    glyphs.put(character, glyph);
                }
            }
        }
        HashMap<Integer, int[]> used = new HashMap<>();
        used.put(0, new int[] {0});
        glyphs.values().forEach(glyph -> used.put(glyph, new int[] {glyph}));
        // A part of a font that has none of its glyphs left would be without what the format demands; strict readers
        // refuse the whole then.
        new Parts(outlines).glyphs().forEach(glyph -> used.putIfAbsent(glyph, new int[] {glyph}));
        CFFFontSubset subset = new CFFFontSubset(new RandomAccessFileOrArray(outlines), used);
        byte[] post = new byte[POST_LENGTH];
        post[1] = POST_WITHOUT_NAMES;
        return whole.with(Sfnt.CFF, subset.Process(subset.getNames()[0]))
                .with("cmap", characterMap(glyphs))
                .with("post", post)
                .write();
    }

    /** The parts (font dictionaries) that a large font consists of. */
    private static final class Parts extends CFFFontSubset {

        Parts(byte[] outlines) {
            super(new RandomAccessFileOrArray(outlines), new HashMap<>());
        }

        /** One glyph of each part; none of a font without parts. */
        Collection<Integer> glyphs() {
            Map<Integer, Integer> first = new TreeMap<>();
            if (fonts[0].isCID) {
                for (int glyph = 0; glyph < fonts[0].FDSelect.length; glyph++) {
                    first.putIfAbsent(fonts[0].FDSelect[glyph], glyph);
                }
            }
            return first.values();
        }
    }

    /** A cmap of one table in format 12, for all of Unicode. */
    private static byte[] characterMap(Map<Integer, Integer> glyphs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(0);
        out.writeShort(1);
        out.writeShort(3); // Windows, UCS-4
        out.writeShort(10);
        out.writeInt(12);
        out.writeShort(12);
        out.writeShort(0);
        out.writeInt(16 + 12 * glyphs.size());
        out.writeInt(0);
        out.writeInt(glyphs.size());
        for (Map.Entry<Integer, Integer> glyph : glyphs.entrySet()) {
            out.writeInt(glyph.getKey());
            out.writeInt(glyph.getKey());
            out.writeInt(glyph.getValue());
        }
        return bytes.toByteArray();
    }
}
