package org.duban.dossier.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.calendar.DueDate;
import org.duban.api.form.FormField;
import org.duban.api.form.FormType;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Event;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Assignment.UnitRole;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Retention;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/** What each event of a matter says, in Chinese, for somebody who has nothing but the sealed text. */
final class EventTexts {

    private static final Map<Class<?>, String> CATEGORIES = new LinkedHashMap<>();
    private static final Map<Class<?>, BiConsumer<Event, Sheet>> WRITERS = new HashMap<>();

    static {
        on(Registered.class, "立项登记", (e, sheet) -> {
            sheet.row("编号", e.number());
            sheet.draft(e.draft(), e.formVersion());
            MatterId parent = e.parent();
            if (parent != null) {
                sheet.row(e.link() ? "分解自" : "拆分自", parent.value());
            }
        });
        on(Amended.class, "修改", (e, sheet) -> sheet.draft(e.draft(), 0));
        on(Proposed.class, "拟办意见", (e, sheet) -> {
            sheet.row("意见", e.proposal().opinion());
            e.proposal().assignments().forEach(a -> sheet.row(role(a), sheet.assignment(a)));
        });
        on(Submitted.class, "报批", (e, sheet) -> sheet.stage(e));
        on(Approved.class, "批准立项", (e, sheet) -> sheet.row("意见", e.opinion()).stage(e));
        on(SentBack.class, "退回修改", (e, sheet) -> sheet.row("意见", e.opinion()).stage(e));
        on(Declined.class, "不立项", (e, sheet) -> sheet.row("理由", e.reason()));
        on(Withdrawn.class, "撤回", (e, sheet) -> sheet.row("理由", e.reason()));
        on(
                Entrusted.class,
                "定人",
                (e, sheet) -> sheet.row("督查员", sheet.names.person(e.officer()))
                        .row("督查小组", "第" + e.group() + "组")
                        .row("方式", e.routed() ? "按岗位自动确定" : "指定"));
        on(Assigned.class, "交办", (e, sheet) -> {
            sheet.row("轮次", "第" + e.round() + "轮");
            e.obliged()
                    .forEach(o -> sheet.row(
                            "第" + o.number() + "项责任",
                            role(o.assignment()) + "：" + sheet.assignment(o.assignment()) + "；时限 " + due(o.due()) + "（"
                                    + o.basis() + "）"));
            sheet.stage(e);
        });
        on(Acknowledged.class, "签收", (e, sheet) -> sheet.obligation(e.obligation()));
        on(
                Delegated.class,
                "分办",
                (e, sheet) -> sheet.obligation(e.obligation()).row("承办人", sheet.names.person(e.handler())));
        on(
                Disputed.class,
                "异议退回",
                (e, sheet) -> sheet.obligation(e.obligation()).row("理由", e.reason()));
        on(
                DisputeDecided.class,
                "裁定异议退回",
                (e, sheet) -> sheet.obligation(e.obligation())
                        .row("裁定", e.upheld() ? "同意退回" : "维持交办")
                        .row("理由", e.reason()));
        on(ExtensionRequested.class, "申请延期", (e, sheet) -> {
            sheet.obligation(e.obligation())
                    .row("理由", e.reason())
                    .row("进展", e.progress())
                    .row("申请延至", e.newDate());
            Attachment document = e.document();
            if (document != null) {
                sheet.files("申请文件", List.of(document));
            }
        });
        on(ExtensionDecided.class, "审批延期", (e, sheet) -> {
            DueDate due = e.due();
            sheet.obligation(e.obligation())
                    .row("决定", e.granted() && due != null ? "同意延至 " + due(due) : "不同意")
                    .row("理由", e.reason());
        });
        on(Suspended.class, "中止", (e, sheet) -> {
            sheet.row("理由", e.reason()).row("依据", e.basis());
            e.stopped()
                    .forEach(s -> sheet.row(
                            "第" + s.obligation() + "项责任", "自 " + s.on() + " 停止计时，余 " + s.workingDaysLeft() + " 个工作日"));
        });
        on(Resumed.class, "恢复", (e, sheet) -> sheet.row("理由", e.reason()).dues(e.dues()));
        on(Reminded.class, "催办", (e, sheet) -> sheet.obligation(e.obligation()).row("内容", e.reason()));
        on(
                DueDatesRecounted.class,
                "按新日历重新计算时限",
                (e, sheet) ->
                        sheet.row("放假通知", e.notice()).row("缘由", e.reason()).dues(e.dues()));
        on(
                Escalated.class,
                "升级督办",
                (e, sheet) -> sheet.obligation(e.obligation())
                        .row("文稿", e.action().zh())
                        .row("逾期的时限", e.dueOn())
                        .row("标题", e.title())
                        .row("内容", e.text()));
        on(
                ProgressReported.class,
                "过程反馈",
                (e, sheet) -> sheet.obligation(e.obligation())
                        .row("进展", e.text())
                        .row("完成比例", e.percent() + "%")
                        .row("困难和问题", e.difficulties())
                        .row("报告期", e.period())
                        .files("附件", e.evidence()));
        on(
                Finished.class,
                "办结反馈",
                (e, sheet) -> sheet.obligation(e.obligation())
                        .row("办理结果", e.text())
                        .files("附件", e.evidence())
                        .stage(e));
        on(
                CompletedInPart.class,
                "阶段性办结",
                (e, sheet) -> sheet.obligation(e.obligation())
                        .row("已完成", e.done())
                        .row("未完成", e.remaining())
                        .row("新时限", due(e.due())));
        on(
                VerificationStarted.class,
                "开始核查",
                (e, sheet) -> sheet.row("方式", e.method().zh())
                        .row("人员", sheet.people(e.team()))
                        .stage(e));
        on(
                Checked.class,
                "核查记录",
                (e, sheet) -> sheet.row("方式", e.method().zh())
                        .row("地点", e.place())
                        .row("人员", sheet.people(e.participants()))
                        .row("情况", e.text())
                        .files("证据", e.evidence()));
        on(
                Cleared.class,
                "核查通过（销号）",
                (e, sheet) ->
                        sheet.row("核查结论", e.text()).files("证据", e.evidence()).stage(e));
        on(
                Returned.class,
                "退回重办",
                (e, sheet) -> sheet.row("理由", e.reason()).dues(e.obligations()).stage(e));
        on(ReplyPublished.class, "答复公开", (e, sheet) -> sheet.row("答复", e.text()).row("公开于", e.where()));
        on(
                Presented.class,
                "呈报",
                (e, sheet) -> sheet.row("呈报领导", sheet.names.person(e.leader())).row("报告", e.report()));
        on(
                Endorsed.class,
                "领导批示（满意）",
                (e, sheet) -> sheet.row("批示", e.comment()).stage(e));
        on(
                InstructedAgain.class,
                "再次批示",
                (e, sheet) -> sheet.row("批示", e.text()).row("时限", e.dueOn()).stage(e));
        on(
                CircularDecided.class,
                "通报决定",
                (e, sheet) -> sheet.row(
                                "决定",
                                switch (e.kind()) {
                                    case PRAISE -> "通报表扬";
                                    case CRITICISM -> "通报批评";
                                    case NONE -> "不通报";
                                })
                        .row("单位", sheet.units(e.units()))
                        .row("内容", e.text())
                        .stage(e));
        on(
                PaperIssued.class,
                "发文",
                (e, sheet) -> sheet.row("文种", e.kind().zh())
                        .row("文号", e.number())
                        .row("标题", e.title())
                        .row("发往", sheet.units(e.units()))
                        .row("正文", e.text()));
        on(
                Archived.class,
                "归档",
                (e, sheet) -> sheet.row("保管期限", retention(e.retention())).row("备注", e.note()));
        on(Merged.class, "并案", (e, sheet) -> sheet.row("并入", e.into().value()).row("理由", e.reason()));
        on(
                Absorbed.class,
                "并入他案",
                (e, sheet) -> sheet.row("并入的事项", e.from().value()).row("标题", e.title()));
        on(Split.class, "拆分", (e, sheet) -> sheet.row("拆分为", ids(e.into())).row("理由", e.reason()));
        on(BrokenDown.class, "分解", (e, sheet) -> sheet.row("分解为", ids(e.links())));
        on(Terminated.class, "终止", (e, sheet) -> sheet.row("理由", e.reason()).row("依据", e.basis()));
        on(
                BroughtIn.class,
                "联动",
                (e, sheet) ->
                        sheet.row("联动单位（人员）", sheet.names.person(e.partner())).row("理由", e.reason()));
        on(
                ObjectionRaised.class,
                "提出异议",
                (e, sheet) -> sheet.row("单位", sheet.names.unit(e.unit()))
                        .row("针对", "本事项第 " + e.version() + " 条记录")
                        .row("理由", e.reason())
                        .row("决定时限", due(e.decideBy())));
        on(
                ObjectionDecided.class,
                "异议决定",
                (e, sheet) -> sheet.row("第几项异议", e.number())
                        .row("决定", e.upheld() ? "异议成立" : "异议不成立")
                        .row("理由", e.reason()));
        on(
                LookedBack.class,
                "回头看",
                (e, sheet) -> sheet.row("情况", e.text())
                        .row("结论", e.relapsed() ? "问题反弹" : "没有反弹")
                        .files("证据", e.evidence()));
        on(Reopened.class, "重新办理", (e, sheet) -> sheet.row("理由", e.reason()).stage(e));
        // Java 17 has no switch over these that the compiler would check.
        events(MatterEvent.class).filter(type -> !WRITERS.containsKey(type)).forEach(type -> {
            throw new IllegalStateException("not said what a dossier tells of " + type.getSimpleName());
        });
    }

