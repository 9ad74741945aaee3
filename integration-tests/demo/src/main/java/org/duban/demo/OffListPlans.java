package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.DecideObjection;
import org.duban.api.matter.MatterCommand.Decline;
import org.duban.api.matter.MatterCommand.Merge;
import org.duban.api.matter.MatterCommand.RaiseObjection;
import org.duban.api.matter.MatterCommand.Split;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterCommand.Terminate;
import org.duban.api.matter.MatterCommand.Withdraw;
import org.duban.api.matter.Stage;
import org.duban.demo.Office.Charge;
import org.duban.demo.Plan.Branch;
import org.duban.demo.Plan.Registration;
import org.duban.demo.Scenario.SourceDocument;

/** What is drawn up for the responsibility list and doesn't stay on it as it was: not approved, withdrawn, merged, split, terminated. */
final class OffListPlans {

    private final Planning planning;
    private final Scenario.Items counts;
    private final Desk desk;
    private final LocalDate ends;
    private final ListDrafts drafts;

    OffListPlans(Planning planning) {
        this.planning = planning;
        this.counts = planning.scenario().list();
        this.desk = planning.desk();
        this.ends = planning.scenario().ends();
        this.drafts = new ListDrafts(planning);
    }

    /** @param open plans of items that go on to the end, into which others can be merged */
    List<Plan> plans(List<Plan> open) {
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < counts.declined(); i++) {
            plans.add(declined("list-declined-" + i));
        }
        for (int i = 0; i < counts.withdrawn(); i++) {
            plans.add(withdrawn("list-withdrawn-" + i));
        }
        for (int i = 0; i < counts.merged(); i++) {
            plans.add(merged("list-merged-" + i, open.get(i % open.size())));
        }
        for (int i = 0; i < counts.split(); i++) {
            plans.addAll(split("list-split-" + i));
        }
        for (int i = 0; i < counts.terminated(); i++) {
            plans.add(terminated("list-terminated-" + i, i < counts.reinstated()));
        }
        return plans;
    }

    /** A key task that has just been drawn up. */
    private record Beginning(String name, Random random, Instant at, Charge charge, Draft draft, Road road) {

        Plan plan() {
            return new Plan(name, new Registration(at, charge.officer(), others -> draft), road.steps());
        }
    }

    private Beginning begin(String name, int workingDaysBeforeTheEnd) {
        Random random = planning.random(name);
        LocalDate last = desk.plus(ends, -workingDaysBeforeTheEnd);
        SourceDocument document = drafts.document(ListPlans.KEY_TASK, last, random);
        Instant at = drafts.drawnUp(document, last, random);
        Charge charge = planning.charge(random);
        Draft draft = drafts.draft(document, charge, random).dueOn(drafts.dueAfterTheEnd(random));
        return new Beginning(name, random, at, charge, draft, planning.road(ListPlans.KEY_TASK, random, at));
    }

    private List<Assignment> assignments(Beginning begun) {
        return List.of(planning.lead(begun.charge(), begun.random()));
    }

    private Plan declined(String name) {
        Beginning begun = begin(name, 10);
        Road road = begun.road().proposed(begun.charge().proposer(), assignments(begun));
        if (road.has(Stage.APPROVAL)) {
            road.minutes(5, 40).step(begun.charge().proposer(), new Submit());
        }
        road.minutes(30, 300).step(By.DEPUTY, new Decline("属部门日常工作，不列入责任清单"));
        return begun.plan();
    }

    private Plan withdrawn(String name) {
        Beginning begun = begin(name, 10);
        begun.road().days(1, 2).step(begun.charge().proposer(), new Withdraw("文件已另行安排，撤回"));
        return begun.plan();
    }

    /** The same task drawn up again the day after, from another document. */
    private Plan merged(String name, Plan into) {
        if (!(into.origin() instanceof Registration original)) {
            throw new IllegalArgumentException(into.name() + " is not registered by itself");
        }
        Random random = planning.random(name);
        Instant at = desk.during(desk.plus(desk.day(original.at()), 1), random);
        SourceDocument document = drafts.document(ListPlans.KEY_TASK, desk.day(at), random);
        Road road = planning.road(ListPlans.KEY_TASK, random, at)
                .days(1, 2)
                .step(By.DEPUTY, (matter, others) -> new Merge(others.idOf(into.name()), "与已立项事项内容相同，并案督办"));
        return new Plan(
                name,
                new Registration(
                        at,
                        original.registrar(),
                        others -> original.draft().apply(others).source(ListDrafts.source(document))),
                road.steps());
    }

    /** Split into items of the list that go on to the end. */
    private List<Plan> split(String name) {
        Beginning begun = begin(name, 60);
        List<Assignment> assignments = assignments(begun);
        List<Draft> parts = new ArrayList<>();
        for (int i = 1; i <= counts.splitInto(); i++) {
            parts.add(begun.draft().title(begun.draft().title() + "（第" + i + "部分）"));
        }
        Road road = begun.road()
                .proposed(begun.charge().proposer(), assignments)
                .entrusted(begun.charge())
                .minutes(60, 300)
                .step(By.OFFICER, new Split(parts, "任务过大，分别立项督办"));
        List<Plan> plans = new ArrayList<>();
        plans.add(begun.plan());
        for (int i = 0; i < parts.size(); i++) {
            Road part = planning.road(ListPlans.KEY_TASK, begun.random(), road.now())
                    .approved(begun.charge().proposer(), assignments, false)
                    .entrusted(begun.charge())
                    .assigned(assignments)
                    .days(10, 20)
                    .progress(20 + 10 * i);
            plans.add(new Plan(name + "-part-" + (i + 1), new Branch(road.now(), name, i), part.steps()));
        }
        return plans;
    }

    /** Terminated because its ground fell away; taken up again when the unit objects and is right. */
    private Plan terminated(String name, boolean reinstated) {
        Beginning begun = begin(name, 110);
        List<Assignment> assignments = assignments(begun);
        Road road = begun.road()
                .approved(begun.charge().proposer(), assignments, false)
                .entrusted(begun.charge())
                .assigned(assignments)
                .days(15, 40)
                .step(By.DEPUTY, new Terminate("上级政策调整，事项不再实施", "区政府常务会议纪要"));
        if (reinstated) {
            String unit = begun.charge().unit().id();
            LocalDate due = drafts.dueAfterTheEnd(begun.random());
            road.days(3, 10)
                    .step(
                            By.responsibleLeader(unit),
                            (matter, others) -> new RaiseObjection(Road.newestConclusion(matter), "资金已到位，具备继续实施的条件"));
            road.days(3, 10)
                    .step(
                            By.DIRECTOR,
                            (matter, others) ->
                                    new DecideObjection(matter.objections().size(), true, "条件具备，恢复督办"));
            road.days(1, 2)
                    .step(By.OFFICER, new Assign(List.of(assignments.get(0).dueOn(due))));
            road.minutes(20, 200).acknowledged(unit);
            road.days(5, 20).progress(30);
        }
        return begun.plan();
    }
}
