package org.duban.api.inspection;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Results of one thing and one dimension added up; different dimensions never are.
 *
 * @param what 拆除违法建筑
 * @param dimension 面积; the measure itself for one that {@code inspection.json} doesn't name
 * @param total the sum in the measure people would use, 25.9 万平方米
 * @param base the same sum in the dimension's base measure, 259000
 * @param baseMeasure that measure, 平方米
 * @param entries how many results were added
 */
public record ResultSum(
        String what, String dimension, Quantity total, BigDecimal base, String baseMeasure, int entries) {
    public ResultSum {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(baseMeasure, "baseMeasure");
    }
}
