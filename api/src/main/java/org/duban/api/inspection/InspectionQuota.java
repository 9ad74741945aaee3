package org.duban.api.inspection;

import org.jspecify.annotations.Nullable;

/**
 * A limit of the year's inspection plan (年度督查计划, 严格控制督查频次: 政府督查工作条例 §15): how many inspections of a year there may be.
 *
 * @param kind of this kind; null: of all kinds together
 * @param unit with this unit among the objects; null: whoever the objects are
 * @param most how many, 0 or more
 */
public record InspectionQuota(
        @Nullable String kind, @Nullable String unit, int most) {

    public InspectionQuota {
        if (most < 0) {
            throw new IllegalArgumentException("a quota is 0 or more: " + most);
        }
    }

    /**
     * A limit and what is taken of it.
     *
     * @param quota the limit
     * @param taken approved inspections of the year that count, those approved beyond it among them
     */
    public record Use(InspectionQuota quota, int taken) {}
}
