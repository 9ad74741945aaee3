package org.duban.paper.internal.layout;

import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.util.Locale;
import org.duban.spi.paper.Pages.Typeface;

/** A font that is read: which characters it has and how wide they are. Thread-safe. */
public final class Face {

    private final FontFile file;
    private final BaseFont font;

    /** @throws IOException when the file can't be read, or may not be embedded by its maker's will */
    Face(FontFile file) throws IOException {
        this.file = file;
        String path = file.path().toString();
        boolean collection = path.toLowerCase(Locale.ROOT).matches(".*\\.(ttc|otc)");
        try {
            font = BaseFont.createFont(
                    collection ? path + "," + file.index() : path,
                    BaseFont.IDENTITY_H,
                    BaseFont.EMBEDDED,
                    BaseFont.NOT_CACHED,
                    null,
                    null);
        } catch (RuntimeException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    public String family() {
        return file.family();
    }

    Typeface typeface() {
        return new Typeface(file.family(), file.path(), file.index());
    }

    /** For drawing with OpenPDF. */
    public BaseFont font() {
        return font;
    }

    synchronized boolean has(int character) {
        return font.charExists(character);
    }

    /** How far a character advances, in a font of size 1. */
    public synchronized double advance(int character) {
        return font.getWidth(Character.toString(character)) / 1000.0;
    }
}
