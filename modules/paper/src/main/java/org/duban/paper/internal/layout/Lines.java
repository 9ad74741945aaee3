package org.duban.paper.internal.layout;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duban.paper.internal.layout.Flow.Align;
import org.duban.paper.internal.layout.Flow.Chars;
import org.duban.paper.internal.layout.Flow.LineBreak;
import org.duban.paper.internal.layout.Flow.PageBreak;
import org.duban.paper.internal.layout.Flow.PageLooks;
import org.duban.paper.internal.layout.Flow.PageNumber;
import org.duban.paper.internal.layout.Flow.Para;
import org.duban.paper.internal.layout.Flow.ParaLooks;
import org.duban.paper.internal.layout.Flow.Piece;
import org.duban.paper.internal.layout.Flow.RunLooks;
import org.duban.paper.internal.layout.Flow.Tab;
import org.duban.paper.internal.layout.Flow.TabStop;
import org.jspecify.annotations.Nullable;

/**
 * Breaks paragraphs into lines: as many characters as fit, closing punctuation never first, opening never last (避头尾). What is left of a
 * justified line is spread between its characters.
 */
final class Lines {

    /** Where the base line is below the top of a character's square. */
    static final double ASCENT = 0.88;

    /** A line's own height for a size, without a grid. */
    private static final double LEADING = 1.3;

    private static final double ROUNDING = 0.01;

    private final TypeCase types;
    private final PageLooks page;
    private final int pageNumber;

    /** A character or thing on a line, {@code x} from the left edge of the paragraph's column. */
    record Glyph(
            int character,
            int typeface,
            double size,
            boolean bold,
            int color,
            double x,
            double advance,
            @Nullable Piece thing) {
        Glyph at(double other, double wide) {
            return new Glyph(character, typeface, size, bold, color, other, wide, thing);
        }

        boolean blank() {
            return thing == null && Character.isWhitespace(character);
        }

        boolean wide() {
            return thing == null && character >= 0x2E80;
        }
    }

    /** @param breakAfter whether a new page begins after it */
    record LineBox(double height, double baseline, List<Glyph> glyphs, boolean breakAfter) {}

    Lines(TypeCase types, PageLooks page, int pageNumber) {
        this.types = types;
        this.page = page;
        this.pageNumber = pageNumber;
    }

    /** @param inTable lines in tables don't keep to the page's grid */
    List<LineBox> of(Para para, double width, boolean inTable) {
        List<LineBox> lines = new ArrayList<>();
        List<Glyph> paragraph = new ArrayList<>();
        boolean first = true;
        for (Piece piece : para.pieces()) {
            if (piece instanceof LineBreak || piece instanceof PageBreak) {
                lines.addAll(broken(para.looks(), paragraph, width, first, false, inTable, piece instanceof PageBreak));
                paragraph.clear();
                first = false;
            } else {
                set(piece, paragraph);
            }
        }
        boolean endsWithPage =
                !para.pieces().isEmpty() && para.pieces().get(para.pieces().size() - 1) instanceof PageBreak;
        if (!endsWithPage) {
            lines.addAll(broken(para.looks(), paragraph, width, first, true, inTable, false));
        }
        return lines;
    }

    private void set(Piece piece, List<Glyph> to) {
        if (piece instanceof Chars chars) {
            chars.text().codePoints().forEach(c -> to.add(character(c, chars.looks())));
        } else if (piece instanceof PageNumber number) {
            Integer.toString(pageNumber).codePoints().forEach(c -> to.add(character(c, number.looks())));
        } else if (piece instanceof TabStop tab) {
            to.add(new Glyph('\t', 0, tab.looks().size(), false, 0, 0, 0, null));
        } else if (piece instanceof Flow.Image image) {
            to.add(new Glyph(0xFFFC, 0, image.height(), false, 0, 0, image.width(), image));
        } else if (piece instanceof Flow.Chart chart) {
            to.add(new Glyph(0xFFFC, 0, chart.height(), false, 0, 0, chart.width(), chart));
        }
    }

