package org.duban.api.matter;

/** How a verification is made (核查方式). */
public enum Method {
    /** 书面核查: at the desk. */
    DESK("书面"),
    /** 现场核查: on site. */
    ON_SITE("现场"),
    /** 暗访: unannounced. */
    UNANNOUNCED("暗访"),
    /** 抽样督查: sampled. */
    SAMPLED("抽样"),
    /** 联合督查: with other departments. */
    JOINT("联合"),
    /** 专项督查: special. */
    SPECIAL("专项");

    private final String zh;

    Method(String zh) {
        this.zh = zh;
    }

    /** The method in Chinese. */
    public String zh() {
        return zh;
    }
}
