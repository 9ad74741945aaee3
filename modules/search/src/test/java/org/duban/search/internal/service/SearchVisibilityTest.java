package org.duban.search.internal.service;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Person;
import org.duban.api.search.Facet;
import org.duban.api.search.FacetCount;
import org.duban.api.search.Hit;
import org.duban.api.search.Results;
import org.duban.api.search.SearchQuery;
import org.duban.api.search.Similar;
import org.duban.api.search.Suggestion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked, nobody is shown or told more than the access rules let them read. */
@TestInstance(Lifecycle.PER_CLASS)
class SearchVisibilityTest {

    private static final List<String> TEXTS =
            List.of("", "晏家坪", "油烟 敦煌路", "整改", "住在西园路灯不亮", "拟请 -供暖", "标题:垃圾", "“已到现场”", "单位:住建局", "路灯|停车", "督查");

    private Office office;
    private List<MatterId> all;

    @BeforeAll
    void open(@TempDir Path folder) {
        office = new Office(folder);
        office.live(new Random(4), 150);
        office.search().catchUp();
        all = office.all();
    }

    @AfterAll
    void close() {
        office.close();
    }

    private List<Hit> hits(Actor actor, String text) {
        List<Hit> hits = new ArrayList<>();
        String next = null;
        do {
            Results page = office.search()
                    .search(actor, SearchQuery.of(text).limit(37).after(next).build());
            assertTrue(page.exact());
            hits.addAll(page.hits());
            if (page.next() == null) {
                assertEquals(page.total(), hits.size(), "the total is what can be paged through");
            }
            next = page.next();
        } while (next != null);
        return hits;
    }

