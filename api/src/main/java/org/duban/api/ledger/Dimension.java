package org.duban.api.ledger;

/** What counts can be broken down by. */
public enum Dimension {
    FORM_TYPE,
    STAGE,
    STANDING,
    PROGRESS,
    LEAD_UNIT,
    OFFICER,
    GROUP,
    LINE,
    LEADER,
    LIGHT,
    /** Year of receipt. */
    YEAR,
    /** Year and month of receipt, {@code 2026-03}. */
    MONTH
}
