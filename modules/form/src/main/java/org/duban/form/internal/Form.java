package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.Version202012;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormField;
import org.jspecify.annotations.Nullable;

/** A form type's fields, ready to check forms against. Immutable and thread-safe. */
final class Form {

    /** Beyond so many a person needs to know only how many more there are. */
    static final int MAX_PROBLEMS = 100;

    /** A form of 1 MB can have hundreds of thousands of mistakes; so many of them are looked at. */
    private static final int MAX_MESSAGES = 1000;

    /** A definition with more fields than that is refused. */
    static final int MAX_FIELDS = 1000;

    private static final JsonMetaSchema DIALECT = JsonMetaSchema.builder(new Version202012().getInstance())
            .keyword(new RichTextKeyword())
            // SchemaRules lets only remarks (x-…) through; the validator's own factory warns of each.
            .unknownKeywordFactory((keyword, context) -> new AnnotationKeyword(keyword))
            .formats(formats -> formats.replaceAll((name, format) -> new BoundedFormat(format)))
            .build();

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(DIALECT.getIri())
            .metaSchema(DIALECT)
            // A schema comes from a file anybody may write: it makes nobody fetch anything.
            .schemaLoaders(loaders -> loaders.values(all -> {
                all.clear();
                all.add(DisallowSchemaLoader.getInstance());
            }))
            .build();

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(new BoundedRegex())
            .locale(Locale.ROOT)
            .build();

    private static final String ADDITIONAL = "additionalProperties";
    private static final String UNEVALUATED = "unevaluatedProperties";
    private static final Set<String> FORBID_A_FIELD = Set.of(ADDITIONAL, UNEVALUATED, "false");
    private static final Set<String> COUNT_MATCHING_ITEMS = Set.of("minContains", "maxContains");

    private final ObjectNode root;
    private final Fields fields;
    private final JsonSchema schema;

    private Form(ObjectNode root, JsonSchema schema) {
        this.root = root;
        this.fields = new Fields(root);
        this.schema = schema;
    }

    /**
     * Compiles a schema that {@link SchemaRules} found nothing wrong with.
     *
     * @throws com.networknt.schema.JsonSchemaException when the validator can't use it after all
     */
    static Form of(ObjectNode schema) {
        JsonSchema compiled = FACTORY.getSchema(schema, CONFIG);
        compiled.initializeValidators();
        return new Form(schema, compiled);
    }

    /** The fields as a page shows them. */
    List<FormField> fields() {
        return fields.list(MAX_FIELDS);
    }

