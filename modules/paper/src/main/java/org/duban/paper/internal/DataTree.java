package org.duban.paper.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duban.api.Problem;
import org.duban.api.matter.PaperKind;
import org.duban.paper.internal.docx.ChartData;
import org.duban.paper.internal.docx.ChartData.Bar;
import org.duban.paper.internal.docx.Vocabulary;
import org.duban.paper.internal.docx.Vocabulary.Chart;
import org.duban.paper.internal.docx.Vocabulary.Free;
import org.duban.paper.internal.docx.Vocabulary.Group;
import org.duban.paper.internal.docx.Vocabulary.Listing;
import org.duban.paper.internal.docx.Vocabulary.Name;
import org.duban.paper.internal.docx.Vocabulary.Value;

/** A draft's {@code data}, read by the vocabulary: what is named there and nothing else, and figures that add up. */
final class DataTree {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** What 总数 consists of, in a list of figures: 其他 stands for the last two of a summary. */
    private static final List<String> PARTS = List.of("完成", "进入销号程序", "按期推进", "逾期", "中止", "终结", "其他");

    private static final int LONGEST = 200_000;
    private static final Set<String> POINTS = Set.of("典型经验", "倾向性问题", "工作建议");

    private final Map<String, Object> tree = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DataTree() {}

    /** Reads it; what is wrong is in {@link #problems()}. */
    static DataTree read(PaperKind kind, String data) {
        DataTree read = new DataTree();
        if (data.length() > LONGEST) {
            read.problem("data", data.length() + " 个字符", "不超过 " + LONGEST + " 个字符", "内容太长");
            return read;
        }
        try {
            JsonNode json = JSON.readTree(data);
            if (json == null || !json.isObject()) {
                read.problem("data", data, "JSON 对象，没有就填 {}", "不是 JSON 对象");
                return read;
            }
            read.object(json, Vocabularies.of(kind), "data", read.tree);
            read.figures(json);
        } catch (JsonProcessingException e) {
            read.problem("data", e.getOriginalMessage(), "JSON 对象", "不是 JSON");
        }
        return read;
    }

    Map<String, Object> tree() {
        return tree;
    }

    List<Problem> problems() {
        return problems;
    }

    private void problem(String field, String value, String expected, String zh) {
        problems.add(Problem.invalid(field, value, expected, zh));
    }

    private void object(JsonNode object, Vocabulary vocabulary, String at, Map<String, Object> to) {
        object.fields().forEachRemaining(field -> {
            String name = field.getKey();
            String here = at + "/" + name;
            Name what = vocabulary.names().get(name);
            if (what == null) {
                List<String> near = Vocabulary.nearest(
                        name, new ArrayList<>(vocabulary.names().keySet()));
                problem(here, name, near.isEmpty() ? "词汇表中的名称" : String.join("、", near), "没有这个名称");
            } else {
                Object value = value(field.getValue(), what, here);
                to.put(name, value);
                if (at.equals("data") && POINTS.contains(name)) {
                    to.put(name + "要点", Paragraphs.points(text(field.getValue())));
                }
            }
        });
    }

    private static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        StringBuilder text = new StringBuilder();
        node.findValuesAsText("文字").forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private Object value(JsonNode node, Name what, String at) {
        if (what instanceof Value) {
            if (node.isContainerNode()) {
                problem(at, "", "文字或数", "这里只能是文字或数");
                return "";
            }
            return node.isNull() ? "" : node.asText();
        } else if (what instanceof Group group) {
            Map<String, Object> inner = new LinkedHashMap<>();
            if (node.isObject()) {
                object(node, group.vocabulary(), at, inner);
            } else {
                problem(at, node.asText(), "JSON 对象", "这里是一组内容");
            }
            return inner;
        } else if (what instanceof Listing listing) {
            return listing(node, listing.vocabulary(), at);
        } else if (what instanceof Chart) {
            return chart(node, at);
        }
        return free((Free) what, node);
    }

    private Object listing(JsonNode node, Vocabulary vocabulary, String at) {
        if (node.isTextual() && vocabulary.names().containsKey("文字")) {
            return vocabulary.names().containsKey("一级标题")
                    ? Paragraphs.of(node.asText())
                    : Paragraphs.part(node.asText());
        }
        List<Object> items = new ArrayList<>();
        if (!node.isArray()) {
            problem(at, node.asText(), "JSON 数组", "这里是多项内容");
            return items;
        }
        for (int i = 0; i < node.size(); i++) {
            Map<String, Object> item = new LinkedHashMap<>();
            if (node.get(i).isObject()) {
                object(node.get(i), vocabulary, at + "/" + i, item);
            } else {
                problem(at + "/" + i, node.get(i).asText(), "JSON 对象", "每一项是一组内容");
            }
            items.add(item);
        }
        return items;
    }

    private Object chart(JsonNode node, String at) {
        List<Bar> bars = new ArrayList<>();
        for (JsonNode bar : node.path("项")) {
            double value = bar.path("数值").asDouble(-1);
            if (value < 0 || !bar.path("数值").isNumber()) {
                problem(at, bar.path("数值").asText(), "不小于 0 的数", "图中的数不能用");
                return "";
            }
            bars.add(new Bar(bar.path("名称").asText(), value));
        }
        if (bars.isEmpty() || !node.path("标题").isTextual()) {
            problem(at, "", "形如 {\"标题\": …, \"项\": [{\"名称\": …, \"数值\": …}]}", "图没有内容");
            return "";
        }
        return new ChartData(node.path("标题").asText(), bars);
    }

    private static Object free(Free ignored, JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.fields().forEachRemaining(field -> map.put(field.getKey(), free(ignored, field.getValue())));
            return map;
        } else if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(free(ignored, item)));
            return list;
        }
        return node.isNull() ? "" : node.asText();
    }

    // ---- figures

    /** 总数 is the sum of its parts, each list adds up to 合计, and both to 统计. */
    private void figures(JsonNode data) {
        JsonNode summary = data.path("统计");
        JsonNode total = data.path("合计");
        addsUp(summary, "data/统计");
        addsUp(total, "data/合计");
        if (summary.has("总数") && total.has("总数") && number(summary, "总数") != number(total, "总数")) {
            problem("data/合计/总数", total.path("总数").asText(), summary.path("总数").asText() + "（统计的总数）", "合计和统计不一致");
        }
        for (String list : List.of("分类", "单位")) {
            JsonNode rows = data.path(list);
            Map<String, Long> sums = new TreeMap<>();
            for (int i = 0; i < rows.size(); i++) {
                addsUp(rows.get(i), "data/" + list + "/" + i);
                for (String part : PARTS) {
                    sums.merge(part, number(rows.get(i), part), Long::sum);
                }
                sums.merge("总数", number(rows.get(i), "总数"), Long::sum);
            }
            if (!rows.isEmpty() && total.isObject()) {
                sums.forEach((part, sum) -> {
                    if (total.has(part) && number(total, part) != sum) {
                        problem("data/合计/" + part, total.path(part).asText(), Long.toString(sum), list + "各行之和与合计不符");
                    }
                });
            }
        }
    }

    private void addsUp(JsonNode figures, String at) {
        if (figures.has("总数") && PARTS.stream().anyMatch(figures::has)) {
            long sum = PARTS.stream().mapToLong(part -> number(figures, part)).sum();
            if (sum != number(figures, "总数")) {
                problem(at + "/总数", figures.path("总数").asText(), Long.toString(sum), "总数不等于各项之和");
            }
        }
    }

    private static long number(JsonNode figures, String name) {
        return figures.path(name).asLong(0);
    }
}
