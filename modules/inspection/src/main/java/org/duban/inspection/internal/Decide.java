package org.duban.inspection.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DeadlineRule;
import org.duban.api.calendar.DueDate;
import org.duban.api.inspection.FindingState;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.Inspection.Objection;
import org.duban.api.inspection.InspectionCommand;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionCommand.OfFinding;
import org.duban.api.inspection.InspectionEvent;
import org.duban.api.inspection.InspectionEvent.*;
import org.duban.api.inspection.InspectionFinding;
import org.duban.api.inspection.InspectionFinding.Extension;
import org.duban.api.inspection.InspectionGroup;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.InspectionQuota;
import org.duban.api.inspection.InspectionResult;
import org.duban.api.inspection.Sampling;
import org.duban.api.inspection.Visit;
import org.duban.api.journal.Series;
import org.duban.api.matter.MatterId;
import org.duban.inspection.internal.InspectionRules.Severity;
import org.jspecify.annotations.Nullable;

/**
 * The decision: a command becomes events, or is refused. Pure. The table of transitions and access were asked before, so that a finding the
 * command is about is there.
 */
final class Decide {

    /** Days to object, and days to decide an objection (政府督查工作条例 §17); calendar days, rolling forward. */
    static final int OBJECTION_DAYS = 30;

    /** Name of the series inspections take their numbers from. */
    static final String SERIES = "inspection";

    private static final int MAX_TITLE = 200;
    private static final int MAX_TEXT = 20_000;

    private final Inspection inspection;
    private final Context context;

    private Decide(Inspection inspection, Context context) {
        this.inspection = inspection;
        this.context = context;
    }

    // ---- the plan

    static InspectionPlanned plan(InspectionPlan plan, Context context) {
        check(plan, context);
        withinQuota(plan, plan.beyondQuota(), context);
        Series series =
                new Series(SERIES, plan.from().getYear(), context.rules().numbering());
        return new InspectionPlanned(series, "", plan, ends(plan, context));
    }

    private static DueDate ends(InspectionPlan plan, Context context) {
        LocalDate to = plan.to();
        return to != null
                ? DueDate.named(to, context.calendar())
                : context.calendar().addWorkingDays(plan.from().minusDays(1), plan.workingDays());
    }

    private static void check(InspectionPlan plan, Context context) {
        Checks checks = new Checks()
                .text("title", plan.title(), MAX_TITLE)
                .text("content", plan.content(), MAX_TEXT)
                .text("basis", plan.basis(), "督查依据，如：区政府第12次常务会议决定（政府督查工作条例第十一条）")
                .that(
                        context.rules().kinds().contains(plan.kind()),
                        Problem.invalid(
                                "kind",
                                plan.kind(),
                                String.join("、", context.rules().kinds()),
                                "没有这类督查"))
                .that(!plan.objects().isEmpty(), Problem.missing("objects", "一个以上督查对象（政府督查工作条例第十五条）"))
                .that(!plan.methods().isEmpty(), Problem.missing("methods", "一种以上督查方式"))
                .that(!plan.groups().isEmpty(), Problem.missing("groups", "一个以上督查组"));
        LocalDate to = plan.to();
        if (to == null) {
            checks.that(
                    plan.workingDays() >= 1, Problem.invalid("workingDays", plan.workingDays(), "1 个工作日以上", "督查时限不对"));
        } else {
            checks.that(
                            plan.workingDays() == 0,
                            Problem.invalid("workingDays", plan.workingDays(), "0", "截止日期和工作日数只能有一个"))
                    .that(!to.isBefore(plan.from()), Problem.invalid("to", to, "不早于 " + plan.from(), "结束早于开始"));
        }
        units("objects", plan.objects(), context, checks);
        Set<String> people = new HashSet<>();
        for (InspectionGroup group : plan.groups()) {
            checks.text("groups.name", group.name(), MAX_TITLE);
            for (String person : group.people()) {
                checks.that(
                                context.directory().person(person).isPresent(),
                                Problem.of(
                                        ErrorCode.PERSON_UNKNOWN,
                                        "groups",
                                        person,
                                        "通讯录中的人员",
                                        "通讯录中没有此人",
                                        "The directory has no such person"))
                        .that(people.add(person), Problem.invalid("groups", person, "每人只在一个组", "同一人在两个督查组"));
                context.directory()
                        .person(person)
                        .map(p -> p.unit())
                        .filter(plan.objects()::contains)
                        .ifPresent(unit -> checks.that(
                                false, Problem.invalid("groups", person, "督查对象以外的人员（回避）", "督查组人员是督查对象的人员")));
            }
        }
        plan.partners().forEach(partner -> partner(partner, plan, context, checks));
        checks.done();
    }

