package org.duban.api.evaluation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * A number and what it was made of, down to the events.
 *
 * @param label what it is, 时效分
 * @param value the number; a sum, a product or a rounding of its parts as {@code formula} says
 * @param formula how it was made, in figures: {@code 100 × 0.3 + 82.14 × 0.7}; empty when it is given
 * @param parts what it was made of, in order
 * @param rule {@code district/1 R-03}; empty when no single rule gave it
 * @param matter the matter it belongs to; null when to several
 * @param event the event it stands on; null when there is no single one
 */
public record Derivation(
        String label,
        BigDecimal value,
        String formula,
        List<Derivation> parts,
        String rule,
        @Nullable MatterId matter,
        @Nullable EventRef event) {

    public Derivation {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(formula, "formula");
        parts = List.copyOf(parts);
        Objects.requireNonNull(rule, "rule");
    }

    /**
     * An event in the journal.
     *
     * @param stream its history
     * @param version its place there
     */
    public record EventRef(StreamId stream, long version) {
        public EventRef {
            Objects.requireNonNull(stream, "stream");
        }
    }

    /** The number as people write it: no zeros behind the point. */
    public String figure() {
        return figure(value);
    }

    /** A number as people write it: no zeros behind the point, a minus sign rather than a hyphen. */
    public static String figure(BigDecimal number) {
        String plain = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        return plain.replace('-', '−');
    }

    /** Everything in it as one Chinese text, a line for each number, indented by depth. */
    public String text() {
        StringBuilder text = new StringBuilder();
        write(text, 0);
        return text.toString();
    }

    private void write(StringBuilder text, int depth) {
        text.append("　".repeat(depth)).append(label).append("：").append(figure());
        if (!formula.isEmpty()) {
            text.append(" = ").append(formula);
        }
        if (!rule.isEmpty()) {
            text.append("（").append(rule).append("）");
        }
        text.append('\n');
        parts.forEach(part -> part.write(text, depth + 1));
    }
}
