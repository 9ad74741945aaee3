package org.duban.evaluation.internal.burden;

import static org.duban.district.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.burden.Asking;
import org.duban.api.burden.BurdenPeriod;
import org.duban.api.burden.BurdenReport;
import org.duban.api.burden.UnitBurden;
import org.duban.api.burden.UnitBurden.Asked;
import org.duban.api.burden.UnitBurden.Figure;
import org.duban.api.inspection.Inspection;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.district.District;
import org.duban.evaluation.internal.conduct.ConductStore;
import org.duban.notice.internal.report.ReportsService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BurdenTest {

    private static final BurdenPeriod MARCH = BurdenPeriod.month(2026, 3);
    private static final BurdenPeriod APRIL = BurdenPeriod.month(2026, 4);

    @TempDir
    Path folder;

    private District district;
    private final Sent sent = new Sent();
    private final List<Inspection> campaigns = new ArrayList<>();
    private BurdenService burden;

    @BeforeEach
    void open() {
        district = new District(folder);
        burden = service();
    }

    private BurdenService service() {
        return new BurdenService(
                new ConductStore(district.journal(), district.stores(), ZONE),
                new ReportsService(
                        district.matters(), district.ledger(), district.formTypes(), district.calendars(), ZONE),
                sent,
                Campaigns.of(() -> campaigns),
                district,
                district.access(),
                district,
                ZONE);
    }

    @AfterEach
    void close() {
        district.close();
    }

    private static ErrorCode refusal(Runnable action) {
        return assertThrows(DubanException.class, action::run).code();
    }

    /** 住建局 leads with 执法局 assisting: urged, checked, returned, done in April. */
    private MatterId busy() {
        MatterId id = district.assigned(instruction("整治油烟"), ZJJ, ZFJ);
        district.on("2026-03-20");
        district.does(OFFICER, id, new Remind(1, "临期"));
        district.does(OFFICER, id, new RecordCheck(Method.ON_SITE, "晏家坪", List.of(), "未动工", List.of()));
        district.on("2026-04-01");
        district.finish(id);
        district.does(DIRECTOR, id, new ReturnForRework(List.of(), "不实", LocalDate.of(2026, 4, 10)));
        district.on("2026-04-02");
        return id;
    }

    private static List<Long> counts(UnitBurden burden) {
        return burden.figures().stream().map(Figure::count).toList();
    }

    @Test
    void each_figure_is_counted_from_the_events_it_names() {
        MatterId id = busy();
        UnitBurden march = burden.of(DIRECTOR, ZJJ, MARCH);
        assertEquals(List.of(1L, 0L, 1L, 1L, 0L, 0L, 0L, 0L), counts(march));
        UnitBurden april = burden.of(DIRECTOR, ZJJ, APRIL);
        assertEquals(List.of(0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L), counts(april));
        assertEquals(3, april.askedBefore());
        for (Asked asked : Stream.of(march, april)
                .flatMap(b -> b.figures().stream())
                .flatMap(f -> f.asked().stream())
                .toList()) {
            String event = district.history(id)
                    .get((int) asked.version() - 1)
                    .event()
                    .getClass()
                    .getSimpleName();
            assertTrue(List.of("Assigned", "Reminded", "Checked", "Returned").contains(event), asked + " " + event);
            assertTrue(asked.zh().contains("第" + asked.version() + "号记录"), asked.zh());
        }
        assertEquals(List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), counts(burden.of(DIRECTOR, ZFJ, MARCH)));
    }

    @Test
    void the_total_is_the_sum_of_the_units_and_says_so_in_a_sentence() {
        busy();
        BurdenReport report = burden.report(LEADER, MARCH);
        assertEquals(
                List.of(ZJJ, ZFJ), report.units().stream().map(UnitBurden::unit).toList(), "the most burdened first");
        for (Asking asking : Asking.values()) {
            assertEquals(
                    report.units().stream()
                            .mapToLong(u -> u.figure(asking).count())
                            .sum(),
                    report.total().figure(asking).count());
        }
        assertEquals(
                "2026年3月共向2个单位提出要求4次（2026年2月0次）：交办2次，退回重办0次，核查1次，催办1次，定期报送0次，督查走访0次，问题整改0次；"
                        + "另发通知提醒0条。最多的是住房和城乡建设局，3次。",
                report.zh());
        assertEquals(burden.of(LEADER, ZJJ, MARCH), report.units().get(0), "the same by itself and among the others");
    }

    @Test
    void a_year_is_its_months() {
        busy();
        BurdenReport year = burden.report(DIRECTOR, BurdenPeriod.year(2026));
        assertEquals(
                burden.report(DIRECTOR, MARCH).total().asked()
                        + burden.report(DIRECTOR, APRIL).total().asked(),
                year.total().asked());
        assertEquals(0, year.total().askedBefore());
    }

    @Test
    void a_periodic_report_counts_in_the_month_in_which_it_is_owed() {
        MatterId id = district.assigned(
                Draft.of("key-task")
                        .title("老旧小区改造")
                        .source("区委2026年工作要点")
                        .dueOn(LocalDate.of(2026, 12, 31))
                        .form("{\"listName\":\"区委2026年工作要点责任清单\",\"origin\":\"年初\"}"),
                ZJJ);
        district.on("2026-05-10");
        Figure april = burden.of(DIRECTOR, ZJJ, APRIL).figure(Asking.REPORT);
        assertTrue(april.count() > 0);
        assertTrue(april.asked().stream().allMatch(a -> id.equals(a.matter())));
        assertTrue(april.asked().stream().allMatch(a -> a.zh().contains("缺报")), april.toString());
        assertEquals(burden.of(DIRECTOR, ZJJ, MARCH).figure(Asking.REPORT).count(), april.before());
        assertEquals(
                0,
                burden.of(DIRECTOR, ZJJ, BurdenPeriod.month(2026, 6))
                        .figure(Asking.REPORT)
                        .count(),
                "not owed yet");
    }

    @Test
    void messages_that_reached_a_units_people_are_counted_beside_the_rest() {
        MatterId id = busy();
        sent.add(handler(ZJJ).person(), id, "2026-03-20T10:00:00+08:00", true);
        sent.add(handler(ZJJ).person(), id, "2026-03-21T10:00:00+08:00", false);
        sent.add(chief(ZJJ).person(), id, "2026-02-20T10:00:00+08:00", true);
        sent.add(handler(HBJ).person(), id, "2026-03-20T10:00:00+08:00", true);
        UnitBurden march = burden.of(DIRECTOR, ZJJ, MARCH);
        assertEquals(1, march.figure(Asking.MESSAGE).count());
        assertEquals(1, march.figure(Asking.MESSAGE).before());
        assertEquals(3, march.asked(), "an urging and the message about it aren't counted twice");
    }

    @Test
    void visits_findings_and_their_returns_are_asked_by_inspections() {
        campaigns.add(Campaigns.campaign("2026-03-05T10:00:00+08:00", "2026-03-06T10:00:00+08:00", ZJJ, ZFJ));
        UnitBurden march = burden.of(DIRECTOR, ZJJ, MARCH);
        assertEquals(1, march.figure(Asking.VISITED).count());
        assertEquals(
                List.of("督查行动督查〔2026〕1号问题1交办整改", "督查行动督查〔2026〕1号问题1退回重新整改"),
                march.figure(Asking.FINDING).asked().stream().map(Asked::zh).toList());
        assertEquals(
                List.of(1L, 0L),
                List.of(
                        burden.of(DIRECTOR, ZFJ, MARCH).figure(Asking.VISITED).count(),
                        burden.of(DIRECTOR, ZFJ, MARCH).figure(Asking.FINDING).count()));
        assertEquals(3, burden.of(DIRECTOR, ZJJ, APRIL).askedBefore());
    }

    @Test
    void a_unit_sees_its_own_burden_and_nobody_elses() {
        busy();
        assertEquals(3, burden.of(chief(ZJJ), ZJJ, MARCH).asked());
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> burden.of(chief(HBJ), ZJJ, MARCH)));
        assertEquals(
                List.of(ZJJ),
                burden.report(chief(ZJJ), MARCH).units().stream()
                        .map(UnitBurden::unit)
                        .toList());
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> burden.report(handler(ZJJ), MARCH)));
        assertEquals(ErrorCode.UNIT_UNKNOWN, refusal(() -> burden.of(DIRECTOR, "nobody", MARCH)));
    }

    @Test
    void what_was_read_once_is_read_on_and_the_same_from_the_beginning() {
        busy();
        UnitBurden before = burden.of(DIRECTOR, ZJJ, MARCH);
        assertEquals(before, service().of(DIRECTOR, ZJJ, MARCH));
        district.assigned(instruction("又一件"), ZJJ);
        assertEquals(1, burden.of(DIRECTOR, ZJJ, APRIL).figure(Asking.ASSIGNED).count());
    }
}
