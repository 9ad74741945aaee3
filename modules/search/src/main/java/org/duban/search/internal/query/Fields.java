package org.duban.search.internal.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.duban.api.search.Facet;
import org.duban.api.search.TextKind;
import org.duban.search.internal.query.Lookup.Meaning;
import org.duban.search.internal.query.Reading.Fact;
import org.duban.search.internal.text.Folding;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.AnyOf;
import org.duban.spi.search.Condition.Day;
import org.duban.spi.search.Condition.Days;
import org.duban.spi.search.Condition.Key;
import org.jspecify.annotations.Nullable;

/** The names that may stand before a colon, and what their values mean. */
final class Fields {

    /** The most years a value may stand for. */
    private static final int MOST_YEARS = 100;

    /** More values are counted, not shown. */
    private static final int MOST_LABELS = 6;

    /** What stands in the index for "none". */
    private static final Meaning NONE = new Meaning("", "无");

    private static final Set<String> NONE_TYPED = Set.of("无", "none");

    private static final Set<Facet> ALWAYS_SOME =
            Set.of(Facet.FORM_TYPE, Facet.STAGE, Facet.STANDING, Facet.LINE, Facet.YEAR, Facet.LIGHT);

    private static final Map<String, Field> BUILT_IN = new HashMap<>();

    static {
        name(new Field.Not(), "不含", "not");
        for (TextKind kind : TextKind.values()) {
            name(new Field.Text(kind), kind.zh(), kind.name());
        }
        for (Facet facet : Facet.values()) {
            name(new Field.Of(facet), facet.zh(), facet.name());
        }
        name(new Field.Of(Facet.FORM_TYPE), "事项类型", "type");
        name(new Field.Of(Facet.UNIT), "单位");
        name(new Field.Of(Facet.LEAD_UNIT), "牵头", "lead");
        name(new Field.Of(Facet.GROUP), "小组");
        name(new Field.Of(Facet.STANDING), "status");
        name(new Field.On(Day.RECEIVED, "收到"), "收到", "收到日期", "received");
        name(new Field.On(Day.DUE, "期限"), "期限", "到期", "完成时限", "due");
    }

    private Fields() {}

    private static void name(Field field, String... names) {
        for (String name : names) {
            BUILT_IN.put(key(name), field);
        }
    }

    /** What may stand before a colon. */
    sealed interface Field {
        /** 不含. */
        record Not() implements Field {}

        /** Texts of one kind. */
        record Text(TextKind kind) implements Field {}

        record Of(Facet facet) implements Field {}

        record On(Day day, String title) implements Field {}

        /** A field of forms. */
        record Form(String title, Set<String> pointers) implements Field {}
    }

    /** The field of that name; null when there is none. */
    static @Nullable Field named(String name, Lookup lookup) {
        String key = key(name);
        Field builtIn = BUILT_IN.get(key);
        if (builtIn != null || key.isEmpty()) {
            return builtIn;
        }
        Set<String> pointers = lookup.fields(name.strip());
        return pointers.isEmpty() ? null : new Field.Form(name.strip(), new TreeSet<>(pointers));
    }

    /** What people call a field. */
    static String title(Field field) {
        if (field instanceof Field.Of of) {
            return of.facet().zh();
        } else if (field instanceof Field.On on) {
            return on.title();
        } else if (field instanceof Field.Form form) {
            return form.title();
        }
        return field instanceof Field.Text text ? text.kind().zh() : "不含";
    }