    private Glyph character(int character, RunLooks looks) {
        boolean wide = character >= 0x2E80 || Quotes.WIDE.indexOf(character) >= 0;
        TypeCase.Cut cut = types.cut(character, wide ? looks.family() : looks.latin());
        double advance = cut.advance() * looks.size() + looks.spacing() + (wide ? page.tracking() : 0);
        return new Glyph(cut.character(), cut.typeface(), looks.size(), looks.bold(), looks.color(), 0, advance, null);
    }

    /** Signs that Chinese fonts set a full square wide, though they are not Chinese only. */
    private static final class Quotes {
        static final String WIDE = "“”‘’—…·×";
    }

    private List<LineBox> broken(
            ParaLooks looks,
            List<Glyph> glyphs,
            double width,
            boolean first,
            boolean last,
            boolean inTable,
            boolean pageAfter) {
        double room = width - looks.left() - looks.right();
        List<LineBox> lines = new ArrayList<>();
        if (glyphs.isEmpty()) {
            lines.add(line(looks, List.of(), inTable, pageAfter));
            return lines;
        }
        boolean[] breakable = breaks(glyphs);
        int from = 0;
        while (from < glyphs.size()) {
            double indent = first && from == 0 ? looks.first() : 0;
            int to = end(glyphs, breakable, from, room - indent);
            List<Glyph> line = trimmed(glyphs.subList(from, to));
            boolean end = to == glyphs.size();
            lines.add(line(
                    looks,
                    placed(looks, line, looks.left() + indent, room - indent, end && last),
                    inTable,
                    end && pageAfter));
            from = to;
        }
        return lines;
    }

