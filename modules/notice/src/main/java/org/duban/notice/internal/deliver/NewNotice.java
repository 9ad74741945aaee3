package org.duban.notice.internal.deliver;

import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell one person.
 *
 * @param key stable: the same thing told to the same person has the same key; a key that is known already adds nothing
 * @param person id of the person; empty when nobody was found
 * @param kind why
 * @param matter the matter; null when it is about something else
 * @param obligation number of the obligation; 0 for the whole matter
 * @param forDue the due date it is about: it is cancelled when the obligation stops running or gets another one; null: it stands
 * @param title one line
 * @param text plain text
 * @param item the matter as the recipient sees it; null when there is none
 */
public record NewNotice(
        String key,
        String person,
        NoticeKind kind,
        @Nullable MatterId matter,
        int obligation,
        @Nullable LocalDate forDue,
        String title,
        String text,
        @Nullable NoticeItem item) {

    public NewNotice {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
    }
}
