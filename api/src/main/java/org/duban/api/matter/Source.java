package org.duban.api.matter;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The document a matter comes from (任务来源).
 *
 * @param title its title; not blank
 * @param number its number, 兰政办发〔2015〕12号; null when it has none
 * @param date its date; null when unknown
 */
public record Source(
        String title, @Nullable String number, @Nullable LocalDate date) {
    public Source {
        Objects.requireNonNull(title, "title");
    }

    /** A document without number and date. */
    public static Source of(String title) {
        return new Source(title, null, null);
    }
}
