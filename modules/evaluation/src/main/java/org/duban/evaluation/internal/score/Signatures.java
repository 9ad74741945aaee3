package org.duban.evaluation.internal.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duban.api.evaluation.EvaluationEvent.FalseReportFound;
import org.duban.api.evaluation.EvaluationEvent.FalseReportWithdrawn;
import org.duban.api.evaluation.EvaluationEvent.LevelCorrected;
import org.duban.api.evaluation.EvaluationEvent.LevelScored;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.MatterEvaluation.FalseReport;
import org.duban.api.evaluation.MatterEvaluation.Signed;
import org.duban.api.journal.Recorded;

/**
 * What was signed about a matter.
 *
 * @param version how many events it consists of
 * @param levels by level
 * @param falseReports by number
 */
public record Signatures(long version, List<Signed> levels, List<FalseReport> falseReports) {

    public static final Signatures NONE = new Signatures(0, List.of(), List.of());

    public Signatures {
        levels = List.copyOf(levels);
        falseReports = List.copyOf(falseReports);
    }

    /** Adds up the events of an evaluation's stream. */
    public static Signatures of(List<Recorded> history) {
        Map<Level, Signed> levels = new EnumMap<>(Level.class);
        List<FalseReport> falseReports = new ArrayList<>();
        long version = 0;
        for (Recorded r : history) {
            version = r.version();
            if (r.event() instanceof LevelScored e) {
                levels.put(
                        e.level(),
                        new Signed(e.level(), e.quality(), e.reason(), r.actor(), r.at(), r.version(), List.of()));
            } else if (r.event() instanceof LevelCorrected e) {
                Signed before = levels.get(e.level());
                if (before == null) {
                    throw new IllegalStateException("a correction of what was never signed: " + r);
                }
                List<Signed> earlier = new ArrayList<>(before.earlier());
                earlier.add(new Signed(
                        before.level(),
                        before.quality(),
                        before.reason(),
                        before.by(),
                        before.at(),
                        before.version(),
                        List.of()));
                levels.put(
                        e.level(),
                        new Signed(e.level(), e.quality(), e.reason(), r.actor(), r.at(), r.version(), earlier));
            } else if (r.event() instanceof FalseReportFound e) {
                falseReports.add(new FalseReport(
                        e.number(), e.unit(), e.report(), e.reason(), r.actor(), r.at(), r.version(), true));
            } else if (r.event() instanceof FalseReportWithdrawn e) {
                falseReports.replaceAll(f -> f.number() != e.number()
                        ? f
                        : new FalseReport(
                                f.number(), f.unit(), f.report(), f.reason(), f.by(), f.at(), f.version(), false));
            }
        }
        return new Signatures(version, new ArrayList<>(levels.values()), falseReports);
    }

    /** The first time a level was signed. */
    static Signed first(Signed signed) {
        return signed.earlier().isEmpty() ? signed : signed.earlier().get(0);
    }
}
