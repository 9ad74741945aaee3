package org.duban.inspection.internal;

import static org.duban.district.District.DEPUTY;
import static org.duban.district.District.OFFICER;
import static org.duban.district.District.ZJJ;
import static org.duban.district.District.chief;
import static org.duban.district.District.handler;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.inspection.InspectionCommand.*;
import org.duban.api.inspection.InspectionId;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Method;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.notice.NoticeKind;
import org.duban.district.District;
import org.duban.spi.dossier.DossierItem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidingsTest {

    /** Keeps what it is handed, each key once, as the real desk does; may be out of order. */
    private static final class Desk implements NoticeDesk {
        private record Item(String person, NoticeKind kind, String title) {}

        private final Map<String, Item> items = new LinkedHashMap<>();
        private int broken;

        @Override
        public boolean raise(
                String key, String person, NoticeKind kind, @Nullable MatterId matter, String title, String text) {
            if (broken > 0 && --broken == 0) {
                throw new IllegalStateException("out of order");
            }
            return items.putIfAbsent(key, new Item(person, kind, title)) == null;
        }

        List<String> to(Actor actor) {
            return items.values().stream()
                    .filter(item -> item.person().equals(actor.person()))
                    .map(Item::title)
                    .toList();
        }
    }

    @TempDir
    Path folder;

    private final Desk desk = new Desk();
    private Office office;
    private TidingsReader reader;

    @BeforeEach
    void open() {
        office = new Office(folder);
        reader = reader();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private TidingsReader reader() {
        return new TidingsReader(
                office.district.journal(),
                office.books,
                new Tidings(office.district, InspectionRules.read(null).reminders(), District.ZONE),
                desk,
                new TidingsStore(office.district.stores().open("inspection")),
                office.district.calendars(),
                office.district,
                District.ZONE);
    }

    @Test
    void aUnitIsRemindedThreeWorkingDaysBeforeOnTheDayAndWhenOverdue() {
        InspectionId id = office.started();
        office.notified(id, ZJJ);
        reader.run();
        assertEquals(List.of("督查问题交办：七督查〔2026〕1号第1个问题"), desk.to(handler(ZJJ)));

        // Due on 2026-03-23, a Monday.
        Map<String, String> told = new LinkedHashMap<>();
        for (String day : List.of("2026-03-17", "2026-03-18", "2026-03-19", "2026-03-23", "2026-03-24", "2026-03-30")) {
            office.district.on(day);
            int before = desk.to(handler(ZJJ)).size();
            reader.run();
            List<String> all = desk.to(handler(ZJJ));
            told.put(day, String.join("、", all.subList(before, all.size())));
        }

        assertEquals(
                Map.of(
                        "2026-03-17", "",
                        "2026-03-18", "整改临期：七督查〔2026〕1号第1个问题",
                        "2026-03-19", "",
                        "2026-03-23", "整改今日到期：七督查〔2026〕1号第1个问题",
                        "2026-03-24", "整改逾期：七督查〔2026〕1号第1个问题",
                        "2026-03-30", "整改逾期已久：七督查〔2026〕1号第1个问题"),
                told);
        assertEquals(List.of("整改逾期已久：七督查〔2026〕1号第1个问题"), desk.to(DEPUTY));
    }

    @Test
    void nobodyIsRemindedOfWhatIsReported() {
        InspectionId id = office.started();
        office.reported(id, ZJJ);
        office.district.on("2026-03-30");
        reader.run();

        assertTrue(desk.items.values().stream().noneMatch(item -> item.kind() == NoticeKind.REMINDER));
    }

    @Test
    void aShortDeadlineIsNotFollowedByAReminderOnTheSameDay() {
        InspectionId id = office.started();
        office.found(id, ZJJ);
        office.does(OFFICER, id, new NotifyFinding(1, "", LocalDate.of(2026, 3, 3)));
        reader.run();

        assertEquals(List.of("督查问题交办：七督查〔2026〕1号第1个问题"), desk.to(handler(ZJJ)));
    }

    @Test
    void afterACrashInMidBatchEverythingIsToldAndNothingTwice() {
        InspectionId id = office.started();
        office.notified(id, ZJJ);
        office.notified(id, ZJJ);
        desk.broken = 4;

        assertThrows(IllegalStateException.class, reader::run);
        reader = reader();
        reader.run();
        reader().run();

        assertEquals(List.of("督查问题交办：七督查〔2026〕1号第1个问题", "督查问题交办：七督查〔2026〕1号第2个问题"), desk.to(handler(ZJJ)));
        assertEquals(desk.to(handler(ZJJ)), desk.to(chief(ZJJ)));
    }

    @Test
    void theGroupIsToldWhatWaitsForItAndTheDirectorsOfObjections() {
        InspectionId id = office.started();
        office.reported(id, ZJJ);
        office.does(chief(ZJJ), id, new RaiseInspectionObjection(1, "不属实"));
        reader.run();

        assertEquals(List.of("督查开始：七督查〔2026〕1号城市管理攻坚行动督查", "整改待核验：七督查〔2026〕1号第1个问题"), desk.to(OFFICER));
        assertEquals(List.of("督查异议：七督查〔2026〕1号城市管理攻坚行动督查"), desk.to(DEPUTY));
    }

    @Test
    void whatAnotherProcessDidIsTakenInFromTheFeed() {
        InspectionService other = office.service(new Books(office.district.journal()));
        InspectionId id = other.plan(DEPUTY, Office.draft("督查").build()).id();

        reader.run();

        assertEquals("督查", office.get(id).plan().title());
    }

    @Test
    void theDossierOfAMatterHoldsWhatWasFoundAboutIt() throws IOException {
        MatterId matter = office.district.assigned(District.instruction("整治晏家坪环境"), ZJJ);
        InspectionId id = office.started();
        int n = office.rectified(id, ZJJ);
        office.does(OFFICER, id, new LinkFinding(n, matter));

        List<DossierItem> items = new FindingPapers(office.books, office.district, District.ZONE).itemsOf(matter);

        assertEquals(1, items.size());
        assertEquals("inspection-" + id + "-1", items.get(0).id());
        String page = new String(items.get(0).content().open().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(page.contains("责任单位：住房和城乡建设局"), page);
        assertTrue(page.contains("附件 现场.jpg，SHA-256 " + Office.PHOTO.sha256()), page);
        assertTrue(page.contains("李督查 " + Method.ON_SITE.zh() + "核验，已整改（时限 2026-03-23）：属实"), page);
    }
}
