package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.api.form.FormField;

/**
 * A form's fields, found by the JSON pointer of their value. Several schemas can speak of one field: {@code properties} of the
 * form itself, of its {@code allOf}, of the branches of an {@code if}.
 */
final class Fields {

    private static final List<String> LISTS_OF_SCHEMAS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> BRANCHES = List.of("if", "then", "else");
    private static final String DEFINITION = "#/$defs/";

    private final ObjectNode root;

    /**
     * @param root a schema, right or wrong, but without references in a circle
     */
    Fields(ObjectNode root) {
        this.root = root;
    }

    /** The definition a {@code $ref} names; missing when it names none. */
    static JsonNode definition(JsonNode root, String ref) {
        return root.path("$defs").path(ref.startsWith(DEFINITION) ? ref.substring(DEFINITION.length()) : "");
    }

    /** Every schema that speaks of the field there; empty when the form has no such field. */
    List<JsonNode> at(String pointer) {
        List<JsonNode> here = together(root);
        for (String segment : Pointers.segments(pointer)) {
            here = here.stream()
                    .flatMap(schema -> child(schema, segment))
                    .flatMap(schema -> together(schema).stream())
                    .toList();
        }
        return here;
    }

    /** Whether a {@code $ref} names one of the schema's definitions. */
    boolean defines(String ref) {
        return !definition(root, ref).isMissingNode();
    }

    boolean exists(String pointer) {
        return !at(pointer).isEmpty();
    }

    /** The names of the fields directly below, with their titles. */
    Map<String, String> below(String pointer) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (JsonNode schema : at(pointer)) {
            schema.path("properties")
                    .fieldNames()
                    .forEachRemaining(name -> titles.computeIfAbsent(
                            name, n -> title(Pointers.append(pointer, n)).orElse("")));
        }
        return titles;
    }

    /** Whether the object it is in must have it. */
    boolean required(String pointer) {
        int slash = pointer.lastIndexOf('/');
        if (slash < 0) {
            return false;
        }
        String name = Pointers.segments(pointer.substring(slash)).get(0);
        return at(pointer.substring(0, slash)).stream()
                .flatMap(Fields::requiredNames)
                .anyMatch(name::equals);
    }

    private static Stream<String> requiredNames(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names.stream();
    }

    /** The fields as a page shows them, groups and tables before what is in them; at most so many. */
    List<FormField> list(int most) {
        List<FormField> list = new ArrayList<>();
        list("", together(root), most, list);
        return List.copyOf(list);
    }

    private void list(String pointer, List<JsonNode> parent, int most, List<FormField> into) {
        Set<String> names = new LinkedHashSet<>();
        parent.forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(names::add));
        for (String name : names) {
            if (into.size() == most) {
                return;
            }
            List<JsonNode> schemas = parent.stream()
                    .flatMap(schema -> Stream.of(schema.path("properties").path(name)))
                    .flatMap(schema -> together(schema).stream())
                    .toList();
            String here = Pointers.append(pointer, name);
            FormField.Kind kind = Kinds.of(this, schemas);
            into.add(new FormField(
                    here,
                    first(schemas, "title").orElse(name),
                    kind,
                    first(schemas, Kinds.UNIT).orElse(""),
                    Kinds.widget(schemas),
                    parent.stream().flatMap(Fields::requiredNames).anyMatch(name::equals)));
            switch (kind) {
                case GROUP -> list(here, schemas, most, into);
                case TABLE -> list(here + "/*", items(schemas), most, into);
                default -> {
                    // A single value, whatever it is made of.
                }
            }
        }
    }

    /** Everything that speaks of the items of a list. */
    List<JsonNode> items(List<JsonNode> list) {
        return list.stream()
                .flatMap(schema -> together(schema.path("items")).stream())
                .toList();
    }

    /** The first text a keyword has. */
    static Optional<String> first(List<JsonNode> schemas, String keyword) {
        return schemas.stream()
                .map(schema -> schema.path(keyword).asText())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** What people call the field there: 「分期计划」第 2 项「计划投资」, 表单 for the whole. */
    String label(String pointer) {
        if (pointer.isEmpty()) {
            return "表单";
        }
        StringBuilder label = new StringBuilder();
        String here = "";
        for (String segment : Pointers.segments(pointer)) {
            boolean item = at(here).stream().anyMatch(Fields::hasItems) && isIndex(segment);
            here = Pointers.append(here, segment);
            label.append(
                    item
                            ? "第 " + (Integer.parseInt(segment) + 1) + " 项"
                            : "「" + title(here).orElse(segment) + "」");
        }
        return label.toString();
    }

    private Optional<String> title(String pointer) {
        return at(pointer).stream()
                .map(schema -> schema.path("title").asText())
                .filter(title -> !title.isEmpty())
                .findFirst();
    }

    /** A schema with all those that speak of the same value. */
    List<JsonNode> together(JsonNode schema) {
        List<JsonNode> all = new ArrayList<>();
        collect(schema, all);
        return all;
    }

    private void collect(JsonNode schema, List<JsonNode> all) {
        if (schema.isMissingNode()) {
            return;
        }
        all.add(schema);
        collect(definition(root, schema.path("$ref").asText()), all);
        LISTS_OF_SCHEMAS.forEach(keyword -> schema.path(keyword).forEach(part -> collect(part, all)));
        BRANCHES.forEach(keyword -> collect(schema.path(keyword), all));
        schema.path("dependentSchemas").forEach(part -> collect(part, all));
    }

    private static Stream<JsonNode> child(JsonNode schema, String segment) {
        if (schema.path("properties").has(segment)) {
            return Stream.of(schema.path("properties").get(segment));
        }
        if (hasItems(schema) && isIndex(segment)) {
            int index = Integer.parseInt(segment);
            JsonNode item = schema.path("prefixItems").has(index)
                    ? schema.path("prefixItems").get(index)
                    : schema.path("items");
            return Stream.of(item).filter(found -> !found.isMissingNode());
        }
        return Stream.empty();
    }

    private static boolean hasItems(JsonNode schema) {
        return schema.has("items") || schema.has("prefixItems");
    }

    private static boolean isIndex(String segment) {
        return segment.matches("0|[1-9][0-9]{0,8}");
    }
}
