package org.duban.api.inspection;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * The figures of a daily bulletin (日通报): what was recorded on a day, and how all stood at its end. The day is that of the record, so a
 * bulletin never changes afterwards and the days add up to the whole.
 *
 * @param day the day
 * @param visits visits recorded on it
 * @param people person-times: the people of these visits, each visit counted by itself
 * @param places places of these visits, each once, in order
 * @param found findings recorded on the day that stood at its end
 * @param rectified findings verified on the day and rectified at its end
 * @param visitsSoFar visits recorded up to its end
 * @param total all findings at its end
 * @param units the same by unit, in the order of the ids
 * @param overdue the overdue findings at its end, in the order of their deadlines
 */
public record DailyBulletin(
        LocalDate day,
        int visits,
        int people,
        List<String> places,
        int found,
        int rectified,
        int visitsSoFar,
        FindingCounts total,
        List<UnitLine> units,
        List<FindingRow> overdue) {

    public DailyBulletin {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(total, "total");
        places = List.copyOf(places);
        units = List.copyOf(units);
        overdue = List.copyOf(overdue);
        if (!units.stream()
                        .map(UnitLine::total)
                        .reduce(FindingCounts.NONE, FindingCounts::plus)
                        .equals(total)
                || units.stream().mapToInt(UnitLine::found).sum() != found
                || units.stream().mapToInt(UnitLine::rectified).sum() != rectified
                || overdue.size() != total.overdue()) {
            throw new IllegalArgumentException("the bulletin of " + day + " does not reconcile");
        }
    }

    /**
     * A unit's line.
     *
     * @param unit id of the unit
     * @param name its short name as of now
     * @param found on the day
     * @param rectified on the day
     * @param total at the end of the day
     */
    public record UnitLine(String unit, String name, int found, int rectified, FindingCounts total) {
        public UnitLine {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(total, "total");
        }
    }
}
