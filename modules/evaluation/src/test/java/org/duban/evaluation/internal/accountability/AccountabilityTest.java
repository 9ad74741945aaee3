package org.duban.evaluation.internal.accountability;

import static org.duban.district.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.accountability.AccountabilityCase;
import org.duban.api.accountability.AccountabilityCase.State;
import org.duban.api.accountability.CaseQuery;
import org.duban.api.accountability.DutyFinding;
import org.duban.api.accountability.Evidence;
import org.duban.api.accountability.Evidence.EventRef;
import org.duban.api.accountability.Measure;
import org.duban.api.accountability.Party;
import org.duban.api.accountability.Recommendation;
import org.duban.api.inspection.FindingId;
import org.duban.api.inspection.InspectionId;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.district.District;
import org.duban.spi.dossier.DossierItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountabilityTest {

    /** 区人大, the district's only partner here, stands for the competent organ. */
    private static final String ORGAN = "rd";

    /** The only finding there is. */
    private static final FindingId FINDING = new FindingId(new InspectionId("spring-2026"), 17);

    @TempDir
    Path folder;

    private District district;
    private final Told told = new Told();
    private AccountabilityService cases;

    @BeforeEach
    void open() {
        district = new District(folder);
        cases = service();
    }

    @AfterEach
    void close() {
        district.close();
    }

    private AccountabilityService service() {
        return new AccountabilityService(
                district.journal(),
                district.matters(),
                district,
                district.access(),
                district.calendars(),
                told,
                (actor, finding) -> finding.equals(FINDING),
                district,
                ZONE,
                AccountabilityRules.read(null));
    }

    private static ErrorCode refusal(Runnable action) {
        return assertThrows(DubanException.class, action::run).code();
    }

    /** Due 2026-03-23, never finished, drafted for accountability on 04-20; the office did nothing all the while. */
    private MatterId neglected() {
        MatterId id = district.assigned(instruction("整治晏家坪油烟"), ZJJ);
        district.on("2026-04-20");
        district.does(
                Actor.DUBAN, id, new Escalate(1, "accountability", LocalDate.of(2026, 3, 23), "问责建议", "逾期二十日未办结，建议问责"));
        return id;
    }

    private Recommendation full(MatterId id) {
        return cases.draft(DIRECTOR, id)
                .sanction(Party.UNIT, Measure.CIRCULATED_CRITICISM, ORGAN)
                .sanction(Party.OFFICER, Measure.SUMMONS_TALK, ORGAN);
    }

    private AccountabilityCase approved() {
        AccountabilityCase recommended = cases.recommend(DIRECTOR, full(neglected()));
        return cases.approve(LEADER, recommended.id(), "同意");
    }

    // ---- it recommends, people decide

    @Test
    void a_draft_of_the_ladder_is_no_case_until_a_person_recommends() {
        MatterId id = neglected();
        assertEquals(List.of(), cases.list(DIRECTOR, CaseQuery.ALL));
        Recommendation draft = cases.draft(DIRECTOR, id);
        assertEquals(ZJJ, draft.unit());
        assertEquals(OFFICER.person(), draft.officer());
        assertEquals(Line.GOVERNMENT, draft.line());
        assertEquals("逾期二十日未办结，建议问责", draft.reason());
        assertEquals(List.of(), draft.sanctions());
        AccountabilityCase made = cases.recommend(DIRECTOR, full(id));
        assertEquals(State.RECOMMENDED, made.state());
        assertEquals("问责〔2026〕1号", made.number());
        assertEquals(List.of(), made.consequences());
        assertEquals(List.of(made), cases.list(DIRECTOR, CaseQuery.ALL.unit(ZJJ).year(2026)));
    }

    @Test
    void without_a_draft_of_the_ladder_there_is_nothing_to_start_from() {
        MatterId id = district.assigned(instruction("按期办理"), ZJJ);
        assertEquals(ErrorCode.PART_NOT_FOUND, refusal(() -> cases.draft(DIRECTOR, id)));
    }

    @Test
    void a_case_may_rest_on_an_inspection_or_on_what_somebody_states() {
        Recommendation byHand = Recommendation.against(HBJ)
                .officer(OFFICER.person())
                .line(Line.GOVERNMENT)
                .sanction(Party.UNIT, Measure.SUMMONS_TALK, ORGAN)
                .reason("整改不力")
                .evidence(new Evidence(List.of(), List.of(FINDING), List.of(), "现场所见"));
        AccountabilityCase made = cases.recommend(DIRECTOR, byHand);
        assertEquals(List.of(), made.matters());
        assertEquals(List.of(FINDING), made.evidence().findings());
        Recommendation nothing = byHand.evidence(
                new Evidence(List.of(), List.of(new FindingId(FINDING.inspection(), 18)), List.of(), ""));
        assertEquals(ErrorCode.PART_NOT_FOUND, refusal(() -> cases.recommend(DIRECTOR, nothing)));
    }

    @Test
    void all_mistakes_of_a_recommendation_are_told_at_once() {
        DubanException refused = assertThrows(
                DubanException.class,
                () -> cases.recommend(
                        DIRECTOR,
                        Recommendation.against("nobody").sanction(Party.OFFICER, Measure.ADMONITION, "nobody")));
        Set<String> fields =
                Set.copyOf(refused.problems().stream().map(Problem::field).toList());
        assertEquals(
                Set.of(
                        "sanctions",
                        "unit",
                        "sanctions.organ",
                        "officer",
                        "line",
                        "reason",
                        "evidence",
                        "officerReason"),
                fields);
        MatterId id = neglected();
        Recommendation noEvent =
                full(id).evidence(new Evidence(List.of(new EventRef(id, 99)), List.of(), List.of(), ""));
        assertEquals(ErrorCode.PART_NOT_FOUND, refusal(() -> cases.recommend(DIRECTOR, noEvent)));
    }

    @Test
    void an_event_is_evidence_in_one_live_case_only() {
        MatterId id = neglected();
        AccountabilityCase first = cases.recommend(DIRECTOR, full(id));
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> cases.recommend(DEPUTY, full(id))));
        cases.withdraw(DIRECTOR, first.id(), "另行研究");
        AccountabilityCase second = cases.recommend(DEPUTY, full(id));
        cases.reject(LEADER, second.id(), "再限期整改");
        assertEquals(State.REJECTED, cases.get(DEPUTY, second.id()).state());
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> cases.approve(LEADER, second.id(), "同意")));
        assertEquals("问责〔2026〕3号", cases.recommend(DIRECTOR, full(id)).number());
    }

    // ---- dual liability

    @Test
    void the_officers_missed_duty_is_shown_by_the_gap_between_events() {
        AccountabilityCase made = cases.recommend(DIRECTOR, full(neglected()));
        assertEquals(OFFICER.person(), made.officer());
        List<DutyFinding> missed = made.duties().missedBy(OFFICER.person());
        assertEquals(
                List.of("remind", "check"),
                missed.stream().map(DutyFinding::rule).toList());
        DutyFinding remind = missed.get(0);
        assertEquals(LocalDate.of(2026, 3, 23), remind.from());
        assertEquals(LocalDate.of(2026, 3, 24), remind.limit());
        assertNull(remind.doneOn());
        assertEquals(
                "到期催办：住房和城乡建设局的任务2026年3月23日到期（第6号记录）未办结，2026年3月18日至2026年3月24日没有催办记录，" + "截至2026年4月20日没有催办，超过18个工作日。",
                remind.zh());
        assertEquals(
                "Assigned",
                district.history(made.matters().get(0))
                        .get((int) remind.fromVersion() - 1)
                        .event()
                        .getClass()
                        .getSimpleName());
    }

    @Test
    void an_officer_who_did_his_duty_is_on_the_case_and_the_case_says_why_nothing_was_missed() {
        MatterId id = district.assigned(instruction("整治晏家坪油烟"), ZJJ);
        district.on("2026-03-20");
        district.does(OFFICER, id, new Remind(1, "临期"));
        district.on("2026-04-01");
        district.does(OFFICER, id, new RecordCheck(Method.UNANNOUNCED, "晏家坪", List.of("李督查"), "未动工", List.of()));
        district.on("2026-04-20");
        district.does(Actor.DUBAN, id, new Escalate(1, "accountability", LocalDate.of(2026, 3, 23), "问责建议", "逾期未办结"));
        Recommendation punished = full(id);
        assertEquals(ErrorCode.MISSING_FIELD, refusal(() -> cases.recommend(DIRECTOR, punished)));
        AccountabilityCase made =
                cases.recommend(DIRECTOR, cases.draft(DIRECTOR, id).sanction(Party.UNIT, Measure.ADMONITION, ORGAN));
        assertEquals(OFFICER.person(), made.officer());
        assertEquals(List.of(), made.duties().missedBy(OFFICER.person()));
        String why = made.duties().describe(OFFICER.person(), "李督查");
        assertTrue(why.startsWith("督查员李督查应履行督查职责2项，均已按时履行，未发现失职；是否追责由领导决定。\n到期催办："), why);
        assertTrue(why.contains("2026年3月20日已催办"), why);
        assertTrue(why.contains("2026年4月1日已核查"), why);
    }

    @Test
    void sparing_an_officer_who_missed_a_duty_needs_a_reason() {
        Recommendation spared = cases.draft(DIRECTOR, neglected()).sanction(Party.UNIT, Measure.ADMONITION, ORGAN);
        assertEquals(ErrorCode.MISSING_FIELD, refusal(() -> cases.recommend(DIRECTOR, spared)));
        AccountabilityCase made = cases.recommend(DIRECTOR, spared.officerReason("当时住院"));
        assertEquals("当时住院", made.officerReason());
        assertEquals(2, made.duties().missedBy(OFFICER.person()).size());
    }

    @Test
    void the_leader_may_decide_otherwise_than_recommended() {
        AccountabilityCase made = cases.recommend(DIRECTOR, full(neglected()));
        AccountabilityCase approved = cases.approve(
                LEADER,
                made.id(),
                "从轻",
                cases.draft(DIRECTOR, made.matters().get(0))
                        .sanction(Party.UNIT, Measure.SUMMONS_TALK, ORGAN)
                        .sanctions());
        assertEquals(
                Measure.SUMMONS_TALK,
                approved.consequence(Party.UNIT).orElseThrow().sanction().measure());
        assertTrue(approved.consequence(Party.OFFICER).isEmpty());
        assertEquals(2, approved.sanctions().size(), "what was recommended stays on record");
    }

    @Test
    void an_officer_never_recommends_in_a_matter_of_his_own() {
        MatterId id = neglected();
        Recommendation own = full(id);
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> cases.recommend(OFFICER, own)));
        assertEquals(OTHER_OFFICER.person(), cases.recommend(OTHER_OFFICER, own).recommendedBy());
    }

    @Test
    void who_recommended_never_decides_whatever_the_rights_are() {
        AccountabilityCase made = cases.recommend(DIRECTOR, full(neglected()));
        Person both = new Person(
                DIRECTOR.person(),
                "陈主任",
                Set.of(Role.DIRECTOR, Role.PRINCIPAL_LEADER),
                null,
                0,
                Set.of(Line.GOVERNMENT));
        CaseDecide decide = new CaseDecide(made, both, LocalDate.of(2026, 4, 20));
        assertEquals(
                ErrorCode.ACCESS_DENIED,
                refusal(() ->
                        decide.approve("同意", List.of(), district.calendars().current())));
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> decide.reject("不同意")));
        for (Actor actor : List.of(DIRECTOR, DEPUTY, OTHER_OFFICER, VICE, PARTNER, chief(ZJJ))) {
            assertThrows(DubanException.class, () -> cases.approve(actor, made.id(), "同意"), actor.person());
        }
    }

    // ---- carried out, recorded

    @Test
    void the_competent_organ_carries_out_and_the_office_closes() {
        AccountabilityCase made = approved();
        LocalDate today = LocalDate.of(2026, 4, 20);
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> cases.close(DIRECTOR, made.id(), "")));
        assertEquals(
                ErrorCode.INVALID_FIELD,
                refusal(() ->
                        cases.carriedOut(PARTNER, made.id(), Party.UNIT, today.plusDays(1), "七督通〔2026〕3号", null, "")));
        cases.carriedOut(PARTNER, made.id(), Party.UNIT, today, "七督通〔2026〕3号", null, "");
        assertEquals(
                ErrorCode.NOT_NOW,
                refusal(() -> cases.carriedOut(PARTNER, made.id(), Party.UNIT, today, "七督通〔2026〕4号", null, "")));
        AccountabilityCase done = cases.carriedOut(DIRECTOR, made.id(), Party.OFFICER, today, "约谈记录", null, "代记");
        assertEquals(State.CARRIED_OUT, done.state());
        assertEquals(
                PARTNER.person(),
                done.consequence(Party.UNIT).orElseThrow().execution().recordedBy());
        assertEquals(State.CLOSED, cases.close(DEPUTY, made.id(), "齐全").state());
        assertEquals(5, cases.history(DIRECTOR, made.id()).size());
    }

    // ---- who sees a case

    @Test
    void before_it_is_approved_only_the_office_and_the_leaders_see_a_case() {
        AccountabilityCase made = cases.recommend(DIRECTOR, full(neglected()));
        List<Actor> concerned = List.of(OFFICER, chief(ZJJ), PARTNER);
        for (Actor actor : concerned) {
            assertEquals(ErrorCode.CASE_NOT_FOUND, refusal(() -> cases.get(actor, made.id())), actor.person());
            assertEquals(List.of(), cases.list(actor, CaseQuery.ALL), actor.person());
        }
        cases.approve(LEADER, made.id(), "同意");
        for (Actor actor : concerned) {
            assertEquals(made.id(), cases.list(actor, CaseQuery.ALL).get(0).id(), actor.person());
        }
        for (Actor actor : List.of(chief(HBJ), handler(ZJJ), OTHER_OFFICER)) {
            assertEquals(ErrorCode.CASE_NOT_FOUND, refusal(() -> cases.get(actor, made.id())), actor.person());
        }
    }

    // ---- objections

    @Test
    void the_unit_objects_within_30_days_and_somebody_else_decides() {
        AccountabilityCase made = approved();
        assertEquals(LocalDate.of(2026, 5, 20), made.decision().objectBy().date());
        district.on("2026-05-20");
        assertEquals(ErrorCode.CASE_NOT_FOUND, refusal(() -> cases.object(chief(HBJ), made.id(), Party.UNIT, "不服")));
        assertEquals(ErrorCode.ACCESS_DENIED, refusal(() -> cases.object(OFFICER, made.id(), Party.UNIT, "不服")));
        cases.object(chief(ZJJ), made.id(), Party.UNIT, "责任在排水公司");
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> cases.object(chief(ZJJ), made.id(), Party.UNIT, "再议")));
        for (Actor took : List.of(DIRECTOR, LEADER)) {
            assertEquals(
                    ErrorCode.ACCESS_DENIED,
                    refusal(() -> cases.decideObjection(took, made.id(), 1, true, "成立")),
                    took.person());
        }
        AccountabilityCase decided = cases.decideObjection(DEPUTY, made.id(), 1, true, "责任确在排水公司");
        assertTrue(decided.consequence(Party.UNIT).orElseThrow().revoked());
        assertFalse(decided.consequence(Party.OFFICER).orElseThrow().revoked());
        assertEquals(State.APPROVED, decided.state(), "the officer's measure is still to be carried out");
        assertEquals(
                ErrorCode.NOT_NOW,
                refusal(() ->
                        cases.carriedOut(PARTNER, made.id(), Party.UNIT, LocalDate.of(2026, 5, 20), "通报", null, "")));
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> cases.decideObjection(DEPUTY, made.id(), 1, false, "改判")));
        assertEquals(ErrorCode.PART_NOT_FOUND, refusal(() -> cases.decideObjection(DEPUTY, made.id(), 2, true, "无")));
    }

    @Test
    void after_30_days_nobody_objects() {
        AccountabilityCase made = approved();
        district.on("2026-05-21");
        assertEquals(ErrorCode.NOT_NOW, refusal(() -> cases.object(OFFICER, made.id(), Party.OFFICER, "不服")));
    }

    // ---- told, remembered, filed

    @Test
    void those_concerned_are_told_once_and_again_after_a_stop_in_between() {
        AccountabilityCase made = approved();
        assertEquals(1, told.to(chief(ZJJ).person()).size());
        assertEquals(1, told.to(OFFICER.person()).size());
        assertEquals(1, told.to(PARTNER.person()).size());
        assertEquals(0, told.to(LEADER.person()).size(), "he did it himself");
        Told.Item item = told.to(chief(ZJJ).person()).get(0);
        assertEquals("问责决定" + made.number(), item.title());
        assertTrue(item.text().contains("住房和城乡建设局：通报批评；督查员李督查：约谈"), item.text());
        assertTrue(item.text().contains("2026-05-20前"), item.text());
        assertFalse(item.text().contains("{"), item.text());
        int count = told.count();
        service();
        assertEquals(count, told.count(), "the same keys");
    }

    @Test
    void a_desk_that_refuses_undoes_nothing_and_the_next_start_tells() {
        cases = new AccountabilityService(
                district.journal(),
                district.matters(),
                district,
                district.access(),
                district.calendars(),
                (key, person, kind, matter, title, text) -> {
                    throw new DubanException(Problem.of(ErrorCode.STOPPED, "停止", "stopped"));
                },
                (actor, finding) -> finding.equals(FINDING),
                district,
                ZONE,
                AccountabilityRules.read(null));
        AccountabilityCase made = approved();
        assertEquals(State.APPROVED, made.state());
        assertEquals(0, told.count());
        service();
        assertEquals(1, told.to(OFFICER.person()).size());
    }

    @Test
    void a_new_start_knows_the_same_cases() {
        AccountabilityCase made = approved();
        cases.object(OFFICER, made.id(), Party.OFFICER, "当时已催办");
        List<AccountabilityCase> before = cases.list(DIRECTOR, CaseQuery.ALL);
        assertEquals(before, service().list(DIRECTOR, CaseQuery.ALL));
    }

    @Test
    void a_matters_dossier_gets_its_case() throws IOException {
        AccountabilityCase made = approved();
        List<DossierItem> items = cases.itemsOf(made.matters().get(0));
        assertEquals(1, items.size());
        assertEquals(made.number(), items.get(0).number());
        String text;
        try (InputStream in = items.get(0).content().open()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertTrue(text.contains("责任单位：住房和城乡建设局"), text);
        assertTrue(text.contains("失职2项"), text);
        assertTrue(text.contains("批准：赵区长"), text);
        assertEquals(List.of(), cases.itemsOf(district.assigned(instruction("别的事"), HBJ)));
    }
}
