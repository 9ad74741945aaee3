package org.duban.api.sheet;

import java.io.OutputStream;
import java.util.List;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The ledger as .xlsx. Thread-safe. Whoever exports needs {@link org.duban.api.access.Right#EXPORT_LEDGER} and gets only what they
 * may see.
 *
 * <p>Text goes out as text: a cell that begins with {@code = + - @} is no formula, and stays none when somebody edits it. Nothing in the
 * files is a formula, a macro or a link.
 */
@ProviderType
public interface LedgerSheets {

    /** All columns an export can have, in their order: the ten of the office's ledger and more; {@code ledger-columns.json}. */
    List<SheetColumn> columns();

    /**
     * Writes the matters a query finds, in its order: a title, a cover line with query, time and count, a frozen head with filters, one
     * row a matter, lights as colours. Row by row, so that memory doesn't grow with their number.
     *
     * <p>Stage, standing, units and texts are those of now; lights and progress those of the query's {@code asOf}. With a unit in the
     * query, due date, progress and difficulties are that unit's. Matters that change while it runs may be missing or
     * newer than the cover line; when their number is another one in the end, a last line says so.
     *
     * @param title heads the sheet; blank: 督查事项台账
     * @param columns ids of the columns wanted, in this order; empty: those {@linkplain SheetColumn#shown() shown} by default
     * @param out the file goes here; not closed. After an exception what is there is no workbook.
     * @throws org.duban.api.DubanException {@code ACCESS_DENIED}; {@code CANCELLED} when {@code progress} ended it; {@code
     *     INVALID_FIELD} for an unknown column; {@code FILE_NOT_WRITTEN} when {@code out} throws; and as {@link
     *     org.duban.api.ledger.Ledger#list}
     */
    Written export(
            Actor actor,
            LedgerQuery query,
            String title,
            List<String> columns,
            OutputStream out,
            SheetProgress progress);

    /**
     * Writes the figures of the matters a query finds, each with a chart: progress, units, kinds, stages, lights, months. Every table
     * adds up to the same total, and the file says so (1619 = 414 + 332 + 873).
     *
     * @param title heads the workbook; blank: 督查事项统计
     * @param out as for {@link #export}
     * @throws org.duban.api.DubanException as {@link #export}; {@code NOT_NOW} when matters kept changing so that tables of one moment
     *     could not be had
     */
    Written statistics(Actor actor, LedgerQuery query, String title, OutputStream out);
}
