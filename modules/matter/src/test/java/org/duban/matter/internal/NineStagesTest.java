package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand;
import org.duban.api.matter.MatterCommand.*;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Obligation.State;
import org.duban.api.matter.PaperKind;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** DOMAIN's nine stages, rule by rule. The clock stands at Monday 2026-03-02 unless a test moves it. */
class NineStagesTest {

    private final District district = new District();

    private DubanException refused(ErrorCode code, String actor, Matter matter, MatterCommand command) {
        DubanException e =
                assertThrows(DubanException.class, () -> district.does(actor, matter, command), command::toString);
        assertEquals(code, e.code(), e.getMessage());
        return e;
    }

    private static LocalDate due(Matter matter, int obligation) {
        return matter.obligation(obligation).orElseThrow().due().date();
    }

    @Test
    void anInstructionGoesThroughAllNineStagesToTheArchive() {
        Matter m = district.register(OFFICER, instruction());
        assertEquals("批示〔2026〕1号", m.number());
        assertEquals(Stage.INITIATION, m.stage());
        m = district.does(OFFICER, m, new Propose(proposal()));
        assertEquals(OFFICER, m.officer(), "1+5X: the lead unit tells the officer");
        assertEquals(1, m.group());
        m = district.does(OFFICER, m, new Submit());
        assertEquals(Stage.APPROVAL, m.stage());
        m = district.does(DIRECTOR, m, new Approve("同意"));
        assertEquals(Stage.HANDLING, m.stage());
        m = district.does(OFFICER, m, Assign.asProposed());
        m = district.does(HANDLER, m, new Acknowledge(1));
        m = district.does(HANDLER_B, m, new Acknowledge(2));
        m = district.does(HANDLER, m, new ReportProgress(1, "已拆除一半", 50, "缺机械", List.of()));
        assertEquals(50, m.lead().orElseThrow().percent());
        m = district.finish(m);
        assertEquals(Stage.FEEDBACK, m.stage());
        m = district.does(OFFICER, m, new StartVerification(Method.UNANNOUNCED, List.of(COLLEAGUE)));
        assertEquals(Stage.VERIFICATION, m.stage());
        m = district.does(OFFICER, m, new PassVerification("属实", List.of()));
        assertEquals(Stage.SUBMISSION, m.stage());
        m = district.does(OFFICER, m, new Present(null, "已办结"));
        m = district.does(LEADER, m, new InstructAgain("还有两处", LocalDate.parse("2026-03-31")));
        assertEquals(Stage.CONTINUATION, m.stage());
        m = district.does(OFFICER, m, new Assign(List.of(Assignment.lead(UNIT_A))));
        assertEquals(Stage.HANDLING, m.stage());
        assertEquals(2, m.round());
        assertEquals(LocalDate.parse("2026-03-31"), due(m, 3), "a new round has the date the leader named");
        m = district.does(HANDLER, m, new Acknowledge(3));
        m = district.does(HANDLER, m, new Finish(3, "两处已拆", List.of()));
        m = district.does(OFFICER, m, new StartVerification(Method.DESK, List.of()));
        m = district.does(OFFICER, m, new PassVerification("属实", List.of()));
        m = district.does(OFFICER, m, new Present(null, "续办完成"));
        m = district.does(LEADER, m, new Endorse("好"));
        assertEquals(Stage.CIRCULAR, m.stage());
        m = district.does(DIRECTOR, m, new DecideCircular(CircularKind.PRAISE, List.of(UNIT_A), "行动迅速"));
        assertEquals("督通〔2026〕1号", m.papers().get(0).number());
        m = district.does(OFFICER, m, new Archive(Retention.D30, "一事一档"));
        assertEquals(Stage.ARCHIVING, m.stage());
        assertEquals(Standing.ARCHIVED, m.standing());
        assertTrue(m.cleared());
    }

    @Nested
    @DisplayName("立项与审批")
    class InitiationAndApproval {

