package org.duban.evaluation.internal.officer;

import static org.duban.district.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.appraisal.Ballot;
import org.duban.api.appraisal.PaperToken;
import org.duban.api.appraisal.Performance;
import org.duban.api.appraisal.Performance.Counted;
import org.duban.api.appraisal.Performance.Measured;
import org.duban.api.appraisal.Scorecard;
import org.duban.api.appraisal.Scorecard.Part;
import org.duban.api.appraisal.Slip;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.district.District;
import org.duban.evaluation.internal.conduct.ConductStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppraisalTest {

    private static final String LI = OFFICER.person();

    @TempDir
    Path folder;

    private District district;
    private BallotService ballots;
    private AppraisalService appraisals;

    @BeforeEach
    void open() {
        district = new District(folder);
        start();
    }

    private void start() {
        OfficerSettings settings = OfficerSettings.shipped();
        ballots = new BallotService(
                district.journal(), district.stores(), district, district.access(), settings, district, ZONE);
        appraisals = new AppraisalService(
                district.journal(),
                district,
                district.access(),
                district.calendars(),
                new ConductStore(district.journal(), district.stores(), ZONE),
                ballots,
                settings,
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

    private static Map<String, Measured> measures(Performance performance) {
        return performance.measures().stream().collect(Collectors.toMap(Measured::id, Function.identity()));
    }

    private static BigDecimal points(String text) {
        return new BigDecimal(text);
    }

    // ---- performance

    /** Three matters of 李督查: finished in time and cleared, finished late after a reminder, overdue without one. */
    private List<MatterId> threeMatters() {
        MatterId good = district.assigned(instruction("按期"), ZJJ);
        MatterId late = district.assigned(instruction("逾期"), ZJJ);
        MatterId open = district.assigned(instruction("未办"), HBJ);
        district.on("2026-03-20");
        district.finish(good);
        district.does(OFFICER, late, new Remind(1, "临期"));
        district.on("2026-03-24");
        district.clear(good);
        district.on("2026-03-30");
        district.finish(late);
        district.on("2026-04-20");
        return List.of(good, late, open);
    }

    @Test
    void every_number_of_the_performance_names_the_matters_behind_it() {
        List<MatterId> matters = threeMatters();
        Performance performance = appraisals.performance(DIRECTOR, LI, 2026);
        Map<String, Measured> by = measures(performance);
        Measured onTime = by.get("onTime");
        assertEquals(1, onTime.good());
        assertEquals(3, onTime.all());
        assertEquals(points("6.67"), onTime.points(), "1/3 of 20");
        assertEquals("按期办结：1/3×20分＝6.67分", onTime.zh());
        Map<MatterId, Counted> counted =
                onTime.counted().stream().collect(Collectors.toMap(Counted::matter, Function.identity()));
        assertTrue(counted.get(matters.get(0)).good());
        assertEquals(
                "住建局2026-03-30逾期办结，时限2026-03-23", counted.get(matters.get(1)).zh());
        assertEquals(
                "环保局时限2026-03-23，至2026-04-20未办结", counted.get(matters.get(2)).zh());
        for (Measured measured : performance.measures()) {
            for (Counted each : measured.counted()) {
                assertTrue(each.version() >= 1
                        && each.version() <= district.history(each.matter()).size());
            }
        }
        assertEquals(
                points("10.00"), by.get("cleared").points(), "the late one isn't 15 working days old: not counted yet");
        assertEquals(1, by.get("cleared").all());
        assertEquals(points("2.50"), by.get("reminded").points(), "one of two that went late");
        assertEquals(
                performance.points(),
                performance.measures().stream().map(Measured::points).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertEquals(0, performance.max().compareTo(points("50")));
    }

    @Test
    void a_matter_handed_over_counts_for_who_was_in_charge_then() {
        MatterId id = district.assigned(instruction("移交"), ZJJ);
        district.on("2026-03-10");
        district.does(DIRECTOR, id, new Entrust(OTHER_OFFICER.person(), 2));
        district.on("2026-03-20");
        district.finish(id);
        assertEquals(
                0,
                measures(appraisals.performance(DIRECTOR, LI, 2026))
                        .get("onTime")
                        .all());
        assertEquals(
                1,
                measures(appraisals.performance(DIRECTOR, OTHER_OFFICER.person(), 2026))
                        .get("onTime")
                        .all());
    }

    @Test
    void a_clearance_that_did_not_last_counts_against_it() {
        MatterId id = district.assigned(instruction("反弹"), ZJJ);
        district.finish(id);
        district.clear(id);
        assertEquals(
                points("5.00"),
                measures(appraisals.performance(DIRECTOR, LI, 2026))
                        .get("lasting")
                        .points());
        district.archive(id);
        district.on("2026-04-20");
        district.does(DIRECTOR, id, new LookBack("又冒油烟", List.of(), true));
        Measured lasting = measures(appraisals.performance(DIRECTOR, LI, 2026)).get("lasting");
        assertEquals(points("0.00"), lasting.points());
        assertEquals("2026-03-02销号，2026-04-20反弹或重新办理", lasting.counted().get(0).zh());
    }

    @Test
    void an_earlier_year_is_counted_as_it_was_at_its_end() {
        threeMatters();
        district.on("2027-01-15");
        start();
        Performance then = appraisals.performance(DIRECTOR, LI, 2026);
        assertEquals("2026-12-31", then.asOf().toString());
        assertEquals(1, measures(then).get("cleared").good());
        assertEquals(2, measures(then).get("cleared").all(), "the late one never was cleared");
    }

    @Test
    void the_performances_of_all_are_those_of_each() {
        threeMatters();
        List<Performance> all = appraisals.performances(DIRECTOR, 2026);
        assertEquals(
                List.of(LI, OTHER_OFFICER.person()),
                all.stream().map(Performance::officer).toList());
        for (Performance one : all) {
            assertEquals(one, appraisals.performance(DIRECTOR, one.officer(), 2026));
        }
        assertEquals(all, List.copyOf(appraisals.performances(LEADER, 2026)));
    }

    @Test
    void an_officer_sees_his_own_card_and_a_unit_none() {
        assertEquals(LI, appraisals.get(OFFICER, LI, 2026).officer());
        assertEquals(1, appraisals.list(OFFICER, 2026).size());
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> appraisals.get(OTHER_OFFICER, LI, 2026)));
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> appraisals.get(chief(ZJJ), LI, 2026)));
        assertEquals(List.of(), appraisals.list(chief(ZJJ), 2026));
    }

    // ---- the card

    private void vote(String choice) {
        List<String> electorate = List.of("director", "deputy", "other-officer", "leader", "chief-zjj");
        Ballot ballot = ballots.open(DIRECTOR, LI, 2026, electorate);
        SecureRandom random = new SecureRandom();
        List<PaperToken> papers = electorate.stream()
                .map(voter -> {
                    Slip slip = Slip.of(ballot.key(), random);
                    return slip.unblind(ballots.take(Actor.of(voter), ballot.id(), slip.blinded()));
                })
                .toList();
        ballots.openBox(DIRECTOR, ballot.id());
        papers.forEach(p -> ballots.cast(p, choice));
        ballots.count(DIRECTOR, ballot.id());
    }

    private void enter() {
        appraisals.score(DEPUTY, LI, 2026, "study", points("9"), "学时达标");
        appraisals.score(DEPUTY, LI, 2026, "conduct", points("14.5"), "作风扎实");
        appraisals.score(DIRECTOR, LI, 2026, "rewards", points("8"), "区级先进");
    }

    @Test
    void the_five_parts_10_50_15_15_10_add_up_to_the_total_exactly() {
        threeMatters();
        enter();
        vote("B");
        Scorecard card = appraisals.get(DIRECTOR, LI, 2026);
        assertEquals(
                List.of("10", "50", "15", "15", "10"),
                card.parts().stream().map(p -> p.max().toPlainString()).toList());
        assertEquals(card.total(), card.parts().stream().map(Part::points).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertEquals(points("12.00"), card.parts().get(3).points(), "80 of 100, of 15");
        assertEquals(points("43.50").add(card.performance().points()), card.total());
        assertTrue(
                card.parts().get(1).basis().contains("按期办结：1/3×20分＝6.67分"),
                card.parts().get(1).basis());
    }

    @Test
    void what_is_computed_is_never_asked() {
        for (String part : List.of("performance", "appraisal", "nonsense")) {
            assertEquals(
                    ErrorCode.INVALID_FIELD,
                    refusal(() -> appraisals.score(DIRECTOR, LI, 2026, part, points("10"), "估计")),
                    part);
        }
    }

    @Test
    void points_lie_between_0_and_the_maximum_with_two_decimals_and_a_reason() {
        for (String wrong : List.of("-0.01", "10.01", "9.999")) {
            assertEquals(
                    ErrorCode.INVALID_FIELD,
                    refusal(() -> appraisals.score(DIRECTOR, LI, 2026, "study", points(wrong), "学习")),
                    wrong);
        }
        assertEquals(
                ErrorCode.MISSING_FIELD,
                refusal(() -> appraisals.score(DIRECTOR, LI, 2026, "study", points("10"), " ")));
        Scorecard card = appraisals.score(DIRECTOR, LI, 2026, "study", points("10.000"), "满分");
        assertEquals(points("10.00"), card.parts().get(0).points());
    }

    @Test
    void nobody_scores_or_signs_without_the_right() {
        for (Actor actor : List.of(OFFICER, OTHER_OFFICER, chief(ZJJ), LEADER)) {
            assertEquals(
                    ErrorCode.ACCESS_DENIED,
                    refusal(() -> appraisals.score(actor, LI, 2026, "study", points("10"), "好")),
                    actor.person());
        }
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> appraisals.sign(DEPUTY, LI, 2026, "")));
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refusal(() -> appraisals.score(DIRECTOR, DIRECTOR.person(), 2026, "study", points("10"), "好")));
    }

    @Test
    void a_card_is_signed_whole_and_each_missing_part_is_named() {
        appraisals.score(DEPUTY, LI, 2026, "study", points("9"), "学时达标");
        DubanException refused = assertThrows(DubanException.class, () -> appraisals.sign(DIRECTOR, LI, 2026, ""));
        assertEquals(
                List.of("conduct", "appraisal", "rewards"),
                refused.problems().stream().map(Problem::field).toList());
        assertNull(appraisals.get(DIRECTOR, LI, 2026).total());
    }

    @Test
    void a_correction_is_a_new_signed_version_and_the_old_one_stays() {
        enter();
        vote("A");
        Scorecard first = appraisals.sign(DIRECTOR, LI, 2026, "");
        assertEquals(1, first.signed().size());
        assertEquals(first.total(), first.signed().get(0).total());
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> appraisals.sign(DIRECTOR, LI, 2026, "再签一次")));
        appraisals.score(DIRECTOR, LI, 2026, "study", points("8"), "补记缺课一次");
        assertEquals(ErrorCode.MISSING_FIELD, refusal(() -> appraisals.sign(DIRECTOR, LI, 2026, "")));
        Scorecard second = appraisals.sign(DIRECTOR, LI, 2026, "补记缺课一次");
        assertEquals(2, second.signed().size());
        assertEquals(first.signed().get(0), second.signed().get(0));
        assertEquals(first.total().subtract(points("1.00")), second.total());
        assertEquals(2, second.parts().get(0).entries().size());
        start();
        assertEquals(second, appraisals.get(DIRECTOR, LI, 2026));
    }

    @Test
    void the_highest_card_comes_first_and_those_without_a_total_last() {
        enter();
        vote("A");
        List<Scorecard> cards = appraisals.list(DIRECTOR, 2026);
        assertEquals(
                List.of(LI, OTHER_OFFICER.person()),
                cards.stream().map(Scorecard::officer).toList());
        assertNull(cards.get(1).total());
    }

    @Test
    void a_year_to_come_has_no_card() {
        assertEquals(ErrorCode.INVALID_FIELD, refusal(() -> appraisals.get(DIRECTOR, LI, 2027)));
    }
}
