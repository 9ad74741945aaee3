package org.duban.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Post;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.spi.directory.Directory;

/** The people and units of {@link Office}, as a host lends them to Duban. */
final class District implements Directory {

    private static final int GROUPS = 5;

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final RoutingTable routing;

    District() {
        Set<Line> both = Set.of(Line.values());
        add(new Person(Office.DEPUTY, "副主任", Set.of(Role.DEPUTY_DIRECTOR), null, 0, both));
        add(new Person(Office.LEADER, "区长", Set.of(Role.PRINCIPAL_LEADER), null, 0, Set.of(Line.GOVERNMENT)));
        for (int n = 0; n < Office.UNITS; n++) {
            String unit = Office.unit(n);
            units.put(unit, new Unit(unit, unit, unit, null));
            add(new Person(Office.handler(unit), "承办人", Set.of(Role.HANDLER), unit, 0, Set.of()));
            add(new Person(Office.officer(n), "督查员", Set.of(Role.OFFICER), null, group(Office.officer(n)), both));
        }
        Map<String, Set<String>> unitsOf = IntStream.range(0, Office.UNITS)
                .boxed()
                .collect(Collectors.groupingBy(Office::officer, Collectors.mapping(Office::unit, Collectors.toSet())));
        routing = new RoutingTable(unitsOf.entrySet().stream()
                .map(e -> new Post(e.getKey(), e.getKey(), group(e.getKey()), Set.of(), e.getValue(), "督查"))
                .toList());
        List<RoutingTable.Fault> faults = routing.check(units.keySet(), List.of());
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.toString());
        }
    }

    private void add(Person person) {
        people.put(person.id(), person);
    }

    private static int group(String officer) {
        return 1 + Math.floorMod(officer.hashCode(), GROUPS);
    }

    @Override
    public Optional<Person> person(String id) {
        return Optional.ofNullable(people.get(id));
    }

    @Override
    public Optional<Unit> unit(String id) {
        return Optional.ofNullable(units.get(id));
    }

    @Override
    public Collection<Unit> units() {
        return units.values();
    }

    @Override
    public RoutingTable routing() {
        return routing;
    }
}
