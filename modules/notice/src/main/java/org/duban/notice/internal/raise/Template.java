package org.duban.notice.internal.raise;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text with placeholders: {@code 时限为{due}}. A line one of whose placeholders has nothing to say is left out.
 *
 * @param lines in order
 */
record Template(List<String> lines) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    /** What can be said. */
    enum Placeholder {
        /** The matter's number. */
        NUMBER,
        /** The matter's title. */
        TITLE,
        /** The unit's short name. */
        UNIT,
        /** 牵头 or 协办. */
        ROLE,
        /** What is asked of the unit. */
        REQUIREMENT,
        /** The due date now in force. */
        DUE,
        /** The due date before. */
        FROM,
        /** The date asked for or given. */
        TO,
        /** Working days left, or overdue. */
        DAYS,
        /** Progress last reported. */
        PERCENT,
        /** Why. */
        REASON,
        /** The document it rests on. */
        BASIS,
        /** How it was decided. */
        DECISION,
        /** The title of a draft. */
        DRAFT,
        /** Names of audiences. */
        AUDIENCE,
        /** Names of reports and their periods. */
        REPORTS,
        /** Name of who did it. */
        BY;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static String all() {
            return Arrays.stream(values()).map(p -> "{" + p.id() + "}").collect(Collectors.joining(" "));
        }
    }

    Template {
        lines = List.copyOf(lines);
    }

    /** The names between braces that no placeholder has. */
    Collection<String> unknown() {
        Set<String> known =
                EnumSet.allOf(Placeholder.class).stream().map(Placeholder::id).collect(Collectors.toSet());
        return lines.stream()
                .flatMap(line -> PLACEHOLDER.matcher(line).results())
                .map(found -> found.group(1))
                .filter(name -> !known.contains(name))
                .distinct()
                .toList();
    }

    /** Whether this placeholder is in it. */
    boolean says(Placeholder placeholder) {
        return lines.stream().anyMatch(line -> line.contains("{" + placeholder.id() + "}"));
    }

    /** The text; an absent value says nothing. */
    String render(Map<Placeholder, String> values) {
        return lines.stream()
                .filter(line -> PLACEHOLDER
                        .matcher(line)
                        .results()
                        .noneMatch(found -> value(found.group(1), values).isBlank()))
                .map(line -> PLACEHOLDER
                        .matcher(line)
                        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values))))
                .collect(Collectors.joining("\n"));
    }

    private static String value(String name, Map<Placeholder, String> values) {
        return values.getOrDefault(Placeholder.valueOf(name.toUpperCase(Locale.ROOT)), "");
    }
}
