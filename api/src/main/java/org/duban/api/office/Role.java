package org.duban.api.office;

/** What a person is in the supervision of matters. A person may have several roles. */
public enum Role {
    /** 督查室主任: heads the supervision office. */
    DIRECTOR("督查室主任", "director of the supervision office"),
    /** 督查室副主任. */
    DEPUTY_DIRECTOR("督查室副主任", "deputy director of the supervision office"),
    /** 督查员: an officer of one of the office's groups. */
    OFFICER("督查员", "supervision officer"),
    /** 主要领导: a principal leader of the party committee or the government. */
    PRINCIPAL_LEADER("主要领导", "principal leader"),
    /** 分管领导: the leader who supervises a field of work. */
    SUPERVISING_LEADER("分管领导", "supervising leader"),
    /** 包抓领导: the leader in charge of a project or a place. */
    LEADER_IN_CHARGE("包抓领导", "leader-in-charge"),
    /** 责任领导: the responsible leader in a responsible unit. */
    RESPONSIBLE_LEADER("责任领导", "responsible leader of a unit"),
    /** 承办人: the person who handles the matter in a responsible unit. */
    HANDLER("承办人", "handler in a unit"),
    /** 联动单位人员: of a partner (People's Congress, CPPCC, discipline inspection …), sees what it was brought in for. */
    PARTNER("督查联动单位人员", "partner"),
    /** The host itself: interfaces that register messages. */
    SYSTEM("系统", "the host system");

    private final String zh;
    private final String en;

    Role(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The role's Chinese name. */
    public String zh() {
        return zh;
    }

    /** The role's English name. */
    public String en() {
        return en;
    }
}
