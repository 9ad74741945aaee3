package org.duban.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.duban.api.matter.Actor;
import org.duban.api.office.Area;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.RoutingTable.Fault;
import org.duban.api.office.Unit;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The district's people, units and posts, as the OA has them: a supervision office of a director, two deputies and 21 officers in
 * "1+5X", the leaders of both lines, departments, streets and towns, and the partners. Immutable. Places are real, people invented.
 */
final class Office implements Directory {

    /** The data file. */
    record Data(
            String district,
            List<Area> areas,
            Head supervisionOffice,
            List<Group> groups,
            List<Leader> leaders,
            List<Responsible> units,
            List<Partner> partners,
            Named host) {}

    record Named(String id, String name) {}

    record Deputy(String id, String name, Line line) {}

    /** The supervision office itself; {@code generalOfficer} is the "1" of "1+5X": in no group. */
    record Head(
            String id, String name, String shortName, Named director, List<Deputy> deputies, Named generalOfficer) {}

    /** A supervision group with its officers' posts. */
    record Group(int number, List<Named> officers, List<Assigned> posts) {}

    /** A post as the data file has it. */
    record Assigned(String name, String officer, Set<String> areas, Set<String> units, String duty) {}

    record Leader(String id, String name, String title, Role role, Line line) {}

    /**
     * A responsible unit.
     *
     * @param area code of its area; null for a department
     * @param tasks what it is asked to do in a year, for the scenario's titles
     * @param topics words by which the host guesses that a message is for this unit
     */
    record Responsible(
            String id,
            String name,
            String shortName,
            @Nullable String area,
            List<String> tasks,
            List<String> topics,
            Named leader,
            List<Named> handlers) {}

    /** A partner of the supervision (督查联动) with the person who looks in. */
    record Partner(String id, String name, String shortName, Named person) {}

    /**
     * Who is in charge of something.
     *
     * @param unit the unit to lead
     * @param area code of the area; null for the whole district
     * @param officer id of the supervising officer
     * @param routed whether the routing table finds that officer by itself
     */
    record Charge(Responsible unit, @Nullable String area, String officer, boolean routed) {

        By proposer() {
            return By.person(officer);
        }
    }

