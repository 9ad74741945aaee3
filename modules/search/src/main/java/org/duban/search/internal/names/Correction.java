package org.duban.search.internal.names;

import java.util.List;

/**
 * What somebody probably meant to type.
 *
 * @param text    the whole query, corrected
 * @param cost    how far it is from what was typed; 0 is the same text, 1 about one plain slip
 * @param changed the words that were put in, in the order of the text
 * @param reason  why, of the first changed word
 */
public record Correction(String text, double cost, List<String> changed, Reason reason) {
    /** How a word came to be mistyped. */
    public enum Reason {
        /** It sounds the same, or nearly. */
        SOUND("音近"),
        /** One character looks like another. */
        SHAPE("形近"),
        /** A character is missing, too many, or out of place. */
        LETTERS("漏字"),
        /** Pinyin or initials were typed instead of characters. */
        PINYIN("拼音");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The reason for people, in Chinese. */
        public String label() {
            return label;
        }
    }

    public Correction {
        changed = List.copyOf(changed);
    }
}
