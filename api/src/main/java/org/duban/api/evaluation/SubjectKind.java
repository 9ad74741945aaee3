package org.duban.api.evaluation;

/** Whose work is judged. */
public enum SubjectKind {
    /** 责任单位: by its obligations. */
    UNIT("责任单位"),
    /** 责任领导: the responsible leader an assignment names, by those obligations. */
    LEADER("责任领导"),
    /** 督查小组: by the matters it supervises. */
    GROUP("督查小组"),
    /** 督查员: by the matters he or she supervises. */
    OFFICER("督查员");

    private final String zh;

    SubjectKind(String zh) {
        this.zh = zh;
    }

    /** The kind in Chinese. */
    public String zh() {
        return zh;
    }
}
