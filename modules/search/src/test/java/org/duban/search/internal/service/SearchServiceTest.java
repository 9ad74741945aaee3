package org.duban.search.internal.service;

import static org.awaitility.Awaitility.await;
import static org.duban.search.internal.service.Office.DIRECTOR;
import static org.duban.search.internal.service.Office.YANJIAPING;
import static org.duban.search.internal.service.Office.instruction;
import static org.duban.search.internal.service.Office.message;
import static org.duban.search.internal.service.Office.survey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.Acknowledge;
import org.duban.api.matter.MatterCommand.Amend;
import org.duban.api.matter.MatterCommand.ReportProgress;
import org.duban.api.matter.MatterId;
import org.duban.api.search.Facet;
import org.duban.api.search.FacetCount;
import org.duban.api.search.Hit;
import org.duban.api.search.IndexStatus;
import org.duban.api.search.Results;
import org.duban.api.search.Search;
import org.duban.api.search.SearchQuery;
import org.duban.api.search.SearchQuery.Sort;
import org.duban.api.search.Similar;
import org.duban.api.search.Suggestion;
import org.duban.api.search.TextKind;
import org.duban.search.internal.query.Plan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SearchServiceTest {

    private static final Actor HOUSING = Actor.of(Office.handler("housing"));
    private static final Actor NOBODY = Actor.of("nobody");

    private Office office;
    private Search search;

    @BeforeEach
    void open(@TempDir Path folder) {
        office = new Office(folder);
        search = office.search();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Results find(Actor actor, SearchQuery.Builder query) {
        return search.search(actor, query.fresh().build());
    }

    private Results find(String text) {
        return find(DIRECTOR, SearchQuery.of(text));
    }

    private static List<MatterId> ids(Results results) {
        return results.hits().stream().map(Hit::id).toList();
    }

    private static void assertRefused(ErrorCode code, String field, Executable call) {
        DubanException refused = assertThrows(DubanException.class, call);
        assertEquals(code, refused.code(), refused.getMessage());
        assertEquals(field, refused.problems().get(0).field());
    }

    // ---- what is found

    @Test
    @DisplayName("命令返回后，要求最新的查询立即查到所写的文字，并标出")
    void whatWasWrittenIsFoundAtOnceByAFreshQuery() {
        Matter m = office.assigned(message("晏家坪油烟扰民", "楼下烧烤店油烟很大"), "urban");
        office.does(Office.handler("urban"), m, new Acknowledge(1));
        office.does(Office.handler("urban"), m, new ReportProgress(1, "已约谈店主，责令安装净化设备", 40, "", List.of()));

        Results results = find("净化设备");
        assertEquals(List.of(m.id()), ids(results));
        Hit hit = results.hits().get(0);
        assertEquals(m.number(), hit.number());
        assertEquals("晏家坪油烟扰民", hit.title().text());
        assertEquals("urban", hit.leadUnit());
        assertEquals(TextKind.FEEDBACK, hit.passages().get(0).kind());
        assertTrue(
                hit.passages().get(0).snippet().html().contains("<mark>净化设备</mark>"),
                hit.passages().get(0).snippet().html());
        assertNotNull(hit.light());
        assertTrue(hit.score() > 0);
        assertEquals("包含“净化设备”", results.understood());
    }

    @Test
    @DisplayName("文字不在一处时放宽条件，并说明；放宽的结果可继续翻页")
    void whenNothingHasAllWordsWhatHasMostIsShownAndSaid() {
        for (int i = 0; i < 5; i++) {
            office.register(message("敦煌路路灯不亮" + i, "晚上一片漆黑"));
        }
        Results strict = find("敦煌路");
        assertFalse(strict.remarks().contains(Plan.RELAXED));

        Results relaxed = find(DIRECTOR, SearchQuery.of("敦煌路 路灯 暖气").limit(3));
        assertTrue(relaxed.remarks().contains(Plan.RELAXED), relaxed.remarks().toString());
        assertEquals(3, relaxed.hits().size());
        Results next = find(DIRECTOR, SearchQuery.of("敦煌路 路灯 暖气").limit(3).after(relaxed.next()));
        assertEquals(2, next.hits().size());
        assertTrue(next.remarks().contains(Plan.RELAXED));
        assertTrue(ids(relaxed).stream().noneMatch(ids(next)::contains));
    }

    @Test
    @DisplayName("框里的条件与查询的条件同样有效：单位:住建局 类型:领导批示件 时限:绿灯")
    void conditionsTypedInTheBoxHold() {
        Matter housing = office.assigned(instruction("棚户区改造", "抓紧"), "housing");
        office.assigned(instruction("背街小巷整治", "抓紧"), "urban");
        office.register(message("棚改安置房漏水", "请住建局处理"));

        assertEquals(List.of(housing.id()), ids(find("单位:住建局")));
        assertEquals(List.of(housing.id()), ids(find("牵头:zjj")));
        assertEquals(List.of(housing.id()), ids(find("棚改 类型:领导批示件")), "synonyms are found");
        assertEquals(2, find("时限:绿").total());
        assertEquals(0, find("时限:红").total());
        assertEquals(1, find("来源渠道:人民网").total());
    }

    @Test
    @DisplayName("领导不在通讯录名单中，也能按姓名查")
    void leadersWhomTheDirectoryListsNowhereAreKnownByName() {
        Matter m = office.register(instruction("背街小巷整治", "抓紧"));
        office.register(message("路灯不亮", "请处理"));
        find("");

        await().until(() -> ids(find("领导:周区长")).equals(List.of(m.id())));
        assertEquals(List.of(m.id()), ids(find("领导:zqz")));
    }

    @Test
    void aFacetDisregardsItsOwnFilterAndHasLabels() {
        office.assigned(instruction("棚户区改造", "抓紧").area(YANJIAPING), "housing");
        office.assigned(instruction("背街小巷整治", "抓紧"), "urban");
        office.register(survey("满意度", "education"));

        Results results = find(
                DIRECTOR,
                SearchQuery.of("")
                        .leadUnit("housing")
                        .facet(
                                Facet.LEAD_UNIT,
                                Facet.STAGE,
                                Facet.LIGHT,
                                Facet.AREA,
                                Facet.LEADER,
                                Facet.YEAR,
                                Facet.FORM_TYPE)
                        .facetField("/unit", "/urgent"));
        assertEquals(1, results.total());
        assertEquals(
                List.of(
                        new FacetCount("", "（无）", 1),
                        new FacetCount("housing", "住建局", 1),
                        new FacetCount("urban", "城管局", 1)),
                results.facets().get("LEAD_UNIT"));
        assertEquals(
                List.of(new FacetCount("HANDLING", "承办", 1)), results.facets().get("STAGE"));
        assertEquals(List.of(new FacetCount("green", "正常", 1)), results.facets().get("LIGHT"));
        assertEquals(
                List.of(new FacetCount(YANJIAPING, "晏家坪街道", 1)),
                results.facets().get("AREA"));
        assertEquals(
                List.of(new FacetCount("leader", "周区长", 1)), results.facets().get("LEADER"));
        assertEquals(
                List.of(new FacetCount("2026", "2026年", 1)), results.facets().get("YEAR"));
        assertEquals(
                List.of(new FacetCount("instruction", "领导批示件", 1)),
                results.facets().get("FORM_TYPE"));
        Results all = find(DIRECTOR, SearchQuery.of("").facetField("/unit", "/urgent"));
        assertTrue(all.facets().get("/unit").contains(new FacetCount("education", "教育局", 1)));
        assertTrue(all.facets().get("/urgent").contains(new FacetCount("true", "是", 1)));
    }

    @Test
    void theLightIsThatOfTheInstantAskedFor() {
        Matter m = office.assigned(instruction("棚户区改造", "抓紧").dueOn(LocalDate.of(2026, 3, 20)), "housing");
        office.on("2026-03-25");

        assertEquals("red", find("棚户区").hits().get(0).light().code());
        Hit before = find(DIRECTOR, SearchQuery.of("棚户区").asOf(Office.at("2026-03-04")))
                .hits()
                .get(0);
        assertEquals("green", before.light().code());
        assertEquals(m.id(), before.id());
        assertNull(
                find(DIRECTOR, SearchQuery.of("棚户区").asOf(Office.at("2026-03-01")))
                        .hits()
                        .get(0)
                        .light(),
                "before it was assigned no clock ran");
    }

    @Test
    void anEmptyIndexIsSaidToBeEmpty() {
        Results results = find(DIRECTOR, SearchQuery.of("晏家坪").facet(Facet.STAGE));
        assertEquals(0, results.total());
        assertEquals(List.of(), results.facets().get("STAGE"));
        assertTrue(results.remarks().contains("还没有可检索的事项"));
    }

    @Test
    void noTextIsRefused() {
        office.register(message("路灯不亮", "请处理"));
        for (String text : List.of(
                "\"",
                "(",
                "标题:",
                ":",
                "-",
                "|",
                "“”",
                "\uD800",
                "\u0000",
                "a".repeat(100_000),
                "*?~^[]{}",
                "类型:不存在的类型")) {
            assertNotNull(find(text), text);
        }
    }

    // ---- pages

    @Test
    void pagesFollowOneAnotherWithoutGapOrOverlap() {
        List<MatterId> all = IntStream.range(0, 7)
                .mapToObj(i -> office.register(message("路灯不亮" + i, "请处理")
                                .receivedOn(LocalDate.of(2026, 2, 20).plusDays(i / 2)))
                        .id())
                .toList();
        for (Sort sort : Sort.values()) {
            List<MatterId> seen = new ArrayList<>();
            String next = null;
            do {
                Results page =
                        find(DIRECTOR, SearchQuery.of("路灯").sort(sort).limit(3).after(next));
                seen.addAll(ids(page));
                assertEquals(7, page.total());
                next = page.next();
            } while (next != null);
            assertEquals(7, seen.size(), sort.name());
            assertTrue(seen.containsAll(all), sort.name());
        }
    }

    @Test
    void aPageOfAnotherQueryIsRefused() {
        for (int i = 0; i < 5; i++) {
            office.register(message("路灯不亮" + i, "请处理"));
        }
        String next = find(DIRECTOR, SearchQuery.of("路灯").limit(2)).next();
        assertNotNull(next);
        for (String after : List.of("", "x", "r." + next.substring(2), "s.zzz", next + "0")) {
            DubanException refused = assertThrows(
                    DubanException.class,
                    () -> search.search(
                            DIRECTOR, SearchQuery.of("路灯").limit(2).after(after).build()),
                    after);
            assertEquals(ErrorCode.INVALID_FIELD, refused.code());
        }
        assertThrows(
                DubanException.class,
                () -> search.search(
                        DIRECTOR,
                        SearchQuery.of("路灯")
                                .sort(Sort.NEWEST)
                                .limit(2)
                                .after(next)
                                .build()));
    }

    // ---- what is refused

    @Test
    void whatCantBeMeantIsRefusedWithItsField() {
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "limit",
                () -> find(DIRECTOR, SearchQuery.of("").limit(-1)));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "limit",
                () -> find(DIRECTOR, SearchQuery.of("").limit(201)));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "lights",
                () -> find(DIRECTOR, SearchQuery.of("").light("purple")));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "fields",
                () -> find(DIRECTOR, SearchQuery.of("").field("/nothing", "x")));
        assertRefused(
                ErrorCode.INVALID_FIELD,
                "facetFields",
                () -> find(DIRECTOR, SearchQuery.of("").facetField("/messageText")));
        assertRefused(ErrorCode.INVALID_FIELD, "limit", () -> search.suggest(DIRECTOR, "a", 0));
        assertRefused(ErrorCode.INVALID_FIELD, "limit", () -> search.similar(DIRECTOR, Draft.of("message"), 201));
    }

    @Test
    void whoIsUnknownIsRefused() {
        Actor stranger = Actor.of("stranger");
        assertRefused(ErrorCode.PERSON_UNKNOWN, "actor", () -> find(stranger, SearchQuery.of("")));
        assertRefused(ErrorCode.PERSON_UNKNOWN, "actor", () -> search.suggest(stranger, "晏", 5));
        assertRefused(ErrorCode.PERSON_UNKNOWN, "actor", () -> search.similar(stranger, Draft.of("message"), 5));
        assertRefused(ErrorCode.PERSON_UNKNOWN, "actor", () -> search.rebuild(stranger));
    }

    @Test
    void onlyTheOfficeBuildsTheIndexAnew() {
        Matter m = office.register(message("路灯不亮", "请处理"));
        search.catchUp();
        assertRefused(ErrorCode.ACCESS_DENIED, "actor", () -> search.rebuild(HOUSING));
        assertRefused(ErrorCode.ACCESS_DENIED, "actor", () -> search.rebuild(Actor.of("officer-1")));

        search.rebuild(DIRECTOR);
        await().until(() -> search.status().state() == IndexStatus.State.READY
                && search.status().matters() == 1);
        assertEquals(List.of(m.id()), ids(find("路灯")));
    }

    @Test
    void afterTheEndEverythingSaysSo() {
        office.stopSearch();
        assertEquals(
                ErrorCode.STOPPED,
                assertThrows(
                                DubanException.class,
                                () -> search.search(
                                        DIRECTOR, SearchQuery.of("x").build()))
                        .code());
        assertEquals(
                ErrorCode.STOPPED,
                assertThrows(DubanException.class, () -> search.suggest(DIRECTOR, "晏", 5))
                        .code());
    }

    // ---- did you mean

    @Test
    @DisplayName("打成“晏家平”，问是不是“晏家坪”；只按看得见的事项")
    void whatWasMeantIsAskedFor() {
        for (int i = 0; i < 3; i++) {
            office.assigned(message("晏家坪油烟扰民" + i, "请处理"), "urban");
        }
        Results results = find("晏家平");
        assertNotNull(results.correction());
        assertEquals("晏家坪", results.correction().text());
        assertEquals(3, results.correction().total());

        assertNull(find(HOUSING, SearchQuery.of("晏家平")).correction(), "the unit sees none of them");
        assertNull(find(NOBODY, SearchQuery.of("晏家平")).correction());
        assertNull(find("“晏家平”").correction(), "who quotes means it");
    }

    // ---- suggestions

    private List<String> suggested(Actor actor, String typed) {
        return search.suggest(actor, typed, 10).stream().map(Suggestion::text).toList();
    }

    @Test
    @DisplayName("打拼音、首字母、汉字，提示单位、地名、事项；只补全最后一个空格之后的部分")
    void namesAndMattersAreSuggested() {
        Matter m = office.register(message("晏家坪油烟扰民", "请处理"));
        search.catchUp();

        assertTrue(suggested(DIRECTOR, "zjj").contains("七里河区住房和城乡建设局"));
        assertTrue(suggested(DIRECTOR, "yanjia").contains("晏家坪街道"));
        assertTrue(suggested(DIRECTOR, "油烟 晏家").contains("油烟 晏家坪街道"));
        Suggestion matter = search.suggest(DIRECTOR, "晏家坪油", 10).stream()
                .filter(each -> each.kind() == Suggestion.Kind.MATTER)
                .findFirst()
                .orElseThrow();
        assertEquals(m.number(), matter.text());
        assertEquals(m.id().value(), matter.id());
        assertEquals(m.number() + " <mark>晏家坪油</mark>烟扰民", matter.display().html());
        assertTrue(suggested(DIRECTOR, m.number().substring(0, 6)).contains(m.number()));
        assertEquals(List.of(), suggested(DIRECTOR, ""));
        assertEquals(List.of(), suggested(DIRECTOR, "晏家坪 "));
        assertEquals(List.of(), suggested(DIRECTOR, "？！"));
    }

    @Test
    void wordsAndMattersAreSuggestedOnlyToWhoMayReadThem() {
        office.assigned(message("油烟扰民", "净化器长期不开"), "urban");
        search.catchUp();
        assertTrue(suggested(DIRECTOR, "净化").stream().anyMatch(text -> text.startsWith("净化")));
        assertEquals(List.of(), suggested(HOUSING, "净化"));
        assertEquals(List.of(), suggested(NOBODY, "油烟"));
        assertEquals(1, suggested(Actor.of(Office.handler("urban")), "油烟扰").size(), "the matter itself");
    }

    // ---- similar matters

    /** Enough of other matters that what is common is known to be. */
    private void many() {
        List<String> places = List.of("敦煌路", "西津西路", "建兰路", "火星街", "任家庄", "小西湖");
        List<String> issues = List.of("路灯不亮", "井盖缺失", "暖气不热", "垃圾没人清运", "占道经营", "停车乱收费");
        for (String place : places) {
            for (String issue : issues) {
                office.register(message(
                        "反映" + place + issue + "的问题", "尊敬的领导您好，" + place + "附近" + issue + "，多次反映没有解决，请有关部门处理，谢谢"));
            }
        }
    }

    @Nested
    @DisplayName("相似事项")
    class SimilarMattersTest {

        @Test
        @DisplayName("换个说法的同一件事排第一，且达到“同一件事”的程度；理由的份额加起来等于相似度")
        void theSameThingInOtherWordsIsFoundFirstAndWhy() {
            many();
            Matter first = office.register(
                    message("反映金港城三期烧烤店油烟扰民的问题", "我们是金港城三期5号楼的住户，楼下“老马烧烤”每晚营业到凌晨两点，油烟直接排到居民窗前，无法开窗，请城管部门处理")
                            .area(YANJIAPING));
            search.catchUp();

            List<Similar> found = search.similar(
                    DIRECTOR,
                    message("金港城三期烧烤油烟严重扰民", "金港城三期5号楼下的老马烧烤天天营业到凌晨，油烟排到我家窗前，根本不能开窗，已经向城管反映过")
                            .area(YANJIAPING),
                    5);
            Similar likest = found.get(0);
            assertEquals(first.id(), likest.hit().id());
            assertTrue(likest.likeness() >= Similar.SAME, "" + likest);
            for (Similar each : found) {
                assertFalse(each.reasons().isEmpty());
                assertEquals(
                        each.likeness(),
                        each.reasons().stream()
                                .mapToDouble(Similar.Reason::share)
                                .sum(),
                        1e-9);
                assertTrue(each.likeness() <= likest.likeness());
            }
            found.stream().skip(1).forEach(each -> assertTrue(each.likeness() < Similar.SAME, "" + each));
            String why = likest.reasons().toString();
            assertTrue(why.contains("金港城"), why);
            assertTrue(why.contains("同在晏家坪街道"), why);
            assertTrue(
                    likest.hit().title().html().contains("<mark>"),
                    likest.hit().title().html());
            assertFalse(likest.hit().passages().isEmpty());
        }

        @Test
        @DisplayName("留言人的联系方式相同，更像同一件事，并写明")
        void theSameContactTellsMore() {
            many();
            String form = "{\"channel\":\"人民网\",\"contact\":\"13800001234\"}";
            office.register(message("楼道堆放杂物", "三单元楼道里堆满了杂物，消防通道不通").form(form));
            search.catchUp();
            Draft again = message("楼道杂物无人清理", "三单元楼道杂物还是没有人管");

            Similar without = search.similar(DIRECTOR, again, 1).get(0);
            Similar with = search.similar(DIRECTOR, again.form(form), 1).get(0);
            assertTrue(with.likeness() > without.likeness());
            assertTrue(
                    with.reasons().stream().anyMatch(r -> r.text().equals("联系方式同为“13800001234”")),
                    with.reasons().toString());
        }

        @Test
        void ofOneMatterTheOthersAreShownButNotItself() {
            many();
            Matter one = office.register(message("金港城三期油烟扰民", "老马烧烤的油烟排到窗前"));
            Matter two = office.register(message("金港城三期油烟还在扰民", "老马烧烤的油烟还是排到窗前"));
            search.catchUp();

            List<Similar> found = search.similar(DIRECTOR, one.id(), 3);
            assertEquals(two.id(), found.get(0).hit().id());
            assertTrue(found.stream().noneMatch(each -> each.hit().id().equals(one.id())));
        }

        @Test
        void whatMayNotBeReadIsNeitherShownNorAskedAbout() {
            Matter hidden = office.assigned(message("金港城三期油烟扰民", "老马烧烤的油烟排到窗前"), "urban");
            search.catchUp();
            assertEquals(List.of(), search.similar(HOUSING, message("金港城三期油烟扰民", "老马烧烤的油烟排到窗前"), 5));
            DubanException refused = assertThrows(DubanException.class, () -> search.similar(HOUSING, hidden.id(), 5));
            assertEquals(ErrorCode.MATTER_NOT_FOUND, refused.code());
        }

        @Test
        void nothingIsLikeAnEmptyDraftOrOneOfAFormTypeThatLooksForNothing() {
            office.register(survey("满意度调查", "education"));
            search.catchUp();
            assertEquals(List.of(), search.similar(DIRECTOR, Draft.of("message"), 5));
            assertEquals(List.of(), search.similar(DIRECTOR, survey("满意度调查", "education"), 5));
            assertFalse(search.similar(DIRECTOR, message("满意度调查", ""), 5).isEmpty());
        }

        @Test
        void aTitleThatWasAmendedIsTheOneCompared() {
            many();
            Matter m = office.register(message("来信一件", "内容见附件"));
            office.does("director", m, new Amend(message("金港城三期烧烤油烟扰民", "内容见附件")));
            search.catchUp();
            assertEquals(
                    m.id(),
                    search.similar(DIRECTOR, message("金港城三期烧烤油烟扰民", ""), 1)
                            .get(0)
                            .hit()
                            .id());
        }
    }

    @Test
    void statusSaysHowManyMattersThereAre() {
        office.register(message("路灯不亮", "请处理"));
        search.catchUp();
        IndexStatus status = search.status();
        assertEquals(IndexStatus.State.READY, status.state());
        assertEquals(1, status.matters());
        assertEquals(Map.of(), Map.copyOf(find("路灯").facets()), "only those asked for");
    }
}