    /** What makes no title while there is something else. */
    private static final Set<String> SAYS_LITTLE = Set.of("责任", "轮次", "方式", "文种", "编号");

    private static final Pattern INDEX = Pattern.compile("/([0-9]+)(?=/|$)");

    private final Names names;
    private final FormTypes formTypes;

    EventTexts(Names names, FormTypes formTypes) {
        this.names = names;
        this.formTypes = formTypes;
    }

    /** A line of what an event says. */
    record Row(String label, String text) {}

    /**
     * What an event says.
     *
     * @param category what it is, 交办
     * @param title the first of what it says, one line of at most 60 characters
     * @param rows in order; those with nothing to say are left out
     * @param files it names
     */
    record Told(String category, String title, List<Row> rows, List<Attachment> files) {}

    /** @throws IllegalArgumentException for what isn't a matter's event */
    Told of(Recorded recorded) {
        Event event = recorded.event();
        BiConsumer<Event, Sheet> writer = WRITERS.get(event.getClass());
        String category = CATEGORIES.get(event.getClass());
        if (writer == null || category == null) {
            throw new IllegalArgumentException("not a matter's event: " + event.getClass());
        }
        Sheet sheet = new Sheet(names, formTypes);
        writer.accept(event, sheet);
        return new Told(
                category, title(category, event, sheet.rows), List.copyOf(sheet.rows), List.copyOf(sheet.files));
    }

