package org.duban.paper.internal.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.paper.internal.docx.ChartData;
import org.duban.paper.internal.docx.ChartData.Bar;
import org.duban.paper.internal.docx.Docx;
import org.duban.paper.internal.layout.Flow.Align;
import org.duban.paper.internal.layout.Flow.Block;
import org.duban.paper.internal.layout.Flow.Border;
import org.duban.paper.internal.layout.Flow.Cell;
import org.duban.paper.internal.layout.Flow.Chars;
import org.duban.paper.internal.layout.Flow.Grid;
import org.duban.paper.internal.layout.Flow.LineRule;
import org.duban.paper.internal.layout.Flow.PageLooks;
import org.duban.paper.internal.layout.Flow.Para;
import org.duban.paper.internal.layout.Flow.ParaLooks;
import org.duban.paper.internal.layout.Flow.Row;
import org.duban.paper.internal.layout.Flow.RunLooks;
import org.duban.paper.internal.layout.Fonts.Gap;
import org.duban.paper.internal.layout.Lines.Glyph;
import org.duban.paper.internal.layout.Lines.LineBox;
import org.duban.spi.paper.Pages;
import org.duban.spi.paper.Pages.Area;
import org.duban.spi.paper.Pages.Line;
import org.duban.spi.paper.Pages.Mark;
import org.duban.spi.paper.Pages.Picture;
import org.duban.spi.paper.Pages.Sheet;
import org.duban.spi.paper.Pages.Text;
import org.jspecify.annotations.Nullable;

/** Sets a Word file: pages, lines and characters in their places. What it makes is the same in every format. One document each. */
public final class Typesetter {

    private static final double MM = 25.4 / 72;
    private static final double SLACK = 0.5;

    private final Flow flow;
    private final PageLooks page;
    private final TypeCase types;
    private final List<List<Mark>> sheets = new ArrayList<>();
    private List<Mark> marks = new ArrayList<>();
    private final Set<Line> drawn = new HashSet<>();
    private double y;

    /** Where the text area of this page ends: above what stands at its foot. */
    private double floor;

    /**
     * A document that is set.
     *
     * @param faces the fonts of {@code pages.typefaces()}, read
     * @param gaps fonts it asks for that aren't there
     * @param lacking characters that no font has; 〓 stands for them
     */
    public record Result(Pages pages, List<Face> faces, List<Gap> gaps, Set<Integer> lacking) {
        public Result {
            faces = List.copyOf(faces);
            gaps = List.copyOf(gaps);
            lacking = Set.copyOf(lacking);
        }
    }

    private Typesetter(Flow flow, TypeCase types) {
        this.flow = flow;
        this.page = flow.page();
        this.types = types;
    }

    /** @throws IOException when the file can't be read */
    public static Result set(Docx docx, Fonts fonts, String title, String subject) throws IOException {
        TypeCase types = new TypeCase(fonts);
        Typesetter setter = new Typesetter(FlowReader.read(docx), types);
        List<Sheet> sheets = setter.sheets();
        return new Result(
                new Pages(title, subject, types.typefaces(), sheets), types.faces(), types.gaps(), types.lacking());
    }

