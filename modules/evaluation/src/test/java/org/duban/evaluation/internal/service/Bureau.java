package org.duban.evaluation.internal.service;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.duban.api.evaluation.Level;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Finish;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.duban.evaluation.internal.rules.RuleSetService;
import org.duban.notice.internal.report.ReportsService;

/** The district with its evaluation. */
public final class Bureau implements AutoCloseable {

    public final District district;
    public final RuleSetService rules;
    public final EvaluationComponent component;
    public final EvaluationService evaluations;
    public final ResultService results;

    public Bureau(Path folder) {
        this(new District(folder));
    }

    Bureau(District district) {
        this.district = district;
        rules = new RuleSetService(district.journal(), district, district.access(), district, District.ZONE);
        component = new EvaluationComponent(
                district.journal(),
                district.stores(),
                district.matters(),
                new ReportsService(
                        district.matters(),
                        district.ledger(),
                        district.formTypes(),
                        district.calendars(),
                        District.ZONE),
                district.formTypes(),
                district.calendars(),
                rules,
                district,
                District.ZONE);
        evaluations = new EvaluationService(
                component,
                district.journal(),
                district.matters(),
                district,
                district.access(),
                district,
                District.ZONE);
        results = new ResultService(
                component,
                rules,
                district.journal(),
                district.ledger(),
                district,
                district.access(),
                district.calendars(),
                district,
                District.ZONE);
    }

    /** A matter that was cleared: given on the day that it is, finished on another. */
    public MatterId cleared(String title, String unit, String finishedOn) {
        return cleared(District.instruction(title), unit, finishedOn);
    }

    public MatterId cleared(Draft draft, String unit, String finishedOn) {
        MatterId id = district.assigned(draft, unit);
        district.does(District.handler(unit), id, new Acknowledge(1));
        district.on(finishedOn);
        district.does(District.handler(unit), id, new Finish(1, "已办结", List.of()));
        district.clear(id);
        return id;
    }

    /** The office gives a quality. */
    public void office(MatterId id, String quality) {
        evaluations.score(District.DIRECTOR, id, Level.OFFICE, new BigDecimal(quality), "办理扎实");
    }

    /** The version of the last event of a type in a matter's history. */
    public long version(MatterId id, Class<?> type) {
        return district.history(id).stream()
                .filter(r -> type.isInstance(r.event()))
                .mapToLong(Recorded::version)
                .max()
                .orElseThrow();
    }

    @Override
    public void close() {
        component.stop();
        district.close();
    }

    /** Runs a test with a new one. */
    static void in(Path folder, Consumer<Bureau> test) {
        try (Bureau bureau = new Bureau(folder)) {
            test.accept(bureau);
        }
    }
}
