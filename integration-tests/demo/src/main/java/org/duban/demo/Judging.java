package org.duban.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.evaluation.Coverage;
import org.duban.api.evaluation.Evaluations;
import org.duban.api.evaluation.Level;
import org.duban.api.evaluation.MatterEvaluation;
import org.duban.api.evaluation.ResultPeriod;
import org.duban.api.evaluation.ResultRow;
import org.duban.api.evaluation.ResultTable;
import org.duban.api.evaluation.Results;
import org.duban.api.evaluation.SubjectKind;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.Endorse;
import org.duban.api.matter.MatterCommand.PassVerification;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.office.Line;
import org.duban.api.office.Role;
import org.duban.demo.YearReport.Sum;

/**
 * The evaluation of the responsibility list: the supervising officer judges each item the morning after it is cleared, the leader who was
 * satisfied with it after him. Each month's results are announced when the next one begins and published when the days for objections are
 * over; one unit objects, and the deputy decides.
 */
final class Judging implements Beside {

    private static final Set<String> LIST = Set.of(ListPlans.KEY_TASK, ListPlans.KEY_PROJECT, ListPlans.DECISION);
    private static final int SHOWN = 6;

    private final Evaluations evaluations;
    private final Results results;
    private final Matters matters;
    private final Office office;
    private final SimulatedClock clock;
    private final Desk desk;
    private final Scenario scenario;
    private final Deque<Wanted> queue = new ArrayDeque<>();
    private final Map<ResultPeriod, LocalDate> announced = new LinkedHashMap<>();
    private final List<ResultPeriod> published = new ArrayList<>();

    private YearMonth month;
    private boolean objected;

    /** A judgement to be given. */
    private record Wanted(MatterId matter, Actor by, Level level) {}

    Judging(
            Evaluations evaluations,
            Results results,
            Matters matters,
            Office office,
            SimulatedClock clock,
            Desk desk,
            Scenario scenario) {
        this.evaluations = evaluations;
        this.results = results;
        this.matters = matters;
        this.office = office;
        this.clock = clock;
        this.desk = desk;
        this.scenario = scenario;
        this.month = YearMonth.from(scenario.begins());
    }

    @Override
    public void saw(Actor by, Matter after, MatterCommand command) {
        if (!LIST.contains(after.subject().formType())) {
            return;
        }
        if (command instanceof PassVerification) {
            queue.add(new Wanted(after.id(), Actor.of(Plan.known(after.officer(), "officer")), Level.OFFICE));
        } else if (command instanceof Endorse) {
            Set<Role> roles = office.requirePerson(by.person()).roles();
            if (roles.contains(Role.PRINCIPAL_LEADER)) {
                queue.add(new Wanted(after.id(), by, Level.PRINCIPAL_LEADER));
            } else if (roles.contains(Role.SUPERVISING_LEADER)) {
                queue.add(new Wanted(after.id(), by, Level.SUPERVISING_LEADER));
            }
        }
    }

    @Override
    public void morning() {
        judge();
        LocalDate today = desk.day(clock.instant());
        if (!YearMonth.from(today).equals(month)) {
            announce(ResultPeriod.month(month.getYear(), month.getMonthValue()), today);
            month = YearMonth.from(today);
        }
        announced.forEach((period, on) -> {
            if (!published.contains(period) && !desk.plus(on, 8).isAfter(today)) {
                results.publish(office.director(), period, "公示无异议或异议已处理，予以公布");
                published.add(period);
            }
        });
    }

    @Override
    public void close() {
        judge();
    }

    private void judge() {
        while (!queue.isEmpty()) {
            Wanted wanted = queue.remove();
            Matter matter = matters.get(office.director(), wanted.matter());
            if (!matter.cleared()) {
                continue; // taken up again meanwhile; it is judged when it is cleared for good
            }
            MatterEvaluation so = evaluations.of(office.director(), wanted.matter());
            BigDecimal quality = quality(matter, wanted.level());
            if (so.level(wanted.level()).isEmpty()) {
                evaluations.score(wanted.by(), wanted.matter(), wanted.level(), quality, "完成质量" + word(quality));
            } else if (wanted.level() == Level.OFFICE) {
                evaluations.correct(
                        wanted.by(),
                        wanted.matter(),
                        wanted.level(),
                        quality.subtract(BigDecimal.TEN),
                        "重新办理后再次销号，" + word(quality.subtract(BigDecimal.TEN)));
            }
        }
    }

    /** 74 to 98: units differ, and so do their matters. */
    private static BigDecimal quality(Matter matter, Level level) {
        String unit = matter.lead().orElseThrow().unit();
        Random random = new Random(31L * matter.number().hashCode() + level.ordinal());
        int ofUnit = 80 + Math.floorMod(unit.hashCode() * 7, 13);
        return BigDecimal.valueOf(ofUnit - 6 + random.nextInt(12));
    }

    private static String word(BigDecimal quality) {
        int q = quality.intValue();
        return q >= 90 ? "优秀" : q >= 80 ? "良好" : "达标，须改进";
    }

