package org.duban.ledger.internal.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormTypes;
import org.duban.api.sheet.SheetColumn;
import org.duban.api.sheet.SheetProgress;
import org.duban.ledger.internal.excel.Columns.Item;

/**
 * The ledger as a workbook. Rows are written as they come; nothing of them is kept.
 *
 * @param title heads it
 * @param cover query, time, count
 * @param columns in their order
 */
record LedgerBook(String title, String cover, List<SheetColumn> columns) {

    /** Rows before the first matter: title, cover line, head. */
    static final int ABOVE = 3;

    /** Excel's limit, less what stands around the matters. */
    private static final int MOST_ROWS = 1_048_000;

    private static final int FLUSH_EVERY = 100;
    private static final int TELL_EVERY = 500;

    /** The matters, one after the other. */
    interface Items {
        /** Hands over each matter in order. */
        void forEach(Taking taking) throws IOException;
    }

    @FunctionalInterface
    interface Taking {
        void take(Item item) throws IOException;
    }

    /**
     * Writes it.
     *
     * @param total as the cover line has it
     * @return how many matters were written
     */
    long write(
            OutputStream out,
            Items items,
            long total,
            Names names,
            FormTypes formTypes,
            ZoneId zone,
            SheetProgress progress) {
        List<Columns.Value> values =
                columns.stream().map(c -> Columns.of(c.id(), formTypes)).toList();
        long[] written = new long[1];
        go(progress, 0, total);
        Books.write(out, book -> {
            Part part = new Part(book);
            items.forEach(item -> {
                if (part.row - ABOVE == MOST_ROWS) {
                    part.end();
                    part.begin();
                }
                for (int c = 0; c < values.size(); c++) {
                    part.sheet.cell(part.row, c, values.get(c).of(item, names, zone));
                }
                part.row++;
                written[0]++;
                if (written[0] % FLUSH_EVERY == 0) {
                    part.sheet.flush();
                }
                if (written[0] % TELL_EVERY == 0) {
                    go(progress, written[0], total);
                }
            });
            int last = part.row - 1;
            if (written[0] != total) {
                part.sheet.cover(
                        part.row, columns.size(), "导出期间台账有变动：开始时共 " + total + " 件，实际导出 " + written[0] + " 件。", 1);
            }
            part.end(last);
        });
        go(progress, written[0], total);
        return written[0];
    }

    private static void go(SheetProgress progress, long done, long total) {
        if (!progress.at(done, total)) {
            throw new DubanException(Problem.of(
                    ErrorCode.CANCELLED,
                    "已按要求中途停止，文件不完整",
                    "Ended by the caller before it was done; the file is not complete"));
        }
    }

    /** A sheet of the workbook, as long as it is being written. */
    private final class Part {
        private final Workbook book;
        private int number;
        private Sheet sheet;
        private int row;

        Part(Workbook book) {
            this.book = book;
            this.sheet = next();
        }

        void begin() {
            sheet = next();
        }

        private Sheet next() {
            number++;
            Sheet next = new Sheet(book.newWorksheet(number == 1 ? "台账" : "台账" + number));
            next.widths(columns.stream().mapToInt(SheetColumn::width).toArray());
            // Fourteen columns are read on A3, as offices print their ledgers.
            next.paper(PaperSize.A3_PAPER, ABOVE - 1);
            next.title(0, columns.size(), title);
            next.cover(1, columns.size(), cover, lines());
            for (int c = 0; c < columns.size(); c++) {
                next.head(2, c, columns.get(c).title());
            }
            // With number and source in sight, where they come first, the rest can be scrolled.
            next.freeze(Math.min(2, columns.size() - 1), ABOVE);
            row = ABOVE;
            return next;
        }

        /** How high the cover line has to be: a merged cell doesn't grow by itself. */
        private int lines() {
            int width = columns.stream().mapToInt(SheetColumn::width).sum();
            return 1 + cover.length() * 2 / Math.max(1, width);
        }

        void end() throws IOException {
            end(row - 1);
        }

        void end(int lastRow) throws IOException {
            sheet.filter(ABOVE - 1, lastRow, columns.size());
            sheet.finish();
        }
    }
}
