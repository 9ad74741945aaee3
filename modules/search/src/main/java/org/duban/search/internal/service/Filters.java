package org.duban.search.internal.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.search.Facet;
import org.duban.api.search.Search;
import org.duban.api.search.SearchQuery;
import org.duban.spi.search.Condition;
import org.duban.spi.search.Condition.Day;
import org.duban.spi.search.Condition.Key;

/** The conditions of a query beside its text. Pure. */
final class Filters {

    private Filters() {}

    /** @throws DubanException {@code INVALID_FIELD}: limit, light or form field */
    static void check(SearchQuery query, FormTypes formTypes, Set<String> lights) {
        checkLimit(query.limit(), 0);
        for (String code : new TreeSet<>(query.lights())) {
            if (!lights.contains(code)) {
                throw invalid("lights", code, String.join("、", lights), "没有这种灯", "No such light");
            }
        }
        Set<String> asked = new TreeSet<>(query.fields().keySet());
        asked.addAll(query.facetFields());
        if (asked.isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>();
        for (FormType type : versions(formTypes.all(), formTypes)) {
            known.addAll(type.filters());
        }
        for (String pointer : asked) {
            if (!known.contains(pointer)) {
                throw invalid(
                        query.fields().containsKey(pointer) ? "fields" : "facetFields",
                        pointer,
                        String.join("、", known),
                        "事项不能按此表单项筛选或统计",
                        "Not a filter of any form type");
            }
        }
    }

    /** Every version of these form types that is known. */
    static List<FormType> versions(Collection<FormType> newest, FormTypes formTypes) {
        List<FormType> all = new ArrayList<>();
        for (FormType type : newest) {
            for (int version = type.version(); version >= 1; version--) {
                formTypes.find(type.id(), version).ifPresent(all::add);
            }
        }
        return all;
    }

    static void checkLimit(int limit, int least) {
        if (limit < least || limit > Search.MAX_LIMIT) {
            throw invalid("limit", limit, least + " 到 " + Search.MAX_LIMIT, "条数不在范围内", "Limit out of range");
        }
    }

    static DubanException invalid(String field, Object value, String expected, String zh, String en) {
        return new DubanException(Problem.of(ErrorCode.INVALID_FIELD, field, value, expected, zh, en));
    }

    /** All but the lights. */
    static List<Condition> of(SearchQuery query) {
        List<Condition> filters = new ArrayList<>();
        key(filters, Facet.FORM_TYPE.name(), query.formTypes().stream());
        key(filters, Facet.STAGE.name(), query.stages().stream().map(Enum::name));
        key(filters, Facet.STANDING.name(), query.standings().stream().map(Enum::name));
        key(filters, Facet.UNIT.name(), query.units().stream());
        key(filters, Facet.LEAD_UNIT.name(), query.leadUnits().stream());
        key(filters, Facet.OFFICER.name(), query.officers().stream());
        key(filters, Facet.GROUP.name(), query.groups().stream().map(Object::toString));
        key(filters, Facet.LINE.name(), query.lines().stream().map(Enum::name));
        key(filters, Facet.LEADER.name(), query.leaders().stream());
        key(filters, Facet.AREA.name(), query.areas().stream());
        key(filters, Facet.YEAR.name(), query.years().stream().map(Object::toString));
        for (Map.Entry<String, Set<String>> field : new TreeMap<>(query.fields()).entrySet()) {
            key(filters, field.getKey(), field.getValue().stream());
        }
        if (query.receivedFrom() != null || query.receivedTo() != null) {
            filters.add(new Condition.Days(
                    Day.RECEIVED,
                    query.receivedFrom() == null
                            ? Long.MIN_VALUE
                            : query.receivedFrom().toEpochDay(),
                    query.receivedTo() == null
                            ? Long.MAX_VALUE
                            : query.receivedTo().toEpochDay()));
        }
        if (query.dueFrom() != null || query.dueTo() != null) {
            filters.add(new Condition.Days(
                    Day.DUE,
                    query.dueFrom() == null ? Long.MIN_VALUE : query.dueFrom().toEpochDay(),
                    query.dueTo() == null ? Long.MAX_VALUE : query.dueTo().toEpochDay()));
        }
        return filters;
    }

    private static void key(List<Condition> filters, String key, Stream<String> values) {
        Set<String> wanted = values.collect(Collectors.toSet());
        if (!wanted.isEmpty()) {
            filters.add(new Key(key, wanted));
        }
    }
}
