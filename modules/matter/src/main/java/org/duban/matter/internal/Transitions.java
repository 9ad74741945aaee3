package org.duban.matter.internal;

import static org.duban.api.matter.Stage.*;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;

/** The table of transitions: at which stages and standings each command is possible, and where it leads. */
final class Transitions {

    /**
     * One line of the table.
     *
     * @param command simple name of the command
     * @param zh its Chinese name
     * @param stages where it is possible
     * @param standings with which standings
     * @param leadsTo where the matter is afterwards, for readers of the table; "—" when it stays
     */
    record Row(String command, String zh, Set<Stage> stages, Set<Standing> standings, String leadsTo) {}

    private static final Set<Stage> EVERYWHERE = EnumSet.allOf(Stage.class);
    private static final Set<Stage> BEFORE_ARCHIVING = EnumSet.complementOf(EnumSet.of(ARCHIVING));
    private static final Set<Stage> FROM_HANDLING = EnumSet.range(HANDLING, ARCHIVING);
    private static final Set<Standing> GOING_ON = EnumSet.of(Standing.OPEN);
    private static final Set<Standing> OBJECTIONABLE =
            EnumSet.of(Standing.OPEN, Standing.TERMINATED, Standing.ARCHIVED);

    private static final Map<String, Row> TABLE = new LinkedHashMap<>();

    static {
        open(Amend.class, "修改", EnumSet.of(INITIATION), "—");
        open(Propose.class, "拟办", EnumSet.of(INITIATION), "—");
        open(Submit.class, "报批", EnumSet.of(INITIATION), "审批（省略审批的类型：承办）");
        open(Approve.class, "批准立项", EnumSet.of(APPROVAL), "承办");
        open(SendBack.class, "退回修改", EnumSet.of(APPROVAL), "立项");
        open(Decline.class, "不立项", EnumSet.of(INITIATION, APPROVAL), "不立项");
        open(Withdraw.class, "撤回", EnumSet.of(INITIATION, APPROVAL, HANDLING), "已撤回");
        open(Entrust.class, "定人", BEFORE_ARCHIVING, "—");
        open(Assign.class, "交办", EnumSet.of(HANDLING, CONTINUATION), "承办");
        open(Acknowledge.class, "签收", EnumSet.of(HANDLING), "—");
        open(Delegate.class, "分办", EnumSet.of(HANDLING), "—");
        open(Dispute.class, "异议退回", EnumSet.of(HANDLING), "—");
        open(DecideDispute.class, "裁定异议退回", EnumSet.of(HANDLING), "—");
        open(RequestExtension.class, "申请延期", EnumSet.of(HANDLING), "—");
        open(DecideExtension.class, "审批延期", EnumSet.of(HANDLING), "—");
        open(Suspend.class, "中止", EnumSet.of(HANDLING), "—");
        open(Resume.class, "恢复", EnumSet.of(HANDLING), "—");
        open(Remind.class, "催办", EnumSet.of(HANDLING), "—");
        open(Recount.class, "按新日历重新计算时限", EnumSet.of(HANDLING), "—");
        open(Escalate.class, "升级督办", EnumSet.of(HANDLING), "—");
        open(ReportProgress.class, "过程反馈", EnumSet.of(HANDLING), "—");
        open(CompleteInPart.class, "阶段性办结", EnumSet.of(HANDLING), "—");
        open(Finish.class, "办结反馈", EnumSet.of(HANDLING), "反馈（牵头单位办结时）");
        open(StartVerification.class, "开始核查", EnumSet.of(FEEDBACK), "核查");
        open(RecordCheck.class, "核查记录", EnumSet.of(HANDLING, FEEDBACK, VERIFICATION), "—");
        open(PassVerification.class, "核查通过销号", EnumSet.of(VERIFICATION), "呈报（或其后未省略的环节）");
        open(ReturnForRework.class, "退回重办", EnumSet.of(FEEDBACK, VERIFICATION), "承办");
        open(PublishReply.class, "答复公开", EnumSet.of(FEEDBACK, VERIFICATION, SUBMISSION, CIRCULAR, ARCHIVING), "—");
        open(Present.class, "呈报", EnumSet.of(SUBMISSION), "—");
        open(Endorse.class, "领导满意", EnumSet.of(SUBMISSION), "通报（或归档）");
        open(InstructAgain.class, "再次批示", EnumSet.of(SUBMISSION), "续办");
        open(DecideCircular.class, "通报决定", EnumSet.of(CIRCULAR), "归档");
        open(Archive.class, "归档", EnumSet.of(ARCHIVING), "已归档");
        open(IssuePaper.class, "发文", FROM_HANDLING, "—");
        open(Merge.class, "并案", EnumSet.of(INITIATION, APPROVAL, HANDLING), "已并案");
        open(Split.class, "拆分", EnumSet.of(INITIATION, APPROVAL), "已拆分");
        open(BreakDown.class, "分解", EnumSet.of(INITIATION, APPROVAL, HANDLING), "—");
        open(Terminate.class, "终止", EnumSet.range(APPROVAL, CONTINUATION), "已终止");
        open(BringIn.class, "联动", EVERYWHERE, "—");
        row(RaiseObjection.class, "提出异议", EVERYWHERE, OBJECTIONABLE, "—");
        row(DecideObjection.class, "异议决定", EVERYWHERE, OBJECTIONABLE, "异议成立：核查、通报或续办");
        row(
                LookBack.class,
                "回头看",
                EnumSet.of(SUBMISSION, CIRCULAR, ARCHIVING),
                EnumSet.of(Standing.OPEN, Standing.ARCHIVED),
                "反弹：续办");
        for (Class<?> command : MatterCommand.class.getPermittedSubclasses()) {
            if (command != OfObligation.class && !TABLE.containsKey(command.getSimpleName())) {
                throw new IllegalStateException("no line in the table of transitions for " + command);
            }
        }
    }

