package org.duban.matter.internal;

import static org.duban.matter.internal.District.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.access.Right;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterCommand.BringIn;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.matter.internal.AccessRules.Subject;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

    private final District district = new District();

    /** What a list would show, computed from the attributes alone, as the ledger and the search do. */
    private static boolean shows(Visibility visibility, Matter m) {
        return visibility.clauses().stream()
                .anyMatch(clause -> clause.conditions().entrySet().stream()
                        .allMatch(c -> attribute(m, c.getKey()).stream()
                                .anyMatch(value -> c.getValue().contains(value))));
    }

    private static Set<String> attribute(Matter m, Attribute attribute) {
        Set<String> values = new HashSet<>();
        switch (attribute) {
            case LINE -> values.add(m.subject().line().name());
            case GROUP -> values.add(Integer.toString(m.group()));
            case OFFICER -> values.add(String.valueOf(m.officer()));
            case REGISTRAR -> values.add(m.times().registeredBy());
            case OBLIGED_UNIT -> m.obligations().forEach(o -> values.add(o.unit()));
            case LEAD_UNIT -> m.lead().map(Obligation::unit).ifPresent(values::add);
            case LEADER -> {
                values.add(String.valueOf(m.subject().leader()));
                values.add(String.valueOf(m.presentedTo()));
            }
            case PARTNER -> values.addAll(m.partners());
        }
        return values;
    }

    @Test
    void whatAListShowsIsWhatReadingAllows() {
        List<Matter> matters = new ArrayList<>(List.of(
                district.register(OFFICER, instruction()),
                district.register(SYSTEM, message()),
                district.register(DIRECTOR, instruction().line(Line.PARTY).leader(VICE)),
                district.assigned(),
                district.presented()));
        matters.add(district.does(OFFICER, district.assigned(), new BringIn("人大", "联合")));
        int shown = 0;
        for (Person person : district.people()) {
            Visibility visibility = district.settings().access().visibility(person);
            for (Matter m : matters) {
                boolean readable = district.settings()
                        .access()
                        .check(AccessRules.READ, person, Subject.of(m, null))
                        .isEmpty();
                assertEquals(readable, shows(visibility, m), person.id() + " on " + m.number());
                shown += readable ? 1 : 0;
            }
        }
        assertTrue(shown > matters.size(), "somebody sees something");
        assertTrue(shown < matters.size() * district.people().size(), "nobody sees everything");
    }

    @Test
    void dubanItselfSeesEverything() {
        assertTrue(district.settings().access().visibility(Person.DUBAN).everything());
        assertTrue(district.settings()
                .access()
                .check(AccessRules.READ, Person.DUBAN, Subject.of(district.assigned(), null))
                .isEmpty());
    }

    @Test
    void aPersonWithoutUnitOrLinesSeesNothing() {
        Person nobody = new Person("nobody", "无", Set.of(), null, 0, Set.of());
        assertEquals(List.of(), district.settings().access().visibility(nobody).clauses());
        Person homeless = new Person("h", "h", district.who(HANDLER).roles(), null, 0, Set.of());
        assertEquals(
                List.of(), district.settings().access().visibility(homeless).clauses());
    }

    @Test
    void unusableRulesAreRefusedWithEveryMistake() {
        DubanException e = assertThrows(DubanException.class, () -> AccessRules.parse("""
                        [{"id":"X1","commands":["Fly","Recount"],"roles":["OFFICER"],"scopes":[],"reason":""},
                         {"id":"X1","commands":["Read"],"roles":["OFFICER"],"scopes":["NOT_CONCLUDER"],"reason":""}]
                        """, "access.json"));
        assertEquals(ErrorCode.ACCESS_RULES_INVALID, e.code());
        assertEquals(4, e.problems().size(), e.getMessage());
        assertTrue(e.getMessage().contains("X1 Recount"), "no rule gives away what is Duban's own: " + e.getMessage());
        assertEquals(
                ErrorCode.ACCESS_RULES_INVALID,
                assertThrows(DubanException.class, () -> AccessRules.parse("[{\"id\":1", "access.json"))
                        .code());
    }

    @Test
    void aRightReachesAsFarAsTheScopesOfItsRules() {
        AccessRules rules = AccessRules.parse("""
                [{"id":"X1","commands":["ReadInspections"],"roles":["OFFICER"],"scopes":["OWN_GROUP"],"reason":"本组的"},
                 {"id":"X2","commands":["ReadInspections"],"roles":["PARTNER"],"scopes":["BROUGHT_IN"],"reason":"受邀的"}]
                """, "access.json");
        Person officer = new Person("o", "李督查", Set.of(Role.OFFICER), null, 1, Set.of());
        Person partner = new Person("p", "周代表", Set.of(Role.PARTNER), "人大", 0, Set.of());
        Map<Attribute, Set<String>> subject = Map.of(Attribute.GROUP, Set.of("1"), Attribute.PARTNER, Set.of("政协"));
        rules.require(officer, Right.READ_INSPECTIONS, subject);
        DubanException e =
                assertThrows(DubanException.class, () -> rules.require(partner, Right.READ_INSPECTIONS, subject));
        assertEquals(ErrorCode.ACCESS_DENIED, e.code());
        assertTrue(e.getMessage().contains("周代表不能查看督查行动"), e.getMessage());
        assertTrue(e.getMessage().contains("X1 本组的；X2 受邀的"), e.getMessage());
        assertThrows(DubanException.class, () -> rules.require(officer, Right.READ_DOSSIERS, subject));
        assertThrows(DubanException.class, () -> rules.require(Person.DUBAN, Right.READ_INSPECTIONS, subject));
    }
}
