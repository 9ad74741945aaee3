package org.duban.chaos;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.matter.Actor;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.Unit;
import org.duban.spi.contact.Contact;
import org.duban.spi.contact.Contacts;
import org.duban.spi.directory.Directory;

/** A small office, and one unit with one handler for each channel, who prefers it to the inbox. */
final class District implements Directory, Contacts {

    static final Actor DIRECTOR = Actor.of("wang");
    static final Actor OFFICER = Actor.of("li");

    private final Map<String, Person> people;
    private final Map<String, Unit> units;

    District(List<String> channels) {
        Set<Line> both = Set.of(Line.values());
        units = channels.stream()
                .map(channel -> new Unit(unitOf(channel), channel + "局", channel + "局", null))
                .collect(Collectors.toMap(Unit::id, Function.identity()));
        people = Stream.concat(
                        Stream.of(
                                new Person("wang", "王主任", Set.of(Role.DIRECTOR), null, 0, both),
                                new Person("li", "李督查员", Set.of(Role.OFFICER), null, 1, both)),
                        channels.stream()
                                .map(channel -> new Person(
                                        handlerOf(channel), "承办人", Set.of(Role.HANDLER), unitOf(channel), 0, Set.of())))
                .collect(Collectors.toMap(Person::id, Function.identity()));
    }

    static String unitOf(String channel) {
        return "unit-" + channel;
    }

    static String handlerOf(String channel) {
        return "handler-" + channel;
    }

    @Override
    public List<Contact> contacts(String person) {
        return person.startsWith("handler-")
                ? List.of(
                        new Contact(person.substring("handler-".length()), "13900000000"),
                        new Contact(Contact.INBOX, ""))
                : List.of();
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
    public Collection<Person> people(String unit) {
        return people.values().stream().filter(p -> unit.equals(p.unit())).toList();
    }

    @Override
    public Collection<Person> office() {
        return List.of(people.get("wang"), people.get("li"));
    }
}
