package org.duban.api.evaluation;

/** Who judges the quality of a matter, in this order (逐级评价). */
public enum Level {
    /** 督查室. */
    OFFICE("督查室评价"),
    /** 分管领导. */
    SUPERVISING_LEADER("分管领导评价"),
    /** 主要领导. */
    PRINCIPAL_LEADER("主要领导评价");

    private final String zh;

    Level(String zh) {
        this.zh = zh;
    }

    /** The level in Chinese. */
    public String zh() {
        return zh;
    }
}
