package org.duban.api.inspection;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A group of an inspection (督查组); its leader answers for it (组长负责制).
 *
 * @param name 第一组
 * @param leader id of the person who leads it
 * @param members ids of the others
 */
public record InspectionGroup(String name, String leader, List<String> members) {

    public InspectionGroup {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(leader, "leader");
        members = List.copyOf(members);
    }

    /** Leader and members. */
    public Set<String> people() {
        Set<String> people = new TreeSet<>(members);
        people.add(leader);
        return people;
    }
}
