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
 * @param installed id → version → form type; ids in alphabetical order, the newest version last
 * @param archived id → version → form type: those that matters were registered with, installed or not
 * @param faults what could not be used, in the order of the sources
 */
record Catalog(
        Map<String, NavigableMap<Integer, FormType>> installed,
        Map<String, NavigableMap<Integer, FormType>> archived,
        List<FormTypeFault> faults) {

    static final Catalog EMPTY = new Catalog(Map.of(), Map.of(), List.of());

    /**
     * What one bundle, or whoever else brings form types, has.
     *
     * @param name what people call it
     * @param archive whether its form types are only for matters that have them already
     * @param definitions file → form type
     * @param faults files that can't be used
     */
    record Source(String name, boolean archive, Map<String, FormType> definitions, List<FormTypeFault> faults) {}

    /**
     * Puts sources together. Of two definitions of the same version the earlier source's is used and the other one refused; but the
     * archive is before everybody, because matters keep what they were registered with.
     */
    static Catalog of(Collection<Source> sources) {
        Shelf archived = new Shelf();
        Shelf installed = new Shelf();
        List<FormTypeFault> faults = new ArrayList<>();
        for (Source source : sources) {
            if (source.archive()) {
                source.definitions().forEach((file, type) -> archived.place(source, file, type));
            }
        }
        for (Source source : sources) {
            faults.addAll(source.faults());
            if (source.archive()) {
                source.definitions()
                        .forEach((file, type) -> archived.conflict(type)
                                .ifPresent(first -> faults.add(refused(source, file, type, first))));
                continue;
            }
            source.definitions().forEach((file, type) -> {
                Optional<String> archive = archived.conflict(type);
                FormType used = archive.isPresent()
                        ? archived.get(type.id(), type.version()).orElseThrow()
                        : type;
                installed.place(source, file, used);
                archive.or(() -> installed.conflict(type))
                        .ifPresent(first -> faults.add(refused(source, file, type, first)));
            });
        }
        return new Catalog(installed.types, archived.types, List.copyOf(faults));
    }

    private static FormTypeFault refused(Source source, String file, FormType type, String first) {
        return new FormTypeFault(
                source.name(), file, type.id() + " 第 " + type.version() + " 版已由 " + first + " 提供，内容不同；修改须用新的版本号");
    }

    /** Form types by id and version, each with who brought it first. */
    private static final class Shelf {
        private final Map<String, NavigableMap<Integer, FormType>> types = new TreeMap<>();
        private final Map<FormType, String> origins = new HashMap<>();

        void place(Source source, String file, FormType type) {
            NavigableMap<Integer, FormType> versions = types.computeIfAbsent(type.id(), id -> new TreeMap<>());
            if (versions.putIfAbsent(type.version(), type) == null) {
                origins.put(type, source.name() + " " + file);
            }
        }

        Optional<FormType> get(String id, int version) {
            return Optional.ofNullable(types.get(id)).map(versions -> versions.get(version));
        }

        /** Who brought the same version with other content. */
        Optional<String> conflict(FormType type) {
            return get(type.id(), type.version())
                    .filter(first -> !StrictJson.same(first.definition(), type.definition()))
                    .map(origins::get);
        }
    }

    List<FormType> newest() {
        return installed.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    Optional<FormType> newest(String id) {
        return Optional.ofNullable(installed.get(id))
                .map(versions -> versions.lastEntry().getValue());
    }

    Optional<FormType> version(String id, int version) {
        return version(installed, id, version).or(() -> version(archived, id, version));
    }

    private static Optional<FormType> version(
            Map<String, NavigableMap<Integer, FormType>> types, String id, int version) {
        return Optional.ofNullable(types.get(id)).map(versions -> versions.get(version));
    }
}
