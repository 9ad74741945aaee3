package org.duban.api.notice;

/** Why somebody is told. */
public enum NoticeKind {
    /** 工作通知: something happened that this person has to act on or know of: assigned, returned, decided. */
    TASK("工作通知"),
    /** 时限变更: a due date has moved. */
    DUE_CHANGED("时限变更"),
    /** 时限提醒: a step of the ladder. */
    REMINDER("时限提醒"),
    /** 报送提醒: a periodic report is due or missing. */
    REPORT_OWED("报送提醒"),
    /** 催办: an officer urges. */
    URGE("催办"),
    /** 关注: a text that one of the person's watches looks for. */
    WATCH("关注"),
    /** 升级: a draft of the ladder waits for the office. */
    ESCALATION("升级"),
    /** 汇总: several notices in one message. */
    DIGEST("汇总"),
    /** 测试. */
    TEST("测试");

    private final String zh;

    NoticeKind(String zh) {
        this.zh = zh;
    }

    /** The kind in Chinese. */
    public String zh() {
        return zh;
    }
}