    private static void units(String field, List<String> units, Context context, Checks checks) {
        Set<String> seen = new HashSet<>();
        for (String unit : units) {
            checks.that(
                            context.directory().unit(unit).isPresent(),
                            Problem.of(
                                    ErrorCode.UNIT_UNKNOWN,
                                    field,
                                    unit,
                                    "通讯录中的单位",
                                    "通讯录中没有这个单位",
                                    "The directory has no such unit"))
                    .that(seen.add(unit), Problem.invalid(field, unit, "各不相同", "单位重复"));
        }
    }

    private static void partner(String partner, InspectionPlan plan, Context context, Checks checks) {
        boolean known = context.directory().unit(partner).isPresent()
                || context.directory().person(partner).isPresent();
        checks.that(known, Problem.invalid("partner", partner, "通讯录中的单位或人员", "通讯录中没有这个联合督查部门"));
        String unit = context.directory().person(partner).map(p -> p.unit()).orElse(partner);
        checks.that(!plan.objects().contains(unit), Problem.invalid("partner", partner, "督查对象以外的单位", "督查对象不能参加对自己的督查"));
    }

    /** 条例 §15: how often is strictly controlled; beyond the year's plan there must be a reason. */
    private static void withinQuota(InspectionPlan plan, String reason, Context context) {
        if (reason.isBlank()) {
            context.quota().exceeded(plan.kind(), plan.objects()).ifPresent(use -> refuse(exceeded(plan, use)));
        }
    }

    private static Problem exceeded(InspectionPlan plan, InspectionQuota.Use use) {
        InspectionQuota quota = use.quota();
        String unit = quota.unit();
        String kind = quota.kind();
        String what = (unit == null ? "全区" : "督查对象 " + unit) + (kind == null ? "各类督查" : kind);
        return Problem.of(
                ErrorCode.NOT_NOW,
                "beyondQuota",
                "",
                "超出年度督查计划的理由（政府督查工作条例第十五条：严格控制督查频次）",
                plan.from().getYear() + "年度督查计划：" + what + quota.most() + "次，已批准" + use.taken() + "次",
                "The year's quota of " + quota.most() + " is used up");
    }

    // ---- commands

    /**
     * Decides a command. {@link LinkFinding} and {@link OpenMatter} are decided once the matter is there: {@code matter} is it.
     *
     * @throws DubanException the refusal
     */
    static List<InspectionEvent> on(
            Inspection inspection, InspectionCommand command, @Nullable MatterId matter, Context context) {
        Decide decide = new Decide(inspection, context);
        if (command instanceof OfFinding about) {
            InspectionFinding finding = inspection
                    .finding(about.finding())
                    .orElseThrow(() -> new IllegalStateException("looked for before: " + about));
            return List.of(decide.ofFinding(about, finding, matter));
        }
        return List.of(decide.ofWhole(command));
    }

    private InspectionEvent ofWhole(InspectionCommand command) {
        if (command instanceof RevisePlan c) {
            return revise(c);
        } else if (command instanceof ApprovePlan c) {
            return approve(c);
        } else if (command instanceof CancelInspection c) {
            return new InspectionCancelled(text("reason", c.reason()));
        } else if (command instanceof StartInspection) {
            return new InspectionStarted(!inspection.plan().unannounced());
        } else if (command instanceof ProlongInspection c) {
            return prolong(c);
        } else if (command instanceof JoinPartner c) {
            return join(c);
        } else if (command instanceof DrawSample c) {
            return draw(c);
        } else if (command instanceof RecordVisit c) {
            return visit(c.visit());
        } else if (command instanceof RecordFinding c) {
            return found(c);
        } else if (command instanceof RecordResult c) {
            return result(c.result());
        } else if (command instanceof WithdrawResult c) {
            return withdraw(c);
        } else if (command instanceof ConcludeInspection c) {
            return conclude(c);
        } else if (command instanceof ReportInspection c) {
            return report(c);
        } else if (command instanceof RaiseInspectionObjection c) {
            return object(c);
        } else if (command instanceof DecideInspectionObjection c) {
            return decideObjection(c);
        }
        throw new IllegalStateException("a command without a decision: " + command);
    }

