package org.duban.notice.internal.deliver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.notice.NoticeKind;

/**
 * The configured rules of delivery; what each means is said in {@link DeliveryConfig}.
 *
 * @param jitter 0 to 1
 */
record DeliveryRules(
        int budgetPerPersonAndDay,
        Duration minimumInterval,
        Set<NoticeKind> immediateKinds,
        Set<NoticeKind> reminderKinds,
        int attemptsPerChannel,
        Duration firstPause,
        double pauseFactor,
        Duration maximumPause,
        double jitter,
        Duration timeout,
        int breakerFailures,
        Duration breakerOpen,
        Duration absentWait,
        Duration troubleWait) {

    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofDays(1);

    DeliveryRules {
        immediateKinds = Set.copyOf(immediateKinds);
        reminderKinds = Set.copyOf(reminderKinds);
    }

    /** @throws DubanException {@code CONFIGURATION_INVALID} with all that is wrong */
    static DeliveryRules of(DeliveryConfig config) {
        List<Problem> problems = new ArrayList<>();
        DeliveryRules rules = new DeliveryRules(
                (int) within(problems, "budgetPerPersonAndDay", config.budgetPerPersonAndDay(), 1, 1_000_000),
                Duration.ofMinutes(
                        within(problems, "minimumIntervalMinutes", config.minimumIntervalMinutes(), 0, 1440)),
                kinds(problems, "immediateKinds", config.immediateKinds()),
                kinds(problems, "reminderKinds", config.reminderKinds()),
                (int) within(problems, "attemptsPerChannel", config.attemptsPerChannel(), 1, 1000),
                Duration.ofSeconds(within(problems, "firstPauseSeconds", config.firstPauseSeconds(), 1, 86_400)),
                (double) within(problems, "pauseFactor", config.pauseFactor(), 1, 100),
                Duration.ofSeconds(within(problems, "maximumPauseSeconds", config.maximumPauseSeconds(), 1, 86_400)),
                within(problems, "jitterPercent", config.jitterPercent(), 0, 100) / 100.0,
                Duration.ofSeconds(within(problems, "timeoutSeconds", config.timeoutSeconds(), 1, 3600)),
                (int) within(problems, "breakerFailures", config.breakerFailures(), 1, 1000),
                Duration.ofSeconds(within(problems, "breakerOpenSeconds", config.breakerOpenSeconds(), 1, 86_400)),
                Duration.ofSeconds(within(problems, "absentWaitSeconds", config.absentWaitSeconds(), 0, 86_400)),
                Duration.ofSeconds(within(problems, "troubleWaitSeconds", config.troubleWaitSeconds(), 0, 86_400)));
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return rules;
    }

    private static long within(List<Problem> problems, String name, long value, long least, long most) {
        if (value < least || value > most) {
            problems.add(invalid(name, Long.toString(value), least + " 至 " + most));
        }
        return value;
    }

    private static Set<NoticeKind> kinds(List<Problem> problems, String name, String[] values) {
        Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
        // A .cfg file has a list on one line.
        for (String value : String.join(",", values).split(",")) {
            List<NoticeKind> known = Arrays.stream(NoticeKind.values())
                    .filter(kind -> kind.name().equals(value.strip()))
                    .toList();
            if (known.isEmpty() && !value.isBlank()) {
                problems.add(invalid(name, value, Arrays.toString(NoticeKind.values())));
            }
            kinds.addAll(known);
        }
        return kinds;
    }

    private static Problem invalid(String name, String value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                name,
                value,
                expected,
                DeliveryConfig.PID + " 的配置值不对",
                "a value in the configuration " + DeliveryConfig.PID + " can't be used");
    }

    /**
     * How long to wait before trying again.
     *
     * @param tries how often it was tried with this channel, 1 or more
     */
    Duration pause(int tries, RandomGenerator random) {
        double grown = firstPause.toMillis() * Math.pow(pauseFactor, tries - 1.0);
        double bounded = Math.min(grown, maximumPause.toMillis());
        double spread = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(bounded * spread));
    }

    /** What a receiver asked for, within bounds: it must neither be pestered nor keep a notice for ever. */
    static Duration bounded(Duration after) {
        if (after.compareTo(SHORTEST_RETRY) < 0) {
            return SHORTEST_RETRY;
        }
        return after.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : after;
    }
}
