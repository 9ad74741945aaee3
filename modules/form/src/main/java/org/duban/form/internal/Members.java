package org.duban.form.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Takes a definition's objects apart, and says what is missing, unknown or of the wrong kind.
 *
 * @param mistakes where it is said
 */
record Members(Mistakes mistakes) {

    /** What a member's value must be. */
    enum Kind {
        TEXT("文字，不能为空", node -> node.isTextual() && !node.asText().isBlank()),
        INTEGER("整数", node -> node.canConvertToExactIntegral() && node.canConvertToInt()),
        FLAG("true 或 false", JsonNode::isBoolean),
        SCALAR("文字、数字或 true/false", node -> node.isValueNode() && !node.isNull()),
        LIST("列表", JsonNode::isArray),
        OBJECT("JSON 对象", JsonNode::isObject);

        private final String zh;
        private final Predicate<JsonNode> fits;

        Kind(String zh, Predicate<JsonNode> fits) {
            this.zh = zh;
            this.fits = fits;
        }

        String zh() {
            return zh;
        }
    }

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    void onlyKnown(JsonNode object, String pointer, List<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                mistakes.add(
                        Pointers.append(pointer, name),
                        object.get(name),
                        Nearest.instead(name, known),
                        "没有「" + name + "」这个属性",
                        "No such property: " + name);
            }
        });
    }

    void unknown(String pointer, String name, Collection<String> known, String what) {
        mistakes.add(
                pointer,
                TextNode.valueOf(name),
                Nearest.instead(name, known),
                "没有「" + name + "」这个" + what,
                "No such name: " + name);
    }

    /** A member of an object; missing when it isn't there or of the wrong kind, which is then said, or when the object is missing. */
    JsonNode member(JsonNode object, String pointer, String name, Kind kind, boolean required) {
        JsonNode value = object.path(name);
        if (object.isMissingNode() || value.isMissingNode() && !required) {
            return MissingNode.getInstance();
        }
        String place = Pointers.append(pointer, name);
        if (value.isMissingNode()) {
            mistakes.add(place, value, kind.zh, "缺少「" + name + "」", "Missing: " + name);
        } else if (!kind.fits.test(value)) {
            wrongKind(kind, place, value);
            return MissingNode.getInstance();
        }
        return value;
    }

    void wrongKind(Kind kind, String pointer, JsonNode value) {
        mistakes.add(pointer, value, kind.zh, "类型不对", "Of the wrong kind");
    }

    /** A text that must be there; empty when it isn't. */
    String text(JsonNode object, String pointer, String name) {
        return member(object, pointer, name, Kind.TEXT, true).asText();
    }

    /** The {@code id} that must be there; empty when it isn't. */
    String id(JsonNode object, String pointer) {
        String id = text(object, pointer, "id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            mistakes.add(
                    pointer + "/id", object.get("id"), "小写字母、数字和连字符，以字母开头，如 key-task", "标识不合规定", "Not a usable id");
        }
        return id;
    }

    /** The {@code id} of one of several that need different ones. */
    String id(JsonNode object, String pointer, Set<String> taken) {
        String id = id(object, pointer);
        if (!id.isEmpty() && !taken.add(id)) {
            mistakes.add(pointer + "/id", object.get("id"), "各不相同的标识", "标识重复", "The same id twice");
        }
        return id;
    }

    /** A number that must be there; 0 when it isn't. */
    int integer(JsonNode object, String pointer, String name, int least, int most) {
        JsonNode value = member(object, pointer, name, Kind.INTEGER, true);
        if (!value.isMissingNode() && (value.asInt() < least || value.asInt() > most)) {
            mistakes.add(
                    Pointers.append(pointer, name),
                    value,
                    most == Integer.MAX_VALUE ? "不小于 " + least : least + " 至 " + most,
                    "数字超出范围",
                    "Out of range");
            return 0;
        }
        return value.asInt();
    }

    /** One of an enumeration's names, which must be there; empty when it isn't. */
    <E extends Enum<E>> Optional<E> choice(JsonNode object, String pointer, String name, Class<E> type) {
        String text = text(object, pointer, name);
        return text.isEmpty() ? Optional.empty() : named(text, Pointers.append(pointer, name), type);
    }

    /** Some of an enumeration's names, at least one. */
    <E extends Enum<E>> Set<E> choices(JsonNode object, String pointer, String name, Class<E> type) {
        String place = Pointers.append(pointer, name);
        JsonNode list = member(object, pointer, name, Kind.LIST, true);
        if (list.isArray() && list.isEmpty()) {
            mistakes.add(
                    place, list, "以下至少一个：" + String.join("、", names(type)), "「" + name + "」不能为空", "The list is empty");
        }
        Set<E> chosen = EnumSet.noneOf(type);
        distinctTexts(list, place, (text, here) -> named(text, here, type).ifPresent(chosen::add));
        return chosen;
    }

    private <E extends Enum<E>> Optional<E> named(String name, String place, Class<E> type) {
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            unknown(place, name, names(type), "值");
        }
        return found;
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    /** Hands out each object of a list with its pointer. */
    void objects(JsonNode list, String pointer, BiConsumer<JsonNode, String> each) {
        for (int i = 0; i < list.size(); i++) {
            String here = Pointers.append(pointer, Integer.toString(i));
            if (list.get(i).isObject()) {
                each.accept(list.get(i), here);
            } else {
                wrongKind(Kind.OBJECT, here, list.get(i));
            }
        }
    }

    /** Hands out each text of a list with its pointer, each once. */
    void distinctTexts(JsonNode list, String pointer, BiConsumer<String, String> each) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String here = Pointers.append(pointer, Integer.toString(i));
            JsonNode item = list.get(i);
            if (!Kind.TEXT.fits.test(item)) {
                wrongKind(Kind.TEXT, here, item);
            } else if (seen.contains(item.asText())) {
                mistakes.add(here, item, "每项只写一次", "重复的项", "The same twice");
            } else {
                seen.add(item.asText());
                each.accept(item.asText(), here);
            }
        }
    }
}