        @Test
        void everyInstructionBecomesAMatterOrARecordedRefusal() {
            Matter m = district.register(OFFICER, instruction());
            m = district.does(DIRECTOR, m, new Decline("领导阅知，不需办理"));
            assertEquals(Standing.DECLINED, m.standing());
            assertEquals("领导阅知，不需办理", m.endReason());
            refused(ErrorCode.NOT_AT_THIS_STAGE, OFFICER, m, new Submit());
        }

        @Test
        void aMatterNamesItsSourceDocumentAndAUsableTitle() {
            DubanException e = assertThrows(
                    DubanException.class,
                    () -> district.register(OFFICER, instruction().title(" ").source("")));
            assertEquals(
                    Set.of("title", "source.title"),
                    Set.copyOf(e.problems().stream().map(p -> p.field()).toList()));
        }

        @Test
        void theFormIsCheckedAgainstItsTypeWithAPointer() {
            DubanException e = assertThrows(
                    DubanException.class,
                    () -> district.register(OFFICER, instruction().form("{\"reportRequired\":\"也许\"}")));
            assertTrue(e.problems().stream().anyMatch(p -> p.field().equals("/reportRequired")), e.getMessage());
        }

        @Test
        void aSecrecyLevelIsRefusedUnlessTheDeploymentIsCleared() {
            DubanException e = assertThrows(
                    DubanException.class,
                    () -> district.register(OFFICER, instruction().secrecy("秘密")));
            assertEquals(ErrorCode.SECRECY_NOT_CLEARED, e.code());
        }

        @Test
        void theDayOfReceiptIsNotInTheFuture() {
            DubanException e = assertThrows(
                    DubanException.class,
                    () -> district.register(OFFICER, instruction().receivedOn(LocalDate.parse("2026-03-03"))));
            assertEquals("receivedOn", e.problems().get(0).field());
        }

        @Test
        void nothingIsSubmittedWithoutAHandlingProposal() {
            refused(ErrorCode.NOT_NOW, OFFICER, district.register(OFFICER, instruction()), new Submit());
        }

        @Test
        void aProposalNamesExactlyOneLeadUnitThatTheDirectoryKnows() {
            Matter m = district.register(OFFICER, instruction());
            refused(
                    ErrorCode.INVALID_FIELD,
                    OFFICER,
                    m,
                    new Propose(new Proposal("无牵头", List.of(Assignment.assist(UNIT_A)))));
            refused(
                    ErrorCode.UNIT_UNKNOWN,
                    OFFICER,
                    m,
                    new Propose(new Proposal("单位不存在", List.of(Assignment.lead("气象局")))));
        }

        @Test
        void nobodyApprovesTheirOwnProposal() {
            Matter m = district.register(DIRECTOR, instruction());
            m = district.does(DIRECTOR, m, new Propose(proposal()));
            m = district.does(DIRECTOR, m, new Submit());
            DubanException e = refused(ErrorCode.ACCESS_DENIED, DIRECTOR, m, new Approve("同意"));
            assertTrue(e.getMessage().contains("A05"), "a refusal says which rule: " + e.getMessage());
            assertEquals(
                    Stage.HANDLING, district.does(DEPUTY, m, new Approve("同意")).stage());
        }

        @Test
        void aProposalThatIsSentBackIsWrittenAgain() {
            Matter m = district.register(OFFICER, instruction());
            m = district.does(OFFICER, m, new Propose(proposal()));
            m = district.does(OFFICER, m, new Submit());
            m = district.does(DIRECTOR, m, new SendBack("请加执法局"));
            assertEquals(Stage.INITIATION, m.stage());
            m = district.does(OFFICER, m, new Amend(instruction().title("秀川街道违建拆除")));
            assertEquals("秀川街道违建拆除", m.subject().title());
        }

