package org.duban.ledger.internal.intake;

import java.io.OutputStream;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.PaperSize;
import org.duban.api.sheet.CellFault;
import org.duban.api.sheet.IntakePreview;
import org.duban.api.sheet.IntakePreview.Row;
import org.duban.ledger.internal.excel.Books;
import org.duban.ledger.internal.excel.Letters;
import org.duban.ledger.internal.excel.Sheet;
import org.duban.ledger.internal.intake.Grid.Cell;

/** The copy that is sent back: the same cells at the same places, faults marked. */
final class AnnotatedBook {

    private static final int NARROWEST = 8;
    private static final int WIDEST = 48;
    private static final int REMARKS_WIDTH = 60;
    private static final int FLUSH_EVERY = 100;

    private final List<Grid> grids;
    private final IntakePreview preview;
    private final IntakeRules rules;

    AnnotatedBook(List<Grid> grids, IntakePreview preview, IntakeRules rules) {
        this.grids = grids;
        this.preview = preview;
        this.rules = rules;
    }

    /** @param out not closed */
    void write(OutputStream out) {
        Books.write(out, book -> {
            for (int i = 0; i < grids.size(); i++) {
                Grid grid = grids.get(i);
                if (grid.lines().isEmpty()) {
                    continue;
                }
                IntakePreview.Sheet read = preview.sheets().get(i);
                Sheet sheet = new Sheet(book.newWorksheet(grid.name().isBlank() ? "表" + (i + 1) : grid.name()));
                int columns = grid.lines().values().stream()
                                .mapToInt(line -> line.cells().lastKey())
                                .max()
                                .orElse(0)
                        + 1;
                int[] widths = widths(grid, columns);
                sheet.widths(widths);
                sheet.paper(PaperSize.A3_PAPER, Math.max(0, read.headRow() - 1));
                Map<Integer, Row> rows = new HashMap<>();
                preview.rows().stream()
                        .filter(row -> row.sheet().equals(grid.name()))
                        .forEach(row -> rows.put(row.number(), row));
                Dates dates = new Dates(rules.dates(), 0, grid.from1904());
                int written = 0;
                for (Map.Entry<Integer, Grid.Line> line : grid.lines().entrySet()) {
                    int number = line.getKey();
                    Row row = read.kind().isEmpty() ? null : rows.get(number);
                    Map<String, List<CellFault>> faults = row == null
                            ? Map.of()
                            : row.faults().stream().collect(Collectors.groupingBy(CellFault::cell));
                    line.getValue().cells().forEach((column, cell) -> {
                        List<CellFault> here = faults.get(Letters.cell(column, number));
                        if (here != null) {
                            sheet.faulty(number - 1, column, shown(cell, dates), comment(here));
                        } else if (row == null) {
                            if (number == read.headRow()) {
                                sheet.head(number - 1, column, cell.text());
                            } else {
                                sheet.plain(number - 1, column, cell.text());
                            }
                        } else {
                            sheet.cell(number - 1, column, value(cell, dates));
                        }
                    });
                    faults.forEach((place, here) -> {
                        // A cell that should have something and hasn't.
                        int column = column(place);
                        if (!line.getValue().cells().containsKey(column)) {
                            sheet.faulty(number - 1, column, "", comment(here));
                        }
                    });
                    if (number == read.headRow()) {
                        sheet.head(number - 1, columns, "导入检查");
                    } else if (row != null) {
                        check(sheet, number - 1, columns, row);
                    }
                    if (++written % FLUSH_EVERY == 0) {
                        sheet.flush();
                    }
                }
                for (Grid.Merge merge : grid.merges()) {
                    if (merge.right() < columns && grid.lines().containsKey(merge.top())) {
                        sheet.merge(merge.top() - 1, merge.left(), merge.bottom() - 1, merge.right());
                    }
                }
                if (read.headRow() > 0) {
                    sheet.freeze(0, read.headRow());
                }
                sheet.finish();
            }
        });
    }

    private static void check(Sheet sheet, int row, int column, Row of) {
        List<String> lines = new ArrayList<>();
        lines.add(of.fate().zh());
        of.faults().forEach(fault -> lines.add(line(fault)));
        of.remarks().forEach(remark -> lines.add("（" + line(remark) + "）"));
        String text = String.join("\n", lines);
        if (of.faults().isEmpty()) {
            sheet.cell(row, column, text);
        } else {
            sheet.faulty(row, column, text, "");
        }
    }

    private static String line(CellFault fault) {
        return fault.cell()
                + (fault.head().isEmpty() ? "" : " " + fault.head().replace('\n', ' '))
                + "："
                + fault.problem().messageZh()
                + (fault.problem().value().isEmpty()
                        ? ""
                        : "「" + fault.problem().value() + "」")
                + (fault.problem().expected().isEmpty()
                        ? ""
                        : "，应为：" + fault.problem().expected());
    }

    private static String comment(List<CellFault> faults) {
        return faults.stream()
                .map(fault -> fault.problem().messageZh()
                        + (fault.problem().value().isEmpty()
                                ? ""
                                : "「" + fault.problem().value() + "」")
                        + (fault.problem().expected().isEmpty()
                                ? ""
                                : "\n应为：" + fault.problem().expected()))
                .collect(Collectors.joining("\n"));
    }

    private static String shown(Cell cell, Dates dates) {
        Object value = value(cell, dates);
        return value instanceof String text ? text : value.toString().replace('T', ' ');
    }

    private static Object value(Cell cell, Dates dates) {
        if (cell.number() == null) {
            return cell.text();
        }
        if (!cell.date()) {
            return cell.number();
        }
        Dates.Read read = dates.read(cell);
        if (read.at() == null) {
            return cell.number();
        }
        return read.at().toLocalTime().equals(LocalTime.MIDNIGHT) ? read.at().toLocalDate() : read.at();
    }

    private static int column(String cell) {
        int column = 0;
        for (int i = 0; i < cell.length() && Character.isLetter(cell.charAt(i)); i++) {
            column = column * 26 + cell.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }

    /** As wide as the usual cell, the last one for what is said. */
    private static int[] widths(Grid grid, int columns) {
        int[] widths = new int[columns + 1];
        int rows = 0;
        for (Grid.Line line : grid.lines().values()) {
            if (++rows > 200) {
                break;
            }
            if (line.cells().size() > 1) {
                line.cells()
                        .forEach((column, cell) -> widths[column] = Math.max(
                                widths[column],
                                Math.min(WIDEST, 2 + 2 * cell.text().length())));
            }
        }
        for (int c = 0; c < columns; c++) {
            widths[c] = Math.max(NARROWEST, widths[c]);
        }
        widths[columns] = REMARKS_WIDTH;
        return widths;
    }
}
