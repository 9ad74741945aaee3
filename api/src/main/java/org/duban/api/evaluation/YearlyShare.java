package org.duban.api.evaluation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a published yearly result gives for the yearly assessment (年度考核, 工作实绩部分): for a unit's leadership and, with the same
 * figures, for each of its principal leaders.
 *
 * @param unit id of the unit
 * @param unitName its name in the published result
 * @param person id of the leader; null in the line of the leadership as a whole (领导班子)
 * @param personName name of the leader; empty in the line of the leadership
 * @param total the published result
 * @param weight percent it weighs, 40
 * @param share {@code total × weight ÷ 100}, rounded as the rules say
 * @param rank published rank; 0 when it isn't ranked
 * @param grade published grade; empty when it isn't ranked
 * @param yearsRunning how many published years in a row, this one among them, it had this grade
 * @param advice what the rules recommend for that, which people decide; may be empty
 */
public record YearlyShare(
        String unit,
        String unitName,
        @Nullable String person,
        String personName,
        BigDecimal total,
        BigDecimal weight,
        BigDecimal share,
        int rank,
        String grade,
        int yearsRunning,
        List<String> advice) {

    public YearlyShare {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(share, "share");
        advice = List.copyOf(advice);
    }
}