        @Test
        void onlyPeopleOfTheOfficeAreEntrusted() {
            Matter m = district.register(OFFICER, instruction());
            refused(ErrorCode.INVALID_FIELD, DIRECTOR, m, new Entrust(HANDLER, 0));
            refused(ErrorCode.INVALID_FIELD, DIRECTOR, m, new Entrust(OFFICER, -1));
            refused(ErrorCode.PERSON_UNKNOWN, DIRECTOR, m, new Entrust("谁", 0));
            assertEquals(
                    2, district.does(DIRECTOR, m, new Entrust(OTHER_OFFICER, 0)).group());
        }

        @Test
        void whatWasAssignedCannotBeWithdrawn() {
            Matter m = district.register(OFFICER, instruction());
            assertEquals(
                    Standing.WITHDRAWN,
                    district.does(OFFICER, m, new Withdraw("重复登记")).standing());
            refused(ErrorCode.NOT_NOW, OFFICER, district.assigned(), new Withdraw("重复登记"));
        }

        @Test
        void theFiveDeterminationsAreAllRequiredBeforeALivelihoodMatterIsAssigned() {
            Draft draft = Draft.of("livelihood")
                    .title("改造老旧小区")
                    .source("2026年为民兴办实事清单")
                    .form("{\"level\":\"区\",\"task\":\"改造12个老旧小区\"}");
            Matter m = district.register(OFFICER, draft);
            m = district.does(OFFICER, m, new Propose(new Proposal("交住建局", List.of(Assignment.lead(UNIT_A)))));
            m = district.does(OFFICER, m, new Submit());
            m = district.does(DIRECTOR, m, new Approve("同意"));
            DubanException e = refused(ErrorCode.MISSING_FIELD, OFFICER, m, Assign.asProposed());
            Set<String> missing =
                    Set.copyOf(e.problems().stream().map(p -> p.field()).toList());
            assertEquals(Set.of("#leader", "#due", "#requirement"), missing);
            Matter assigned = district.does(
                    OFFICER,
                    m,
                    new Assign(List.of(Assignment.lead(UNIT_A)
                            .leader(CHIEF)
                            .requirement("年内全部完工")
                            .dueOn(LocalDate.parse("2026-11-30")))));
            assertEquals(LocalDate.parse("2026-11-30"), due(assigned, 1));
        }
    }

    @Nested
    @DisplayName("时限")
    class Limits {

        @Test
        void anInstructionThatAsksForAReportIsDueIn7WorkingDaysElseIn15() {
            district.on("2026-02-13");
            Draft received = instruction().receivedOn(LocalDate.parse("2026-02-13"));
            assertEquals(LocalDate.parse("2026-03-02"), due(district.assigned(received), 1));
            Draft noReport = received.form(received.form().replace("true", "false"));
            assertEquals(LocalDate.parse("2026-03-12"), due(district.assigned(noReport), 1));
        }

        @Test
        void anExplicitDateWins() {
            Matter m = district.assigned(instruction().dueOn(LocalDate.parse("2026-04-30")));
            assertEquals(LocalDate.parse("2026-04-30"), due(m, 1));
            assertEquals("明确时限", m.lead().orElseThrow().basis());
        }

        @Test
        void theLimitCountsFromReceiptNotFromAssignment() {
            district.on("2026-03-09");
            Matter m = district.assigned(instruction().receivedOn(LocalDate.parse("2026-03-02")));
            assertEquals(LocalDate.parse("2026-03-11"), due(m, 1));
            assertEquals("收到之日起7个工作日", m.lead().orElseThrow().basis());
        }

