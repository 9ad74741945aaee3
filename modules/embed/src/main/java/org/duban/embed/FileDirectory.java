package org.duban.embed;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duban.api.office.Area;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.duban.embed.internal.DirectoryFile;
import org.duban.spi.directory.Directory;

/**
 * People and units from a file, for trying Duban out and for tests; a host in service hands in its own {@link Directory}.
 *
 * <p>The file is read once: start again to have changes seen. It is UTF-8 JSON, strict: an unknown key, an id given twice or a
 * reference to nothing is refused.
 *
 * <pre>{@code
 * {
 *   "areas": ["西园街道", {"code": "pjp", "name": "彭家坪镇"}],
 *   "units": [
 *     {"id": "dcs", "name": "督查室", "responsible": false},
 *     {"id": "zjj", "name": "住房和城乡建设局", "shortName": "住建局"},
 *     {"id": "xyj", "name": "西园街道办事处", "area": "西园街道"}
 *   ],
 *   "people": [
 *     {"id": "wang", "name": "王主任", "roles": ["DIRECTOR"], "unit": "dcs"},
 *     {"id": "li", "name": "李督查员", "roles": ["OFFICER"], "unit": "dcs", "group": 1, "lines": ["GOVERNMENT"]},
 *     {"id": "zhao", "name": "赵区长", "roles": ["PRINCIPAL_LEADER"]}
 *   ],
 *   "posts": [
 *     {"name": "一组一岗", "officer": "li", "group": 1, "units": ["zjj", "xyj"], "duty": "城建领域督查"}
 *   ]
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code areas}: codes that are names too, or codes with names; may be left out.
 *   <li>{@code units}: {@code id} and {@code name} are required; {@code responsible} false: no matter can be assigned to it (the
 *       office itself, a unit that was dissolved), default true.
 *   <li>{@code people}: {@code id}, {@code name} and {@code roles} (names of {@link org.duban.api.office.Role}) are required;
 *       {@code group} defaults to 0, {@code lines} to both.
 *   <li>{@code posts}: may be left out; else together they must cover each responsible unit exactly once ({@link
 *       RoutingTable#check}), each by an officer of that group. {@code areas} left out: every area.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class FileDirectory implements Directory {

    private static final Set<Role> OFFICE = Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.OFFICER);

    private final List<Area> areas;
    private final Map<String, Person> people;
    private final Map<String, Unit> units;
    private final List<Unit> responsible;
    private final RoutingTable routing;

    private FileDirectory(DirectoryFile.Content content) {
        areas = List.copyOf(content.areas().values());
        people = content.people();
        units = content.units();
        Set<String> others = content.notResponsible();
        responsible = units.values().stream()
                .filter(unit -> !others.contains(unit.id()))
                .toList();
        routing = content.routing();
    }

    /**
     * Reads a file.
     *
     * @throws org.duban.api.DubanException {@code DIRECTORY_INVALID} with every mistake, its line and JSON pointer; {@code
     *     ROUTING_INVALID} with every gap and overlap of the posts
     */
    public static FileDirectory read(Path file) {
        return new FileDirectory(DirectoryFile.read(file));
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
        return responsible;
    }

    @Override
    public Collection<Person> people(String unit) {
        return people.values().stream()
                .filter(person -> unit.equals(person.unit()))
                .toList();
    }

    @Override
    public Collection<Person> office() {
        return people.values().stream()
                .filter(person -> person.hasAnyOf(OFFICE))
                .toList();
    }

    @Override
    public Collection<Area> areas() {
        return areas;
    }

    @Override
    public RoutingTable routing() {
        return routing;
    }
}
