package org.duban.paper.internal.layout;

import java.util.List;
import java.util.Map;
import org.duban.paper.internal.docx.ChartData;
import org.jspecify.annotations.Nullable;

/**
 * What flows over the pages, with its looks worked out. All lengths are points.
 *
 * @param page the paper and its grid
 * @param blocks paragraphs and tables in order
 * @param footers blocks of the page foot: {@code default}, and {@code even} where even pages have their own
 */
record Flow(PageLooks page, List<Block> blocks, Map<String, List<Block>> footers) {

    /**
     * @param footer from the lower edge of the page to the lower edge of the foot
     * @param pitch distance of the grid's lines; 0 without a grid
     * @param tracking what each Chinese character is set wider than it is, by the grid
     */
    record PageLooks(
            double width,
            double height,
            double top,
            double right,
            double bottom,
            double left,
            double footer,
            double pitch,
            double tracking) {
        double textWidth() {
            return width - left - right;
        }

        double textBottom() {
            return height - bottom;
        }
    }

    sealed interface Block {}

    record Para(ParaLooks looks, List<Piece> pieces) implements Block {}

    /**
     * @param columns widths
     * @param atBottom whether it stands at the foot of the text area (版记)
     */
    record Grid(List<Double> columns, List<Row> rows, double indent, Align align, boolean atBottom) implements Block {}

    record Row(List<Cell> cells, boolean head, double height, boolean exact) {}

    /** @param borders top, right, bottom, left; null: none */
    record Cell(
            int columns,
            List<Block> blocks,
            List<@Nullable Border> borders,
            @Nullable Integer fill,
            VerticalAlign verticalAlign,
            double sidePadding,
            boolean continued,
            boolean goesOn) {}

    enum VerticalAlign {
        TOP,
        CENTER,
        BOTTOM
    }

    enum Align {
        LEFT,
        CENTER,
        RIGHT,
        JUSTIFY,
        DISTRIBUTE
    }

    record Border(double width, int color, double space) {}

    enum LineRule {
        AUTO,
        AT_LEAST,
        EXACT
    }

    /**
     * @param atBottom whether it stands at the foot of the text area (版记), in a frame
     * @param line points, or with {@code AUTO} how many times a line's own height
     */
    record ParaLooks(
            Align align,
            double left,
            double right,
            double first,
            double before,
            double after,
            double line,
            LineRule rule,
            @Nullable Border topBorder,
            @Nullable Border bottomBorder,
            boolean keepNext,
            boolean pageBreakBefore,
            boolean atBottom,
            List<Tab> tabs,
            double emptySize) {}

    record Tab(double at, Align align) {}

    record RunLooks(String family, String latin, double size, boolean bold, int color, double spacing) {}

    sealed interface Piece {}

    record Chars(String text, RunLooks looks) implements Piece {}

    record PageNumber(RunLooks looks) implements Piece {}

    record TabStop(RunLooks looks) implements Piece {}

    record LineBreak(RunLooks looks) implements Piece {}

    record PageBreak() implements Piece {}

    record Image(double width, double height, byte[] bytes) implements Piece {}

    record Chart(double width, double height, ChartData data) implements Piece {}
}
