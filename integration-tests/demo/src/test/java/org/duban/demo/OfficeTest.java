package org.duban.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.duban.api.office.Line;
import org.duban.api.office.Role;
import org.duban.demo.Office.Charge;
import org.duban.demo.Office.Data;
import org.duban.demo.Office.Group;
import org.junit.jupiter.api.Test;

class OfficeTest {

    private final Office office = Office.ofDistrict();

    @Test
    void theSupervisionOfficeHasADirectorTwoDeputiesAnd21OfficersInFiveGroupsOfThreeOrFour() {
        Data data = office.data();
        assertEquals(2, data.supervisionOffice().deputies().size());
        assertEquals(5, data.groups().size());
        assertTrue(data.groups().stream()
                .allMatch(g -> List.of(3, 4).contains(g.officers().size())));
        long officers =
                1L + data.groups().stream().mapToInt(g -> g.officers().size()).sum();
        assertEquals(21, officers);
        assertEquals(
                Stream.of(Line.values()).toList(),
                data.supervisionOffice().deputies().stream().map(d -> d.line()).toList());
    }

    @Test
    void nineStreetsFiveTownsAndATownshipAnswerForAnAreaOfTheirOwn() {
        List<String> local = office.data().units().stream()
                .filter(u -> u.area() != null)
                .map(u -> u.shortName())
                .toList();
        assertEquals(9, local.stream().filter(n -> n.endsWith("街道")).count());
        assertEquals(5, local.stream().filter(n -> n.endsWith("镇")).count());
        assertEquals(1, local.stream().filter(n -> n.endsWith("乡")).count());
        assertEquals(41, office.units().size());
    }

    @Test
    void everyUnitHasAResponsibleLeaderAndAHandlerOfItsOwn() {
        office.units().forEach(unit -> {
            var leader =
                    office.person(office.responsibleLeader(unit.id()).person()).orElseThrow();
            var handler = office.person(office.handler(unit.id()).person()).orElseThrow();
            assertEquals(unit.id(), leader.unit());
            assertTrue(leader.roles().contains(Role.RESPONSIBLE_LEADER));
            assertEquals(unit.id(), handler.unit());
            assertTrue(handler.roles().contains(Role.HANDLER));
        });
    }

    @Test
    void anOfficeWithAGapInItsRoutingIsRefused() {
        Data data = office.data();
        List<Group> fewer = data.groups().subList(0, 4);
        Data gap = new Data(
                data.district(),
                data.areas(),
                data.supervisionOffice(),
                fewer,
                data.leaders(),
                data.units(),
                data.partners(),
                data.host());
        String message = assertThrows(IllegalArgumentException.class, () -> new Office(gap))
                .getMessage();
        assertTrue(message.contains("无人督查"), message);
    }

    @Test
    void whereTheRoutingTableDoesNotTellOneWhoKnowsTheUnitTakesIt() {
        Charge everywhere = office.charge(office.responsible("zfj"), null, new Random(1));
        assertEquals(false, everywhere.routed());
        assertTrue(office.routing().posts().stream()
                .anyMatch(p ->
                        p.officer().equals(everywhere.officer()) && p.units().contains("zfj")));
        Charge inOneStreet = office.charge(office.responsible("zfj"), "620103001", new Random(1));
        assertEquals(true, inOneStreet.routed());
        assertEquals("officer-14", inOneStreet.officer());
    }

    @Test
    void aTextIsForTheUnitWhoseTopicItNamesFirst() {
        assertEquals("hbj", office.unitFor("油烟污染严重，学校旁边的饭馆", "xfj").id());
        assertEquals("jyj", office.unitFor("学校旁边的饭馆油烟污染严重", "xfj").id());
        assertEquals("xfj", office.unitFor("您好", "xfj").id());
    }
}