        @Test
        void anExtensionIsAskedBeforeExpiryWithReasonProgressAndALaterDateAndCounted() {
            Matter m = district.acknowledged();
            LocalDate later = LocalDate.parse("2026-03-20");
            DubanException e = refused(
                    ErrorCode.MISSING_FIELD,
                    HANDLER,
                    m,
                    new RequestExtension(1, " ", "", LocalDate.parse("2026-03-11"), null));
            assertEquals(3, e.problems().size(), "all mistakes at once: " + e.getMessage());
            Matter asked = district.does(HANDLER, m, new RequestExtension(1, "雨天停工", "已完成六成", later, null));
            assertEquals(LocalDate.parse("2026-03-11"), due(asked, 1), "asking changes nothing");
            refused(ErrorCode.NOT_NOW, HANDLER, asked, new RequestExtension(1, "再延", "六成", later, null));
            Matter granted = district.does(OFFICER, asked, new DecideExtension(1, true, null, ""));
            assertEquals(later, due(granted, 1));
            assertEquals(1, granted.obligation(1).orElseThrow().extensions());
            assertEquals(LocalDate.parse("2026-03-11"), due(granted, 2), "each obligation has a clock of its own");
            Matter refusal = district.does(OFFICER, asked, new DecideExtension(1, false, null, "理由不足"));
            assertEquals(LocalDate.parse("2026-03-11"), due(refusal, 1));
            assertEquals(0, refusal.obligation(1).orElseThrow().extensions());
        }

        @Test
        void afterExpiryNoExtensionCanBeAskedFor() {
            Matter m = district.acknowledged();
            district.on("2026-03-11");
            district.does(HANDLER, m, new RequestExtension(1, "最后一天", "九成", LocalDate.parse("2026-03-20"), null));
            district.on("2026-03-12");
            refused(
                    ErrorCode.NOT_NOW,
                    HANDLER,
                    m,
                    new RequestExtension(1, "迟了", "九成", LocalDate.parse("2026-03-20"), null));
        }

        @Test
        void suspensionStopsTheClockAndGivesBackTheWorkingDaysThatWereLeft() {
            Matter m = district.acknowledged();
            district.on("2026-03-06");
            m = district.does(OFFICER, m, new Suspend(1, "诉讼期间", "法院受理通知书"));
            assertEquals(3, m.obligation(1).orElseThrow().stopped().workingDaysLeft(), "03-09, 03-10, 03-11");
            assertFalse(m.obligation(1).orElseThrow().running());
            assertTrue(m.obligation(2).orElseThrow().running(), "only the obligation named is suspended");
            refused(ErrorCode.NOT_NOW, HANDLER, m, new Finish(1, "完成", List.of()));
            district.on("2026-04-01");
            refused(ErrorCode.MISSING_FIELD, OFFICER, m, new Resume(1, " "));
            m = district.does(OFFICER, m, new Resume(1, "判决生效"));
            assertEquals(LocalDate.parse("2026-04-07"), due(m, 1), "04-02, 04-03, then 清明 04-04 to 04-06, 04-07");
        }

        @Test
        void whatWasOverdueStaysOverdueAfterASuspension() {
            Matter m = district.acknowledged();
            district.on("2026-03-16");
            m = district.does(OFFICER, m, new Suspend(0, "诉讼期间", "法院受理通知书"));
            assertEquals(2, ((MatterEvent.Suspended) district.last(m)).stopped().size());
            district.on("2026-04-01");
            m = district.does(OFFICER, m, new Resume(0, "判决生效"));
            assertEquals(LocalDate.parse("2026-03-11"), due(m, 1));
        }

        @Test
        void stagedCompletionKeepsWhatIsDoneAndSetsTheDateForTheRest() {
            Matter m = district.acknowledged();
            m = district.does(OFFICER, m, new CompleteInPart(1, "一期完成", "二期待开工", LocalDate.parse("2026-09-30")));
            assertEquals(LocalDate.parse("2026-09-30"), due(m, 1));
            assertEquals(Stage.HANDLING, m.stage());
        }
    }

    @Nested
    @DisplayName("承办")
    class Handling {

