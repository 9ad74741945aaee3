package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
            here = together(
                    here.stream().flatMap(schema -> child(schema, segment)).toList());
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
        names(at(pointer))
                .forEach(name ->
                        titles.put(name, title(Pointers.append(pointer, name)).orElse("")));
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
        list("", List.of(root), most, list);
        return List.copyOf(list);
    }

    private void list(String pointer, List<JsonNode> group, int most, List<FormField> into) {
        List<JsonNode> all = together(group);
        Set<String> required = new HashSet<>();
        gather(group, this::always).forEach(schema -> requiredNames(schema).forEach(required::add));
        for (String name : names(all)) {
            if (into.size() == most) {
                return;
            }
            List<JsonNode> declared = all.stream()
                    .map(schema -> schema.path("properties").path(name))
                    .filter(schema -> !schema.isMissingNode())
                    .toList();
            List<JsonNode> schemas = together(declared);
            String here = Pointers.append(pointer, name);
            FormField.Kind kind = Kinds.of(this, schemas);
            into.add(new FormField(
                    here,
                    first(schemas, "title").orElse(name),
                    kind,
                    first(schemas, Kinds.UNIT).orElse(""),
                    Kinds.widget(schemas),
                    required.contains(name)));
            switch (kind) {
                case GROUP -> list(here, declared, most, into);
                case TABLE -> list(here + "/*", items(schemas), most, into);
                default -> {
                    // A single value, or a list of them.
                }
            }
        }
    }

    private static Set<String> names(List<JsonNode> schemas) {
        Set<String> names = new LinkedHashSet<>();
        schemas.forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    /** Everything that speaks of the items of a list. */
    List<JsonNode> items(List<JsonNode> list) {
        return together(list.stream()
                .map(schema -> schema.path("items"))
                .filter(items -> !items.isMissingNode())
                .toList());
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
        return first(at(pointer), "title");
    }

    /** A schema with all those that speak of the same value. */
    List<JsonNode> together(JsonNode schema) {
        return together(List.of(schema));
    }

    private List<JsonNode> together(List<JsonNode> schemas) {
        return gather(schemas, this::sometimes);
    }

    /** Schemas and what they lead to, each once, or references to references would multiply without end. */
    private static List<JsonNode> gather(List<JsonNode> schemas, Function<JsonNode, Stream<JsonNode>> next) {
        List<JsonNode> all = new ArrayList<>();
        Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        schemas.forEach(schema -> gather(schema, next, seen, all));
        return all;
    }

    private static void gather(
            JsonNode schema, Function<JsonNode, Stream<JsonNode>> next, Set<JsonNode> seen, List<JsonNode> all) {
        if (!schema.isMissingNode() && seen.add(schema)) {
            all.add(schema);
            next.apply(schema).forEach(following -> gather(following, next, seen, all));
        }
    }

    /** What holds for a value whenever this does. */
    private Stream<JsonNode> always(JsonNode schema) {
        return Stream.concat(
                Stream.of(definition(root, schema.path("$ref").asText())),
                schema.path("allOf").valueStream());
    }

    /** What holds for a value whenever, or only sometimes when, this does. */
    private Stream<JsonNode> sometimes(JsonNode schema) {
        return Stream.of(
                        Stream.of(definition(root, schema.path("$ref").asText())),
                        LISTS_OF_SCHEMAS.stream()
                                .flatMap(keyword -> schema.path(keyword).valueStream()),
                        BRANCHES.stream().map(schema::path),
                        schema.path("dependentSchemas").valueStream())
                .flatMap(Function.identity());
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
