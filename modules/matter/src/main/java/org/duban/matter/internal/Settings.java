package org.duban.matter.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.calendar.WorkingHours.Interval;
import org.duban.api.journal.Series;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.PaperNumbering;
import org.jspecify.annotations.Nullable;

/**
 * What a district may set: who may do what, how papers are numbered, when the office works. Each is a JSON file in the configuration
 * folder; a file that isn't there leaves the default, which is the resource of the same name.
 *
 * @param access from {@code access.json}
 * @param paperPatterns from {@code papers.json}, a pattern for each kind of paper
 * @param workingHours from {@code hours.json}
 */
public record Settings(AccessRules access, Map<PaperKind, String> paperPatterns, WorkingHours workingHours)
        implements PaperNumbering {

    private static final String HOURS = "hours.json";
    private static final String HOURS_EXPECTED = "形如 {\"workingHours\": [\"09:00-12:00\", \"14:00-18:00\"]}，按先后排列，不重叠";

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** Reads the settings; {@code folder} null or without files: the defaults. */
    public static Settings read(@Nullable Path folder) {
        return new Settings(
                AccessRules.parse(text(folder, "access.json"), "access.json"),
                patterns(text(null, "papers.json"), text(folder, "papers.json")),
                hours(text(folder, HOURS)));
    }

    /** What {@value #HOURS} holds. */
    private record Hours(List<String> workingHours) {}

    private static WorkingHours hours(String json) {
        try {
            Hours hours = STRICT.readValue(json, Hours.class);
            return new WorkingHours(
                    hours.workingHours().stream().map(Settings::interval).toList());
        } catch (JsonProcessingException e) {
            throw new DubanException(unusable(HOURS, e.getOriginalMessage(), HOURS_EXPECTED), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new DubanException(unusable(HOURS, String.valueOf(e.getMessage()), HOURS_EXPECTED), e);
        }
    }

    private static Interval interval(@Nullable String text) {
        String[] ends = text == null ? new String[0] : text.split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("not an interval: " + text);
        }
        return Interval.of(ends[0], ends[1]);
    }

    /** A kind that the office's file doesn't name, as it was written before there was that kind, is numbered by default. */
    private static Map<PaperKind, String> patterns(String defaults, String json) {
        Map<PaperKind, String> patterns = new EnumMap<>(PaperKind.class);
        try {
            TypeReference<EnumMap<PaperKind, String>> type = new TypeReference<>() {};
            patterns.putAll(new JsonMapper().readValue(defaults, type));
            patterns.putAll(new JsonMapper().readValue(json, type));
        } catch (JsonProcessingException e) {
            throw new DubanException(unusable("papers.json", e.getOriginalMessage(), "{文种: 编号格式}"), e);
        }
        for (PaperKind kind : PaperKind.values()) {
            String pattern = patterns.get(kind);
            if (pattern == null || !pattern.contains("{n}")) {
                throw new DubanException(unusable("papers.json " + kind, pattern, "含 {n} 的编号格式，如：七督通〔{year}〕{n}号"));
            }
        }
        return Map.copyOf(patterns);
    }

    @Override
    public Series series(PaperKind kind, LocalDate on) {
        return new Series(PaperNumbering.seriesId(kind), on.getYear(), Objects.requireNonNull(paperPatterns.get(kind)));
    }

    private static String text(@Nullable Path folder, String name) {
        try {
            if (folder != null && Files.exists(folder.resolve(name))) {
                return Files.readString(folder.resolve(name));
            }
            try (InputStream in = Objects.requireNonNull(Settings.class.getResourceAsStream(name), name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new DubanException(unusable(name, String.valueOf(e.getMessage()), "UTF-8 编码、可读的 JSON 文件"), e);
        }
    }

    private static Problem unusable(String file, @Nullable String value, String expected) {
        return Problem.of(
                file.equals(HOURS)
                        ? ErrorCode.CONFIGURATION_INVALID
                        : file.startsWith("access") ? ErrorCode.ACCESS_RULES_INVALID : ErrorCode.INVALID_FIELD,
                file,
                value,
                expected,
                "配置文件有误",
                "A configuration file is not usable");
    }
}
