package org.duban.form.internal;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;
import org.duban.api.form.FormField.Kind;

/**
 * What a form type's schema may say: JSON Schema 2020-12 without what a form has no use for ({@code $id}, anchors, references to
 * other files or in a circle), and stricter, because JSON Schema takes a misspelt keyword for a remark: a keyword that doesn't
 * exist is a mistake unless it starts with {@code x-}.
 */
final class SchemaRules {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** What the value of a keyword must be. */
    private enum Takes {
        /** A schema of the same value. */
        SCHEMA("字段规则（JSON 对象、true 或 false）"),
        SCHEMAS("至少一个字段规则的列表"),
        SCHEMA_BY_FIELD("字段名 → 字段规则"),
        /** A schema of a part of the value. */
        PART("字段规则（JSON 对象、true 或 false）"),
        PARTS("至少一个字段规则的列表"),
        PART_BY_NAME("名称 → 字段规则"),
        PART_BY_REGEX("正则表达式 → 字段规则"),
        TEXT("文字"),
        FLAG("true 或 false"),
        COUNT("不小于 0 的整数"),
        NUMBER("数字"),
        POSITIVE("大于 0 的数字"),
        FIELD_LIST("不重复的字段名列表"),
        FIELDS_BY_FIELD("字段名 → 不重复的字段名列表"),
        CHOICES("至少一个值、各不相同的列表"),
        LIST("列表"),
        TYPE("以下之一，或其列表：" + String.join("、", Wording.TYPES.keySet())),
        FORMAT("以下之一：" + String.join("、", Wording.FORMATS.keySet())),
        REGEX("正则表达式"),
        KIND("以下之一：" + String.join("、", Kinds.NAMES)),
        WORDS("文字，不能为空"),
        REFERENCE("对本文件 $defs 的引用：#/$defs/名称，名称只含文字、数字、_ 和 -"),
        THE_DIALECT(DIALECT),
        ANYTHING("");

        private final String zh;

        Takes(String zh) {
            this.zh = zh;
        }
    }

    private static final Map<String, Takes> KEYWORDS = Map.ofEntries(
            entry("$schema", Takes.THE_DIALECT),
            entry("$comment", Takes.TEXT),
            entry("$defs", Takes.PART_BY_NAME),
            entry("$ref", Takes.REFERENCE),
            entry("title", Takes.TEXT),
            entry("description", Takes.TEXT),
            entry("default", Takes.ANYTHING),
            entry("examples", Takes.LIST),
            entry("deprecated", Takes.FLAG),
            entry("readOnly", Takes.FLAG),
            entry("writeOnly", Takes.FLAG),
            entry("contentEncoding", Takes.TEXT),
            entry("contentMediaType", Takes.TEXT),
            entry("contentSchema", Takes.PART),
            entry("type", Takes.TYPE),
            entry("const", Takes.ANYTHING),
            entry("enum", Takes.CHOICES),
            entry("format", Takes.FORMAT),
            entry("pattern", Takes.REGEX),
            entry("minLength", Takes.COUNT),
            entry("maxLength", Takes.COUNT),
            entry("minimum", Takes.NUMBER),
            entry("exclusiveMinimum", Takes.NUMBER),
            entry("maximum", Takes.NUMBER),
            entry("exclusiveMaximum", Takes.NUMBER),
            entry("multipleOf", Takes.POSITIVE),
            entry("items", Takes.PART),
            entry("prefixItems", Takes.PARTS),
            entry("minItems", Takes.COUNT),
            entry("maxItems", Takes.COUNT),
            entry("uniqueItems", Takes.FLAG),
            entry("contains", Takes.PART),
            entry("minContains", Takes.COUNT),
            entry("maxContains", Takes.COUNT),
            entry("unevaluatedItems", Takes.PART),
            entry("properties", Takes.PART_BY_NAME),
            entry("patternProperties", Takes.PART_BY_REGEX),
            entry("additionalProperties", Takes.PART),
            entry("unevaluatedProperties", Takes.PART),
            entry("propertyNames", Takes.PART),
            entry("required", Takes.FIELD_LIST),
            entry("dependentRequired", Takes.FIELDS_BY_FIELD),
            entry("minProperties", Takes.COUNT),
            entry("maxProperties", Takes.COUNT),
            entry("dependentSchemas", Takes.SCHEMA_BY_FIELD),
            entry("allOf", Takes.SCHEMAS),
            entry("anyOf", Takes.SCHEMAS),
            entry("oneOf", Takes.SCHEMAS),
            entry("not", Takes.SCHEMA),
            entry("if", Takes.SCHEMA),
            entry("then", Takes.SCHEMA),
            entry("else", Takes.SCHEMA),
            entry(Kinds.KIND, Takes.KIND),
            entry(Kinds.UNIT, Takes.WORDS),
            entry(Kinds.WIDGET, Takes.WORDS));

