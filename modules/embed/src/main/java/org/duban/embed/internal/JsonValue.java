package org.duban.embed.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that knows where it stands.
 *
 * @param value String, Integer, Boolean, {@code List<JsonValue>}, {@code Map<String, JsonValue>}, or null; any other number as
 *     its text in a {@link Other}
 * @param pointer its JSON pointer
 * @param line its line, from 1
 */
record JsonValue(@Nullable Object value, String pointer, int line) {

    /** A number that isn't a small whole one. */
    record Other(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Reads one JSON value; throws {@code JsonProcessingException}, which knows the line, when it isn't one. */
    static JsonValue parse(String json) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            JsonValue value = read(parser, "");
            JsonToken more = parser.nextToken();
            if (more != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "more text after the end: " + more);
            }
            return value;
        }
    }

    private static JsonValue read(JsonParser parser, String pointer) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "the text is empty");
        }
        Object value = switch (token) {
            case START_OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    members.put(key, read(parser, pointer + "/" + escape(key)));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<JsonValue> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser, pointer + "/" + elements.size()));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.INT
                        ? (Object) parser.getIntValue()
                        : new Other(parser.getText());
            case VALUE_NUMBER_FLOAT -> new Other(parser.getText());
            default -> null;
        };
        return new JsonValue(value, pointer, line);
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** Where it is and what it is: {@code line 7 /people/0/id}. */
    String place() {
        return "line " + line + (pointer.isEmpty() ? "" : " " + pointer);
    }
}
