package org.duban.api.burden;

/** What an office asks of a unit. */
public enum Asking {
    /** 交办: an obligation. */
    ASSIGNED("交办"),
    /** 退回重办. */
    REWORK("退回重办"),
    /** 核查: a check or visit in a matter the unit led then. */
    CHECKED("核查"),
    /** 催办: an officer urged. */
    REMINDED("催办"),
    /** 应报: a periodic report (日报、周报、月结) whose day fell into the period. */
    REPORT("定期报送"),
    /** 督查走访: an inspection's visit (督查行动). */
    VISITED("督查走访"),
    /** 问题整改: a finding of an inspection the unit was notified of, and each return of its rectification. */
    FINDING("问题整改"),
    /** 提醒: a message sent to one of the unit's people; counted beside the rest, not with it. */
    MESSAGE("通知提醒");

    private final String zh;

    Asking(String zh) {
        this.zh = zh;
    }

    /** It in Chinese. */
    public String zh() {
        return zh;
    }
}
