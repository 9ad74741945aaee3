package org.duban.api.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A stretch of a text with what was found in it marked. Begins and ends between words.
 *
 * @param pieces in order; neighbours differ in {@code found}
 */
public record Snippet(List<Piece> pieces) {

    public Snippet {
        pieces = List.copyOf(pieces);
    }

    /** A text in which nothing is marked. */
    public static Snippet plain(String text) {
        return new Snippet(text.isEmpty() ? List.of() : List.of(new Piece(text, false)));
    }

    /** The text without marks. */
    public String text() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** The text as HTML: what was found in {@code <mark>}, all else escaped, safe inside an element and inside a quoted attribute. */
    public String html() {
        StringBuilder html = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.found()) {
                html.append("<mark>");
            }
            escape(piece.text(), html);
            if (piece.found()) {
                html.append("</mark>");
            }
        }
        return html.toString();
    }

    private static void escape(String text, StringBuilder html) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }

    /**
     * A part of a snippet.
     *
     * @param text as it was written; not empty
     * @param found whether it is what was looked for
     */
    public record Piece(String text, boolean found) {
        public Piece {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("a piece has text");
            }
        }
    }
}
