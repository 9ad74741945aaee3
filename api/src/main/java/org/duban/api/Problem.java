package org.duban.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, said so that a program can act on it and a person can mend it.
 *
 * @param code stable code
 * @param field what is wrong: a component of the command ({@code newDate}), a JSON pointer into a form ({@code /channel}), a
 *     line of a file ({@code line 7}); empty when the whole is meant
 * @param value the value found there, as text; empty when there was none
 * @param expected what would be right, in Chinese; empty when the message says it all
 * @param messageZh one sentence for people, in Chinese
 * @param messageEn the same sentence in English
 */
public record Problem(ErrorCode code, String field, String value, String expected, String messageZh, String messageEn) {

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(messageZh, "messageZh");
        Objects.requireNonNull(messageEn, "messageEn");
    }

    /** A problem with a field; {@code value} may be null and becomes its {@code toString()}. */
    public static Problem of(
            ErrorCode code, String field, @Nullable Object value, String expected, String messageZh, String messageEn) {
        return new Problem(code, field, value == null ? "" : value.toString(), expected, messageZh, messageEn);
    }

    /** {@code INVALID_FIELD}: a value that can't be used; {@code zh} says why in Chinese. */
    public static Problem invalid(String field, @Nullable Object value, String expected, String zh) {
        return of(ErrorCode.INVALID_FIELD, field, value, expected, zh, "Not a usable value for " + field);
    }

    /** {@code MISSING_FIELD}: something that must be there isn't. */
    public static Problem missing(String field, String expected) {
        return of(ErrorCode.MISSING_FIELD, field, "", expected, "缺少必填内容", field + " is required");
    }

    /** A problem with the whole. */
    public static Problem of(ErrorCode code, String messageZh, String messageEn) {
        return new Problem(code, "", "", "", messageZh, messageEn);
    }

    /** One line in Chinese: the message, then field, value and what would be right where they are known. */
    public String describe() {
        StringBuilder line = new StringBuilder(messageZh);
        if (!field.isEmpty()) {
            line.append(" [").append(field);
            if (!value.isEmpty()) {
                line.append(" = ").append(value);
            }
            line.append(']');
        }
        if (!expected.isEmpty()) {
            line.append(" 应为：").append(expected);
        }
        return line.toString();
    }
}
