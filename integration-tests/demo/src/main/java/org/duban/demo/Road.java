package org.duban.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.duban.api.form.FormType;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Approve;
import org.duban.api.matter.MatterCommand.Archive;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterCommand.CompleteInPart;
import org.duban.api.matter.MatterCommand.DecideCircular;
import org.duban.api.matter.MatterCommand.DecideDispute;
import org.duban.api.matter.MatterCommand.DecideExtension;
import org.duban.api.matter.MatterCommand.Dispute;
import org.duban.api.matter.MatterCommand.Endorse;
import org.duban.api.matter.MatterCommand.Entrust;
import org.duban.api.matter.MatterCommand.Finish;
import org.duban.api.matter.MatterCommand.PassVerification;
import org.duban.api.matter.MatterCommand.Present;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterCommand.RequestExtension;
import org.duban.api.matter.MatterCommand.Resume;
import org.duban.api.matter.MatterCommand.ReturnForRework;
import org.duban.api.matter.MatterCommand.SendBack;
import org.duban.api.matter.MatterCommand.StartVerification;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterCommand.Suspend;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.api.matter.Stage;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Responsible;
import org.duban.demo.Plan.Deed;
import org.duban.demo.Plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * One matter's way through the nine stages while it is being planned: each method adds steps at the time it has come to, and time
 * passes in between. Stages the form type leaves out are left out. Not thread-safe.
 */
final class Road {

    private final Desk desk;
    private final Random random;
    private final FormType form;
    private final Phrases phrases;
    private final List<Step> steps = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private Instant now;

    /** Something that happens when a share (0 to 1) of the handling is over. */
    private record Incident(double share, Runnable happens) {}

    Road(Desk desk, Random random, FormType form, Phrases phrases, Instant begins) {
        this.desk = desk;
        this.random = random;
        this.form = form;
        this.phrases = phrases;
        this.now = begins;
    }

    // ---- time

    Instant now() {
        return now;
    }

    LocalDate today() {
        return desk.day(now);
    }

    /** Some minutes of working time pass. */
    Road minutes(int least, int most) {
        now = desk.later(now, random.nextInt(least * 60, most * 60));
        return this;
    }

    /** Some working days pass; it goes on at some time of the last. */
    Road days(int least, int most) {
        return reach(desk.during(desk.plus(today(), random.nextInt(least, most + 1)), random));
    }

    /** Nothing happens before that instant. */
    Road reach(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
        return this;
    }

