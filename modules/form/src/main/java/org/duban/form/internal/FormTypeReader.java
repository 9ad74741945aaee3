package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchemaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.LightRule;
import org.duban.api.form.Cadence;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder;
import org.duban.api.form.RoleRule;
import org.duban.api.matter.Stage;
import org.duban.form.internal.Members.Kind;

/** Reads the definition of one form type; the format is in this module's README. */
final class FormTypeReader {

    private static final List<String> MEMBERS = List.of(
            "id",
            "version",
            "name",
            "schema",
            "omits",
            "deadline",
            "lights",
            "numbering",
            "requiredBeforeAssignment",
            "filters",
            "replyRequired",
            "ladder",
            "cadences",
            "similarBy",
            "roles");
    private static final List<String> OF_THE_ASSIGNMENT = List.of("#lead", "#leader", "#requirement", "#due");
    private static final List<String> PLACEHOLDERS = List.of("year", "n");
    private static final List<String> OF_THE_MATTER = List.of("#title", "#unit", "#area");

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /**
     * A definition that was read.
     *
     * @param type the form type
     * @param form its fields, compiled
     */
    record Definition(FormType type, Form form) {}

    private final ObjectNode root;
    private final Mistakes mistakes = new Mistakes();
    private final Members members = new Members(mistakes);

    private FormTypeReader(ObjectNode root) {
        this.root = root;
    }

    /**
     * Reads a definition.
     *
     * @throws DubanException {@code FORM_TYPE_INVALID} with every mistake
     */
    static Definition read(String json) {
        ObjectNode root = StrictJson.object(json, ErrorCode.FORM_TYPE_INVALID);
        try {
            return new FormTypeReader(root).read();
        } catch (StackOverflowError e) {
            throw new DubanException(
                    Problem.of(
                            ErrorCode.FORM_TYPE_INVALID,
                            "/schema",
                            null,
                            "层次少一些的字段规则",
                            "字段规则嵌套、引用的层次太多",
                            "The schema is nested too deeply"),
                    e);
        }
    }

    /**
     * Compiles the schema of a form type that was made without reading it here.
     *
     * @throws DubanException {@code FORM_TYPE_INVALID} with every mistake in the schema
     */
    static Form compile(FormType type) {
        ObjectNode schema = StrictJson.object(type.schema(), ErrorCode.FORM_TYPE_INVALID);
        Mistakes mistakes = new Mistakes();
        SchemaRules.check(schema, "", mistakes);
        mistakes.throwIfAny();
        return compile(schema, "");
    }

    private static Form compile(ObjectNode schema, String pointer) {
        try {
            return Form.of(schema);
        } catch (JsonSchemaException e) {
            Mistakes mistakes = new Mistakes();
            mistakes.add(
                    pointer,
                    MissingNode.getInstance(),
                    "JSON Schema 2020-12",
                    "字段规则有误：" + e.getMessage(),
                    "Not a usable schema: " + e.getMessage());
            throw new DubanException(mistakes.problems(), e);
        }
    }

