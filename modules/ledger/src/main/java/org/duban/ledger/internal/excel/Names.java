package org.duban.ledger.internal.excel;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.office.Area;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** Names for ids, as they are while one file is written: each is asked for once. An id nobody knows any more stands for itself. */
final class Names {

    private final Directory directory;
    private final FormTypes formTypes;
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> areas;

    Names(Directory directory, FormTypes formTypes) {
        this.directory = directory;
        this.formTypes = formTypes;
        this.areas = directory.areas().stream().collect(Collectors.toMap(Area::code, Area::name, (a, b) -> a));
    }

    String person(@Nullable String id) {
        return id == null
                ? ""
                : people.computeIfAbsent(
                        id, i -> directory.person(i).map(Person::name).orElse(i));
    }

    /** The short name. */
    String unit(@Nullable String id) {
        return id == null
                ? ""
                : units.computeIfAbsent(
                        id, i -> directory.unit(i).map(Unit::shortName).orElse(i));
    }

    String formType(String id) {
        return types.computeIfAbsent(
                id, i -> formTypes.find(i).map(FormType::nameZh).orElse(i));
    }

    String area(@Nullable String code) {
        return code == null ? "" : areas.getOrDefault(code, code);
    }
}
