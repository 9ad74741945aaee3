package org.duban.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.calendar.WorkCalendar;
import org.duban.api.calendar.WorkingHours;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.demo.YearReport.Measure;
import org.duban.embed.Duban;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo on the packed product: a year twenty times smaller than the district's, and a small file of messages. */
class DemoIT {

    /** The figures year-small.json must lead to, counted by hand from it. */
    private static final Map<String, Long> SMALL = Map.ofEntries(
            Map.entry("instructions", 12L),
            Map.entry("instructionsAnswered", 12L),
            Map.entry("messages", 5L),
            Map.entry("messagesAnswered", 5L),
            Map.entry("opinions", 4L),
            Map.entry("opinionsAnswered", 4L),
            Map.entry("livelihoodDone", 4L),
            Map.entry("livelihoodGoingOn", 1L),
            // 84 issued, and 2 declined + 2 withdrawn + 2 merged + 1 split + 2 terminated, one of which was taken up
            // again.
            Map.entry("listDrawnUp", 92L),
            Map.entry("listIssued", 84L),
            Map.entry("listDone", 24L),
            Map.entry("listInClearance", 18L),
            Map.entry("listOnSchedule", 42L),
            Map.entry("keyProjects", 10L),
            // By the officers 15, with partners 3.
            Map.entry("siteChecks", 18L),
            Map.entry("reports", 5L),
            // On progress 2, in praise 2, in criticism 1.
            Map.entry("circulars", 5L),
            Map.entry("breakdowns", 4L),
            Map.entry("notices", 3L),
            Map.entry("unitsCriticised", 7L),
            Map.entry("inspectionVisits", 18L),
            Map.entry("findings", 23L),
            Map.entry("findingsRectified", 20L),
            Map.entry("listEvaluated", 24L),
            Map.entry("officersScored", 21L));

    @TempDir
    static Path years;

    @TempDir
    Path directory;

    /** Small years that were lived, by their names: each takes its time, and several tests look at one. */
    private static final Map<String, Lived> LIVED = new HashMap<>();

    private record Lived(YearRun.Result result, Path data, String shown) {}

