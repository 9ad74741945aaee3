package org.duban.paper.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Progress;

/** Counts of ledger rows as a paper shows them. Each row is counted once in each table, so that all of them add up to the same. Pure. */
final class Figures {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BARS = 12;

    /** Not assigned yet, or ended with all units relieved. */
    static final String NO_UNIT = "无牵头单位";

    /** Those a table has columns for; the others are 其他. */
    private static final List<Progress> COLUMNS =
            List.of(Progress.DONE, Progress.IN_CLEARANCE, Progress.ON_SCHEDULE, Progress.OVERDUE);

    private Figures() {}

    /** 统计, 分类, 单位, 合计 and their charts. */
    static ObjectNode report(
            List<LedgerRow> rows, Function<String, String> formTypeName, Function<LedgerRow, String> unitName) {
        ObjectNode data = JSON.createObjectNode();
        data.set("统计", summary(rows));
        ArrayNode types = table(rows, row -> formTypeName.apply(row.formType()));
        ArrayNode units = table(rows, unitName);
        data.set("分类", types);
        data.set("单位", units);
        data.set("合计", columns(rows));
        ObjectNode charts = data.putObject("图");
        charts.set("办理情况", progress(rows));
        if (!rows.isEmpty()) {
            charts.set("事项类型", chart("各类事项（件）", types));
            charts.set("责任单位", chart("各责任单位牵头事项（件）", units));
        }
        return data;
    }

    /** 统计 and its chart. */
    static ObjectNode summarised(List<LedgerRow> rows) {
        ObjectNode data = JSON.createObjectNode();
        data.set("统计", summary(rows));
        data.putObject("图").set("办理情况", progress(rows));
        return data;
    }

    private static ObjectNode summary(List<LedgerRow> rows) {
        Map<Progress, Long> counts = count(rows);
        ObjectNode summary = JSON.createObjectNode();
        summary.put("总数", rows.size());
        counts.forEach((progress, count) -> summary.put(progress.zh(), count));
        summary.put("完成率", share(counts.getOrDefault(Progress.DONE, 0L), rows.size()));
        return summary;
    }

    private static Map<Progress, Long> count(List<LedgerRow> rows) {
        Map<Progress, Long> counts = new EnumMap<>(Progress.class);
        for (Progress progress : Progress.values()) {
            counts.put(progress, 0L);
        }
        rows.forEach(row -> counts.merge(row.progress(), 1L, Long::sum));
        return counts;
    }

    /** In per cent, one decimal, half up. */
    static String share(long part, long whole) {
        if (whole == 0) {
            return "0%";
        }
        return BigDecimal.valueOf(part * 100)
                        .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    private static ObjectNode columns(List<LedgerRow> rows) {
        Map<Progress, Long> counts = count(rows);
        ObjectNode line = JSON.createObjectNode();
        line.put("总数", rows.size());
        long others = rows.size();
        for (Progress column : COLUMNS) {
            long count = counts.getOrDefault(column, 0L);
            line.put(column.zh(), count);
            others -= count;
        }
        return line.put("其他", others);
    }

    /** A line for each name, those with most rows first; at the end those of no unit. */
    private static ArrayNode table(List<LedgerRow> rows, Function<LedgerRow, String> name) {
        Map<String, List<LedgerRow>> by = new LinkedHashMap<>();
        rows.forEach(row ->
                by.computeIfAbsent(name.apply(row), n -> new ArrayList<>()).add(row));
        ArrayNode table = JSON.createArrayNode();
        by.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<LedgerRow>> entry) ->
                                entry.getKey().equals(NO_UNIT))
                        .thenComparing(entry -> -entry.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> {
                    ObjectNode line = JSON.createObjectNode().put("名称", entry.getKey());
                    line.setAll(columns(entry.getValue()));
                    table.add(line);
                });
        return table;
    }

    private static ObjectNode progress(List<LedgerRow> rows) {
        ObjectNode chart = JSON.createObjectNode().put("标题", "办理情况（件）");
        ArrayNode bars = chart.putArray("项");
        count(rows).forEach((progress, count) -> {
            if (count > 0 || COLUMNS.contains(progress)) {
                bars.addObject().put("名称", progress.zh()).put("数值", count);
            }
        });
        return chart;
    }

    private static ObjectNode chart(String title, ArrayNode table) {
        ObjectNode chart = JSON.createObjectNode().put("标题", title);
        ArrayNode bars = chart.putArray("项");
        for (JsonNode line : table) {
            String name = line.path("名称").asText();
            if (bars.size() < MOST_BARS && !name.equals(NO_UNIT)) {
                bars.addObject().put("名称", name).put("数值", line.path("总数").asLong());
            }
        }
        return chart;
    }
}
