package org.duban.ledger.internal.excel;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;
import org.duban.api.calendar.LightRule.Light;
import org.jspecify.annotations.Nullable;

/**
 * Writes the cells of a sheet, harmlessly. Text is written as text into the row itself (so that a long sheet keeps no table of strings
 * in memory), never as a formula; where it would become one as soon as somebody edits the cell, the cell's format is text as well.
 */
public final class Sheet {

    /** The most characters Excel takes in a cell. */
    private static final int LONGEST = 32_767;

    private static final String CUT = "……（内容过长，全文见系统）";

    private static final String FONT = "宋体";
    private static final String LINE_COLOUR = "BFBFBF";
    private static final String HEAD_COLOUR = "DDE6F0";
    private static final String COVER_COLOUR = "595959";

    /** A line of 11 point 宋体, and the most Excel takes for a row, in points. */
    private static final double LINE = 15;

    private static final double HIGHEST = 409;

    private final Worksheet sheet;
    private int[] widths = {};
    private int grown = -1;
    private int high;

    public Sheet(Worksheet sheet) {
        this.sheet = sheet;
    }

    /** Widths in characters, from column A on. They have to be known before the first row is flushed. */
    public void widths(int... widths) {
        this.widths = widths.clone();
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, widths[i]);
        }
    }

    /** Landscape, all columns on one page, page numbers below; {@code head} is repeated on each page. */
    public void paper(PaperSize size, int head) {
        sheet.paperSize(size);
        sheet.pageOrientation("landscape");
        sheet.leftMargin(0.4f);
        sheet.rightMargin(0.4f);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(head);
        sheet.footer("第 &P 页，共 &N 页", Position.CENTER, FONT, 9);
    }

    /** Title over {@code columns} columns. */
    public void title(int row, int columns, String text) {
        put(row, 0, text);
        merged(row, columns);
        style(row, 0, text)
                .bold()
                .fontSize(16)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .set();
        sheet.rowHeight(row, 30);
    }

    /** A line of explanation over {@code columns} columns, {@code lines} high. */
    public void cover(int row, int columns, String text, int lines) {
        put(row, 0, text);
        merged(row, columns);
        style(row, 0, text)
                .fontColor(COVER_COLOUR)
                .wrapText(true)
                .verticalAlignment("center")
                .set();
        sheet.rowHeight(row, 6 + 15.0 * lines);
    }

    private void merged(int row, int columns) {
        if (columns > 1) {
            sheet.range(row, 0, row, columns - 1).merge();
        }
    }

    /** A cell of the head. */
    public void head(int row, int column, String text) {
        put(row, column, text);
        framed(style(row, column, text))
                .bold()
                .fillColor(HEAD_COLOUR)
                .horizontalAlignment("center")
                .wrapText(true)
                .set();
    }

    /** A cell: a text, a number, a day, a point in time, a light; null leaves it empty, framed. */
    public void cell(int row, int column, @Nullable Object value) {
        if (value instanceof Light light) {
            light(row, column, light);
        } else if (value instanceof String text) {
            put(row, column, text);
            framed(style(row, column, text)).wrapText(true).set();
            grow(row, column, text);
        } else {
            String format = "General";
            if (value instanceof Number number) {
                sheet.value(row, column, number);
            } else if (value instanceof LocalDate day) {
                sheet.value(row, column, day);
                format = "yyyy-mm-dd";
            } else if (value instanceof LocalDateTime time) {
                sheet.value(row, column, time);
                format = "yyyy-mm-dd hh:mm";
            } else if (value != null) {
                throw new IllegalArgumentException("a sheet can't show a " + value.getClass());
            }
            framed(sheet.style(row, column))
                    .format(format)
                    .horizontalAlignment("center")
                    .set();
        }
    }

    /** Makes a row as high as its texts need: spreadsheet programs don't all see to it when they open a file. Rows are written one after another. */
    private void grow(int row, int column, String text) {
        if (row != grown) {
            grown = row;
            high = 1;
        }
        int lines = column < widths.length ? lines(text, widths[column]) : 1;
        if (lines > high) {
            high = lines;
            sheet.rowHeight(row, Math.min(HIGHEST, LINE * lines + 3));
        }
    }

    /** How many lines a text takes in a column so many half-width characters wide. */
    static int lines(String text, int width) {
        int lines = 1;
        int used = 0;
        for (int i = 0; i < text.length() && lines * LINE < HIGHEST; i++) {
            char c = text.charAt(i);
            int wide = c < 0x2E80 ? 1 : 2;
            if (c == '\n' || used + wide > width - 1) {
                lines++;
                used = c == '\n' ? 0 : wide;
            } else {
                used += wide;
            }
        }
        return lines;
    }

    /** A cell of figures: centred whatever it is. */
    public void figure(int row, int column, Object value) {
        cell(row, column, value);
        sheet.style(row, column).horizontalAlignment("center").set();
        sheet.rowHeight(row, 20);
    }

    /** A cell without a frame. */
    public void plain(int row, int column, String text) {
        put(row, column, text);
        style(row, column, text).wrapText(false).verticalAlignment("center").set();
    }

    /** A cell that stands out, for sums. */
    public void strong(int row, int column, Object value) {
        figure(row, column, value);
        sheet.style(row, column).bold().set();
    }

    /** A cell with something wrong in it. */
    public void faulty(int row, int column, String value, String comment) {
        put(row, column, value);
        grow(row, column, value);
        framed(style(row, column, value))
                .wrapText(true)
                .fillColor("FFC7CE")
                .fontColor("9C0006")
                .set();
        if (!comment.isEmpty()) {
            sheet.comment(row, column, comment);
        }
    }

    private void light(int row, int column, Light light) {
        put(row, column, light.name());
        String colour = light.colour().replace("#", "").toUpperCase(Locale.ROOT);
        framed(style(row, column, light.name()))
                .fillColor(colour)
                .fontColor(dark(colour) ? "FFFFFF" : "000000")
                .bold()
                .horizontalAlignment("center")
                .set();
    }

    /** Whether white is read better on it than black (ITU-R BT.601 luma). */
    private static boolean dark(String colour) {
        int rgb = Integer.parseInt(colour, 16);
        return 299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255) < 150_000;
    }

    private static StyleSetter framed(StyleSetter style) {
        style.borderStyle(BorderStyle.THIN).borderColor(LINE_COLOUR).verticalAlignment("center");
        return style;
    }

    private void put(int row, int column, String text) {
        sheet.inlineString(row, column, fitting(text));
    }

    private StyleSetter style(int row, int column, String text) {
        StyleSetter style = sheet.style(row, column);
        if (wouldBecomeAFormula(text)) {
            style.format("@");
        }
        return style;
    }

    /** Whether a spreadsheet program takes it for a formula when somebody types it: it begins with = + - @, a tab or a line's end. */
    static boolean wouldBecomeAFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
    }

    private static String fitting(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    public void freeze(int columns, int rows) {
        sheet.freezePane(columns, rows);
    }

    public void filter(int headRow, int lastRow, int columns) {
        sheet.setAutoFilter(headRow, 0, Math.max(headRow, lastRow), columns - 1);
    }

    public void merge(int top, int left, int bottom, int right) {
        sheet.range(top, left, bottom, right).merge();
    }

    /** Writes what there is so far, and forgets it. */
    public void flush() throws IOException {
        sheet.flush();
    }

    public void finish() throws IOException {
        sheet.finish();
    }
}
