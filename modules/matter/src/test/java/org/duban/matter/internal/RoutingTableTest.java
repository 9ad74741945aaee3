package org.duban.matter.internal;

import static org.junit.jupiter.api.Assertions.*;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.duban.api.office.Post;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.RoutingTable.Fault;
import org.duban.api.office.RoutingTable.FaultKind;
import org.junit.jupiter.api.Test;

/** "1+5X": one office, five groups; (area, responsible unit) → group → officer, without gaps and overlaps. */
class RoutingTableTest {

    private static final Set<String> UNITS = Set.of("住建局", "环保局", "执法局");
    private static final Set<String> AREAS = Set.of("620103001", "620103002");

    private static Post post(String officer, int group, Set<String> areas, Set<String> units) {
        return new Post("岗", officer, group, areas, units, "督查");
    }

    @Test
    void aMatterRoutesItselfByAreaAndUnit() {
        RoutingTable table = new RoutingTable(
                List.of(post("甲", 1, Set.of("620103001"), UNITS), post("乙", 2, Set.of("620103002"), UNITS)));
        assertEquals("甲", table.route("620103001", "住建局").orElseThrow().officer());
        assertEquals(2, table.route("620103002", "住建局").orElseThrow().group());
        assertEquals(List.of(), table.check(UNITS, AREAS));
    }

    @Test
    void gapsOverlapsAndOfficersInTwoGroupsAreNamed() {
        RoutingTable table = new RoutingTable(List.of(
                post("甲", 1, Set.of("620103001"), Set.of("住建局", "环保局")),
                post("乙", 2, Set.of(), Set.of("环保局")),
                post("乙", 3, Set.of(), Set.of())));
        List<Fault> faults = table.check(List.of("住建局", "环保局", "执法局"), List.of("620103001", "620103002"));
        assertEquals(
                List.of(
                        new Fault(FaultKind.GAP, "620103002", "住建局", List.of()),
                        new Fault(FaultKind.OVERLAP, "620103001", "环保局", List.of("甲", "乙")),
                        new Fault(FaultKind.GAP, null, "执法局", List.of()),
                        new Fault(FaultKind.TWO_GROUPS, null, null, List.of("乙"))),
                faults);
        assertEquals("区域 620103002的责任单位 住建局 无人督查", faults.get(0).describe());
        assertTrue(table.route("620103001", "环保局").isEmpty(), "an overlap is not guessed");
    }

    @Property
    void aTableWithoutFaultsRoutesEveryUnitInEveryArea(@ForAll("tables") List<Post> posts) {
        RoutingTable table = new RoutingTable(posts);
        Set<String> faulty = new HashSet<>();
        table.check(UNITS, AREAS).stream().filter(f -> f.unit() != null).forEach(f -> faulty.add(f.area() + f.unit()));
        for (String unit : UNITS) {
            for (String area : AREAS) {
                boolean faultless = !faulty.contains(area + unit) && !faulty.contains("null" + unit);
                assertEquals(faultless, table.route(area, unit).isPresent(), unit + " in " + area);
            }
        }
    }

    @Provide
    Arbitrary<List<Post>> tables() {
        Arbitrary<Post> posts = Combinators.combine(
                        Arbitraries.of("甲", "乙", "丙"),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.subsetOf(AREAS),
                        Arbitraries.subsetOf(UNITS))
                .as(RoutingTableTest::post);
        return posts.list().ofMaxSize(6);
    }
}
