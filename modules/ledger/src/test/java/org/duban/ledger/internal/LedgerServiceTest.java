package org.duban.ledger.internal;

import static org.duban.ledger.internal.Bureau.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerQuery.Sort;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of lists and counts, one by one. */
class LedgerServiceTest {

    private static final Actor OFFICE = Actor.of(DIRECTOR);

    private final Bureau bureau = new Bureau().on("2015-06-01");

    private List<LedgerRow> list(LedgerQuery.Builder query) {
        return list(OFFICE, query);
    }

    private List<LedgerRow> list(Actor actor, LedgerQuery.Builder query) {
        try (Shelf shelf = Shelf.of(bureau)) {
            return shelf.ledger(bureau).list(actor, query.build(), null, 100).rows();
        }
    }

    private Counts count(LedgerQuery.Builder query, Dimension by) {
        try (Shelf shelf = Shelf.of(bureau)) {
            return shelf.ledger(bureau).count(OFFICE, query.build(), by);
        }
    }

    private String light(Instant instant) {
        LedgerRow row = list(LedgerQuery.where().asOf(instant)).get(0);
        return row.light() == null ? "none" : row.light().code();
    }

    private Progress progress(Instant instant) {
        return list(LedgerQuery.where().asOf(instant)).get(0).progress();
    }

    private static Draft due(String date) {
        return instruction().dueOn(LocalDate.parse(date));
    }

    // ---- as of

    @Test
    void whatWasRedOnADayStaysSoHoweverMuchItWasExtendedSince() {
        bureau.on("2015-06-01");
        Matter m = bureau.assigned(due("2015-06-15"), "housing");
        bureau.on("2015-06-12");
        bureau.does(handler("housing"), m, new RequestExtension(1, "雨天", "过半", LocalDate.parse("2015-07-15"), null));
        bureau.on("2015-06-17", "10:00");
        bureau.does(DIRECTOR, m, new DecideExtension(1, true, null, ""));
        bureau.on("2015-08-03");
        assertEquals("green", light(at("2015-06-01", "09:00")), "the instant of the assignment");
        assertEquals("yellow", light(at("2015-06-10", "18:00")));
        assertEquals("yellow", light(at("2015-06-15", "23:59")), "the due date itself is in time");
        assertEquals("red", light(at("2015-06-16", "00:00")));
        assertEquals("red", light(at("2015-06-17", "09:59")));
        assertEquals("green", light(at("2015-06-17", "10:00")), "extended at that instant");
        assertEquals("red", light(at("2015-07-16", "00:00")));
    }

    @Test
    void aSuspendedClockShowsNoLightUntilItRunsAgain() {
        Matter m = bureau.assigned(due("2015-06-15"), "housing");
        bureau.on("2015-06-11");
        bureau.does(DIRECTOR, m, new Suspend(1, "诉讼", "受理通知书"));
        bureau.on("2015-07-06");
        bureau.does(DIRECTOR, m, new Resume(1, "判决生效"));
        bureau.on("2015-08-03");
        assertEquals("yellow", light(at("2015-06-11", "08:59")));
        assertEquals("none", light(at("2015-06-11", "09:00")));
        assertEquals("none", light(at("2015-07-01", "09:00")));
        assertEquals("yellow", light(at("2015-07-06", "09:00")), "two working days were left");
        assertEquals("red", light(at("2015-07-09", "09:00")));
        assertEquals(Progress.SUSPENDED, progress(at("2015-07-01", "09:00")));
        assertEquals(Progress.OVERDUE, progress(at("2015-07-09", "09:00")));
    }

    @Test
    void aDueDateThatANoticeMovesIsTheOldOneUntilThatInstant() {
        bureau.on("2020-01-20");
        Matter m = bureau.assigned(instruction(), "housing");
        bureau.on("2020-01-27");
        bureau.does(Actor.DUBAN.person(), m, new Recount());
        bureau.on("2020-02-24");
        assertEquals("yellow", light(at("2020-02-18", "23:59")), "the Spring Festival was prolonged to 02-02");
        assertEquals("red", light(at("2020-02-19", "00:00")));
        assertEquals(
                LocalDate.parse("2020-02-18"), list(LedgerQuery.where()).get(0).dueOn());
        assertEquals("green", light(at("2020-01-26", "10:00")), "until 2020-02-14, by the calendar of that day");
    }

