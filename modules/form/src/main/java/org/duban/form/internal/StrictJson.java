package org.duban.form.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.BiConsumer;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;

/** A JSON object out of text that may be anything: too long, too deep, ambiguous, or no JSON at all. */
final class StrictJson {

    /** 1 MB of characters. */
    static final int MAX_CHARS = 1 << 20;

    static final int MAX_DEPTH = 64;

    /** Digits before or after the decimal point: beyond them arithmetic on {@code 1e999999999} would take all memory. */
    static final int MAX_DIGITS = 40;

    private static final int SHOWN_CHARS = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /**
     * Reads one JSON object.
     *
     * @param code the code of what is thrown
     * @throws DubanException when the text isn't exactly one JSON object within the limits, each key once
     */
    static ObjectNode object(String json, ErrorCode code) {
        if (json.length() > MAX_CHARS) {
            throw refusal(
                    code,
                    "",
                    json.length() + " 字符",
                    "不超过 " + MAX_CHARS + " 字符（1 MB）",
                    "JSON 太长",
                    "The JSON text is too long");
        }
        try (JsonParser parser = MAPPER.createParser(json)) {
            JsonNode node = tree(parser, code);
            if (!(node instanceof ObjectNode object)) {
                throw refusal(code, "", show(node), "一个 JSON 对象：{…}", "不是 JSON 对象", "Not a JSON object");
            }
            scalars(object, "", (pointer, value) -> {
                if (value.isNumber() && tooLarge(value.decimalValue())) {
                    throw refusal(
                            code,
                            pointer,
                            show(value),
                            "整数部分和小数部分各不超过 " + MAX_DIGITS + " 位",
                            "数字位数太多",
                            "The number has too many digits");
                }
            });
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** Whether two objects that were read say the same, in whatever order and layout and however numbers are written. */
    static boolean same(String one, String other) {
        return one.equals(other)
                || object(one, ErrorCode.FORM_TYPE_INVALID)
                        .equals(StrictJson::compare, object(other, ErrorCode.FORM_TYPE_INVALID));
    }

    private static int compare(JsonNode one, JsonNode other) {
        boolean same = one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
        return same ? 0 : 1;
    }

    private static JsonNode tree(JsonParser parser, ErrorCode code) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw refusal(
                        code, "", "", "只有一个 JSON 对象", "JSON 对象之后还有内容：" + place(parser), "Text after the JSON object");
            }
            return node;
        } catch (MismatchedInputException e) {
            throw refusal(
                    code,
                    parser.getParsingContext().pathAsPointer().toString(),
                    parser.currentName(),
                    "每个字段只写一次",
                    "字段重复：" + place(parser),
                    "The field is there twice");
        } catch (JsonProcessingException e) {
            if (parser.getParsingContext().getNestingDepth() > MAX_DEPTH) {
                throw refusal(
                        code, "", "", "不超过 " + MAX_DEPTH + " 层", "JSON 嵌套太深", "The JSON text is nested too deeply");
            }
            throw refusal(
                    code,
                    parser.getParsingContext().pathAsPointer().toString(),
                    "",
                    "RFC 8259 规定的 JSON",
                    "不是有效的 JSON：" + place(parser),
                    "Not JSON: " + e.getOriginalMessage());
        }
    }

    /** Hands out each scalar with its JSON pointer; null is not a value. */
    static void scalars(JsonNode node, String pointer, BiConsumer<String, JsonNode> each) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                scalars(member.getValue(), Pointers.append(pointer, member.getKey()), each);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                scalars(node.get(i), Pointers.append(pointer, Integer.toString(i)), each);
            }
        } else if (!node.isNull()) {
            each.accept(pointer, node);
        }
    }

    /** The text of a scalar; equal numbers have equal texts: 7, 7.0 and 70e-1 are {@code 7}. */
    static String text(JsonNode scalar) {
        if (!scalar.isNumber()) {
            return scalar.asText();
        }
        BigDecimal number = scalar.decimalValue();
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A value as a message shows it: short, the text of a scalar, the JSON of the rest; empty for nothing. */
    static String show(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return "";
        }
        String text = node.isTextual() ? node.asText() : node.toString();
        return text.length() <= SHOWN_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN_CHARS) - 1)) + "…";
    }

    private static boolean tooLarge(BigDecimal number) {
        return number.precision() > 2 * MAX_DIGITS
                || number.scale() > MAX_DIGITS
                || (long) number.precision() - number.scale() > MAX_DIGITS;
    }

    private static String place(JsonParser parser) {
        JsonLocation location = parser.currentLocation();
        return "第 " + location.getLineNr() + " 行第 " + location.getColumnNr() + " 列";
    }

    private static DubanException refusal(
            ErrorCode code, String pointer, @Nullable String value, String expected, String zh, String en) {
        return new DubanException(Problem.of(code, pointer, value, expected, zh, en));
    }
}
