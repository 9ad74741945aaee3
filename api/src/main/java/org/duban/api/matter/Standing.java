package org.duban.api.matter;

/** Whether a matter goes on, and if not, how it ended. */
public enum Standing {
    /** 办理中. */
    OPEN("办理中"),
    /** 不立项: a recorded refusal, such as 阅知 only. */
    DECLINED("不立项"),
    /** 撤回: withdrawn before assignment by those who registered it. */
    WITHDRAWN("已撤回"),
    /** 并案: goes on within another matter. */
    MERGED("已并案"),
    /** 拆分: goes on as several matters. */
    SPLIT("已拆分"),
    /** 终止. */
    TERMINATED("已终止"),
    /** 归档: went the whole way. */
    ARCHIVED("已归档");

    private final String zh;

    Standing(String zh) {
        this.zh = zh;
    }

    /** The standing in Chinese. */
    public String zh() {
        return zh;
    }
}
