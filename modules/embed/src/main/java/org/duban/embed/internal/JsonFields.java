package org.duban.embed.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of one JSON object, taken one by one; what is wrong with them is collected, so that all of it is said at once. */
final class JsonFields {

    private final JsonValue object;
    private final Map<String, JsonValue> members;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    /** Takes mistakes. */
    @FunctionalInterface
    interface Faults {
        /**
         * A mistake.
         *
         * @param place where
         * @param messageZh what, in Chinese
         * @param messageEn what, in English
         * @param expected what would be right, in Chinese
         */
        void add(JsonValue place, String messageZh, String messageEn, String expected);
    }

    @SuppressWarnings("unchecked") // a JsonValue holds no other maps
    JsonFields(JsonValue object, Faults faults) {
        this.object = object;
        this.faults = faults;
        if (object.value() instanceof Map<?, ?> map) {
            members = (Map<String, JsonValue>) map;
        } else {
            members = Map.of();
            faults.add(object, "不是对象", "not an object", "对象 {…}");
        }
    }

    /** A text that must be there and not blank; empty when it isn't. */
    String text(String key) {
        String text = optionalText(key);
        if (text == null && !members.containsKey(key)) {
            faults.add(object, "缺少 " + key, key + " is missing", "文本");
        }
        return text == null ? "" : text;
    }

    /** A text, not blank when it is there. */
    @Nullable
    String optionalText(String key) {
        JsonValue member = take(key);
        if (member == null) {
            return null;
        }
        if (member.value() instanceof String text && !text.isBlank()) {
            return text;
        }
        faults.add(member, key + " 不是非空文本", key + " is not a text, or blank", "非空文本");
        return null;
    }

    int number(String key, int otherwise) {
        JsonValue member = take(key);
        if (member == null) {
            return otherwise;
        }
        if (member.value() instanceof Integer number && number >= 0) {
            return number;
        }
        faults.add(member, key + " 不是自然数", key + " is not a natural number", "0 或正整数");
        return otherwise;
    }

    boolean flag(String key, boolean otherwise) {
        JsonValue member = take(key);
        if (member == null) {
            return otherwise;
        }
        if (member.value() instanceof Boolean flag) {
            return flag;
        }
        faults.add(member, key + " 不是布尔值", key + " is neither true nor false", "true 或 false");
        return otherwise;
    }

    /** The elements of an array; none when it isn't there. */
    @SuppressWarnings("unchecked") // a JsonValue holds no other lists
    List<JsonValue> list(String key) {
        JsonValue member = take(key);
        if (member == null) {
            return List.of();
        }
        if (member.value() instanceof List<?> list) {
            return (List<JsonValue>) list;
        }
        faults.add(member, key + " 不是数组", key + " is not an array", "数组 […]");
        return List.of();
    }

    /** The elements of an array that must be there. */
    List<JsonValue> requiredList(String key) {
        if (!members.containsKey(key)) {
            faults.add(object, "缺少 " + key, key + " is missing", "数组 […]");
        }
        return list(key);
    }

    /** The texts of an array, each made into something; a text that makes null is a mistake. */
    <T> Set<T> each(List<JsonValue> elements, String expected, Function<String, @Nullable T> make) {
        Set<T> all = new HashSet<>();
        for (JsonValue element : elements) {
            T made = element.value() instanceof String text ? make.apply(text) : null;
            if (made == null) {
                faults.add(element, "无法识别", "unknown", expected);
            } else if (!all.add(made)) {
                faults.add(element, "重复", "given twice", "每项只写一次");
            }
        }
        return all;
    }

    /** Says which members nobody asked for. */
    void refuseOthers() {
        members.forEach((key, member) -> {
            if (!known.contains(key)) {
                faults.add(
                        member,
                        "没有名为 " + key + " 的项",
                        "there is no " + key,
                        String.join("、", known.stream().sorted().toList()));
            }
        });
    }

    private @Nullable JsonValue take(String key) {
        known.add(key);
        return members.get(key);
    }
}