    private static String title(String category, Event event, List<Row> rows) {
        String said = event instanceof Registered registered
                ? registered.draft().title()
                : rows.stream()
                        .filter(row -> !SAYS_LITTLE.contains(row.label()))
                        .findFirst()
                        .or(() -> rows.stream().findFirst())
                        .map(Row::text)
                        .orElse("");
        String line = said.isEmpty() ? category : category + "：" + said;
        return Texts.line(line, 60);
    }

    private static <E extends MatterEvent> void on(Class<E> type, String category, BiConsumer<E, Sheet> writer) {
        CATEGORIES.put(type, category);
        WRITERS.put(type, (event, sheet) -> writer.accept(type.cast(event), sheet));
    }

    private static Stream<Class<?>> events(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(EventTexts::events);
    }

    static String retention(Retention retention) {
        return switch (retention) {
            case Y -> "永久";
            case D30 -> "30年";
            case D10 -> "10年";
        };
    }

    static String line(Line line) {
        return line == Line.PARTY ? "党委" : "政府";
    }

    private static String gate(Gate gate) {
        return switch (gate) {
            case MAJOR_MATTER -> "事关区域发展大局的重大事项";
            case MEETING_DECISION -> "党委政府议定的重要事项";
            case LEADER_INSTRUCTION -> "主要领导作出的明确批示";
            case PUBLIC_CONCERN -> "群众普遍关注的热点难点问题";
        };
    }

