package org.duban.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.demo.Plan.Branch;
import org.duban.demo.Plan.Registration;
import org.duban.demo.Plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Carries plans out: all their steps in one order of time, each at its own instant on the simulated clock. Whatever the product
 * refuses stops the run; there is no other way than through its commands.
 */
final class Runner {

    private final Matters matters;
    private final Office office;
    private final SimulatedClock clock;
    private final Mornings mornings;
    private final List<Beside> beside;
    private final Map<String, MatterId> ids = new HashMap<>();
    private final Map<String, List<MatterId>> branches = new HashMap<>();

    Runner(Matters matters, Office office, SimulatedClock clock, Mornings mornings, List<Beside> beside) {
        this.matters = matters;
        this.office = office;
        this.clock = clock;
        this.mornings = mornings;
        this.beside = List.copyOf(beside);
    }

    /** One thing to do; {@code step} null: the origin. */
    private record Due(Instant at, Plan plan, @Nullable Step step) {}

    /**
     * Lives through these plans until an instant, at which the clock stands afterwards.
     *
     * @param progress told the share done, 0 to 1, before each command and after the last
     * @return how many commands were given
     * @throws IllegalStateException when the product refuses a command; the cause is its refusal
     */
    int run(List<Plan> plans, Instant until, DoubleConsumer progress) {
        List<Due> agenda = new ArrayList<>();
        for (Plan plan : plans) {
            agenda.add(new Due(plan.origin().at(), plan, null));
            plan.steps().forEach(step -> agenda.add(new Due(step.at(), plan, step)));
        }
        agenda.removeIf(due -> due.at().isAfter(until));
        // Stable: what falls on one instant is done in the order of the plans.
        agenda.sort(Comparator.comparing(Due::at));
        int given = 0;
        for (Due due : agenda) {
            mornings.until(due.at());
            clock.moveTo(due.at());
            progress.accept((double) given / agenda.size());
            try {
                perform(due);
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "“" + due.plan().name() + "”在 "
                                + due.at().atZone(Desk.ZONE).toLocalDateTime() + " 未能办理：" + e.getMessage(),
                        e);
            }
            given++;
        }
        mornings.until(until);
        progress.accept(1);
        clock.moveTo(until);
        beside.forEach(Beside::close);
        return given;
    }

    private void perform(Due due) {
        Plan plan = due.plan();
        Step step = due.step();
        if (step != null) {
            Matter matter = matters.get(office.director(), idOf(plan.name()));
            MatterCommand command = step.deed().command(matter, this::idOf);
            Actor by = step.by().of(office, matter);
            Matter after = matters.execute(by, matter.id(), command);
            beside.forEach(part -> part.saw(by, after, command));
            if (command instanceof MatterCommand.Split) {
                branches.put(plan.name(), after.lineage().splitInto());
            } else if (command instanceof MatterCommand.BreakDown) {
                branches.put(plan.name(), after.lineage().links());
            }
        } else if (plan.origin() instanceof Registration origin) {
            Matter matter = matters.register(
                    Actor.of(origin.registrar()), origin.draft().apply(this::idOf));
            begin(plan, matter.id());
        } else if (plan.origin() instanceof Branch origin) {
            begin(
                    plan,
                    Plan.known(branches.get(origin.parent()), "branches of " + origin.parent())
                            .get(origin.index()));
        }
    }

    private void begin(Plan plan, MatterId id) {
        if (ids.put(plan.name(), id) != null) {
            throw new IllegalArgumentException("two plans have the name " + plan.name());
        }
    }

    private MatterId idOf(String plan) {
        return Plan.known(ids.get(plan), "a matter of the plan " + plan);
    }
}
