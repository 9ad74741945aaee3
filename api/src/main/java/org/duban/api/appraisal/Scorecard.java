package org.duban.api.appraisal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.duban.api.appraisal.ScorecardEvent.SignedPart;
import org.jspecify.annotations.Nullable;

/**
 * An officer's scorecard of a year: the parts as they stand now, and every version that was signed.
 *
 * @param officer id of the officer
 * @param year the year
 * @param rules version of the rules the parts are of
 * @param parts in the order of the rules
 * @param total the sum of the parts; null while one has no points
 * @param performance what the computed part is made of
 * @param signed every version, in order; the last one is the one in force, whatever the parts are by now
 */
public record Scorecard(
        String officer,
        int year,
        int rules,
        List<Part> parts,
        @Nullable BigDecimal total,
        Performance performance,
        List<Signed> signed) {

    public Scorecard {
        Objects.requireNonNull(officer, "officer");
        parts = List.copyOf(parts);
        Objects.requireNonNull(performance, "performance");
        signed = List.copyOf(signed);
    }

    /** Where the points of a part come from. */
    public enum From {
        /** 评定: entered by those with the right, with a reason. */
        ENTERED,
        /** 计算: from the matters. */
        COMPUTED,
        /** 民主测评: from the last ballot that was counted. */
        BALLOT
    }

    /**
     * A part.
     *
     * @param id id of the part in {@code officers.json}
     * @param name in Chinese
     * @param from where its points come from
     * @param max the most there can be
     * @param points 0 to {@code max}, two decimals; null: none yet
     * @param basis where they come from, in Chinese; empty: none yet
     * @param entries who entered what when, in order; the last one holds; only of parts that are entered
     */
    public record Part(
            String id,
            String name,
            From from,
            BigDecimal max,
            @Nullable BigDecimal points,
            String basis,
            List<Entry> entries) {
        public Part {
            entries = List.copyOf(entries);
        }
    }

    /** Points somebody entered and signed for. */
    public record Entry(BigDecimal points, String reason, String by, Instant at) {}

    /**
     * A signed version.
     *
     * @param version from 1
     * @param rules version of the rules
     * @param parts as they were then
     * @param total their sum
     * @param by id of the person who signed
     * @param at when
     * @param reason why it was signed again; empty the first time
     */
    public record Signed(
            int version, int rules, List<SignedPart> parts, BigDecimal total, String by, Instant at, String reason) {
        public Signed {
            parts = List.copyOf(parts);
        }
    }
}
