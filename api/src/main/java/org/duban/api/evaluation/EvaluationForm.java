package org.duban.api.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 考核评价表: the evaluation of one matter as it goes on paper; every text ready to print, names instead of ids.
 *
 * @param number the matter's number
 * @param title its title
 * @param source its source document
 * @param leadUnit name of the lead unit
 * @param assisting names of the assisting units
 * @param officer name of the supervising officer; empty when none
 * @param dueOn due date of the lead; null when none
 * @param clearedOn the day it was cleared; null when it isn't
 * @param ruleSet 区级督查考核办法（district/1）
 * @param timeliness figure, or empty
 * @param quality figure, or empty
 * @param score figure, or empty
 * @param signatures one for each level that has signed
 * @param points one sentence for each bonus and deduction of the units
 * @param explanation the whole derivation in Chinese
 */
public record EvaluationForm(
        String number,
        String title,
        String source,
        String leadUnit,
        List<String> assisting,
        String officer,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate clearedOn,
        String ruleSet,
        String timeliness,
        String quality,
        String score,
        List<Signature> signatures,
        List<String> points,
        String explanation) {

    public EvaluationForm {
        Objects.requireNonNull(number, "number");
        assisting = List.copyOf(assisting);
        signatures = List.copyOf(signatures);
        points = List.copyOf(points);
    }

    /**
     * A line of signatures.
     *
     * @param level 督查室评价
     * @param quality figure
     * @param reason why
     * @param signer name of who signed
     * @param on the day
     * @param corrections how often it was corrected
     */
    public record Signature(
            String level, String quality, String reason, String signer, LocalDate on, int corrections) {}
}