    private List<Sheet> sheets() {
        newPage();
        List<Block> blocks = withoutEmptyEnd(flow.blocks());
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Para para && para.looks().atBottom()) {
                List<Para> frame = new ArrayList<>();
                for (int k = i; k < blocks.size(); k++) {
                    if (!(blocks.get(k) instanceof Para other) || !other.looks().atBottom()) {
                        break;
                    }
                    frame.add(other);
                }
                frame(frame);
                i += frame.size() - 1;
            } else if (blocks.get(i) instanceof Para para) {
                para(para, following(blocks, i));
            } else if (blocks.get(i) instanceof Grid grid) {
                if (grid.atBottom()) {
                    atBottom(grid);
                } else {
                    grid(grid);
                }
            }
        }
        List<Sheet> done = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            marks = sheets.get(i);
            foot(i + 1);
            done.add(new Sheet(page.width() * MM, page.height() * MM, marks));
        }
        return done;
    }

    /** Word wants a paragraph after the last table; it isn't worth a page. */
    private static List<Block> withoutEmptyEnd(List<Block> blocks) {
        int end = blocks.size();
        while (end > 0
                && blocks.get(end - 1) instanceof Para para
                && para.pieces().isEmpty()) {
            end--;
        }
        return blocks.subList(0, end);
    }

    private void newPage() {
        marks = new ArrayList<>();
        drawn.clear();
        sheets.add(marks);
        y = page.top();
        floor = page.textBottom();
    }

    private boolean atTop() {
        return y <= page.top() + SLACK;
    }

    private Lines lines() {
        return new Lines(types, page, sheets.size());
    }

    // ---- paragraphs

    /** What must stand on the same page as the end of a paragraph that keeps with the next. */
    private double following(List<Block> blocks, int index) {
        double height = 0;
        for (int i = index; i + 1 < blocks.size(); i++) {
            if (!(blocks.get(i) instanceof Para para) || !para.looks().keepNext()) {
                break;
            }
            Block next = blocks.get(i + 1);
            if (next instanceof Grid grid && grid.atBottom()) {
                height += height(grid);
            } else if (next instanceof Para other) {
                List<LineBox> lines = lines().of(other, page.textWidth(), false);
                boolean whole = other.looks().keepNext();
                height += other.looks().before()
                        + lines.stream()
                                .limit(whole ? lines.size() : 1)
                                .mapToDouble(LineBox::height)
                                .sum();
            } else if (next instanceof Grid grid && !grid.rows().isEmpty()) {
                // Something of the table itself, not only its head.
                height += grid.rows().stream()
                        .limit(1 + grid.rows().stream().filter(Row::head).count())
                        .mapToDouble(row -> new SetRow(grid, row, 0).height)
                        .sum();
            }
        }
        return height;
    }

    private void para(Para para, double following) {
        ParaLooks looks = para.looks();
        if (looks.pageBreakBefore() && !atTop()) {
            newPage();
        }
        List<LineBox> lines = lines().of(para, page.textWidth(), false);
        double textHeight = page.textBottom() - page.top();
        double total = lines.stream().mapToDouble(LineBox::height).sum();
        boolean first = sheets.size() == 1 && marks.isEmpty();
        if (!atTop() || first) {
            y += looks.before();
        }
        border(looks.topBorder(), looks, y);
        for (int i = 0; i < lines.size(); i++) {
            LineBox line = lines.get(i);
            double needed = line.height();
            if (looks.keepNext() && following + total < textHeight && i >= lines.size() - 2) {
                needed = lines.subList(i, lines.size()).stream()
                                .mapToDouble(LineBox::height)
                                .sum()
                        + following;
            }
            if (y + needed > floor + SLACK && !atTop()) {
                newPage();
            }
            draw(line, page.left(), y);
            y += line.height();
            if (line.breakAfter()) {
                newPage();
            }
        }
        Border bottom = looks.bottomBorder();
        if (bottom != null) {
            border(bottom, looks, y + bottom.space());
            y += bottom.space() + bottom.width();
        }
        y += looks.after();
    }

    private void border(@Nullable Border border, ParaLooks looks, double at) {
        if (border != null) {
            line(
                    page.left() + looks.left(),
                    at,
                    page.width() - page.right() - looks.right(),
                    at,
                    border.width(),
                    border.color());
        }
    }

    private void line(double x1, double y1, double x2, double y2, double width, int color) {
        Line line = new Line(x1 * MM, y1 * MM, x2 * MM, y2 * MM, width * MM, color);
        // Two rows share a border.
        if (drawn.add(line)) {
            marks.add(line);
        }
    }

    private void draw(LineBox line, double x, double top) {
        List<Glyph> run = new ArrayList<>();
        for (Glyph glyph : line.glyphs()) {
            if (glyph.thing() != null) {
                flush(run, x, top + line.baseline());
                thing(glyph, x + glyph.x(), top + line.baseline() - glyph.size());
                continue;
            }
            if (!run.isEmpty() && !alike(run.get(run.size() - 1), glyph)) {
                flush(run, x, top + line.baseline());
            }
            run.add(glyph);
        }
        flush(run, x, top + line.baseline());
    }

    private static boolean alike(Glyph a, Glyph b) {
        return a.typeface() == b.typeface()
                && a.size() == b.size()
                && a.bold() == b.bold()
                && a.color() == b.color()
                && Math.abs(a.x() + a.advance() - b.x()) < 0.001;
    }

    private void flush(List<Glyph> run, double x, double baseline) {
        if (run.isEmpty()) {
            return;
        }
        Glyph first = run.get(0);
        StringBuilder text = new StringBuilder();
        List<Double> advances = new ArrayList<>();
        for (Glyph glyph : run) {
            text.appendCodePoint(glyph.character());
            advances.add(glyph.advance() * MM);
        }
        marks.add(new Text(
                first.typeface(),
                first.size() * MM,
                first.bold(),
                first.color(),
                (x + first.x()) * MM,
                baseline * MM,
                text.toString(),
                advances));
        run.clear();
    }

    private void thing(Glyph glyph, double x, double top) {
        if (glyph.thing() instanceof Flow.Image image) {
            marks.add(new Picture(x * MM, top * MM, image.width() * MM, image.height() * MM, image.bytes()));
        } else if (glyph.thing() instanceof Flow.Chart chart) {
            chart(chart.data(), x, top, chart.width(), chart.height());
        }
    }

    // ---- charts

    private static final RunLooks CHART_TITLE = new RunLooks("黑体", "黑体", 12, false, 0, 0);
    private static final RunLooks CHART_TEXT = new RunLooks("宋体", "宋体", 10.5, false, 0, 0);
    private static final int CHART_BAR = 0x595959;

    private void chart(ChartData data, double x, double top, double width, double height) {
        label(data.title(), CHART_TITLE, x, top + 4, width, Align.CENTER);
        double titleHeight = 28;
        double names = width * 0.3;
        double values = 56;
        double most = data.bars().stream().mapToDouble(Bar::value).max().orElse(0);
        double room = (height - titleHeight) / data.bars().size();
        double from = top + titleHeight;
        for (Bar bar : data.bars()) {
            label(bar.name(), CHART_TEXT, x, from + (room - 14) / 2, names - 8, Align.RIGHT);
            double length = most == 0 ? 0 : bar.value() / most * (width - names - values);
            if (length > 0) {
                marks.add(new Area(
                        (x + names) * MM, (from + room * 0.19) * MM, length * MM, room * 0.62 * MM, CHART_BAR));
            }
            label(
                    ChartData.written(bar.value()),
                    CHART_TEXT,
                    x + names + length + 6,
                    from + (room - 14) / 2,
                    values,
                    Align.LEFT);
            from += room;
        }
        line(x + names, top + titleHeight, x + names, top + height, 0.75, 0);
    }

    /** A text on one line; what doesn't fit into it is shortened. */
    private void label(String text, RunLooks looks, double x, double top, double width, Align align) {
        ParaLooks oneLine = new ParaLooks(
                align, 0, 0, 0, 0, 0, 1, LineRule.AUTO, null, null, false, false, false, List.of(), looks.size());
        String shown = text;
        List<LineBox> lines = lines().of(new Para(oneLine, List.of(new Chars(shown, looks))), width, true);
        while (lines.size() > 1 && shown.length() > 2) {
            shown = shown.substring(0, shown.length() - 2) + "…";
            lines = lines().of(new Para(oneLine, List.of(new Chars(shown, looks))), width, true);
        }
        draw(lines.get(0), x, top);
    }

    // ---- tables

    private double left(Grid grid, double scale) {
        double width = grid.columns().stream().mapToDouble(Double::doubleValue).sum() * scale;
        return page.left()
                + switch (grid.align()) {
                    case CENTER -> (page.textWidth() - width) / 2;
                    case RIGHT -> page.textWidth() - width;
                    default -> grid.indent();
                };
    }

    /** Tables wider than the text are narrowed to it. */
    private double scale(Grid grid) {
        double width = grid.columns().stream().mapToDouble(Double::doubleValue).sum();
        return width > page.textWidth() + 1 ? page.textWidth() / width : 1;
    }

    private void grid(Grid grid) {
        List<SetRow> heads = new ArrayList<>();
        for (Row row : grid.rows()) {
            if (!row.head() || heads.size() < countHeads(grid)) {
                SetRow set = new SetRow(grid, row, left(grid, scale(grid)));
                if (row.head()) {
                    heads.add(set);
                }
                place(set, row.head() ? List.of() : heads);
            }
        }
    }

    private static long countHeads(Grid grid) {
        return grid.rows().stream().takeWhile(Row::head).count();
    }

    private void place(SetRow row, List<SetRow> heads) {
        if (y + row.height > floor + SLACK && !atTop()) {
            double headHeight = heads.stream().mapToDouble(head -> head.height).sum();
            boolean fitsNext = page.top() + headHeight + row.height <= page.textBottom() + SLACK;
            if (fitsNext || floor - y < row.height / 3) {
                newPage();
                heads.forEach(head -> y = head.draw(y, 0, head.height));
            }
        }
        // A row higher than a page goes on over the next ones.
        double done = 0;
        while (row.height - done > floor - y + SLACK) {
            double part = row.upTo(done, floor - y);
            if (part <= 0) {
                if (atTop()) {
                    break;
                }
            } else {
                row.draw(y, done, part);
                done += part;
            }
            newPage();
            heads.forEach(head -> y = head.draw(y, 0, head.height));
        }
        y = row.draw(y, done, row.height - done);
    }

    private double height(Grid grid) {
        return grid.rows().stream()
                .mapToDouble(row -> new SetRow(grid, row, 0).height)
                .sum();
    }

    private void atBottom(Grid grid) {
        List<SetRow> rows = new ArrayList<>();
        for (Row row : grid.rows()) {
            rows.add(new SetRow(grid, row, left(grid, scale(grid))));
        }
        double from = lower(height(grid));
        for (SetRow row : rows) {
            from = row.draw(from, 0, row.height);
        }
    }

    /** Keeps room at the foot of the text area, of a new page if it must be, and returns where it begins. */
    private double lower(double height) {
        if (y + height > floor + SLACK && !atTop()) {
            newPage();
        }
        floor -= height;
        return floor;
    }

    private void frame(List<Para> frame) {
        List<List<LineBox>> lines = frame.stream()
                .map(para -> lines().of(para, page.textWidth(), true))
                .toList();
        double height = lines.stream()
                .flatMap(List::stream)
                .mapToDouble(LineBox::height)
                .sum();
        double from = lower(height);
        for (int i = 0; i < frame.size(); i++) {
            border(frame.get(i).looks().topBorder(), frame.get(i).looks(), from);
            for (LineBox line : lines.get(i)) {
                draw(line, page.left(), from);
                from += line.height();
            }
            border(frame.get(i).looks().bottomBorder(), frame.get(i).looks(), from);
        }
    }

    /** A row that is set: its cells' lines and their height. */
    private final class SetRow {
        private static final double PADDING = 2;

        private final Row row;
        private final List<Double> x = new ArrayList<>();
        private final List<List<Placed>> lines = new ArrayList<>();
        private final double height;

        /** A line and where its top is, from that of the cell. */
        private record Placed(double x, double top, LineBox line) {
            double bottom() {
                return top + line.height();
            }
        }

        SetRow(Grid grid, Row row, double left) {
            this.row = row;
            double scale = scale(grid);
            double at = left;
            int column = 0;
            double most = 0;
            x.add(at);
            for (Cell cell : row.cells()) {
                double width = 0;
                for (int i = 0; i < cell.columns() && column < grid.columns().size(); i++) {
                    width += grid.columns().get(column++) * scale;
                }
                List<Placed> placed = new ArrayList<>();
                double bottom = PADDING;
                if (!cell.continued()) {
                    for (Block block : cell.blocks()) {
                        bottom = place(block, width - 2 * cell.sidePadding(), at + cell.sidePadding(), bottom, placed);
                    }
                }
                most = Math.max(most, bottom + PADDING);
                lines.add(placed);
                at += width;
                x.add(at);
            }
            height = row.exact() ? row.height() : Math.max(row.height(), most);
        }

        private double place(Block block, double width, double left, double top, List<Placed> placed) {
            double at = top;
            if (block instanceof Para para) {
                at += para.looks().before();
                for (LineBox line : lines().of(para, width, true)) {
                    placed.add(new Placed(left, at, line));
                    at += line.height();
                }
                return at + para.looks().after();
            }
            // A table in a cell: its cells one below the other, so that nothing of it is lost.
            for (Row inner : ((Grid) block).rows()) {
                for (Cell cell : inner.cells()) {
                    for (Block below : cell.blocks()) {
                        at = place(below, width, left, at, placed);
                    }
                }
            }
            return at;
        }

        /** How much of the row, from {@code done} on, ends with a line and is no higher than {@code room}. */
        double upTo(double done, double room) {
            double best = 0;
            for (List<Placed> cell : lines) {
                for (Placed line : cell) {
                    double bottom = line.bottom() - done;
                    if (bottom <= room && bottom > best && !cuts(line.bottom())) {
                        best = bottom;
                    }
                }
            }
            return best;
        }

        private boolean cuts(double at) {
            return lines.stream()
                    .flatMap(List::stream)
                    .anyMatch(line -> line.top() < at - SLACK && line.bottom() > at + SLACK);
        }

        /** Draws a part of the row, and returns where it ends. */
        double draw(double top, double from, double part) {
            for (int i = 0; i < row.cells().size(); i++) {
                Cell cell = row.cells().get(i);
                double left = x.get(i);
                double right = x.get(i + 1);
                if (cell.fill() != null) {
                    marks.add(new Area(left * MM, top * MM, (right - left) * MM, part * MM, cell.fill()));
                }
                double shift = from > 0 ? 0 : shift(cell, i, part);
                for (Placed line : lines.get(i)) {
                    if (line.top() >= from - SLACK && line.bottom() <= from + part + SLACK) {
                        Typesetter.this.draw(line.line(), line.x(), top + shift + line.top() - from);
                    }
                }
                side(cell.borders().get(1), right, top, right, top + part);
                side(cell.borders().get(3), left, top, left, top + part);
            }
            across(0, top);
            across(2, top + part);
            return top + part;
        }

        private double shift(Cell cell, int index, double part) {
            double bottom =
                    lines.get(index).stream().mapToDouble(Placed::bottom).max().orElse(0) + PADDING;
            double rest = Math.max(0, part - bottom);
            return switch (cell.verticalAlign()) {
                case TOP -> 0;
                case CENTER -> rest / 2;
                case BOTTOM -> rest;
            };
        }

        /** The upper (0) or lower (2) border, in one line as far as it is the same. */
        private void across(int which, double at) {
            for (int i = 0; i < row.cells().size(); ) {
                Border border = across(row.cells().get(i), which);
                int end = i + 1;
                while (end < row.cells().size()
                        && Objects.equals(border, across(row.cells().get(end), which))) {
                    end++;
                }
                side(border, x.get(i), at, x.get(end), at);
                i = end;
            }
        }

        private static @Nullable Border across(Cell cell, int which) {
            boolean merged = which == 0 ? cell.continued() : cell.goesOn();
            return merged ? null : cell.borders().get(which);
        }

        private void side(@Nullable Border border, double x1, double y1, double x2, double y2) {
            if (border != null) {
                line(x1, y1, x2, y2, border.width(), border.color());
            }
        }
    }

    // ---- the foot

    private void foot(int number) {
        List<Block> blocks = number % 2 == 0 && flow.footers().containsKey("even")
                ? flow.footers().get("even")
                : flow.footers().getOrDefault("default", List.of());
        if (blocks == null) {
            return;
        }
        List<LineBox> all = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Para para) {
                all.addAll(new Lines(types, page, number).of(para, page.textWidth(), true));
            }
        }
        double top = page.height()
                - page.footer()
                - all.stream().mapToDouble(LineBox::height).sum();
        for (LineBox line : all) {
            draw(line, page.left(), top);
            top += line.height();
        }
    }
}
