package org.duban.paper.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.PaperKind;
import org.duban.api.office.Line;
import org.duban.paper.internal.docx.TextTemplate;
import org.duban.paper.internal.layout.Fonts;
import org.duban.paper.internal.layout.Fonts.Kin;
import org.jspecify.annotations.Nullable;

/**
 * What a district sets about its papers, each a JSON file in the configuration folder or else the resource of that name.
 *
 * @param letterheads from {@code letterhead.json}
 * @param wordings from {@code wording.json}
 * @param fontSettings from {@code fonts.json}
 * @param fontFolders where fonts are looked for, the configuration folder's {@code fonts} first
 * @param folder the configuration folder; null when there is none
 */
record Office(
        Map<Line, Letterhead> letterheads,
        Map<PaperKind, Wording> wordings,
        FontSettings fontSettings,
        List<Path> fontFolders,
        @Nullable Path folder) {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * Who issues.
     *
     * @param office 发文机关署名
     * @param mark 发文机关标志, over the red line
     * @param note 附注 when a draft has none of its own; may be empty
     */
    record Letterhead(String office, String mark, String note) {}

    /**
     * How a composed draft begins.
     *
     * @param title with placeholders of the vocabulary
     * @param text the same
     * @param formTypes which form types {@code 批示办理情况} is about; empty for every one
     */
    record Wording(String title, String text, List<String> formTypes) {}

    /**
     * @param folders where fonts are looked for beside {@code fonts} in the configuration folder
     * @param families designs: what they are called, and what stands for them
     */
    record FontSettings(List<String> folders, List<Kin> families) {}

    /** @throws DubanException {@code CONFIGURATION_INVALID} */
    static Office read(@Nullable Path folder) {
        Map<Line, Letterhead> letterheads =
                read(folder, "letterhead.json", new TypeReference<EnumMap<Line, Letterhead>>() {});
        for (Line line : Line.values()) {
            if (!letterheads.containsKey(line)) {
                throw unusable("letterhead.json", "", "有 " + line, null);
            }
        }
        Map<PaperKind, Wording> wordings = new EnumMap<>(PaperKind.class);
        TypeReference<EnumMap<PaperKind, Wording>> type = new TypeReference<>() {};
        wordings.putAll(read(null, "wording.json", type));
        wordings.putAll(read(folder, "wording.json", type));
        wordings.forEach((kind, wording) -> {
            try {
                TextTemplate.fill(wording.title() + wording.text(), Map.of());
            } catch (IllegalArgumentException e) {
                throw unusable("wording.json " + kind, String.valueOf(e.getMessage()), "占位符成对", e);
            }
        });
        FontSettings fonts = read(folder, "fonts.json", new TypeReference<FontSettings>() {});
        return new Office(letterheads, wordings, fonts, folders(folder, fonts), folder);
    }

    private static List<Path> folders(@Nullable Path folder, FontSettings fonts) {
        try {
            Stream<Path> own = folder == null ? Stream.of() : Stream.of(folder.resolve("fonts"));
            return Stream.concat(own, fonts.folders().stream().map(Path::of)).toList();
        } catch (InvalidPathException e) {
            throw unusable("fonts.json", e.getInput(), "文件夹", e);
        }
    }

    Letterhead letterhead(Line line) {
        return Objects.requireNonNull(letterheads.get(line));
    }

    Wording wording(PaperKind kind) {
        return Objects.requireNonNull(wordings.get(kind));
    }

    Fonts fonts() {
        return new Fonts(fontFolders, fontSettings.families());
    }

    private static <T> T read(@Nullable Path folder, String name, TypeReference<T> type) {
        String json = text(folder, name);
        try {
            return STRICT.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unusable(name, e.getOriginalMessage(), "形如 modules/paper/README.md 所写", e);
        }
    }

    private static String text(@Nullable Path folder, String name) {
        try {
            if (folder != null && Files.exists(folder.resolve(name))) {
                return Files.readString(folder.resolve(name));
            }
            try (InputStream in = Objects.requireNonNull(Office.class.getResourceAsStream(name), name)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw unusable(name, String.valueOf(e.getMessage()), "UTF-8 编码、可读的 JSON 文件", e);
        }
    }

    private static DubanException unusable(String file, String value, String expected, @Nullable Exception cause) {
        return cause == null
                ? new DubanException(problem(file, value, expected))
                : new DubanException(problem(file, value, expected), cause);
    }

    private static Problem problem(String file, String value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID, file, value, expected, "配置文件有误", "A configuration file is not usable");
    }
}