    private void announce(ResultPeriod period, LocalDate today) {
        ResultTable table = results.preview(office.director(), period);
        if (table.of(SubjectKind.UNIT).isEmpty()) {
            return;
        }
        results.announce(office.director(), period, period.zh() + "考核结果公示");
        announced.put(period, today);
        String objector = scenario.criticism().objector();
        boolean counted = table.of(SubjectKind.UNIT).stream()
                .anyMatch(row -> row.id().equals(objector) && row.deduction().signum() < 0);
        if (!objected && counted) {
            results.object(office.responsibleLeader(objector), period, objector, List.of(), "扣分事项已整改到位，请予复核");
            results.decide(office.deputy(Line.GOVERNMENT), period, 1, false, "扣分有据，异议不成立");
            objected = true;
        }
    }

    // ---- what is shown

    private ResultPeriod year() {
        return ResultPeriod.year(scenario.ends().getYear());
    }

    Map<String, Long> figures() {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("listEvaluated", states(MatterEvaluation.State.EVALUATED));
        return figures;
    }

    /** @param figures of the year */
    List<Sum> sums(Map<String, Long> figures) {
        long known = Arrays.stream(MatterEvaluation.State.values())
                .mapToLong(this::states)
                .sum();
        long ledger = coverages().stream().mapToLong(Coverage::ledger).sum();
        return List.of(
                new Sum(
                        "责任清单：已评价 + 未销号（考核）= 制定下发（台账）",
                        states(MatterEvaluation.State.EVALUATED)
                                + states(MatterEvaluation.State.AWAITING)
                                + states(MatterEvaluation.State.NOT_CLEARED),
                        YearReport.value(figures, "listIssued")),
                new Sum(
                        "责任清单：已评价（考核）= 完成（台账）",
                        states(MatterEvaluation.State.EVALUATED),
                        YearReport.value(figures, "listDone")),
                new Sum("责任清单各评价状态合计（考核）= 事项（台账）", known, ledger),
                new Sum("全年通报批评扣分的单位（考核）= 通报批评单位", criticised().size(), YearReport.value(figures, "unitsCriticised")));
    }

    private List<Coverage> coverages() {
        return LIST.stream()
                .sorted()
                .map(kind -> results.coverage(office.director(), 0, kind))
                .toList();
    }

    private long states(MatterEvaluation.State state) {
        return coverages().stream().mapToLong(coverage -> coverage.of(state)).sum();
    }

    /** Units with a deduction for a criticism. */
    private Set<String> criticised() {
        Set<String> units = new TreeSet<>();
        for (ResultRow row :
                results.ranking(office.director(), year(), SubjectKind.UNIT).rows()) {
            if (row.sums().stream().anyMatch(sum -> sum.name().equals("通报批评"))) {
                units.add(row.id());
            }
        }
        return units;
    }

    void show(Screen screen) {
        ResultTable table = results.ranking(office.director(), year(), SubjectKind.UNIT);
        List<ResultRow> ranked = table.rows().stream().filter(ResultRow::ranked).toList();
        screen.heading("考核评价：" + year().zh() + "（截至" + scenario.ends() + "，" + table.ruleSet() + "）");
        screen.line("责任清单已评价 %,d 项；参加排名的责任单位 %d 个；已公布月度结果 %d 期"
                .formatted(states(MatterEvaluation.State.EVALUATED), ranked.size(), published.size()));
        screen.line("  名次  " + Screen.left("单位", 14) + Screen.right("事项", 6) + Screen.right("平均分", 10)
                + Screen.right("加分", 9) + Screen.right("扣分", 11) + Screen.right("总分", 9) + "  等次");
        for (int i = 0; i < ranked.size(); i++) {
            if (i >= SHOWN && i < ranked.size() - 2) {
                continue;
            }
            ResultRow row = ranked.get(i);
            screen.line(Screen.right(Integer.toString(row.rank()), 6) + "  "
                    + Screen.left(office.called(row.id()), 14)
                    + Screen.right(Long.toString(row.matters()), 6)
                    + Screen.right(row.mean().stripTrailingZeros().toPlainString(), 10)
                    + Screen.right(row.bonus().toPlainString(), 9)
                    + Screen.right(row.deduction().toPlainString(), 11)
                    + Screen.right(row.total().toPlainString(), 9) + "  " + row.grade());
            if (i == SHOWN - 1) {
                screen.line("     …");
            }
        }
        ResultRow last = ranked.get(ranked.size() - 1);
        screen.line("为什么" + office.called(last.id()) + "是 " + last.total() + " 分：");
        results.explain(office.director(), year(), last.subject())
                .parts()
                .forEach(part -> screen.line("    " + part.label() + "：" + part.figure()
                        + (part.formula().isEmpty() ? "" : " = " + Screen.cut(part.formula(), 70))));
        results.points(office.director(), year(), last.subject()).stream()
                .filter(point -> point.amount().signum() < 0)
                .limit(3)
                .forEach(point -> screen.line("    " + Screen.cut(point.text(), 100)));
    }
}
