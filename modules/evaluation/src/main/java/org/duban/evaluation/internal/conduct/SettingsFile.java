package org.duban.evaluation.internal.conduct;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/** A district's settings: a JSON file in the configuration folder, or the resource of the same name beside the class that reads it. */
public final class SettingsFile {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private SettingsFile() {}

    /**
     * The text of the file, or of the resource.
     *
     * @param folder the configuration folder; null when there is none
     * @param beside the class whose resource is the default
     */
    public static String text(@Nullable Path folder, String name, Class<?> beside) {
        try {
            if (folder != null && Files.exists(folder.resolve(name))) {
                return Files.readString(folder.resolve(name));
            }
            try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new DubanException(mistake(name, "", e.toString(), "可读的 UTF-8 文件"), e);
        }
    }

    /**
     * Reads JSON into a record.
     *
     * @throws DubanException {@code CONFIGURATION_INVALID}: no JSON, a name that isn't known, a value of another kind
     */
    public static <T> T parse(String name, String json, Class<T> type) {
        try {
            return Objects.requireNonNull(STRICT.readValue(json, type), name);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr();
            throw new DubanException(mistake(name, line, e.getOriginalMessage(), "说明文档所述格式"), e);
        }
    }

    /** @throws DubanException with all of them, if there are any */
    public static void refuse(List<Problem> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new DubanException(mistakes, null);
        }
    }

    /** One mistake in a settings file. */
    public static Problem mistake(String file, String place, @Nullable Object value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                file + (place.isEmpty() ? "" : "#" + place),
                value,
                expected,
                "配置文件有误",
                "A configuration file is not usable");
    }
}
