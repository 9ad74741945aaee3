package org.duban.search.internal.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Amend;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.DecideDispute;
import org.duban.api.matter.MatterCommand.Dispute;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.Remind;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterCommand.Withdraw;
import org.duban.api.matter.Proposal;
import org.duban.api.search.Watch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchReaderTest {

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void start() {
        desk = new Desk(folder);
        desk.read();
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    @DisplayName("新留言符合条件：通知本人一次，说明是哪件事、谁写了什么")
    void aNewTextThatFitsIsToldOnceWithTheMatterAndThePassage() {
        desk.watch(Desk.DIRECTOR, "晏家坪 油烟");
        Matter fits = desk.register(Desk.message("晏家坪夜市油烟扰民", "我家住在晏家坪北院，楼下烧烤油烟很大"));
        desk.register(Desk.message("路灯不亮", "晏家坪路灯不亮"));
        desk.read();

        Desk.Raised notice = desk.only();
        assertEquals(Desk.DIRECTOR, notice.person());
        assertEquals(fits.id(), notice.matter());
        assertEquals("您关注的“晏家坪 油烟”有新内容：" + fits.number() + " 晏家坪夜市油烟扰民", notice.title());
        assertTrue(notice.text().contains("内容（王主任，3月2日 09:30）："), notice.text());
        assertTrue(notice.text().contains("烧烤油烟很大"), notice.text());
        assertTrue(notice.text().endsWith("关注条件：晏家坪 油烟"), notice.text());
    }

    @Test
    void textsThatWereThereBeforeTheWatchAreNoNews() {
        Matter before = desk.acknowledged(Desk.message("夜市油烟", "油烟很大"));
        desk.watch(Desk.DIRECTOR, "油烟");
        desk.read();
        assertEquals(List.of(), desk.told());

        desk.reports(before, "已责令商户加装油烟净化设备");
        desk.read();
        assertTrue(desk.only().text().contains("反馈（张科长"), desk.only().text());
    }

    @Test
    void whatComesWhileNobodyReadsIsToldAfterTheNextStart() {
        desk.watch(Desk.DIRECTOR, "油烟");
        desk.read();
        desk.register(Desk.message("夜市油烟", "油烟很大"));

        desk.restart().read();

        assertEquals(1, desk.told().size());
    }

    @Test
    @DisplayName("一次写下的几段文字只通知一次；分几次写的，读到一起也只通知一次")
    void severalTextsOfOneMatterThatComeTogetherRaiseOneNotice() {
        Matter m = desk.acknowledged(Desk.message("夜市扰民", "楼下烧烤"));
        desk.watch(Desk.DIRECTOR, "油烟");
        desk.read();
        desk.reports(m, "已查油烟");
        desk.reports(m, "油烟已整改");
        desk.read();

        Desk.Raised notice = desk.only();
        assertTrue(notice.text().contains("已查油烟") && notice.text().contains("油烟已整改"), notice.text());

        desk.reports(m, "油烟复查合格");
        desk.read();
        assertEquals(2, desk.told().size());
    }

    @Test
    @DisplayName("看不到这件事的人、已经离开的人、自己写的：都不通知")
    void nobodyIsToldOfWhatTheyMayNotSeeOrWroteThemselvesOrAfterTheyLeft() {
        desk.people.put("gone", desk.people.get(Desk.DIRECTOR));
        for (String person : List.of(Desk.DIRECTOR, Desk.DIRECTOR_2, Desk.PARTY_DEPUTY, Desk.HANDLER, "gone")) {
            desk.watch(person, "油烟");
        }
        desk.people.remove("gone");
        desk.register(Desk.DIRECTOR_2, Desk.message("夜市油烟", "油烟很大"));
        desk.read();

        assertEquals(List.of(Desk.DIRECTOR), persons());
    }

    @Test
    void aUnitIsToldFromTheMomentItMaySeeTheMatter() {
        desk.watch(Desk.HANDLER, "油烟");
        Matter m = desk.register(Desk.message("夜市油烟", "油烟很大"));
        desk.read();
        assertEquals(List.of(), persons());

        desk.does(Desk.DIRECTOR_2, m, new Propose(new Proposal("拟查油烟", List.of(Assignment.lead(Desk.HOUSING)))));
        desk.does(Desk.DIRECTOR_2, m, new Submit());
        desk.does(Desk.DIRECTOR_2, m, Assign.asProposed());
        desk.read();

        assertEquals(List.of(Desk.HANDLER), persons());
    }

    @Test
    @DisplayName("自己写的和别人写的一起来：只看别人写的")
    void ofTextsThatComeTogetherTheOwnersOwnAreNotLookedAt() {
        Matter m = desk.acknowledged(Desk.message("夜市扰民", "楼下烧烤"));
        desk.watch(Desk.HANDLER, "油烟 净化");
        desk.watch(Desk.HANDLER, "复查");
        desk.read();
        desk.reports(m, "油烟要装净化设备，待复查");
        desk.does(Desk.DIRECTOR_2, m, new Remind(1, "油烟要尽快复查"));
        desk.read();

        Desk.Raised notice = desk.only();
        assertTrue(notice.title().contains("“复查”"), notice.title());
        assertTrue(notice.text().contains("尽快复查") && !notice.text().contains("净化设备"), notice.text());
    }

    @Test
    @DisplayName("条件里的类型、单位按事项现在的样子看")
    void factsHoldForTheMatterAsItStands() {
        desk.watch(Desk.DIRECTOR, "油烟 单位:住建局");
        desk.watch(Desk.DIRECTOR, "油烟 类型:领导批示件");
        Matter m = desk.acknowledged(Desk.message("夜市油烟", "油烟很大"));
        desk.read();
        int before = desk.told().size();

        desk.reports(m, "油烟已整改");
        desk.read();

        assertEquals(before + 1, desk.told().size());
        assertTrue(desk.told().stream().allMatch(told -> told.contains("单位:住建局")), desk.told()::toString);
    }

    @Test
    @DisplayName("只有类型、单位等条件：事项变成符合时通知，一直符合不再通知，再次变成符合再通知")
    void aWatchOnFactsAloneTellsWhenAMatterComesToFit() {
        desk.watch(Desk.DIRECTOR, "单位:住建局");
        Matter m = desk.register(Desk.message("夜市扰民", "楼下烧烤"));
        desk.does(Desk.DIRECTOR_2, m, new Propose(new Proposal("拟请办理", List.of(Assignment.lead(Desk.HOUSING)))));
        desk.read();
        assertEquals(List.of(), desk.told());

        desk.does(Desk.DIRECTOR_2, m, new Submit());
        desk.does(Desk.DIRECTOR_2, m, Assign.asProposed());
        desk.read();
        assertEquals(m.id(), desk.only().matter());

        desk.does(Desk.HANDLER, m, new Acknowledge(1));
        desk.reports(m, "正在办理");
        desk.read();
        assertEquals(1, desk.told().size());

        desk.does(Desk.HANDLER, m, new Dispute(1, "不归我管"));
        desk.does(Desk.DIRECTOR_2, m, new DecideDispute(1, true, "改派", Assignment.lead(Desk.URBAN)));
        desk.read();
        desk.does(Desk.DIRECTOR_2, m, new Assign(List.of(Assignment.assist(Desk.HOUSING))));
        desk.read();
        assertEquals(2, desk.told().size());
    }

    @Test
    void aWatchOnFactsAloneTellsOfARegistrationThatFits() {
        desk.watch(Desk.DIRECTOR, "类型:网民留言");
        Matter m = desk.register(Desk.message("路灯不亮", "路灯不亮"));
        desk.register(Desk.instruction("路灯不亮", "请核实"));
        desk.register(Desk.DIRECTOR, Desk.message("自己登记的", "不用通知"));
        desk.read();

        assertEquals(m.id(), desk.only().matter());
        assertEquals("您关注的“类型:网民留言”有新内容：" + m.number() + " 路灯不亮", desk.only().title());
    }

    @Test
    void exclusionsAreLookedForInTheNewTextsAlone() {
        desk.watch(Desk.DIRECTOR, "油烟 -夜市");
        Matter m = desk.acknowledged(Desk.message("夜市油烟", "油烟很大"));
        desk.read();
        assertEquals(List.of(), desk.told());

        desk.reports(m, "油烟已整改");
        desk.read();
        assertEquals(1, desk.told().size());
    }

    @Test
    @DisplayName("标题:… 只在标题里找")
    void aKindOfTextIsRespected() {
        desk.watch(Desk.DIRECTOR, "标题:油烟");
        desk.register(Desk.message("夜市扰民", "油烟很大"));
        Matter m = desk.register(Desk.message("夜市油烟", "扰民"));
        desk.read();

        assertEquals(m.id(), desk.only().matter());
    }

    @Test
    void wordsOfALongSentenceAreAllWanted() {
        desk.watch(Desk.DIRECTOR, "晏家坪北院楼下烧烤店油烟扰民");
        desk.register(Desk.message("路灯", "晏家坪北院路灯不亮"));
        Matter m = desk.register(Desk.message("扰民", "油烟扰民，是晏家坪北院楼下的烧烤店"));
        desk.read();

        assertEquals(m.id(), desk.only().matter());
    }

    @Test
    @DisplayName("改了条件：只看以后写的；取消了：不再通知")
    void aChangedWatchLooksAtLaterTextsAndARemovedOneAtNone() {
        Watch watch = desk.watch(Desk.DIRECTOR, "油烟");
        desk.register(Desk.message("路灯", "路灯不亮"));
        desk.watches.change(Actor.of(Desk.DIRECTOR), watch.id(), "灯", "路灯");
        desk.read();
        assertEquals(List.of(), desk.told());

        Matter second = desk.register(Desk.message("路灯", "路灯又不亮"));
        desk.read();
        assertEquals(second.id(), desk.only().matter());

        desk.watches.remove(Actor.of(Desk.DIRECTOR), watch.id());
        desk.register(Desk.message("路灯", "路灯还不亮"));
        desk.read();
        assertEquals(1, desk.told().size());
    }

    @Test
    void whatAWatchSawBeforeItWasRemovedIsNotToldAfterwards() {
        Watch watch = desk.watch(Desk.DIRECTOR, "油烟");
        desk.read();
        desk.register(Desk.message("油烟", "油烟"));
        desk.watches.remove(Actor.of(Desk.DIRECTOR), watch.id());
        desk.read();

        assertEquals(List.of(), desk.told());
    }

    // ---- what goes wrong

    @Test
    @DisplayName("单位撤销后条件读不出来：这项不比对，别的照常；单位恢复后再比对")
    void aWatchThatCannotBeReadAnyMoreHarmsNoOther() {
        desk.watch(Desk.DIRECTOR, "油烟 单位:城管局");
        desk.watch(Desk.DIRECTOR, "油烟");
        desk.read();
        desk.dissolve(Desk.URBAN);
        desk.register(Desk.message("油烟", "油烟"));
        desk.read();

        assertEquals(List.of("director"), persons());
        assertEquals(1, desk.running().unreadable());

        desk.found(Desk.URBAN, "七里河区城市管理局", "城管局");
        desk.register(Desk.message("路灯", "路灯"));
        desk.read();
        assertEquals(0, desk.running().unreadable());
    }

    @Test
    void aMatterThatCannotBeLookedAtHoldsUpNoOtherAndIsTriedAgain() {
        desk.watch(Desk.DIRECTOR, "油烟");
        Matter bad = desk.register(Desk.message("油烟一", "油烟"));
        Matter good = desk.register(Desk.message("油烟二", "油烟"));
        desk.breaks(bad.id());
        desk.read();
        assertEquals(good.id(), desk.only().matter());
        assertEquals(1, desk.store().deferred());

        desk.mends();
        desk.register(Desk.message("路灯", "路灯"));
        desk.restart().read();
        assertEquals(1, desk.told().size());

        desk.pass(Duration.ofMinutes(10)).read();
        assertEquals(2, desk.told().size());
        assertEquals(0, desk.store().deferred());
    }

    @Test
    void aWatchThatWasSetAfterATextDoesNotSeeItThoughItIsTriedAgainLater() {
        desk.watch(Desk.DIRECTOR, "油烟");
        Matter bad = desk.register(Desk.message("油烟", "油烟"));
        desk.breaks(bad.id());
        desk.read();
        desk.watch(Desk.DIRECTOR, "标题:油烟");
        desk.mends();
        desk.pass(Duration.ofMinutes(10)).read();

        assertEquals("您关注的“油烟”有新内容：" + bad.number() + " 油烟", desk.only().title());
    }

    @Test
    @DisplayName("关注库丢了：从现在起重新比对，不把旧内容当新内容")
    void aLostDatabaseBeginsAtTheHead() throws Exception {
        desk.watch(Desk.DIRECTOR, "油烟");
        desk.read();
        desk.register(Desk.message("旧油烟", "油烟"));
        desk.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("search.db"))
                    .toList()) {
                Files.delete(file);
            }
        }
        desk = new Desk(folder);
        desk.load();
        desk.read();
        assertEquals(List.of(), desk.told());

        Matter m = desk.register(Desk.message("新油烟", "油烟"));
        desk.read();
        assertEquals(m.id(), desk.only().matter());
    }

    // ---- crashes

    @Test
    @DisplayName("在任何一条通知前后断电：不重复，不遗漏")
    void aCrashAtAnyNoticeRepeatsAndLosesNothing(@TempDir Path other) {
        for (boolean taken : List.of(false, true)) {
            for (int killAfter = 0; killAfter < 4; killAfter++) {
                try (Desk mine = new Desk(other.resolve(taken + "-" + killAfter))) {
                    mine.read();
                    mine.watch(Desk.DIRECTOR, "油烟");
                    mine.watch(Desk.DIRECTOR, "晏家坪");
                    mine.read();
                    Matter a = mine.register(Desk.message("晏家坪油烟", "油烟"));
                    Matter b = mine.register(Desk.message("油烟", "油烟在晏家坪"));
                    mine.killAfter = killAfter;
                    mine.killedAfterTaking = taken;
                    assertThrows(Desk.Killed.class, mine::read);
                    // More of the same matters before the next start: a batch of its own.
                    mine.does(Desk.DIRECTOR_2, a, new Withdraw("油烟已解决"));
                    mine.restart().read();

                    assertEquals(5, mine.told().size(), mine.told()::toString);
                    assertEquals(
                            2,
                            mine.raised.values().stream()
                                    .filter(r -> r.matter().equals(b.id()))
                                    .count());
                }
            }
        }
    }

    // ---- floods

    @Test
    @DisplayName("一项关注一天最多逐条通知 20 次，其余第二天汇成一条")
    void aWatchThatFitsEverythingTellsTwentyTimesADayAndTheRestInOne() {
        desk.watch(Desk.DIRECTOR, "路灯");
        for (int i = 0; i < 25; i++) {
            desk.register(Desk.message("路灯不亮", "第" + i + "号路灯"));
            desk.read();
        }
        assertEquals(20, desk.told().size());

        desk.restart().on("2026-03-03T00:00").read();
        desk.restart().read();

        assertEquals(21, desk.told().size());
        Desk.Raised sum = desk.raised.values().stream().skip(20).findFirst().orElseThrow();
        assertEquals("您关注的“路灯”3月2日另有 5 次新内容", sum.title());
        assertTrue(sum.text().contains("路灯"), sum.text());

        desk.register(Desk.message("路灯不亮", "又一盏"));
        desk.read();
        assertEquals(22, desk.told().size());
    }

    @Test
    void aCrashAtTheSumRepeatsAndLosesNothing() {
        desk.watch(Desk.DIRECTOR, "路灯");
        for (int i = 0; i < 22; i++) {
            desk.register(Desk.message("路灯不亮", "第" + i + "号路灯"));
        }
        desk.read();
        desk.on("2026-03-03T08:00");
        desk.killAfter = 0;
        desk.killedAfterTaking = true;
        assertThrows(Desk.Killed.class, desk::read);
        desk.restart().read();

        assertEquals(21, desk.told().size());
        assertTrue(desk.told().get(20).contains("另有 2 次"), desk.told().get(20));
    }

    private List<String> persons() {
        return desk.raised.values().stream().map(Desk.Raised::person).toList();
    }

    @Test
    void anAmendedTextIsNewAndWhatStayedIsNot() {
        Matter m = desk.register(Desk.message("油烟", "夜市"));
        desk.watch(Desk.DIRECTOR, "油烟");
        desk.watch(Desk.DIRECTOR, "烧烤");
        desk.read();
        desk.does(Desk.DIRECTOR_2, m, new Amend(Desk.message("油烟", "夜市烧烤")));
        desk.read();

        assertTrue(desk.only().title().contains("“烧烤”"), desk.only().title());
    }
}
