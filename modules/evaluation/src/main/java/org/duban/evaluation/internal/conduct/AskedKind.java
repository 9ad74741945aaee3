package org.duban.evaluation.internal.conduct;

/** What the office asks of a unit by an event. */
public enum AskedKind {
    /** 交办: an obligation. */
    ASSIGNED,
    /** 退回重办. */
    REWORK,
    /** 核查: a check of what the unit does. */
    CHECKED,
    /** 催办. */
    REMINDED
}
