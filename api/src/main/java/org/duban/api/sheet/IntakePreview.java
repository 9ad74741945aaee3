package org.duban.api.sheet;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.jspecify.annotations.Nullable;

/**
 * What would happen to a file.
 *
 * @param fileName its name
 * @param digest SHA-256 of its bytes, hexadecimal
 * @param sheets the sheets in their order, also those that are left alone
 * @param rows the rows below the heads in their order; blank ones are left out
 */
public record IntakePreview(String fileName, String digest, List<Sheet> sheets, List<Row> rows) {
    public IntakePreview {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(digest, "digest");
        sheets = List.copyOf(sheets);
        rows = List.copyOf(rows);
    }

    /** How many rows would be treated like this. */
    public long count(Fate fate) {
        return rows.stream().filter(row -> row.fate() == fate).count();
    }

    /** What is wrong, over all rows. */
    public List<CellFault> faults() {
        return rows.stream().flatMap(row -> row.faults().stream()).toList();
    }

    /**
     * A sheet.
     *
     * @param name its name; of a .csv the file's
     * @param kind which kind of list it was taken for; empty when it is left alone
     * @param headRow number of the row the head is in, from 1; 0 when none was found
     * @param title what stands above the head
     * @param columns letter of a column → what it is taken for, 任务来源; columns that are left alone are missing
     * @param leftAlone heads that are not used
     * @param remark why the sheet is left alone; empty when it isn't
     */
    public record Sheet(
            String name,
            String kind,
            int headRow,
            String title,
            Map<String, String> columns,
            List<String> leftAlone,
            String remark) {
        public Sheet {
            columns = Map.copyOf(columns);
            leftAlone = List.copyOf(leftAlone);
        }
    }

    /**
     * A row.
     *
     * @param sheet name of the sheet
     * @param number its number there, from 1
     * @param fate what would be done
     * @param draft what would be registered; null when it isn't a matter or its faults leave nothing to register
     * @param assignments the units that would be proposed, the lead first; empty when it names none
     * @param faults what is wrong; not empty exactly for {@link Fate#FAULTY}
     * @param remarks what was decided by itself and a person should look at
     */
    public record Row(
            String sheet,
            int number,
            Fate fate,
            @Nullable Draft draft,
            List<Assignment> assignments,
            List<CellFault> faults,
            List<CellFault> remarks) {
        public Row {
            assignments = List.copyOf(assignments);
            faults = List.copyOf(faults);
            remarks = List.copyOf(remarks);
        }
    }

    /** What is done with a row. */
    public enum Fate {
        /** 登记: becomes a matter. */
        REGISTER("登记"),
        /** 已登记过: was registered before. */
        KNOWN("已登记过"),
        /** 重复: says the same as a row above it. */
        REPEATED("与前面的行重复"),
        /** 有误: can't be registered. */
        FAULTY("有误"),
        /** 不是事项: a heading, a total, a note. */
        NO_MATTER("不是事项");

        private final String zh;

        Fate(String zh) {
            this.zh = zh;
        }

        /** The fate in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