    /** Names that are the same in a JSON pointer, in a URI and as they are. */
    private static final Pattern REFERENCE = Pattern.compile("#/\\$defs/[\\p{L}\\p{N}_-]+");

    /** Of each pair the first must not be larger than the second. */
    private static final Map<String, String> LIMITS = Map.of(
            "minLength", "maxLength",
            "minItems", "maxItems",
            "minContains", "maxContains",
            "minProperties", "maxProperties",
            "minimum", "maximum");

    private final Fields fields;
    private final Mistakes mistakes;

    private SchemaRules(Fields fields, Mistakes mistakes) {
        this.fields = fields;
        this.mistakes = mistakes;
    }

    /**
     * Checks a form type's schema.
     *
     * @param pointer where the schema is in the definition
     * @return its fields; empty when nothing can be said about them
     */
    static Optional<Fields> check(ObjectNode schema, String pointer, Mistakes mistakes) {
        if (circular(schema, schema.path("$defs"), new HashSet<>(), new HashSet<>())) {
            mistakes.add(
                    Pointers.append(pointer, "$defs"),
                    MissingNode.getInstance(),
                    "不循环的引用",
                    "引用形成循环，表单不能无限嵌套",
                    "The references go in a circle");
            return Optional.empty();
        }
        if (!schema.path("type").asText().equals("object")) {
            mistakes.add(
                    Pointers.append(pointer, "type"),
                    schema.get("type"),
                    "object",
                    "表单必须是一组字段",
                    "A form must be an object");
        }
        Fields fields = new Fields(schema);
        new SchemaRules(fields, mistakes).walk(schema, pointer, fields.at(""));
        if (fields.list(Form.MAX_FIELDS + 1).size() > Form.MAX_FIELDS) {
            mistakes.add(
                    Pointers.append(pointer, "properties"),
                    MissingNode.getInstance(),
                    "不超过 " + Form.MAX_FIELDS + " 个字段",
                    "字段太多",
                    "Too many fields");
        }
        return Optional.of(fields);
    }

    /** Every keyword a schema may use. */
    static Set<String> keywords() {
        return KEYWORDS.keySet();
    }

    /** Whether references in a part lead back to one that is being followed; those in {@code clear} are known not to. */
    private static boolean circular(ObjectNode root, JsonNode part, Set<String> open, Set<String> clear) {
        for (String ref : part.findValuesAsText("$ref")) {
            if (!open.add(ref)) {
                return true;
            }
            if (!clear.contains(ref) && circular(root, Fields.definition(root, ref), open, clear)) {
                return true;
            }
            open.remove(ref);
            clear.add(ref);
        }
        return false;
    }

