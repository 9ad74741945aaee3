package org.duban.api.calendar;

/** What a day is by the week and the notices. */
public enum DayKind {
    /** An ordinary Monday to Friday. */
    WORKING_DAY(true),
    /** An ordinary Saturday or Sunday. */
    WEEKEND(false),
    /** A day off named by a notice, weekend days within a holiday included. */
    HOLIDAY(false),
    /** 调休上班日: a Saturday or Sunday that a notice makes a working day. */
    MAKE_UP_WORKING_DAY(true);

    private final boolean working;

    DayKind(boolean working) {
        this.working = working;
    }

    /** Whether the office works on such a day. */
    public boolean isWorking() {
        return working;
    }
}
