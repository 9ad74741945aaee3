package org.duban.api.search;

import java.util.Objects;

/**
 * What somebody who is typing may want.
 *
 * @param kind what it is
 * @param text what to put into the search box
 * @param display what to show, with what was typed marked
 * @param id id of the unit, person, or matter; empty for a word
 */
public record Suggestion(Kind kind, String text, Snippet display, String id) {
    public Suggestion {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(display, "display");
        Objects.requireNonNull(id, "id");
    }

    /** What a suggestion is. */
    public enum Kind {
        /** A word that occurs in matters the actor may see. */
        WORD,
        /** A unit of the directory. */
        UNIT,
        /** A person of the directory. */
        PERSON,
        /** A place of the directory. */
        PLACE,
        /** A matter the actor may see, by title or number. */
        MATTER
    }
}
