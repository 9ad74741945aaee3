package org.duban.ledger.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** A district's own file in the configuration folder, or the default, which is the resource of the same name. */
public final class JsonFile {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonFile() {}

    /** The configuration folder; null when there is none. */
    public static @Nullable Path folder(BundleContext context) {
        String folder = context.getProperty("duban.config.dir");
        return folder == null ? null : Path.of(folder);
    }

    /**
     * Reads it.
     *
     * @param owner the class beside which the default lies
     * @throws DubanException {@code CONFIGURATION_INVALID}
     */
    public static <T> T read(@Nullable Path folder, String name, Class<?> owner, Class<T> type) {
        try {
            return STRICT.readValue(text(folder, name, owner), type);
        } catch (JsonProcessingException e) {
            throw new DubanException(invalid(name, e.getOriginalMessage(), "与默认文件相同的结构"), e);
        } catch (IOException e) {
            throw new DubanException(invalid(name, String.valueOf(e.getMessage()), "UTF-8 编码、可读的 JSON 文件"), e);
        }
    }

    private static String text(@Nullable Path folder, String name, Class<?> owner) throws IOException {
        if (folder != null && Files.exists(folder.resolve(name))) {
            return Files.readString(folder.resolve(name));
        }
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** {@code CONFIGURATION_INVALID} for a value in a file. */
    public static Problem invalid(String where, @Nullable Object value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                where,
                value,
                expected,
                "配置文件有误",
                "A configuration file is not usable");
    }
}
