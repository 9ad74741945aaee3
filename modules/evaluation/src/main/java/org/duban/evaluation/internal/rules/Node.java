package org.duban.evaluation.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.evaluation.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * An object of a rule set with its place. What is missing, unknown or wrong is added to the mistakes, and something harmless is answered, so
 * that all mistakes are found in one go.
 */
final class Node {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
    private static final int SHOWN = 80;

    private final JsonNode json;
    private final String pointer;
    private final List<Problem> mistakes;

    Node(JsonNode json, String pointer, List<Problem> mistakes) {
        this.json = json;
        this.pointer = pointer;
        this.mistakes = mistakes;
    }

    String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    boolean there() {
        return !json.isMissingNode();
    }

    boolean has(String name) {
        return json.has(name);
    }

    JsonNode value(String name) {
        return json.path(name);
    }

    void mistake(String name, String expected, String zh, String en) {
        JsonNode value = name.isEmpty() ? json : json.path(name);
        mistakes.add(Problem.of(
                ErrorCode.RULE_SET_INVALID, name.isEmpty() ? pointer : at(name), show(value), expected, zh, en));
    }

    private static String show(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN / 2)) + "…";
    }

    /** Says each name that isn't known, with the nearest that is. */
    Node only(String... known) {
        json.fieldNames().forEachRemaining(name -> {
            if (!Arrays.asList(known).contains(name)) {
                mistake(name, instead(name, List.of(known)), "没有「" + name + "」这个属性", "No such property: " + name);
            }
        });
        return this;
    }

    private static String instead(String name, Collection<String> known) {
        return known.stream()
                .filter(k ->
                        k.equalsIgnoreCase(name) || (name.length() > 3 && (k.startsWith(name) || name.startsWith(k))))
                .findFirst()
                .orElseGet(() -> "以下之一：" + String.join("、", known));
    }

    private boolean missing(String name, String expected, boolean required) {
        if (json.has(name)) {
            return false;
        }
        if (required && there()) {
            mistake(name, expected, "缺少「" + name + "」", "Missing: " + name);
        }
        return true;
    }

    /** A member that is an object; a missing one when it isn't. */
    Node object(String name, boolean required) {
        JsonNode value = json.path(name);
        if (!missing(name, "JSON 对象", required) && !value.isObject()) {
            mistake(name, "JSON 对象：{…}", "类型不对", "Of the wrong kind");
            value = MissingNode.getInstance();
        }
        return new Node(value, at(name), mistakes);
    }

    /** Hands out the objects of a list. */
    void objects(String name, boolean required, Consumer<Node> each) {
        JsonNode list = json.path(name);
        if (missing(name, "列表", required)) {
            return;
        }
        if (!list.isArray()) {
            mistake(name, "列表：[…]", "类型不对", "Of the wrong kind");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            Node item = new Node(list.get(i), at(name) + "/" + i, mistakes);
            if (list.get(i).isObject()) {
                each.accept(item);
            } else {
                item.mistake("", "JSON 对象：{…}", "类型不对", "Of the wrong kind");
            }
        }
    }

    /** A text that must be there; empty when it isn't. */
    String text(String name, boolean required) {
        JsonNode value = json.path(name);
        if (missing(name, "文字", required)) {
            return "";
        }
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > 200) {
            mistake(name, "1 至 200 个字", "类型不对", "Of the wrong kind");
            return "";
        }
        return value.asText();
    }

    String id(String name) {
        String id = text(name, true);
        if (!id.isEmpty() && (!ID.matcher(id).matches() || id.length() > 40)) {
            mistake(name, "字母、数字和连字符，不超过 40 个，如 R-03", "标识不合规定", "Not a usable id");
        }
        return id;
    }

    /** A whole number; {@code otherwise} when it isn't there or wrong. */
    int integer(String name, int least, int most, @Nullable Integer otherwise) {
        JsonNode value = json.path(name);
        int instead = otherwise == null ? least : otherwise;
        if (missing(name, "整数", otherwise == null)) {
            return instead;
        }
        if (!value.canConvertToExactIntegral()
                || !value.canConvertToInt()
                || value.asInt() < least
                || value.asInt() > most) {
            mistake(name, least + " 至 " + most + " 的整数", "数字不对", "Not a usable number");
            return instead;
        }
        return value.asInt();
    }

    /** A decimal; {@code otherwise} when it isn't there or wrong, null: it must be there. */
    BigDecimal decimal(String name, String least, String most, @Nullable String otherwise) {
        BigDecimal low = new BigDecimal(least);
        BigDecimal high = new BigDecimal(most);
        JsonNode value = json.path(name);
        BigDecimal instead = otherwise == null ? low : new BigDecimal(otherwise);
        if (missing(name, "数字", otherwise == null)) {
            return instead;
        }
        String range = least + " 至 " + most + "，小数不超过 " + RuleSet.PLACES + " 位";
        if (!value.isNumber()) {
            mistake(name, range, "不是数字", "Not a number");
            return instead;
        }
        BigDecimal number = plain(value.decimalValue());
        if (number.scale() > RuleSet.PLACES || number.compareTo(low) < 0 || number.compareTo(high) > 0) {
            mistake(name, range, "数字超出范围", "Out of range");
            return instead;
        }
        return number;
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() > -20 ? stripped.setScale(0) : stripped;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = json.path(name);
        if (missing(name, "true 或 false", false)) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            mistake(name, "true 或 false", "类型不对", "Of the wrong kind");
            return otherwise;
        }
        return value.asBoolean();
    }

    /** One of an enumeration; {@code otherwise} when it isn't there (null: it must be) or wrong. */
    <E extends Enum<E>> E choice(String name, Class<E> type, @Nullable E otherwise) {
        E instead = otherwise == null ? type.getEnumConstants()[0] : otherwise;
        if (missing(name, "以下之一：" + names(type), otherwise == null)) {
            return instead;
        }
        return named(name, json.path(name).asText(), type).orElse(instead);
    }

    private <E extends Enum<E>> Optional<E> named(String name, String text, Class<E> type) {
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst();
        if (found.isEmpty()) {
            mistake(name, "以下之一：" + names(type), "没有这个值", "No such name");
        }
        return found;
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining("、"));
    }

    /** Some of an enumeration, at least one; {@code otherwise} when the list isn't there. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> type, Set<E> otherwise) {
        if (missing(name, "列表", false)) {
            return otherwise;
        }
        Set<E> chosen = new LinkedHashSet<>();
        texts(name).forEach(text -> named(name, text, type).ifPresent(chosen::add));
        if (chosen.isEmpty()) {
            mistake(name, "以下至少一个：" + names(type), "列表是空的", "The list is empty");
            return otherwise;
        }
        return chosen;
    }

    /** Texts, each once; empty when the list isn't there. */
    List<String> texts(String name) {
        JsonNode list = json.path(name);
        List<String> texts = new ArrayList<>();
        if (missing(name, "列表", false)) {
            return texts;
        }
        if (!list.isArray()) {
            mistake(name, "列表：[\"…\"]", "类型不对", "Of the wrong kind");
            return texts;
        }
        for (JsonNode item : list) {
            if (!item.isTextual() || item.asText().isBlank() || texts.contains(item.asText())) {
                mistake(name, "文字，每项一次", "列表中有不是文字或重复的项", "Not a text, or twice");
            } else {
                texts.add(item.asText());
            }
        }
        return texts;
    }
}
