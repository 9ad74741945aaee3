package org.duban.inspection.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.LightRule;
import org.duban.api.matter.Method;
import org.jspecify.annotations.Nullable;

/**
 * What a district decides about inspections: {@value #FILE} in the configuration folder, else the resource of that name.
 *
 * @param numbering pattern of an inspection's number
 * @param kinds kinds of inspection
 * @param categories categories of findings
 * @param severities severities of findings, each with its deadline
 * @param peopleAtLeast how many people a visit takes, by method
 * @param lights lights of findings, from the most to the least urgent
 * @param dimensions measures that can be converted into each other
 * @param reminders when whom to remind of a rectification, in the order of their days
 */
record InspectionRules(
        String numbering,
        List<String> kinds,
        List<String> categories,
        List<Severity> severities,
        Map<Method, Integer> peopleAtLeast,
        List<LightRule.Light> lights,
        List<Dimension> dimensions,
        List<Reminder> reminders) {

    static final String FILE = "inspection.json";

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    InspectionRules {
        Objects.requireNonNull(numbering, "numbering");
        kinds = List.copyOf(kinds);
        categories = List.copyOf(categories);
        severities = List.copyOf(severities);
        peopleAtLeast = Map.copyOf(peopleAtLeast);
        lights = List.copyOf(lights);
        dimensions = List.copyOf(dimensions);
        reminders = List.copyOf(reminders);
    }

    /** How grave a finding is, and within how many days after the day of its notification it is to be rectified. */
    record Severity(String name, int days, DeadlineRule.Unit unit) {
        Severity {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** What is measured, 面积, in its measures from the smallest to the largest; the one with power 0 is the base. */
    record Dimension(String name, List<Measure> measures) {
        Dimension {
            Objects.requireNonNull(name, "name");
            measures = List.copyOf(measures);
        }
    }

    /** A measure: 10 to the {@code power} of the base measure. */
    record Measure(String name, int power) {
        Measure {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * A step of the reminders of a rectification.
     *
     * @param id stable; part of the notices' keys
     * @param workingDays working days after the deadline; negative: before it
     * @param to whom
     * @param title {@code {title}} is the inspection's number and the finding's
     */
    record Reminder(String id, int workingDays, List<Whom> to, String title) {
        Reminder {
            Objects.requireNonNull(id, "id");
            to = List.copyOf(to);
            Objects.requireNonNull(title, "title");
        }
    }

    /** Whom a reminder goes to. */
    enum Whom {
        /** The people of the unit. */
        UNIT,
        /** The leaders of the inspection's groups. */
        GROUP,
        /** The directors of the supervision office. */
        DIRECTORS
    }

    /** Reads the file in a folder; {@code folder} null or without it: the default. @throws DubanException {@code CONFIGURATION_INVALID} */
    static InspectionRules read(@Nullable Path folder) {
        try {
            if (folder != null && Files.exists(folder.resolve(FILE))) {
                return parse(Files.readString(folder.resolve(FILE)));
            }
            try (InputStream in = Objects.requireNonNull(InspectionRules.class.getResourceAsStream(FILE), FILE)) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new DubanException(invalid(FILE, String.valueOf(e.getMessage()), "UTF-8 编码、可读的 JSON 文件"), e);
        }
    }

    /** Reads the text of the file; every mistake at once. */
    static InspectionRules parse(String json) {
        InspectionRules rules;
        try {
            rules = STRICT.readValue(json, InspectionRules.class);
        } catch (JsonProcessingException e) {
            throw new DubanException(invalid(FILE, e.getOriginalMessage(), "格式见 modules/inspection/README.md"), e);
        }
        List<Problem> problems = rules.problems();
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return rules;
    }

    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!numbering.contains("{n}")) {
            problems.add(invalid("numbering", numbering, "含 {n} 的编号格式，如：七督查〔{year}〕{n}号"));
        }
        distinct("kinds", kinds, problems);
        distinct("categories", categories, problems);
        distinct("severities", severities.stream().map(Severity::name).toList(), problems);
        severities.stream()
                .filter(severity -> severity.days() < 1)
                .forEach(severity -> problems.add(invalid("severities." + severity.name(), severity.days(), "1 天以上")));
        for (Method method : Method.values()) {
            Integer least = peopleAtLeast.get(method);
            if (least == null || least < 1) {
                problems.add(invalid("peopleAtLeast." + method, least, "1 人以上"));
            }
        }
        if (lights.isEmpty()
                || lights.get(lights.size() - 1).daysLeft() != null
                || lights.stream().filter(light -> light.daysLeft() == null).count() != 1) {
            problems.add(invalid("lights", lights.size(), "由急到缓，只有最后一种没有 daysLeft"));
        }
        distinct(
                "dimensions",
                dimensions.stream()
                        .flatMap(dimension -> dimension.measures().stream())
                        .map(Measure::name)
                        .toList(),
                problems);
        for (Dimension dimension : dimensions) {
            List<Integer> powers =
                    dimension.measures().stream().map(Measure::power).toList();
            if (powers.isEmpty() || powers.get(0) != 0 || !rising(powers) || powers.get(powers.size() - 1) > 15) {
                problems.add(invalid("dimensions." + dimension.name(), powers, "从 0 起，由小到大，不超过 15"));
            }
        }
        distinct("reminders", reminders.stream().map(Reminder::id).toList(), problems);
        if (!rising(reminders.stream().map(Reminder::workingDays).toList())) {
            problems.add(invalid("reminders", reminders.size(), "按 workingDays 由小到大"));
        }
        reminders.stream()
                .filter(reminder -> !reminder.id().matches("[a-z0-9-]{1,30}"))
                .forEach(reminder -> problems.add(invalid("reminders.id", reminder.id(), "小写字母、数字和连字符，不超过 30 个")));
        return problems;
    }

    private static boolean rising(List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i - 1) >= numbers.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static void distinct(String field, List<String> names, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                problems.add(invalid(field, name, "不为空，各不相同"));
            }
        }
    }

    private static Problem invalid(String field, @Nullable Object value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                field.equals(FILE) ? FILE : FILE + " " + field,
                value,
                expected,
                "配置文件有误",
                "A configuration file is not usable");
    }

    Optional<Severity> severity(String name) {
        return severities.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    LightRule lightRule() {
        return new LightRule(lights);
    }

    /** How many people a visit made like this takes. */
    int people(Method method) {
        return Objects.requireNonNull(peopleAtLeast.get(method), method.name());
    }
}
