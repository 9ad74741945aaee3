package org.duban.matter.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.PaperKind;
import org.jspecify.annotations.Nullable;

/**
 * What a district may set: who may do what, and how papers are numbered. Each is a JSON file in the configuration folder; a file that
 * isn't there leaves the default, which is the resource of the same name.
 *
 * @param access from {@code access.json}
 * @param paperPatterns from {@code papers.json}, a pattern for each kind of paper
 */
public record Settings(AccessRules access, Map<PaperKind, String> paperPatterns) {

    /** Reads the settings; {@code folder} null or without files: the defaults. */
    public static Settings read(@Nullable Path folder) {
        return new Settings(
                AccessRules.parse(text(folder, "access.json"), "access.json"), patterns(text(folder, "papers.json")));
    }

    private static Map<PaperKind, String> patterns(String json) {
        Map<PaperKind, String> patterns;
        try {
            patterns = new JsonMapper().readValue(json, new TypeReference<EnumMap<PaperKind, String>>() {});
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
                file.startsWith("access") ? ErrorCode.ACCESS_RULES_INVALID : ErrorCode.INVALID_FIELD,
                file,
                value,
                expected,
                "配置文件有误",
                "A configuration file is not usable");
    }
}
