package org.duban.ledger.internal.excel;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/** A query in words, for the people who get the file. */
final class QueryWords {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private QueryWords() {}

    static String of(LedgerQuery query, Names names, FormTypes formTypes, ZoneId zone) {
        List<String> words = new ArrayList<>();
        any(words, "类型", new TreeSet<>(query.formTypes()), names::formType);
        any(words, "环节", new TreeSet<>(query.stages()), Stage::zh);
        any(words, "状态", new TreeSet<>(query.standings()), Standing::zh);
        any(words, "进度", new TreeSet<>(query.progress()), Progress::zh);
        one(words, query.leadOnly() ? "牵头单位" : "承办单位", names.unit(query.unit()));
        one(words, "督查员", names.person(query.officer()));
        one(words, "督查小组", query.group() == 0 ? "" : "第" + query.group() + "组");
        one(words, "条线", query.line() == null ? "" : query.line() == Line.PARTY ? "党委" : "政府");
        one(words, "领导", names.person(query.leader()));
        one(words, "区域", names.area(query.area()));
        one(words, "收文", between(query.receivedFrom(), query.receivedTo()));
        one(words, "完成时限", between(query.dueFrom(), query.dueTo()));
        any(words, "灯", new TreeSet<>(query.lights()), code -> light(code, formTypes));
        new TreeMap<>(query.filters()).forEach((pointer, value) -> one(words, field(pointer, query, formTypes), value));
        if (query.asOf() != null) {
            words.add("灯和进度截至 " + TIME.format(query.asOf().atZone(zone)));
        }
        return words.isEmpty() ? "全部事项" : String.join("；", words);
    }

    private static <T> void any(List<String> words, String what, Collection<T> values, Function<T, String> name) {
        one(words, what, values.stream().map(name).collect(Collectors.joining("、")));
    }

    private static void one(List<String> words, String what, String value) {
        if (!value.isEmpty()) {
            words.add(what + "：" + value);
        }
    }

    private static String between(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from == null) {
            return to == null ? "" : to + " 以前";
        }
        return to == null ? from + " 以后" : from + " 至 " + to;
    }

    private static String light(String code, FormTypes formTypes) {
        return formTypes.all().stream()
                .flatMap(type -> type.lights().lights().stream())
                .filter(light -> light.code().equals(code))
                .map(light -> light.name())
                .findFirst()
                .orElse(code);
    }

    private static String field(String pointer, LedgerQuery query, FormTypes formTypes) {
        for (FormType type : formTypes.all()) {
            if (query.formTypes().isEmpty() || query.formTypes().contains(type.id())) {
                for (FormField field : formTypes.fields(type)) {
                    if (field.pointer().equals(pointer)) {
                        return field.title();
                    }
                }
            }
        }
        return pointer;
    }
}
