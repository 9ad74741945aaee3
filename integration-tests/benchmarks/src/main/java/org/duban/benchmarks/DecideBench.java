package org.duban.benchmarks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Event;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.calendar.internal.CalendarService;
import org.duban.matter.internal.Change;
import org.duban.matter.internal.Context;
import org.duban.matter.internal.Decide;
import org.duban.matter.internal.Fold;
import org.duban.matter.internal.Settings;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the bare decision costs at each step of a matter's life, and what it costs to add its events up. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DecideBench {

    private static final int N = 7;
    private static final ZoneId ZONE = DubanPeer.ZONE;
    private static final MatterId ID = new MatterId("m-7");
    private static final Instant NOW = Instant.parse("2026-03-02T01:30:00Z");

    /** The step that is decided. */
    @Param
    private Step step;

    private @Nullable Matter matter;
    private Supplier<List<Change>> decision;
    private List<Recorded> decided;

    /** Lives a matter up to the step. */
    @Setup
    public void live() {
        Life life = new Life();
        matter = null;
        for (Step before : Step.LIFE.subList(0, step.ordinal())) {
            matter = Fold.fold(
                    matter, recorded(matter, life.decision(before, matter).get()), ZONE);
        }
        decision = life.decision(step, matter);
        decided = recorded(matter, decision.get());
    }

    /** From the command to its events. */
    @Benchmark
    public List<Change> decide() {
        return decision.get();
    }

    /** From the events to the matter after them. */
    @Benchmark
    public Matter fold() {
        return Fold.fold(matter, decided, ZONE);
    }

    /** The events of a change as the journal would record them. */
    private static List<Recorded> recorded(@Nullable Matter matter, List<Change> changes) {
        long version = matter == null ? 0 : matter.version();
        List<Recorded> recorded = new ArrayList<>();
        for (MatterEvent event : changes.get(0).events()) {
            version++;
            Event numbered = event instanceof Numbered n ? n.numbered(n.series().format(1)) : event;
            recorded.add(new Recorded(version, ID.stream(), version, NOW, "officer", numbered));
        }
        return recorded;
    }

    /** All that decisions about one matter depend on. */
    private static final class Life {
        private final District district = new District();
        private final FormTypes formTypes = CountedDuban.formTypes();
        private final Settings settings = Settings.read(null);
        private final WorkCalendar calendar = new CalendarService().current();
        private final Draft draft = Commands.draft(N, LocalDate.ofInstant(NOW, ZONE));

        private Context context(Step step) {
            String actor = Commands.actor(step, N).person();
            return new Context(
                    district.person(actor).orElseThrow(),
                    NOW,
                    ZONE,
                    calendar,
                    version -> Optional.empty(),
                    settings.workingHours(),
                    formTypes,
                    district,
                    settings.access(),
                    kind -> Objects.requireNonNull(settings.paperPatterns().get(kind)),
                    false,
                    id -> {
                        throw new IllegalArgumentException("no other matter: " + id);
                    },
                    () -> ID);
        }

        Supplier<List<Change>> decision(Step step, @Nullable Matter matter) {
            Context context = context(step);
            if (matter == null) {
                return () -> List.of(Decide.register(draft, context));
            }
            MatterCommand command = Commands.command(step, N);
            return () -> Decide.decide(matter, command, context);
        }
    }
}