    private Definition read() {
        members.onlyKnown(root, "", MEMBERS);
        String id = members.id(root, "");
        int version = members.integer(root, "", "version", 1, Integer.MAX_VALUE);
        JsonNode name = members.member(root, "", "name", Kind.OBJECT, true);
        members.onlyKnown(name, "/name", List.of("zh", "en"));
        String nameZh = members.text(name, "/name", "zh");
        String nameEn = members.text(name, "/name", "en");
        JsonNode schema = members.member(root, "", "schema", Kind.OBJECT, true);
        // Without fields nothing can be said about pointers to them; what is wrong with the schema is said already.
        Optional<Fields> fields =
                schema instanceof ObjectNode object ? SchemaRules.check(object, "/schema", mistakes) : Optional.empty();
        Set<Stage> omitted = omitted();
        DeadlineRule deadline = deadline(fields);
        LightRule lights = lights();
        String numbering = numbering();
        List<String> required = pointers("requiredBeforeAssignment", OF_THE_ASSIGNMENT, "交办要素", false, fields);
        List<String> filters = pointers("filters", List.of(), "", true, fields);
        boolean replyRequired =
                members.member(root, "", "replyRequired", Kind.FLAG, false).asBoolean();
        Rhythm rhythm = new Rhythm(members);
        Ladder ladder = rhythm.ladder(root);
        List<Cadence> cadences = rhythm.cadences(root);
        List<String> similarBy = pointers("similarBy", OF_THE_MATTER, "比对项", true, fields);
        List<RoleRule> roles = RoleRules.read(root, members);

        mistakes.throwIfAny();
        return new Definition(
                new FormType(
                        id,
                        version,
                        nameZh,
                        nameEn,
                        schema.toString(),
                        omitted,
                        deadline,
                        lights,
                        numbering,
                        required,
                        filters,
                        replyRequired,
                        ladder,
                        cadences,
                        similarBy,
                        roles,
                        root.toString()),
                compile((ObjectNode) schema, "/schema"));
    }

    private Set<Stage> omitted() {
        List<Stage> omissible = Arrays.stream(Stage.values())
                .filter(stage -> !FormType.INDISPENSABLE.contains(stage))
                .toList();
        Set<Stage> omitted = EnumSet.noneOf(Stage.class);
        members.distinctTexts(members.member(root, "", "omits", Kind.LIST, false), "/omits", (name, pointer) -> {
            Optional<Stage> stage = Arrays.stream(Stage.values())
                    .filter(s -> s.name().equals(name))
                    .findFirst();
            if (stage.isEmpty()) {
                members.unknown(
                        pointer, name, omissible.stream().map(Stage::name).toList(), "环节");
            } else if (!omissible.contains(stage.get())) {
                mistakes.add(
                        pointer,
                        TextNode.valueOf(name),
                        "以下之一："
                                + String.join(
                                        "、", omissible.stream().map(Stage::name).toList()),
                        "「" + stage.get().zh() + "」环节不能省略",
                        "This stage can't be left out");
            } else {
                omitted.add(stage.get());
            }
        });
        return omitted;
    }

