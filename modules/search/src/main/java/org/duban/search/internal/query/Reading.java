package org.duban.search.internal.query;

import java.util.List;
import java.util.Objects;
import org.duban.api.search.TextKind;
import org.duban.spi.search.Condition;

/**
 * What a person typed, as it was read. All parts must hold.
 *
 * @param parts in the order typed
 * @param remarks what a person should know, in Chinese: that a name means nothing here, that the text was too long
 */
public record Reading(List<Part> parts, List<String> remarks) {

    public Reading {
        parts = List.copyOf(parts);
        remarks = List.copyOf(remarks);
    }

    /** One thing that is wanted. */
    public sealed interface Part {}

    /**
     * A word, or whatever stands between two spaces.
     *
     * @param text as it was typed; something in it can be searched for
     */
    public record Word(String text) implements Part {
        public Word {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * What stood in quotes: exactly that.
     *
     * @param text as it was typed; something in it can be searched for
     */
    public record Phrase(String text) implements Part {
        public Phrase {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A part to be found in texts of one kind. */
    public record In(TextKind kind, Part part) implements Part {
        public In {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(part, "part");
        }
    }

    /**
     * A fact about the matter.
     *
     * @param condition on keys or days
     * @param field what people call it: 牵头单位
     * @param value what it must be, for people: 住建局、执法局
     */
    public record Fact(Condition condition, String field, String value) implements Part {
        public Fact {
            Objects.requireNonNull(condition, "condition");
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(value, "value");
        }
    }

    /** At least one of them, two or more. */
    public record Either(List<Part> parts) implements Part {
        public Either {
            parts = List.copyOf(parts);
        }
    }

    /** Not this. */
    public record Without(Part part) implements Part {
        public Without {
            Objects.requireNonNull(part, "part");
        }
    }

    /** How it was understood, in Chinese: 包含“晏家坪”；不含“拆迁”；牵头单位：住建局. Empty when nothing is looked for. */
    public String understood() {
        return "";
    }
}