    private static final Set<Role> OFFICE = Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.OFFICER);

    private final Data data;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> everyUnit = new LinkedHashMap<>();
    private final Map<String, Responsible> responsible = new LinkedHashMap<>();
    private final List<Unit> units;
    private final RoutingTable routing;

    /** The district of the demo; refused when its routing table has gaps or overlaps. */
    static Office ofDistrict() {
        return new Office(Json.resource("office.json", Data.class));
    }

    /**
     * An office of this data.
     *
     * @throws IllegalArgumentException when an id is used twice, or the routing table has gaps or overlaps
     */
    Office(Data data) {
        this.data = data;
        Head head = data.supervisionOffice();
        unit(new Unit(head.id(), head.name(), head.shortName(), null));
        Set<Line> both = Set.of(Line.values());
        person(head.director(), Role.DIRECTOR, head.id(), 0, both);
        for (Deputy deputy : head.deputies()) {
            person(new Named(deputy.id(), deputy.name()), Role.DEPUTY_DIRECTOR, head.id(), 0, Set.of(deputy.line()));
        }
        person(head.generalOfficer(), Role.OFFICER, head.id(), 0, both);
        List<Post> posts = new ArrayList<>();
        for (Group group : data.groups()) {
            group.officers().forEach(o -> person(o, Role.OFFICER, head.id(), group.number(), both));
            for (Assigned post : group.posts()) {
                posts.add(
                        new Post(post.name(), post.officer(), group.number(), post.areas(), post.units(), post.duty()));
            }
        }
        for (Leader leader : data.leaders()) {
            person(new Named(leader.id(), leader.name()), leader.role(), null, 0, Set.of(leader.line()));
        }
        for (Responsible unit : data.units()) {
            unit(new Unit(unit.id(), unit.name(), unit.shortName(), unit.area()));
            responsible.put(unit.id(), unit);
            person(unit.leader(), Role.RESPONSIBLE_LEADER, unit.id(), 0, both);
            unit.handlers().forEach(h -> person(h, Role.HANDLER, unit.id(), 0, both));
        }
        this.units = responsible.keySet().stream().map(everyUnit::get).toList();
        for (Partner partner : data.partners()) {
            unit(new Unit(partner.id(), partner.name(), partner.shortName(), null));
            person(partner.person(), Role.PARTNER, partner.id(), 0, both);
        }
        person(data.host(), Role.SYSTEM, null, 0, both);
        this.routing = new RoutingTable(posts);
        List<Fault> faults = routing.check(
                responsible.keySet(), data.areas().stream().map(Area::code).toList());
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("督查分工有误："
                    + String.join("；", faults.stream().map(Fault::describe).toList()));
        }
    }

    private void person(Named named, Role role, @Nullable String unit, int group, Set<Line> lines) {
        Person person = new Person(named.id(), named.name(), Set.of(role), unit, group, lines);
        if (people.put(person.id(), person) != null) {
            throw new IllegalArgumentException("two people have the id " + person.id());
        }
    }

    private void unit(Unit unit) {
        if (everyUnit.put(unit.id(), unit) != null) {
            throw new IllegalArgumentException("two units have the id " + unit.id());
        }
    }

    @Override
    public Optional<Person> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    @Override
    public Collection<Area> areas() {
        return data.areas();
    }

    @Override
    public Optional<Unit> unit(String id) {
        return Optional.ofNullable(everyUnit.get(id));
    }

    @Override
    public Collection<Unit> units() {
        return units;
    }

    @Override
    public Collection<Person> people(String unit) {
        return people.values().stream().filter(p -> unit.equals(p.unit())).toList();
    }

    @Override
    public Collection<Person> office() {
        return people.values().stream().filter(p -> p.hasAnyOf(OFFICE)).toList();
    }

    @Override
    public RoutingTable routing() {
        return routing;
    }

    Data data() {
        return data;
    }

    /** A responsible unit. */
    Responsible responsible(String id) {
        Responsible unit = responsible.get(id);
        if (unit == null) {
            throw new IllegalArgumentException("not a responsible unit: " + id);
        }
        return unit;
    }

    Actor director() {
        return Actor.of(data.supervisionOffice().director().id());
    }

    /** The deputy who looks after a line. */
    Actor deputy(Line line) {
        return data.supervisionOffice().deputies().stream()
                .filter(d -> d.line() == line)
                .map(d -> Actor.of(d.id()))
                .findFirst()
                .orElseThrow();
    }

    Actor generalOfficer() {
        return Actor.of(data.supervisionOffice().generalOfficer().id());
    }

    /** The OA itself. */
    Actor host() {
        return Actor.of(data.host().id());
    }

    Actor handler(String unit) {
        return Actor.of(responsible(unit).handlers().get(0).id());
    }

    Actor responsibleLeader(String unit) {
        return Actor.of(responsible(unit).leader().id());
    }

    /** The leaders with a role, in the order of rank. */
    List<Leader> leaders(Role role) {
        return data.leaders().stream().filter(l -> l.role() == role).toList();
    }

    /** Who is in charge of a unit's matter in an area: the officer the routing table has; where it doesn't tell, one who knows the unit. */
    Charge charge(Responsible unit, @Nullable String area, Random random) {
        return routing.route(area, unit.id())
                .map(post -> new Charge(unit, area, post.officer(), true))
                .orElseGet(() -> {
                    List<Post> posts = routing.posts().stream()
                            .filter(post -> post.units().contains(unit.id()))
                            .toList();
                    return new Charge(
                            unit, area, posts.get(random.nextInt(posts.size())).officer(), false);
                });
    }

    /** How a person's or unit's id reads to people; the id itself when nobody has it. */
    String called(String id) {
        if (id.equals(Person.DUBAN.id())) {
            return Person.DUBAN.name();
        }
        Person person = people.get(id);
        if (person != null) {
            return person.name();
        }
        Unit unit = everyUnit.get(id);
        return unit == null ? id : unit.shortName();
    }

    /** The unit a text is for, by its topics: the one that is named first in the text; {@code otherwise} when none is. */
    Responsible unitFor(String text, String otherwise) {
        Responsible found = responsible(otherwise);
        int earliest = Integer.MAX_VALUE;
        for (Responsible unit : data.units()) {
            for (String topic : unit.topics()) {
                int at = text.indexOf(topic);
                if (at >= 0 && at < earliest) {
                    earliest = at;
                    found = unit;
                }
            }
        }
        return found;
    }
}
