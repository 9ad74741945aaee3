package org.duban.plugin.internal;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.Vector;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.plugin.internal.Limits.Limit;
import org.duban.plugin.internal.Settings.Value;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Settings as the types their declaration asks for, or every mistake in them. The value of a password is never part of a mistake. */
final class Typing {

    private static final int SHOWN_CHARS = 60;

    private final ObjectClassDefinition definition;
    private final Map<String, Limit> limits;
    private final List<String> mistakes = new ArrayList<>();

    private Typing(ObjectClassDefinition definition, Map<String, Limit> limits) {
        this.definition = definition;
        this.limits = limits;
    }

    static Hashtable<String, Object> typed(
            ObjectClassDefinition definition, Map<String, Limit> limits, Map<String, Value> values) throws Refusal {
        Typing typing = new Typing(definition, limits);
        Hashtable<String, Object> typed = typing.typed(values);
        if (!typing.mistakes.isEmpty()) {
            throw new Refusal(Refusal.joined(typing.mistakes));
        }
        return typed;
    }

    private Hashtable<String, Object> typed(Map<String, Value> values) {
        Hashtable<String, Object> typed = new Hashtable<>();
        Map<String, AttributeDefinition> attributes = attributes(ObjectClassDefinition.ALL);
        values.forEach((key, value) -> {
            AttributeDefinition attribute = attributes.get(key);
            if (attribute != null) {
                Object object = typed(attribute, value);
                if (object != null) {
                    typed.put(key, object);
                }
            } else if (key.equals(Constants.SERVICE_RANKING)) {
                ranking(value, typed);
            } else {
                // Not its value: it may be a password whose key is misspelt.
                mistakes.add("没有配置项 " + key + "，"
                        + Nearest.to(key, attributes.keySet())
                                .map(nearest -> "是否应为 " + nearest)
                                .orElseGet(() -> "可用：" + String.join("、", attributes.keySet())));
            }
        });
        attributes(ObjectClassDefinition.REQUIRED).forEach((key, attribute) -> {
            Value value = values.get(key);
            if ((value == null && attribute.getDefaultValue() == null)
                    || (value != null && value.text().isBlank())) {
                mistakes.add("缺少 " + name(attribute));
            }
        });
        return typed;
    }

    private Map<String, AttributeDefinition> attributes(int which) {
        AttributeDefinition[] attributes = definition.getAttributeDefinitions(which);
        return attributes == null
                ? Map.of()
                : Arrays.stream(attributes)
                        .collect(Collectors.toMap(
                                AttributeDefinition::getID, each -> each, (first, second) -> first, TreeMap::new));
    }

    private void ranking(Value value, Hashtable<String, Object> typed) {
        try {
            typed.put(Constants.SERVICE_RANKING, Integer.valueOf(value.text().strip()));
        } catch (NumberFormatException e) {
            mistakes.add(Constants.SERVICE_RANKING + " 应为整数");
        }
    }

    private @Nullable Object typed(AttributeDefinition attribute, Value value) {
        int cardinality = attribute.getCardinality();
        if (cardinality == 0) {
            return element(attribute, value.text(), value);
        }
        List<String> texts = list(value.text());
        long most = Math.abs((long) cardinality);
        if (texts.size() > most) {
            mistakes.add(name(attribute) + " 最多 " + most + " 个，现有 " + texts.size() + " 个");
            return null;
        }
        List<Object> elements = new ArrayList<>();
        for (String text : texts) {
            Object element = element(attribute, text, value);
            if (element == null) {
                return null;
            }
            elements.add(element);
        }
        return cardinality < 0 ? new Vector<>(elements) : array(attribute, elements);
    }

