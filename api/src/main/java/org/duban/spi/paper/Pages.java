package org.duban.spi.paper;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A document as it is drawn: pages of marks, each in its place. All lengths are millimetres, from the top left corner of the page.
 *
 * @param title the paper's title, for the document's properties
 * @param subject its number; empty before it has one
 * @param typefaces the fonts the marks name by index
 * @param sheets the pages in order
 */
public record Pages(String title, String subject, List<Typeface> typefaces, List<Sheet> sheets) {

    public Pages {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(subject, "subject");
        typefaces = List.copyOf(typefaces);
        sheets = List.copyOf(sheets);
    }

    /**
     * A font of the site.
     *
     * @param family its family name as the file has it
     * @param file the font file, TrueType or OpenType, or a collection of them
     * @param index its place in a collection; 0 for a file with one font
     */
    public record Typeface(String family, Path file, int index) {
        public Typeface {
            Objects.requireNonNull(family, "family");
            Objects.requireNonNull(file, "file");
        }
    }

    /** One page; marks are drawn in order. */
    public record Sheet(double width, double height, List<Mark> marks) {
        public Sheet {
            marks = List.copyOf(marks);
        }
    }

    /** Something drawn on a page. Colours are {@code 0xRRGGBB}. */
    public sealed interface Mark {}

    /**
     * Characters on one base line in one font.
     *
     * @param typeface index into {@link Pages#typefaces()}, which has a glyph for each of the characters
     * @param size font size
     * @param bold whether it is to be made bolder than the font is
     * @param x where the first character begins
     * @param y the base line
     * @param text the characters
     * @param advances from the beginning of each character (code point) to that of the next; one for each
     */
    public record Text(
            int typeface, double size, boolean bold, int color, double x, double y, String text, List<Double> advances)
            implements Mark {
        public Text {
            advances = List.copyOf(advances);
            if (text.codePointCount(0, text.length()) != advances.size()) {
                throw new IllegalArgumentException("one advance for each character: " + text + ", " + advances);
            }
        }
    }

    /** A straight line. */
    public record Line(double x1, double y1, double x2, double y2, double width, int color) implements Mark {}

    /** A filled rectangle, {@code x} and {@code y} its top left corner. */
    public record Area(double x, double y, double width, double height, int color) implements Mark {}

    /** A picture, PNG or JPEG, {@code x} and {@code y} its top left corner. */
    public record Picture(double x, double y, double width, double height, byte[] image) implements Mark {
        public Picture {
            image = image.clone();
        }

        @Override
        public byte[] image() {
            return image.clone();
        }
    }
}
