package org.duban.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.duban.api.search.Snippet.Piece;

/** Tables for a terminal, where a Chinese character is as wide as two letters. */
final class Columns {

    private static final String BETWEEN = "  ";

    private static final int USUAL = 80;

    /** What isn't parted at the end of a line. */
    private static final Pattern UNIT = Pattern.compile("(?s)(?:[A-Za-z0-9.]+|.)[，。；：、！？）〕】」』”》…]*");

    private Columns() {}

    /** One line a row; every row has as many cells as the first. */
    static List<String> aligned(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] > 0) {
                String cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(widths[column] - width(cell)))
                        .append(BETWEEN);
            }
        }
        return line.toString().stripTrailing();
    }

    /** How wide the terminal is: as the shell says, else 80. */
    static int terminalWidth() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL;
    }

    /**
     * Lines not wider than that, if possible: a run of letters and digits stays whole, and no line begins with what closes a clause.
     *
     * @param width 0: one line
     */
    static List<List<Piece>> wrapped(List<Piece> pieces, int width) {
        if (width == 0) {
            return List.of(pieces);
        }
        List<List<Piece>> lines = new ArrayList<>();
        List<Piece> line = new ArrayList<>();
        int used = 0;
        for (Piece piece : pieces) {
            StringBuilder part = new StringBuilder();
            Matcher unit = UNIT.matcher(piece.text());
            while (unit.find()) {
                int wide = width(unit.group());
                if (used > 0 && used + wide > width) {
                    end(line, part, piece);
                    lines.add(line);
                    line = new ArrayList<>();
                    used = 0;
                }
                part.append(unit.group());
                used += wide;
            }
            end(line, part, piece);
        }
        lines.add(line);
        return lines;
    }

    private static void end(List<Piece> line, StringBuilder part, Piece piece) {
        if (!part.isEmpty()) {
            line.add(new Piece(part.toString(), piece.found()));
            part.setLength(0);
        }
    }

    static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    /** Near enough to Unicode's East Asian Width: ideographs, their punctuation, the full-width forms and pictures. */
    private static boolean isWide(int c) {
        return Character.isIdeographic(c)
                || c >= 0x3000 && c <= 0x30FF
                || c >= 0xFF01 && c <= 0xFF60
                || c >= 0x1F300 && c <= 0x1FAFF;
    }
}
