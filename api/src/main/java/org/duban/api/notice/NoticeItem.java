package org.duban.api.notice;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A matter a notice is about.
 *
 * @param matter the matter's id
 * @param number its number, 批示〔2026〕12号
 * @param title its title
 * @param dueOn the due date; null when none is meant
 */
public record NoticeItem(
        String matter,
        String number,
        String title,
        @Nullable LocalDate dueOn) {
    public NoticeItem {
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(title, "title");
    }
}
