package org.duban.paper.internal.docx;

import java.util.Map;
import java.util.regex.Matcher;

/** A text with the placeholders of {@link Template}. */
public final class TextTemplate {

    private TextTemplate() {}

    /**
     * Fills it.
     *
     * @throws IllegalArgumentException when a section isn't closed
     */
    public static String fill(String text, Map<String, ?> tree) {
        StringBuilder filled = new StringBuilder();
        fill(text, new Scope(tree, null, 0), filled);
        return filled.toString();
    }

    private static void fill(String text, Scope scope, StringBuilder to) {
        Matcher found = Tag.PATTERN.matcher(text);
        int from = 0;
        while (found.find(from)) {
            to.append(text, from, found.start());
            Tag tag = Tag.of(found);
            from = found.end();
            if (tag.opens()) {
                int[] close = closing(text, from, tag);
                for (Scope inner : scope.within(tag)) {
                    fill(text.substring(from, close[0]), inner, to);
                }
                from = close[1];
            } else if (tag.kind() == Tag.Kind.VALUE) {
                to.append(scope.find(tag.path()).orElse(""));
            }
        }
        to.append(text.substring(from));
    }

    /** Where the closing placeholder begins and ends. */
    private static int[] closing(String text, int from, Tag open) {
        Matcher found = Tag.PATTERN.matcher(text);
        int depth = 1;
        for (int at = from; found.find(at); at = found.end()) {
            Tag tag = Tag.of(found);
            if (tag.name().equals(open.name())) {
                depth += tag.opens() ? 1 : tag.kind() == Tag.Kind.CLOSE ? -1 : 0;
                if (depth == 0) {
                    return new int[] {found.start(), found.end()};
                }
            }
        }
        throw new IllegalArgumentException(open.written() + " 没有结束");
    }
}
