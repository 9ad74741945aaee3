package org.duban.demo;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.Stage;

/** One matter's whole life, told for people from its events alone. */
final class Story {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(Desk.ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("M月d日").withZone(Desk.ZONE);

    private final Office office;
    private final List<Recorded> history;
    private final Map<Integer, String> units = new HashMap<>();
    private final Map<Stage, Instant> reached = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private Stage stage = Stage.INITIATION;

    private Story(Office office, List<Recorded> history) {
        this.office = office;
        this.history = history;
    }

    /** Of the archived matters that went through all nine stages in their order, the one most happened to; its history. */
    static Optional<List<Recorded>> ofAllStages(Journal journal) {
        Map<StreamId, List<Stage>> reached = new HashMap<>();
        Recorded longest = null;
        for (Recorded recorded : new Feed(journal)) {
            List<Stage> stages =
                    reached.computeIfAbsent(recorded.stream(), s -> new ArrayList<>(List.of(Stage.INITIATION)));
            if (recorded.event() instanceof Move move && move.next() != null && !stages.contains(move.next())) {
                stages.add(move.next());
            } else if (recorded.event() instanceof Archived
                    && stages.equals(List.of(Stage.values()))
                    && (longest == null || recorded.version() > longest.version())) {
                longest = recorded;
            }
        }
        return Optional.ofNullable(longest).map(last -> journal.read(last.stream()));
    }

    /** The number and title, when each stage was reached first, then every event. */
    static List<String> tell(Office office, List<Recorded> history) {
        return new Story(office, history).tell();
    }

    private List<String> tell() {
        Registered registered = (Registered) history.get(0).event();
        reached.put(Stage.INITIATION, history.get(0).at());
        for (Recorded recorded : history) {
            MatterEvent event = (MatterEvent) recorded.event();
            Stage next = event instanceof Move move && move.next() != null ? move.next() : stage;
            lines.add("%s  %s  %s  %s%s"
                    .formatted(
                            MINUTE.format(recorded.at()),
                            Screen.left(stage.zh(), 4),
                            Screen.left(office.called(recorded.actor()), 6),
                            what(event),
                            next == stage ? "" : " → " + next.zh()));
            stage = next;
            reached.putIfAbsent(next, recorded.at());
        }
        List<String> told = new ArrayList<>();
        told.add(registered.number() + "  " + registered.draft().title());
        told.add(reached.entrySet().stream()
                .map(e -> e.getKey().zh() + " " + DAY.format(e.getValue()))
                .collect(Collectors.joining(" → ")));
        told.addAll(lines);
        return told;
    }

    private String unit(int obligation) {
        return office.called(units.getOrDefault(obligation, "?"));
    }

    private static String due(DueDate due) {
        return due.date() + (due.provisional() ? "（暂定）" : "");
    }

    private String dues(List<NewDue> dues) {
        return dues.stream().map(d -> unit(d.obligation()) + " " + due(d.due())).collect(Collectors.joining("、"));
    }

    private String called(List<String> ids) {
        return ids.stream().map(office::called).collect(Collectors.joining("、"));
    }

    private String what(MatterEvent event) {
        if (event instanceof Registered e) {
            return "登记 " + e.number() + "，来源：" + e.draft().source().title();
        } else if (event instanceof Amended) {
            return "修改登记内容";
        } else if (event instanceof Proposed e) {
            return "拟办：" + e.proposal().opinion();
        } else if (event instanceof Submitted) {
            return "报批";
        } else if (event instanceof Approved e) {
            return "批准：" + e.opinion();
        } else if (event instanceof SentBack e) {
            return "退回修改：" + e.opinion();
        } else if (event instanceof Declined e) {
            return "不立项：" + e.reason();
        } else if (event instanceof Withdrawn e) {
            return "撤回：" + e.reason();
        } else if (event instanceof Entrusted e) {
            return "定人：" + office.called(e.officer()) + "（" + (e.group() == 0 ? "综合" : "第" + e.group() + "组") + "）"
                    + (e.routed() ? "，按“1+5X”分工自动确定" : "");
        } else if (event instanceof Assigned e) {
            e.obliged().forEach(o -> units.put(o.number(), o.assignment().unit()));
            return "交办（第" + e.round() + "轮）："
                    + e.obliged().stream()
                            .map(o -> unit(o.number()) + "，时限 " + due(o.due()) + "，" + o.basis())
                            .collect(Collectors.joining("；"));
        } else if (event instanceof Acknowledged e) {
            return unit(e.obligation()) + "签收";
        } else if (event instanceof Delegated e) {
            return unit(e.obligation()) + "分办：" + office.called(e.handler());
        } else if (event instanceof Disputed e) {
            return unit(e.obligation()) + "异议退回：" + e.reason();
        } else if (event instanceof DisputeDecided e) {
            return "裁定异议" + (e.upheld() ? "成立：" : "不成立：") + e.reason();
        } else if (event instanceof ExtensionRequested e) {
            return unit(e.obligation()) + "申请延期至 " + e.newDate() + "：" + e.reason();
        } else if (event instanceof ExtensionDecided e) {
            return e.due() == null ? "不同意延期：" + e.reason() : "同意延期至 " + due(e.due());
        } else if (event instanceof Suspended e) {
            return "中止：" + e.reason();
        } else if (event instanceof Resumed e) {
            return "恢复：" + dues(e.dues());
        } else if (event instanceof Reminded e) {
            return "催办" + unit(e.obligation()) + "：" + e.reason();
        } else if (event instanceof DueDatesRecounted e) {
            return "时限变更：" + e.reason();
        } else if (event instanceof Escalated e) {
            return unit(e.obligation()) + "逾期，" + e.action().zh() + "：" + e.title();
        } else if (event instanceof ProgressReported e) {
            return unit(e.obligation()) + "过程反馈 " + e.percent() + "%：" + e.text()
                    + (e.difficulties().isEmpty() ? "" : "；困难：" + e.difficulties());
        } else if (event instanceof CompletedInPart e) {
            return unit(e.obligation()) + "阶段性办结：" + e.done() + "；后续 " + e.remaining() + "，时限 " + due(e.due());
        } else if (event instanceof Finished e) {
            return unit(e.obligation()) + "办结：" + e.text();
        } else if (event instanceof VerificationStarted e) {
            return e.method().zh() + "核查：" + called(e.team());
        } else if (event instanceof Checked e) {
            return e.method().zh() + "核查 " + e.place() + "：" + e.text();
        } else if (event instanceof Cleared e) {
            return "销号：" + e.text();
        } else if (event instanceof Returned e) {
            return "退回重办：" + e.reason() + "；" + dues(e.obligations());
        } else if (event instanceof ReplyPublished e) {
            return "答复公开（" + e.where() + "）：" + e.text();
        } else if (event instanceof Presented e) {
            return "呈报" + office.called(e.leader()) + "：" + e.report();
        } else if (event instanceof Endorsed e) {
            return "领导：" + e.comment();
        } else if (event instanceof InstructedAgain e) {
            return "再次批示：" + e.text() + (e.dueOn() == null ? "" : "，时限 " + e.dueOn());
        } else if (event instanceof CircularDecided e) {
            return switch (e.kind()) {
                case NONE -> "不通报";
                case PRAISE -> "通报表扬" + called(e.units()) + "：" + e.text();
                case CRITICISM -> "通报批评" + called(e.units()) + "：" + e.text();
            };
        } else if (event instanceof PaperIssued e) {
            return e.kind().zh() + " " + e.number() + "：" + e.title();
        } else if (event instanceof Archived e) {
            return "归档，保管期限 " + e.retention() + "：" + e.note();
        } else if (event instanceof Merged e) {
            return "并案：" + e.reason();
        } else if (event instanceof Absorbed e) {
            return "并入：" + e.title();
        } else if (event instanceof Split e) {
            return "拆分为 " + e.into().size() + " 项：" + e.reason();
        } else if (event instanceof BrokenDown e) {
            return "分解为 " + e.links().size() + " 个环节";
        } else if (event instanceof Terminated e) {
            return "终止：" + e.reason() + "（" + e.basis() + "）";
        } else if (event instanceof BroughtIn e) {
            return "联动" + office.called(e.partner()) + "：" + e.reason();
        } else if (event instanceof ObjectionRaised e) {
            return office.called(e.unit()) + "提出异议：" + e.reason() + "，" + due(e.decideBy()) + " 前决定";
        } else if (event instanceof ObjectionDecided e) {
            return "异议" + (e.upheld() ? "成立：" : "不成立：") + e.reason();
        } else if (event instanceof LookedBack e) {
            return "回头看" + (e.relapsed() ? "（反弹）：" : "：") + e.text();
        } else if (event instanceof Reopened e) {
            return "重新办理：" + e.reason();
        }
        throw new IllegalArgumentException("an event without words: " + event);
    }
}
