package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.duban.api.DubanException;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.State;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Person;

/** Whatever is asked by whomever in whatever order: refused clearly or decided, and what holds for every matter holds. */
class DecidePropertiesTest {

    @Property(tries = 300)
    void anyCommandByAnybodyIsDecidedOrRefusedAndTheMatterStaysSound(
            @ForAll("walks") List<Tuple2<Integer, Integer>> walk, @ForAll boolean message) {
        District district = new District();
        Matter matter = message ? district.register(SYSTEM, message()) : district.assigned();
        List<Person> people = List.copyOf(district.people());
        int decided = 0;
        for (Tuple2<Integer, Integer> step : walk) {
            List<MatterCommand> commands = TransitionTableTest.commands(matter);
            Person actor = people.get(step.get1() % people.size());
            Matter before = matter;
            try {
                matter = district.does(actor.id(), matter, commands.get(step.get2() % commands.size()));
                decided++;
                assertTrue(matter.version() > before.version());
            } catch (DubanException refusal) {
                assertFalse(refusal.problems().get(0).messageZh().isBlank());
                assertSame(before, district.get(matter.id()), "a refusal changes nothing");
            }
            sound(matter);
        }
        assertEquals(matter, Fold.fold(null, district.history(matter.id()), ZONE), "folding at once or step by step");
        assertTrue(decided <= walk.size());
    }

    /** The same walk, but with people who may and commands that are possible, so that it gets far. */
    @Property(tries = 200)
    void walksOfPossibleCommandsReachTheArchive(@ForAll("walks") List<Tuple2<Integer, Integer>> walk) {
        District district = new District();
        Matter matter = district.register(OFFICER, instruction());
        List<Person> people = List.copyOf(district.people());
        for (Tuple2<Integer, Integer> step : walk) {
            List<Matter> next = new ArrayList<>();
            for (MatterCommand command : TransitionTableTest.commands(matter)) {
                Person actor = people.get((step.get1() + next.size()) % people.size());
                try {
                    Decide.decide(matter, command, district.context(actor));
                    next.add(district.does(actor.id(), matter, command));
                    break;
                } catch (DubanException refusal) {
                    assertFalse(refusal.problems().isEmpty());
                }
            }
            if (!next.isEmpty()) {
                matter = next.get(0);
            }
            sound(matter);
        }
    }

    private static void sound(Matter m) {
        List<Obligation> leads = m.currentRound().stream()
                .filter(o -> o.lead() && o.state() != State.RELIEVED)
                .toList();
        if (m.round() > 0 && m.standing() == Standing.OPEN && m.stage() == Stage.HANDLING) {
            assertEquals(1, leads.size(), "one lead in a round of handling");
            assertTrue(leads.get(0).open(), "in handling the lead still owes something");
        }
        if (m.stage() == Stage.FEEDBACK || m.stage() == Stage.VERIFICATION) {
            assertTrue(m.currentRound().stream().noneMatch(Obligation::open) || m.standing() != Standing.OPEN);
        }
        assertEquals(m.standing() == Standing.OPEN, m.times().endedAt() == null);
        if (m.standing() == Standing.ARCHIVED) {
            assertTrue(m.cleared(), "only what is cleared is archived");
        }
        if (m.standing() != Standing.OPEN) {
            assertTrue(m.obligations().stream().noneMatch(Obligation::open), "what has ended owes nothing");
        }
        for (int i = 0; i < m.obligations().size(); i++) {
            assertEquals(i + 1, m.obligations().get(i).number());
        }
    }

    @Provide
    Arbitrary<List<Tuple2<Integer, Integer>>> walks() {
        Arbitrary<Integer> any = Arbitraries.integers().between(0, 10_000);
        return any.flatMap(a -> any.map(b -> Tuple.of(a, b)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 50)
    void everyPrefixOfAHistoryIsAMatter(@ForAll("walks") List<Tuple2<Integer, Integer>> cuts) {
        District district = new District();
        Matter matter = district.readyToArchive();
        List<Recorded> history = district.history(matter.id());
        for (Tuple2<Integer, Integer> cut : cuts) {
            int n = 1 + cut.get1() % history.size();
            Matter early = Fold.fold(null, history.subList(0, n), ZONE);
            assertEquals(n, early.version());
            sound(early);
            assertEquals(
                    matter.version(),
                    Fold.fold(early, history.subList(n, history.size()), ZONE).version());
        }
    }
}
