package org.duban.api.inspection;

/** Where an inspection is. */
public enum InspectionStage {
    /** 拟定: planned, waits for approval. */
    PLANNED("拟定"),
    /** 批准: may be started. */
    APPROVED("批准"),
    /** 实施. */
    UNDER_WAY("实施"),
    /** 结论: concluded (条例 §16); what was carried over is still rectified. */
    CONCLUDED("结论"),
    /** 报告: reported to the leader. */
    REPORTED("报告"),
    /** 取消. */
    CANCELLED("取消");

    private final String zh;

    InspectionStage(String zh) {
        this.zh = zh;
    }

    /** The stage in Chinese. */
    public String zh() {
        return zh;
    }
}
