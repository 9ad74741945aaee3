package org.duban.inspection.internal;

import static org.duban.api.inspection.FindingState.RECORDED;
import static org.duban.api.inspection.FindingState.RECTIFIED;
import static org.duban.api.inspection.FindingState.RECTIFYING;
import static org.duban.api.inspection.InspectionStage.APPROVED;
import static org.duban.api.inspection.InspectionStage.CONCLUDED;
import static org.duban.api.inspection.InspectionStage.PLANNED;
import static org.duban.api.inspection.InspectionStage.UNDER_WAY;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.access.Right;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionCommand.OfFinding;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionStage;

/** The table of transitions: at which stages, on findings in which states, and by which right each command is possible. */
final class Transitions {

    /**
     * One line of the table.
     *
     * @param command simple name of the command
     * @param zh its Chinese name
     * @param right what the actor needs
     * @param stages where it is possible
     * @param states states of the finding it is about; empty when it is about none, or about one in any state
     */
    record Row(String command, String zh, Right right, Set<InspectionStage> stages, Set<FindingState> states) {}

    private static final Set<InspectionStage> BEFORE = EnumSet.of(PLANNED, APPROVED);
    private static final Set<InspectionStage> GOING_ON = EnumSet.of(UNDER_WAY);

    /** Findings that were carried over are rectified after the end too. */
    private static final Set<InspectionStage> FROM_START = EnumSet.of(UNDER_WAY, CONCLUDED, InspectionStage.REPORTED);

    private static final Map<String, Row> TABLE = new LinkedHashMap<>();

    static {
        Right plan = Right.PLAN_INSPECTIONS;
        Right approve = Right.APPROVE_INSPECTIONS;
        Right record = Right.RECORD_INSPECTIONS;
        Right handle = Right.HANDLE_FINDINGS;
        Right answer = Right.ANSWER_FINDINGS;
        row(RevisePlan.class, "修改督查方案", plan, BEFORE);
        row(ApprovePlan.class, "批准督查方案", approve, EnumSet.of(PLANNED));
        row(CancelInspection.class, "取消督查", plan, BEFORE);
        row(StartInspection.class, "开始督查", plan, EnumSet.of(APPROVED));
        row(ProlongInspection.class, "延长督查时间", approve, EnumSet.of(APPROVED, UNDER_WAY));
        row(JoinPartner.class, "邀请联合督查", plan, EnumSet.of(PLANNED, APPROVED, UNDER_WAY));
        row(DrawSample.class, "抽样", record, EnumSet.of(APPROVED, UNDER_WAY));
        row(RecordVisit.class, "记录检查", record, GOING_ON);
        row(RecordFinding.class, "记录问题", record, GOING_ON);
        row(LinkFinding.class, "关联事项", handle, FROM_START, RECORDED, RECTIFYING, FindingState.REPORTED, RECTIFIED);
        row(OpenMatter.class, "转为督办事项", handle, FROM_START, RECORDED, RECTIFYING, FindingState.REPORTED, RECTIFIED);
        row(NotifyFinding.class, "交办整改", handle, GOING_ON, RECORDED);
        row(RequestFindingExtension.class, "申请整改延期", answer, FROM_START, RECTIFYING);
        row(DecideFindingExtension.class, "审批整改延期", handle, FROM_START, RECTIFYING);
        row(ReportRectification.class, "反馈整改", answer, FROM_START, RECTIFYING);
        row(VerifyRectification.class, "核验整改", handle, FROM_START, FindingState.REPORTED);
        row(ReturnRectification.class, "退回整改", handle, FROM_START, FindingState.REPORTED);
        row(CarryOverFinding.class, "结转整改", handle, GOING_ON, RECTIFYING, FindingState.REPORTED);
        row(DismissFinding.class, "不予认定", handle, GOING_ON, RECORDED, RECTIFYING, FindingState.REPORTED);
        row(LookBackAtFinding.class, "回头看", handle, FROM_START, RECTIFIED);
        row(RecordResult.class, "记录成果", record, GOING_ON);
        row(WithdrawResult.class, "撤销成果", record, FROM_START);
        row(ConcludeInspection.class, "作出督查结论", plan, GOING_ON);
        row(ReportInspection.class, "报告督查情况", plan, EnumSet.of(CONCLUDED));
        row(RaiseInspectionObjection.class, "提出异议", Right.OBJECT_TO_INSPECTIONS, FROM_START);
        row(DecideInspectionObjection.class, "异议决定", Right.DECIDE_INSPECTION_OBJECTIONS, FROM_START);
        for (Class<?> command : InspectionCommand.class.getPermittedSubclasses()) {
            if (command.isRecord() && !TABLE.containsKey(command.getSimpleName())) {
                throw new IllegalStateException("no line in the table of transitions for " + command);
            }
        }
        for (Class<?> command : OfFinding.class.getPermittedSubclasses()) {
            if (!TABLE.containsKey(command.getSimpleName())) {
                throw new IllegalStateException("no line in the table of transitions for " + command);
            }
        }
    }

    private Transitions() {}

    private static void row(
            Class<? extends InspectionCommand> command,
            String zh,
            Right right,
            Set<InspectionStage> stages,
            FindingState... states) {
        String name = command.getSimpleName();
        TABLE.put(name, new Row(name, zh, right, Set.copyOf(stages), Set.of(states)));
    }

    /** The whole table, in the order of an inspection's life. */
    static List<Row> rows() {
        return List.copyOf(TABLE.values());
    }

    static Row of(InspectionCommand command) {
        return Objects.requireNonNull(TABLE.get(command.getClass().getSimpleName()), "no such command");
    }

    /** Why the command isn't possible where the inspection is; empty when it is. */
    static Optional<Problem> check(Row row, Inspection inspection) {
        if (row.stages().contains(inspection.stage())) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                ErrorCode.NOT_AT_THIS_STAGE,
                "stage",
                inspection.stage().zh(),
                row.stages().stream().sorted().map(InspectionStage::zh).collect(Collectors.joining("、")),
                "督查" + inspection.number() + "在" + inspection.stage().zh() + "阶段，不能" + row.zh(),
                row.command() + " is not possible at stage " + inspection.stage()));
    }

    /** Why the command isn't possible on this finding; empty when it is. */
    static Optional<Problem> check(Row row, InspectionFinding finding) {
        if (row.states().isEmpty() || row.states().contains(finding.state())) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                ErrorCode.NOT_NOW,
                "finding " + finding.number(),
                finding.state().zh(),
                row.states().stream().sorted().map(FindingState::zh).collect(Collectors.joining("、")),
                "第" + finding.number() + "个问题" + finding.state().zh() + "，不能" + row.zh(),
                row.command() + " is not possible: finding " + finding.number() + " is " + finding.state()));
    }
}
