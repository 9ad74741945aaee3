package org.duban.search.internal.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Unit;
import org.duban.api.search.Facet;
import org.duban.search.internal.names.Name;
import org.duban.spi.directory.Directory;

/** What people call the values that are counted. For one call: what it asked the directory it keeps. */
final class Labels {

    private static final String NONE = "（无）";

    /** The directory is asked for so many names that the vocabulary doesn't have; the others are called by their ids. */
    private static final int MOST_ASKED = 200;

    private final Vocabulary vocabulary;
    private final Directory directory;
    private final FormTypes formTypes;
    private final Map<String, Light> lights;
    private final Map<Name.Kind, Map<String, String>> names = new HashMap<>();
    private int asked;

    Labels(Vocabulary vocabulary, Directory directory, FormTypes formTypes, Map<String, Light> lights) {
        this.vocabulary = vocabulary;
        this.directory = directory;
        this.formTypes = formTypes;
        this.lights = lights;
    }

    String of(Facet facet, String value) {
        if (value.isEmpty()) {
            return facet == Facet.AREA ? "全区" : NONE;
        }
        return switch (facet) {
            case FORM_TYPE -> formTypes.find(value).map(FormType::nameZh).orElse(value);
            case STAGE -> Stage.valueOf(value).zh();
            case STANDING -> Standing.valueOf(value).zh();
            case UNIT, LEAD_UNIT -> unit(value);
            case OFFICER, LEADER -> person(value);
            case GROUP -> "第" + value + "组";
            case LINE -> line(Line.valueOf(value));
            case AREA -> name(Name.Kind.PLACE, value);
            case YEAR -> value + "年";
            case LIGHT -> light(value);
        };
    }

    /** @param kinds what form types say the field holds */
    String ofField(Set<FormField.Kind> kinds, String value) {
        if (value.isEmpty()) {
            return NONE;
        }
        if (kinds.contains(FormField.Kind.UNIT) || kinds.contains(FormField.Kind.UNITS)) {
            return unit(value);
        }
        if (kinds.contains(FormField.Kind.PERSON)) {
            return person(value);
        }
        if (kinds.contains(FormField.Kind.FLAG)) {
            return value.equals("true") ? "是" : "否";
        }
        return value;
    }

    private static String line(Line line) {
        return switch (line) {
            case PARTY -> "党委";
            case GOVERNMENT -> "政府";
        };
    }

    private String light(String code) {
        Light light = lights.get(code);
        return light == null ? code : light.name();
    }

    String unit(String id) {
        String known = known(Name.Kind.UNIT).get(id);
        if (known != null) {
            return known;
        }
        return keep(Name.Kind.UNIT, id, ask() ? directory.unit(id).map(Unit::shortName) : Optional.empty());
    }

    String person(String id) {
        String known = known(Name.Kind.PERSON).get(id);
        if (known != null) {
            return known;
        }
        return keep(Name.Kind.PERSON, id, ask() ? directory.person(id).map(Person::name) : Optional.empty());
    }

    String name(Name.Kind kind, String id) {
        return known(kind).getOrDefault(id, id);
    }

    private boolean ask() {
        return asked++ < MOST_ASKED;
    }

    private String keep(Name.Kind kind, String id, Optional<String> label) {
        String found = label.filter(name -> !name.isBlank()).orElse(id);
        known(kind).put(id, found);
        return found;
    }

    private Map<String, String> known(Name.Kind kind) {
        return names.computeIfAbsent(kind, wanted -> {
            Map<String, String> known = new HashMap<>();
            for (Name name : vocabulary.names().names()) {
                if (name.kind() == wanted) {
                    known.putIfAbsent(name.id(), name.shortName().isBlank() ? name.name() : name.shortName());
                }
            }
            return known;
        });
    }
}