    @Test
    void progressOfAPastDayIsThatOfTheDay() {
        Matter m = bureau.assigned(due("2015-06-15"), "housing");
        bureau.on("2015-06-18");
        bureau.finished(m);
        bureau.on("2015-06-19");
        bureau.cleared(m);
        bureau.on("2015-06-22");
        bureau.does(DIRECTOR, m, new Present(LEADER, "已办结"));
        bureau.does(LEADER, m, new InstructAgain("再办", null));
        bureau.on("2015-06-24");
        bureau.does(DIRECTOR, m, new Terminate("政策调整", "会议纪要"));
        bureau.on("2015-08-03");
        assertEquals(Progress.ON_SCHEDULE, progress(at("2015-06-15", "18:00")));
        assertEquals(Progress.OVERDUE, progress(at("2015-06-17", "18:00")));
        assertEquals(Progress.IN_CLEARANCE, progress(at("2015-06-18", "18:00")));
        assertEquals(Progress.DONE, progress(at("2015-06-19", "18:00")));
        assertEquals(Progress.ON_SCHEDULE, progress(at("2015-06-22", "18:00")), "taken up again, not assigned yet");
        assertEquals(Progress.ENDED, progress(at("2015-06-24", "18:00")));
        assertEquals(Progress.ENDED, list(LedgerQuery.where()).get(0).progress());
    }

    @Test
    void lightsOfADayGoByTheCalendarPublishedByThen() {
        // On 2020-01-27 the last of January and the first of February became days off: three working days were left
        // instead of five.
        bureau.on("2020-01-10");
        bureau.assigned(due("2020-02-05"), "housing");
        bureau.on("2020-03-02");
        assertEquals("green", light(at("2020-01-26", "18:00")));
        assertEquals("yellow", light(at("2020-01-27", "18:00")));
        assertEquals(
                1,
                list(LedgerQuery.where().light("green").asOf(at("2020-01-26", "18:00")))
                        .size());
        assertEquals(
                1,
                list(LedgerQuery.where().light("yellow").asOf(at("2020-01-27", "18:00")))
                        .size());
    }

    @Test
    void aMatterRegisteredLaterIsNotFound() {
        bureau.on("2015-06-10").register(DIRECTOR, instruction());
        assertEquals(
                0, list(LedgerQuery.where().asOf(at("2015-06-10", "08:59"))).size());
        assertEquals(
                1, list(LedgerQuery.where().asOf(at("2015-06-10", "09:00"))).size());
        assertEquals(
                0,
                count(LedgerQuery.where().asOf(at("2015-06-09", "09:00")), Dimension.PROGRESS)
                        .total());
    }

    @Test
    void anInstantBeforeTheFirstNoticeIsRefused() {
        assertEquals(
                ErrorCode.CALENDAR_OUT_OF_RANGE,
                assertThrows(
                                DubanException.class,
                                () -> list(LedgerQuery.where().asOf(at("1999-01-01", "09:00"))))
                        .code());
    }

    // ---- units

    @Test
    void aUnitSeesItsOwnDueDateAndLight() {
        Matter m = bureau.assigned(due("2015-07-15"), "housing", "law");
        bureau.does(DIRECTOR, m, new CompleteInPart(2, "一期", "二期", LocalDate.parse("2015-06-03")));
        bureau.on("2015-06-04");
        LedgerRow lead = list(LedgerQuery.where().unit("housing")).get(0);
        LedgerRow assisting = list(LedgerQuery.where().unit("law")).get(0);
        assertEquals(LocalDate.parse("2015-07-15"), lead.dueOn());
        assertEquals("green", lead.light().code());
        assertEquals(LocalDate.parse("2015-06-03"), assisting.dueOn());
        assertEquals("red", assisting.light().code());
        assertEquals("housing", assisting.leadUnit());
        assertEquals(Progress.ON_SCHEDULE, assisting.progress(), "progress is the matter's, and so the lead's");
        assertEquals(1, list(LedgerQuery.where().unit("law").light("red")).size());
        assertEquals(0, list(LedgerQuery.where().light("red")).size());
        assertEquals(
                Map.of("red", 1L),
                count(LedgerQuery.where().unit("law"), Dimension.LIGHT).by());
        assertEquals(0, list(LedgerQuery.where().leadUnit("law")).size());
        assertEquals(1, list(LedgerQuery.where().leadUnit("housing")).size());
    }

    @Test
    void anAssistingUnitsLightOfAPastInstantIsThatOfItsOwnClock() {
        bureau.on("2015-06-01");
        Matter m = bureau.assigned(due("2015-07-15"), "housing", "law");
        bureau.on("2015-06-03", "10:00");
        bureau.does(DIRECTOR, m, new CompleteInPart(2, "一期", "二期", LocalDate.parse("2015-06-04")));
        bureau.on("2015-06-08", "10:00");
        bureau.does(handler("law"), m, new Finish(2, "已办结", List.of()));
        bureau.on("2015-08-03");
        assertEquals("green", lightOfLaw(at("2015-06-03", "09:59")));
        assertEquals("yellow", lightOfLaw(at("2015-06-03", "10:00")));
        assertEquals("red", lightOfLaw(at("2015-06-08", "09:59")));
        assertEquals("none", lightOfLaw(at("2015-06-08", "10:00")));
    }

