package org.duban.demo;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * What one matter is going to live through.
 *
 * @param name by which other plans refer to it
 * @param origin how the matter comes about
 * @param steps in the order of time, none before the origin
 */
record Plan(String name, Origin origin, List<Step> steps) {

    Plan {
        steps = List.copyOf(steps);
        Instant before = origin.at();
        for (Step step : steps) {
            if (step.at().isBefore(before)) {
                throw new IllegalArgumentException(name + " goes back from " + before + " to " + step.at());
            }
            before = step.at();
        }
    }

    /** The last instant of the plan. */
    Instant ends() {
        return steps.isEmpty() ? origin.at() : steps.get(steps.size() - 1).at();
    }

    /** How a matter comes about. */
    sealed interface Origin {
        Instant at();
    }

    /** It is registered; the draft may name the matters of other plans. */
    record Registration(Instant at, String registrar, Function<Matters, Draft> draft) implements Origin {}

    /** It is the n-th (from 0) part or link that another plan's matter was split or broken down into. */
    record Branch(Instant at, String parent, int index) implements Origin {}

    /** One command. */
    record Step(Instant at, By by, Deed deed) {}

    /** The command, found out when it is given. */
    @FunctionalInterface
    interface Deed {
        MatterCommand command(Matter matter, Matters others);
    }

    /** The matters of plans under way. */
    @FunctionalInterface
    interface Matters {
        /** The matter of the plan with that name, which has begun. */
        MatterId idOf(String plan);
    }

    /** Something a plan relies on the matter to have. */
    static <T> T known(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("the plan expects the matter to have " + what);
        }
        return value;
    }
}
