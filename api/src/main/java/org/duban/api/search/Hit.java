package org.duban.api.search;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A matter that was found, as the index knows it: at {@code version}, which may be a moment behind.
 *
 * @param id the matter
 * @param version its version
 * @param number its number
 * @param formType id of its form type
 * @param title its title, with what was found marked
 * @param stage where it is
 * @param standing whether it goes on
 * @param leadUnit id of the lead unit of the current round; null before assignment
 * @param officer id of the supervising officer; null until entrusted
 * @param leader id of the leader; null when none
 * @param receivedOn day of receipt
 * @param dueOn due date of the lead's obligation; null before assignment
 * @param light the light at the instant asked for; null when its clock didn't run then
 * @param score how well it fits; only for comparing hits of one query. 0 when sorted by something else
 * @param passages texts in which something was found, the best first, beside the title; empty when only the title, a name or a filter fitted
 */
public record Hit(
        MatterId id,
        long version,
        String number,
        String formType,
        Snippet title,
        Stage stage,
        Standing standing,
        @Nullable String leadUnit,
        @Nullable String officer,
        @Nullable String leader,
        LocalDate receivedOn,
        @Nullable LocalDate dueOn,
        @Nullable Light light,
        double score,
        List<Passage> passages) {

    public Hit {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(formType, "formType");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(receivedOn, "receivedOn");
        passages = List.copyOf(passages);
    }
}
