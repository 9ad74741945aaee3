package org.duban.demo;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.api.inspection.FindingCounts;
import org.duban.api.inspection.FindingTally;
import org.duban.api.inspection.Inspection;
import org.duban.api.inspection.InspectionCommand;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionId;
import org.duban.api.inspection.InspectionPlan;
import org.duban.api.inspection.InspectionQuery;
import org.duban.api.inspection.InspectionResult;
import org.duban.api.inspection.Inspections;
import org.duban.api.inspection.Quantity;
import org.duban.api.inspection.ResultSum;
import org.duban.api.inspection.Visit;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.RecordCheck;
import org.duban.api.matter.Method;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.demo.YearReport.Sum;

/**
 * The inspections of the year: one a month, planned by the deputy and approved by the director. Whenever an officer or a partner checks a
 * matter on site, that is a visit of the month's inspection; what is found there goes to the unit, is rectified and verified.
 */
final class Inspecting implements Beside {

    private static final Set<Method> METHODS = Set.of(Method.ON_SITE, Method.SAMPLED, Method.JOINT, Method.UNANNOUNCED);
    private static final List<String> CATEGORIES = List.of("环境卫生", "违法建设", "占道经营", "非法营运", "工作落实");
    private static final Pattern AMOUNT = Pattern.compile("([0-9.]+)(\\D+)");
    private static final Duration A_VISIT = Duration.ofMinutes(40);

    private final Inspections inspections;
    private final Office office;
    private final SimulatedClock clock;
    private final Desk desk;
    private final Scenario scenario;
    private final Random random;
    private final Map<YearMonth, InspectionId> months = new LinkedHashMap<>();
    /** Findings to be rectified, in the order they were found. */
    private final Deque<Open> open = new ArrayDeque<>();

    private int visits;
    private int rectified;

    /** A finding that its unit reports as rectified after a day and that is verified after another one. */
    private record Open(InspectionId inspection, int finding, String unit, LocalDate reported, LocalDate verified) {}

    Inspecting(
            Inspections inspections, Office office, SimulatedClock clock, Desk desk, Scenario scenario, Random random) {
        this.inspections = inspections;
        this.office = office;
        this.clock = clock;
        this.desk = desk;
        this.scenario = scenario;
        this.random = random;
    }

    private Actor deputy() {
        return office.deputy(Line.GOVERNMENT);
    }

    /** How many visits the year has: its checks on site. */
    private int allVisits() {
        return Stream.of(Turn.CHECK, Turn.JOINT_CHECK)
                .mapToInt(turn -> scenario.list().turns().getOrDefault(turn, 0))
                .sum();
    }

    @Override
    public void saw(Actor by, Matter after, MatterCommand command) {
        if (command instanceof RecordCheck check
                && METHODS.contains(check.method())
                && !check.place().isBlank()) {
            String unit = after.lead().orElseThrow().unit();
            visited(check, unit);
        }
    }

    private void visited(RecordCheck check, String unit) {
        InspectionId id = ofThisMonth();
        Instant now = clock.instant();
        List<String> people = new ArrayList<>(check.participants());
        office.office().stream()
                .filter(person -> person.group() > 0 && !people.contains(person.id()))
                .skip(random.nextInt(15))
                .findFirst()
                .map(Person::id)
                .ifPresent(people::add);
        Inspection after = does(
                id,
                new RecordVisit(new Visit(
                        check.method(),
                        now.minus(A_VISIT),
                        now,
                        check.place(),
                        null,
                        people,
                        List.of(unit),
                        List.of(),
                        check.text(),
                        List.of())));
        int visit = after.visits().get(after.visits().size() - 1).number();
        // So that all visits together find what the scenario says.
        long before = (long) visits * scenario.inspections().found() / allVisits();
        visits++;
        long until = (long) visits * scenario.inspections().found() / allVisits();
        for (long found = before; found < until; found++) {
            found(id, visit, unit, check);
        }
    }

    private void found(InspectionId id, int visit, String unit, RecordCheck check) {
        String category = Planning.any(CATEGORIES, random);
        Inspection after = does(
                id,
                new RecordFinding(
                        visit, category, "一般", unit, null, check.place() + "：" + category + "问题，须整改", List.of()));
        int number = after.findings().get(after.findings().size() - 1).number();
        does(id, new NotifyFinding(number, "限期整改并反馈", null));
        LocalDate today = desk.day(clock.instant());
        LocalDate reported = desk.plus(today, 2 + random.nextInt(8));
        open.add(new Open(id, number, unit, reported, desk.plus(reported, 1)));
    }

