package org.duban.form.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypeFault;

/**
 * The form types of all sources at one moment. Immutable.
 *
 * @param versions id → version → form type; ids in alphabetical order, the newest version last
 * @param faults what could not be used, in the order of the sources
 */
record Catalog(Map<String, NavigableMap<Integer, FormType>> versions, List<FormTypeFault> faults) {

    static final Catalog EMPTY = new Catalog(Map.of(), List.of());

    /**
     * What one bundle, or whoever else brings form types, has.
     *
     * @param name what people call it
     * @param definitions file → form type
     * @param faults files that can't be used
     */
    record Source(String name, Map<String, FormType> definitions, List<FormTypeFault> faults) {}

    /** Puts sources together. Of two definitions of the same version the earlier source's is used and the other one refused. */
    static Catalog of(Collection<Source> sources) {
        Map<String, NavigableMap<Integer, FormType>> versions = new TreeMap<>();
        Map<FormType, String> origins = new HashMap<>();
        List<FormTypeFault> faults = new ArrayList<>();
        for (Source source : sources) {
            faults.addAll(source.faults());
            source.definitions().forEach((file, type) -> {
                FormType first = versions.computeIfAbsent(type.id(), id -> new TreeMap<>())
                        .putIfAbsent(type.version(), type);
                if (first == null) {
                    origins.put(type, source.name() + " " + file);
                } else if (!first.equals(type)) {
                    faults.add(new FormTypeFault(
                            source.name(),
                            file,
                            type.id() + " 第 " + type.version() + " 版已由 " + origins.get(first) + " 提供，内容不同；修改须用新的版本号"));
                }
            });
        }
        return new Catalog(versions, List.copyOf(faults));
    }

    List<FormType> newest() {
        return versions.values().stream()
                .map(ofOneId -> ofOneId.lastEntry().getValue())
                .toList();
    }

    Optional<FormType> newest(String id) {
        return Optional.ofNullable(versions.get(id))
                .map(ofOneId -> ofOneId.lastEntry().getValue());
    }

    Optional<FormType> version(String id, int version) {
        return Optional.ofNullable(versions.get(id)).map(ofOneId -> ofOneId.get(version));
    }
}
