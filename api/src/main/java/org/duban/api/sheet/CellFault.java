package org.duban.api.sheet;

import java.util.Objects;
import org.duban.api.Problem;

/**
 * What is wrong with, or remarkable about, a cell.
 *
 * @param sheet name of the sheet
 * @param cell where, {@code C7}; for a .csv too, with its lines as rows. Of a whole row: the first cell of the row
 * @param head the column's head as the file has it; empty when it is about no one column
 * @param problem what: {@code value} is what was read there, {@code expected} what would be right
 */
public record CellFault(String sheet, String cell, String head, Problem problem) {
    public CellFault {
        Objects.requireNonNull(sheet, "sheet");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(problem, "problem");
    }

    /** One line in Chinese: place, what is wrong, what would be right. */
    public String describe() {
        return sheet
                + "!"
                + cell
                + (head.isEmpty() ? "" : "（" + head + "）")
                + "："
                + problem.messageZh()
                + (problem.value().isEmpty() ? "" : "「" + problem.value() + "」")
                + (problem.expected().isEmpty() ? "" : "，应为：" + problem.expected());
    }
}