    private static String key(String name) {
        return Folding.fold(name).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The fact that the values stand for.
     *
     * @param values as they were typed
     * @param unknown takes those that mean nothing here
     * @return null when none means anything
     */
    static @Nullable Fact fact(Field field, List<String> values, Lookup lookup, List<String> unknown) {
        if (field instanceof Field.On on) {
            return days(on, values, lookup.today(), unknown);
        } else if (field instanceof Field.Form form) {
            return formField(form, values, lookup, unknown);
        }
        Facet facet = ((Field.Of) field).facet();
        Map<String, String> labels = new LinkedHashMap<>();
        for (String value : values) {
            List<Meaning> meanings = meanings(facet, value, lookup);
            if (meanings.isEmpty()) {
                unknown.add(value);
            }
            meanings.forEach(meaning -> labels.putIfAbsent(meaning.value(), meaning.label()));
        }
        if (labels.isEmpty()) {
            return null;
        }
        Condition condition =
                facet == Facet.LIGHT ? lookup.lit(labels.keySet()) : new Key(facet.name(), labels.keySet());
        return new Fact(condition, facet.zh(), joined(labels.values()));
    }

    private static List<Meaning> meanings(Facet facet, String value, Lookup lookup) {
        List<Meaning> meanings = switch (facet) {
            case STAGE -> named(List.of(Stage.values()), Stage::zh, value);
            case STANDING -> named(List.of(Standing.values()), Standing::zh, value);
            case LINE -> named(List.of(Line.values()), line -> line == Line.PARTY ? "党委" : "政府", value);
            case GROUP -> group(value);
            case YEAR -> years(value, lookup.today());
            default -> lookup.meanings(facet, value);
        };
        return meanings.isEmpty() && !ALWAYS_SOME.contains(facet) && NONE_TYPED.contains(key(value))
                ? List.of(NONE)
                : meanings;
    }

    private static <E extends Enum<E>> List<Meaning> named(List<E> all, Function<E, String> zh, String value) {
        String key = key(value);
        return all.stream()
                .filter(one -> key.equals(Folding.fold(zh.apply(one)))
                        || ("已" + key).equals(Folding.fold(zh.apply(one)))
                        || key.equals(key(one.name())))
                .map(one -> new Meaning(one.name(), zh.apply(one)))
                .toList();
    }

    /** 3, 三组, 第三组, 第3小组. */
    private static List<Meaning> group(String value) {
        String number = key(value);
        number = number.startsWith("第") ? number.substring(1) : number;
        number = number.endsWith("组") ? number.substring(0, number.length() - 1) : number;
        number = number.endsWith("小") ? number.substring(0, number.length() - 1) : number;
        int chinese = number.length() == 1 ? "零一二三四五六七八九十".indexOf(number) : -1;
        if (chinese > 0) {
            number = Integer.toString(chinese);
        }
        boolean digits =
                !number.isEmpty() && number.length() < 4 && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && Integer.parseInt(number) > 0
                ? List.of(new Meaning(Integer.toString(Integer.parseInt(number)), Integer.parseInt(number) + "组"))
                : List.of();
    }

    private static List<Meaning> years(String value, LocalDate today) {
        DayRange range = DayRange.read(value, today);
        if (range == null || range.from() == null || range.to() == null) {
            return List.of();
        }
        int first = range.from().getYear();
        int last = range.to().getYear();
        boolean whole = range.from().getDayOfYear() == 1
                && range.to().plusDays(1).getDayOfYear() == 1
                && last - first < MOST_YEARS;
        List<Meaning> years = new ArrayList<>();
        for (int year = first; whole && year <= last; year++) {
            years.add(new Meaning(Integer.toString(year), Integer.toString(year)));
        }
        return years;
    }

    private static @Nullable Fact days(Field.On on, List<String> values, LocalDate today, List<String> unknown) {
        List<Condition> conditions = new ArrayList<>();
        Set<String> labels = new LinkedHashSet<>();
        for (String value : values) {
            DayRange range = DayRange.read(value, today);
            if (range == null) {
                unknown.add(value);
            } else {
                conditions.add(new Days(on.day(), range.fromEpochDay(), range.toEpochDay()));
                labels.add(range.label());
            }
        }
        return conditions.isEmpty() ? null : new Fact(anyOf(conditions), on.title(), joined(labels));
    }

    private static @Nullable Fact formField(Field.Form form, List<String> values, Lookup lookup, List<String> unknown) {
        Map<String, Set<String>> wanted = new TreeMap<>();
        Set<String> labels = new LinkedHashSet<>();
        for (String value : values) {
            boolean known = false;
            for (String pointer : form.pointers()) {
                List<Meaning> meanings = lookup.values(pointer, value);
                if (meanings.isEmpty() && NONE_TYPED.contains(key(value))) {
                    meanings = List.of(NONE);
                }
                for (Meaning meaning : meanings) {
                    known = true;
                    labels.add(meaning.label());
                    wanted.computeIfAbsent(pointer, p -> new LinkedHashSet<>()).add(meaning.value());
                }
            }
            if (!known) {
                unknown.add(value);
            }
        }
        List<Condition> keys = wanted.entrySet().stream()
                .map(entry -> (Condition) new Key(entry.getKey(), entry.getValue()))
                .toList();
        return keys.isEmpty() ? null : new Fact(anyOf(keys), form.title(), joined(labels));
    }

    private static Condition anyOf(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : new AnyOf(conditions);
    }

    private static String joined(Collection<String> labels) {
        String first = labels.stream().distinct().limit(MOST_LABELS).collect(Collectors.joining("、"));
        return labels.size() <= MOST_LABELS ? first : first + "等" + labels.size() + "个";
    }
}
