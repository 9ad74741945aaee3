package org.duban.journal.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a value of a Java type is written as JSON and read again. Null, false, 0 and an empty list are left out of an object, and what
 * is not there is read as that; an empty text is written, because it is not the same as none. Names that a record doesn't have are
 * skipped.
 *
 * <p>Records, enums, texts, whole numbers, decimals, booleans, dates, instants and lists are possible; a record with any other component is
 * refused when its shape is asked for, not when the first one is stored.
 */
abstract sealed class Shape {

    /** An enum's constant that this version doesn't have. */
    static final class UnknownConstant extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownConstant(Class<?> type, String name) {
            super(type.getSimpleName() + "." + name);
        }
    }

    /** The value of a component that isn't there. */
    abstract @Nullable Object missing();

    abstract void write(JsonGenerator json, Object value) throws IOException;

    /** Reads the value that begins at the current token, which is not null. */
    abstract Object read(JsonParser json) throws IOException;

    boolean leftOut(@Nullable Object value) {
        return value == null || value.equals(missing());
    }

    /** The shape of a record. */
    static Shape of(Class<?> record) {
        return of(record, record.getSimpleName(), new HashMap<>());
    }

    private static Shape of(Type type, String where, Map<Class<?>, RecordShape> records) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new ListShape(of(list.getActualTypeArguments()[0], where, records));
        }
        if (!(type instanceof Class<?> plain)) {
            throw notStorable(type, where);
        }
        if (plain == String.class) {
            return new Text();
        }
        if (plain == int.class || plain == Integer.class) {
            return new Whole(plain == int.class ? 0 : null, JsonParser::getIntValue);
        }
        if (plain == long.class || plain == Long.class) {
            return new Whole(plain == long.class ? 0L : null, JsonParser::getLongValue);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return new Flag(plain == boolean.class ? false : null);
        }
        if (plain == BigDecimal.class) {
            // As text, with its scale: 80.50 is read as it was signed.
            return new Written(BigDecimal::new);
        }
        if (plain == LocalDate.class) {
            return new Written(LocalDate::parse);
        }
        if (plain == Instant.class) {
            return new Written(Instant::parse);
        }
        if (plain.isEnum()) {
            return new Constant(plain);
        }
        if (plain.isRecord()) {
            RecordShape shape = records.get(plain);
            if (shape == null) {
                shape = new RecordShape(plain);
                records.put(plain, shape);
                for (RecordComponent component : plain.getRecordComponents()) {
                    shape.add(component, of(component.getGenericType(), where + "." + component.getName(), records));
                }
            }
            return shape;
        }
        throw notStorable(type, where);
    }

    private static IllegalArgumentException notStorable(Type type, String where) {
        return new IllegalArgumentException(where + " can't be stored in the journal: " + type.getTypeName());
    }

    /** Reads something. */
    @FunctionalInterface
    private interface Reading {
        Object from(JsonParser json) throws IOException;
    }

    private static final class Text extends Shape {
        @Override
        @Nullable
        Object missing() {
            return null;
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            String text = (String) value;
            requirePairs(text);
            json.writeString(text);
        }

        /** Half of a surrogate pair, as a text has that was cut off in the middle of one, has no UTF-8. */
        private static void requirePairs(String text) throws IOException {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isSurrogate(c)) {
                    boolean pair = Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
                    if (!pair) {
                        throw new IOException("half a surrogate pair at " + i + ": " + text);
                    }
                    i++;
                }
            }
        }

        @Override
        Object read(JsonParser json) throws IOException {
            return text(json);
        }
    }

    private static final class Whole extends Shape {
        private final @Nullable Object missing;
        private final Reading reading;

        Whole(@Nullable Object missing, Reading reading) {
            this.missing = missing;
            this.reading = reading;
        }

        @Override
        @Nullable
        Object missing() {
            return missing;
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeNumber(((Number) value).longValue());
        }

        @Override
        Object read(JsonParser json) throws IOException {
            return reading.from(json);
        }
    }

    private static final class Flag extends Shape {
        private final @Nullable Boolean missing;

        Flag(@Nullable Boolean missing) {
            this.missing = missing;
        }

        @Override
        @Nullable
        Object missing() {
            return missing;
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeBoolean((Boolean) value);
        }

        @Override
        Object read(JsonParser json) throws IOException {
            return json.getBooleanValue();
        }
    }

    /** What is written as its {@code toString()}. */
    private static final class Written extends Shape {
        private final Function<String, Object> parse;

        Written(Function<String, Object> parse) {
            this.parse = parse;
        }

        @Override
        @Nullable
        Object missing() {
            return null;
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeString(value.toString());
        }

        @Override
        Object read(JsonParser json) throws IOException {
            return parse.apply(text(json));
        }
    }

    private static final class Constant extends Shape {
        private final Class<?> type;
        private final Map<String, Object> constants = new HashMap<>();

        Constant(Class<?> type) {
            this.type = type;
            for (Object constant : type.getEnumConstants()) {
                constants.put(((Enum<?>) constant).name(), constant);
            }
        }

        @Override
        @Nullable
        Object missing() {
            return null;
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeString(((Enum<?>) value).name());
        }

        @Override
        Object read(JsonParser json) throws IOException {
            String name = text(json);
            Object constant = constants.get(name);
            if (constant == null) {
                throw new UnknownConstant(type, name);
            }
            return constant;
        }
    }

    private static final class ListShape extends Shape {
        private final Shape element;

        ListShape(Shape element) {
            this.element = element;
        }

        @Override
        Object missing() {
            return List.of();
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeStartArray();
            for (Object each : (List<?>) value) {
                element.write(json, each);
            }
            json.writeEndArray();
        }

        @Override
        Object read(JsonParser json) throws IOException {
            expect(json, JsonToken.START_ARRAY);
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(element.read(json));
            }
            return List.copyOf(list);
        }
    }

    private static final class RecordShape extends Shape {
        private record Component(String name, Method accessor, Shape shape) {}

        private final Constructor<?> constructor;
        private final List<Component> components = new ArrayList<>();
        private final Map<String, Integer> index = new HashMap<>();

        RecordShape(Class<?> type) {
            Class<?>[] types = new Class<?>[type.getRecordComponents().length];
            for (int i = 0; i < types.length; i++) {
                types[i] = type.getRecordComponents()[i].getType();
            }
            try {
                constructor = type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("every record has its canonical constructor: " + type, e);
            }
        }

        void add(RecordComponent component, Shape shape) {
            index.put(component.getName(), components.size());
            components.add(new Component(component.getName(), component.getAccessor(), shape));
        }

        @Override
        @Nullable
        Object missing() {
            return null;
        }

        @Override
        void write(JsonGenerator json, Object value) throws IOException {
            json.writeStartObject();
            for (Component component : components) {
                Object content = component(component, value);
                if (content != null && !component.shape.leftOut(content)) {
                    json.writeFieldName(component.name);
                    component.shape.write(json, content);
                }
            }
            json.writeEndObject();
        }

        private static @Nullable Object component(Component component, Object record) {
            try {
                return component.accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("events are public records: " + component.accessor, e);
            }
        }

        @Override
        Object read(JsonParser json) throws IOException {
            expect(json, JsonToken.START_OBJECT);
            @Nullable Object[] values = new @Nullable Object[components.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = components.get(i).shape.missing();
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                Integer at = index.get(json.currentName());
                JsonToken token = json.nextToken();
                if (at == null) {
                    json.skipChildren();
                } else if (token != JsonToken.VALUE_NULL) {
                    values[at] = components.get(at).shape.read(json);
                }
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new IOException("no " + constructor.getDeclaringClass().getSimpleName() + ": " + e.getCause(), e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("events are public records: " + constructor, e);
            }
        }
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException("expected " + token + ", found " + json.currentToken());
        }
    }

    private static String text(JsonParser json) throws IOException {
        expect(json, JsonToken.VALUE_STRING);
        return json.getText();
    }
}
