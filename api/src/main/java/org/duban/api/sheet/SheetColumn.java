package org.duban.api.sheet;

import java.util.Objects;

/**
 * A column of the ledger as it can be exported.
 *
 * @param id what an export names it by: {@code leadUnit}; or the JSON pointer of a form field, {@code /listName}
 * @param title its head, 牵头单位
 * @param width in characters of the standard font, 1 to 255
 * @param shown whether an export has it that names no columns
 */
public record SheetColumn(String id, String title, int width, boolean shown) {
    public SheetColumn {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
    }
}