    private static Set<MatterId> ids(Stream<MatterId> ids) {
        return ids.collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("任何人检索任何文字，结果都是其可看事项中的、且正是督查室能查到的那些")
    void everybodyFindsExactlyWhatTheOfficeFindsAmongWhatTheyMayRead() {
        Set<Integer> sizes = new HashSet<>();
        for (String text : TEXTS) {
            Set<MatterId> everything = ids(hits(Actor.DUBAN, text).stream().map(Hit::id));
            for (Person person : office.people()) {
                Actor actor = Actor.of(person.id());
                Set<MatterId> readable =
                        ids(office.readable(actor, all).stream().map(Matter::id));
                Set<MatterId> expected = new TreeSet<>(everything);
                expected.retainAll(readable);
                List<Hit> hits = hits(actor, text);
                Set<MatterId> found = ids(hits.stream().map(Hit::id));
                assertEquals(hits.size(), found.size(), "each once");
                assertTrue(readable.containsAll(found), person.id() + " " + text);
                if (!expected.isEmpty()) {
                    assertEquals(expected, found, person.id() + " " + text);
                }
                sizes.add(found.size());
            }
        }
        assertTrue(sizes.size() > 20, "people see different things: " + sizes);
    }

    @Test
    @DisplayName("分面数等于逐件数过的可看事项")
    void facetsCountWhatThePersonMayRead() {
        for (Person person : office.people()) {
            Actor actor = Actor.of(person.id());
            List<Matter> readable = office.readable(actor, all);
            Results results = office.search()
                    .search(
                            actor,
                            SearchQuery.of("")
                                    .facet(Facet.values())
                                    .facetField("/channel")
                                    .limit(0)
                                    .build());
            assertEquals(readable.size(), results.total());
            assertFacet(results, Facet.STAGE, readable, m -> Set.of(m.stage().name()));
            assertFacet(
                    results, Facet.STANDING, readable, m -> Set.of(m.standing().name()));
            assertFacet(
                    results, Facet.FORM_TYPE, readable, m -> Set.of(m.subject().formType()));
            assertFacet(
                    results,
                    Facet.LINE,
                    readable,
                    m -> Set.of(m.subject().line().name()));
            assertFacet(results, Facet.LEADER, readable, m -> orNone(m.subject().leader()));
            assertFacet(results, Facet.AREA, readable, m -> orNone(m.subject().area()));
            assertFacet(results, Facet.OFFICER, readable, m -> orNone(m.officer()));
            assertFacet(results, Facet.GROUP, readable, m -> orNone(m.group() == 0 ? null : String.valueOf(m.group())));
            assertFacet(
                    results,
                    Facet.YEAR,
                    readable,
                    m -> Set.of(String.valueOf(m.receivedOn().getYear())));
            assertFacet(
                    results,
                    Facet.LEAD_UNIT,
                    readable,
                    m -> orNone(m.lead().map(Obligation::unit).orElse(null)));
            assertFacet(results, Facet.UNIT, readable, SearchVisibilityTest::units);
            assertEquals(
                    readable.stream()
                            .filter(m -> m.subject().formType().equals("message"))
                            .count(),
                    counts(results.facets().get("/channel")).getOrDefault("人民网", 0L));
        }
    }

    private static Set<String> orNone(String value) {
        return Set.of(Objects.requireNonNullElse(value, ""));
    }

    private static Set<String> units(Matter matter) {
        Set<String> units = new TreeSet<>();
        matter.currentRound().stream()
                .filter(o -> o.state() != Obligation.State.RELIEVED)
                .forEach(o -> units.add(o.unit()));
        return units.isEmpty() ? Set.of("") : units;
    }

    private static void assertFacet(
            Results results, Facet facet, List<Matter> readable, Function<Matter, Set<String>> values) {
        Map<String, Long> expected = readable.stream()
                .flatMap(m -> values.apply(m).stream())
                .collect(groupingBy(Function.identity(), counting()));
        assertEquals(expected, counts(results.facets().get(facet.name())), facet.zh());
    }

    private static Map<String, Long> counts(List<FacetCount> facet) {
        return facet.stream().collect(toMap(FacetCount::value, FacetCount::count));
    }

    @Test
    @DisplayName("按时限统计和筛选的结果与台账一致，过去的某一天也一致")
    void lightsAreThoseOfTheLedger() {
        for (String day : List.of("2026-03-20", "2026-04-10", "2026-07-01")) {
            office.on(day);
            for (Person person : office.people()) {
                Actor actor = Actor.of(person.id());
                Counts ledger = office.ledger().count(actor, LedgerQuery.all(), Dimension.LIGHT);
                Results results = office.search()
                        .search(
                                actor,
                                SearchQuery.of("")
                                        .facet(Facet.LIGHT)
                                        .light("red")
                                        .limit(200)
                                        .build());
                assertEquals(ledger.by(), counts(results.facets().get(Facet.LIGHT.name())), person.id() + day);
                assertEquals(ledger.by().getOrDefault("red", 0L), results.total());
                assertTrue(results.hits().stream()
                        .allMatch(
                                hit -> hit.light() != null && hit.light().code().equals("red")));
            }
        }
    }

    @Test
    void lightsAsOfADayAreThoseOfTheLedgerThen() {
        office.on("2026-07-01");
        Set<Map<String, Long>> different = new HashSet<>();
        for (String day : List.of("2026-03-03", "2026-03-10", "2026-03-18", "2026-04-20")) {
            for (String code : List.of("red", "yellow", "green", "orange", "blue")) {
                long ledger = office.ledger()
                        .count(
                                Office.DIRECTOR,
                                LedgerQuery.where()
                                        .light(code)
                                        .asOf(Office.at(day))
                                        .build(),
                                Dimension.STAGE)
                        .total();
                Results results = office.search()
                        .search(
                                Office.DIRECTOR,
                                SearchQuery.of("")
                                        .light(code)
                                        .asOf(Office.at(day))
                                        .limit(200)
                                        .build());
                assertEquals(ledger, results.total(), day + code);
                assertTrue(results.hits().stream()
                        .allMatch(
                                hit -> hit.light() != null && hit.light().code().equals(code)));
                different.add(Map.of(code, ledger));
            }
        }
        assertTrue(different.size() > 6, "days differ: " + different);
    }

    @Test
    void suggestionsAndSimilarMattersAreOfWhatThePersonMayRead() {
        int shown = 0;
        for (Person person : office.people()) {
            Actor actor = Actor.of(person.id());
            Set<String> readable = new HashSet<>();
            List<String> texts = new ArrayList<>();
            for (Matter m : office.readable(actor, all)) {
                readable.add(m.id().value());
                texts.add(m.subject().title() + m.subject().content() + m.number());
            }
            for (String typed : List.of("晏家", "油烟", "路灯", "留言", "停")) {
                for (Suggestion suggestion : office.search().suggest(actor, typed, 20)) {
                    switch (suggestion.kind()) {
                        case MATTER -> assertTrue(readable.contains(suggestion.id()));
                        case WORD ->
                            assertTrue(
                                    office.search()
                                                    .search(
                                                            actor,
                                                            SearchQuery.of("“" + suggestion.text() + "”")
                                                                    .build())
                                                    .total()
                                            > 0,
                                    suggestion.text());
                        default -> {}
                    }
                    shown++;
                }
            }
            List<Similar> similar = office.search().similar(actor, Office.message("晏家坪油烟扰民", "我家住在晏家坪，油烟扰民已经3天了"), 50);
            assertTrue(similar.stream()
                    .allMatch(each -> readable.contains(each.hit().id().value())));
            shown += similar.size();
        }
        assertTrue(shown > 50);
    }
}
