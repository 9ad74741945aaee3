package org.duban.api.accountability;

/** What is done to somebody held to account, from the mildest on. */
public enum Measure {
    /** 通报批评. */
    CIRCULATED_CRITICISM("通报批评", "circulated criticism"),
    /** 约谈. */
    SUMMONS_TALK("约谈", "summons talk"),
    /** 诫勉. */
    ADMONITION("诫勉", "admonition"),
    /** 组织调整. */
    REASSIGNMENT("组织调整", "reassignment");

    private final String zh;
    private final String en;

    Measure(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The measure in Chinese. */
    public String zh() {
        return zh;
    }

    /** The measure in English. */
    public String en() {
        return en;
    }
}
