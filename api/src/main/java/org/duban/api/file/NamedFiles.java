package org.duban.api.file;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files an event names: whatever text in it, however deep, has the scheme and a SHA-256 in it. */
public final class NamedFiles {

    private static final Pattern NAME = Pattern.compile(Attachments.SCHEME + "([0-9a-f]{64})");

    private NamedFiles() {}

    /** Calls back with the SHA-256 of each file a value names: a record, a collection, a map, an optional, a text. */
    public static void in(@Nullable Object value, Consumer<String> sha256) {
        if (value instanceof CharSequence text) {
            Matcher found = NAME.matcher(text);
            while (found.find()) {
                sha256.accept(found.group(1));
            }
        } else if (value instanceof Record whole) {
            for (RecordComponent component : whole.getClass().getRecordComponents()) {
                in(value(whole, component), sha256);
            }
        } else if (value instanceof Iterable<?> many) {
            many.forEach(one -> in(one, sha256));
        } else if (value instanceof Map<?, ?> map) {
            in(map.keySet(), sha256);
            in(map.values(), sha256);
        } else if (value instanceof Optional<?> perhaps) {
            perhaps.ifPresent(one -> in(one, sha256));
        }
    }

    private static @Nullable Object value(Record whole, RecordComponent component) {
        try {
            return component.getAccessor().invoke(whole);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an event's record can't be read: " + whole.getClass(), e);
        }
    }
}
