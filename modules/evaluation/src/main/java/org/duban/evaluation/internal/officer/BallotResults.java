package org.duban.evaluation.internal.officer;

import java.math.BigDecimal;
import java.util.Optional;

/** What a counted ballot gives for a scorecard. */
interface BallotResults {

    /** Points, and where they come from, in Chinese. */
    record Result(BigDecimal points, String basis) {}

    /**
     * The result of the last ballot on an officer and year that was counted; empty when none was.
     *
     * @param max what 100 points of every paper would give
     */
    Optional<Result> of(String officer, int year, BigDecimal max);
}
