package org.duban.notice.internal.raise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.duban.api.form.Ladder.Audience;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;

/** Finds the people of an audience as the host knows them now; where it knows nobody, the office is told instead. */
final class Audiences {

    private static final Set<Role> HEADS = Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR);

    private final Directory directory;

    Audiences(Directory directory) {
        this.directory = directory;
    }

    /**
     * Somebody to tell.
     *
     * @param person id; empty when there is nobody at all, not even in the office
     * @param insteadOf the audiences nobody was found for, in whose place this person is told; empty when the person is meant
     */
    record Recipient(String person, Set<Audience> insteadOf) {}

    /** Everybody in these audiences, each person once; empty only when nobody is meant (no leader instructed). */
    List<Recipient> of(Set<Audience> audiences, Whom whom) {
        Map<String, Set<Audience>> found = new LinkedHashMap<>();
        for (Audience audience : new TreeSet<>(audiences)) {
            if (audience == Audience.LEADER && whom.leader() == null) {
                continue;
            }
            Collection<String> people = people(audience, whom);
            if (!people.isEmpty()) {
                people.forEach(person -> found.computeIfAbsent(person, p -> new LinkedHashSet<>()));
                continue;
            }
            List<String> office = ids(heads(HEADS, whom));
            (office.isEmpty() ? List.of("") : office)
                    .forEach(person -> found.computeIfAbsent(person, p -> new LinkedHashSet<>())
                            .add(audience));
        }
        List<Recipient> recipients = new ArrayList<>();
        found.forEach((person, insteadOf) -> recipients.add(new Recipient(person, insteadOf)));
        return recipients;
    }

    private Collection<String> people(Audience audience, Whom whom) {
        return switch (audience) {
            case HANDLER ->
                first(named(whom.handler()), ofUnit(whom, Role.HANDLER), ofUnit(whom, Role.RESPONSIBLE_LEADER));
            case UNIT_LEADER -> first(named(whom.unitLeader()), ofUnit(whom, Role.RESPONSIBLE_LEADER));
            case OFFICER -> first(named(whom.officer()), ids(heads(Set.of(Role.DIRECTOR), whom)));
            case OFFICE -> ids(heads(HEADS, whom));
            case LEADER -> named(whom.leader());
        };
    }

    @SafeVarargs
    private static List<String> first(List<String>... choices) {
        for (List<String> choice : choices) {
            if (!choice.isEmpty()) {
                return choice;
            }
        }
        return List.of();
    }

    private List<String> named(@Nullable String person) {
        return person == null || directory.person(person).isEmpty() ? List.of() : List.of(person);
    }

    private List<String> ofUnit(Whom whom, Role role) {
        String unit = whom.unit();
        return unit == null
                ? List.of()
                : ids(directory.people(unit).stream()
                        .filter(person -> person.roles().contains(role))
                        .toList());
    }

    private List<Person> heads(Set<Role> roles, Whom whom) {
        return directory.office().stream()
                .filter(person -> person.hasAnyOf(roles) && person.lines().contains(whom.line()))
                .toList();
    }

    private static List<String> ids(List<Person> people) {
        return people.stream().map(Person::id).toList();
    }

    /** What people call a unit: its short name, or the id when the host no longer knows it. */
    String unitName(@Nullable String unit) {
        return unit == null ? "" : directory.unit(unit).map(u -> u.shortName()).orElse(unit);
    }

    /** A person's name, or the id when the host no longer knows it. */
    String personName(String person) {
        return directory.person(person).map(Person::name).orElse(person);
    }
}
