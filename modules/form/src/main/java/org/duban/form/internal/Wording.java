package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How a keyword of JSON Schema speaks to people.
 *
 * @param expected what the keyword asks for, out of its value in the schema: 不超过 200 字
 * @param wrongZh what is wrong when it isn't met, after the field's name: 太短，只有 <code>{n}</code> 字, where <code>{n}</code> is
 *     the size of the value found
 * @param wrongEn the same in English
 */
record Wording(Function<JsonNode, String> expected, String wrongZh, String wrongEn) {

    /** The formats of JSON Schema 2020-12, and what they look like. */
    static final Map<String, String> FORMATS = inOrder(
            Map.entry("date", "yyyy-MM-dd 日期，如 2026-11-23"),
            Map.entry("date-time", "带时区的日期时间，如 2026-11-23T09:30:00+08:00"),
            Map.entry("time", "带时区的时间，如 09:30:00+08:00"),
            Map.entry("duration", "ISO 8601 时长，如 P15D"),
            Map.entry("email", "电子邮箱，如 name@example.cn"),
            Map.entry("idn-email", "电子邮箱，如 name@example.cn"),
            Map.entry("hostname", "主机名，如 www.example.cn"),
            Map.entry("idn-hostname", "主机名，如 www.example.cn"),
            Map.entry("ipv4", "IPv4 地址，如 192.0.2.1"),
            Map.entry("ipv6", "IPv6 地址，如 2001:db8::1"),
            Map.entry("uri", "网址，如 https://www.example.cn/a"),
            Map.entry("uri-reference", "网址或相对网址，如 /a/b"),
            Map.entry("iri", "网址，如 https://www.example.cn/甲"),
            Map.entry("iri-reference", "网址或相对网址，如 /甲/乙"),
            Map.entry("uri-template", "网址模板，如 https://www.example.cn/{id}"),
            Map.entry("uuid", "UUID，如 123e4567-e89b-12d3-a456-426614174000"),
            Map.entry("json-pointer", "JSON 指针，如 /a/0"),
            Map.entry("relative-json-pointer", "相对 JSON 指针，如 1/a"),
            Map.entry("regex", "正则表达式"));

    /** The types of JSON Schema, and what people call them. */
    static final Map<String, String> TYPES = inOrder(
            Map.entry("string", "文字"),
            Map.entry("number", "数字"),
            Map.entry("integer", "整数"),
            Map.entry("boolean", "true（是）或 false（否）"),
            Map.entry("array", "列表"),
            Map.entry("object", "一组字段（JSON 对象）"),
            Map.entry("null", "空（null）"));

    /** Keywords that describe a value, in the order in which they describe it. */
    private static final Map<String, Wording> ABOUT_THE_VALUE = inOrder(
            entry("type", Wording::type, "类型不对", "is of the wrong type"),
            entry("const", Wording::literal, "不是规定的值", "is not the value it must be"),
            entry("enum", Wording::choice, "不是可选的值", "is not one of the choices"),
            entry("format", Wording::format, "格式不对", "is not in the right format"),
            entry("pattern", Wording::pattern, "格式不对", "is not in the right format"),
            entry("minLength", v -> "不少于 " + literal(v) + " 字", "太短，只有 {n} 字", "is too short: {n} characters"),
            entry("maxLength", v -> "不超过 " + literal(v) + " 字", "太长，有 {n} 字", "is too long: {n} characters"),
            entry("minimum", v -> "不小于 " + literal(v), "太小", "is too small"),
            entry("exclusiveMinimum", v -> "大于 " + literal(v), "太小", "is too small"),
            entry("maximum", v -> "不大于 " + literal(v), "太大", "is too large"),
            entry("exclusiveMaximum", v -> "小于 " + literal(v), "太大", "is too large"),
            entry("multipleOf", Wording::step, "不是规定的倍数", "is not a multiple of what it must be"),
            entry("minItems", v -> "至少 " + literal(v) + " 项", "项数不够，只有 {n} 项", "has too few items: {n}"),
            entry("maxItems", v -> "至多 " + literal(v) + " 项", "项数太多，有 {n} 项", "has too many items: {n}"),
            entry("minProperties", v -> "至少填写 " + literal(v) + " 个字段", "字段不够，只有 {n} 个", "has too few fields: {n}"),
            entry("maxProperties", v -> "至多填写 " + literal(v) + " 个字段", "字段太多，有 {n} 个", "has too many fields: {n}"));

    /** Keywords that relate the parts of a value to each other. */
    private static final Map<String, Wording> ABOUT_ITS_PARTS = inOrder(
            entry("uniqueItems", v -> "各项不重复", "有重复的项", "has the same item twice"),
            entry("minContains", v -> "至少 " + literal(v) + " 项符合要求", "符合要求的项不够", "has too few items of a kind"),
            entry("maxContains", v -> "至多 " + literal(v) + " 项符合要求", "符合要求的项太多", "has too many items of a kind"),
            entry("items", v -> "没有多余的项", "有多余的项", "has items too many"),
            entry("unevaluatedItems", v -> "没有多余的项", "有多余的项", "has items too many"),
            entry("propertyNames", Wording::describe, "字段名不合规定", "has a name no field may have"),
            entry("oneOf", v -> "只符合其中一种填法", "同时符合几种填法", "fits more than one alternative"),
            entry("not", v -> "不是：" + orElse(describe(v), "这样的内容"), "填写了不允许的内容", "is what it must not be"),
            entry("false", v -> "不填写", "不允许填写", "is not allowed"));

