package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.form.FormField.Kind;

/** What a field holds: what its schema says with {@value #KIND}, else what follows from the schema. */
final class Kinds {

    static final String KIND = "x-kind";
    static final String UNIT = "x-unit";
    static final String WIDGET = "x-widget";

    static final Set<String> KEYWORDS = Set.of(KIND, UNIT, WIDGET);

    /** Every kind as a definition writes it. */
    static final Set<String> NAMES =
            Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.toCollection(LinkedHashSet::new));

    /** Kinds that have a unit. */
    static final Set<Kind> MEASURED = Set.of(Kind.NUMBER, Kind.MONEY);

    private static final Set<String> DATES = Set.of("date", "date-time");
    private static final Set<String> SCALARS = Set.of("string", "number", "boolean");

    private static final List<String> AMOUNTS = List.of("7", "12.5", "12.50");
    private static final List<String> NO_AMOUNTS = List.of("", "一万", "12.5万", "1.2.3", "x7");

    private Kinds() {}

    /** The kind of the field that all these schemas speak of. */
    static Kind of(Fields fields, List<JsonNode> schemas) {
        return Fields.first(schemas, KIND).flatMap(Kinds::named).orElseGet(() -> derived(fields, schemas));
    }

    /** The kind a definition calls by this name. */
    static Optional<Kind> named(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.id().equals(name))
                .findFirst();
    }

    private static Kind derived(Fields fields, List<JsonNode> schemas) {
        Set<String> types = types(schemas);
        if (types.equals(Set.of("array"))) {
            List<JsonNode> items = fields.items(schemas);
            return choice(items) ? Kind.CHOICES : types(items).equals(Set.of("object")) ? Kind.TABLE : Kind.GROUP;
        }
        if (choice(schemas) && SCALARS.containsAll(types)) {
            return Kind.CHOICE;
        }
        if (types.size() != 1) {
            return Kind.GROUP;
        }
        return switch (types.iterator().next()) {
            case "boolean" -> Kind.FLAG;
            case "number" -> Kind.NUMBER;
            case "string" -> date(schemas) ? Kind.DATE : Kind.TEXT;
            default -> Kind.GROUP;
        };
    }

    /**
     * Whether the schema of a field forbids its kind.
     *
     * @return what the schema should be; empty when it is good
     */
    static Optional<String> contradiction(Kind kind, Fields fields, List<JsonNode> schemas) {
        Set<String> types = types(schemas);
        List<JsonNode> items = fields.items(schemas);
        boolean text = types.equals(Set.of("string"));
        boolean number = types.equals(Set.of("number"));
        boolean list = types.equals(Set.of("array"));
        boolean texts = list && types(items).equals(Set.of("string"));
        return switch (kind) {
            case TEXT, RICH_TEXT, PERSON, UNIT -> unless(text, "\"type\": \"string\"");
            case NUMBER -> unless(number, "\"type\": \"number\" 或 \"integer\"");
            case MONEY ->
                unless(
                        number || text && amount(schemas),
                        "\"type\": \"number\"，或 \"type\": \"string\" 和只容小数的 pattern，如 ^[0-9]+(\\.[0-9]{1,2})?$");
            case DATE -> unless(text && date(schemas), "\"type\": \"string\", \"format\": \"date\" 或 \"date-time\"");
            case FLAG -> unless(types.equals(Set.of("boolean")), "\"type\": \"boolean\"");
            case CHOICE -> unless(choice(schemas) && SCALARS.containsAll(types), "列出可选值的 enum");
            case CHOICES -> unless(list && choice(items), "\"type\": \"array\", \"items\": {\"enum\": […]}");
            case UNITS ->
                unless(
                        texts && unique(schemas),
                        "\"type\": \"array\", \"items\": {\"type\": \"string\"}, \"uniqueItems\": true");
            case ATTACHMENT -> unless(texts, "\"type\": \"array\", \"items\": {\"type\": \"string\"}");
            case TABLE ->
                unless(
                        list && types(items).equals(Set.of("object")),
                        "\"type\": \"array\", \"items\": {\"type\": \"object\", …}");
            case GROUP -> unless(types.size() != 1 || !SCALARS.containsAll(types), "\"type\": \"object\"");
        };
    }

    private static Optional<String> unless(boolean good, String expected) {
        return good ? Optional.empty() : Optional.of(expected);
    }

    /** The types that the schemas name, whole numbers as numbers; that there may be none at all is no type. */
    private static Set<String> types(List<JsonNode> schemas) {
        Set<String> types = new LinkedHashSet<>();
        schemas.stream()
                .map(schema -> schema.path("type"))
                .flatMap(type -> type.isArray() ? type.valueStream() : Stream.of(type))
                .map(JsonNode::asText)
                .filter(type -> !type.isEmpty() && !type.equals("null"))
                .map(type -> type.equals("integer") ? "number" : type)
                .forEach(types::add);
        return types;
    }

    private static boolean choice(List<JsonNode> schemas) {
        return schemas.stream().anyMatch(schema -> schema.has("enum"));
    }

    private static boolean date(List<JsonNode> schemas) {
        return Fields.first(schemas, "format").filter(DATES::contains).isPresent();
    }

    private static boolean unique(List<JsonNode> schemas) {
        return schemas.stream().anyMatch(schema -> schema.path("uniqueItems").asBoolean());
    }

    /** Whether one of the patterns lets decimals through and nothing else. */
    private static boolean amount(List<JsonNode> schemas) {
        return schemas.stream()
                .map(schema -> schema.path("pattern").asText())
                .filter(pattern -> !pattern.isEmpty())
                .anyMatch(Kinds::letsOnlyAmountsThrough);
    }

    private static boolean letsOnlyAmountsThrough(String regex) {
        Predicate<String> matches;
        try {
            matches = Pattern.compile(regex).asPredicate();
        } catch (PatternSyntaxException e) {
            // It has been said already that this is no regular expression.
            return true;
        }
        return AMOUNTS.stream().anyMatch(matches) && NO_AMOUNTS.stream().noneMatch(matches);
    }

    /** The hint for pages; a moment isn't a day, and a page has to know. */
    static String widget(List<JsonNode> schemas) {
        return Fields.first(schemas, WIDGET)
                .or(() -> Fields.first(schemas, "format").filter("date-time"::equals))
                .orElse("");
    }
}