    /**
     * @param sameValue all schemas that speak of the same value, this one among them: a field may be declared in one and required
     *     in another
     */
    private void walk(JsonNode schema, String pointer, List<JsonNode> sameValue) {
        if (schema.isBoolean()) {
            return;
        }
        if (!schema.isObject()) {
            wrong(Takes.SCHEMA, pointer, schema);
            return;
        }
        schema.properties().forEach(member -> {
            String keyword = member.getKey();
            String here = Pointers.append(pointer, keyword);
            Takes takes = KEYWORDS.get(keyword);
            if (takes != null) {
                check(takes, member.getValue(), here, sameValue);
            } else if (!keyword.startsWith("x-") || Nearest.slip(keyword, Kinds.KEYWORDS)) {
                mistakes.add(
                        here,
                        member.getValue(),
                        Nearest.to(keyword, KEYWORDS.keySet()).orElse("JSON Schema 2020-12 的关键字，自定义的以 x- 开头"),
                        "没有「" + keyword + "」这个关键字",
                        "No such keyword: " + keyword);
            }
        });
        LIMITS.forEach((least, most) -> {
            JsonNode low = schema.path(least);
            JsonNode high = schema.path(most);
            if (low.isNumber() && high.isNumber() && low.decimalValue().compareTo(high.decimalValue()) > 0) {
                mistakes.add(
                        Pointers.append(pointer, least),
                        low,
                        "不大于 " + most + " 的 " + StrictJson.text(high),
                        "下限大于上限，没有值能符合",
                        "No value can meet both limits");
            }
        });
        checkKind(schema, pointer, sameValue);
    }

    /** A kind is a promise to pages: the schema must hold it. */
    private void checkKind(JsonNode schema, String pointer, List<JsonNode> sameValue) {
        Optional<Kind> kind = Kinds.named(schema.path(Kinds.KIND).asText());
        boolean measured = Fields.first(sameValue, Kinds.UNIT).isPresent();
        kind.flatMap(named -> Kinds.contradiction(named, fields, sameValue))
                .ifPresent(expected -> mistakes.add(
                        Pointers.append(pointer, Kinds.KIND),
                        schema.get(Kinds.KIND),
                        expected,
                        "字段规则不是「" + kind.get().id() + "」所要求的",
                        "The schema doesn't hold what this kind promises"));
        if (kind.equals(Optional.of(Kind.MONEY)) && !measured) {
            mistakes.add(
                    Pointers.append(pointer, Kinds.UNIT),
                    schema.get(Kinds.UNIT),
                    "金额的单位，如 万元",
                    "金额没有单位",
                    "Money needs its unit");
        }
        if (schema.has(Kinds.UNIT) && !Kinds.MEASURED.contains(Kinds.of(fields, sameValue))) {
            mistakes.add(
                    Pointers.append(pointer, Kinds.UNIT),
                    schema.get(Kinds.UNIT),
                    "删去；或者字段是数字或金额",
                    "只有数字和金额有单位",
                    "Only numbers and money have a unit");
        }
    }

