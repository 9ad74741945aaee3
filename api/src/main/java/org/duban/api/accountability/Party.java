package org.duban.api.accountability;

/** The two a case is about (双罚制). */
public enum Party {
    /** 责任单位. */
    UNIT("责任单位"),
    /** 督查员: the supervising officer in charge. */
    OFFICER("督查员");

    private final String zh;

    Party(String zh) {
        this.zh = zh;
    }

    /** The party in Chinese. */
    public String zh() {
        return zh;
    }
}
