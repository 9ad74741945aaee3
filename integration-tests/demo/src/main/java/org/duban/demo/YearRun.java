package org.duban.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.form.FormType;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Verification;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.MatterEvent.DueDatesRecounted;
import org.duban.api.notice.Notices;
import org.duban.api.notice.Notices.ChannelState;
import org.duban.demo.YearReport.Measure;
import org.duban.demo.YearReport.Sum;
import org.duban.embed.Duban;

/** Lives through a scenario's year and holds it against the figures it is measured by. */
final class YearRun {

    private static final int SAMPLE_ROWS = 8;

    private final Scenario scenario;
    private final List<Measure> measures;
    private final long seed;
    private final Screen screen;
    private final Office office = Office.ofDistrict();

    /**
     * A run.
     *
     * @param measures what is expected
     * @param seed chooses among what the scenario leaves open
     */
    YearRun(Scenario scenario, List<Measure> measures, long seed, Screen screen) {
        this.scenario = scenario;
        this.measures = List.copyOf(measures);
        this.seed = seed;
        this.screen = screen;
    }

    /** What came of it: whether everything reconciles, and everything that was counted. */
    record Result(boolean reconciled, YearReport report, Map<String, Object> summary) {}

    /**
     * Lives through the year.
     *
     * @param data an empty data directory
     * @param folder for what the office hands out; not there yet
     */
    Result run(Path data, Path folder) throws IOException {
        Stopwatch stopwatch = new Stopwatch();
        SimulatedClock clock =
                new SimulatedClock(scenario.begins().atStartOfDay(Desk.ZONE).toInstant());
        introduce();
        dropIn(data);
        try (Duban duban =
                Duban.at(data).directory(office).clock(clock).zone(Desk.ZONE).start()) {
            screen.line("督办系统已在本进程内启动（" + stopwatch + "）");
            Planning planning = new Planning(
                    scenario,
                    Phrases.ofDemo(),
                    office,
                    Desk.of(duban.calendars().asOf(scenario.ends())),
                    kind -> form(duban, kind),
                    seed);
            List<Plan> plans = planning.plans();
            screen.line("");
            Chronicle chronicle = new Chronicle(
                    screen,
                    duban.journal(),
                    clock::instant,
                    at -> at.atZone(Desk.ZONE).getMonthValue() + "月");
            Desk desk = Desk.of(duban.calendars().asOf(scenario.ends()));
            Inspecting inspecting =
                    new Inspecting(duban.inspections(), office, clock, desk, scenario, planning.random("inspections"));
            Judging judging =
                    new Judging(duban.evaluations(), duban.results(), duban.matters(), office, clock, desk, scenario);
            Appraising appraising = new Appraising(
                    duban.appraisals(),
                    duban.ballots(),
                    duban.accountability(),
                    office,
                    scenario,
                    planning.random("appraisal"));
            List<Beside> beside = List.of(inspecting, judging, appraising);
            Mornings mornings = new Mornings(clock, desk.calendar(), duban.notices(), beside);
            int commands =
                    new Runner(duban.matters(), office, clock, mornings, beside).run(plans, planning.ends(), chronicle);
            chronicle.close();
            String lived = stopwatch.toString();

            YearReport report = YearReport.of(
                    duban.journal(), duban.ledger(), office.director(), planning.ends(), scenario.messages());
            Map<String, Long> figures = new LinkedHashMap<>(report.figures());
            figures.putAll(inspecting.figures());
            figures.putAll(judging.figures());
            figures.putAll(appraising.figures());
            List<Sum> sums = new ArrayList<>(report.sums());
            sums.addAll(inspecting.sums(YearReport.value(figures, "siteChecks")));
            sums.addAll(judging.sums(figures));
            HandedOut handedOut = new HandedOut(duban, office, scenario, figures, folder);
            handedOut.write();
            sums.addAll(handedOut.sums(YearReport.value(figures, "listDrawnUp")));
            report = new YearReport(figures, sums, report.events(), report.verification());
            List<Sum> found = found(duban);
            boolean reconciled = report.reconciles(measures) && found.stream().allMatch(Sum::holds);
            story(duban);
            ledger(duban);
            told(duban);
            inspecting.show(screen);
            judging.show(screen);
            appraising.show(screen);
            screen.heading("检索");
            new Finding(duban.search(), duban.ledger(), screen).show(office.director());
            print(report);
            screen.heading("检索与台账");
            found.forEach(this::print);
            handedOut.show(screen);
            screen.line("");
            screen.line("%,d 条指令，%,d 条事件，用时 %s"
                    .formatted(commands, report.verification().events(), lived));
            screen.line("日志校验：" + verified(report.verification()));
            screen.line(reconciled ? "各项数字均由日志和台账算出，与原文一致，合计相符。" : "有数字与原文不一致，或合计不相符，见 ✗。");
            return new Result(reconciled, report, summary(report, commands, reconciled));
        }
    }