    private DeadlineRule deadline(Optional<Fields> fields) {
        JsonNode deadline = members.member(root, "", "deadline", Kind.OBJECT, true);
        members.onlyKnown(deadline, "/deadline", List.of("from", "cases"));
        DeadlineRule.From from = members.choice(deadline, "/deadline", "from", DeadlineRule.From.class)
                .orElse(DeadlineRule.From.RECEIPT);
        JsonNode list = members.member(deadline, "/deadline", "cases", Kind.LIST, true);
        List<DeadlineRule.Case> cases = new ArrayList<>();
        Map<String, String> reached = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            String pointer = "/deadline/cases/" + i;
            JsonNode item = list.get(i);
            if (!item.isObject()) {
                members.wrongKind(Kind.OBJECT, pointer, item);
                continue;
            }
            members.onlyKnown(item, pointer, List.of("field", "equals", "days", "unit"));
            int days = members.integer(item, pointer, "days", 1, Rhythm.MAX_DAYS);
            Optional<DeadlineRule.Unit> unit = members.choice(item, pointer, "unit", DeadlineRule.Unit.class);
            boolean conditional = item.has("field") || item.has("equals");
            String field = conditional ? members.text(item, pointer, "field") : "";
            JsonNode equalTo = conditional
                    ? members.member(item, pointer, "equals", Kind.SCALAR, true)
                    : MissingNode.getInstance();
            if (!field.isEmpty() && !equalTo.isMissingNode()) {
                fields.ifPresent(known -> checkCondition(known, field, equalTo, pointer));
            }
            String condition = conditional ? field + " = " + StrictJson.text(equalTo) : "";
            String earlier = reached.containsKey("") ? reached.get("") : reached.get(condition);
            if (earlier != null) {
                mistakes.add(
                        pointer,
                        item,
                        "放在 " + earlier + " 之前，或删去",
                        "永远轮不到这一条：" + earlier + " 已经适用",
                        "This case is never reached: " + earlier + " holds before it");
            }
            reached.putIfAbsent(condition, pointer);
            if (days > 0 && unit.isPresent()) {
                cases.add(new DeadlineRule.Case(
                        conditional ? field : null, conditional ? StrictJson.text(equalTo) : null, days, unit.get()));
            }
        }
        return new DeadlineRule(from, cases);
    }

    /** A case that no form can meet is a mistake, most often a misspelt choice. */
    private void checkCondition(Fields fields, String field, JsonNode equalTo, String pointer) {
        if (!checkField(field, pointer + "/field", true, fields)) {
            return;
        }
        for (JsonNode schema : fields.at(field)) {
            JsonNode choices = schema.path("enum");
            if (choices.isArray() && !contains(choices, equalTo)) {
                mistakes.add(
                        pointer + "/equals",
                        equalTo,
                        Wording.of("enum").expected().apply(choices),
                        fields.label(field) + "不会是这个值",
                        "The field never has this value");
            } else if (schema.path("type").isTextual()
                    && !isOfType(equalTo, schema.get("type").asText())) {
                mistakes.add(
                        pointer + "/equals",
                        equalTo,
                        Wording.of("type").expected().apply(schema.get("type")),
                        fields.label(field) + "不会是这个值",
                        "The field never has this value");
            }
        }
    }

    private static boolean contains(JsonNode choices, JsonNode value) {
        for (JsonNode choice : choices) {
            boolean sameNumber = choice.isNumber()
                    && value.isNumber()
                    && choice.decimalValue().compareTo(value.decimalValue()) == 0;
            if (sameNumber || choice.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(JsonNode scalar, String type) {
        return switch (type) {
            case "string" -> scalar.isTextual();
            case "boolean" -> scalar.isBoolean();
            case "number" -> scalar.isNumber();
            case "integer" -> scalar.canConvertToExactIntegral();
            default -> false;
        };
    }

    private LightRule lights() {
        JsonNode list = members.member(root, "", "lights", Kind.LIST, false);
        if (list.isMissingNode()) {
            return LightRule.DEFAULT;
        }
        int before = mistakes.count();
        List<LightRule.Light> lights = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        int last = -2;
        for (int i = 0; i < list.size(); i++) {
            String pointer = "/lights/" + i;
            JsonNode item = list.get(i);
            if (!item.isObject()) {
                members.wrongKind(Kind.OBJECT, pointer, item);
                continue;
            }
            members.onlyKnown(item, pointer, List.of("code", "name", "colour", "daysLeft"));
            String code = members.text(item, pointer, "code");
            if (!code.isEmpty() && !codes.add(code)) {
                mistakes.add(pointer + "/code", item.get("code"), "每盏灯一个代码", "灯的代码重复", "The same code twice");
            }
            String colour = members.text(item, pointer, "colour");
            if (!colour.isEmpty() && !COLOUR.matcher(colour).matches()) {
                mistakes.add(pointer + "/colour", item.get("colour"), "#rrggbb，如 #d93026", "颜色不对", "Not a colour");
            }
            boolean unlimited = !item.has("daysLeft");
            int daysLeft =
                    unlimited ? Integer.MAX_VALUE : members.integer(item, pointer, "daysLeft", -1, Rhythm.MAX_DAYS);
            if (unlimited != (i == list.size() - 1)) {
                mistakes.add(
                        pointer + "/daysLeft",
                        item.get("daysLeft"),
                        unlimited ? "剩余工作日数，-1 为逾期" : "最后一盏灯不写 daysLeft",
                        unlimited ? "只有最后一盏灯可以没有天数" : "最后一盏灯不能有天数，否则有的日子无灯可亮",
                        unlimited ? "Only the last light has no limit" : "The last light must have no limit");
            } else if (daysLeft <= last) {
                mistakes.add(
                        pointer + "/daysLeft", item.get("daysLeft"), "大于 " + last, "灯须由急到缓排列", "Lights must ascend");
            }
            last = Math.max(last, daysLeft);
            lights.add(new LightRule.Light(
                    code, members.text(item, pointer, "name"), colour, unlimited ? null : Math.max(-1, daysLeft)));
        }
        if (list.isEmpty()) {
            mistakes.add("/lights", list, "至少一盏灯，或不写 lights", "没有灯", "There are no lights");
        }
        return mistakes.count() == before ? new LightRule(lights) : LightRule.DEFAULT;
    }

    private String numbering() {
        String pattern = members.text(root, "", "numbering");
        if (pattern.isEmpty()) {
            return pattern;
        }
        List<String> found = new ArrayList<>();
        Matcher placeholders = PLACEHOLDER.matcher(pattern);
        while (placeholders.find()) {
            found.add(placeholders.group(1));
        }
        for (String name : found) {
            if (!PLACEHOLDERS.contains(name)) {
                members.unknown("/numbering", name, PLACEHOLDERS, "占位符");
            }
        }
        for (String name : PLACEHOLDERS) {
            long times = found.stream().filter(name::equals).count();
            if (times != 1) {
                mistakes.add(
                        "/numbering",
                        root.get("numbering"),
                        "如 批示〔{year}〕{n}号",
                        "编号中 {" + name + "} 须出现一次，否则编号会重复",
                        "{" + name + "} must be there once, or numbers are not unique");
            }
        }
        if (PLACEHOLDER.matcher(pattern).replaceAll("").matches(".*[{}].*")) {
            mistakes.add("/numbering", root.get("numbering"), "成对的花括号", "编号中花括号不成对", "Unbalanced braces");
        }
        return pattern;
    }

    /** A list of JSON pointers of fields, and of names that start with {@code #} and stand for something beside the form. */
    private List<String> pointers(
            String property, List<String> names, String what, boolean singleValue, Optional<Fields> fields) {
        List<String> pointers = new ArrayList<>();
        JsonNode list = members.member(root, "", property, Kind.LIST, false);
        members.distinctTexts(list, "/" + property, (pointer, place) -> {
            if (names.isEmpty() || !pointer.startsWith("#")) {
                fields.ifPresent(known -> checkField(pointer, place, singleValue, known));
            } else if (!names.contains(pointer)) {
                members.unknown(place, pointer, names, what);
            }
            pointers.add(pointer);
        });
        return pointers;
    }

    private boolean checkField(String pointer, String place, boolean singleValue, Fields fields) {
        if (!Pointers.isPointer(pointer)) {
            mistakes.add(
                    place, TextNode.valueOf(pointer), "以 / 开头的 JSON 指针，如 /channel", "不是 JSON 指针", "Not a JSON pointer");
            return false;
        }
        if (!fields.exists(pointer)) {
            int slash = pointer.lastIndexOf('/');
            String parent = pointer.substring(0, slash);
            List<String> known = fields.below(parent).keySet().stream()
                    .map(name -> Pointers.append(parent, name))
                    .toList();
            members.unknown(place, pointer, known, "字段");
            return false;
        }
        boolean several = fields.at(pointer).stream()
                .map(schema -> schema.path("type").asText())
                .anyMatch(type -> type.equals("object") || type.equals("array"));
        if (singleValue && several) {
            mistakes.add(
                    place,
                    TextNode.valueOf(pointer),
                    Kind.SCALAR.zh() + " 字段",
                    fields.label(pointer) + "不是单个的值",
                    "Not a field with a single value");
            return false;
        }
        return true;
    }
}