    private static Object array(AttributeDefinition attribute, List<Object> elements) {
        Object array = Array.newInstance(Kind.of(attribute).type, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    /** Texts between commas; a backslash makes a comma part of a text. */
    private static List<String> list(String text) {
        List<String> elements = new ArrayList<>();
        for (String element : text.split("(?<!\\\\),", -1)) {
            elements.add(element.replace("\\,", ",").strip());
        }
        return text.isBlank() ? List.of() : elements;
    }

    private @Nullable Object element(AttributeDefinition attribute, String text, Value value) {
        Kind kind = Kind.of(attribute);
        if (text.isBlank() && kind != Kind.TEXT) {
            return null; // as if it weren't there; said elsewhere if it has to be
        }
        try {
            Object object = kind.parse(text);
            String[] options = attribute.getOptionValues();
            if (options != null && options.length > 0 && !Arrays.asList(options).contains(text.strip())) {
                mistakes.add(name(attribute) + " 应为以下之一：" + String.join("、", options) + shown(attribute, value));
                return null;
            }
            if (isOutside(attribute, text)) {
                mistakes.add(name(attribute) + " 超出范围" + range(attribute, kind) + shown(attribute, value));
                return null;
            }
            return object;
        } catch (IllegalArgumentException e) {
            mistakes.add(name(attribute) + " 应为" + kind.zh + shown(attribute, value));
            return null;
        }
    }

    /** The bundle's own opinion; it has one of each value alone, of several as of one. */
    private static boolean isOutside(AttributeDefinition attribute, String text) {
        if (text.isBlank()) {
            return false; // missing, if it has to be there
        }
        String opinion = attribute.validate(attribute.getCardinality() == 0 ? text : text.replace(",", "\\,"));
        return opinion != null && !opinion.isEmpty();
    }

    private String range(AttributeDefinition attribute, Kind kind) {
        Limit limit = limits.get(attribute.getID());
        String range = limit == null ? "" : limit.describe();
        return range.isEmpty() ? "" : "，应为 " + range + (kind == Kind.TEXT ? " 个字符" : "");
    }

    /** The value as it is written; what a placeholder stood for stays where it is. */
    private static String shown(AttributeDefinition attribute, Value value) {
        if (attribute.getType() == AttributeDefinition.PASSWORD) {
            return "";
        }
        String written = value.written();
        return "，现为 " + (written.length() > SHOWN_CHARS ? written.substring(0, SHOWN_CHARS) + "…" : written);
    }

    /** host（邮件服务器）. */
    private static String name(AttributeDefinition attribute) {
        String name = attribute.getName();
        return name == null || name.isBlank() || name.equals(attribute.getID())
                ? attribute.getID()
                : attribute.getID() + "（" + name + "）";
    }

    /** The types of attributes. */
    private enum Kind {
        TEXT(String.class, "文字", text -> text),
        LONG(Long.class, "整数", Long::valueOf),
        INTEGER(Integer.class, "整数", Integer::valueOf),
        SHORT(Short.class, " -32768 至 32767 的整数", Short::valueOf),
        BYTE(Byte.class, " -128 至 127 的整数", Byte::valueOf),
        BIG_INTEGER(BigInteger.class, "整数", BigInteger::new),
        DOUBLE(Double.class, "数字", Double::valueOf),
        FLOAT(Float.class, "数字", Float::valueOf),
        BIG_DECIMAL(BigDecimal.class, "数字", BigDecimal::new),
        CHARACTER(Character.class, "一个字符", Kind::character),
        FLAG(Boolean.class, " true 或 false", Kind::flag);

        private final Class<?> type;
        private final String zh;
        private final Function<String, Object> parser;

        Kind(Class<?> type, String zh, Function<String, Object> parser) {
            this.type = type;
            this.zh = zh;
            this.parser = parser;
        }

        /** Throws IllegalArgumentException when the text isn't one. */
        Object parse(String text) {
            return parser.apply(this == TEXT ? text : text.strip());
        }

        private static Object character(String text) {
            if (text.length() != 1) {
                throw new IllegalArgumentException(text);
            }
            return text.charAt(0);
        }

        private static Object flag(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }

        @SuppressWarnings("deprecation") // BIGINTEGER and BIGDECIMAL are, but may be used
        static Kind of(AttributeDefinition attribute) {
            return switch (attribute.getType()) {
                case AttributeDefinition.LONG -> LONG;
                case AttributeDefinition.INTEGER -> INTEGER;
                case AttributeDefinition.SHORT -> SHORT;
                case AttributeDefinition.BYTE -> BYTE;
                case AttributeDefinition.CHARACTER -> CHARACTER;
                case AttributeDefinition.DOUBLE -> DOUBLE;
                case AttributeDefinition.FLOAT -> FLOAT;
                case AttributeDefinition.BOOLEAN -> FLAG;
                case AttributeDefinition.BIGINTEGER -> BIG_INTEGER;
                case AttributeDefinition.BIGDECIMAL -> BIG_DECIMAL;
                default -> TEXT;
            };
        }
    }
}
