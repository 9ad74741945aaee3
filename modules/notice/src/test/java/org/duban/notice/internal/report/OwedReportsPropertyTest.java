package org.duban.notice.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.duban.api.form.Cadence;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.api.matter.Obligation;
import org.duban.api.notice.OwedReport;
import org.duban.api.notice.OwedReport.State;
import org.duban.matter.internal.Fold;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
class OwedReportsPropertyTest {

    private static final LocalDateTime START = LocalDateTime.of(2025, 11, 3, 9, 0);

    /** Something that may happen to one of the two obligations, some days and hours after what happened before. */
    record Turn(Kind kind, int obligation, int days, int hours) {}

    enum Kind {
        SUSPEND,
        RESUME,
        FINISH,
        GIVE_BACK,
        REPORT,
        REPORT_LAST_WEEK,
        UPHOLD_DISPUTE,
        TERMINATE
    }

    @Provide
    Arbitrary<Story> stories() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(4, Kind.SUSPEND),
                Tuple.of(6, Kind.RESUME),
                Tuple.of(4, Kind.FINISH),
                Tuple.of(6, Kind.GIVE_BACK),
                Tuple.of(24, Kind.REPORT),
                Tuple.of(8, Kind.REPORT_LAST_WEEK),
                Tuple.of(1, Kind.UPHOLD_DISPUTE),
                Tuple.of(1, Kind.TERMINATE));
        return Combinators.combine(
                        kinds,
                        Arbitraries.of(1, 2),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 14))
                .as(Turn::new)
                .list()
                .ofMaxSize(20)
                .map(OwedReportsPropertyTest::story);
    }

    @Provide
    Arbitrary<List<Cadence>> cadences() {
        return Shipped.cadences().list().ofMinSize(1).ofMaxSize(2).map(list -> {
            List<Cadence> named = new ArrayList<>();
            for (Cadence c : list) {
                String id = named.isEmpty() ? "weekly" : "other";
                named.add(new Cadence(id, c.name(), c.period(), c.day(), c.following(), c.roll()));
            }
            return named;
        });
    }

    @Property
    void aReportIsOwedWhenTheClockRanAllOfItsDueDayAndSomeDayOfThePeriod(
            @ForAll("stories") Story story,
            @ForAll("cadences") List<Cadence> cadences,
            @ForAll @IntRange(max = 150) int days) {
        Instant asOf = after(days);
        LocalDate today = day(asOf);
        Set<String> expected = new HashSet<>();
        for (int number = 1; number <= 2; number++) {
            String unit = number + " ";
            RunningDays running = new RunningDays(story.history(), number, asOf);
            for (Cadence cadence : cadences) {
                Periods.due(cadence, START.toLocalDate(), today, Shipped.CALENDAR)
                        .filter(p -> !running.relieved() && running.allOf(p.dueOn()))
                        .filter(p ->
                                p.opensOn().datesUntil(p.lastDay().plusDays(1)).anyMatch(running::allOf))
                        .forEach(p -> expected.add(unit + p.name()));
            }
        }

        Set<String> owed = new HashSet<>();
        for (OwedReport r : reports(story.history(), cadences, asOf)) {
            if (!r.dueOn().isAfter(today)) {
                assertTrue(owed.add(key(r)), "owed twice: " + r);
            }
        }
        assertEquals(expected, owed);
    }

    @Property
    void askingAsOfAnInstantUsesOnlyWhatHappenedByThen(
            @ForAll("stories") Story story,
            @ForAll("cadences") List<Cadence> cadences,
            @ForAll @IntRange(max = 150) int days) {
        Instant asOf = after(days);
        List<Recorded> byThen =
                story.history().stream().filter(r -> !r.at().isAfter(asOf)).toList();

        assertEquals(reports(byThen, cadences, asOf), reports(story.history(), cadences, asOf));
    }

    @Property
    void filingMakesNoReportWorseAndTouchesNoOtherUnit(
            @ForAll("stories") Story story,
            @ForAll("cadences") List<Cadence> cadences,
            @ForAll @IntRange(max = 150) int days,
            @ForAll @IntRange(max = 150) int filedAfter,
            @ForAll boolean named) {
        Instant asOf = after(days);
        List<OwedReport> before = reports(story.history(), cadences, asOf);
        String period = named && !before.isEmpty()
                ? before.get(0).cadence().id() + "/" + before.get(0).period()
                : "";
        List<OwedReport> after = reports(withReport(story.history(), after(filedAfter), period), cadences, asOf);

        assertEquals(
                before.stream().map(OwedReportsPropertyTest::key).toList(),
                after.stream().map(OwedReportsPropertyTest::key).toList());
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).obligation() != 1 || filedAfter > days) {
                assertEquals(before.get(i), after.get(i));
            }
            assertTrue(
                    NO_WORSE.get(before.get(i).state()).contains(after.get(i).state()),
                    before.get(i) + " became " + after.get(i));
        }
    }

    @Property
    void whatIsMissingStaysOnRecordUntilTheUnitIsRelieved(
            @ForAll("stories") Story story,
            @ForAll("cadences") List<Cadence> cadences,
            @ForAll @IntRange(max = 150) int days,
            @ForAll @IntRange(max = 50) int more) {
        Map<String, State> later = new HashMap<>();
        reports(story.history(), cadences, after(days + more)).forEach(r -> later.put(key(r), r.state()));

        for (OwedReport r : reports(story.history(), cadences, after(days))) {
            boolean relieved = new RunningDays(story.history(), r.obligation(), after(days + more)).relieved();
            if (r.state() == State.MISSING && !relieved) {
                assertTrue(Set.of(State.MISSING, State.FILED_LATE).contains(later.get(key(r))), r.toString());
            }
        }
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void theStateFollowsFromTheDayOfFiling(
            @ForAll("stories") Story story,
            @ForAll("cadences") List<Cadence> cadences,
            @ForAll @IntRange(max = 150) int days) {
        Instant asOf = after(days);
        Map<String, Integer> ahead = new HashMap<>();

        for (OwedReport r : reports(story.history(), cadences, asOf)) {
            Statistics.collect(r.state());
            boolean filed = r.state() == State.FILED || r.state() == State.FILED_LATE;
            assertEquals(filed, r.filedAt() != null);
            LocalDate until = r.filedAt() == null ? day(asOf) : day(r.filedAt());
            assertEquals(r.state() == State.FILED || r.state() == State.OWED, !until.isAfter(r.dueOn()));
            if (r.dueOn().isAfter(day(asOf))) {
                assertEquals(
                        1, ahead.merge(r.obligation() + " " + r.cadence().id(), 1, Integer::sum), "only the next one");
            }
        }
        Statistics.coverage(states -> {
            for (State state : State.values()) {
                states.check(state).percentage(p -> p > 1);
            }
        });
    }

    private static final Map<State, Set<State>> NO_WORSE = Map.of(
            State.OWED, Set.of(State.OWED, State.FILED),
            State.FILED, Set.of(State.FILED),
            State.FILED_LATE, Set.of(State.FILED_LATE, State.FILED),
            State.MISSING, Set.of(State.MISSING, State.FILED_LATE, State.FILED));

    /** The days on which an obligation's clock ran, found by folding the matter anew after each event. */
    private static final class RunningDays {
        private record Standing(LocalDate day, boolean running) {}

        private final List<Standing> standings = new ArrayList<>();
        private boolean relieved;

        RunningDays(List<Recorded> history, int obligation, Instant asOf) {
            for (int i = 0; i < history.size() && !history.get(i).at().isAfter(asOf); i++) {
                Matter matter = Fold.fold(null, history.subList(0, i + 1), Story.ZONE);
                matter.obligation(obligation).ifPresent(o -> relieved = o.state() == Obligation.State.RELIEVED);
                standings.add(new Standing(
                        day(history.get(i).at()),
                        matter.obligation(obligation)
                                .filter(Obligation::running)
                                .isPresent()));
            }
        }

        boolean relieved() {
            return relieved;
        }

        boolean allOf(LocalDate day) {
            boolean atDawn = false;
            for (Standing s : standings) {
                if (s.day().isBefore(day)) {
                    atDawn = s.running();
                }
            }
            return atDawn && standings.stream().filter(s -> s.day().equals(day)).allMatch(Standing::running);
        }
    }

    private static List<OwedReport> reports(List<Recorded> history, List<Cadence> cadences, Instant asOf) {
        return OwedReports.of(history, cadences, Shipped.CALENDAR, Story.ZONE, asOf);
    }

    /** The history with one more report of the first obligation. */
    private static List<Recorded> withReport(List<Recorded> history, Instant at, String period) {
        List<Recorded> with = new ArrayList<>(history);
        int index = (int) history.stream().filter(r -> !r.at().isAfter(at)).count();
        with.add(
                index,
                new Recorded(
                        1,
                        Story.MATTER.stream(),
                        1,
                        at,
                        "p1",
                        new ProgressReported(1, "补报", 60, "", List.of(), period)));
        return with;
    }

    private static String key(OwedReport r) {
        return r.obligation() + " " + r.cadence().id() + "/" + r.period();
    }

    private static Instant after(int days) {
        return Story.instant(START.plusDays(days).plusHours(5));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(Story.ZONE).toLocalDate();
    }

    /** Only what is possible happens. */
    private static Story story(List<Turn> turns) {
        Story story = Story.registered(START).assign("发改局", "住建局");
        LocalDateTime now = START;
        for (Turn turn : turns) {
            now = now.plusDays(turn.days()).plusHours(turn.hours());
            int number = turn.obligation();
            Obligation o =
                    Fold.fold(null, story.history(), Story.ZONE).obligations().get(number - 1);
            story.at(now);
            switch (turn.kind()) {
                case SUSPEND -> doIf(o.running(), () -> story.suspend(number));
                case RESUME -> doIf(o.open() && o.stopped() != null, () -> story.resume(number));
                case FINISH -> doIf(o.open(), () -> story.finish(number));
                case GIVE_BACK -> doIf(o.state() == Obligation.State.FINISHED, () -> story.giveBack(number));
                case REPORT -> doIf(o.open(), () -> story.report(number));
                case REPORT_LAST_WEEK -> {
                    String week = DateTimeFormatter.ISO_WEEK_DATE
                            .format(now.minusWeeks(1))
                            .substring(0, 8);
                    doIf(o.open(), () -> story.report(number, "weekly/" + week));
                }
                case UPHOLD_DISPUTE -> doIf(o.open(), () -> story.upholdDispute(number));
                case TERMINATE -> story.terminate();
            }
        }
        return story;
    }

    private static void doIf(boolean possible, Runnable what) {
        if (possible) {
            what.run();
        }
    }
}
