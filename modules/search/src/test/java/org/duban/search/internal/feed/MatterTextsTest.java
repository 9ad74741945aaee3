package org.duban.search.internal.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Amend;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterCommand.DecideCircular;
import org.duban.api.matter.MatterCommand.Endorse;
import org.duban.api.matter.MatterCommand.Finish;
import org.duban.api.matter.MatterCommand.PassVerification;
import org.duban.api.matter.MatterCommand.Present;
import org.duban.api.matter.MatterCommand.StartVerification;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Source;
import org.duban.api.matter.Standing;
import org.duban.api.search.Facet;
import org.duban.api.search.TextKind;
import org.duban.spi.search.MatterText;
import org.duban.spi.search.MatterText.Clock;
import org.duban.spi.search.MatterText.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatterTextsTest {

    /** What of the events is no text: ids, codes, and what Duban says of due dates. */
    private static final Set<String> NO_TEXT = Set.of(
            "Draft.area",
            "Draft.formType",
            "Draft.leader",
            "Draft.secrecy",
            "Assignment.unit",
            "Assignment.leader",
            "Attachment.location",
            "BroughtIn.partner",
            "CircularDecided.units",
            "Delegated.handler",
            "Entrusted.officer",
            "Escalated.step",
            "ObjectionRaised.unit",
            "Obliged.basis",
            "PaperIssued.units",
            "Presented.leader",
            "ProgressReported.period",
            "VerificationStarted.team");

    @TempDir
    Path folder;

    private District district;
    private MatterTexts texts;

    @BeforeEach
    void open() {
        district = new District(folder);
        texts = new MatterTexts(District.FORM_TYPES, district.matters());
    }

    @AfterEach
    void close() {
        district.close();
    }

    private MatterText indexed(MatterId id) {
        List<Recorded> history = district.history(id);
        return texts.of(district.matters().replay(history), history);
    }

    private static List<String> kinds(List<Text> texts) {
        return texts.stream()
                .map(t -> t.version() + " " + t.kind() + " " + t.text())
                .toList();
    }

    // ---- everything ever written

    static Stream<Class<?>> events() {
        return MatterTexts.events(MatterEvent.class);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyTextOfEveryEventIsFoundUnlessItIsKnownToBeNone(Class<?> type) throws Exception {
        MatterId id = district.register(District.instruction("事项"));
        Specimen specimen = new Specimen();
        MatterEvent event = (MatterEvent) specimen.make(type, type.getSimpleName());
        Recorded recorded = new Recorded(9, id.stream(), 2, Instant.EPOCH, "somebody", event);

        Set<String> written = texts.written(district.matter(id), List.of(recorded)).stream()
                .map(Text::text)
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> expected = new TreeSet<>(specimen.texts);
        expected.removeIf(text -> NO_TEXT.contains(text.substring(1)));
        assertEquals(expected, written);
    }

    /** Makes an event whose every text says where it is. */
    private static final class Specimen {
        private final Set<String> texts = new TreeSet<>();

        Object make(Type type, String name) throws ReflectiveOperationException {
            if (type instanceof ParameterizedType list) {
                return List.of(make(list.getActualTypeArguments()[0], name));
            }
            Class<?> c = (Class<?>) type;
            if (c == String.class) {
                // Not in ASCII: a participant's name, not an id.
                String text = "文" + name;
                texts.add(text);
                return text;
            } else if (c == Draft.class) {
                return draft();
            } else if (c == Attachment.class) {
                texts.add("文Attachment.name");
                return new Attachment("文Attachment.name", "文Attachment.location", "0".repeat(64), 1);
            } else if (c == MatterId.class) {
                return new MatterId("other");
            } else if (c == LocalDate.class) {
                return LocalDate.EPOCH;
            } else if (c == org.duban.api.journal.Series.class) {
                return new org.duban.api.journal.Series("matter/x", 2015, "{n}");
            } else if (c == org.duban.api.calendar.DueDate.class) {
                return new org.duban.api.calendar.DueDate(LocalDate.EPOCH, false, "1", null);
            } else if (c.isEnum()) {
                return c.getEnumConstants()[0];
            } else if (c == boolean.class) {
                return true;
            } else if (c == int.class) {
                return 1;
            } else if (c == long.class) {
                return 1L;
            }
            RecordComponent[] components = c.getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = make(components[i].getGenericType(), c.getSimpleName() + "." + components[i].getName());
            }
            return c.getDeclaredConstructor(types).newInstance(values);
        }

        private Draft draft() {
            for (String part : List.of("title", "content", "source", "number", "form")) {
                texts.add("文Draft." + part);
            }
            return Draft.of("survey")
                    .title("文Draft.title")
                    .content("文Draft.content")
                    .source(new Source("文Draft.source", "文Draft.number", null))
                    .area("文Draft.area")
                    .leader("文Draft.leader")
                    .secrecy("文Draft.secrecy")
                    .form("{\"author\":\"文Draft.form\"}");
        }
    }

    @Test
    void textsBearVersionTimeAndPersonOfTheirEventAndTheTitleComesFirst() {
        MatterId id = district.assigned(
                District.instruction("整治油烟").content("请尽快办理").source(new Source("第五次常务会议纪要", "七政办〔2015〕12号", null)),
                "housing");
        MatterText indexed = indexed(id);
        Recorded registered = district.history(id).get(0);

        assertEquals(
                List.of(
                        "1 TITLE 整治油烟",
                        "1 NUMBER 批示〔2015〕1号",
                        "1 NUMBER 七政办〔2015〕12号",
                        "1 SOURCE 第五次常务会议纪要",
                        "1 CONTENT 请尽快办理",
                        "1 CONTENT 加急",
                        "2 PROPOSAL 拟请housing办理"),
                kinds(indexed.texts()).subList(0, 7));
        assertEquals(
                new Text(TextKind.TITLE, 1, registered.at(), "director", "整治油烟"),
                indexed.texts().get(0));
        assertEquals(district.history(id).size(), indexed.version());
        assertEquals(district.instant(), indexed.changedAt());
    }

    @Test
    void anAmendmentPutsItsTitleFirstAndWhatWasOnceWrittenStays() {
        MatterId id = district.register(District.instruction("整治油烟").content("晏家坪油烟扰民"));
        district.does("director", id, new Amend(District.instruction("整治晏家坪油烟").content("晏家坪油烟扰民")));
        assertEquals(
                List.of(
                        "2 TITLE 整治晏家坪油烟",
                        "1 NUMBER 批示〔2015〕1号",
                        "1 TITLE 整治油烟",
                        "1 SOURCE 领导批示",
                        "1 CONTENT 晏家坪油烟扰民",
                        "1 CONTENT 加急"),
                kinds(indexed(id).texts()));

        district.does("director", id, new Amend(District.instruction("整治油烟").content("改为餐饮油烟")));
        assertEquals("1 TITLE 整治油烟", kinds(indexed(id).texts()).get(0));
        assertTrue(kinds(indexed(id).texts()).contains("3 CONTENT 改为餐饮油烟"));
    }

    @Test
    void whatTheLastEventsAddedIsTheTextsOfTheirVersions() {
        MatterId id = district.register(District.instruction("整治油烟").content("晏家坪油烟扰民"));
        district.does("director", id, new Amend(District.instruction("整治晏家坪油烟").content("晏家坪油烟扰民")));
        List<Text> added = texts.written(district.matter(id), district.history(id)).stream()
                .filter(text -> text.version() > 1)
                .toList();
        assertEquals(List.of("2 TITLE 整治晏家坪油烟"), kinds(added));
    }

    @Test
    @DisplayName("通报决定与同时印发的通报，正文只收一次")
    void aTextThatOneCommandWritesIntoTwoEventsIsThereOnce() {
        MatterId id = district.assigned(District.instruction("整治油烟"), "housing");
        district.does("handler-housing", id, new Acknowledge(1));
        district.does("handler-housing", id, new Finish(1, "已整治", List.of()));
        district.does("director", id, new StartVerification(Method.ON_SITE, List.of()));
        district.does("director", id, new PassVerification("属实", List.of()));
        district.does("director", id, new Present("leader", "报告"));
        district.does("leader", id, new Endorse("很好"));
        Matter m =
                district.does("director", id, new DecideCircular(CircularKind.CRITICISM, List.of("housing"), "进展迟缓"));

        List<String> papers = kinds(indexed(id).texts());
        assertEquals(1, papers.stream().filter(t -> t.endsWith("PAPER 进展迟缓")).count());
        assertTrue(papers.contains(m.version() + " NUMBER " + m.papers().get(0).number()), papers.toString());
    }

    @Test
    void namesOfThoseWhoTookPartInACheckAreTextsAndIdsAreNot() {
        MatterId id = district.register(District.instruction("事项"));
        Recorded checked = new Recorded(
                2,
                id.stream(),
                2,
                Instant.EPOCH,
                "director",
                new MatterEvent.Checked(
                        Method.JOINT, "晏家坪", List.of("u-1023", "李芳", "John Smith"), "油烟已消除", List.of()));
        assertEquals(
                List.of("2 VERIFICATION 晏家坪", "2 VERIFICATION 油烟已消除", "2 VERIFICATION 李芳", "2 VERIFICATION John Smith"),
                kinds(texts.written(district.matter(id), List.of(checked))));
    }

    @Test
    void ofAFormTextsAndChoicesAreFoundOnceAndIdsNumbersAndDatesNot() {
        MatterId id = district.register(District.survey("调查").content("与正文重复").form("""
                {"author":"兰州网友","text":"<p>楼下<b>油烟</b>大</p><ul><li>夜里&lt;12点&gt;</li></ul>","channel":"人民网",
                 "topics":["供暖","油烟"],"tags":["晏家坪","与正文重复"],"cost":12.5,"day":"2015-03-01","urgent":true,
                 "contact":"p-1","unit":"housing","units":["water"],"files":["f-1"],
                 "visits":[{"place":"敦煌路","who":"p-2"},{"place":"敦煌路"}]}
                """));
        assertEquals(
                List.of("与正文重复", "兰州网友", "楼下油烟大\n夜里<12点>", "人民网", "供暖", "油烟", "晏家坪", "敦煌路"),
                indexed(id).texts().stream()
                        .filter(t -> t.kind() == TextKind.CONTENT)
                        .map(Text::text)
                        .toList());
        assertEquals(Set.of("人民网"), indexed(id).key("/channel"));
    }

    // ---- keys

    @Test
    void keysAreWhatTheLedgerFiltersByAndTheEmptyTextStandsForNone() {
        MatterId id = district.register(District.survey("调查").form("{}").receivedOn(LocalDate.of(2014, 12, 31)));
        MatterText before = indexed(id);
        assertEquals(Set.of("survey"), before.key(Facet.FORM_TYPE.name()));
        assertEquals(Set.of("1"), before.key(MatterText.FORM_VERSION));
        assertEquals(Set.of("INITIATION"), before.key(Facet.STAGE.name()));
        assertEquals(Set.of("OPEN"), before.key(Facet.STANDING.name()));
        assertEquals(Set.of("GOVERNMENT"), before.key(Facet.LINE.name()));
        assertEquals(Set.of("2014"), before.key(Facet.YEAR.name()));
        for (String none : List.of("UNIT", "LEAD_UNIT", "OFFICER", "GROUP", "LEADER", "AREA", "/channel")) {
            assertEquals(Set.of(""), before.key(none), none);
        }
        assertFalse(before.keys().containsKey(Facet.LIGHT.name()));

        MatterId assigned = district.assigned(District.instruction("批示").area("62010301"), "housing");
        district.does("director", assigned, new org.duban.api.matter.MatterCommand.Entrust("officer", 0));
        MatterText after = indexed(assigned);
        assertEquals(Set.of("housing"), after.key(Facet.UNIT.name()));
        assertEquals(Set.of("housing"), after.key(Facet.LEAD_UNIT.name()));
        assertEquals(Set.of("officer"), after.key(Facet.OFFICER.name()));
        assertEquals(Set.of("1"), after.key(Facet.GROUP.name()));
        assertEquals(Set.of("leader"), after.key(Facet.LEADER.name()));
        assertEquals(Set.of("62010301"), after.key(Facet.AREA.name()));
        assertEquals(Set.of("加急"), after.key("/urgency"));
        assertEquals(Attribute.of(district.matter(assigned)), after.access());
        assertEquals(after.runningTo(), after.dueOn());
    }

    @Test
    void aRelievedUnitIsNoLongerAmongTheUnits() {
        MatterId id = district.assigned(District.instruction("批示"), "housing");
        district.does("handler-housing", id, new org.duban.api.matter.MatterCommand.Dispute(1, "不属职责"));
        district.does(
                "director",
                id,
                new org.duban.api.matter.MatterCommand.DecideDispute(
                        1, true, "成立", org.duban.api.matter.Assignment.lead("water")));
        assertEquals(Set.of("water"), indexed(id).key(Facet.UNIT.name()));
        assertEquals(Set.of("water"), indexed(id).key(Facet.LEAD_UNIT.name()));
    }

    // ---- the clock

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theClockSaysOfEachPastInstantWhatTheHistorySays(long seed) {
        district.live(new Random(seed), 12, 300);
        int running = 0;
        for (MatterId id : district.all()) {
            List<Recorded> history = district.history(id);
            List<Clock> clock = indexed(id).clock();
            for (Recorded recorded : history) {
                LocalDate then = dueOn(district.matters()
                        .asOf(District.DIRECTOR, id, recorded.at())
                        .orElseThrow());
                assertEquals(then, at(clock, recorded.at()), id + " at " + recorded);
                running += then == null ? 0 : 1;
            }
            List<Instant> from = clock.stream().map(Clock::from).toList();
            assertEquals(from.stream().sorted().distinct().toList(), from);
            assertEquals(history.get(0).at(), from.get(0));
        }
        assertTrue(running > 50, "clocks ran: " + running);
    }

    private static LocalDate at(List<Clock> clock, Instant instant) {
        return clock.stream()
                .filter(c -> !c.from().isAfter(instant))
                .reduce((first, last) -> last)
                .orElseThrow()
                .dueOn();
    }

    private static LocalDate dueOn(Matter m) {
        return m.standing() != Standing.OPEN
                ? null
                : m.lead().filter(Obligation::running).map(o -> o.due().date()).orElse(null);
    }

    // ---- rich text

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<p",
                "a < b",
                "&",
                "&;",
                "&#0;",
                "&#xFFFFFFFFF;",
                "&#x1F600;",
                "&unknown;",
                "</p></p>",
                "\u0000"
            })
    void oddRichTextIsTakenAsItStands(String html) {
        String text = PlainText.of(html);
        assertTrue(text.length() <= html.length());
    }

    @Test
    void aRichTextOfFiveMegabytesIsReadInOnePass() {
        String html = "<".repeat(2_000_000) + "<p>油烟</p>" + "&".repeat(3_000_000);
        List<String> found = new ArrayList<>();
        found.add(PlainText.of(html));
        assertTrue(found.get(0).contains("油烟"));
    }
}
