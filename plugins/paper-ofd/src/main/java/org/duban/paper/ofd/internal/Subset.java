package org.duban.paper.ofd.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.duban.spi.paper.Pages.Typeface;

/** A font with only some of its characters. */
final class Subset {

    /** What is needed to draw; not what shapes and kerns other scripts, which is most of a font. */
    private static final List<String> TABLES = List.of(
            "head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "name", "OS/2", "post", "cvt ", "fpgm", "prep");

    private Subset() {}

    /** The font with these characters; empty for one whose outlines aren't TrueType's: it is named, and the reader brings it. */
    static Optional<byte[]> of(Typeface typeface, Set<Integer> characters) throws IOException {
        if (!TrueType.drawn(typeface.file(), typeface.index())) {
            return Optional.empty();
        }
        if (typeface.file().toString().toLowerCase(Locale.ROOT).matches(".*\\.(ttc|otc)")) {
            AtomicInteger at = new AtomicInteger();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TrueTypeCollection collection =
                    new TrueTypeCollection(typeface.file().toFile())) {
                collection.processAllFonts(font -> {
                    if (at.getAndIncrement() == typeface.index()) {
                        bytes.writeBytes(cut(font, characters));
                    }
                });
            }
            return Optional.of(bytes.toByteArray());
        }
        try (RandomAccessReadBufferedFile file =
                        new RandomAccessReadBufferedFile(typeface.file().toFile());
                TrueTypeFont font = new TTFParser().parse(file)) {
            return Optional.of(cut(font, characters));
        }
    }

    private static byte[] cut(TrueTypeFont font, Set<Integer> characters) throws IOException {
        TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
        subsetter.addAll(characters);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        subsetter.writeToStream(bytes);
        return bytes.toByteArray();
    }
}
