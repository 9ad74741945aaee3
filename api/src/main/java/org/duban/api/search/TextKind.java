package org.duban.api.search;

/** What a text about a matter is: where in its life it was written. */
public enum TextKind {
    /** 标题. */
    TITLE("标题"),
    /** 编号: numbers of the matter, its source document and its papers, as texts. */
    NUMBER("编号"),
    /** 来源: title of the source document. */
    SOURCE("来源"),
    /** 内容: the instruction, the message, the task, and the form's texts. */
    CONTENT("内容"),
    /** 拟办: the handling proposal. */
    PROPOSAL("拟办"),
    /** 审批: opinions on the proposal, refusals. */
    OPINION("审批"),
    /** 交办: requirements put to units. */
    ASSIGNMENT("交办"),
    /** 反馈: progress, difficulties, completion. */
    FEEDBACK("反馈"),
    /** 协调: disputes, extensions, suspensions, reminders, terminations, mergers, and their reasons. */
    COORDINATION("协调"),
    /** 核查: checks, clearance, return for rework, look-back. */
    VERIFICATION("核查"),
    /** 答复: the reply published. */
    REPLY("答复"),
    /** 呈报: reports to leaders, their comments and further instructions. */
    SUBMISSION("呈报"),
    /** 公文: circulars, numbered papers and drafts of the ladder. */
    PAPER("公文"),
    /** 异议: objections and what was decided. */
    OBJECTION("异议"),
    /** 附件: names of attached files. */
    ATTACHMENT("附件"),
    /** 归档: notes made when the dossier was sealed. */
    ARCHIVE("归档");

    private final String zh;

    TextKind(String zh) {
        this.zh = zh;
    }

    /** The kind in Chinese; also the name of its field in the search box. */
    public String zh() {
        return zh;
    }
}
