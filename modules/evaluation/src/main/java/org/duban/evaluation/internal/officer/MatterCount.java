package org.duban.evaluation.internal.officer;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.duban.api.accountability.DutyFinding;
import org.duban.api.appraisal.Performance.Counted;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent.Cleared;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.LookedBack;
import org.duban.api.matter.MatterEvent.Reopened;
import org.duban.api.matter.MatterId;
import org.duban.evaluation.internal.accountability.Duties;
import org.duban.evaluation.internal.accountability.DutyRule;
import org.duban.evaluation.internal.conduct.Timeline;
import org.duban.evaluation.internal.conduct.Timeline.End;
import org.duban.evaluation.internal.conduct.Timeline.Stretch;
import org.duban.evaluation.internal.officer.OfficerRules.MeasureRule;

/**
 * What one matter gives for its officers' performance in a year. Pure. Each thing counts for who was in charge when it happened: when it was
 * finished, cleared, or the duty fell due; what is overdue counts for who is in charge on the last day.
 */
final class MatterCount {

    private final List<Recorded> history;
    private final MatterId matter;
    private final Timeline timeline;
    private final Terms terms;

    /**
     * By what it is counted.
     *
     * @param from first day of the year
     * @param asOf last day looked at
     * @param units how a unit's id reads to people
     */
    record Terms(
            LocalDate from,
            LocalDate asOf,
            List<DutyRule> duties,
            WorkCalendar calendar,
            ZoneId zone,
            UnaryOperator<String> units) {}

    /** Something counted, and for whom; the officer is empty when nobody was in charge. */
    record For(String officer, Counted counted) {}

    private MatterCount(List<Recorded> history, Terms terms) {
        this.history = history;
        this.matter = new MatterId(history.get(0).stream().id());
        this.timeline = Timeline.of(history, terms.zone());
        this.terms = terms;
    }

    /**
     * Counts.
     *
     * @param history of one matter, from its beginning
     * @return for each of the rules, in their order
     */
    static List<List<For>> of(List<Recorded> history, List<MeasureRule> rules, Terms terms) {
        List<Recorded> until = history.stream()
                .filter(r -> !r.at().atZone(terms.zone()).toLocalDate().isAfter(terms.asOf()))
                .toList();
        if (until.isEmpty()) {
            return rules.stream().map(r -> List.<For>of()).toList();
        }
        MatterCount count = new MatterCount(until, terms);
        List<List<For>> all = new ArrayList<>();
        List<DutyFinding> duties = null;
        for (MeasureRule rule : rules) {
            switch (rule.counts()) {
                case ON_TIME -> all.add(count.onTime());
                case CLEARED -> all.add(count.cleared(rule));
                case LASTING -> all.add(count.lasting());
                case DUTIES -> {
                    if (duties == null) {
                        duties = Duties.review(
                                until, terms.duties(), terms.calendar(), terms.zone(), terms.asOf(), terms.units());
                    }
                    all.add(count.duties(rule, duties));
                }
            }
        }
        return all;
    }

    private boolean inYear(LocalDate day) {
        return !day.isBefore(terms.from()) && !day.isAfter(terms.asOf());
    }

    private LocalDate day(Recorded recorded) {
        return recorded.at().atZone(terms.zone()).toLocalDate();
    }

    /** The last stretch of each obligation says how it ended; one returned for rework is counted as it was finished in the end. */
    private List<For> onTime() {
        Map<Integer, Stretch> last = new TreeMap<>();
        timeline.stretches().forEach(s -> last.put(s.obligation(), s));
        List<For> counted = new ArrayList<>();
        for (Stretch stretch : last.values()) {
            LocalDate to = stretch.to();
            String unit = terms.units().apply(stretch.unit());
            if (stretch.end() == End.FINISHED && to != null && inYear(to)) {
                boolean good = !to.isAfter(stretch.due());
                counted.add(new For(
                        timeline.inCharge(stretch.toVersion()),
                        new Counted(
                                matter,
                                stretch.obligation(),
                                good,
                                stretch.toVersion(),
                                unit + to + (good ? "按期办结" : "逾期办结") + "，时限" + stretch.due())));
            } else if (stretch.end() == End.OPEN && stretch.due().isBefore(terms.asOf())) {
                counted.add(new For(
                        timeline.inCharge(terms.asOf()),
                        new Counted(
                                matter,
                                stretch.obligation(),
                                false,
                                stretch.dueVersion(),
                                unit + "时限" + stretch.due() + "，至" + terms.asOf() + "未办结")));
            }
        }
        return counted;
    }

    private List<For> cleared(MeasureRule rule) {
        Recorded finished = null;
        Recorded cleared = null;
        for (Recorded recorded : history) {
            if (recorded.event() instanceof Finished e && e.next() != null) {
                finished = recorded;
                cleared = null;
            } else if (recorded.event() instanceof Cleared) {
                cleared = recorded;
            }
        }
        if (finished == null || !inYear(day(finished))) {
            return List.of();
        }
        String officer = timeline.inCharge(finished.version());
        if (cleared != null) {
            return List.of(new For(
                    officer,
                    new Counted(matter, 0, true, cleared.version(), day(finished) + "办结，" + day(cleared) + "销号")));
        }
        LocalDate limit = rule.workingDays() == 0
                ? day(finished)
                : terms.calendar()
                        .addWorkingDays(day(finished), rule.workingDays())
                        .date();
        return terms.asOf().isAfter(limit)
                ? List.of(new For(
                        officer,
                        new Counted(
                                matter, 0, false, finished.version(), day(finished) + "办结，至" + terms.asOf() + "未销号")))
                : List.of();
    }

    /** Each clearance of the year; one that didn't last stays on record when the matter is cleared again. */
    private List<For> lasting() {
        List<For> counted = new ArrayList<>();
        for (Recorded cleared : history) {
            if (!(cleared.event() instanceof Cleared) || !inYear(day(cleared))) {
                continue;
            }
            Optional<Recorded> again = history.stream()
                    .filter(r -> r.version() > cleared.version())
                    .filter(r -> r.event() instanceof Reopened || (r.event() instanceof LookedBack e && e.relapsed()))
                    .findFirst();
            counted.add(new For(
                    timeline.inCharge(cleared.version()),
                    new Counted(
                            matter,
                            0,
                            again.isEmpty(),
                            again.orElse(cleared).version(),
                            day(cleared) + "销号"
                                    + again.map(r -> "，" + day(r) + "反弹或重新办理").orElse("，未反弹"))));
        }
        return counted;
    }

    private List<For> duties(MeasureRule rule, List<DutyFinding> findings) {
        return findings.stream()
                .filter(f -> rule.duties().contains(f.rule()) && inYear(f.limit()))
                .map(f -> new For(
                        f.officer(),
                        new Counted(
                                matter,
                                f.obligation(),
                                f.kept(),
                                f.doneVersion() == 0 ? f.fromVersion() : f.doneVersion(),
                                f.zh())))
                .toList();
    }
}