        @Test
        void leadAndAssistingUnitsHaveObligationsOfTheirOwn() {
            Matter m = district.assigned();
            assertEquals(State.ASSIGNED, m.obligation(1).orElseThrow().state());
            m = district.does(HANDLER_B, m, new Acknowledge(2));
            assertEquals(State.ASSIGNED, m.obligation(1).orElseThrow().state());
            assertEquals(State.ACKNOWLEDGED, m.obligation(2).orElseThrow().state());
        }

        @Test
        void aUnitActsOnItsOwnObligationOnly() {
            Matter m = district.assigned();
            DubanException e = refused(ErrorCode.ACCESS_DENIED, HANDLER_B, m, new Acknowledge(1));
            assertTrue(e.getMessage().contains("A10"), e.getMessage());
            refused(ErrorCode.ACCESS_DENIED, HANDLER_C, m, new Acknowledge(1));
        }

        @Test
        void nothingIsReportedBeforeItIsAcknowledged() {
            Matter m = district.assigned();
            refused(ErrorCode.NOT_NOW, HANDLER, m, new ReportProgress(1, "进展", 10, "", List.of()));
            refused(ErrorCode.NOT_NOW, HANDLER, m, new Finish(1, "完成", List.of()));
        }

        @Test
        void theLeadConsolidatesAndFinishesLast() {
            Matter m = district.acknowledged();
            DubanException e = refused(ErrorCode.NOT_NOW, HANDLER, m, new Finish(1, "完成", List.of()));
            assertEquals(UNIT_B, e.problems().get(0).value(), "names the unit that is awaited");
            m = district.does(HANDLER_B, m, new Finish(2, "已配合", List.of()));
            assertEquals(Stage.HANDLING, m.stage());
            assertEquals(
                    Stage.FEEDBACK,
                    district.does(HANDLER, m, new Finish(1, "完成", List.of())).stage());
        }

        @Test
        void aDisputeGoesBackToTheOfficeWhichDecides() {
            Matter m = district.does(HANDLER, district.assigned(), new Dispute(1, "不属本局职责"));
            refused(ErrorCode.NOT_NOW, HANDLER, m, new Acknowledge(1));
            refused(ErrorCode.MISSING_FIELD, OFFICER, m, new DecideDispute(1, true, "属执法局", null));
            Matter upheld = district.does(OFFICER, m, new DecideDispute(1, true, "属执法局", Assignment.lead(UNIT_C)));
            assertEquals(State.RELIEVED, upheld.obligation(1).orElseThrow().state());
            assertEquals(UNIT_C, upheld.lead().orElseThrow().unit());
            assertEquals(due(m, 1), due(upheld, 3), "a dispute moves no limit");
            Matter not = district.does(OFFICER, m, new DecideDispute(1, false, "三定方案明确属住建局", null));
            assertEquals(State.ASSIGNED, not.obligation(1).orElseThrow().state());
        }

        @Test
        void moreAssistingUnitsMayJoinButNoSecondLead() {
            Matter m = district.assigned();
            refused(ErrorCode.INVALID_FIELD, OFFICER, m, new Assign(List.of(Assignment.lead(UNIT_C))));
            refused(ErrorCode.INVALID_FIELD, OFFICER, m, new Assign(List.of(Assignment.assist(UNIT_B))));
            m = district.does(OFFICER, m, new Assign(List.of(Assignment.assist(UNIT_C))));
            assertEquals(3, m.currentRound().size());
        }

        @Test
        void theHandlerAUnitNamesIsOneOfItsOwn() {
            Matter m = district.assigned();
            refused(ErrorCode.INVALID_FIELD, CHIEF, m, new Delegate(1, HANDLER_B));
            m = district.does(CHIEF, m, new Delegate(1, HANDLER));
            assertEquals(HANDLER, m.obligation(1).orElseThrow().handler());
        }

        @Test
        void urgingIsRecordedWithItsReason() {
            Matter m = district.does(OFFICER, district.assigned(), new Remind(1, "临近时限"));
            assertEquals(1, m.obligation(1).orElseThrow().reminders());
            refused(ErrorCode.MISSING_FIELD, OFFICER, m, new Remind(1, ""));
        }
    }

