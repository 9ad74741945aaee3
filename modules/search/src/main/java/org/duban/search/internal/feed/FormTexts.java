package org.duban.search.internal.feed;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.api.form.FormField;
import org.duban.api.form.FormField.Kind;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Draft;
import org.jspecify.annotations.Nullable;

/** What of a form is text, and what it can be filtered by. Pure. */
final class FormTexts {

    /** Ids, dates, numbers and flags are no texts; they are found by filters. */
    private static final Set<Kind> NO_TEXT = EnumSet.of(
            Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.FLAG, Kind.PERSON, Kind.UNIT, Kind.UNITS, Kind.ATTACHMENT);

    private static final Pattern INDEX = Pattern.compile("/[0-9]+(?=/|$)");

    private final FormTypes formTypes;

    FormTexts(FormTypes formTypes) {
        this.formTypes = formTypes;
    }

    /**
     * The texts and choices a form holds, in its order, each once; rich text without its tags.
     *
     * @param version version of the draft's form type. Of a version nobody knows everything is taken for text: better found than lost.
     */
    Set<String> of(Draft draft, int version) {
        Map<String, Kind> kinds =
                formTypes.find(draft.formType(), version).map(this::kinds).orElse(Map.of());
        Set<String> texts = new LinkedHashSet<>();
        formTypes.values(draft.form()).forEach((pointer, value) -> {
            Kind kind = kinds.get(field(pointer, kinds.keySet()));
            if (kind == Kind.RICH_TEXT) {
                texts.add(PlainText.of(value));
            } else if (kind == null || !NO_TEXT.contains(kind)) {
                texts.add(value);
            }
        });
        return texts;
    }

    /** The values of the form type's filters; the empty text stands for none. */
    Map<String, Set<String>> filters(Draft draft, int version) {
        List<String> filters =
                formTypes.find(draft.formType(), version).map(FormType::filters).orElse(List.of());
        if (filters.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = formTypes.values(draft.form());
        return filters.stream()
                .distinct()
                .collect(Collectors.toMap(filter -> filter, filter -> Set.of(values.getOrDefault(filter, ""))));
    }

    private Map<String, Kind> kinds(FormType type) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (FormField field : formTypes.fields(type)) {
            kinds.put(field.pointer(), field.kind());
        }
        return kinds;
    }

    /** Which of these fields a value belongs to: itself, the list it is an element of, the column of the table; null when none. */
    private static @Nullable String field(String pointer, Set<String> fields) {
        if (fields.contains(pointer)) {
            return pointer;
        }
        String column = INDEX.matcher(pointer).replaceAll("/*");
        if (fields.contains(column)) {
            return column;
        }
        String list = column.endsWith("/*") ? column.substring(0, column.length() - 2) : column;
        return fields.contains(list) ? list : null;
    }
}
