package org.duban.api.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.duban.api.form.Cadence;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * A report that one unit owes for one period.
 *
 * @param matter the matter
 * @param obligation number of the obligation
 * @param unit id of the unit
 * @param cadence which report
 * @param period the period, {@code 2026-W10}
 * @param firstDay first day of the period
 * @param lastDay last day of the period
 * @param dueOn the last day on which it is in time
 * @param rolledFrom the day it would have been due had that not been a day off; null when it didn't roll
 * @param filedAt when it was filed; null when it wasn't
 * @param state how it stands as of the instant asked for
 */
public record OwedReport(
        MatterId matter,
        int obligation,
        String unit,
        Cadence cadence,
        String period,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate dueOn,
        @Nullable LocalDate rolledFrom,
        @Nullable Instant filedAt,
        State state) {

    public OwedReport {
        Objects.requireNonNull(matter, "matter");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(cadence, "cadence");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(firstDay, "firstDay");
        Objects.requireNonNull(lastDay, "lastDay");
        Objects.requireNonNull(dueOn, "dueOn");
        Objects.requireNonNull(state, "state");
    }

    /** How a report stands. */
    public enum State {
        /** 未到期: owed, its day isn't over. */
        OWED("未到期"),
        /** 已报: filed in time. */
        FILED("已报"),
        /** 迟报: filed after its day. */
        FILED_LATE("迟报"),
        /** 缺报: its day is over and nothing was filed. */
        MISSING("缺报");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
