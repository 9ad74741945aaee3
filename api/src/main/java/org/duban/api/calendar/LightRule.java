package org.duban.api.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which light an open obligation shows on a day: computed, never stored. The first light whose limit is met is shown.
 *
 * @param lights from the most to the least urgent; the last one has no limit
 */
public record LightRule(List<Light> lights) {

    /** Green, yellow with 3 working days left, red when overdue. */
    public static final LightRule DEFAULT = new LightRule(List.of(
            new Light("red", "逾期", "#d93026", -1),
            new Light("yellow", "临期", "#f5a623", 3),
            new Light("green", "正常", "#2e9e4f", null)));

    public LightRule {
        lights = List.copyOf(lights);
        if (lights.isEmpty() || lights.get(lights.size() - 1).daysLeft() != null) {
            throw new IllegalArgumentException("the last light must have no limit: " + lights);
        }
    }

    /**
     * The light on a day.
     *
     * @param due the due date
     * @param day the day asked for
     * @param calendar the calendar of that day
     */
    public Light on(LocalDate due, LocalDate day, WorkCalendar calendar) {
        boolean overdue = day.isAfter(due);
        int left = overdue ? -1 : calendar.workingDaysBetween(day, due);
        for (Light light : lights) {
            if (light.daysLeft() == null || left <= light.daysLeft()) {
                return light;
            }
        }
        throw new IllegalStateException("the last light has no limit");
    }

    /**
     * One light.
     *
     * @param code what programs and queries call it, {@code red}
     * @param name what people call it, 逾期
     * @param colour CSS colour, {@code #d93026}
     * @param daysLeft shown when at most so many working days are left after the day asked for; -1 means overdue; null: always
     */
    public record Light(
            String code,
            String name,
            String colour,
            @Nullable Integer daysLeft) {
        public Light {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(colour, "colour");
            if (daysLeft != null && daysLeft < -1) {
                throw new IllegalArgumentException("daysLeft must be -1 (overdue) or more: " + daysLeft);
            }
        }
    }
}
