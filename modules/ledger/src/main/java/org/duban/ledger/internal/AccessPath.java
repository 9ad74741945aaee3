package org.duban.ledger.internal;

import java.util.List;

/**
 * A way into the ledger: the rows it leads to come in the order of receipt without being sorted.
 *
 * @param rank the lower, the fewer rows it is likely to lead to
 * @param from tables; {@code ledger} is {@code l}
 * @param where what holds for the rows it leads to; none: it leads to all
 * @param received column of the day of receipt, by which it is ordered
 * @param id column of the matter's id, by which it is ordered next
 */
record AccessPath(Rank rank, String from, List<Sql> where, String received, String id) {

    enum Rank {
        NAMED_UNIT,
        UNIT,
        PERSON,
        OFFICER,
        FIELD,
        STAGE,
        OPEN,
        FORM_TYPE,
        EVERYTHING;

        /** Whether to take this way even when its rows then have to be sorted: few are sorted sooner than many are passed over. */
        boolean worthSorting() {
            return compareTo(OFFICER) < 0;
        }
    }

    static final AccessPath EVERYTHING =
            new AccessPath(Rank.EVERYTHING, "ledger l", List.of(), "l.received_on", "l.id");

    /** Matters with an entry. */
    static AccessPath ofEntry(Rank rank, String attribute, String value) {
        return new AccessPath(
                rank,
                "ledger_entry e JOIN ledger l ON l.id = e.matter",
                List.of(Sql.of("e.attribute = ? AND e.value = ?", attribute, value)),
                "e.received_on",
                "e.matter");
    }

    /** Open matters. The 0 stands in the text because it does so in the partial index. */
    static final AccessPath OPEN =
            new AccessPath(Rank.OPEN, "ledger l", List.of(Sql.of("l.standing = 0")), "l.received_on", "l.id");

    /** Open matters at a stage. */
    static AccessPath ofOpenStage(int stage) {
        return new AccessPath(
                Rank.STAGE,
                "ledger l",
                List.of(Sql.of("l.standing = 0 AND l.stage = ?", stage)),
                "l.received_on",
                "l.id");
    }

    /** Matters in which a unit has or had an obligation. */
    static AccessPath ofUnitEver(String unit) {
        return ofUnit(Rank.UNIT, "v", unit, "");
    }

    /** Matters that a unit leads. */
    static AccessPath ofLeadUnit(String unit) {
        return ofUnit(Rank.UNIT, "v", unit, " AND v.lead = 1");
    }

    /** Matters in which the unit that the query names has an obligation of the current round, which is {@code u}. */
    static AccessPath ofNamedUnit(String unit) {
        return ofUnit(Rank.NAMED_UNIT, "u", unit, " AND u.obligation > 0");
    }

    private static AccessPath ofUnit(Rank rank, String alias, String unit, String condition) {
        return new AccessPath(
                rank,
                "ledger_unit " + alias + " JOIN ledger l ON l.id = " + alias + ".matter",
                List.of(Sql.of(alias + ".unit = ?" + condition, unit)),
                alias + ".received_on",
                alias + ".matter");
    }
}
