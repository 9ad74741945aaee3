package org.duban.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Messages with their replies from a file of JSON Lines, one object a line: {@code id}, {@code title}, {@code created}, {@code
 * content}, {@code reply}, {@code replied}; other fields are ignored, blank lines too. UTF-8.
 *
 * <p>A time is {@code 2019-04-25 09:32:09} or {@code 2019/4/25 9:32}: seconds may be missing, {@code T} may stand in between, an
 * offset may follow; without one it is the office's local time. A date alone means the first second of the day for {@code created} and
 * the last one for {@code replied}. A line that can't be used is left out with its number and the reason; the others stay.
 *
 * @param lines how many lines with something on them the file has
 * @param messages the usable ones, in the order of the file
 * @param skipped the others
 */
record MessageFile(int lines, List<Message> messages, List<Skipped> skipped) {

    MessageFile {
        messages = List.copyOf(messages);
        skipped = List.copyOf(skipped);
    }

    /**
     * A message and its reply.
     *
     * @param line the line it stands on, from 1
     * @param title may be blank when there is content
     * @param reply not blank
     * @param replied not before {@code created}
     */
    record Message(int line, String id, String title, Instant created, String content, String reply, Instant replied) {}

    /** A line that can't be used, from 1, and why. */
    record Skipped(int line, String reason) {}

    /** Why a line can't be used. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String reason) {
            super(reason);
        }
    }

    private static final Pattern TIME = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})"
            + "(?:[T ]+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d+)?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads a file.
     *
     * @throws IOException when the file can't be read at all
     */
    static MessageFile read(Path file, ZoneId zone) throws IOException {
        int lines = 0;
        List<Message> messages = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        // Latin-1 keeps every byte, so that a line that isn't UTF-8 spoils nothing but itself.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String bytes; (bytes = reader.readLine()) != null; ) {
                number++;
                if (bytes.isBlank()) {
                    continue;
                }
                lines++;
                try {
                    Message message = message(number, utf8(bytes), zone);
                    Integer earlier = seen.putIfAbsent(message.id(), number);
                    if (earlier != null) {
                        throw new Unusable("编号 " + message.id() + " 与第 " + earlier + " 行重复");
                    }
                    messages.add(message);
                } catch (Unusable e) {
                    skipped.add(new Skipped(number, String.valueOf(e.getMessage())));
                }
            }
        }
        return new MessageFile(lines, messages, skipped);
    }

    private static String utf8(String bytes) throws Unusable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unusable("不是 UTF-8 编码");
        }
    }

    private static Message message(int number, String line, ZoneId zone) throws Unusable {
        JsonNode json;
        try {
            json = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new Unusable("不是 JSON：" + e.getOriginalMessage());
        }
        if (!json.isObject()) {
            throw new Unusable("不是 JSON 对象");
        }
        String id = required(json, "id");
        String title = field(json, "title");
        String content = field(json, "content");
        if (title.isBlank() && content.isBlank()) {
            throw new Unusable("标题和内容都为空");
        }
        Instant created = time(json, "created", LocalTime.MIN, zone);
        String reply = required(json, "reply");
        Instant replied = time(json, "replied", LocalTime.of(23, 59, 59), zone);
        if (replied.isBefore(created)) {
            throw new Unusable("答复时间 " + field(json, "replied") + " 早于来件时间 " + field(json, "created"));
        }
        return new Message(number, id, title, created, content, reply, replied);
    }

    private static String field(JsonNode json, String name) throws Unusable {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            throw new Unusable("缺少 " + name);
        }
        if (!value.isValueNode()) {
            throw new Unusable(name + " 应为文本");
        }
        String text = value.asText();
        if (text.codePoints().anyMatch(c -> Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE)) {
            throw new Unusable(name + " 有半个字符（不成对的代理项）");
        }
        return text;
    }

    private static String required(JsonNode json, String name) throws Unusable {
        String value = field(json, name);
        if (value.isBlank()) {
            throw new Unusable(name + " 为空");
        }
        return value;
    }

    private static Instant time(JsonNode json, String name, LocalTime whenOnlyDate, ZoneId zone) throws Unusable {
        String text = required(json, name).strip();
        Matcher found = TIME.matcher(text);
        if (!found.matches()) {
            throw new Unusable(name + " 不是时间：" + text + "，应形如 2019-04-25 09:32:09");
        }
        try {
            LocalDate date = LocalDate.of(number(found, 1), number(found, 2), number(found, 3));
            LocalTime time = found.group(4) == null
                    ? whenOnlyDate
                    : LocalTime.of(number(found, 4), number(found, 5), number(found, 6));
            String offset = found.group(7);
            return date.atTime(time)
                    .atZone(offset == null ? zone : ZoneOffset.of(offset))
                    .toInstant();
        } catch (DateTimeException e) {
            throw new Unusable(name + " 没有这一时间：" + text);
        }
    }

    private static int number(Matcher found, int group) {
        @Nullable String digits = found.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
