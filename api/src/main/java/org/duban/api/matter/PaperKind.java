package org.duban.api.matter;

/** The office's numbered papers; each kind has its own series a year. */
public enum PaperKind {
    /** 任务分解. */
    BREAKDOWN("任务分解"),
    /** 督办通知. */
    SUPERVISION_NOTICE("督办通知"),
    /** 督查通报. */
    CIRCULAR("督查通报"),
    /** 督查报告. */
    REPORT("督查报告"),
    /** 专报. */
    SPECIAL_REPORT("专报"),
    /** 评价表. */
    EVALUATION("评价表"),
    /** 批示办理情况. */
    INSTRUCTION_STATUS("批示办理情况");

    private final String zh;

    PaperKind(String zh) {
        this.zh = zh;
    }

    /** The kind in Chinese. */
    public String zh() {
        return zh;
    }
}
