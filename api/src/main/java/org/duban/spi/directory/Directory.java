package org.duban.spi.directory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.office.Area;
import org.duban.api.office.Person;
import org.duban.api.office.RoutingTable;
import org.duban.api.office.Unit;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The host's people and units, asked whenever they are needed and never kept.
 *
 * <p>What an implementer owes:
 *
 * <ul>
 *   <li><b>Thread-safe</b>: Duban calls from many threads at once, once or twice for each command.
 *   <li><b>Fast</b>: answer from memory or a cache; a slow directory slows every command.
 *   <li><b>Current</b>: what is answered now decides what a person may do now. A person who left answers empty.
 *   <li><b>Stable ids</b>: an id once given to a person or unit is never given to another; Duban writes it into the journal.
 *   <li><b>No nulls</b>; an exception fails the command that asked, with nothing done.
 * </ul>
 */
@ConsumerType
public interface Directory {

    /** The person with this id, as of now. */
    Optional<Person> person(String id);

    /** The unit with this id, as of now. A unit that was dissolved should still answer, so that old matters stay readable. */
    Optional<Unit> unit(String id);

    /** The person with this id. @throws DubanException {@code PERSON_UNKNOWN}, naming {@code actor} */
    default Person requirePerson(String id) {
        return person(id)
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PERSON_UNKNOWN,
                        "actor",
                        id,
                        "通讯录中的人员",
                        "通讯录中没有此人",
                        "The directory has no such person")));
    }

    /** The unit with this id. @throws DubanException {@code UNIT_UNKNOWN}, naming {@code unit} */
    default Unit requireUnit(String id) {
        return unit(id).orElseThrow(() -> new DubanException(Problem.of(
                ErrorCode.UNIT_UNKNOWN, "unit", id, "通讯录中的单位", "通讯录中没有这个单位", "The directory has no such unit")));
    }

    /** All responsible units a matter can be assigned to, in the order people expect. */
    Collection<Unit> units();

    /**
     * The people of a unit, as of now, in the order in which they are to be told; whom reminders go to when an assignment names
     * nobody. Empty by default: then such a reminder goes to the office instead, and says why.
     *
     * @param unit id of the unit
     */
    default Collection<Person> people(String unit) {
        return List.of();
    }

    /** The people of the supervision office, its directors and deputies among them, as of now; empty by default. */
    default Collection<Person> office() {
        return List.of();
    }

    /**
     * The places people name: areas matters belong to, and villages, roads, estates; search knows them as words, by pinyin too. As of now;
     * empty by default.
     */
    default Collection<Area> areas() {
        return List.of();
    }

    /** The posts of the supervision office; {@link RoutingTable#EMPTY} when matters are entrusted by hand. */
    default RoutingTable routing() {
        return RoutingTable.EMPTY;
    }
}
