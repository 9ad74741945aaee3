package org.duban.evaluation.internal.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.duban.api.evaluation.Fact;
import org.duban.api.evaluation.FactKind;
import org.duban.api.evaluation.Level;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.score.MatterFacts.Mark;
import org.duban.evaluation.internal.score.MatterFacts.Party;

/** Facts as they may be. */
public final class Cases {

    private static final List<String> UNITS = List.of("zjj", "hbj", "zfj");

    private Cases() {}

    private static Arbitrary<LocalDate> days() {
        return Arbitraries.integers().between(0, 364).map(LocalDate.of(2026, 1, 1)::plusDays);
    }

    private static Arbitrary<Party> parties() {
        return Combinators.combine(
                        Arbitraries.of(UNITS),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(true, false),
                        Arbitraries.of("", "wang", "zhao"),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3))
                .as((unit, round, lead, leader, late, returns, extensions) -> new Party(
                        0, unit, round, lead, leader.isEmpty() ? null : leader, true, late, returns, extensions));
    }

    private static Arbitrary<Fact> facts(MatterId id) {
        return Combinators.combine(
                        Arbitraries.of(FactKind.values()).filter(kind -> kind != FactKind.SCORED),
                        Arbitraries.longs().between(1, 40),
                        days(),
                        Arbitraries.of(UNITS),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 40))
                .as((kind, version, on, unit, obligation, n) -> new Fact(
                        kind,
                        id.stream(),
                        version,
                        on,
                        unit,
                        obligation,
                        n,
                        kind == FactKind.PAPER ? "SUPERVISION_NOTICE" : kind == FactKind.ESCALATED ? "CIRCULAR" : ""));
    }

    private static Arbitrary<List<Mark>> marks() {
        Arbitrary<BigDecimal> quality =
                Arbitraries.integers().between(0, 10_000).map(n -> BigDecimal.valueOf(n, 2));
        return Combinators.combine(Arbitraries.integers().between(0, 7), quality, quality, quality, days())
                .as((which, one, two, three, day) -> {
                    List<Mark> marks = new ArrayList<>();
                    List<BigDecimal> values = List.of(one, two, three);
                    for (Level level : Level.values()) {
                        if ((which & 1 << level.ordinal()) != 0) {
                            marks.add(new Mark(
                                    level,
                                    values.get(level.ordinal()),
                                    day.plusDays(level.ordinal()),
                                    1 + level.ordinal()));
                        }
                    }
                    return marks;
                });
    }

    /** A matter. */
    public static Arbitrary<MatterFacts> matters() {
        return Arbitraries.integers()
                .between(1, 1_000_000)
                .map(n -> new MatterId("m-" + n))
                .flatMap(id -> Combinators.combine(
                                parties().list().ofMinSize(1).ofMaxSize(4),
                                facts(id).list().ofMaxSize(12),
                                marks(),
                                Arbitraries.of(true, true, true, false),
                                Arbitraries.integers().between(0, 2),
                                days())
                        .as((parties, facts, marks, cleared, group, received) -> {
                            List<Party> numbered = new ArrayList<>();
                            for (Party p : parties) {
                                numbered.add(new Party(
                                        numbered.size() + 1,
                                        p.unit(),
                                        p.round(),
                                        p.lead() || numbered.isEmpty(),
                                        p.leader(),
                                        p.finished(),
                                        p.late(),
                                        p.returns(),
                                        p.extensions()));
                            }
                            return new MatterFacts(
                                    id,
                                    "督〔2026〕" + id.value() + "号",
                                    "key-task",
                                    received,
                                    cleared,
                                    false,
                                    group == 0 ? null : "officer-" + group,
                                    group,
                                    1,
                                    numbered,
                                    facts,
                                    marks,
                                    null);
                        }));
    }
}
