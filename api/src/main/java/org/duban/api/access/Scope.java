package org.duban.api.access;

/** How far a rule reaches: each is a condition between the actor and the matter, and all of a rule's scopes must hold. */
public enum Scope {
    /** 本条线: the matter's line is one of the actor's. */
    OWN_LINE("本条线的事项", "matters of the actor's own line"),
    /** 本组: the matter is with the actor's supervision group. */
    OWN_GROUP("本督查小组的事项", "matters of the actor's own group"),
    /** 本人督办: the actor is the supervising officer of the matter. */
    OWN_MATTER("本人督办的事项", "matters the actor supervises"),
    /** 本人登记: the actor registered the matter. */
    OWN_REGISTRATION("本人登记的事项", "matters the actor registered"),
    /** 本单位: the obligation the command is about is the actor's unit's; for commands about no obligation and for reading, one of the matter's obligations is. */
    OWN_UNIT("本单位承办的事项", "matters of the actor's own unit"),
    /** 本单位牵头: the lead obligation of the current round is the actor's unit's. */
    LEAD_UNIT("本单位牵头的事项", "matters the actor's own unit leads"),
    /** 本人批示: the actor is the leader who instructed, or to whom the matter was presented. */
    OWN_INSTRUCTION("本人批示或应呈报本人的事项", "matters the actor instructed"),
    /** 受邀联动: the actor, or the actor's unit, was brought in. */
    BROUGHT_IN("受邀参与的事项", "matters the actor was brought in for"),
    /** 回避: the actor took no part in the conclusion objected to (政府督查工作条例 §17). Never part of a visibility. */
    NOT_CONCLUDER("未参与原结论的人员（回避）", "people who took no part in the conclusion"),
    /** 拟办与审批分离: the actor did not submit the handling proposal. Never part of a visibility. */
    NOT_PROPOSER("拟办人以外的人员", "people other than the proposer");

    private final String zh;
    private final String en;

    Scope(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The scope in Chinese. */
    public String zh() {
        return zh;
    }

    /** The scope in English. */
    public String en() {
        return en;
    }
}
