package org.duban.demo;

import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;

/** Who gives a command: found out when it is given, from the office and the matter as it is then. */
@FunctionalInterface
interface By {

    Actor of(Office office, Matter matter);

    /** The supervising officer of the matter. */
    By OFFICER = (office, matter) -> Actor.of(Plan.known(matter.officer(), "officer"));

    /** The deputy director of the matter's line. */
    By DEPUTY = (office, matter) -> office.deputy(matter.subject().line());

    By DIRECTOR = (office, matter) -> office.director();

    /** The handler in the lead unit. */
    By LEAD = (office, matter) -> office.handler(matter.lead().orElseThrow().unit());

    /** The responsible leader of the lead unit. */
    By RESPONSIBLE_LEADER = (office, matter) ->
            office.responsibleLeader(matter.lead().orElseThrow().unit());

    /** The leader to whom the result was presented. */
    By LEADER = (office, matter) -> Actor.of(Plan.known(matter.presentedTo(), "presentedTo"));

    /** This person. */
    static By person(String id) {
        return (office, matter) -> Actor.of(id);
    }

    /** The handler in this unit. */
    static By handler(String unit) {
        return (office, matter) -> office.handler(unit);
    }

    /** The responsible leader of this unit. */
    static By responsibleLeader(String unit) {
        return (office, matter) -> office.responsibleLeader(unit);
    }
}