    /** Papers as OFD are a plugin's, and the fonts are the site's. */
    private static void dropIn(Path data) throws IOException {
        copy("plugins/paper-ofd.jar", data.resolve("plugins"));
        copy("fonts/WenQuanZhengHei.ttf", data.resolve("config").resolve("fonts"));
    }

    private static void copy(String resource, Path folder) throws IOException {
        try (InputStream in = YearRun.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the demo carries " + resource + " when it is packed");
            }
            Files.copy(in, Files.createDirectories(folder).resolve(resource.substring(resource.indexOf('/') + 1)));
        }
    }

    private void introduce() {
        Office.Data data = office.data();
        screen.heading(data.district() + "  " + scenario.begins() + " 至 " + scenario.ends());
        int officers =
                1 + data.groups().stream().mapToInt(g -> g.officers().size()).sum();
        screen.line("督查室：主任 1 名，副主任 %d 名，督查员 %d 名，%d 个督查小组；责任单位 %d 个"
                .formatted(
                        data.supervisionOffice().deputies().size(),
                        officers,
                        data.groups().size(),
                        office.units().size()));
        screen.line("“1+5X”分工：%d 个岗，无空白，无重叠".formatted(office.routing().posts().size()));
    }

    private static FormType form(Duban duban, String kind) {
        return duban.formTypes()
                .find(kind)
                .orElseThrow(() -> new IllegalStateException("no form type " + kind + " is installed"));
    }

    private void story(Duban duban) {
        Story.ofAllStages(duban.journal()).ifPresent(history -> {
            screen.heading("一事一档：一个事项走完九个环节");
            Story.tell(office, history).forEach(screen::line);
        });
    }

    private void ledger(Duban duban) {
        screen.heading("台账：最先到期的 " + SAMPLE_ROWS + " 项重点工作");
        LedgerQuery query = LedgerQuery.where()
                .formType(ListPlans.KEY_TASK)
                .due(scenario.ends(), null)
                .progress(Progress.ON_SCHEDULE)
                .ascending(LedgerQuery.Sort.DUE)
                .build();
        for (LedgerRow row :
                duban.ledger().list(office.director(), query, null, SAMPLE_ROWS).rows()) {
            LocalDate due = row.dueOn();
            screen.line(String.join(
                    "  ",
                    Screen.left(row.number(), 18),
                    Screen.left(row.title(), 36),
                    Screen.left(row.leadUnit() == null ? "" : office.called(row.leadUnit()), 10),
                    due == null ? "          " : due.toString(),
                    Screen.left(row.light() == null ? "" : row.light().name(), 4),
                    Screen.right(row.percent() + "%", 4)));
        }
    }

    private void print(YearReport report) {
        screen.heading("一年的数字（截至 " + scenario.ends() + "）");
        screen.line("  " + Screen.left("", 32) + Screen.right("算出", 8) + "   " + "原文");
        for (Measure measure : measures) {
            long computed = YearReport.value(report.figures(), measure.id());
            screen.line(mark(measure.holds(computed))
                    + " "
                    + Screen.left(measure.zh(), 32)
                    + Screen.right("%,d".formatted(computed), 8)
                    + "   "
                    + measure.source());
        }
        screen.heading("合计");
        report.sums().forEach(this::print);
        screen.heading("一年的路");
        screen.line(String.join(
                "，",
                turn(report, "交办", "Assigned"),
                turn(report, "签收", "Acknowledged"),
                turn(report, "异议退回", "Disputed"),
                turn(report, "延期申请", "ExtensionRequested"),
                turn(report, "中止", "Suspended"),
                turn(report, "催办", "Reminded"),
                turn(report, "阶段性办结", "CompletedInPart"),
                turn(report, "退回重办", "Returned")));
        screen.line(String.join(
                "，",
                turn(report, "续办", "InstructedAgain"),
                turn(report, "并案", "Merged"),
                turn(report, "拆分", "Split"),
                turn(report, "分解", "BrokenDown"),
                turn(report, "不立项", "Declined"),
                turn(report, "撤回", "Withdrawn"),
                turn(report, "终止", "Terminated"),
                turn(report, "异议", "ObjectionRaised"),
                turn(report, "回头看", "LookedBack"),
                turn(report, "归档", "Archived")));
        screen.line(
                String.join("，", turn(report, "时限随放假通知变更", "DueDatesRecounted"), turn(report, "逾期升级拟稿", "Escalated")));
    }

    private void print(Sum sum) {
        screen.line(mark(sum.holds())
                + " "
                + Screen.left(sum.text(), 60)
                + Screen.right("%,d".formatted(sum.left()), 8)
                + (sum.holds() ? " = " : " ≠ ")
                + "%,d".formatted(sum.right()));
    }

    /** What the search counts must be what the ledger counts, for who sees everything and for who sees little. */
    private List<Sum> found(Duban duban) {
        Finding finding = new Finding(duban.search(), duban.ledger(), screen);
        List<Sum> sums = new ArrayList<>(finding.sums(office.director(), "督查室主任"));
        String unit = office.data().units().get(0).id();
        sums.addAll(finding.sums(office.handler(unit), office.called(unit) + "承办人"));
        return sums;
    }

    /** How the office and the units were told, and the first matter whose due date a notice on holidays moved in mid-year. */
    private void told(Duban duban) {
        screen.heading("提醒与送达");
        Notices.Queues queues = duban.notices().queues();
        long sent = queues.channels().stream().mapToLong(ChannelState::sent).sum();
        screen.line(
                "站内信送达 %,d 条，暂缓 %,d，待送 %,d，未送达 %,d".formatted(sent, queues.held(), queues.pending(), queues.dead()));
        for (Recorded recorded : new Feed(duban.journal())) {
            if (recorded.event() instanceof DueDatesRecounted recounted) {
                screen.line("放假通知年中公布，时限随之变更，例：" + recounted.reason());
                return;
            }
        }
    }

    private static String turn(YearReport report, String zh, String event) {
        return zh + " %,d".formatted(report.events().getOrDefault(event, 0L));
    }

    private static String mark(boolean holds) {
        return holds ? "✓" : "✗";
    }

    static String verified(Verification verification) {
        Verification.Break at = verification.firstBreak();
        return at == null
                ? "%,d 条事件、%,d 条哈希链完整".formatted(verification.events(), verification.streams())
                : "第 %d 条事件（%s 第 %d 版）处断开：%s".formatted(at.position(), at.stream(), at.version(), at.reason());
    }

    private Map<String, Object> summary(YearReport report, int commands, boolean reconciled) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("run", "year");
        summary.put("begins", scenario.begins());
        summary.put("ends", scenario.ends());
        summary.put("seed", seed);
        summary.put("commands", commands);
        summary.put("transitions", report.verification().events());
        summary.put("figures", report.figures());
        summary.put("sums", report.sums());
        summary.put("events", report.events());
        summary.put("journalIntact", report.verification().intact());
        summary.put("reconciled", reconciled);
        return summary;
    }
}
