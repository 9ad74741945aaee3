package org.duban.inspection.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.inspection.InspectionResult;
import org.duban.api.inspection.Quantity;
import org.duban.api.inspection.ResultSum;
import org.duban.inspection.internal.InspectionRules.Dimension;
import org.duban.inspection.internal.InspectionRules.Measure;

/** Adds results up, exactly, each dimension by itself. Immutable. */
final class Measures {

    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
    private final Map<String, Measure> measures = new LinkedHashMap<>();

    Measures(List<Dimension> known) {
        for (Dimension dimension : known) {
            for (Measure measure : dimension.measures()) {
                dimensions.put(measure.name(), dimension);
                measures.put(measure.name(), measure);
            }
        }
    }

    private record Group(String what, Dimension dimension) {}

    /** The sums, in the order in which their things first occur. */
    List<ResultSum> sum(List<InspectionResult> results) {
        Map<Group, BigDecimal> sums = new LinkedHashMap<>();
        Map<Group, Integer> entries = new LinkedHashMap<>();
        for (InspectionResult result : results) {
            Quantity quantity = result.quantity();
            Group group = new Group(result.what(), dimension(quantity.measure()));
            Measure measure = measures.getOrDefault(quantity.measure(), new Measure(quantity.measure(), 0));
            sums.merge(group, quantity.amount().scaleByPowerOfTen(measure.power()), BigDecimal::add);
            entries.merge(group, 1, Integer::sum);
        }
        List<ResultSum> list = new ArrayList<>();
        sums.forEach((group, base) -> {
            Measure shown = shown(group.dimension(), base);
            Measure smallest = group.dimension().measures().get(0);
            list.add(new ResultSum(
                    group.what(),
                    group.dimension().name(),
                    Quantity.of(base.scaleByPowerOfTen(-shown.power()), shown.name()),
                    new BigDecimal(Quantity.of(base, smallest.name()).number()),
                    smallest.name(),
                    entries.getOrDefault(group, 0)));
        });
        return List.copyOf(list);
    }

    /** One that isn't named is a dimension of its own: 辆 are never added to 处. */
    private Dimension dimension(String measure) {
        Dimension known = dimensions.get(measure);
        return known != null ? known : new Dimension(measure, List.of(new Measure(measure, 0)));
    }

    /** The largest measure of which there is at least one. */
    private static Measure shown(Dimension dimension, BigDecimal base) {
        Measure shown = dimension.measures().get(0);
        for (Measure measure : dimension.measures()) {
            if (base.scaleByPowerOfTen(-measure.power()).compareTo(BigDecimal.ONE) >= 0) {
                shown = measure;
            }
        }
        return shown;
    }
}