    /** The usual pattern of a text that must say something. */
    private static final String NOT_BLANK = "\\S";

    private static final Wording FALLBACK = new Wording(v -> "", "不符合规定", "breaks a rule of the form");

    /** The wording of a keyword; one that is true of any keyword when it has none of its own. */
    static Wording of(String keyword) {
        return ABOUT_THE_VALUE.getOrDefault(keyword, ABOUT_ITS_PARTS.getOrDefault(keyword, FALLBACK));
    }

    /** Whether a keyword has its own wording. */
    static boolean has(String keyword) {
        return of(keyword) != FALLBACK;
    }

    /** What a schema asks of a value: 文字，不超过 200 字. Empty when it asks nothing. */
    static String describe(JsonNode schema) {
        List<String> parts = new ArrayList<>();
        ABOUT_THE_VALUE.forEach((keyword, wording) -> {
            JsonNode value = schema.path(keyword);
            boolean told = keyword.equals("type") && tellsTheType(schema);
            if (!value.isMissingNode() && !told && !onlyForbidsBlank(keyword, value)) {
                parts.add(wording.expected(value, schema));
            }
        });
        return String.join("，", parts);
    }

    /** A choice, an example or a rule already tells the type. */
    private static boolean tellsTheType(JsonNode schema) {
        return Stream.of("const", "enum", "format", "pattern")
                .anyMatch(keyword -> schema.has(keyword) && !onlyForbidsBlank(keyword, schema.get(keyword)));
    }

    private static boolean onlyForbidsBlank(String keyword, JsonNode value) {
        return keyword.equals("minLength") && value.asInt() == 1
                || keyword.equals("pattern") && value.asText().equals(NOT_BLANK);
    }

    /**
     * What a keyword asks for. Few people read regular expressions: an example says more.
     *
     * @param value the keyword's value
     * @param schema the schema it stands in; missing when unknown
     */
    String expected(JsonNode value, JsonNode schema) {
        JsonNode example = schema.path("examples").path(0);
        return this == ABOUT_THE_VALUE.get("pattern") && !example.isMissingNode()
                ? "形如 " + literal(example)
                : expected.apply(value);
    }

    /** What is wrong with a value, in Chinese. */
    String zh(@Nullable JsonNode value) {
        return withSize(wrongZh, value);
    }

    /** What is wrong with a value, in English. */
    String en(@Nullable JsonNode value) {
        return withSize(wrongEn, value);
    }

    private static String withSize(String sentence, @Nullable JsonNode value) {
        if (value == null) {
            return sentence;
        }
        String text = value.asText();
        int size = value.isTextual() ? text.codePointCount(0, text.length()) : value.size();
        return sentence.replace("{n}", Integer.toString(size));
    }

    private static String type(JsonNode value) {
        return value.isArray() ? joined(value, Wording::type, "或") : TYPES.getOrDefault(value.asText(), value.asText());
    }

    private static String format(JsonNode value) {
        return FORMATS.getOrDefault(value.asText(), value.asText());
    }

    private static String pattern(JsonNode value) {
        return value.asText().equals(NOT_BLANK) ? "有内容的文字；没有内容就不写这个字段" : "符合规则 " + value.asText() + " 的文字";
    }

    private static String choice(JsonNode value) {
        return "以下之一：" + joined(value, Wording::literal, "、");
    }

    private static String literal(JsonNode value) {
        return value.isValueNode() ? StrictJson.text(value) : value.toString();
    }

    /** A power of ten below one is said as places after the decimal point. */
    private static String step(JsonNode value) {
        BigDecimal step = value.decimalValue().stripTrailingZeros();
        return step.scale() > 0 && step.unscaledValue().equals(BigInteger.ONE)
                ? "至多 " + step.scale() + " 位小数"
                : literal(value) + " 的整数倍";
    }

    private static String joined(JsonNode array, Function<JsonNode, String> word, String separator) {
        return StreamSupport.stream(array.spliterator(), false).map(word).collect(Collectors.joining(separator));
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static Map.Entry<String, Wording> entry(
            String keyword, Function<JsonNode, String> expected, String wrongZh, String wrongEn) {
        return Map.entry(keyword, new Wording(expected, wrongZh, wrongEn));
    }

    @SafeVarargs
    private static <V> Map<String, V> inOrder(Map.Entry<String, V>... entries) {
        Map<String, V> map = new LinkedHashMap<>();
        for (Map.Entry<String, V> entry : entries) {
            map.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(map);
    }
}
