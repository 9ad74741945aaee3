package org.duban.search.internal.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.search.Facet;
import org.duban.search.internal.names.Name;
import org.duban.search.internal.query.Lookup;
import org.duban.search.internal.text.Folding;
import org.duban.spi.search.Condition;

/** What names mean by the vocabulary and the form types. For one call. */
final class Meanings implements Lookup {

    /** What people call the lights of these codes beside their names. */
    private static final Map<String, String> COLOURS =
            Map.of("red", "红", "orange", "橙", "yellow", "黄", "green", "绿", "blue", "蓝");

    private final Vocabulary vocabulary;
    private final FormTypes formTypes;
    private final Lights lights;
    private final LocalDate today;

    Meanings(Vocabulary vocabulary, FormTypes formTypes, Lights lights, LocalDate today) {
        this.vocabulary = vocabulary;
        this.formTypes = formTypes;
        this.lights = lights;
        this.today = today;
    }

    @Override
    public LocalDate today() {
        return today;
    }

    @Override
    public List<Meaning> meanings(Facet facet, String name) {
        return switch (facet) {
            case FORM_TYPE -> formTypes(name);
            case UNIT, LEAD_UNIT -> named(Name.Kind.UNIT, name);
            case OFFICER, LEADER -> named(Name.Kind.PERSON, name);
            case AREA -> named(Name.Kind.PLACE, name);
            case LIGHT -> lights(name);
            default -> List.of();
        };
    }

    private List<Meaning> formTypes(String name) {
        String wanted = Folding.fold(name);
        List<Meaning> whole = new ArrayList<>();
        List<Meaning> part = new ArrayList<>();
        for (FormType type : formTypes.all()) {
            Meaning meaning = new Meaning(type.id(), type.nameZh());
            String zh = Folding.fold(type.nameZh());
            if (zh.equals(wanted)
                    || Folding.fold(type.id()).equals(wanted)
                    || Folding.fold(type.nameEn()).equals(wanted)) {
                whole.add(meaning);
            } else if (zh.contains(wanted)) {
                part.add(meaning);
            }
        }
        return whole.isEmpty() ? part : whole;
    }

    private List<Meaning> named(Name.Kind kind, String name) {
        Map<String, Meaning> found = new LinkedHashMap<>();
        for (Name known : vocabulary.names().names()) {
            if (known.kind() == kind && known.id().equals(name)) {
                found.put(known.id(), meaning(known));
            }
        }
        Set<String> spellings = new LinkedHashSet<>(List.of(name));
        spellings.addAll(vocabulary.synonyms().of(name));
        for (String spelling : spellings) {
            for (Name known : vocabulary.names().find(spelling)) {
                if (known.kind() == kind) {
                    found.putIfAbsent(known.id(), meaning(known));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static Meaning meaning(Name name) {
        return new Meaning(name.id(), name.shortName().isBlank() ? name.name() : name.shortName());
    }

    private List<Meaning> lights(String name) {
        String wanted = Folding.fold(name);
        List<Meaning> found = new ArrayList<>();
        for (Light light : lights.all().values()) {
            String colour = COLOURS.getOrDefault(light.code(), light.code());
            if (List.of(Folding.fold(light.code()), Folding.fold(light.name())).contains(wanted)
                    || wanted.equals(colour)
                    || wanted.equals(colour + "灯")
                    || wanted.equals(colour + "色")) {
                found.add(new Meaning(light.code(), light.name()));
            }
        }
        return found;
    }

    @Override
    public Condition lit(Set<String> codes) {
        return lights.showing(codes);
    }

    @Override
    public Set<String> fields(String title) {
        String wanted = Folding.fold(title);
        Set<String> pointers = new LinkedHashSet<>();
        for (FormType type : formTypes.all()) {
            if (!type.filters().isEmpty()) {
                for (FormField field : formTypes.fields(type)) {
                    if (type.filters().contains(field.pointer())
                            && Folding.fold(field.title()).equals(wanted)) {
                        pointers.add(field.pointer());
                    }
                }
            }
        }
        return pointers;
    }

    @Override
    public List<Meaning> values(String pointer, String value) {
        List<Meaning> found = new ArrayList<>();
        for (FormField.Kind kind : kinds(pointer)) {
            switch (kind) {
                case UNIT, UNITS -> found.addAll(named(Name.Kind.UNIT, value));
                case PERSON -> found.addAll(named(Name.Kind.PERSON, value));
                case FLAG -> {
                    if (Set.of("是", "有", "true").contains(value)) {
                        found.add(new Meaning("true", "是"));
                    } else if (Set.of("否", "无", "false").contains(value)) {
                        found.add(new Meaning("false", "否"));
                    }
                }
                default -> found.add(new Meaning(value, value));
            }
        }
        return found.stream().distinct().toList();
    }

    /** What the form types say a filter holds. */
    Set<FormField.Kind> kinds(String pointer) {
        Set<FormField.Kind> kinds = new LinkedHashSet<>();
        for (FormType type : formTypes.all()) {
            if (type.filters().contains(pointer)) {
                for (FormField field : formTypes.fields(type)) {
                    if (field.pointer().equals(pointer)) {
                        kinds.add(field.kind());
                    }
                }
            }
        }
        return kinds;
    }
}
