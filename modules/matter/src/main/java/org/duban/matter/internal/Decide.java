package org.duban.matter.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.duban.api.Checks;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.DueDate;
import org.duban.api.form.FormType;
import org.duban.api.form.Ladder.Action;
import org.duban.api.form.Ladder.Step;
import org.duban.api.journal.Series;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Assignment.UnitRole;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Matter.Conclusion;
import org.duban.api.matter.Matter.Objection;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.State;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.PaperNumbering;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.matter.internal.AccessRules.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The decision: a command becomes events, or is refused with a {@link DubanException}. Pure: it reads nothing but its arguments and
 * writes nothing. First the table of transitions, then the access rules and the form type's roles, then the command's own rule.
 */
public final class Decide {

    /** Days to object, and days to decide an objection (政府督查工作条例 §17); calendar days, rolling forward. */
    static final int OBJECTION_DAYS = 30;

    static final int MAX_TITLE = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final Set<Role> OFFICE = Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.OFFICER);

    private final Matter matter;
    private final Context context;
    private final FormType form;

    private Decide(Matter matter, Context context) {
        this.matter = matter;
        this.context = context;
        this.form = context.formOf(matter);
    }

    // ---- registering

    /**
     * Decides a registration.
     *
     * @throws DubanException the refusal, with every mistake of the draft
     */
    public static Change register(Draft draft, Context context) {
        context.access()
                .check(AccessRules.REGISTER, context.actor(), new Subject(null, draft.line(), null))
                .ifPresent(Decide::refuse);
        AccessRules.narrowed(AccessRules.REGISTER, context.actor(), newest(draft, context))
                .ifPresent(Decide::refuse);
        return registered(draft, null, false, context);
    }

    private static FormType newest(Draft draft, Context context) {
        return context.formTypes()
                .find(draft.formType())
                .orElseThrow(() -> Refusals.formTypeUnknown(draft.formType(), null));
    }

    private static Change registered(Draft draft, @Nullable MatterId parent, boolean link, Context context) {
        FormType form = newest(draft, context);
        Draft complete = draft.receivedOn() == null ? draft.receivedOn(context.today()) : draft;
        checkDraft(complete, form, context);
        Series series = new Series("matter/" + form.id(), context.today().getYear(), form.numbering());
        return new Change(
                context.ids().get(), 0, List.of(new Registered(series, "", complete, form.version(), parent, link)));
    }

    private static void checkDraft(Draft draft, FormType form, Context context) {
        LocalDate today = context.today();
        LocalDate received = draft.receivedOn();
        new Checks()
                .text("title", draft.title(), "不超过" + MAX_TITLE + "字的标题")
                .that(
                        draft.title().length() <= MAX_TITLE,
                        Problem.invalid("title", draft.title().length() + "字", "不超过" + MAX_TITLE + "字", "标题过长"))
                .text("source.title", draft.source().title(), "任务来源文件的名称")
                .that(
                        received == null || !received.isAfter(today),
                        Problem.invalid("receivedOn", received, "不晚于今天（" + today + "）", "收文日期在将来"))
                .that(
                        draft.dueOn() == null
                                || received == null
                                || !draft.dueOn().isBefore(received),
                        Problem.invalid("dueOn", draft.dueOn(), "不早于收文日（" + received + "）", "完成时限早于收文日"))
                .that(
                        draft.secrecy() == null || draft.secrecy().isBlank() || context.cleared(),
                        Problem.of(
                                ErrorCode.SECRECY_NOT_CLEARED,
                                "secrecy",
                                draft.secrecy(),
                                "不标密级，或在符合保密要求的部署中登记",
                                "本系统未获准处理涉密事项（保守国家秘密法）",
                                "This deployment is not cleared for classified matters"))
                .all(context.formTypes().check(form, draft.form()))
                .done();
        if (draft.recurrenceOf() != null) {
            context.requireMatter(draft.recurrenceOf());
        }
    }

    // ---- commands

    /**
     * Whether stage, access and form type let this person give such a command now.
     *
     * @return why not; empty when they do
     */
    public static Optional<Problem> possible(String command, Matter matter, Context context) {
        return Transitions.check(command, matter)
                .or(() -> context.access().check(command, context.actor(), Subject.of(matter, null)))
                .or(() -> context.formTypes()
                        .find(matter.subject().formType(), matter.formVersion())
                        .flatMap(form -> AccessRules.narrowed(command, context.actor(), form)));
    }

    /**
     * Decides a command.
     *
     * @return what happens to the matter, and to other matters the command touches
     * @throws DubanException the refusal
     */
    public static List<Change> decide(Matter matter, MatterCommand command, Context context) {
        String name = command.getClass().getSimpleName();
        Transitions.check(name, matter).ifPresent(Decide::refuse);
        context.access()
                .check(name, context.actor(), Subject.of(matter, command))
                .ifPresent(Decide::refuse);
        Decide decide = new Decide(matter, context);
        AccessRules.narrowed(name, context.actor(), decide.form).ifPresent(Decide::refuse);
        return decide.changes(command);
    }

    private static void refuse(Problem problem) {
        throw new DubanException(problem);
    }

    /** Commands that touch other matters; all others are {@link #events}. */
    private List<Change> changes(MatterCommand command) {
        if (command instanceof MatterCommand.Merge c) {
            return merge(c);
        }
        if (command instanceof MatterCommand.Split c) {
            new Checks()
                    .text("reason", c.reason(), "拆分的理由")
                    .that(
                            c.parts().size() >= 2,
                            Problem.invalid("parts", c.parts().size(), "两个以上", "拆分须形成两个以上事项"))
                    .done();
            return branch(c.parts(), false, ids -> new MatterEvent.Split(ids, c.reason()));
        }
        if (command instanceof BreakDown c) {
            new Checks()
                    .that(!c.links().isEmpty(), Problem.missing("links", "一个以上环节"))
                    .done();
            return branch(c.links(), true, BrokenDown::new);
        }
        return List.of(change(events(command)));
    }

    private Change change(List<MatterEvent> events) {
        return new Change(matter.id(), matter.version(), events);
    }

    private List<Change> branch(List<Draft> drafts, boolean link, Function<List<MatterId>, MatterEvent> event) {
        List<Change> changes = new ArrayList<>();
        for (Draft draft : drafts) {
            changes.add(registered(draft, matter.id(), link, context));
        }
        changes.add(
                0, change(List.of(event.apply(changes.stream().map(Change::id).toList()))));
        return changes;
    }

    private List<Change> merge(MatterCommand.Merge command) {
        new Checks().text("reason", command.reason(), "并案的理由").done();
        if (command.into().equals(matter.id())) {
            refuse(Problem.invalid("into", command.into(), "另一个事项", "事项不能并入自身"));
        }
        Matter target = context.matters().apply(command.into());
        context.access()
                .check("Merge", context.actor(), Subject.of(target, command))
                .ifPresent(Decide::refuse);
        if (target.standing() != Standing.OPEN || target.stage() == Stage.ARCHIVING) {
            throw Refusals.notNow(
                    "into", target.number() + target.standing().zh(), "办理中的事项", "只能并入办理中的事项", "The target is not open");
        }
        if (!matter.lineage().links().isEmpty()) {
            throw Refusals.notNow("links", matter.lineage().links(), "没有分解环节的事项", "已分解的事项不能并案", "The matter has links");
        }
        return List.of(
                change(List.of(new MatterEvent.Merged(command.into(), command.reason()))),
                new Change(
                        target.id(),
                        target.version(),
                        List.of(new Absorbed(matter.id(), matter.subject().title()))));
    }

    private List<MatterEvent> events(MatterCommand command) {
        if (command instanceof OfObligation c) {
            return ofObligation(c);
        }
        if (command instanceof Amend c) {
            return amend(c);
        } else if (command instanceof Propose c) {
            return propose(c);
        } else if (command instanceof Submit) {
            return submit();
        } else if (command instanceof Approve c) {
            new Checks().text("opinion", c.opinion(), "审批意见").done();
            return List.of(new Approved(c.opinion(), Stage.HANDLING));
        } else if (command instanceof SendBack c) {
            new Checks().text("opinion", c.opinion(), "退回修改的意见").done();
            return List.of(new SentBack(c.opinion(), Stage.INITIATION));
        } else if (command instanceof Decline c) {
            new Checks().text("reason", c.reason(), "不立项的理由，如：阅知").done();
            return List.of(new Declined(c.reason()));
        } else if (command instanceof Withdraw c) {
            return withdraw(c);
        } else if (command instanceof Entrust c) {
            return entrust(c);
        } else if (command instanceof Assign c) {
            return assign(c);
        } else if (command instanceof StartVerification c) {
            return List.of(new VerificationStarted(c.method(), c.team(), Stage.VERIFICATION));
        } else if (command instanceof RecordCheck c) {
            new Checks()
                    .text("text", c.text(), "核查情况")
                    .given("place", c.place(), "核查地点")
                    .done();
            return List.of(new Checked(c.method(), c.place(), c.participants(), c.text(), c.evidence()));
        } else if (command instanceof PassVerification c) {
            return passVerification(c);
        } else if (command instanceof ReturnForRework c) {
            return returnForRework(c);
        } else if (command instanceof PublishReply c) {
            new Checks()
                    .text("text", c.text(), "答复内容")
                    .text("where", c.where(), "答复的渠道")
                    .done();
            return List.of(new ReplyPublished(c.text(), c.where()));
        } else if (command instanceof Present c) {
            return present(c);
        } else if (command instanceof Endorse c) {
            new Checks().given("comment", c.comment(), "领导意见").done();
            requirePresented();
            return List.of(new Endorsed(c.comment(), form.after(Stage.SUBMISSION)));
        } else if (command instanceof InstructAgain c) {
            return instructAgain(c);
        } else if (command instanceof DecideCircular c) {
            return decideCircular(c);
        } else if (command instanceof Archive c) {
            return archive(c);
        } else if (command instanceof IssuePaper c) {
            new Checks()
                    .text("title", c.title(), "文件标题")
                    .given("text", c.text(), "文件正文")
                    .all(unknownUnits("units", c.units()))
                    .done();
            return List.of(paper(c.kind(), c.title(), c.text(), c.units()));
        } else if (command instanceof Terminate c) {
            new Checks()
                    .text("reason", c.reason(), "终止的理由")
                    .text("basis", c.basis(), "终止的依据")
                    .done();
            return List.of(new Terminated(c.reason(), c.basis()));
        } else if (command instanceof BringIn c) {
            return bringIn(c);
        } else if (command instanceof RaiseObjection c) {
            return raiseObjection(c);
        } else if (command instanceof DecideObjection c) {
            return decideObjection(c);
        } else if (command instanceof LookBack c) {
            return lookBack(c);
        } else if (command instanceof Recount) {
            return recount();
        }
        throw new IllegalStateException("no rule for " + command);
    }

    // ---- 立项, 审批

    private List<MatterEvent> amend(Amend command) {
        Draft draft = command.draft();
        if (!draft.formType().equals(matter.subject().formType())) {
            refuse(Problem.invalid(
                    "formType", draft.formType(), matter.subject().formType(), "事项类型不能更改"));
        }
        if (draft.line() != matter.subject().line()) {
            context.access()
                    .check("Amend", context.actor(), new Subject(matter, draft.line(), command))
                    .ifPresent(Decide::refuse);
        }
        Draft complete = draft.receivedOn() == null ? draft.receivedOn(matter.receivedOn()) : draft;
        checkDraft(complete, form, context);
        return List.of(new Amended(complete));
    }

    private List<MatterEvent> propose(Propose command) {
        new Checks()
                .text("proposal.opinion", command.proposal().opinion(), "拟办意见")
                .all(assignmentProblems(command.proposal().assignments(), 1))
                .done();
        List<MatterEvent> events = new ArrayList<>();
        events.add(new Proposed(command.proposal()));
        route(command.proposal().assignments()).ifPresent(events::add);
        return events;
    }

    private List<MatterEvent> submit() {
        Stage next = form.after(Stage.INITIATION);
        if (next == Stage.APPROVAL && matter.proposal() == null) {
            throw Refusals.notNow("proposal", null, "先写拟办意见", "没有拟办意见，不能报批", "There is no handling proposal");
        }
        return List.of(new Submitted(next));
    }

    private List<MatterEvent> withdraw(Withdraw command) {
        new Checks().text("reason", command.reason(), "撤回的理由").done();
        if (matter.round() > 0) {
            throw Refusals.notNow("round", matter.round(), "交办之前", "已经交办，不能撤回，可以终止", "Already assigned");
        }
        return List.of(new Withdrawn(command.reason()));
    }

    private List<MatterEvent> entrust(Entrust command) {
        new Checks().text("officer", command.officer(), "督查室人员").done();
        Person officer = context.directory()
                .person(command.officer())
                .orElseThrow(() -> Refusals.personUnknown("officer", command.officer()));
        new Checks()
                .that(officer.hasAnyOf(OFFICE), Problem.invalid("officer", command.officer(), "督查室人员", "只能交给督查室人员督办"))
                .that(command.group() >= 0, Problem.invalid("group", command.group(), "督查小组的序号，0 为本人所在小组", "督查小组序号不对"))
                .done();
        return List.of(
                new Entrusted(command.officer(), command.group() == 0 ? officer.group() : command.group(), false));
    }

    /** 1+5X: the lead unit and the area tell the officer, once, while nobody has been entrusted. */
    private Optional<MatterEvent> route(List<Assignment> assignments) {
        if (matter.officer() != null) {
            return Optional.empty();
        }
        return assignments.stream()
                .filter(a -> a.role() == UnitRole.LEAD)
                .findFirst()
                .flatMap(lead ->
                        context.directory().routing().route(matter.subject().area(), lead.unit()))
                .map((Post post) -> new Entrusted(post.officer(), post.group(), true));
    }

    // ---- 承办

    private List<MatterEvent> assign(Assign command) {
        List<Assignment> assignments = command.assignments();
        boolean first = matter.stage() == Stage.CONTINUATION || matter.round() == 0;
        if (assignments.isEmpty() && first && matter.proposal() != null) {
            assignments = matter.proposal().assignments();
        }
        int round = first ? matter.round() + 1 : matter.round();
        Checks checks = new Checks().all(assignmentProblems(assignments, first ? 1 : 0));
        if (!first) {
            for (Obligation o : matter.currentRound()) {
                for (Assignment a : assignments) {
                    checks.that(
                            o.state() == State.RELIEVED || !o.unit().equals(a.unit()),
                            Problem.invalid("assignments", a.unit(), "尚未承办的单位", "该单位已在本轮承办"));
                }
            }
        }
        checks.done();
        if (round == 1 && first) {
            checkRequiredBeforeAssignment(assignments);
        }
        List<MatterEvent> events = new ArrayList<>();
        route(assignments).ifPresent(events::add);
        events.add(new Assigned(round, oblige(assignments, round), Stage.HANDLING));
        return events;
    }

    private List<Obliged> oblige(List<Assignment> assignments, int round) {
        List<Obliged> obliged = new ArrayList<>();
        Checks checks = new Checks();
        int number = matter.obligations().size();
        for (Assignment assignment : assignments) {
            number++;
            Optional<Deadlines.Due> due = Deadlines.of(assignment, matter, round, form, context);
            checks.that(due.isPresent(), Problem.missing("assignments.dueOn", form.nameZh() + "须明确完成时限"))
                    .that(
                            assignment.dueOn() == null || !assignment.dueOn().isBefore(matter.receivedOn()),
                            Problem.invalid(
                                    "assignments.dueOn",
                                    assignment.dueOn(),
                                    "不早于收文日（" + matter.receivedOn() + "）",
                                    "完成时限早于收文日"));
            if (due.isPresent()) {
                obliged.add(new Obliged(
                        number, assignment, due.get().date(), due.get().basis()));
            }
        }
        checks.done();
        return obliged;
    }

    /** Exactly {@code leads} lead units, no unit twice, all known to the directory. */
    private List<Problem> assignmentProblems(List<Assignment> assignments, int leads) {
        List<Problem> problems = new ArrayList<>();
        if (assignments.isEmpty()) {
            problems.add(Problem.missing("assignments", "承办单位"));
            return problems;
        }
        long found = assignments.stream().filter(a -> a.role() == UnitRole.LEAD).count();
        if (found != leads) {
            problems.add(
                    Problem.invalid("assignments", found + "个牵头单位", leads == 1 ? "恰好一个牵头单位" : "只能增加协办单位", "牵头单位数不对"));
        }
        Set<String> seen = new HashSet<>();
        for (Assignment a : assignments) {
            if (!seen.add(a.unit())) {
                problems.add(Problem.invalid("assignments", a.unit(), "每个单位一次", "单位重复"));
            }
        }
        problems.addAll(unknownUnits("assignments.unit", List.copyOf(seen)));
        return problems;
    }

    private List<Problem> unknownUnits(String field, List<String> units) {
        return units.stream()
                .filter(unit -> context.directory().unit(unit).isEmpty())
                .map(unit -> Refusals.unitUnknown(field, unit))
                .toList();
    }

    /** 五定 and whatever else the form type requires before assignment. */
    private void checkRequiredBeforeAssignment(List<Assignment> assignments) {
        if (form.requiredBeforeAssignment().isEmpty()) {
            return;
        }
        Assignment lead = assignments.stream()
                .filter(a -> a.role() == UnitRole.LEAD)
                .findFirst()
                .orElseThrow();
        Map<String, String> values = context.formTypes().values(matter.subject().form());
        Checks checks = new Checks();
        for (String required : form.requiredBeforeAssignment()) {
            boolean there = switch (required) {
                case "#lead" -> true;
                case "#leader" -> lead.leader() != null;
                case "#due" -> Deadlines.explicit(lead, matter, 1) != null;
                case "#requirement" -> !lead.requirement().isBlank();
                default -> !values.getOrDefault(required, "").isBlank();
            };
            checks.that(there, Problem.missing(required, "交办前须明确" + requiredName(required)));
        }
        checks.done();
    }

    private static String requiredName(String required) {
        return switch (required) {
            case "#lead" -> "责任单位";
            case "#leader" -> "责任领导";
            case "#due" -> "完成时限";
            case "#requirement" -> "工作要求";
            default -> "表单项 " + required;
        };
    }

    private List<MatterEvent> ofObligation(OfObligation command) {
        if (command instanceof Suspend c) {
            return suspend(c);
        }
        if (command instanceof Resume c) {
            return resume(c);
        }
        Obligation o = matter.obligation(command.obligation())
                .filter(found -> found.round() == matter.round())
                .orElseThrow(() -> Refusals.noSuchPart("obligation", command.obligation(), "承办任务"));
        if (!o.open()) {
            throw Refusals.notNow(o, "未办结的承办任务", "该单位的承办任务" + o.state().zh(), "The obligation is not open");
        }
        if (o.state() == State.DISPUTED && !(command instanceof DecideDispute) && !(command instanceof Escalate)) {
            throw Refusals.notNow(o, "先裁定异议", "该单位对交办有异议，尚未裁定", "The assignment is disputed");
        }
        if (command instanceof Acknowledge) {
            if (o.state() != State.ASSIGNED) {
                throw Refusals.notNow(o, "待签收", "已经签收", "Already acknowledged");
            }
            return List.of(new Acknowledged(o.number()));
        } else if (command instanceof Delegate c) {
            return delegate(o, c);
        } else if (command instanceof Dispute c) {
            new Checks().text("reason", c.reason(), "异议的理由").done();
            return List.of(new Disputed(o.number(), c.reason()));
        } else if (command instanceof DecideDispute c) {
            return decideDispute(o, c);
        } else if (command instanceof RequestExtension c) {
            return requestExtension(o, c);
        } else if (command instanceof DecideExtension c) {
            return decideExtension(o, c);
        } else if (command instanceof Remind c) {
            return remind(o, c);
        } else if (command instanceof Escalate c) {
            return escalate(o, c);
        } else if (command instanceof ReportProgress c) {
            return reportProgress(o, c);
        } else if (command instanceof Finish c) {
            return finish(o, c);
        } else if (command instanceof CompleteInPart c) {
            return completeInPart(o, c);
        }
        throw new IllegalStateException("no rule for " + command);
    }

    private void requireAcknowledged(Obligation o) {
        if (o.state() == State.ASSIGNED) {
            throw Refusals.notNow(o, "先签收", "尚未签收", "Not acknowledged yet");
        }
    }

    private void requireRunning(Obligation o) {
        if (o.stopped() != null) {
            throw Refusals.notNow(o, "先恢复", "该承办任务已中止", "The obligation is suspended");
        }
    }

    private List<MatterEvent> remind(Obligation o, Remind command) {
        new Checks().text("reason", command.reason(), "催办的事由").done();
        requireRunning(o);
        Instant last = o.remindedAt();
        if (last != null) {
            Duration pause = Duration.ofHours(form.ladder().urgeAfterHours());
            Instant again = context.calendar().addWorkingTime(last, pause, context.zone(), context.workingHours());
            if (context.now().isBefore(again)) {
                String possible = TIME.format(again.atZone(context.zone()));
                throw Refusals.notNow(
                        "remindedAt",
                        TIME.format(last.atZone(context.zone())),
                        possible + " 之后",
                        "刚催办过，须间隔" + form.ladder().urgeAfterHours() + "个工作小时，" + possible + " 之后可再次催办",
                        "Urged too recently; possible again at " + again);
            }
        }
        return List.of(new Reminded(o.number(), command.reason()));
    }

    /** A dispute doesn't stop the clock, so it doesn't stop the ladder. */
    private List<MatterEvent> escalate(Obligation o, Escalate command) {
        Step step = form.ladder().step(command.step()).orElse(null);
        new Checks()
                .text("title", command.title(), "拟稿标题")
                .text("text", command.text(), "拟稿正文")
                .that(
                        step != null && step.action() != Action.REMIND,
                        Problem.invalid("step", command.step(), draftingSteps(), "事项类型的督办阶梯没有这个拟稿步骤"))
                .done();
        requireRunning(o);
        LocalDate due = o.due().date();
        if (!command.dueOn().equals(due)) {
            throw Refusals.notNow("dueOn", command.dueOn(), due.toString(), "完成时限已经变更", "The due date is another one");
        }
        if (!context.today().isAfter(due)) {
            throw Refusals.notNow("dueOn", due, "逾期之后", "尚未逾期，不能升级督办", "Not overdue");
        }
        boolean taken = o.escalations().stream()
                .anyMatch(e -> e.step().equals(command.step()) && e.dueOn().equals(due));
        if (taken) {
            throw Refusals.notNow("step", command.step(), "每个时限一次", "该步骤已经办理", "This step was taken already");
        }
        return List.of(new Escalated(
                o.number(),
                command.step(),
                Objects.requireNonNull(step).action(),
                due,
                command.title(),
                command.text()));
    }

    private String draftingSteps() {
        return String.join(
                "、",
                form.ladder().steps().stream()
                        .filter(step -> step.action() != Action.REMIND)
                        .map(Step::id)
                        .toList());
    }

    private List<MatterEvent> recount() {
        return List.of(Recounting.of(
                        matter.currentRound().stream()
                                .filter(Obligation::running)
                                .toList(),
                        context)
                .orElseThrow(() -> Refusals.notNow(
                        "calendar",
                        context.calendar().version(),
                        "按新日历会变动的时限",
                        "按现行日历重新计算，时限没有变动",
                        "No due date moves")));
    }

    private List<MatterEvent> reportProgress(Obligation o, ReportProgress command) {
        new Checks()
                .text("text", command.text(), "进展情况")
                .given("difficulties", command.difficulties(), "困难和问题")
                .given("period", command.period(), "报告的期次，如 weekly/2026-W10")
                .that(
                        command.percent() >= 0 && command.percent() <= 100,
                        Problem.invalid("percent", command.percent(), "0 到 100", "进度不在范围内"))
                .all(Periods.check(command.period(), form, context.today()))
                .done();
        requireAcknowledged(o);
        return List.of(new ProgressReported(
                o.number(),
                command.text(),
                command.percent(),
                command.difficulties(),
                command.evidence(),
                command.period()));
    }

    private List<MatterEvent> delegate(Obligation o, Delegate command) {
        new Checks().text("handler", command.handler(), "本单位人员").done();
        String unit = context.directory()
                .person(command.handler())
                .orElseThrow(() -> Refusals.personUnknown("handler", command.handler()))
                .unit();
        if (!o.unit().equals(unit)) {
            refuse(Problem.invalid("handler", command.handler(), "本单位人员", "承办人不是承办单位的人员"));
        }
        return List.of(new Delegated(o.number(), command.handler()));
    }

    private List<MatterEvent> decideDispute(Obligation o, DecideDispute command) {
        new Checks().text("reason", command.reason(), "裁定的理由").done();
        if (o.state() != State.DISPUTED) {
            throw Refusals.notNow(o, "有异议的承办任务", "没有待裁定的异议", "There is no dispute");
        }
        Assignment instead = command.instead();
        if (!command.upheld()) {
            if (instead != null) {
                refuse(Problem.invalid("instead", instead.unit(), "异议成立时才改派", "异议不成立，不能改派"));
            }
            return List.of(new DisputeDecided(o.number(), false, command.reason()));
        }
        if (instead == null) {
            if (o.lead()) {
                refuse(Problem.missing("instead", "改派的牵头单位"));
            }
            return List.of(new DisputeDecided(o.number(), true, command.reason()));
        }
        boolean obliged = matter.currentRound().stream()
                .anyMatch(
                        other -> other.state() != State.RELIEVED && other.unit().equals(instead.unit()));
        new Checks()
                .that(
                        instead.role() == o.assignment().role(),
                        Problem.invalid("instead.role", instead.role(), o.lead() ? "牵头" : "协办", "改派的单位须承担同样的职责"))
                .that(!obliged, Problem.invalid("instead.unit", instead.unit(), "尚未承办的单位", "该单位已在本轮承办"))
                .all(unknownUnits("instead.unit", List.of(instead.unit())))
                .done();
        return List.of(
                new DisputeDecided(o.number(), true, command.reason()),
                new Assigned(matter.round(), oblige(List.of(instead), matter.round()), Stage.HANDLING));
    }

    private List<MatterEvent> requestExtension(Obligation o, RequestExtension command) {
        LocalDate due = o.due().date();
        new Checks()
                .text("reason", command.reason(), "延期的理由")
                .text("progress", command.progress(), "办理进展")
                .that(
                        command.newDate().isAfter(due),
                        Problem.invalid("newDate", command.newDate(), "晚于现时限（" + due + "）", "新时限不晚于现时限"))
                .done();
        requireAcknowledged(o);
        requireRunning(o);
        if (o.pendingExtension() != null) {
            throw Refusals.notNow(
                    "pendingExtension", o.pendingExtension(), "先审批已有申请", "已有待审批的延期申请", "Already asked for");
        }
        if (context.today().isAfter(due)) {
            throw Refusals.notNow("due", due, "到期之前提出", "已经逾期，不能申请延期", "Already expired");
        }
        return List.of(new ExtensionRequested(
                o.number(), command.reason(), command.progress(), command.newDate(), command.document()));
    }

    private List<MatterEvent> decideExtension(Obligation o, DecideExtension command) {
        LocalDate asked = o.pendingExtension();
        if (asked == null) {
            throw Refusals.notNow("pendingExtension", null, "待审批的延期申请", "没有待审批的延期申请", "No extension was asked for");
        }
        if (!command.granted()) {
            new Checks()
                    .text("reason", command.reason(), "不同意延期的理由")
                    .that(command.date() == null, Problem.invalid("date", command.date(), "不同意时不填", "不同意延期，不能给出新时限"))
                    .done();
            return List.of(new ExtensionDecided(o.number(), false, null, command.reason()));
        }
        LocalDate date = command.date() == null ? asked : command.date();
        LocalDate due = o.due().date();
        new Checks()
                .given("reason", command.reason(), "审批意见")
                .that(date.isAfter(due), Problem.invalid("date", date, "晚于现时限（" + due + "）", "新时限不晚于现时限"))
                .done();
        return List.of(
                new ExtensionDecided(o.number(), true, DueDate.named(date, context.calendar()), command.reason()));
    }

    private List<MatterEvent> suspend(Suspend command) {
        new Checks()
                .text("reason", command.reason(), "中止的理由")
                .text("basis", command.basis(), "中止的依据")
                .done();
        List<Obligation> chosen = chosen(command.obligation(), Obligation::running);
        if (chosen.isEmpty()) {
            throw Refusals.notNow(
                    "obligation", command.obligation(), "正在计时的承办任务", "没有正在计时的承办任务", "No clock is running");
        }
        LocalDate today = context.today();
        return List.of(new Suspended(
                command.reason(),
                command.basis(),
                chosen.stream()
                        .map(o -> new Stopped(o.number(), today, workingDaysLeft(o, today)))
                        .toList()));
    }

    private int workingDaysLeft(Obligation o, LocalDate today) {
        LocalDate due = o.due().date();
        // A due date that is a day off has 0 working days after Friday and yet isn't overdue on Saturday.
        return today.isAfter(due)
                ? -1 - context.calendar().workingDaysBetween(due, today)
                : context.calendar().workingDaysBetween(today, due);
    }

    private List<MatterEvent> resume(Resume command) {
        new Checks().text("reason", command.reason(), "恢复的理由").done();
        List<Obligation> chosen = chosen(command.obligation(), o -> o.open() && o.stopped() != null);
        if (chosen.isEmpty()) {
            throw Refusals.notNow("obligation", command.obligation(), "已中止的承办任务", "没有已中止的承办任务", "Nothing is suspended");
        }
        List<NewDue> dues = new ArrayList<>();
        for (Obligation o : chosen) {
            Stopped stopped = o.stopped();
            if (stopped != null) {
                dues.add(new NewDue(
                        o.number(), Deadlines.afterSuspension(o.due(), stopped, context.today(), context.calendar())));
            }
        }
        return List.of(new Resumed(command.reason(), dues));
    }

    private List<Obligation> chosen(int number, Predicate<Obligation> which) {
        if (number != 0
                && matter.obligation(number)
                        .filter(o -> o.round() == matter.round())
                        .isEmpty()) {
            throw Refusals.noSuchPart("obligation", number, "承办任务");
        }
        return matter.currentRound().stream()
                .filter(o -> number == 0 || o.number() == number)
                .filter(which)
                .toList();
    }

    private List<MatterEvent> finish(Obligation o, Finish command) {
        new Checks().text("text", command.text(), "办理结果").done();
        requireAcknowledged(o);
        requireRunning(o);
        if (!o.lead()) {
            return List.of(new Finished(o.number(), command.text(), command.evidence(), null));
        }
        List<String> waiting = matter.currentRound().stream()
                .filter(other -> !other.lead() && other.open())
                .map(Obligation::unit)
                .toList();
        if (!waiting.isEmpty()) {
            throw Refusals.notNow(
                    "obligations",
                    String.join("、", waiting),
                    "协办单位先办结",
                    "协办单位尚未办结，牵头单位不能汇总办结",
                    "Assisting units are not finished");
        }
        return List.of(new Finished(o.number(), command.text(), command.evidence(), form.after(Stage.HANDLING)));
    }

    private List<MatterEvent> completeInPart(Obligation o, CompleteInPart command) {
        LocalDate today = context.today();
        new Checks()
                .text("done", command.done(), "已完成的内容")
                .text("remaining", command.remaining(), "后续的内容")
                .that(
                        command.nextDate().isAfter(today),
                        Problem.invalid("nextDate", command.nextDate(), "晚于今天（" + today + "）", "后续时限不在将来"))
                .done();
        requireAcknowledged(o);
        requireRunning(o);
        return List.of(new CompletedInPart(
                o.number(),
                command.done(),
                command.remaining(),
                DueDate.named(command.nextDate(), context.calendar())));
    }

    // ---- 反馈, 核查

    private List<MatterEvent> passVerification(PassVerification command) {
        new Checks().text("text", command.text(), "核查结论").done();
        List<String> open = matter.lineage().links().stream()
                .map(context.matters())
                .filter(link -> !link.cleared() && link.standing() == Standing.OPEN)
                .map(Matter::number)
                .toList();
        if (!open.isEmpty()) {
            throw Refusals.notNow("links", String.join("、", open), "分解的环节先销号", "分解的环节尚未销号", "Links are not cleared");
        }
        return List.of(new Cleared(command.text(), command.evidence(), form.after(Stage.VERIFICATION)));
    }

    private List<MatterEvent> returnForRework(ReturnForRework command) {
        LocalDate today = context.today();
        new Checks()
                .text("reason", command.reason(), "退回重办的理由")
                .that(
                        command.dueOn() == null || !command.dueOn().isBefore(today),
                        Problem.invalid("dueOn", command.dueOn(), "不早于今天（" + today + "）", "重办时限已过"))
                .done();
        Obligation lead = matter.lead().orElseThrow(() -> Refusals.noSuchPart("obligation", 0, "承办任务"));
        Set<Integer> numbers = new TreeSet<>(command.obligations());
        numbers.add(lead.number());
        List<NewDue> returned = new ArrayList<>();
        List<Obligation> withOldDate = new ArrayList<>();
        for (int number : numbers) {
            Obligation o = matter.obligation(number)
                    .filter(found -> found.round() == matter.round())
                    .orElseThrow(() -> Refusals.noSuchPart("obligation", number, "承办任务"));
            if (o.state() != State.FINISHED) {
                throw Refusals.notNow(o, "已办结的承办任务", "只能退回已办结的承办任务", "The obligation is not finished");
            }
            if (command.dueOn() == null) {
                withOldDate.add(o);
                returned.add(new NewDue(number, o.due()));
            } else {
                returned.add(new NewDue(number, DueDate.named(command.dueOn(), context.calendar())));
            }
        }
        List<MatterEvent> events = new ArrayList<>();
        events.add(new Returned(returned, command.reason(), Stage.HANDLING));
        // A notice that was published while the obligation was finished.
        Recounting.of(withOldDate, context).ifPresent(events::add);
        return events;
    }

    // ---- 呈报, 续办

    private List<MatterEvent> present(Present command) {
        String leader = command.leader() == null ? matter.subject().leader() : command.leader();
        new Checks()
                .text("report", command.report(), "呈报内容")
                .that(leader != null, Problem.missing("leader", "呈报的领导"))
                .done();
        String presentedTo = Objects.requireNonNull(leader);
        if (context.directory().person(presentedTo).isEmpty()) {
            throw Refusals.personUnknown("leader", presentedTo);
        }
        return List.of(new Presented(presentedTo, command.report()));
    }

    private void requirePresented() {
        if (matter.presentedTo() == null) {
            throw Refusals.notNow("presentedTo", null, "先呈报", "尚未呈报领导", "Not presented yet");
        }
    }

    private List<MatterEvent> instructAgain(InstructAgain command) {
        requirePresented();
        LocalDate today = context.today();
        new Checks()
                .text("text", command.text(), "再次批示的内容")
                .that(
                        command.dueOn() == null || !command.dueOn().isBefore(today),
                        Problem.invalid("dueOn", command.dueOn(), "不早于今天（" + today + "）", "续办时限已过"))
                .done();
        requireContinuation();
        return List.of(new MatterEvent.InstructedAgain(command.text(), command.dueOn(), Stage.CONTINUATION));
    }

    private void requireContinuation() {
        if (form.omitted().contains(Stage.CONTINUATION)) {
            throw Refusals.notNow(
                    "formType", form.nameZh(), "另行登记并关联本事项", "该类事项没有续办环节", "This kind of matter has no continuation");
        }
    }

    // ---- 通报, 归档

    private List<MatterEvent> decideCircular(DecideCircular command) {
        boolean none = command.kind() == CircularKind.NONE;
        new Checks()
                .that(
                        none == command.units().isEmpty(),
                        Problem.invalid("units", command.units(), none ? "不通报时为空" : "一个以上单位", "通报对象不对"))
                .given("text", command.text(), "通报内容")
                .that(none || command.text() == null || !command.text().isBlank(), Problem.missing("text", "通报内容"))
                .all(unknownUnits("units", command.units()))
                .done();
        MatterEvent decided =
                new CircularDecided(command.kind(), command.units(), command.text(), form.after(Stage.CIRCULAR));
        return none
                ? List.of(decided)
                : List.of(
                        decided, paper(PaperKind.CIRCULAR, matter.subject().title(), command.text(), command.units()));
    }

    private PaperIssued paper(PaperKind kind, String title, String text, List<String> units) {
        Series series = new Series(
                PaperNumbering.seriesId(kind),
                context.today().getYear(),
                context.paperPatterns().apply(kind));
        return new PaperIssued(series, "", kind, title, text, units);
    }

    private List<MatterEvent> archive(Archive command) {
        new Checks().given("note", command.note(), "归档说明").done();
        if (form.replyRequired() && matter.times().repliedAt() == null) {
            throw Refusals.notNow("reply", null, "先公开答复", "尚未公开答复，不能归档", "No reply was published");
        }
        requireNoOpenObjection();
        return List.of(new Archived(command.retention(), command.note()));
    }

    private void requireNoOpenObjection() {
        for (Objection objection : matter.objections()) {
            if (objection.upheld() == null) {
                throw Refusals.notNow(
                        "objection", objection.number(), "先决定异议", "有未决定的异议，不能归档", "An objection is not decided");
            }
        }
    }

    // ---- at many stages

    private List<MatterEvent> bringIn(BringIn command) {
        new Checks()
                .text("partner", command.partner(), "联动的单位或人员")
                .text("reason", command.reason(), "联动的事由")
                .done();
        boolean known = context.directory().unit(command.partner()).isPresent()
                || context.directory().person(command.partner()).isPresent();
        if (!known) {
            refuse(Refusals.unitUnknown("partner", command.partner()));
        }
        if (matter.partners().contains(command.partner())) {
            throw Refusals.notNow("partner", command.partner(), "尚未参与的单位或人员", "已经参与", "Already brought in");
        }
        return List.of(new BroughtIn(command.partner(), command.reason()));
    }

    private List<MatterEvent> raiseObjection(RaiseObjection command) {
        new Checks().text("reason", command.reason(), "异议的理由").done();
        Conclusion conclusion = matter.conclusions().stream()
                .filter(c -> c.version() == command.version())
                .findFirst()
                .orElseThrow(() -> Refusals.noSuchPart("version", (int) command.version(), "督查结论"));
        DueDate last = context.calendar().addCalendarDays(conclusion.on(), OBJECTION_DAYS);
        if (context.today().isAfter(last.date())) {
            throw Refusals.notNow(
                    "version",
                    conclusion.on(),
                    "结论之日起" + OBJECTION_DAYS + "日内（" + last.date() + "前）",
                    "已过提出异议的期限",
                    "Too late to object");
        }
        String unit = Objects.requireNonNullElse(context.actor().unit(), "");
        boolean again = matter.objections().stream()
                .anyMatch(o -> o.version() == command.version() && o.unit().equals(unit));
        if (again) {
            throw Refusals.notNow("version", command.version(), "每个结论一次", "本单位已对该结论提出异议", "Already objected to");
        }
        return List.of(new ObjectionRaised(
                matter.objections().size() + 1,
                unit,
                command.version(),
                command.reason(),
                context.calendar().addCalendarDays(context.today(), OBJECTION_DAYS)));
    }

    private List<MatterEvent> decideObjection(DecideObjection command) {
        new Checks().text("reason", command.reason(), "决定的理由").done();
        Objection objection = matter.objections().stream()
                .filter(o -> o.number() == command.objection())
                .findFirst()
                .orElseThrow(() -> Refusals.noSuchPart("objection", command.objection(), "异议"));
        if (objection.upheld() != null) {
            throw Refusals.notNow("objection", objection.number(), "未决定的异议", "该异议已经决定", "Already decided");
        }
        MatterEvent decided = new ObjectionDecided(objection.number(), command.upheld(), command.reason());
        return command.upheld()
                ? List.of(decided, new Reopened("异议成立：" + command.reason(), reopenedAt(objection)))
                : List.of(decided);
    }

    /** Where a matter goes on when a conclusion is set aside. */
    private Stage reopenedAt(Objection objection) {
        String kind = matter.conclusions().stream()
                .filter(c -> c.version() == objection.version())
                .map(Conclusion::kind)
                .findFirst()
                .orElseThrow();
        return switch (kind) {
            case "Cleared" -> Stage.VERIFICATION;
            case "CircularDecided" -> Stage.CIRCULAR;
            default -> matter.round() == 0 ? Stage.INITIATION : Stage.CONTINUATION;
        };
    }

    private List<MatterEvent> lookBack(LookBack command) {
        new Checks().text("text", command.text(), "回头看的情况").done();
        if (!matter.cleared()) {
            throw Refusals.notNow("clearedAt", null, "已销号的事项", "尚未销号，不能回头看", "Not cleared");
        }
        MatterEvent looked = new LookedBack(command.text(), command.evidence(), command.relapsed());
        if (!command.relapsed()) {
            return List.of(looked);
        }
        requireContinuation();
        return List.of(looked, new Reopened("回头看发现反弹：" + command.text(), Stage.CONTINUATION));
    }
}
