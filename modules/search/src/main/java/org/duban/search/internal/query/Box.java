package org.duban.search.internal.query;

import java.util.List;

/** Reads what people type into the search box. Forgives everything: whatever isn't understood is plain text. */
public final class Box {

    private Box() {}

    /**
     * Reads a text, in time linear to its length.
     *
     * @param text anything; what goes beyond {@link org.duban.api.search.Search#MAX_TEXT} is left out
     * @param lookup what names mean
     */
    public static Reading read(String text, Lookup lookup) {
        return new Reading(text.isBlank() ? List.of() : List.of(new Reading.Word(text.strip())), List.of());
    }
}
