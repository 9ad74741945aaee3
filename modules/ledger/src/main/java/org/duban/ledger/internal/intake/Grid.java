package org.duban.ledger.internal.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sheet as it was read.
 *
 * @param name its name
 * @param hidden whether it isn't shown
 * @param from1904 whether its serial dates count from 1904
 * @param lines its rows that have anything, by their numbers from 1
 * @param merges merged cells
 */
record Grid(String name, boolean hidden, boolean from1904, TreeMap<Integer, Line> lines, List<Merge> merges) {

    /**
     * A row.
     *
     * @param hidden whether it isn't shown, as by a filter
     * @param cells by their columns, from 0
     */
    record Line(boolean hidden, TreeMap<Integer, Cell> cells) {}

    /**
     * A cell; never blank.
     *
     * @param text as it is shown where that is known: of a number its shortest form
     * @param number its number; null when it is a text
     * @param date whether the number is formatted as a date
     * @param formula whether a formula computed it when the file was saved
     * @param error whether it is an error, #REF!
     */
    record Cell(String text, @Nullable Double number, boolean date, boolean formula, boolean error) {
        static Cell text(String text) {
            return new Cell(text, null, false, false, false);
        }
    }

    /** Merged cells: rows from 1, columns from 0, all included. */
    record Merge(int top, int left, int bottom, int right) {
        boolean has(int row, int column) {
            return row >= top && row <= bottom && column >= left && column <= right;
        }
    }

    /**
     * What can be seen at a place: of a merged cell what stands in its first one.
     */
    @Nullable
    Cell at(int row, int column) {
        Line line = lines.get(row);
        Cell own = line == null ? null : line.cells().get(column);
        if (own != null) {
            return own;
        }
        Merge merge = merge(row, column);
        if (merge == null) {
            return null;
        }
        Line first = lines.get(merge.top());
        return first == null ? null : first.cells().get(merge.left());
    }

    /** The merged cell a place belongs to. */
    @Nullable
    Merge merge(int row, int column) {
        for (Merge merge : merges) {
            if (merge.has(row, column)) {
                return merge;
            }
        }
        return null;
    }

    /** The same with merged cells spread out once, so that reading a long sheet doesn't look through all of them for each cell. */
    Spread spread() {
        Map<Integer, Map<Integer, Cell>> covered = new HashMap<>();
        for (Merge merge : merges) {
            Line first = lines.get(merge.top());
            Cell cell = first == null ? null : first.cells().get(merge.left());
            if (cell != null) {
                int last = lines.isEmpty() ? 0 : lines.lastKey();
                for (int row = merge.top(); row <= Math.min(merge.bottom(), last); row++) {
                    for (int column = merge.left(); column <= merge.right(); column++) {
                        covered.computeIfAbsent(row, r -> new HashMap<>()).put(column, cell);
                    }
                }
            }
        }
        return new Spread(this, covered);
    }

    /** A sheet with its merged cells spread out. */
    record Spread(Grid grid, Map<Integer, Map<Integer, Cell>> covered) {
        @Nullable
        Cell at(int row, int column) {
            Line line = grid.lines().get(row);
            Cell own = line == null ? null : line.cells().get(column);
            return own != null ? own : covered.getOrDefault(row, Map.of()).get(column);
        }

        /** Everything seen in a row, by column. */
        TreeMap<Integer, Cell> row(int row) {
            TreeMap<Integer, Cell> cells = new TreeMap<>(covered.getOrDefault(row, Map.of()));
            Line line = grid.lines().get(row);
            if (line != null) {
                cells.putAll(line.cells());
            }
            return cells;
        }
    }
}