    /** Every mistake of a form, in the order of its fields; what concerns the whole form or no field of it comes last. */
    List<Problem> check(ObjectNode form) {
        Set<ValidationMessage> all = schema.validate(form);
        List<ValidationMessage> messages =
                new ArrayList<>(all.stream().limit(MAX_MESSAGES).toList());
        int uncounted = all.size() - messages.size();
        Set<String> wrongType = messages.stream()
                .filter(message -> message.getType().equals("type"))
                .map(Form::schemaAndValue)
                .collect(Collectors.toSet());
        // A value of the wrong type breaks most other rules too; that helps nobody.
        messages.removeIf(message -> !message.getType().equals("type") && wrongType.contains(schemaAndValue(message)));

        Set<Problem> problems = new LinkedHashSet<>();
        Map<Choice, List<ValidationMessage>> choices = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            Choice choice = Choice.of(message);
            if (choice == null) {
                problems.add(problem(message, form));
            } else {
                choices.computeIfAbsent(choice, c -> new ArrayList<>()).add(message);
            }
        }
        choices.forEach((choice, broken) -> problems.add(noAlternative(choice, broken, form)));
        addReservedNames("", form, problems);
        return limited(problems.stream().sorted(byField()).toList(), uncounted);
    }

    /** The validator lets every name pass that starts with {@code #}, be the object ever so closed. */
    private void addReservedNames(String place, JsonNode node, Set<Problem> problems) {
        node.properties().forEach(member -> {
            if (member.getKey().startsWith("#")) {
                problems.add(unknown(place, member.getKey(), member.getValue()));
            } else {
                addReservedNames(Pointers.append(place, member.getKey()), member.getValue(), problems);
            }
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            if (node.get(i).isContainerNode()) {
                addReservedNames(Pointers.append(place, Integer.toString(i)), node.get(i), problems);
            }
        }
    }

    private Comparator<Problem> byField() {
        List<String> order = List.copyOf(fields.below("").keySet());
        return Comparator.comparingInt(problem -> {
            int index = Pointers.segments(problem.field()).stream()
                    .findFirst()
                    .map(order::indexOf)
                    .orElse(-1);
            return index < 0 ? order.size() : index;
        });
    }

    private static String schemaAndValue(ValidationMessage message) {
        return message.getEvaluationPath().getParent() + " " + message.getInstanceLocation();
    }

    private static List<Problem> limited(List<Problem> problems, int uncounted) {
        if (problems.size() <= MAX_PROBLEMS) {
            return problems;
        }
        int more = problems.size() - MAX_PROBLEMS + uncounted;
        List<Problem> shown = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
        shown.add(Problem.of(ErrorCode.INVALID_FIELD, "另有 " + more + " 处错误", more + " more mistakes"));
        return List.copyOf(shown);
    }

    private Problem problem(ValidationMessage message, ObjectNode form) {
        String place = message.getInstanceLocation().toString();
        String keyword = message.getType();
        return switch (keyword) {
            case "propertyNames" -> {
                String name = message.getProperty();
                yield wrong(Pointers.append(place, name), TextNode.valueOf(name), message);
            }
            case "required" -> missing(Pointers.append(place, message.getProperty()), null);
            case Kinds.KIND -> richText(place, form.at(place));
            case "dependentRequired" -> because(place, message);
            case ADDITIONAL, UNEVALUATED -> {
                String name = message.getProperty();
                yield unknown(place, name, form.at(Pointers.append(place, name)));
            }
            default -> {
                JsonNode value = form.at(place);
                boolean blank =
                        value.isNull() || value.isTextual() && value.asText().isBlank();
                yield blank && fields.required(place) ? missing(place, value) : wrong(place, value, message);
            }
        };
    }

    private Problem wrong(String place, JsonNode value, ValidationMessage message) {
        Wording wording = Wording.of(message.getType());
        return Problem.of(
                ErrorCode.INVALID_FIELD,
                place,
                StrictJson.show(value),
                wording.expected(rule(message), schemaOf(message)),
                fields.label(place) + wording.zh(value),
                name(place) + " " + wording.en(value));
    }

    private Problem richText(String place, JsonNode value) {
        RichText.Fault fault = RichText.fault(value.asText()).orElseThrow();
        return Problem.of(
                ErrorCode.INVALID_FIELD,
                place,
                StrictJson.show(value),
                fault.expected(),
                fields.label(place) + fault.zh(),
                name(place) + " " + fault.en());
    }

    /** The keyword's value in the schema, which for two keywords the validator tells in another place. */
    private static JsonNode rule(ValidationMessage message) {
        JsonNode rule = message.getSchemaNode();
        if (COUNT_MATCHING_ITEMS.contains(message.getType())) {
            return TextNode.valueOf(Objects.toString(message.getArguments()[0]));
        }
        return rule == null ? MissingNode.getInstance() : rule;
    }

    /** The schema in which the broken keyword stands. */
    private JsonNode schemaOf(ValidationMessage message) {
        return root.at(message.getSchemaLocation().getFragment().getParent().toString());
    }

    private Problem missing(String place, @Nullable JsonNode value) {
        return Problem.of(
                ErrorCode.MISSING_FIELD,
                place,
                StrictJson.show(value),
                describe(place),
                fields.label(place) + "不能为空",
                name(place) + " must not be empty");
    }

    private Problem because(String place, ValidationMessage message) {
        String given = Pointers.append(place, message.getProperty());
        String lacking = Pointers.append(place, Objects.toString(message.getArguments()[0]));
        return Problem.of(
                ErrorCode.MISSING_FIELD,
                lacking,
                "",
                describe(lacking),
                "填写了" + fields.label(given) + "，" + fields.label(lacking) + "就不能为空",
                name(lacking) + " must not be empty when there is " + name(given));
    }

    private Problem unknown(String place, String field, JsonNode value) {
        Map<String, String> known = fields.below(place);
        String expected = Nearest.to(field, known.keySet())
                .map(nearest -> nearest + "（" + known.get(nearest) + "）")
                .orElseGet(() -> "以下字段：" + String.join("、", known.keySet()));
        String pointer = Pointers.append(place, field);
        return Problem.of(
                ErrorCode.INVALID_FIELD,
                pointer,
                StrictJson.show(value),
                expected,
                "没有「" + field + "」这个字段",
                "There is no field " + name(pointer));
    }

    /** By the first schema that says something: others may hold only under a condition. */
    private String describe(String place) {
        List<JsonNode> schemas = fields.at(place);
        String rules = schemas.stream()
                .map(Wording::describe)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return Fields.first(schemas, Kinds.UNIT)
                .map(unit -> rules + "，单位：" + unit)
                .orElse(rules);
    }

    /** One problem for all alternatives of which none fits: a person has to mend one of them, not all. */
    private Problem noAlternative(Choice choice, List<ValidationMessage> broken, ObjectNode form) {
        Map<String, Set<String>> ways = new LinkedHashMap<>();
        for (ValidationMessage message : broken) {
            if (Objects.equals(message.getMessageKey(), "oneOf.indexes")) {
                return wrong(choice.place(), form.at(choice.place()), message);
            }
            choice.alternative(message)
                    .ifPresent(alternative -> ways.computeIfAbsent(alternative, a -> new LinkedHashSet<>())
                            .add(way(problem(message, form), message)));
        }
        return Problem.of(
                ErrorCode.INVALID_FIELD,
                choice.place(),
                StrictJson.show(form.at(choice.place())),
                ways.values().stream()
                        .map(way -> String.join("并且", way))
                        .distinct()
                        .collect(Collectors.joining("，或者")),
                fields.label(choice.place()) + "不符合任何一种填法",
                name(choice.place()) + " fits none of the alternatives");
    }

    private String way(Problem broken, ValidationMessage message) {
        String label = fields.label(broken.field());
        if (broken.code() == ErrorCode.MISSING_FIELD) {
            return "填写" + label;
        }
        if (FORBID_A_FIELD.contains(message.getType())) {
            return "不填写" + label;
        }
        String whole = Wording.describe(schemaOf(message));
        return label + "：" + (whole.isEmpty() ? broken.expected() : whole);
    }

    private static String name(String place) {
        return place.isEmpty() ? "The form" : place;
    }

    /**
     * A choice ({@code anyOf}, {@code oneOf}) as it was met while checking.
     *
     * @param steps how many steps of the evaluation path lead to it, itself included
     * @param path these steps
     * @param place JSON pointer of the value it is about
     */
    private record Choice(int steps, String path, String place) {

        private static final Set<String> NAMES = Set.of("anyOf", "oneOf");

        /** Keywords that go on to a part of the value by a step that is a name or an index, itself perhaps "anyOf". */
        private static final Set<String> TO_A_NAMED_PART = Set.of("properties", "patternProperties", "prefixItems");

        private static final Set<String> TO_A_PART =
                Set.of("items", "additionalProperties", "unevaluatedItems", "unevaluatedProperties");

        /** The outermost choice in which a rule was broken; null when it was broken outside of any. */
        static @Nullable Choice of(ValidationMessage message) {
            JsonNodePath path = message.getEvaluationPath();
            int depth = 0;
            for (int i = 0; i < path.getNameCount(); i++) {
                String step = path.getElement(i).toString();
                if (NAMES.contains(step)) {
                    return new Choice(i + 1, start(path, i + 1), start(message.getInstanceLocation(), depth));
                } else if (TO_A_NAMED_PART.contains(step)) {
                    depth++;
                    i++;
                } else if (TO_A_PART.contains(step)) {
                    depth++;
                } else if (step.equals("dependentSchemas")) {
                    i++;
                }
            }
            return null;
        }

        /** The alternative a rule belongs to; empty when it is the choice itself that speaks. */
        Optional<String> alternative(ValidationMessage message) {
            JsonNodePath path = message.getEvaluationPath();
            return path.getNameCount() == steps
                    ? Optional.empty()
                    : Optional.of(path.getElement(steps).toString());
        }

        private static String start(JsonNodePath path, int steps) {
            String pointer = "";
            for (int i = 0; i < steps; i++) {
                pointer = Pointers.append(pointer, path.getElement(i).toString());
            }
            return pointer;
        }
    }
}
