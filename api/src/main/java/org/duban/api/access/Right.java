package org.duban.api.access;

/**
 * What a person may do beside the commands on a matter: evaluate, inspect, issue papers, keep dossiers. Rules of {@code access.json}
 * name a right like a command, by its {@link #id()}.
 */
public enum Right {
    // ---- 考核评价
    /** 考核结果. */
    READ_RESULTS("ReadResults", "查看考核结果"),
    /** 公示、公布的全部考核结果. */
    READ_RANKING("ReadRanking", "查看公示和公布的考核结果"),
    /** 督查室评价. */
    EVALUATE_OFFICE("EvaluateOffice", "代表督查室评价事项"),
    /** 分管领导评价. */
    EVALUATE_SUPERVISING("EvaluateSupervising", "以分管领导身份评价事项"),
    /** 主要领导评价. */
    EVALUATE_PRINCIPAL("EvaluatePrincipal", "以主要领导身份评价事项"),
    /** 认定虚报瞒报. */
    FIND_FALSE_REPORT("FindFalseReport", "认定虚报瞒报"),
    /** 启用考核办法. */
    ADOPT_RULES("AdoptRules", "启用考核办法"),
    /** 公示、公布考核结果. */
    PUBLISH_RESULTS("PublishResults", "公示、公布考核结果"),
    /** 对考核结果提出异议. */
    OBJECT_TO_RESULTS("ObjectToResults", "对考核结果提出异议"),
    /** 决定对考核结果的异议. */
    DECIDE_RESULT_OBJECTION("DecideResultObjection", "决定对考核结果的异议"),

    // ---- 问责
    /** 问责案件. */
    READ_ACCOUNTABILITY("ReadAccountability", "查看问责案件"),
    /** 问责建议. */
    RECOMMEND_ACCOUNTABILITY("RecommendAccountability", "提出问责建议"),
    /** 审批问责建议. */
    DECIDE_ACCOUNTABILITY("DecideAccountability", "审批问责建议"),
    /** 记录问责执行. */
    CARRY_OUT_ACCOUNTABILITY("CarryOutAccountability", "记录问责执行情况"),
    /** 问责归档. */
    CLOSE_ACCOUNTABILITY("CloseAccountability", "办理问责归档"),
    /** 对问责提出异议. */
    OBJECT_TO_ACCOUNTABILITY("ObjectToAccountability", "对问责提出异议"),
    /** 决定问责异议. */
    DECIDE_ACCOUNTABILITY_OBJECTION("DecideAccountabilityObjection", "决定问责异议"),

    // ---- 督查员考评
    /** 督查员考评. */
    READ_SCORECARDS("ReadScorecards", "查看督查员考评"),
    /** 评定督查员. */
    SCORE_OFFICERS("ScoreOfficers", "评定督查员"),
    /** 签署督查员考评. */
    SIGN_SCORECARDS("SignScorecards", "签署督查员考评"),
    /** 组织民主测评. */
    RUN_BALLOTS("RunBallots", "组织民主测评"),

    // ---- 减负
    /** 减负情况. */
    READ_BURDEN("ReadBurden", "查看减负情况"),

    // ---- 督查行动
    /** 督查行动. */
    READ_INSPECTIONS("ReadInspections", "查看督查行动"),
    /** 督查方案. */
    PLAN_INSPECTIONS("PlanInspections", "拟定、组织督查行动"),
    /** 审批. */
    APPROVE_INSPECTIONS("ApproveInspections", "审批督查方案"),
    /** 超出年度计划. */
    APPROVE_BEYOND_QUOTA("ApproveBeyondQuota", "批准超出年度督查计划的督查"),
    /** 年度督查计划. */
    SET_INSPECTION_QUOTAS("SetInspectionQuotas", "下达年度督查计划"),
    /** 检查记录、问题、成果. */
    RECORD_INSPECTIONS("RecordInspections", "记录督查情况"),
    /** 交办、核验整改. */
    HANDLE_FINDINGS("HandleFindings", "交办、核验督查问题的整改"),
    /** 反馈整改. */
    ANSWER_FINDINGS("AnswerFindings", "反馈督查问题的整改"),
    /** 对督查结论的异议. */
    OBJECT_TO_INSPECTIONS("ObjectToInspections", "对督查结论提出异议"),
    /** 异议决定. */
    DECIDE_INSPECTION_OBJECTIONS("DecideInspectionObjections", "决定对督查结论的异议"),

    // ---- 台账
    /** 台账导出. */
    EXPORT_LEDGER("ExportLedger", "导出台账"),
    /** 责任清单和留言导入. */
    IMPORT_MATTERS("ImportMatters", "导入责任清单和留言"),

    // ---- 公文
    /** 公文. */
    READ_PAPERS("ReadPapers", "查看公文"),
    /** 起草、修改公文. */
    DRAFT_PAPERS("DraftPapers", "起草公文"),
    /** 签发; never of what one wrote oneself. */
    SIGN_PAPERS("SignPapers", "签发公文"),
    /** 编号印发. */
    ISSUE_PAPERS("IssuePapers", "印发公文"),
    /** 撤回公文. */
    WITHDRAW_PAPERS("WithdrawPapers", "撤回公文"),

    // ---- 档案
    /** 档案. */
    READ_DOSSIERS("ReadDossiers", "查阅档案"),
    /** 补充归档. */
    SEAL_DOSSIERS("SealDossiers", "补充归档"),
    /** 导出档案. */
    EXPORT_DOSSIERS("ExportDossiers", "导出档案"),
    /** 接收档案. */
    IMPORT_DOSSIERS("ImportDossiers", "接收档案"),
    /** 鉴定、拟销毁. */
    PROPOSE_DESTRUCTION("ProposeDestruction", "提出销毁档案"),
    /** 审批销毁. */
    CONFIRM_DESTRUCTION("ConfirmDestruction", "批准销毁档案"),

    // ---- 文件
    /** 上传文件. */
    STORE_FILES("StoreFiles", "上传文件");

    private final String id;
    private final String zh;

    Right(String id, String zh) {
        this.id = id;
        this.zh = zh;
    }

    /** The name rules use, {@code ReadResults}. */
    public String id() {
        return id;
    }

    /** What is done, in Chinese, as it follows 不能. */
    public String zh() {
        return zh;
    }
}
