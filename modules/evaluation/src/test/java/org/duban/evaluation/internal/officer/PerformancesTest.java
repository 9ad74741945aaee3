package org.duban.evaluation.internal.officer;

import static org.junit.jupiter.api.Assertions.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.duban.api.appraisal.Performance;
import org.duban.api.appraisal.Performance.Counted;
import org.duban.api.appraisal.Performance.Measured;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.Stage;
import org.duban.calendar.internal.CalendarService;
import org.duban.evaluation.internal.conduct.Story;
import org.duban.evaluation.internal.officer.MatterCount.Terms;
import org.duban.evaluation.internal.officer.OfficerRules.MeasureRule;
import org.junit.jupiter.api.Test;

class PerformancesTest {

    private static final OfficerSettings SETTINGS = OfficerSettings.shipped();
    private static final Terms TERMS = new Terms(
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 12, 31),
            SETTINGS.accountability().duties(),
            new CalendarService().current(),
            Story.ZONE,
            unit -> unit);

    private static Performances empty() {
        return new Performances(SETTINGS.officers(), TERMS);
    }

    private static List<Recorded> matter(int number, Random random) {
        LocalDate day = LocalDate.of(2026, 1, 5).plusDays(random.nextInt(250));
        Story story = new Story("m" + number, day.toString())
                .entrusted(random.nextBoolean() ? "li" : "wang")
                .assigned("zjj", day.plusDays(20).toString());
        for (int i = random.nextInt(4); i > 0; i--) {
            day = day.plusDays(random.nextInt(15));
            story.on(day).then(new Reminded(1, "催办"));
        }
        if (random.nextInt(4) > 0) {
            story.on(day.plusDays(random.nextInt(30))).then(new Finished(1, "完", List.of(), Stage.FEEDBACK));
            if (random.nextBoolean()) {
                story.then(new VerificationStarted(Method.DESK, List.of(), Stage.VERIFICATION))
                        .then(new Cleared("属实", List.of(), Stage.SUBMISSION));
            }
        }
        return story.history();
    }

    private static List<List<Recorded>> matters(long seed, int count) {
        Random random = new Random(seed);
        List<List<Recorded>> matters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            matters.add(matter(i, random));
        }
        return matters;
    }

    @Property(tries = 100)
    void points_are_never_negative_never_more_than_50_and_add_up(
            @ForAll long seed, @ForAll @IntRange(max = 40) int count) {
        Performances all = empty();
        matters(seed, count).forEach(all::add);
        for (String officer : List.of("li", "wang", "nobody")) {
            Performance performance = all.performance(officer);
            BigDecimal sum = BigDecimal.ZERO;
            for (Measured measured : performance.measures()) {
                assertTrue(measured.points().signum() >= 0);
                assertTrue(measured.points().compareTo(measured.weight()) <= 0);
                assertEquals(measured.all(), measured.counted().size());
                assertEquals(2, measured.points().scale());
                sum = sum.add(measured.points());
            }
            assertEquals(sum, performance.points());
            assertTrue(performance.points().compareTo(BigDecimal.valueOf(50)) <= 0);
        }
    }

    @Property(tries = 60)
    void the_order_of_the_matters_changes_no_number(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int count) {
        List<List<Recorded>> matters = matters(seed, count);
        Performances one = empty();
        matters.forEach(one::add);
        Collections.shuffle(matters, new Random(seed));
        Performances other = empty();
        matters.forEach(other::add);
        assertEquals(sorted(one.performance("li")), sorted(other.performance("li")));
    }

    private static List<String> sorted(Performance performance) {
        return performance.measures().stream()
                .map(m -> m.id()
                        + m.points()
                        + m.zh()
                        + m.counted().stream()
                                .sorted(Comparator.comparing(
                                                (Counted c) -> c.matter().value())
                                        .thenComparing(Counted::version)
                                        .thenComparing(Counted::zh))
                                .toList())
                .toList();
    }

    @Test
    void a_year_without_anything_to_count_gives_the_whole_weight_unless_the_rule_says_otherwise() {
        assertEquals(new BigDecimal("50.00"), empty().performance("li").points());
        MeasureRule rule = SETTINGS.officers().measures().get(0);
        MeasureRule zero = new MeasureRule(
                rule.id(), rule.name(), rule.weight(), rule.counts(), rule.duties(), rule.workingDays(), true);
        assertEquals(
                new BigDecimal("0.00"), Performances.measured(zero, List.of()).points());
        assertEquals(
                "按期办结：没有此类情形，计0.00分", Performances.measured(zero, List.of()).zh());
    }

    @Test
    void a_third_is_rounded_half_up_at_the_second_decimal() {
        MeasureRule rule = SETTINGS.officers().measures().get(0);
        List<Counted> counted = List.of(
                new Counted(new MatterId("a"), 1, true, 1, ""),
                new Counted(new MatterId("b"), 1, true, 1, ""),
                new Counted(new MatterId("c"), 1, false, 1, ""));
        assertEquals(
                new BigDecimal("13.33"), Performances.measured(rule, counted).points());
    }
}
