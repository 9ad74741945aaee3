package org.duban.api.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param id the matter
 * @param version its version
 * @param number its number
 * @param formType id of its form type
 * @param title its title
 * @param source title of the source document
 * @param line its line
 * @param stage where it is
 * @param standing whether it goes on
 * @param progress where it stands in the statistics at the instant asked for
 * @param round round of handling
 * @param leadUnit id of the lead unit of the current round; null before assignment
 * @param officer id of the supervising officer; null until entrusted
 * @param group supervision group; 0 until entrusted
 * @param leader id of the leader; null when none
 * @param receivedOn day of receipt
 * @param dueOn due date: of the unit's obligation when the query names a unit, else of the lead's; null before assignment
 * @param provisional whether that date is provisional (the calendar isn't published that far)
 * @param light the light at the instant asked for; null when its clock didn't run then, or the form type isn't installed
 * @param percent progress last reported by the lead
 * @param finishedAt 办结; null until then
 * @param clearedAt 销号; null until then
 * @param changedAt the last event
 */
public record LedgerRow(
        MatterId id,
        long version,
        String number,
        String formType,
        String title,
        String source,
        Line line,
        Stage stage,
        Standing standing,
        Progress progress,
        int round,
        @Nullable String leadUnit,
        @Nullable String officer,
        int group,
        @Nullable String leader,
        LocalDate receivedOn,
        @Nullable LocalDate dueOn,
        boolean provisional,
        @Nullable Light light,
        int percent,
        @Nullable Instant finishedAt,
        @Nullable Instant clearedAt,
        Instant changedAt) {

    public LedgerRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(receivedOn, "receivedOn");
        Objects.requireNonNull(changedAt, "changedAt");
    }
}