    private InspectionEvent revise(RevisePlan c) {
        InspectionPlan plan = c.plan();
        check(plan, context);
        if (plan.from().getYear() != inspection.year()
                || plan.line() != inspection.plan().line()) {
            refuse(Problem.invalid(
                    "plan",
                    plan.from() + " " + plan.line(),
                    inspection.year() + "年，" + inspection.plan().line(),
                    "年度和条线随编号固定，要改请取消后重新拟定"));
        }
        withinQuota(plan, plan.beyondQuota(), context);
        return new InspectionRevised(plan, ends(plan, context));
    }

    private InspectionEvent approve(ApprovePlan c) {
        new Checks().text("opinion", c.opinion(), MAX_TEXT).done();
        if (context.actor().id().equals(inspection.planner())) {
            refuse(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "ApprovePlan",
                    context.actor().id(),
                    "拟定人以外有审批权的人员",
                    "督查方案由他人审批，拟定人不能自批",
                    "Whoever wrote the plan doesn't approve it"));
        }
        Optional<InspectionQuota.Use> exceeded = context.quota()
                .exceeded(inspection.plan().kind(), inspection.plan().objects());
        if (exceeded.isPresent() && !context.mayExceed()) {
            refuse(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "beyondQuota",
                    context.actor().id(),
                    "由有权批准超出年度计划的领导批准",
                    exceeded(inspection.plan(), exceeded.get()).messageZh() + "，超出的由领导批准",
                    "Beyond the year's quota a leader approves"));
        }
        withinQuota(inspection.plan(), c.beyondQuota(), context);
        return new InspectionApproved(c.opinion(), exceeded.isPresent() ? c.beyondQuota() : "");
    }

    private InspectionEvent prolong(ProlongInspection c) {
        new Checks()
                .text("reason", c.reason(), MAX_TEXT)
                .that(
                        c.to().isAfter(inspection.ends().date()),
                        Problem.invalid("to", c.to(), "晚于 " + inspection.ends().date(), "不是延长"))
                .done();
        return new InspectionProlonged(DueDate.named(c.to(), context.calendar()), c.reason());
    }

    private InspectionEvent join(JoinPartner c) {
        Checks checks = new Checks()
                .text("reason", c.reason(), MAX_TEXT)
                .that(
                        !inspection.plan().partners().contains(c.partner()),
                        Problem.invalid("partner", c.partner(), "尚未参加的部门", "已经参加联合督查"));
        partner(c.partner(), inspection.plan(), context, checks);
        checks.done();
        return new InspectionPartnerJoined(c.partner(), c.reason());
    }

    private InspectionEvent draw(DrawSample c) {
        Checks checks = new Checks();
        if (!inspection.draws().isEmpty()) {
            checks.text("reason", c.reason(), "再次抽样的理由");
        }
        String given = c.seed();
        if (given == null) {
            checks.that(c.seedOrigin().isBlank(), Problem.invalid("seedOrigin", c.seedOrigin(), "空文本", "没有给出种子，不能有来源"));
        } else {
            checks.text("seedOrigin", c.seedOrigin(), "种子的来源，如：2026-03-05福彩开奖号码");
        }
        checks.done();
        String seed = given == null ? context.chance() : given;
        List<String> drawn = Sampling.draw(seed, c.frame(), c.size(), c.stratified());
        return new SampleDrawn(
                inspection.draws().size() + 1,
                Sampling.ALGORITHM,
                seed,
                given == null ? "系统在抽样框提交后随机产生" : c.seedOrigin(),
                c.frame(),
                Sampling.frameHash(c.frame()),
                c.size(),
                c.stratified(),
                drawn,
                c.reason());
    }

    // ---- under way

    private InspectionEvent visit(Visit visit) {
        InspectionPlan plan = inspection.plan();
        int least = context.rules().people(visit.method());
        LocalDate first = context.day(visit.from());
        LocalDate last = context.day(visit.to());
        Checks checks = new Checks()
                .text("text", visit.text(), MAX_TEXT)
                .that(
                        plan.methods().contains(visit.method()),
                        Problem.invalid(
                                "method",
                                visit.method().zh(),
                                plan.methods().stream().map(m -> m.zh()).collect(Collectors.joining("、")),
                                "督查方案没有这种方式（政府督查工作条例第十五条）"))
                .that(
                        !visit.to().isBefore(visit.from()),
                        Problem.invalid("to", visit.to(), "不早于 " + visit.from(), "结束早于开始"))
                .that(!visit.to().isAfter(context.now()), Problem.invalid("to", visit.to(), "不晚于现在", "还没有结束"))
                .that(
                        !first.isBefore(plan.from())
                                && !last.isAfter(inspection.ends().date()),
                        Problem.invalid(
                                "from",
                                first,
                                plan.from() + " 至 " + inspection.ends().date(),
                                "不在督查方案的时间内（政府督查工作条例第十五条）"))
                .that(
                        new HashSet<>(visit.people()).size() == visit.people().size()
                                && visit.people().stream().noneMatch(String::isBlank),
                        Problem.invalid("people", visit.people(), "各不相同，不为空", "检查人员有误"))
                .that(
                        visit.people().size() >= least,
                        Problem.invalid(
                                "people",
                                visit.people().size(),
                                least + " 人以上",
                                visit.method().zh() + "督查的人数不够"));
        if (visit.method() != org.duban.api.matter.Method.DESK) {
            checks.text("place", visit.place(), MAX_TITLE);
        }
        for (String unit : visit.units()) {
            within("units", unit, checks);
        }
        area(visit.area(), checks);
        checks.done();
        return new VisitRecorded(inspection.visits().size() + 1, visit);
    }

    /** 条例 §15: objects and scope of a plan are kept to. */
    private void within(String field, String unit, Checks checks) {
        checks.that(
                inspection.plan().objects().contains(unit),
                Problem.invalid(
                        field, unit, String.join("、", inspection.plan().objects()), "不是督查方案中的督查对象（政府督查工作条例第十五条）"));
    }

    private void area(@Nullable String area, Checks checks) {
        List<String> areas = inspection.plan().areas();
        checks.that(
                area == null || areas.isEmpty() || areas.contains(area),
                Problem.invalid("area", area, String.join("、", areas), "不在督查方案的范围内（政府督查工作条例第十五条）"));
    }

    private InspectionEvent found(RecordFinding c) {
        Checks checks = new Checks()
                .text("text", c.text(), MAX_TEXT)
                .that(
                        context.rules().categories().contains(c.category()),
                        Problem.invalid(
                                "category",
                                c.category(),
                                String.join("、", context.rules().categories()),
                                "没有这类问题"))
                .that(
                        context.rules().severity(c.severity()).isPresent(),
                        Problem.invalid(
                                "severity",
                                c.severity(),
                                context.rules().severities().stream()
                                        .map(Severity::name)
                                        .collect(Collectors.joining("、")),
                                "没有这种程度"));
        within("unit", c.unit(), checks);
        area(c.area(), checks);
        checks.done();
        if (c.visit() != 0 && inspection.visit(c.visit()).isEmpty()) {
            refuse(noSuchPart("visit", c.visit(), "检查"));
        }
        return new FindingRecorded(
                inspection.findings().size() + 1,
                c.visit(),
                c.category(),
                c.severity(),
                c.unit(),
                c.area(),
                c.text(),
                c.evidence());
    }

    private InspectionEvent result(InspectionResult result) {
        Checks checks = new Checks()
                .text("what", result.what(), MAX_TITLE)
                .text("quantity.measure", result.quantity().measure(), "计量单位，如：万平方米")
                .that(
                        result.quantity().readable(),
                        Problem.invalid(
                                "quantity.number", result.quantity().number(), "十进制数，小数点前不超过18位，后不超过6位", "数量不能用"))
                .that(
                        !result.to().isBefore(result.from()),
                        Problem.invalid("to", result.to(), "不早于 " + result.from(), "结束早于开始"))
                .that(!result.to().isAfter(context.today()), Problem.invalid("to", result.to(), "不晚于今天", "期间还没有结束"));
        String unit = result.unit();
        if (unit != null) {
            units("unit", List.of(unit), context, checks);
        }
        area(result.area(), checks);
        checks.done();
        return new InspectionResultRecorded(inspection.results().size() + 1, result);
    }

    private InspectionEvent withdraw(WithdrawResult c) {
        new Checks().text("reason", c.reason(), MAX_TEXT).done();
        boolean stands = inspection.results().stream()
                .anyMatch(entry -> entry.number() == c.result() && entry.withdrawnAt() == null);
        if (!stands) {
            refuse(noSuchPart("result", c.result(), "未撤销的成果"));
        }
        return new InspectionResultWithdrawn(c.result(), c.reason());
    }

    // ---- findings

    private InspectionEvent ofFinding(OfFinding command, InspectionFinding finding, @Nullable MatterId matter) {
        int n = finding.number();
        if (command instanceof LinkFinding || command instanceof OpenMatter) {
            if (finding.matter() != null) {
                refuse(notNow(n, "未关联事项的问题", "已关联事项 " + finding.matter()));
            }
            return new FindingLinked(
                    n, Objects.requireNonNull(matter, "linked once it is there"), command instanceof OpenMatter);
        } else if (command instanceof NotifyFinding c) {
            return notified(c, finding);
        } else if (command instanceof RequestFindingExtension c) {
            return askForMore(c, finding);
        } else if (command instanceof DecideFindingExtension c) {
            return decideExtension(c, finding);
        } else if (command instanceof ReportRectification c) {
            return new RectificationReported(n, text("text", c.text()), c.evidence());
        } else if (command instanceof VerifyRectification c) {
            return new RectificationVerified(n, c.method(), text("text", c.text()), c.evidence());
        } else if (command instanceof ReturnRectification c) {
            LocalDate dueOn = c.dueOn();
            new Checks()
                    .text("reason", c.reason(), MAX_TEXT)
                    .all(future("dueOn", dueOn))
                    .done();
            DueDate due = dueOn == null ? due(finding) : DueDate.named(dueOn, context.calendar());
            return new RectificationReturned(n, c.reason(), due);
        } else if (command instanceof CarryOverFinding c) {
            new Checks()
                    .text("reason", c.reason(), MAX_TEXT)
                    .all(future("dueOn", c.dueOn()))
                    .done();
            return new FindingCarriedOver(n, c.reason(), DueDate.named(c.dueOn(), context.calendar()));
        } else if (command instanceof DismissFinding c) {
            return new FindingDismissed(n, text("reason", c.reason()));
        } else if (command instanceof LookBackAtFinding c) {
            return lookBack(c, finding);
        }
        throw new IllegalStateException("a command without a decision: " + command);
    }

    private InspectionEvent notified(NotifyFinding c, InspectionFinding finding) {
        LocalDate dueOn = c.dueOn();
        new Checks().all(future("dueOn", dueOn)).done();
        if (dueOn != null) {
            return new FindingNotified(c.finding(), c.requirement(), DueDate.named(dueOn, context.calendar()), "明确时限");
        }
        Severity severity = severity(finding);
        String unit = severity.unit() == DeadlineRule.Unit.WORKING_DAYS ? "个工作日" : "日";
        return new FindingNotified(
                c.finding(),
                c.requirement(),
                counted(severity),
                "程度" + severity.name() + "，交办之日起" + severity.days() + unit);
    }

    private Severity severity(InspectionFinding finding) {
        return context.rules()
                .severity(finding.severity())
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.NOT_NOW,
                        "dueOn",
                        "",
                        "明确的整改时限",
                        InspectionRules.FILE + " 已没有“" + finding.severity() + "”的时限",
                        "The severity's deadline is no longer configured; name a date")));
    }

    private DueDate counted(Severity severity) {
        return new DueDate.Count(context.today(), severity.days(), severity.unit()).by(context.calendar());
    }

    /** The deadline by today's calendar. */
    private DueDate due(InspectionFinding finding) {
        return Objects.requireNonNull(finding.due(), "a notified finding has a deadline")
                .countedBy(context.calendar());
    }

    private List<Problem> future(String field, @Nullable LocalDate date) {
        return date == null || !date.isBefore(context.today())
                ? List.of()
                : List.of(Problem.invalid(field, date, "不早于今天（" + context.today() + "）", "时限已过"));
    }

    private InspectionEvent askForMore(RequestFindingExtension c, InspectionFinding finding) {
        LocalDate due = due(finding).date();
        new Checks()
                .text("reason", c.reason(), MAX_TEXT)
                .text("progress", c.progress(), MAX_TEXT)
                .that(c.newDate().isAfter(due), Problem.invalid("newDate", c.newDate(), "晚于 " + due, "不是延期"))
                .done();
        if (context.today().isAfter(due)) {
            refuse(notNow(c.finding(), "到期（" + due + "）以前", "整改已逾期，不能再申请延期"));
        }
        if (finding.extension() != null) {
            refuse(notNow(c.finding(), "前一申请已答复", "已有待审批的延期申请"));
        }
        return new FindingExtensionRequested(c.finding(), c.reason(), c.progress(), c.newDate(), c.document());
    }

    private InspectionEvent decideExtension(DecideFindingExtension c, InspectionFinding finding) {
        Extension asked = finding.extension();
        if (asked == null) {
            throw new DubanException(notNow(c.finding(), "有延期申请的问题", "没有待审批的延期申请"));
        }
        if (!c.granted()) {
            return new FindingExtensionDecided(c.finding(), false, null, text("reason", c.reason()));
        }
        LocalDate date = c.date() == null ? asked.newDate() : c.date();
        LocalDate due = due(finding).date();
        new Checks()
                .that(date.isAfter(due), Problem.invalid("date", date, "晚于 " + due, "不是延期"))
                .done();
        return new FindingExtensionDecided(c.finding(), true, DueDate.named(date, context.calendar()), c.reason());
    }

    private InspectionEvent lookBack(LookBackAtFinding c, InspectionFinding finding) {
        LocalDate dueOn = c.dueOn();
        new Checks()
                .text("text", c.text(), MAX_TEXT)
                .that(c.relapsed() || dueOn == null, Problem.invalid("dueOn", dueOn, "没有反弹时不填", "没有反弹，不需整改"))
                .all(future("dueOn", dueOn))
                .done();
        DueDate due = !c.relapsed()
                ? null
                : dueOn != null ? DueDate.named(dueOn, context.calendar()) : counted(severity(finding));
        return new FindingLookedBackAt(c.finding(), c.text(), c.evidence(), c.relapsed(), due);
    }

    // ---- the end

    private InspectionEvent conclude(ConcludeInspection c) {
        Checks checks = new Checks().text("text", c.text(), MAX_TEXT);
        Set<String> seen = new HashSet<>();
        for (UnitConclusion unit : c.units()) {
            within("units.unit", unit.unit(), checks);
            checks.text("units.text", unit.text(), MAX_TEXT)
                    .that(seen.add(unit.unit()), Problem.invalid("units.unit", unit.unit(), "各不相同", "单位重复"));
        }
        checks.done();
        List<String> open = inspection.findings().stream()
                .filter(finding -> !finding.settled())
                .map(finding -> finding.number() + "（" + finding.state().zh() + "）")
                .toList();
        if (!open.isEmpty()) {
            refuse(Problem.of(
                    ErrorCode.NOT_NOW,
                    "findings",
                    String.join("、", open),
                    "每个问题已整改、结转或不予认定",
                    "还有" + open.size() + "个问题未了结，不能作出督查结论",
                    open.size() + " findings are still open"));
        }
        return new InspectionConcluded(c.text(), c.units());
    }

    private InspectionEvent report(ReportInspection c) {
        new Checks()
                .text("text", c.text(), MAX_TEXT)
                .that(
                        context.directory().person(c.leader()).isPresent(),
                        Problem.of(
                                ErrorCode.PERSON_UNKNOWN,
                                "leader",
                                c.leader(),
                                "通讯录中的人员",
                                "通讯录中没有此人",
                                "The directory has no such person"))
                .done();
        return new InspectionReported(c.leader(), c.text(), c.document());
    }

    // ---- objections (§17)

    private InspectionEvent object(RaiseInspectionObjection c) {
        new Checks().text("reason", c.reason(), MAX_TEXT).done();
        String unit = Objects.requireNonNull(context.actor().unit(), "access lets people of units only");
        Instant told = c.finding() == 0 ? concluded() : told(c.finding());
        LocalDate last = context.calendar()
                .addCalendarDays(context.day(told), OBJECTION_DAYS)
                .date();
        if (context.today().isAfter(last)) {
            refuse(Problem.of(
                    ErrorCode.NOT_NOW,
                    "finding " + c.finding(),
                    context.today(),
                    "不晚于 " + last,
                    "异议应自收到督查结论之日起30日内提出（政府督查工作条例第十七条）",
                    "An objection comes within 30 days"));
        }
        boolean pending = inspection.objections().stream()
                .anyMatch(o -> o.finding() == c.finding() && o.unit().equals(unit) && o.upheld() == null);
        if (pending) {
            refuse(notNow(c.finding(), "前一异议已决定", "已有待决定的异议"));
        }
        return new InspectionObjectionRaised(
                inspection.objections().size() + 1,
                c.finding(),
                unit,
                c.reason(),
                context.calendar().addCalendarDays(context.today(), OBJECTION_DAYS));
    }

    private Instant concluded() {
        Inspection.Conclusion made = inspection.conclusion();
        if (made == null) {
            throw new DubanException(
                    Problem.of(ErrorCode.NOT_NOW, "finding", 0, "作出督查结论以后", "还没有督查结论", "There is no conclusion yet"));
        }
        return made.at();
    }

    private Instant told(int number) {
        InspectionFinding finding = inspection.finding(number).orElseThrow();
        if (finding.state() == FindingState.DISMISSED) {
            refuse(notNow(number, "已认定的问题", "问题已不予认定"));
        }
        return finding.notifiedAt().orElseThrow();
    }

    private InspectionEvent decideObjection(DecideInspectionObjection c) {
        new Checks().text("reason", c.reason(), MAX_TEXT).done();
        Objection objection = inspection.objections().stream()
                .filter(o -> o.number() == c.objection())
                .findFirst()
                .orElseThrow(() -> new DubanException(noSuchPart("objection", c.objection(), "异议")));
        if (objection.upheld() != null) {
            refuse(Problem.of(
                    ErrorCode.NOT_NOW, "objection", c.objection(), "待决定的异议", "异议已决定", "It is decided already"));
        }
        if (objection.concluders().contains(context.actor().id())) {
            refuse(Problem.of(
                    ErrorCode.ACCESS_DENIED,
                    "DecideInspectionObjection",
                    context.actor().id(),
                    "未参与作出督查结论的人员",
                    "参与作出督查结论的人员应当回避（政府督查工作条例第十七条）",
                    "Whoever took part in the conclusion recuses themselves"));
        }
        return new InspectionObjectionDecided(c.objection(), c.upheld(), c.reason());
    }

    // ---- wording

    private static String text(String field, String value) {
        new Checks().text(field, value, MAX_TEXT).done();
        return value;
    }

    private static void refuse(Problem problem) {
        throw new DubanException(problem);
    }

    private static Problem notNow(int finding, String expected, String zh) {
        return Problem.of(
                ErrorCode.NOT_NOW, "finding " + finding, "", expected, zh, "A fact of the finding forbids it now");
    }

    static Problem noSuchPart(String field, int number, String what) {
        return Problem.of(
                ErrorCode.PART_NOT_FOUND, field, number, "已有的" + what + "序号", "没有这个" + what, "No such " + field);
    }
}