    private static Lived year(String name, long seed) throws IOException {
        Lived known = LIVED.get(name);
        if (known == null) {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            Path data = years.resolve(name);
            YearRun.Result result = new YearRun(
                            small(),
                            measures(SMALL),
                            seed,
                            new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8)))
                    .run(data, years.resolve(name + "-out"));
            known = new Lived(result, data, shown.toString(StandardCharsets.UTF_8));
            LIVED.put(name, known);
        }
        return known;
    }

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8));

    private static Scenario small() {
        return Json.resource("year-small.json", Scenario.class);
    }

    private static List<Measure> measures(Map<String, Long> expected) {
        return expected.entrySet().stream()
                .map(e -> new Measure(e.getKey(), e.getKey(), "", e.getValue(), e.getValue()))
                .toList();
    }

    @Test
    void aSmallYearComesToItsFiguresWhateverTheSeedAndEveryTurnIsTaken() throws IOException {
        YearRun.Result first = year("first", 1).result();
        assertEquals(SMALL, Map.copyOf(first.report().figures()));
        assertEquals(
                List.of(),
                first.report().sums().stream().filter(s -> !s.holds()).toList());
        assertTrue(first.report().verification().intact());
        assertTrue(first.reconciled(), year("first", 1)::shown);

        YearRun.Result second = year("other", 2).result();
        assertEquals(first.report().figures(), second.report().figures());
        assertTrue(second.reconciled());

        // Every kind of event there is happens in the year, but for a correction of what was registered, and a notice
        // on holidays in its
        // middle.
        Set<String> kinds = new TreeSet<>();
        kinds(MatterEvent.class, kinds);
        kinds.removeAll(first.report().events().keySet());
        assertEquals(Set.of("Amended", "DueDatesRecounted"), kinds);
    }

    private static void kinds(Class<?> type, Set<String> names) {
        if (type.isSealed()) {
            for (Class<?> kind : type.getPermittedSubclasses()) {
                kinds(kind, names);
            }
        } else {
            names.add(type.getSimpleName());
        }
    }

    @Test
    void theSameSeedGivesTheSameYearEventByEvent() throws IOException {
        assertEquals(events(year("first", 1).data()), events(year("again", 1).data()));
    }

    /** Who did what when; ids are by chance, and so is when within a day Duban itself gets round to something. */
    private static List<String> events(Path data) {
        List<String> events = new ArrayList<>();
        for (Recorded recorded : feed(data)) {
            if (recorded.actor().equals(Actor.DUBAN.person()) || atItsOwnTime(recorded)) {
                continue;
            }
            events.add(recorded.at() + " " + recorded.actor() + " "
                    + recorded.event().getClass().getSimpleName());
        }
        return events;
    }

    /** Dossiers are sealed, with papers' files made for them, whenever a thread of Duban's own gets round to it. */
    private static boolean atItsOwnTime(Recorded recorded) {
        return recorded.stream().kind().equals("dossier")
                || recorded.stream().kind().equals("paper");
    }

    private static List<Recorded> feed(Path data) {
        List<Recorded> feed = new ArrayList<>();
        try (Duban duban = Duban.at(data).directory(Office.ofDistrict()).start()) {
            new Feed(duban.journal()).forEach(feed::add);
        }
        return feed;
    }

    @Test
    void theYearIsLivedInOrderAtTheOfficesHoursAndEveryMatterCanBeTold() throws IOException {
        Lived year = year("first", 1);
        Office office = Office.ofDistrict();
        Map<StreamId, List<Recorded>> histories = new HashMap<>();
        Instant before = Instant.MIN;
        try (Duban duban = Duban.at(year.data()).directory(office).start()) {
            WorkCalendar calendar = duban.calendars().asOf(small().ends());
            for (Recorded recorded : new Feed(duban.journal())) {
                if (atItsOwnTime(recorded)) {
                    continue;
                }
                assertFalse(recorded.at().isBefore(before), () -> "goes back: " + recorded);
                before = recorded.at();
                histories
                        .computeIfAbsent(recorded.stream(), s -> new ArrayList<>())
                        .add(recorded);
                if (recorded.actor().equals(Actor.DUBAN.person())) {
                    assertTrue(
                            recorded.event() instanceof MatterEvent.DueDatesRecounted
                                    || recorded.at()
                                            .equals(calendar.nextWorkingInstant(
                                                    recorded.at(), Desk.ZONE, WorkingHours.DEFAULT)),
                            () -> "out of hours: " + recorded);
                } else if (!recorded.actor().equals(office.host().person())) {
                    assertEquals(
                            recorded.at(),
                            calendar.nextWorkingInstant(recorded.at().minusMillis(1), Desk.ZONE, WorkingHours.DEFAULT)
                                    .plusMillis(1),
                            () -> "out of hours: " + recorded);
                }
            }
        }
        histories.keySet().removeIf(stream -> !stream.kind().equals(MatterId.STREAM));
        histories
                .values()
                .forEach(history -> assertTrue(Story.tell(office, history).size() >= 2 + history.size()));
        assertTrue(year.shown().contains("续办"), year.shown());
        assertTrue(year.shown().contains("哈希链完整"), year.shown());
        assertEquals(year.result().summary().get("reconciled"), true);
    }

    @Test
    void aFigureThatIsNotTheSourcesIsShownAndEndsTheDemoWithAnError() throws IOException {
        Map<String, Long> wrong = new HashMap<>(SMALL);
        wrong.put("listDone", 25L);
        assertThrows(
                Main.DoesNotReconcile.class,
                () -> Main.year(small(), measures(wrong), 1, directory.resolve("out"), screen));
        JsonNode summary =
                Json.MAPPER.readTree(directory.resolve("out/summary.json").toFile());
        assertEquals(24, summary.at("/figures/listDone").asInt());
        assertFalse(summary.get("reconciled").asBoolean());
        String line = shown.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(l -> l.contains("listDone"))
                .findFirst()
                .orElseThrow();
        assertTrue(line.startsWith("✗") && line.contains("24"), line);
    }

    /**
     * Around the National Day of 2015 (off from 10-01 to 10-07, Saturday 10-10 worked): from 09-28 the 7th working day is 10-13, the 15th
     * 10-23; from 10-03 they are 10-16 and 10-27. From 08-28 the 7th is 09-09 (09-03 and 09-04 off, Sunday 09-06 worked). From 02-13 the
     * 15th is 03-11.
     */
    private static final String MESSAGES = """
            {"id":"A","title":"路灯不亮","created":"2015-09-28 20:15:00","content":"夜里写的","reply":"已修复","replied":"2015-10-13 23:10:00"}
            {"id":"B","title":"路灯不亮","created":"2015/9/28 8:08","content":"","reply":"已修复","replied":"2015-10-14 09:00:00"}

            not a message
            {"id":"C","title":"假日里来的","created":"2015-10-03 10:00:00","content":"物业","reply":"已协调","replied":"2015-10-27 18:00:00"}
            {"id":"D","title":"假日里来的","created":"2015-10-03 10:00:00","content":"物业","reply":"已协调","replied":"2015-10-28 00:10:00","user":"x"}
            {"id":"E","title":"学校周边","created":"2015-08-28 10:00:00","content":"乱停车","reply":"已整治","replied":"2015-09-09 17:59:59"}
            {"id":"F","title":"春节前来的","created":"2015-02-13 09:30:00","content":"供热","reply":"已恢复","replied":"2015-03-12 09:30:00"}
            {"id":"G","title":"当晚就答复了","created":"2015-10-10 22:00:00","content":"停水","reply":"已抢修","replied":"2015-10-10 22:20:00"}
            {"id":"H","title":"","created":"2015-10-12 09:00:00","content":"%s","reply":"已转办","replied":"2015-10-12"}
            {"id":"I","title":"没有答复","created":"2015-10-12 09:00:00","content":"c","replied":"2015-10-12 10:00:00"}
            {"id":"J","title":"日期不对","created":"2015-13-40 09:00:00","content":"c","reply":"r","replied":"2015-10-12 10:00:00"}
            {"id":"K","title":"先答后问","created":"2015-10-12 09:00:00","content":"c","reply":"r","replied":"2015-10-11 10:00:00"}
            {"id":"A","title":"编号重复","created":"2015-10-12 09:00:00","content":"c","reply":"r","replied":"2015-10-12 10:00:00"}
            {"id":"L","title":"日历之前","created":"2001-10-12 09:00:00","content":"c","reply":"r","replied":"2001-10-12 10:00:00"}
            """.formatted("长".repeat(198) + "\uD83D\uDE97" + "很长的内容。".repeat(2_000));

    @Test
    void messagesAreCarriedAtTheirOwnTimesAndBrokenLinesAreNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("messages.jsonl"), MESSAGES);
        Main.messages(file, directory.resolve("out"), screen);

        JsonNode summary =
                Json.MAPPER.readTree(directory.resolve("out/summary.json").toFile());
        assertEquals(8, summary.get("messages").asInt());
        assertEquals(8, summary.get("answered").asInt());
        assertEquals(4, summary.get("within7").asInt(), "A, E, G, H");
        assertEquals(6, summary.get("within15").asInt(), "those, B and C");
        // 0 (G), 0 (H), 7 (A), 7 (E), 8 (B), 15 (C), 16 (D), 16 (F)
        assertEquals(7.5, summary.get("medianWorkingDays").asDouble());
        assertEquals(8, summary.get("archived").asInt());
        assertEquals(6, summary.get("skipped").asInt());
        assertEquals(
                "[4, 11, 12, 13, 14, 15]",
                summary.get("skippedLines").findValues("line").toString());

        Map<String, List<Instant>> times = new HashMap<>();
        List<String> titles = new ArrayList<>();
        for (Recorded recorded : feed(directory.resolve("out/data"))) {
            if (recorded.event() instanceof MatterEvent.Registered registered) {
                titles.add(registered.draft().title());
            }
            times.computeIfAbsent(recorded.event().getClass().getSimpleName(), k -> new ArrayList<>())
                    .add(recorded.at());
        }
        assertEquals(
                Instant.parse("2015-02-13T01:30:00Z"), times.get("Registered").get(0));
        assertEquals(
                Instant.parse("2015-03-12T01:30:00Z"),
                times.get("ReplyPublished").get(0));
        assertTrue(times.get("Registered").contains(Instant.parse("2015-09-28T12:15:00Z")), "A, in the evening");
        assertTrue(times.get("ReplyPublished").contains(Instant.parse("2015-10-10T14:20:00Z")), "G, at night");

        assertTrue(
                titles.contains("长".repeat(198) + "…"),
                "H has the beginning of its content, and no half of a character");

        String screenText = shown.toString(StandardCharsets.UTF_8);
        assertTrue(screenText.contains("第 14 行跳过：编号 A 与第 1 行重复"), screenText);
        assertTrue(screenText.contains("第 15 行跳过：日期不在日历范围内 [date = 2001-10-12]"), screenText);
    }

    @Test
    void aFileWithoutAUsableLineIsCarriedAsNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("empty.jsonl"), "\n{}\n");
        Main.messages(file, directory.resolve("out"), screen);
        JsonNode summary =
                Json.MAPPER.readTree(directory.resolve("out/summary.json").toFile());
        assertEquals(0, summary.get("messages").asInt());
        assertEquals(1, summary.get("skipped").asInt());
    }

    @Test
    void aFileThatIsNotThereIsAnErrorAndNotAnEmptyRun() {
        assertThrows(
                IOException.class,
                () -> Main.messages(directory.resolve("missing.jsonl"), directory.resolve("out"), screen));
    }
}
