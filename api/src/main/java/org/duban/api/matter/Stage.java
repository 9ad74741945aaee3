package org.duban.api.matter;

/** The nine stages, in their order: 立项—审批—承办—反馈—核查—呈报—续办—通报—归档. */
public enum Stage {
    /** 立项: registered; the handling proposal is being written. */
    INITIATION("立项"),
    /** 审批: the office's leadership decides on the proposal. */
    APPROVAL("审批"),
    /** 承办: waiting for assignment, or with the units. */
    HANDLING("承办"),
    /** 反馈: the lead unit has reported completion (办结); not yet cleared. */
    FEEDBACK("反馈"),
    /** 核查: the office verifies; passing clears the matter (销号). */
    VERIFICATION("核查"),
    /** 呈报: cleared; to be presented to the leader, who is satisfied or instructs again. */
    SUBMISSION("呈报"),
    /** 续办: instructed again or relapsed; a new round of handling is to be assigned. Never entered by merely going on. */
    CONTINUATION("续办"),
    /** 通报: praise, criticism or none is to be decided. */
    CIRCULAR("通报"),
    /** 归档: only the archiving is left, or it is done. */
    ARCHIVING("归档");

    private final String zh;

    Stage(String zh) {
        this.zh = zh;
    }

    /** The stage's Chinese name. */
    public String zh() {
        return zh;
    }
}
