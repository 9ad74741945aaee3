package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand.BreakDown;
import org.duban.api.office.Line;
import org.duban.api.office.Role;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Leader;
import org.duban.demo.Plan.Branch;
import org.duban.demo.Plan.Registration;

/** Livelihood promises (为民兴办实事): 五定 at the beginning of the year, some broken down into links. */
final class LivelihoodPlans {

    private static final String KIND = "livelihood";

    private final Planning planning;
    private final Scenario.Livelihood counts;
    private final Desk desk;

    LivelihoodPlans(Planning planning) {
        this.planning = planning;
        this.counts = planning.scenario().livelihood();
        this.desk = planning.desk();
    }

    List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        for (int i = 1; i <= counts.done() + counts.goingOn(); i++) {
            addTo(plans, KIND + "-" + i, i <= counts.done(), i <= counts.brokenDown());
        }
        return plans;
    }

    private void addTo(List<Plan> plans, String name, boolean done, boolean brokenDown) {
        Scenario scenario = planning.scenario();
        Random random = planning.random(name);
        Instant at = desk.during(
                planning.workingDay(scenario.begins(), scenario.begins().plusDays(40), random), random);
        LocalDate finish =
                planning.workingDay(scenario.begins().plusDays(120), desk.plus(scenario.ends(), -16), random);
        LocalDate due = done
                ? desk.plus(finish, random.nextInt(12))
                : LocalDate.of(scenario.ends().getYear(), 12, 31);
        Charge charge = planning.charge(random);
        String level = Planning.any(List.of("省", "市", "区"), random);
        String task = planning.placed(charge, Planning.any(planning.phrases().livelihood(), random));
        Leader leader = planning.leader(Line.GOVERNMENT, random, Role.SUPERVISING_LEADER);
        Draft draft = draft(task, level, charge, due).leader(leader.id());

        List<Assignment> assignments = List.of(planning.lead(charge, random));
        Road road = planning.road(KIND, random, at)
                .approved(charge.proposer(), assignments, false)
                .entrusted(charge)
                .assigned(assignments);
        List<Plan> links = new ArrayList<>();
        if (brokenDown) {
            List<Draft> drafts = planning.phrases().links().stream()
                    .limit(counts.links())
                    .map(link -> draft(task + "：" + link, level, charge, due).leader(leader.id()))
                    .toList();
            road.days(1, 3).step(By.OFFICER, new BreakDown(drafts));
            for (int link = 0; link < drafts.size(); link++) {
                links.add(link(name, link, road.now(), desk.plus(finish, -5), charge, random));
            }
        }
        road.at(0.25, () -> road.progress(30));
        road.at(0.5, () -> road.progress(60));
        road.at(0.75, () -> road.progress(85));
        if (done) {
            road.handled(desk.during(finish, random)).finished(List.of());
            road.cleared().presented().endorsed().archived();
        } else {
            road.handled(planning.ends());
        }
        plans.add(new Plan(name, new Registration(at, charge.officer(), others -> draft), road.steps()));
        plans.addAll(links);
    }

    /** A link goes the whole road by itself, and is cleared before the matter it is a part of. */
    private Plan link(String parent, int index, Instant begins, LocalDate last, Charge charge, Random random) {
        List<Assignment> assignments = List.of(planning.lead(charge, random));
        Road road = planning.road(KIND, random, begins)
                .approved(charge.proposer(), assignments, false)
                .entrusted(charge)
                .assigned(assignments);
        LocalDate finish = planning.workingDay(desk.plus(road.today(), 5), desk.plus(last, -5), random);
        road.at(0.5, () -> road.progress(50));
        road.handled(desk.during(finish, random)).finished(List.of());
        road.cleared().presented().endorsed().archived();
        return new Plan(parent + "-link-" + (index + 1), new Branch(begins, parent, index), road.steps());
    }

    private static Draft draft(String task, String level, Charge charge, LocalDate due) {
        return Draft.of(KIND)
                .title(task)
                .content("为民兴办实事：" + task)
                .source(level + "级为民兴办实事责任书")
                .area(charge.area())
                .dueOn(due)
                .form(Forms.livelihood(level, due.getYear(), task));
    }
}
