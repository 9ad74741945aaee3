package org.duban.notice.internal.raise;

import org.duban.api.matter.Matter;
import org.duban.api.matter.Obligation;
import org.duban.api.office.Line;
import org.jspecify.annotations.Nullable;

/**
 * What is known of those a notice may go to: ids, as the matter has them.
 *
 * @param line the matter's line
 * @param unit the unit; null when no unit is concerned
 * @param handler the named handler
 * @param unitLeader the responsible leader named in the assignment
 * @param officer the supervising officer
 * @param leader the leader who instructed
 */
record Whom(
        Line line,
        @Nullable String unit,
        @Nullable String handler,
        @Nullable String unitLeader,
        @Nullable String officer,
        @Nullable String leader) {

    static Whom of(Matter matter) {
        return new Whom(
                matter.subject().line(),
                null,
                null,
                null,
                matter.officer(),
                matter.subject().leader());
    }

    static Whom of(Matter matter, Obligation obligation) {
        return of(matter)
                .unit(
                        obligation.unit(),
                        obligation.handler(),
                        obligation.assignment().leader());
    }

    Whom unit(String id, @Nullable String itsHandler, @Nullable String itsLeader) {
        return new Whom(line, id, itsHandler, itsLeader, officer, leader);
    }

    Whom officer(String id) {
        return new Whom(line, unit, handler, unitLeader, id, leader);
    }

    Whom leader(String id) {
        return new Whom(line, unit, handler, unitLeader, officer, id);
    }
}
