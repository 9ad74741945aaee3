package org.duban.spi.directory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