    @Nested
    @DisplayName("核查与销号")
    class VerificationAndClearance {

        @Test
        void finishedIsNotClearedOnlyVerificationClears() {
            Matter finished = district.finished();
            assertFalse(finished.cleared());
            refused(ErrorCode.NOT_AT_THIS_STAGE, OFFICER, finished, new PassVerification("书面看过", List.of()));
            assertTrue(district.cleared().cleared());
        }

        @Test
        void returnForReworkKeepsTheClockAndReopensTheLead() {
            Matter m = district.verifying();
            m = district.does(OFFICER, m, new ReturnForRework(List.of(), "仍有两处未拆", null));
            assertEquals(Stage.HANDLING, m.stage());
            Obligation lead = m.lead().orElseThrow();
            assertEquals(State.RETURNED, lead.state());
            assertEquals(1, lead.returns());
            assertTrue(lead.running());
            assertEquals(LocalDate.parse("2026-03-11"), lead.due().date(), "the old date stays");
            assertNull(m.times().finishedAt());
            assertEquals(State.FINISHED, m.obligation(2).orElseThrow().state());
            m = district.does(HANDLER, m, new Finish(1, "已拆完", List.of()));
            assertEquals(Stage.FEEDBACK, m.stage());
        }

        @Test
        void reworkMayBeGivenItsOwnDate() {
            Matter m = district.does(
                    OFFICER,
                    district.finished(),
                    new ReturnForRework(List.of(2), "两家都要补", LocalDate.parse("2026-03-18")));
            assertEquals(LocalDate.parse("2026-03-18"), due(m, 1));
            assertEquals(LocalDate.parse("2026-03-18"), due(m, 2));
        }

        @Test
        void aMatterBrokenDownIsClearedOnlyWhenItsLinksAre() {
            Matter m = district.does(
                    OFFICER,
                    district.assigned(),
                    new BreakDown(List.of(instruction().title("环节一"))));
            Matter link = district.get(m.lineage().links().get(0));
            assertEquals(m.id(), link.lineage().parent());
            m = district.does(HANDLER, m, new Acknowledge(1));
            m = district.does(HANDLER_B, m, new Acknowledge(2));
            m = district.finish(m);
            m = district.does(OFFICER, m, new StartVerification(Method.DESK, List.of()));
            Matter verifying = m;
            DubanException e = refused(ErrorCode.NOT_NOW, OFFICER, verifying, new PassVerification("属实", List.of()));
            assertEquals(link.number(), e.problems().get(0).value());
            district.does(DIRECTOR, link, new Decline("并入主项"));
            assertTrue(district.does(OFFICER, verifying, new PassVerification("属实", List.of()))
                    .cleared());
        }
    }

    @Nested
    @DisplayName("呈报与续办")
    class SubmissionAndContinuation {

        @Test
        void theLeaderWhoInstructedDecides() {
            Matter m = district.presented();
            refused(ErrorCode.ACCESS_DENIED, VICE, m, new Endorse("好"));
            refused(ErrorCode.NOT_NOW, LEADER, district.cleared(), new Endorse("好"));
            assertEquals(
                    Stage.CIRCULAR, district.does(LEADER, m, new Endorse("好")).stage());
        }

        @Test
        void aNewRoundWithoutANamedDateCountsFromItsOwnAssignment() {
            Matter m = district.continued();
            assertFalse(m.cleared(), "what the leader instructs again isn't done");
            district.on("2026-04-01");
            m = district.does(OFFICER, m, new Assign(List.of(Assignment.lead(UNIT_A))));
            assertEquals(LocalDate.parse("2026-04-13"), due(m, 3), "7 working days, 清明 off");
            assertEquals("交办之日起7个工作日", m.lead().orElseThrow().basis());
            assertFalse(m.cleared());
        }
    }

    @Nested
    @DisplayName("网民留言")
    class CitizensMessages {

