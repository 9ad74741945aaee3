package org.duban.evaluation.internal.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.evaluation.internal.result.ScoreStore.Sum;

/** Adds entries up by subject and rule. Not thread-safe. */
public final class SumBook {

    private final Map<String, Map<String, long[]>> sums = new HashMap<>();

    public void add(String subject, String rule, long times, long amount, long weight) {
        long[] sum = sums.computeIfAbsent(subject, s -> new HashMap<>()).computeIfAbsent(rule, r -> new long[3]);
        sum[0] += times;
        sum[1] += amount;
        sum[2] += weight;
    }

    /** In the order of subjects, then rules. */
    public Map<String, List<Sum>> totals() {
        Map<String, List<Sum>> totals = new TreeMap<>();
        sums.forEach((subject, byRule) -> {
            List<Sum> list = new ArrayList<>();
            new TreeMap<>(byRule).forEach((rule, sum) -> list.add(new Sum(rule, sum[0], sum[1], sum[2])));
            totals.put(subject, list);
        });
        return totals;
    }
}
