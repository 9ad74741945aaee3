package org.duban.search.internal.text;

/**
 * A piece of a text, in UTF-16 units.
 *
 * @param start index of its first unit
 * @param end index after its last
 */
public record Span(int start, int end) {

    public int length() {
        return end - start;
    }
}