        @Test
        void leavesOutApprovalAndSubmissionAndIsArchivedOnlyAfterAReply() {
            Matter m = district.register(SYSTEM, message());
            m = district.does(OFFICER, m, new Submit());
            assertEquals(Stage.HANDLING, m.stage(), "审批 is left out");
            m = district.does(DIRECTOR, m, new Assign(List.of(Assignment.lead(UNIT_A))));
            assertEquals(OFFICER, m.officer());
            m = district.does(HANDLER, m, new Acknowledge(1));
            m = district.does(HANDLER, m, new Finish(1, "已施划停车位", List.of()));
            m = district.does(OFFICER, m, new StartVerification(Method.DESK, List.of()));
            m = district.does(OFFICER, m, new PassVerification("属实", List.of()));
            assertNotEquals(Stage.SUBMISSION, m.stage());
            if (m.stage() == Stage.CIRCULAR) {
                m = district.does(DIRECTOR, m, new DecideCircular(CircularKind.NONE, List.of(), ""));
            }
            Matter ready = m;
            refused(ErrorCode.NOT_NOW, OFFICER, ready, new Archive(Retention.D10, ""));
            m = district.does(OFFICER, m, new PublishReply("您好，已施划停车位60个。", "人民网"));
            assertEquals(
                    Standing.ARCHIVED,
                    district.does(OFFICER, m, new Archive(Retention.D10, "")).standing());
        }

        @Test
        void similarMessagesAreMergedAndTheLineageIsKeptOnBoth() {
            Matter first = district.does(DIRECTOR, district.register(SYSTEM, message()), new Entrust(OFFICER, 0));
            Matter second = district.does(
                    DIRECTOR, district.register(SYSTEM, message().title("小区停车难（二）")), new Entrust(OFFICER, 0));
            second = district.does(OFFICER, second, new MatterCommand.Merge(first.id(), "同一问题"));
            assertEquals(Standing.MERGED, second.standing());
            assertEquals(first.id(), second.lineage().mergedInto());
            assertEquals(
                    List.of(second.id()), district.get(first.id()).lineage().absorbed());
            refused(ErrorCode.INVALID_FIELD, OFFICER, first, new MatterCommand.Merge(first.id(), "自己"));
            refused(ErrorCode.NOT_NOW, OFFICER, first, new MatterCommand.Merge(second.id(), "并入已并案的"));
        }

        @Test
        void oneMessageWithTwoQuestionsIsSplit() {
            Matter m = district.does(DIRECTOR, district.register(SYSTEM, message()), new Entrust(OFFICER, 0));
            refused(ErrorCode.INVALID_FIELD, OFFICER, m, new MatterCommand.Split(List.of(message()), "只有一个"));
            m = district.does(
                    OFFICER,
                    m,
                    new MatterCommand.Split(
                            List.of(message().title("停车"), message().title("噪声")), "两个问题"));
            assertEquals(Standing.SPLIT, m.standing());
            assertEquals(2, m.lineage().splitInto().size());
            assertEquals(
                    m.id(),
                    district.get(m.lineage().splitInto().get(1)).lineage().parent());
        }
    }

    @Nested
    @DisplayName("异议与回头看")
    class ObjectionAndLookBack {