    /** Whether a line may end before the glyph. */
    private static boolean[] breaks(List<Glyph> glyphs) {
        StringBuilder text = new StringBuilder();
        int[] glyphAt = new int[glyphs.size() * 2 + 1];
        for (int i = 0; i < glyphs.size(); i++) {
            glyphAt[text.length()] = i;
            text.appendCodePoint(glyphs.get(i).character());
        }
        boolean[] breakable = new boolean[glyphs.size() + 1];
        BreakIterator iterator = BreakIterator.getLineInstance(Locale.CHINA);
        iterator.setText(text.toString());
        for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
            if (at == text.length()) {
                breakable[glyphs.size()] = true;
            } else {
                int glyph = glyphAt[at];
                breakable[glyph] = glyph == 0
                        || Kinsoku.mayBreak(
                                glyphs.get(glyph - 1).character(),
                                glyphs.get(glyph).character());
            }
        }
        for (int i = 1; i < glyphs.size(); i++) {
            if (glyphs.get(i).wide() && glyphs.get(i - 1).wide()) {
                breakable[i] = Kinsoku.mayBreak(
                        glyphs.get(i - 1).character(), glyphs.get(i).character());
            }
        }
        return breakable;
    }

    /** 避头尾. */
    private static final class Kinsoku {
        private static final String NOT_FIRST = "，。、；：？！）》〉」』】〕〗〞”’％‰℃…—·,.;:?!)]}%";
        private static final String NOT_LAST = "（《〈「『【〔〖“‘([{￥№";

        static boolean mayBreak(int before, int after) {
            boolean together = before == after && (before == '—' || before == '…');
            return !together && NOT_FIRST.indexOf(after) < 0 && NOT_LAST.indexOf(before) < 0;
        }
    }

    private static int end(List<Glyph> glyphs, boolean[] breakable, int from, double room) {
        double used = 0;
        int fits = from;
        for (int i = from; i < glyphs.size(); i++) {
            used += glyphs.get(i).advance();
            if (used > room + ROUNDING && !glyphs.get(i).blank()) {
                break;
            }
            fits = i + 1;
        }
        if (fits == glyphs.size()) {
            return fits;
        }
        for (int end = fits; end > from; end--) {
            if (breakable[end]) {
                return end;
            }
        }
        return Math.max(fits, from + 1);
    }

    private static List<Glyph> trimmed(List<Glyph> line) {
        int end = line.size();
        while (end > 1 && line.get(end - 1).blank()) {
            end--;
        }
        return line.subList(0, end);
    }

    private List<Glyph> placed(ParaLooks looks, List<Glyph> line, double left, double room, boolean last) {
        if (line.stream().anyMatch(glyph -> glyph.character() == '\t' && glyph.thing() == null)) {
            return tabbed(looks, line, left);
        }
        double used = line.stream().mapToDouble(Glyph::advance).sum();
        double rest = Math.max(0, room - used);
        Align align = looks.align();
        boolean spread = line.size() > 1 && (align == Align.DISTRIBUTE || align == Align.JUSTIFY && !last);
        double x = left
                + switch (align) {
                    case CENTER -> rest / 2;
                    case RIGHT -> rest;
                    case LEFT, JUSTIFY, DISTRIBUTE -> 0;
                };
        int gaps = 0;
        for (int i = 1; spread && i < line.size(); i++) {
            gaps += gap(line, i) ? 1 : 0;
        }
        List<Glyph> placed = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            double extra = spread && gaps > 0 && i + 1 < line.size() && gap(line, i + 1) ? rest / gaps : 0;
            double wide = line.get(i).advance() + extra;
            placed.add(line.get(i).at(x, wide));
            x += wide;
        }
        return placed;
    }

    /** Whether a line can be stretched before a glyph: beside Chinese characters and after blanks, never inside a number or a word. */
    private static boolean gap(List<Glyph> line, int at) {
        return line.get(at).wide()
                || line.get(at - 1).wide()
                || line.get(at - 1).blank();
    }

    private static List<Glyph> tabbed(ParaLooks looks, List<Glyph> line, double left) {
        List<Glyph> placed = new ArrayList<>();
        double x = left;
        for (int i = 0; i < line.size(); i++) {
            Glyph glyph = line.get(i);
            if (glyph.character() != '\t') {
                placed.add(glyph.at(x, glyph.advance()));
                x += glyph.advance();
                continue;
            }
            double until = 0;
            for (int k = i + 1; k < line.size() && line.get(k).character() != '\t'; k++) {
                until += line.get(k).advance();
            }
            double here = x;
            Tab stop = looks.tabs().stream()
                    .filter(tab -> tab.at() > here + ROUNDING)
                    .findFirst()
                    .orElse(null);
            double target = stop == null
                    ? here + 2 * glyph.size()
                    : switch (stop.align()) {
                        case RIGHT -> stop.at() - until;
                        case CENTER -> stop.at() - until / 2;
                        default -> stop.at();
                    };
            x = Math.max(here, target);
        }
        return placed;
    }

    private LineBox line(ParaLooks looks, List<Glyph> glyphs, boolean inTable, boolean pageAfter) {
        double size = glyphs.stream()
                .filter(glyph -> glyph.thing() == null)
                .mapToDouble(Glyph::size)
                .max()
                .orElse(looks.emptySize());
        double thing = glyphs.stream()
                .filter(glyph -> glyph.thing() != null)
                .mapToDouble(Glyph::size)
                .max()
                .orElse(0);
        double own = size * LEADING;
        if (page.pitch() > 0 && !inTable) {
            own = Math.ceil(size * 1.15 / page.pitch() - ROUNDING) * page.pitch();
        }
        double height = switch (looks.rule()) {
            case EXACT -> looks.line();
            case AT_LEAST -> Math.max(looks.line(), own);
            case AUTO -> own * looks.line();
        };
        if (thing > 0) {
            return new LineBox(Math.max(height, thing + 4), thing + 2, glyphs, pageAfter);
        }
        return new LineBox(height, (height - size) / 2 + size * ASCENT, glyphs, pageAfter);
    }
}
