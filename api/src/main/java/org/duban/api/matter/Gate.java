package org.duban.api.matter;

/** The four gates (四个凡是) through which a matter comes under supervision (七里河区, 2015). */
public enum Gate {
    /** 凡是事关区域发展大局的重大事项. */
    MAJOR_MATTER,
    /** 凡是党委政府议定的重要事项. */
    MEETING_DECISION,
    /** 凡是主要领导作出的明确批示. */
    LEADER_INSTRUCTION,
    /** 凡是广大群众普遍关注的热点难点问题. */
    PUBLIC_CONCERN
}
