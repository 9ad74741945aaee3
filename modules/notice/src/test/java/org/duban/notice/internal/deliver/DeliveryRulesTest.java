package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.notice.NoticeKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeliveryRulesTest {

    @Test
    @DisplayName("默认：每人每天 8 条，5 秒起三倍递增，催办随时发出")
    void defaultsAreThoseSaidInTheReadme() {
        DeliveryRules rules = DeliveryRules.of(config(Map.of()));

        assertEquals(8, rules.budgetPerPersonAndDay());
        assertEquals(Duration.ofMinutes(60), rules.minimumInterval());
        assertEquals(6, rules.attemptsPerChannel());
        assertEquals(Duration.ofSeconds(30), rules.timeout());
        assertEquals(0.2, rules.jitter());
        assertEquals(Set.of(NoticeKind.URGE, NoticeKind.TEST), rules.immediateKinds());
        assertEquals(Set.of(NoticeKind.REMINDER, NoticeKind.REPORT_OWED, NoticeKind.WATCH), rules.reminderKinds());
    }

    @Test
    @DisplayName("pauses grow by the factor up to the longest")
    void pausesGrowByTheFactorUpToTheLongest() {
        DeliveryRules rules = DeliveryRules.of(config(Map.of("jitterPercent", 0)));
        Random random = new Random(1);

        assertEquals(
                List.of(5L, 15L, 45L, 135L, 405L, 1215L, 3600L, 3600L),
                IntStream.rangeClosed(1, 8)
                        .mapToObj(tries -> rules.pause(tries, random).toSeconds())
                        .toList());
    }

    @Test
    void whatAReceiverAsksForIsHonouredBetweenASecondAndADay() {
        assertEquals(Duration.ofSeconds(1), DeliveryRules.bounded(Duration.ofDays(-1)));
        assertEquals(Duration.ofSeconds(1), DeliveryRules.bounded(Duration.ZERO));
        assertEquals(Duration.ofMinutes(7), DeliveryRules.bounded(Duration.ofMinutes(7)));
        assertEquals(Duration.ofDays(1), DeliveryRules.bounded(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void aListMayStandOnOneLineAsInACfgFile() {
        DeliveryRules rules = DeliveryRules.of(config(Map.of("immediateKinds", new String[] {"URGE, TASK"})));

        assertEquals(Set.of(NoticeKind.URGE, NoticeKind.TASK), rules.immediateKinds());
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        DubanException e = assertThrows(
                DubanException.class,
                () -> DeliveryRules.of(config(Map.of(
                        "timeoutSeconds", 0, "jitterPercent", 101, "reminderKinds", new String[] {"REMINDER", "X"}))));

        assertEquals(ErrorCode.CONFIGURATION_INVALID, e.code());
        assertEquals(
                Set.of("timeoutSeconds", "jitterPercent", "reminderKinds"),
                Set.copyOf(e.problems().stream().map(Problem::field).toList()));
    }

    /** The shipped configuration but for some values. */
    static DeliveryConfig config(Map<String, Object> values) {
        return (DeliveryConfig) Proxy.newProxyInstance(
                DeliveryConfig.class.getClassLoader(),
                new Class<?>[] {DeliveryConfig.class, Annotation.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
