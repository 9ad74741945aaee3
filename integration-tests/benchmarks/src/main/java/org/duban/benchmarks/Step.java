package org.duban.benchmarks;

import java.util.List;

/** The transitions of one matter's whole life, in order: the same for both peers. */
public enum Step {
    REGISTER,
    PROPOSE,
    SUBMIT,
    APPROVE,
    ASSIGN,
    ACKNOWLEDGE_LEAD,
    ACKNOWLEDGE_ASSIST,
    REPORT_PROGRESS,
    FINISH_ASSIST,
    FINISH_LEAD,
    START_VERIFICATION,
    PASS_VERIFICATION,
    PRESENT,
    ENDORSE,
    DECIDE_CIRCULAR,
    ARCHIVE;

    /** One life, from the first step to the last. */
    static final List<Step> LIFE = List.of(values());
}
