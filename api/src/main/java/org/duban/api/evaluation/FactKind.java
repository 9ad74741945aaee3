package org.duban.api.evaluation;

/**
 * What can have happened to a matter that a rule gives or takes points for. Each is read off events; {@link Fact#n} means what stands
 * here.
 */
public enum FactKind {
    /** A unit finished, or finished a part, after the due date then in force; n: working days late that weren't counted before. */
    LATE("逾期办结", true),
    /** A unit finished before the due date; n: working days early. */
    EARLY("提前办结", true),
    /**
     * A unit hasn't finished and its due date has passed; n: working days late by the day asked for. No event says so: it stands on
     * the event that set the due date, and gives way to {@link #LATE} when the unit finishes.
     */
    OVERDUE("逾期未办结", true),
    /** Returned for rework; n: the how manieth return of this obligation. */
    RETURNED("退回重办", false),
    /** An extension was granted; n: the how manieth of this obligation. */
    EXTENDED("批准延期", false),
    /** The office urged; n: the how manieth time. */
    URGED("催办", false),
    /** Praised in a circular. */
    PRAISED("通报表扬", false),
    /** Criticised in a circular. */
    CRITICISED("通报批评", false),
    /** The leader was satisfied with the result presented. */
    ENDORSED("领导肯定", false),
    /** The leader wasn't satisfied and instructed again. */
    INSTRUCTED_AGAIN("领导再次批示", false),
    /** A look-back found that it had relapsed. */
    RELAPSED("回头看发现反弹", false),
    /** A later matter was registered as its recurrence. */
    RECURRED("同类问题重复发生", false),
    /** The office found a report to be false, and signed that. */
    FALSE_REPORT("虚报瞒报", false),
    /** A report of a cadence was not filed; stands on the event that obliged the unit. */
    REPORT_MISSING("缺报", false),
    /** A report of a cadence was filed late; stands on the event that obliged the unit. */
    REPORT_LATE("迟报", false),
    /** A numbered paper was issued that names the unit; {@link Fact#detail} is the name of its {@link org.duban.api.matter.PaperKind}. */
    PAPER("下发督查文书", false),
    /** The ladder drafted a paper; {@link Fact#detail} is the name of its {@link org.duban.api.form.Ladder.Action}. */
    ESCALATED("督办升级", false),
    /** The matter was evaluated; n: its score, rounded down. */
    SCORED("事项得分", false);

    private final String zh;
    private final boolean days;

    FactKind(String zh, boolean days) {
        this.zh = zh;
        this.days = days;
    }

    /** The fact in Chinese. */
    public String zh() {
        return zh;
    }

    /** Whether {@link Fact#n} counts working days. */
    public boolean days() {
        return days;
    }
}
