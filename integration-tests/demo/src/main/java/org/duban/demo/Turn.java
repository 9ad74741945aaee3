package org.duban.demo;

/** What can happen to a list item on its way beside the plain road; the scenario says to how many it does. */
enum Turn {
    /** Other units assist the lead. */
    ASSISTED(false),
    /** The proposal is sent back and written again. */
    SENT_BACK(false),
    /** The lead disputes the assignment; upheld, another unit leads. */
    DISPUTE_UPHELD(false),
    /** The lead disputes the assignment; rejected. */
    DISPUTE_REJECTED(false),
    /** More time, asked for in writing before expiry and granted. */
    EXTENSION(true),
    /** More time, asked for and refused. */
    EXTENSION_REFUSED(true),
    /** The clock is stopped for a while. */
    SUSPENSION(true),
    /** A part is completed, the rest gets a new date. */
    STAGED_COMPLETION(true),
    /** Verification finds faults: back for rework. */
    REWORK(true),
    /** The leader instructs again: a second round. */
    CONTINUATION(true),
    /** Overdue for some days: urged, and a supervision notice (督办通知) goes out. */
    LATE(true),
    /** Archived, found relapsed when looking back, handled again. */
    RELAPSE(true),
    /** Looked back at; all is well. */
    LOOK_BACK(false),
    /** The unit objects to the verification; somebody else decides that it stands. */
    OBJECTION_REJECTED(true),
    /** The unit objects to the verification; somebody else has it verified anew. */
    OBJECTION_UPHELD(true),
    /** An officer goes to the place. */
    CHECK(false),
    /** A check together with a partner, who records it. */
    JOINT_CHECK(false),
    /** A breakdown of tasks (任务分解) is issued. */
    BREAKDOWN_PAPER(false),
    /** A supervision report (督查报告) is issued. */
    REPORT_PAPER(false),
    /** A circular on progress (督查通报) is issued. */
    CIRCULAR_PAPER(false),
    /** The lead unit is praised in a circular. */
    PRAISE(false);

    private final boolean shapesRoad;

    Turn(boolean shapesRoad) {
        this.shapesRoad = shapesRoad;
    }

    /** Whether it changes dates or the order of stages; an item takes one such turn at most. */
    boolean shapesRoad() {
        return shapesRoad;
    }
}
