package org.duban.notice.internal.raise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a notice about an obligation says and whom it may go to, so that a due step loads no matter. Kept as JSON.
 *
 * @param number the matter's number
 * @param title its title
 * @param formType id of its form type
 * @param formVersion the version it keeps
 * @param whom whom a notice may go to
 * @param lead whether the unit leads
 * @param requirement what is asked of the unit; may be empty
 * @param percent progress last reported
 * @param assignedMillis when the unit was obliged
 * @param escalatedDay days since 1970-01-01 of the last draft; null when there was none
 * @param countedBy version of the calendar the due date in the journal was counted by
 */
record Facts(
        String number,
        String title,
        String formType,
        int formVersion,
        Whom whom,
        boolean lead,
        String requirement,
        int percent,
        long assignedMillis,
        @Nullable Long escalatedDay,
        String countedBy) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Instant assigned() {
        return Instant.ofEpochMilli(assignedMillis);
    }

    @Nullable
    LocalDate escalated() {
        return escalatedDay == null ? null : LocalDate.ofEpochDay(escalatedDay);
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Facts read(String json) {
        try {
            return JSON.readValue(json, Facts.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
