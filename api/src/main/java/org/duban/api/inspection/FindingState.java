package org.duban.api.inspection;

/** Where a finding is. */
public enum FindingState {
    /** 已记录: its unit doesn't know of it yet. */
    RECORDED("已记录"),
    /** 整改中: the unit knows it and has a deadline. */
    RECTIFYING("整改中"),
    /** 待核验: the unit has reported it rectified. */
    REPORTED("待核验"),
    /** 已整改: verified. */
    RECTIFIED("已整改"),
    /** 不予认定: turned out to be none, with a reason; counts no longer as found. */
    DISMISSED("不予认定");

    private final String zh;

    FindingState(String zh) {
        this.zh = zh;
    }

    /** The state in Chinese. */
    public String zh() {
        return zh;
    }
}