    private String lightOfLaw(Instant instant) {
        LedgerRow row = list(LedgerQuery.where().unit("law").asOf(instant)).get(0);
        return row.light() == null ? "none" : row.light().code();
    }

    @Test
    void aUnitRelievedAfterADisputeNoLongerHasTheMatterButMayStillSeeIt() {
        Matter m = bureau.assigned(instruction(), "housing", "law");
        bureau.does(handler("law"), m, new Dispute(2, "不属本单位职责"));
        bureau.does(DIRECTOR, m, new DecideDispute(2, true, "成立", null));
        assertEquals(0, list(LedgerQuery.where().unit("law")).size());
        assertEquals(1, list(Actor.of(handler("law")), LedgerQuery.where()).size());
        assertEquals(0, list(Actor.of(handler("water")), LedgerQuery.where()).size());
    }

    // ---- order

    @Test
    void byDueDateRunningClocksComeFirstAndTheOthersByReceipt() {
        Matter late = bureau.assigned(due("2015-06-30"), "housing");
        Matter soon = bureau.assigned(due("2015-06-10"), "housing");
        Matter finished = bureau.finished(
                bureau.assigned(due("2015-06-05").receivedOn(bureau.today().minusDays(1)), "law"));
        Matter waiting = bureau.register(
                DIRECTOR, instruction().receivedOn(bureau.today().minusDays(9)));
        List<String> expected =
                Stream.of(soon, late, waiting, finished).map(Matter::number).toList();
        assertEquals(
                expected,
                list(LedgerQuery.where().ascending(Sort.DUE)).stream()
                        .map(LedgerRow::number)
                        .toList());
    }

    // ---- statistics

    @Test
    void theDistrictsFiguresReconcile() {
        bureau.on("2015-03-02");
        for (int i = 0; i < 1619; i++) {
            Matter m = bureau.assigned(due("2015-12-31"), UNITS.get(i % UNITS.size()));
            if (i < 414 + 332) {
                bureau.finished(m);
            }
            if (i < 414) {
                bureau.cleared(m);
            }
        }
        bureau.on("2015-12-31", "18:00");
        Counts counts = count(LedgerQuery.where(), Dimension.PROGRESS);
        assertEquals(1619, counts.total());
        assertEquals(414, counts.of(Progress.DONE));
        assertEquals(332, counts.of(Progress.IN_CLEARANCE));
        assertEquals(873, counts.of(Progress.ON_SCHEDULE));
        assertEquals(0, counts.of(Progress.OVERDUE));
        bureau.on("2016-01-04");
        assertEquals(873, count(LedgerQuery.where(), Dimension.PROGRESS).of(Progress.OVERDUE));
    }

    // ---- form types

    @Test
    void eachMatterKeepsTheLightsOfTheVersionItWasRegisteredWith() {
        Matter first = bureau.assigned(due("2015-06-08"), "housing");
        bureau.installSecondVersion();
        Matter second = bureau.assigned(due("2015-06-08"), "housing");
        assertEquals(
                List.of(first.number()),
                numbers(LedgerQuery.where().light("green")),
                "five days left, yellow at three");
        assertEquals(List.of(second.number()), numbers(LedgerQuery.where().light("yellow")), "yellow at six");
        assertEquals(
                Map.of("green", 1L, "yellow", 1L),
                count(LedgerQuery.where(), Dimension.LIGHT).by());
    }

    private List<String> numbers(LedgerQuery.Builder query) {
        return list(query).stream().map(LedgerRow::number).toList();
    }

    @Test
    void aVersionThatIsNoLongerInstalledShowsTheLightsOfTheNewest() {
        bureau.assigned(due("2015-06-08"), "housing");
        try (Shelf shelf = Shelf.of(bureau)) {
            LedgerService old = shelf.ledger(bureau);
            assertEquals(
                    "green",
                    old.list(OFFICE, LedgerQuery.all(), null, 1)
                            .rows()
                            .get(0)
                            .light()
                            .code());
            LedgerService upgraded = shelf.ledger(bureau, Bureau.onlyNewestFormTypes());
            LedgerQuery yellow = LedgerQuery.where().light("yellow").build();
            assertEquals(
                    "yellow",
                    upgraded.list(OFFICE, yellow, null, 1).rows().get(0).light().code());
            assertEquals(0, old.list(OFFICE, yellow, null, 1).rows().size());
        }
    }

