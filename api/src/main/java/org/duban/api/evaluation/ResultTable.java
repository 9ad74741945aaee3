package org.duban.api.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of a period.
 *
 * @param period which
 * @param ruleSet {@link RuleSet#reference()} of the version in force on the period's last day (or today, when that is earlier), by which
 *     scores and points were put together
 * @param rows by kind, then rank, those not ranked last, then id
 */
public record ResultTable(ResultPeriod period, String ruleSet, List<ResultRow> rows) {

    public ResultTable {
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(ruleSet, "ruleSet");
        rows = List.copyOf(rows);
    }

    /** The row of a subject. */
    public Optional<ResultRow> of(Subject subject) {
        return rows.stream().filter(row -> row.subject().equals(subject)).findFirst();
    }

    /** The rows of a kind. */
    public List<ResultRow> of(SubjectKind kind) {
        return rows.stream().filter(row -> row.kind() == kind).toList();
    }

    /**
     * The table as one text: what its digest is over. A line for the period and the rule set, then one for each row: its components
     * in their order, separated by tabs; then one for each of its sums. Numbers in plain decimal notation as they stand.
     */
    public String canonical() {
        StringBuilder text = new StringBuilder();
        text.append(period).append('\t').append(ruleSet).append('\n');
        for (ResultRow row : rows) {
            line(
                    text,
                    row.kind().name(),
                    row.id(),
                    row.name(),
                    Long.toString(row.matters()),
                    row.mean().toPlainString(),
                    row.base().toPlainString(),
                    row.work().toPlainString(),
                    row.bonus().toPlainString(),
                    row.deduction().toPlainString(),
                    row.total().toPlainString(),
                    Boolean.toString(row.ranked()),
                    Integer.toString(row.rank()),
                    Integer.toString(row.loadClass()),
                    Integer.toString(row.classRank()),
                    row.grade());
            for (ResultRow.RuleSum sum : row.sums()) {
                line(
                        text,
                        "",
                        sum.rule(),
                        sum.name(),
                        Long.toString(sum.times()),
                        sum.given().toPlainString(),
                        sum.counted().toPlainString());
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String... values) {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t").append(values[i].replaceAll("[\\t\\n\\r]", " "));
        }
        text.append('\n');
    }

    /** SHA-256 of {@link #canonical()} in UTF-8, lower-case hex. */
    public String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(canonical().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