    private Transitions() {}

    private static void open(Class<? extends MatterCommand> command, String zh, Set<Stage> stages, String leadsTo) {
        row(command, zh, stages, GOING_ON, leadsTo);
    }

    private static void row(
            Class<? extends MatterCommand> command,
            String zh,
            Set<Stage> stages,
            Set<Standing> standings,
            String leadsTo) {
        String name = command.getSimpleName();
        TABLE.put(name, new Row(name, zh, Set.copyOf(stages), Set.copyOf(standings), leadsTo));
    }

    /** The whole table, in the order of the stages. */
    static List<Row> rows() {
        return List.copyOf(TABLE.values());
    }

    /** The Chinese name of a command, or the name itself for what isn't one ({@code Read}, {@code Register}). */
    static String zh(String command) {
        Row row = TABLE.get(command);
        if (row != null) {
            return row.zh();
        }
        return switch (command) {
            case "Register" -> "立项登记";
            case "Read" -> "查看";
            default -> command;
        };
    }

    /** Why the command isn't possible where the matter is; empty when it is. */
    static Optional<Problem> check(String command, Matter matter) {
        Row row = TABLE.get(command);
        if (row == null) {
            throw new IllegalArgumentException("no such command: " + command);
        }
        if (!row.standings().contains(matter.standing())) {
            return Optional.of(Problem.of(
                    ErrorCode.NOT_AT_THIS_STAGE,
                    "standing",
                    matter.standing().zh(),
                    join(row.standings().stream().sorted().map(Standing::zh).toList()),
                    "事项" + matter.number() + matter.standing().zh() + "，不能" + row.zh(),
                    command + " is not possible: the matter is " + matter.standing()));
        }
        if (!row.stages().contains(matter.stage())) {
            return Optional.of(Problem.of(
                    ErrorCode.NOT_AT_THIS_STAGE,
                    "stage",
                    matter.stage().zh(),
                    join(row.stages().stream().sorted().map(Stage::zh).toList()),
                    "事项" + matter.number() + "在" + matter.stage().zh() + "环节，不能" + row.zh(),
                    command + " is not possible at stage " + matter.stage()));
        }
        return Optional.empty();
    }

    private static String join(List<String> names) {
        return String.join("、", names);
    }
}
