package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.MatterCommand.Decline;
import org.duban.api.matter.MatterCommand.Delegate;
import org.duban.api.matter.MatterCommand.InstructAgain;
import org.duban.api.matter.Source;
import org.duban.api.office.Line;
import org.duban.api.office.Role;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Leader;
import org.duban.demo.Plan.Registration;
import org.jspecify.annotations.Nullable;

/** Leaders' instructions: every one becomes a matter or a recorded refusal, and every one is answered (有批必查). */
final class InstructionPlans {

    private static final String KIND = "instruction";

    /** What is special about one instruction. */
    private enum Special {
        EXTENDED,
        RETURNED,
        INSTRUCTED_AGAIN
    }

    private final Planning planning;
    private final Scenario.Instructions counts;
    private final Desk desk;
    private final LocalDate begins;

    /** The last day on which one comes in that is to be answered by the end, with a second round if need be. */
    private final LocalDate last;

    InstructionPlans(Planning planning) {
        this.planning = planning;
        this.counts = planning.scenario().instructions();
        this.desk = planning.desk();
        this.begins = planning.scenario().begins();
        this.last = desk.plus(planning.scenario().ends(), -45);
    }

    List<Plan> plans() {
        List<@Nullable Special> specials = new ArrayList<>();
        specials.addAll(Collections.nCopies(counts.extended(), Special.EXTENDED));
        specials.addAll(Collections.nCopies(counts.returned(), Special.RETURNED));
        specials.addAll(Collections.nCopies(counts.instructedAgain(), Special.INSTRUCTED_AGAIN));
        while (specials.size() < counts.supervised()) {
            specials.add(null);
        }
        Collections.shuffle(specials, planning.random(KIND));
        List<Plan> plans = new ArrayList<>();
        LocalDate middle = desk.plus(begins, desk.calendar().workingDaysBetween(begins, last) / 2);
        for (int i = 1; i <= counts.supervised(); i++) {
            Random random = planning.random(KIND + i);
            int repeats = i - (counts.supervised() - counts.recurrences());
            LocalDate day = repeats > 0
                    ? planning.workingDay(middle.plusDays(1), last, random)
                    : planning.workingDay(begins, i <= counts.recurrences() ? middle : last, random);
            plans.add(supervised(
                    KIND + "-" + i,
                    desk.during(day, random),
                    random,
                    specials.get(i - 1),
                    repeats > 0 ? KIND + "-" + repeats : null));
        }
        for (int i = 1; i <= counts.forInformation(); i++) {
            plans.add(forInformation(KIND + "-for-information-" + i, planning.random(KIND + "-information" + i)));
        }
        return plans;
    }

    private Plan supervised(
            String name, Instant at, Random random, @Nullable Special special, @Nullable String repeats) {
        boolean reportRequired = random.nextInt(100) < counts.reportRequiredPercent();
        int limit = reportRequired ? 7 : 15;
        LocalDate received = desk.day(at);
        LocalDate due = desk.plus(received, limit);
        Line line = Planning.any(List.of(Line.values()), random);
        Leader leader = planning.leader(line, random, Role.PRINCIPAL_LEADER);
        Charge charge = planning.charge(random);
        List<Assignment> assignments = List.of(planning.lead(charge, random));

        String registrar = planning.office().generalOfficer().person();
        Road road = planning.road(KIND, random, at)
                .approved(By.person(registrar), assignments, false)
                .entrusted(charge)
                .assigned(assignments);
        road.minutes(10, 60)
                .step(
                        By.LEAD,
                        (matter, others) -> new Delegate(
                                Road.lead(matter).number(),
                                charge.unit().handlers().get(0).id()));
        if (special == Special.EXTENDED) {
            road.reach(desk.during(desk.plus(due, -2), random)).extensionAsked(desk.plus(due, 5), true);
            road.reach(desk.during(desk.plus(due, 3), random)).finished(List.of());
        } else if (special == Special.RETURNED) {
            road.reach(desk.during(desk.plus(received, 3), random)).finished(List.of());
            road.days(1, 1).returned(due);
            road.days(1, 1).finished(List.of());
        } else {
            int finishedAfter = limit / 2 + random.nextInt(limit / 2);
            road.at(0.5, () -> road.progress(50));
            road.handled(desk.during(desk.plus(received, finishedAfter), random))
                    .finished(List.of());
        }
        road.cleared().presented();
        if (special == Special.INSTRUCTED_AGAIN) {
            LocalDate next = desk.plus(road.today(), 9);
            road.days(1, 2)
                    .step(By.LEADER, new InstructAgain("有成效，但还不稳固，请举一反三，再督办一轮", next))
                    .assignedAgain(next);
            road.days(3, 5).finished(List.of()).cleared().presented();
        }
        road.endorsed().archived();

        String subject = planning.placed(charge, Planning.any(charge.unit().tasks(), random));
        String text = Planning.any(planning.phrases().instructions(), random).replace("{task}", subject);
        Draft draft =
                draft(line, leader, subject, text, received, reportRequired).area(charge.area());
        return new Plan(
                name,
                new Registration(
                        at, registrar, others -> repeats == null ? draft : draft.recurrenceOf(others.idOf(repeats))),
                road.steps());
    }

    private Plan forInformation(String name, Random random) {
        Instant at = desk.during(planning.workingDay(begins, last, random), random);
        Line line = Planning.any(List.of(Line.values()), random);
        Leader leader = planning.leader(line, random, Role.PRINCIPAL_LEADER);
        Draft draft = draft(line, leader, "上级来文", "请有关同志阅知", desk.day(at), false);
        Road road = planning.road(KIND, random, at).minutes(30, 300).step(By.DEPUTY, new Decline("阅知件，不需督办"));
        return new Plan(
                name, new Registration(at, planning.office().generalOfficer().person(), others -> draft), road.steps());
    }

    private static Draft draft(
            Line line, Leader leader, String subject, String text, LocalDate on, boolean reportRequired) {
        return Draft.of(KIND)
                .title(leader.title() + "关于" + subject + "的批示")
                .content(text)
                .line(line)
                .gate(Gate.LEADER_INSTRUCTION)
                .source(new Source(leader.title() + "批示件", null, on))
                .leader(leader.id())
                .form(Forms.instruction(on, reportRequired));
    }
}
