package org.duban.paper.internal.docx;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A placeholder: {@code {{名称}}}, {@code {{#名称}}} (for each; or if there is one), {@code {{^名称}}} (if there is none), {@code {{/名称}}},
 * {@code {{@图}}}. Full-width braces, which Chinese input methods type, are as good.
 */
record Tag(Kind kind, String name, String written) {

    /** What is written between two pairs of braces. */
    static final Pattern PATTERN = Pattern.compile("[{｛]{2}\\s*([#＃^/／@＠]?)\\s*([^{}｛｝]*?)\\s*[}｝]{2}");

    /** Half a placeholder. */
    static final Pattern REST = Pattern.compile("[{｛]{2}|[}｝]{2}");

    enum Kind {
        VALUE,
        OPEN,
        INVERTED,
        CLOSE,
        CHART
    }

    static Tag of(Matcher found) {
        Kind kind = switch (found.group(1)) {
            case "#", "＃" -> Kind.OPEN;
            case "^" -> Kind.INVERTED;
            case "/", "／" -> Kind.CLOSE;
            case "@", "＠" -> Kind.CHART;
            default -> Kind.VALUE;
        };
        return new Tag(kind, found.group(2), found.group());
    }

    /** The placeholder a text consists of; empty when it is anything else. */
    static Optional<Tag> alone(String text) {
        Matcher found = PATTERN.matcher(text.strip());
        return found.matches() ? Optional.of(of(found)) : Optional.empty();
    }

    boolean opens() {
        return kind == Kind.OPEN || kind == Kind.INVERTED;
    }

    List<String> path() {
        return List.of(name.split("[.．]", -1));
    }
}
