package org.duban.ledger.internal.excel;

import java.util.List;
import java.util.Map;

/**
 * A chart of a table on the same sheet.
 *
 * @param title above it
 * @param labels the cells that hold the categories
 * @param series what is drawn, each from a column of the table
 * @param pointColours colours of the single points, by their index, RRGGBB; empty: the series' colour
 */
record Chart(
        Kind kind, String title, Cells labels, List<Series> series, Map<Integer, String> pointColours, Place place) {

    enum Kind {
        /** Shares of a whole. */
        DOUGHNUT,
        /** Horizontal, stacked, the first category on top. */
        STACKED_BARS,
        /** Vertical, stacked. */
        STACKED_COLUMNS,
        /** Vertical, beside each other. */
        COLUMNS,
        /** Over time. */
        LINES
    }

    /**
     * Cells one below the other.
     *
     * @param sheet name of the sheet
     * @param column from 0
     * @param row the first, from 0
     * @param texts what they show
     */
    record Cells(String sheet, int column, int row, List<String> texts) {}

    /**
     * One series.
     *
     * @param name its name
     * @param values the cells that hold it
     * @param colour RRGGBB
     */
    record Series(String name, Cells values, String colour) {}

    /** Where it stands: from a cell (from 0) to a cell. */
    record Place(int fromColumn, int fromRow, int toColumn, int toRow) {}
}
