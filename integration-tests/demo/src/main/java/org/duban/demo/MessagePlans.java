package org.duban.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.MatterCommand.Merge;
import org.duban.api.matter.MatterCommand.PublishReply;
import org.duban.api.matter.MatterCommand.Remind;
import org.duban.api.office.Line;
import org.duban.api.office.Role;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Leader;
import org.duban.demo.Plan.Registration;
import org.jspecify.annotations.Nullable;

/** Citizens' messages, which come in at any hour, and public-opinion items, which leaders hand over: all are answered. */
final class MessagePlans {

    private static final String KIND = "message";

    /** Seconds within which somebody else writes about the same thing. */
    private static final int SIMILAR_WITHIN = 20 * 60 * 60;

    private final Planning planning;
    private final Scenario.Messages counts;
    private final Desk desk;
    private final LocalDate begins;
    private final LocalDate last;

    MessagePlans(Planning planning) {
        this.planning = planning;
        this.counts = planning.scenario().messages();
        this.desk = planning.desk();
        this.begins = planning.scenario().begins();
        this.last = desk.plus(planning.scenario().ends(), -20);
    }

    List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        int originals = counts.messages() - counts.similar();
        for (int i = 1; i <= originals; i++) {
            Random random = planning.random(KIND + i);
            Instant at = begins.atStartOfDay(desk.zone())
                    .toInstant()
                    .plusSeconds(random.nextInt((int) ChronoUnit.DAYS.between(begins, last) * 24 * 60 * 60));
            String name = KIND + "-" + i;
            plans.add(answered(name, at, random, null));
            if (i <= counts.similar()) {
                plans.add(similar(name + "-again", plans.get(plans.size() - 1), random));
            }
        }
        for (int i = 1; i <= counts.opinions(); i++) {
            Random random = planning.random("opinion" + i);
            Instant at = desk.during(planning.workingDay(begins, last, random), random);
            Line line = Planning.any(List.of(Line.values()), random);
            plans.add(answered("opinion-" + i, at, random, planning.leader(line, random, Role.PRINCIPAL_LEADER)));
        }
        return plans;
    }

    private Plan answered(String name, Instant at, Random random, @Nullable Leader handedOverBy) {
        String channel = handedOverBy == null ? counts.messagesChannel() : counts.opinionsChannel();
        Charge charge = planning.charge(random);
        List<Assignment> assignments = List.of(planning.lead(charge, random));
        Road road = planning.road(KIND, random, at)
                .approved(charge.proposer(), assignments, false)
                .entrusted(charge)
                .assigned(assignments);
        if (random.nextInt(3) == 0) {
            road.days(1, 1)
                    .step(
                            By.OFFICER,
                            (matter, others) -> new Remind(Road.lead(matter).number(), "请按时限办理并回复"));
        }
        // A similar message has come in by then, at the latest a long weekend after the first.
        road.days(2, 4).finished(List.of());
        road.minutes(20, 200).step(By.OFFICER, new PublishReply("您反映的问题已核实处理，感谢监督", channel));
        road.cleared().presented().endorsed().archived();

        List<String> texts = handedOverBy == null
                ? planning.phrases().messages()
                : planning.phrases().opinions();
        String text = planning.placed(
                charge,
                Planning.any(texts, random)
                        .replace("{task}", Planning.any(charge.unit().tasks(), random)));
        Draft draft = Draft.of(KIND)
                .title(text)
                .content(text)
                .line(handedOverBy == null ? Line.GOVERNMENT : handedOverBy.line())
                .gate(Gate.PUBLIC_CONCERN)
                .source(channel)
                .leader(handedOverBy == null ? null : handedOverBy.id())
                .area(charge.area())
                .form(Forms.message(channel, "网友" + (1000 + random.nextInt(9000))));
        String registrar = handedOverBy == null
                ? planning.office().host().person()
                : planning.office().generalOfficer().person();
        return new Plan(name, new Registration(at, registrar, others -> draft), road.steps());
    }

    /** Somebody else writes about the same: merged with the first message, which is still being handled. */
    private Plan similar(String name, Plan first, Random random) {
        if (!(first.origin() instanceof Registration original)) {
            throw new IllegalArgumentException(first.name() + " is not registered by itself");
        }
        Instant at = original.at().plusSeconds(3600 + random.nextInt(SIMILAR_WITHIN));
        Road road = planning.road(KIND, random, at)
                .minutes(10, 60)
                .step(By.DEPUTY, (matter, others) -> new Merge(others.idOf(first.name()), "与在办留言反映同一问题"));
        return new Plan(name, new Registration(at, original.registrar(), original.draft()), road.steps());
    }
}
