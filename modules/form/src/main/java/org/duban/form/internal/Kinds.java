package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.form.FormField.Kind;

/** What a field holds: what its schema says with {@value #KIND}, else what follows from the schema. */
final class Kinds {

    static final String KIND = "x-kind";
    static final String UNIT = "x-unit";
    static final String WIDGET = "x-widget";

    private static final String DATE_TIME = "date-time";

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
        if (types.contains("array")) {
            List<JsonNode> items = fields.items(schemas);
            return choice(items) ? Kind.CHOICES : types(items).equals(Set.of("object")) ? Kind.TABLE : Kind.GROUP;
        }
        if (choice(schemas)) {
            return Kind.CHOICE;
        }
        if (types.size() != 1) {
            return Kind.GROUP;
        }
        return switch (types.iterator().next()) {
            case "boolean" -> Kind.FLAG;
            case "number" -> Kind.NUMBER;
            case "string" -> Fields.first(schemas, "format").orElse("").startsWith("date") ? Kind.DATE : Kind.TEXT;
            default -> Kind.GROUP;
        };
    }

    private static boolean choice(List<JsonNode> schemas) {
        return schemas.stream().anyMatch(schema -> schema.has("enum"));
    }

    /** The types that the schemas name, whole numbers as numbers; that there may be none at all is no type. */
    static Set<String> types(List<JsonNode> schemas) {
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

    /** The hint for pages; a moment isn't a day, and a page has to know. */
    static String widget(List<JsonNode> schemas) {
        return Fields.first(schemas, WIDGET)
                .or(() -> Fields.first(schemas, "format").filter(DATE_TIME::equals))
                .orElse("");
    }
}
