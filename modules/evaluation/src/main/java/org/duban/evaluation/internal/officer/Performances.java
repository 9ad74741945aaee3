package org.duban.evaluation.internal.officer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.appraisal.Performance;
import org.duban.api.appraisal.Performance.Counted;
import org.duban.api.appraisal.Performance.Measured;
import org.duban.api.journal.Recorded;
import org.duban.evaluation.internal.officer.MatterCount.For;
import org.duban.evaluation.internal.officer.MatterCount.Terms;
import org.duban.evaluation.internal.officer.OfficerRules.MeasureRule;

/** Adds up what matters give into officers' performances. Not thread-safe; takes one matter at a time and keeps none. */
final class Performances {

    private final OfficerRules rules;
    private final Terms terms;
    private final Map<String, List<List<Counted>>> counted = new HashMap<>();

    Performances(OfficerRules rules, Terms terms) {
        this.rules = rules;
        this.terms = terms;
    }

    /** Takes in a matter's history. */
    void add(List<Recorded> history) {
        List<List<For>> all = MatterCount.of(history, rules.measures(), terms);
        for (int i = 0; i < all.size(); i++) {
            for (For one : all.get(i)) {
                of(one.officer()).get(i).add(one.counted());
            }
        }
    }

    private List<List<Counted>> of(String officer) {
        return counted.computeIfAbsent(officer, o -> {
            List<List<Counted>> lists = new ArrayList<>();
            rules.measures().forEach(m -> lists.add(new ArrayList<>()));
            return lists;
        });
    }

    /** The performance of one officer by what was taken in. */
    Performance performance(String officer) {
        List<Measured> measures = new ArrayList<>();
        List<List<Counted>> lists = of(officer);
        BigDecimal points = BigDecimal.ZERO.setScale(2);
        BigDecimal max = BigDecimal.ZERO;
        for (int i = 0; i < lists.size(); i++) {
            Measured measured = measured(rules.measures().get(i), lists.get(i));
            measures.add(measured);
            points = points.add(measured.points());
            max = max.add(measured.weight());
        }
        return new Performance(
                officer,
                terms.from().getYear(),
                terms.asOf(),
                rules.version(),
                terms.calendar().version(),
                points,
                max,
                measures);
    }

    static Measured measured(MeasureRule rule, List<Counted> counted) {
        int all = counted.size();
        int good = (int) counted.stream().filter(Counted::good).count();
        BigDecimal points = all > 0
                ? rule.weight()
                        .multiply(BigDecimal.valueOf(good))
                        .divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP)
                : (rule.noneIsZero() ? BigDecimal.ZERO : rule.weight()).setScale(2);
        String zh = rule.name() + "："
                + (all > 0
                        ? good + "/" + all + "×" + rule.weight().toPlainString() + "分＝" + points + "分"
                        : "没有此类情形，计" + points + "分");
        return new Measured(rule.id(), rule.name(), rule.weight(), good, all, points, counted, zh);
    }
}
