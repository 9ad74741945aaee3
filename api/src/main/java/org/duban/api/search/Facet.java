package org.duban.api.search;

/** What results can be counted by, beside the fields a form type declares as filters. */
public enum Facet {
    FORM_TYPE("类型"),
    STAGE("阶段"),
    STANDING("状态"),
    /** Units with an obligation of the current round; a matter counts under each of them. */
    UNIT("责任单位"),
    LEAD_UNIT("牵头单位"),
    OFFICER("督查员"),
    GROUP("督查小组"),
    LINE("条线"),
    LEADER("领导"),
    AREA("区域"),
    /** Year of receipt. */
    YEAR("年度"),
    /** The light of the lead's obligation at the instant asked for. */
    LIGHT("时限");

    private final String zh;

    Facet(String zh) {
        this.zh = zh;
    }

    /** The facet in Chinese. */
    public String zh() {
        return zh;
    }
}