    private static String role(Assignment assignment) {
        return assignment.role() == UnitRole.LEAD ? "牵头单位" : "协办单位";
    }

    private static String due(DueDate due) {
        return due.date() + (due.provisional() ? "（暂定）" : "");
    }

    private static String ids(List<MatterId> ids) {
        return ids.stream().map(MatterId::value).collect(Collectors.joining("、"));
    }

    /** What an event says, while it is being written. */
    private static final class Sheet {
        private final Names names;
        private final FormTypes formTypes;
        private final List<Row> rows = new ArrayList<>();
        private final List<Attachment> files = new ArrayList<>();

        Sheet(Names names, FormTypes formTypes) {
            this.names = names;
            this.formTypes = formTypes;
        }

        Sheet row(String label, @Nullable Object value) {
            String text = value == null ? "" : value.toString().strip();
            if (!text.isEmpty()) {
                rows.add(new Row(label, text));
            }
            return this;
        }

        Sheet obligation(int number) {
            return row("责任", "第" + number + "项");
        }

        Sheet stage(Move move) {
            return move.next() == null ? this : row("转入环节", move.next().zh());
        }

        Sheet dues(List<NewDue> dues) {
            dues.forEach(d -> row("第" + d.obligation() + "项责任", "时限 " + due(d.due())));
            return this;
        }

        Sheet files(String label, List<Attachment> attached) {
            files.addAll(attached);
            return row(label, attached.stream().map(Attachment::name).collect(Collectors.joining("、")));
        }

        String assignment(Assignment a) {
            return names.unit(a.unit())
                    + (a.leader() == null ? "" : "，责任领导 " + names.person(a.leader()))
                    + (a.requirement().isBlank() ? "" : "，要求：" + a.requirement())
                    + (a.dueOn() == null ? "" : "，明确时限 " + a.dueOn());
        }

        String people(List<String> ids) {
            return ids.stream().map(names::person).collect(Collectors.joining("、"));
        }

        String units(List<String> ids) {
            return ids.stream().map(names::unit).collect(Collectors.joining("、"));
        }

        /** @param version of the form type; 0 when it isn't known here: then fields are named by their pointers */
        void draft(Draft draft, int version) {
            Optional<FormType> type =
                    version == 0 ? formTypes.find(draft.formType()) : formTypes.find(draft.formType(), version);
            row("类型", type.map(FormType::nameZh).orElse(draft.formType()));
            row("标题", draft.title());
            row("内容", draft.content());
            row("条线", line(draft.line()));
            row("来源类别", gate(draft.gate()));
            row("任务来源", draft.source().title());
            row("来文字号", draft.source().number());
            row("来文日期", draft.source().date());
            LocalDate received = draft.receivedOn();
            row("收到日期", received);
            row("领导", names.person(draft.leader()));
            row("区域", draft.area());
            row("明确时限", draft.dueOn());
            MatterId earlier = draft.recurrenceOf();
            row("重复反映自", earlier == null ? null : earlier.value());
            row("密级", draft.secrecy());
            Map<String, String> titles = new HashMap<>();
            type.ifPresent(
                    known -> formTypes.fields(known).forEach((FormField f) -> titles.put(f.pointer(), f.title())));
            formTypes.values(draft.form()).forEach((pointer, value) -> row(label(pointer, titles), shown(value)));
        }

        private static String shown(String value) {
            return value.equals("true") ? "是" : value.equals("false") ? "否" : value;
        }

        private static String label(String pointer, Map<String, String> titles) {
            String title = titles.get(pointer);
            if (title != null) {
                return title;
            }
            String column = INDEX.matcher(pointer).replaceAll("/*");
            String inTable = titles.get(column);
            if (inTable != null) {
                return inTable;
            }
            return titles.getOrDefault(column.replaceFirst("/\\*$", ""), pointer.substring(1));
        }
    }
}
