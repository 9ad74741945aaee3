package org.duban.paper.internal.docx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names a template may use.
 *
 * @param names name → what it stands for
 */
public record Vocabulary(Map<String, Name> names) {

    public Vocabulary {
        names = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /** What a name stands for. */
    public sealed interface Name {}

    /** A text; {@code meaning} says in Chinese which. */
    public record Value(String meaning) implements Name {}

    /** Names below this one. */
    public record Group(Vocabulary vocabulary) implements Name {}

    /** Any number of items, each with these names. */
    public record Listing(Vocabulary vocabulary) implements Name {}

    /** A chart, for a paragraph of its own. */
    public record Chart(String meaning) implements Name {}

    /** Anything: what somebody else hands in under it. */
    public record Free(String meaning) implements Name {}

    /**
     * Reads a vocabulary: an object is a group, an array with one object a list, a text a value, {@code "@…"} a chart, {@code "*…"} free.
     */
    public static Vocabulary of(JsonNode object) {
        Map<String, Name> names = new LinkedHashMap<>();
        object.fields().forEachRemaining(field -> names.put(field.getKey(), name(field.getValue())));
        return new Vocabulary(names);
    }

    private static Name name(JsonNode node) {
        if (node.isObject()) {
            return new Group(of(node));
        } else if (node.isArray()) {
            return new Listing(of(node.get(0)));
        }
        String text = node.asText();
        if (text.startsWith("@")) {
            return new Chart(text.substring(1));
        }
        return text.startsWith("*") ? new Free(text.substring(1)) : new Value(text);
    }

    /** These names and those. */
    public Vocabulary and(Vocabulary others) {
        Map<String, Name> all = new LinkedHashMap<>(names);
        all.putAll(others.names);
        return new Vocabulary(all);
    }

    /** What a path of names stands for; empty when nothing does. */
    Optional<Name> find(List<String> path) {
        Name name = names.get(path.get(0));
        if (name == null || path.size() == 1 || name instanceof Free) {
            return Optional.ofNullable(name);
        }
        return name instanceof Group group ? group.vocabulary().find(path.subList(1, path.size())) : Optional.empty();
    }

    /** Every path there is, without those inside lists. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        names.forEach((name, what) -> {
            if (what instanceof Group group) {
                group.vocabulary().paths().forEach(below -> paths.add(name + "." + below));
            } else {
                paths.add(name);
            }
        });
        return paths;
    }

    /** The known names most like one that isn't known, the likeliest first; at most three. */
    public static List<String> nearest(String unknown, List<String> known) {
        return known.stream()
                .distinct()
                .filter(name -> closeness(unknown, name) > 0)
                .sorted(Comparator.comparingDouble((String name) -> -closeness(unknown, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
    }

    /** Common characters in order, as a share of both lengths. */
    private static double closeness(String a, String b) {
        int[][] common = new int[a.length() + 1][b.length() + 1];
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                common[i][j] = a.charAt(i - 1) == b.charAt(j - 1)
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        return 2.0 * common[a.length()][b.length()] / (a.length() + b.length());
    }

    /** One line for each name, indented by lists, for people: {@code {{标题}}  题目}. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        describe("", "", null, lines);
        return lines;
    }

    private void describe(String indent, String prefix, @Nullable String list, List<String> lines) {
        names.forEach((name, what) -> {
            String path = prefix + name;
            if (what instanceof Value value) {
                lines.add(indent + "{{" + path + "}}  " + value.meaning());
            } else if (what instanceof Chart chart) {
                lines.add(indent + "{{@" + path + "}}  " + chart.meaning() + "（单独一段）");
            } else if (what instanceof Free free) {
                lines.add(indent + "{{" + path + ".…}}  " + free.meaning());
            } else if (what instanceof Group group) {
                group.vocabulary().describe(indent, path + ".", list, lines);
            } else if (what instanceof Listing listing) {
                lines.add(indent + "{{#" + path + "}} … {{/" + path + "}}  每一项：");
                listing.vocabulary().describe(indent + "    ", "", path, lines);
            }
        });
    }
}