    private void check(Takes takes, JsonNode value, String pointer, List<JsonNode> sameValue) {
        boolean right = switch (takes) {
            case SCHEMA, PART -> true;
            case SCHEMAS, PARTS, CHOICES -> value.isArray() && !value.isEmpty();
            case LIST -> value.isArray();
            case SCHEMA_BY_FIELD, PART_BY_NAME, PART_BY_REGEX, FIELDS_BY_FIELD -> value.isObject();
            case TEXT, FORMAT, REGEX, KIND -> value.isTextual();
            case WORDS -> value.isTextual() && !value.asText().isBlank();
            case FLAG -> value.isBoolean();
            case COUNT -> value.canConvertToExactIntegral() && value.canConvertToInt() && value.asInt() >= 0;
            case NUMBER -> value.isNumber();
            case POSITIVE -> value.isNumber() && value.decimalValue().signum() > 0;
            case FIELD_LIST -> isNameList(value);
            case TYPE -> value.isArray() ? isNameList(value) && !value.isEmpty() : value.isTextual();
            case REFERENCE -> REFERENCE.matcher(value.asText()).matches() && fields.defines(value.asText());
            case THE_DIALECT -> value.asText().equals(DIALECT);
            case ANYTHING -> true;
        };
        if (!right) {
            wrong(takes, pointer, value);
            return;
        }
        switch (takes) {
            case SCHEMA -> walk(value, pointer, sameValue);
            case SCHEMAS -> eachItem(value, pointer, (item, here) -> walk(item, here, sameValue));
            case SCHEMA_BY_FIELD ->
                eachMember(value, pointer, (field, part, here) -> {
                    declared(field, here, sameValue);
                    walk(part, here, sameValue);
                });
            case PART -> walk(value, pointer, fields.together(value));
            case PARTS -> eachItem(value, pointer, (item, here) -> walk(item, here, fields.together(item)));
            case PART_BY_NAME ->
                eachMember(value, pointer, (name, part, here) -> walk(part, here, fields.together(part)));
            case PART_BY_REGEX ->
                eachMember(value, pointer, (regex, part, here) -> {
                    regex(regex, here);
                    walk(part, here, fields.together(part));
                });
            case FIELD_LIST -> eachItem(value, pointer, (name, here) -> declared(name.asText(), here, sameValue));
            case FIELDS_BY_FIELD ->
                eachMember(value, pointer, (field, names, here) -> {
                    declared(field, here, sameValue);
                    check(Takes.FIELD_LIST, names, here, sameValue);
                });
            case CHOICES -> distinct(value, pointer);
            case TYPE -> {
                if (value.isArray()) {
                    eachItem(value, pointer, (type, here) -> oneOf(Wording.TYPES.keySet(), type, here, "类型"));
                } else {
                    oneOf(Wording.TYPES.keySet(), value, pointer, "类型");
                }
            }
            case FORMAT -> oneOf(Wording.FORMATS.keySet(), value, pointer, "格式");
            case REGEX -> regex(value.asText(), pointer);
            case KIND -> oneOf(Kinds.NAMES, value, pointer, "字段类型");
            default -> {
                // Nothing inside it to check.
            }
        }
    }

    private void wrong(Takes takes, String pointer, JsonNode value) {
        mistakes.add(pointer, value, takes.zh, "关键字的值不对", "Not a usable value for this keyword");
    }

    private void declared(String field, String pointer, List<JsonNode> sameValue) {
        Set<String> known = new LinkedHashSet<>();
        sameValue.forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(known::add));
        if (!known.isEmpty() && !known.contains(field)) {
            mistakes.add(
                    pointer,
                    TextNode.valueOf(field),
                    Nearest.instead(field, known),
                    "没有「" + field + "」这个字段",
                    "No such field: " + field);
        }
    }

    private void oneOf(Set<String> known, JsonNode value, String pointer, String what) {
        if (!known.contains(value.asText())) {
            mistakes.add(
                    pointer,
                    value,
                    Nearest.instead(value.asText(), known),
                    "没有「" + value.asText() + "」这种" + what,
                    "No such name: " + value.asText());
        }
    }

    private void regex(String regex, String pointer) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            mistakes.add(
                    pointer,
                    TextNode.valueOf(regex),
                    Takes.REGEX.zh,
                    "正则表达式有误（第 " + (e.getIndex() + 1) + " 个字符）",
                    "Not a regular expression: " + e.getDescription());
        }
    }

    private void distinct(JsonNode list, String pointer) {
        Set<JsonNode> seen = new HashSet<>();
        eachItem(list, pointer, (item, here) -> {
            if (!seen.add(item)) {
                mistakes.add(here, item, "每个值只写一次", "可选的值重复", "The same choice twice");
            }
        });
    }

    private static boolean isNameList(JsonNode value) {
        Set<String> seen = new HashSet<>();
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false)
                        .allMatch(item -> item.isTextual() && seen.add(item.asText()));
    }

    private static void eachItem(JsonNode list, String pointer, BiConsumer<JsonNode, String> each) {
        for (int i = 0; i < list.size(); i++) {
            each.accept(list.get(i), Pointers.append(pointer, Integer.toString(i)));
        }
    }

    private interface Member {
        void accept(String name, JsonNode value, String pointer);
    }

    private static void eachMember(JsonNode object, String pointer, Member each) {
        object.properties()
                .forEach(member ->
                        each.accept(member.getKey(), member.getValue(), Pointers.append(pointer, member.getKey())));
    }
}