    private InspectionId ofThisMonth() {
        LocalDate today = desk.day(clock.instant());
        return months.computeIfAbsent(YearMonth.from(today), month -> {
            InspectionPlan.Builder plan = InspectionPlan.of(
                            scenario.inspections().title().replace("{month}", Integer.toString(month.getMonthValue())))
                    .content("重点工作落实、城市管理突出问题")
                    .kind("专项督查")
                    .line(Line.GOVERNMENT)
                    .objects(office.units().stream().map(unit -> unit.id()).toArray(String[]::new))
                    .methods(METHODS.stream().sorted().toArray(Method[]::new))
                    .days(month.atDay(1), month.atEndOfMonth())
                    .basis("区政府常务会议决定；《政府督查工作条例》第十一条")
                    .partners(scenario.inspections().partner());
            office.data()
                    .groups()
                    .forEach(group -> plan.group(
                            "第" + group.number() + "督查小组",
                            group.officers().get(0).id(),
                            group.officers().stream()
                                    .skip(1)
                                    .map(Office.Named::id)
                                    .toArray(String[]::new)));
            Inspection planned = inspections.plan(deputy(), plan.build());
            inspections.execute(office.director(), planned.id(), new ApprovePlan("同意"));
            does(planned.id(), new StartInspection());
            return planned.id();
        });
    }

    private Inspection does(InspectionId id, InspectionCommand command) {
        return inspections.execute(deputy(), id, command);
    }

    @Override
    public void morning() {
        LocalDate today = desk.day(clock.instant());
        List<Open> due = open.stream().filter(o -> !o.verified().isAfter(today)).toList();
        due.forEach(this::rectify);
    }

    private void rectify(Open finding) {
        if (rectified == scenario.inspections().rectified()) {
            return;
        }
        open.remove(finding);
        inspections.execute(
                office.handler(finding.unit()),
                finding.inspection(),
                new ReportRectification(finding.finding(), "已整改到位，现场恢复", List.of()));
        does(finding.inspection(), new VerifyRectification(finding.finding(), Method.ON_SITE, "现场核验，属实", List.of()));
        rectified++;
    }

    /** The earlier findings are rectified, the last ones carried over; every inspection is concluded, with what it brought about. */
    @Override
    public void close() {
        List.copyOf(open).forEach(this::rectify);
        LocalDate today = desk.day(clock.instant());
        open.forEach(o -> does(o.inspection(), new CarryOverFinding(o.finding(), "整改时限未到，结转下年", desk.plus(today, 10))));
        List<YearMonth> inOrder = List.copyOf(months.keySet());
        for (Scenario.Outcome outcome : scenario.inspections().results()) {
            for (int i = 0; i < outcome.amounts().size(); i++) {
                YearMonth month = inOrder.get(Math.min(i, inOrder.size() - 1));
                does(
                        Plan.known(months.get(month), "an inspection"),
                        new RecordResult(result(outcome, outcome.amounts().get(i), month)));
            }
        }
        months.values().forEach(id -> does(id, new ConcludeInspection("督查完成，问题已交办整改", List.of())));
    }

    private static InspectionResult result(Scenario.Outcome outcome, String amount, YearMonth month) {
        Matcher parts = AMOUNT.matcher(amount);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an amount with its measure: " + amount);
        }
        return new InspectionResult(
                outcome.what(),
                new Quantity(parts.group(1), parts.group(2)),
                outcome.unit(),
                null,
                month.atDay(1),
                month.atEndOfMonth());
    }

    // ---- what is shown

    /** What must be so at the end. */
    List<Sum> sums(long siteChecks) {
        FindingCounts counts = counts();
        return List.of(
                new Sum("督查走访（督查行动）= 现场核查（事项）", inspected(), siteChecks),
                new Sum("发现问题 = 已整改 + 结转", counts.found(), (long) counts.rectified() + counts.carriedOver()));
    }

    Map<String, Long> figures() {
        FindingCounts counts = counts();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("inspectionVisits", inspected());
        figures.put("findings", (long) counts.found());
        figures.put("findingsRectified", (long) counts.rectified());
        return figures;
    }

    private FindingCounts counts() {
        return inspections
                .count(office.director(), InspectionQuery.all(), FindingTally.Dimension.MONTH, null)
                .total();
    }

    private long inspected() {
        return inspections.list(office.director(), InspectionQuery.all(), Inspections.MAX_ROWS).stream()
                .mapToLong(inspection -> inspection.visits().size())
                .sum();
    }

    void show(Screen screen) {
        screen.heading("督查行动");
        FindingCounts counts = counts();
        screen.line("督查行动 %,d 次，走访 %,d 次，发现问题 %,d 个，已整改 %,d 个，结转 %,d 个"
                .formatted(months.size(), inspected(), counts.found(), counts.rectified(), counts.carriedOver()));
        for (ResultSum sum : inspections.results(office.director(), InspectionQuery.all())) {
            screen.line("%s %s".formatted(sum.what(), sum.total()));
        }
        Set<Integer> groups =
                office.data().groups().stream().map(Office.Group::number).collect(toSet());
        screen.line("参加的督查小组 %d 个，联合单位：%s"
                .formatted(groups.size(), office.called(scenario.inspections().partner())));
        LocalDate day = desk.day(clock.instant());
        screen.line(inspections
                .text(inspections.bulletin(office.director(), InspectionQuery.all(), day))
                .lines()
                .findFirst()
                .orElse(""));
    }
}
