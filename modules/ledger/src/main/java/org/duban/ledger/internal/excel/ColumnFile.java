package org.duban.ledger.internal.excel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.Problem;
import org.duban.api.sheet.SheetColumn;
import org.duban.ledger.internal.JsonFile;
import org.jspecify.annotations.Nullable;

/** What {@code ledger-columns.json} holds. */
record ColumnFile(@JsonProperty(required = true) List<SheetColumn> columns) {

    ColumnFile {
        columns = List.copyOf(columns);
    }

    static final String NAME = "ledger-columns.json";

    private static final int WIDEST = 255;

    /**
     * Reads the columns.
     *
     * @throws DubanException {@code CONFIGURATION_INVALID} with every mistake
     */
    static List<SheetColumn> read(@Nullable Path folder) {
        List<SheetColumn> columns =
                JsonFile.read(folder, NAME, ColumnFile.class, ColumnFile.class).columns();
        List<Problem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (SheetColumn column : columns) {
            String where = NAME + " " + column.id();
            if (!Columns.known(column.id())) {
                problems.add(JsonFile.invalid(
                        where, column.id(), String.join("、", Columns.ids()) + "，或表单项的 JSON 指针，如 /listName"));
            }
            if (!seen.add(column.id())) {
                problems.add(JsonFile.invalid(where, column.id(), "各列的 id 各不相同"));
            }
            if (column.title().isBlank()) {
                problems.add(JsonFile.invalid(where, column.title(), "非空的列名"));
            }
            if (column.width() < 1 || column.width() > WIDEST) {
                problems.add(JsonFile.invalid(where, column.width(), "1 至 " + WIDEST));
            }
        }
        if (columns.stream().noneMatch(SheetColumn::shown)) {
            problems.add(JsonFile.invalid(NAME, "", "至少一列 shown 为 true"));
        }
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return List.copyOf(columns);
    }
}
