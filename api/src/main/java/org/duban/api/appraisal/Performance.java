package org.duban.api.appraisal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.MatterId;

/**
 * An officer's performance of a year (实绩), computed from the matters while they were in his charge; each number with what it was counted
 * from. Never from log-ins, clicks or time on line.
 *
 * @param officer id of the officer
 * @param year the year
 * @param asOf the day up to which it was counted: the year's last, or today
 * @param rules version of the rules
 * @param calendar version of the calendar the days were counted with
 * @param points the sum of the measures' points
 * @param max the sum of their weights
 * @param measures in the order of the rules
 */
public record Performance(
        String officer,
        int year,
        LocalDate asOf,
        int rules,
        String calendar,
        BigDecimal points,
        BigDecimal max,
        List<Measured> measures) {

    public Performance {
        Objects.requireNonNull(officer, "officer");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(calendar, "calendar");
        measures = List.copyOf(measures);
    }

    /**
     * One measure: weight × good ÷ all, to two decimals, half up.
     *
     * @param id id of the measure in {@code officers.json}
     * @param name in Chinese
     * @param weight the most points
     * @param good how many count for the officer
     * @param all how many there are
     * @param points what it gives; the whole weight when there are none, unless the rule says otherwise
     * @param counted each of them
     * @param zh the calculation in one sentence
     */
    public record Measured(
            String id,
            String name,
            BigDecimal weight,
            int good,
            int all,
            BigDecimal points,
            List<Counted> counted,
            String zh) {
        public Measured {
            counted = List.copyOf(counted);
        }
    }

    /**
     * Something that was counted.
     *
     * @param matter the matter
     * @param obligation number of the obligation; 0: the whole matter
     * @param good whether it counts for the officer
     * @param version version of the event that shows it
     * @param zh in one sentence
     */
    public record Counted(MatterId matter, int obligation, boolean good, long version, String zh) {}
}
