package org.duban.search.internal.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.duban.api.search.Facet;
import org.duban.spi.search.Condition;

/** What the names in a search box mean, here and today. Answers from memory; asked a few dozen times for a text. */
public interface Lookup {

    /** The day that 今天 means. */
    LocalDate today();

    /**
     * What is called so: by name, short name, pinyin, initials, id or code; a light also by its colour (红, 红灯).
     *
     * @param facet {@code FORM_TYPE}, {@code UNIT}, {@code LEAD_UNIT}, {@code OFFICER}, {@code LEADER}, {@code AREA} or {@code LIGHT}; the
     *     search box knows the others by itself
     * @param name as it was typed, without spaces around it; not empty
     * @return the likeliest first; empty when nothing is called so
     */
    List<Meaning> meanings(Facet facet, String name);

    /**
     * The lead's obligation shows one of these lights.
     *
     * @param codes codes that {@link #meanings} gave; not empty
     */
    Condition lit(Set<String> codes);

    /**
     * The form fields with this title that form types declare as filters.
     *
     * @return JSON pointers; empty when no such field has this title
     */
    Set<String> fields(String title);

    /**
     * The values a form field may have that are called so: a choice, a unit's or person's id, or the text itself where any text may stand.
     *
     * @param pointer one that {@link #fields} gave
     * @param value as it was typed, not empty
     * @return empty when the field can't have this value
     */
    List<Meaning> values(String pointer, String value);

    /**
     * What a name stands for.
     *
     * @param value what stands in the index: an id, a code, a text
     * @param label what people call it
     */
    record Meaning(String value, String label) {
        public Meaning {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(label, "label");
        }
    }
}
