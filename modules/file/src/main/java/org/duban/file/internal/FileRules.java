package org.duban.file.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Which files are taken in: {@code files.json} of the configuration folder, or the resource of that name.
 *
 * @param maxBytes of a file whose kind sets no limit of its own
 * @param orphanGraceHours so long a file that nobody names may wait to be named
 * @param scan what scans are held to
 * @param types the kinds that are taken in
 */
record FileRules(long maxBytes, int orphanGraceHours, Scanning scan, List<Kind> types) {

    static final String FILE = "files.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    private static final int LONGEST_SCAN_SECONDS = 600;

    /**
     * A kind of file.
     *
     * @param type media type, as its content tells
     * @param name what people call it
     * @param extensions endings that promise this kind, lower case
     * @param maxBytes null: the limit for all
     */
    record Kind(
            String type,
            String name,
            List<String> extensions,
            @Nullable Long maxBytes) {}

    /** How long a scan may take, and what becomes of a file that couldn't be scanned. */
    record Scanning(int timeoutSeconds, WhenUnavailable whenUnavailable) {}

    /** What becomes of a file that a scan couldn't look at. */
    enum WhenUnavailable {
        REFUSE,
        /** Taken in and noted in {@code files/unscanned.txt}. */
        ACCEPT
    }

    /** The largest file of any kind. */
    long largest() {
        return types.stream().mapToLong(this::limit).max().orElse(maxBytes);
    }

    long limit(Kind kind) {
        Long own = kind.maxBytes();
        return own == null ? maxBytes : own;
    }

    Optional<Kind> kind(String mediaType) {
        return types.stream().filter(kind -> kind.type().equals(mediaType)).findFirst();
    }

    /** 「PDF 文件、OFD 版式文件…」. */
    String names() {
        return types.stream().map(Kind::name).distinct().collect(Collectors.joining("、"));
    }

    Duration grace() {
        return Duration.ofHours(orphanGraceHours);
    }

    /** @throws DubanException {@code CONFIGURATION_INVALID} with every mistake */
    static FileRules read(@Nullable Path folder) {
        try {
            if (folder != null && Files.exists(folder.resolve(FILE))) {
                return parse(Files.readString(folder.resolve(FILE)));
            }
            try (InputStream in = Objects.requireNonNull(FileRules.class.getResourceAsStream(FILE), FILE)) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new DubanException(wrong("", e.getMessage(), "UTF-8 编码、可读的 JSON 文件"), e);
        }
    }

    static FileRules parse(String json) {
        FileRules rules;
        try {
            rules = JSON.readValue(json, FileRules.class);
        } catch (JsonProcessingException e) {
            throw new DubanException(
                    wrong(
                            "",
                            e.getOriginalMessage(),
                            "{\"maxBytes\":…,\"orphanGraceHours\":…,\"scan\":{\"timeoutSeconds\":…,\"whenUnavailable\":…},\"types\":[{\"type\":…,\"name\":…,\"extensions\":[…]}]}"),
                    e);
        }
        List<Problem> problems = rules.problems();
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return rules;
    }

    @SuppressWarnings("NullAway") // What Jackson has read may lack anything.
    private List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (maxBytes < 1) {
            problems.add(wrong("/maxBytes", maxBytes, "大于 0 的字节数"));
        }
        if (orphanGraceHours < 1) {
            problems.add(wrong("/orphanGraceHours", orphanGraceHours, "不少于 1 的小时数"));
        }
        if (scan == null || scan.timeoutSeconds() < 1 || scan.timeoutSeconds() > LONGEST_SCAN_SECONDS) {
            problems.add(wrong("/scan/timeoutSeconds", scan, "1 至 " + LONGEST_SCAN_SECONDS));
        }
        if (scan == null || scan.whenUnavailable() == null) {
            problems.add(wrong("/scan/whenUnavailable", scan, "REFUSE 或 ACCEPT"));
        }
        if (types == null || types.isEmpty()) {
            problems.add(wrong("/types", types, "至少一种文件类型"));
            return problems;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            Kind kind = types.get(i);
            String at = "/types/" + i;
            if (kind.type() == null || !kind.type().matches("[a-z]+/[A-Za-z0-9.+-]+")) {
                problems.add(wrong(at + "/type", kind.type(), "媒体类型，如 application/pdf"));
            } else if (!seen.add(kind.type())) {
                problems.add(wrong(at + "/type", kind.type(), "每种类型只写一次"));
            }
            if (kind.name() == null || kind.name().isBlank()) {
                problems.add(wrong(at + "/name", kind.name(), "中文名称"));
            }
            if (kind.extensions() == null
                    || kind.extensions().isEmpty()
                    || !kind.extensions().stream().allMatch(e -> e.matches("[a-z0-9]{1,10}"))) {
                problems.add(wrong(at + "/extensions", kind.extensions(), "小写、不带点的扩展名，如 [\"pdf\"]"));
            }
            if (kind.maxBytes() != null && kind.maxBytes() < 1) {
                problems.add(wrong(at + "/maxBytes", kind.maxBytes(), "大于 0 的字节数"));
            }
        }
        return problems;
    }

    private static Problem wrong(String pointer, @Nullable Object value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                FILE + pointer,
                value,
                expected,
                "附件规则有误",
                "The rules on files are not usable");
    }
}