    /** Spreads the steps so far evenly over the time between two instants instead. */
    Road squeeze(Instant from, Instant to) {
        Duration apart = Duration.between(from, to).dividedBy(steps.size() + 1L);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            steps.set(i, new Step(from.plus(apart.multipliedBy(i + 1L)), step.by(), step.deed()));
        }
        now = to;
        return this;
    }

    // ---- steps

    Road step(By by, Deed deed) {
        steps.add(new Step(now, by, deed));
        return this;
    }

    Road step(By by, MatterCommand command) {
        return step(by, (matter, others) -> command);
    }

    List<Step> steps() {
        return steps;
    }

    /** One of these, by chance. */
    <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    /** 立项, 审批: the proposal, sent back once if so, until it is approved. */
    Road approved(By proposer, List<Assignment> assignments, boolean sentBack) {
        proposed(proposer, assignments);
        if (sentBack && has(Stage.APPROVAL)) {
            minutes(10, 40).step(proposer, new Submit());
            minutes(30, 300).step(By.DEPUTY, new SendBack("责任单位和工作要求请再核实后报批"));
            proposed(proposer, assignments);
        }
        minutes(5, 40).step(proposer, new Submit());
        if (has(Stage.APPROVAL)) {
            minutes(20, 240).step(By.DEPUTY, new Approve("同意立项，按拟办意见交办"));
        }
        return this;
    }

    /** 拟办: the proposal is written. */
    Road proposed(By proposer, List<Assignment> assignments) {
        return minutes(10, 90).step(proposer, new Propose(new Proposal(any(phrases.proposals()), assignments)));
    }

    /** 定人: by hand, where the routing table doesn't tell. */
    Road entrusted(Charge charge) {
        return charge.routed() ? this : minutes(5, 30).step(By.DEPUTY, new Entrust(charge.officer(), 0));
    }

    /** 交办 as proposed, 签收 by every unit. */
    Road assigned(List<Assignment> assignments) {
        minutes(10, 120).step(By.OFFICER, Assign.asProposed());
        for (Assignment assignment : assignments) {
            minutes(10, 200).acknowledged(assignment.unit());
        }
        return this;
    }

    /**
     * 交办, disputed by the lead (异议退回) before it acknowledges.
     *
     * @param instead the unit that leads instead; null when the dispute is rejected
     */
    Road disputed(String lead, List<String> assisting, @Nullable Responsible instead) {
        minutes(10, 120).step(By.OFFICER, Assign.asProposed());
        minutes(60, 300)
                .step(
                        By.handler(lead),
                        (matter, others) -> new Dispute(lead(matter).number(), "不属本单位职责范围"));
        Assignment replacement = instead == null
                ? null
                : Assignment.lead(instead.id()).leader(instead.leader().id()).requirement("按职责分工牵头办理");
        days(1, 2)
                .step(
                        By.OFFICER,
                        (matter, others) -> new DecideDispute(
                                lead(matter).number(),
                                replacement != null,
                                replacement == null ? "属本单位职责，按原交办办理" : "情况属实，改由其他单位牵头",
                                replacement));
        minutes(10, 200).acknowledged(instead == null ? lead : instead.id());
        for (String unit : assisting) {
            minutes(10, 200).acknowledged(unit);
        }
        return this;
    }

    /** 续办: this unit leads again, with a new date. */
    Road assignedAgain(LocalDate due) {
        minutes(20, 200)
                .step(
                        By.OFFICER,
                        (matter, others) ->
                                new Assign(List.of(Assignment.lead(lead(matter).unit())
                                        .requirement("按再次批示要求办理")
                                        .leader(lead(matter).assignment().leader())
                                        .dueOn(due))));
        return minutes(20, 300)
                .step(By.LEAD, (matter, others) -> new Acknowledge(lead(matter).number()));
    }

    Road acknowledged(String unit) {
        return step(By.handler(unit), (matter, others) -> new Acknowledge(numberOf(matter, unit)));
    }

    /** To happen when that share of the handling is over. */
    Road at(double share, Runnable happens) {
        incidents.add(new Incident(share, happens));
        return this;
    }

    /** 承办: from now until that instant, with what was planned to happen in between. */
    Road handled(Instant until) {
        Instant from = now;
        List<Incident> planned = new ArrayList<>(incidents);
        incidents.clear();
        planned.sort(Comparator.comparingDouble(Incident::share));
        for (Incident incident : planned) {
            reach(desk.between(from, until, incident.share()));
            incident.happens().run();
        }
        return reach(until);
    }

    /** 过程反馈 of the lead. */
    Road progress(int percent) {
        String difficulty = random.nextInt(4) == 0 ? any(phrases.difficulties()) : "";
        String text = any(phrases.progress());
        return step(
                By.LEAD,
                (matter, others) -> new ReportProgress(lead(matter).number(), text, percent, difficulty, List.of()));
    }

    /** 办结反馈: first the assisting units, then the lead. */
    Road finished(List<String> assisting) {
        for (String unit : assisting) {
            step(
                    By.handler(unit),
                    (matter, others) -> new Finish(numberOf(matter, unit), "协办任务已完成，情况已报牵头单位", List.of()));
            minutes(5, 60);
        }
        String result = any(phrases.results());
        return step(By.LEAD, (matter, others) -> new Finish(lead(matter).number(), result, List.of()));
    }

    /** 延期 asked for in writing, and granted or refused. */
    Road extensionAsked(LocalDate newDate, boolean granted) {
        step(
                By.LEAD,
                (matter, others) ->
                        new RequestExtension(lead(matter).number(), "前期手续办理时间超出预期", "已完成主体工作，正在收尾", newDate, null));
        return minutes(60, 400)
                .step(
                        By.OFFICER,
                        (matter, others) -> new DecideExtension(
                                lead(matter).number(), granted, null, granted ? "情况属实，同意延期" : "理由不充分，请按原时限完成"));
    }

    /** 中止. */
    Road suspended() {
        return step(
                By.OFFICER, (matter, others) -> new Suspend(lead(matter).number(), "上级部门审批未完成，暂不具备实施条件", "责任单位书面申请"));
    }

    /** 恢复. */
    Road resumed() {
        return step(By.OFFICER, (matter, others) -> new Resume(lead(matter).number(), "审批已完成，恢复办理"));
    }

    /** 阶段性办结. */
    Road completedInPart(LocalDate nextDate) {
        return step(
                By.OFFICER,
                (matter, others) -> new CompleteInPart(lead(matter).number(), "一期任务已完成", "二期任务继续推进", nextDate));
    }

    /** 核查 finds faults: 退回重办, with a new date. */
    Road returned(LocalDate dueOn) {
        verifying();
        minutes(60, 300).step(By.OFFICER, new ReturnForRework(List.of(), "现场与反馈情况不符，退回重办", dueOn));
        return minutes(60, 300).progress(60);
    }

    /** 核查 begins. */
    Road verifying() {
        Method method = any(List.of(Method.values()));
        return step(
                By.OFFICER,
                (matter, others) -> new StartVerification(method, List.of(Plan.known(matter.officer(), "officer"))));
    }

    /** 核查 some days later, passed: 销号. */
    Road cleared() {
        days(1, 3).verifying();
        return minutes(60, 600).passed();
    }

    Road passed() {
        return step(By.OFFICER, new PassVerification("经核查，办理结果属实，予以销号", List.of()));
    }

    /** 呈报 to the matter's leader. */
    Road presented() {
        return has(Stage.SUBMISSION) ? minutes(60, 500).step(By.OFFICER, new Present(null, "办理情况已核查，现呈报审阅")) : this;
    }

    Road endorsed() {
        return has(Stage.SUBMISSION) ? days(1, 3).step(By.LEADER, new Endorse("已阅，办理到位")) : this;
    }

    /** 通报 or none, 归档. */
    Road archived(CircularKind circular, List<String> units, String text) {
        if (has(Stage.CIRCULAR)) {
            days(1, 2).step(By.DEPUTY, new DecideCircular(circular, units, text));
        }
        return sealed();
    }

    Road sealed() {
        return days(1, 4).step(By.OFFICER, new Archive(Retention.D30, "一事一档，材料齐全"));
    }

    Road archived() {
        return archived(CircularKind.NONE, List.of(), "");
    }

    boolean has(Stage stage) {
        return !form.omitted().contains(stage);
    }

    // ---- what a step finds in the matter

    static Obligation lead(Matter matter) {
        return matter.lead().orElseThrow(() -> new IllegalStateException("no lead in " + matter.number()));
    }

    /** The version of the newest conclusion, which a unit may object to. */
    static long newestConclusion(Matter matter) {
        return matter.conclusions().get(matter.conclusions().size() - 1).version();
    }

    static int numberOf(Matter matter, String unit) {
        return matter.currentRound().stream()
                .filter(o -> o.unit().equals(unit) && o.state() != Obligation.State.RELIEVED)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(unit + " has no obligation in " + matter.number()))
                .number();
    }
}