        @Test
        void anObjectionIsRaisedWithin30DaysAndDecidedBySomebodyElse() {
            Matter m = district.does(
                    DIRECTOR, district.endorsed(), new DecideCircular(CircularKind.CRITICISM, List.of(UNIT_A), "进展迟缓"));
            long version = m.conclusions().get(m.conclusions().size() - 1).version();
            refused(ErrorCode.ACCESS_DENIED, HANDLER, m, new RaiseObjection(version, "情况不符"));
            Matter objected = district.does(CHIEF, m, new RaiseObjection(version, "情况不符"));
            assertEquals(
                    LocalDate.parse("2026-04-01"),
                    objected.objections().get(0).decideBy().date());
            refused(ErrorCode.NOT_NOW, OFFICER, objected, new Archive(Retention.D30, ""));
            DubanException e =
                    refused(ErrorCode.ACCESS_DENIED, DIRECTOR, objected, new DecideObjection(1, false, "维持"));
            assertTrue(e.getMessage().contains("第十七条"), e.getMessage());
            Matter kept = district.does(DEPUTY, objected, new DecideObjection(1, false, "维持"));
            assertEquals(Stage.ARCHIVING, kept.stage());
            Matter upheld = district.does(DEPUTY, objected, new DecideObjection(1, true, "事实有误"));
            assertEquals(Stage.CIRCULAR, upheld.stage(), "the circular is decided again");
        }

        @Test
        void after30DaysItIsTooLate() {
            Matter m = district.cleared();
            long version = m.conclusions().get(0).version();
            district.on("2026-04-02");
            refused(ErrorCode.NOT_NOW, CHIEF, m, new RaiseObjection(version, "迟了"));
        }

        @Test
        void thoseWhoVerifiedTookPartInTheConclusion() {
            Matter m = district.cleared();
            assertEquals(Set.of(OFFICER, COLLEAGUE), m.conclusions().get(0).by());
        }

        @Test
        void aRelapseFoundByALookBackReopensForANewRound() {
            Matter m = district.does(OFFICER, district.readyToArchive(), new Archive(Retention.D30, ""));
            assertEquals(
                    Standing.ARCHIVED,
                    district.does(OFFICER, m, new LookBack("未反弹", List.of(), false))
                            .standing());
            m = district.does(OFFICER, m, new LookBack("又搭建一处", List.of(), true));
            assertEquals(Standing.OPEN, m.standing());
            assertEquals(Stage.CONTINUATION, m.stage());
            assertFalse(m.cleared());
            m = district.does(OFFICER, m, new Assign(List.of(Assignment.lead(UNIT_A))));
            assertEquals(2, m.round());
        }

        @Test
        void terminationRelievesTheUnitsAndItsObjectionReopens() {
            Matter m = district.does(DIRECTOR, district.acknowledged(), new Terminate("政策调整", "区政府2026年第3次常务会"));
            assertEquals(Standing.TERMINATED, m.standing());
            assertEquals(State.RELIEVED, m.obligation(1).orElseThrow().state());
            m = district.does(CHIEF, m, new RaiseObjection(m.version(), "应继续"));
            m = district.does(DEPUTY, m, new DecideObjection(1, true, "应继续办理"));
            assertEquals(Stage.CONTINUATION, m.stage());
        }
    }

    @Test
    void papersOfEachKindAreNumberedForThemselves() {
        Matter m = district.assigned();
        m = district.does(OFFICER, m, new IssuePaper(PaperKind.SUPERVISION_NOTICE, "督办通知", "请按期办理", List.of(UNIT_A)));
        m = district.does(OFFICER, m, new IssuePaper(PaperKind.REPORT, "督查报告", "一季度情况", List.of()));
        m = district.does(OFFICER, m, new IssuePaper(PaperKind.REPORT, "督查报告", "二季度情况", List.of()));
        assertEquals(
                List.of("督办〔2026〕1号", "第1期", "第2期"),
                m.papers().stream().map(Matter.Paper::number).toList());
    }

    @Test
    void aPartnerSeesOnlyWhatItWasBroughtInFor() {
        Matter m = district.acknowledged();
        refused(
                ErrorCode.ACCESS_DENIED,
                PARTNER,
                m,
                new RecordCheck(Method.JOINT, "秀川街道", List.of(PARTNER), "联合督查", List.of()));
        m = district.does(OFFICER, m, new BringIn("人大", "联合督查"));
        m = district.does(PARTNER, m, new RecordCheck(Method.JOINT, "秀川街道", List.of(PARTNER), "属实", List.of()));
        assertEquals(1, m.checks());
    }
}