    @Test
    void aMatterWhoseFormTypeIsGoneIsListedWithoutALight() {
        bureau.assigned(instruction().dueOn(LocalDate.parse("2015-06-01")), "housing");
        bureau.on("2015-06-05");
        try (Shelf shelf = Shelf.of(bureau)) {
            LedgerService without = shelf.ledger(bureau, Bureau.onlyMessages());
            LedgerRow row =
                    without.list(OFFICE, LedgerQuery.all(), null, 1).rows().get(0);
            assertNull(row.light());
            assertEquals(Progress.OVERDUE, row.progress());
            assertEquals(
                    0,
                    without.list(OFFICE, LedgerQuery.where().light("red").build(), null, 1)
                            .rows()
                            .size());
            assertEquals(
                    Map.of("", 1L),
                    without.count(OFFICE, LedgerQuery.all(), Dimension.LIGHT).by());
        }
    }

    // ---- refusals

    static Stream<Arguments> mistakes() {
        LedgerQuery all = LedgerQuery.all();
        return Stream.of(
                Arguments.of(all, null, 0, "limit", "0"),
                Arguments.of(all, null, Ledger.MAX_PAGE + 1, "limit", "1001"),
                Arguments.of(LedgerQuery.where().light("purple").build(), null, 10, "lights", "purple"),
                Arguments.of(LedgerQuery.where().filter("/colour", "red").build(), null, 10, "filters", "/colour"),
                Arguments.of(
                        LedgerQuery.where()
                                .formType("message")
                                .filter("/urgency", "加急")
                                .build(),
                        null,
                        10,
                        "filters",
                        "/urgency"),
                Arguments.of(all, "", 10, "after", ""),
                Arguments.of(all, "rubbish", 10, "after", "rubbish"),
                Arguments.of(all, "!", 10, "after", "!"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsValueAndWhatWouldBeRight(
            LedgerQuery query, String after, int limit, String field, String value) {
        try (Shelf shelf = new Shelf()) {
            Ledger ledger = shelf.ledger(bureau);
            DubanException refusal = assertThrows(DubanException.class, () -> ledger.list(OFFICE, query, after, limit));
            Problem problem = refusal.problems().get(0);
            assertEquals(ErrorCode.INVALID_FIELD, problem.code());
            assertEquals(field, problem.field());
            assertEquals(value, problem.value());
            assertTrue(!problem.expected().isEmpty() && !problem.messageZh().isEmpty());
        }
    }

    @Test
    void theNextOfAnotherQueryIsRefused() {
        bureau.register(DIRECTOR, instruction());
        bureau.register(DIRECTOR, instruction());
        try (Shelf shelf = Shelf.of(bureau)) {
            Ledger ledger = shelf.ledger(bureau);
            Page first = ledger.list(OFFICE, LedgerQuery.all(), null, 1);
            assertEquals(
                    1,
                    ledger.list(OFFICE, LedgerQuery.all(), first.next(), 1)
                            .rows()
                            .size());
            LedgerQuery other = LedgerQuery.where().ascending(Sort.RECEIVED).build();
            DubanException refusal =
                    assertThrows(DubanException.class, () -> ledger.list(OFFICE, other, first.next(), 1));
            assertEquals("after", refusal.problems().get(0).field());
            assertNull(ledger.list(OFFICE, LedgerQuery.all(), first.next(), 1).next(), "the last page");
        }
    }

    @Test
    void somebodyTheDirectoryDoesntKnowIsRefused() {
        assertEquals(
                ErrorCode.PERSON_UNKNOWN,
                assertThrows(DubanException.class, () -> list(Actor.of("stranger"), LedgerQuery.where()))
                        .code());
    }

    @Test
    void dubanItselfSeesEverythingAndTheDirectoryIsNotAsked() {
        bureau.register(DIRECTOR, instruction());
        assertEquals(1, list(Actor.DUBAN, LedgerQuery.where()).size());
    }

    @Test
    void somebodyWithoutAnyRuleSeesNothing() {
        bureau.register(DIRECTOR, instruction());
        assertEquals(0, list(Actor.of("nobody"), LedgerQuery.where()).size());
        try (Shelf shelf = Shelf.of(bureau)) {
            assertEquals(
                    new Counts(0, new HashMap<>()),
                    shelf.ledger(bureau).count(Actor.of("nobody"), LedgerQuery.all(), Dimension.STAGE));
        }
    }

    @Test
    void afterTheEndItSaysSo() {
        Shelf shelf = new Shelf();
        Ledger ledger = shelf.ledger(bureau);
        shelf.close();
        assertEquals(
                ErrorCode.STOPPED,
                assertThrows(DubanException.class, () -> ledger.list(OFFICE, LedgerQuery.all(), null, 1))
                        .code());
    }
}
