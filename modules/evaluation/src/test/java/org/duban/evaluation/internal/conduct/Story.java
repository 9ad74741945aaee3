package org.duban.evaluation.internal.conduct;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Stage;

/** A history told day by day, for pure functions over histories. */
public final class Story {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final String matter;
    private final List<Recorded> history = new ArrayList<>();
    private LocalDate day;

    public Story(String matter, String day) {
        this.matter = matter;
        this.day = LocalDate.parse(day);
    }

    public Story on(String date) {
        return on(LocalDate.parse(date));
    }

    public Story on(LocalDate date) {
        if (date.isBefore(day)) {
            throw new IllegalArgumentException("a story goes forward: " + date);
        }
        day = date;
        return this;
    }

    /** Entrusted to this officer. */
    public Story entrusted(String officer) {
        return then(new Entrusted(officer, 1, true));
    }

    /** Obligation 1, of a lead unit, due that day. */
    public Story assigned(String unit, String due) {
        return then(new Assigned(
                1, List.of(new Obliged(1, Assignment.lead(unit), due(LocalDate.parse(due)), "明确要求")), Stage.HANDLING));
    }

    public Story then(MatterEvent event) {
        long version = history.size() + 1;
        history.add(new Recorded(
                version,
                new StreamId(MatterId.STREAM, matter),
                version,
                day.atTime(LocalTime.of(10, 0)).atZone(ZONE).toInstant(),
                "officer",
                event));
        return this;
    }

    public static DueDate due(LocalDate date) {
        return new DueDate(date, false, "v", null);
    }

    public List<Recorded> history() {
        return List.copyOf(history);
    }
}
