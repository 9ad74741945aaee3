package org.duban.evaluation.internal.conduct;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.Assignment.UnitRole;
import org.duban.api.matter.MatterEvent;
import org.duban.api.matter.MatterEvent.*;
import org.jspecify.annotations.Nullable;

/**
 * A matter's history as stretches of time: when each obligation's clock ran towards which due date, and who was in charge. Pure.
 *
 * @param stretches by obligation, then in order of time
 * @param charges who was in charge from when on, in order
 */
public record Timeline(List<Stretch> stretches, List<Charge> charges) {

    public Timeline {
        stretches = List.copyOf(stretches);
        charges = List.copyOf(charges);
    }

    /** Why a stretch ended. */
    public enum End {
        /** It hasn't: it still ran on the last day looked at. */
        OPEN,
        /** 办结. */
        FINISHED,
        /** 解除: the dispute was upheld, or the matter ended. */
        RELIEVED,
        /** 中止. */
        SUSPENDED,
        /** 延期: it ran on towards a later date, asked for before the earlier one. */
        EXTENDED,
        /** It ran on towards another date for another reason. */
        MOVED
    }

    /**
     * A clock running towards one due date.
     *
     * @param obligation number of the obligation
     * @param unit id of its unit
     * @param lead whether the unit leads
     * @param round the round it belongs to
     * @param due the due date
     * @param dueVersion version of the event that set it
     * @param from the day the stretch began
     * @param to the day it ended; null while it runs
     * @param toVersion version of the event that ended it; 0 while it runs
     * @param end why it ended
     */
    public record Stretch(
            int obligation,
            String unit,
            boolean lead,
            int round,
            LocalDate due,
            long dueVersion,
            LocalDate from,
            @Nullable LocalDate to,
            long toVersion,
            End end) {

        /** Whether it still ran at the end of a day. */
        boolean ranAfter(LocalDate day) {
            return !from.isAfter(day) && (to == null || to.isAfter(day));
        }

        /** Whether the due date passed while it ran and no extension took its place. */
        public boolean late(LocalDate asOf) {
            return end != End.EXTENDED && (to == null ? asOf : to).isAfter(due);
        }
    }

    /** Since when an officer is in charge. */
    public record Charge(String officer, LocalDate from, long fromVersion) {}

    /** Id of the officer in charge at the end of a day; empty before the first. */
    public String inCharge(LocalDate day) {
        String officer = "";
        for (Charge charge : charges) {
            if (!charge.from().isAfter(day)) {
                officer = charge.officer();
            }
        }
        return officer;
    }

    /** Id of the officer in charge when an event happened; empty before the first. */
    public String inCharge(long version) {
        String officer = "";
        for (Charge charge : charges) {
            if (charge.fromVersion() <= version) {
                officer = charge.officer();
            }
        }
        return officer;
    }

    /**
     * The timeline of a history.
     *
     * @param history of one matter, from its beginning
     * @param zone the office's
     */
    public static Timeline of(List<Recorded> history, ZoneId zone) {
        Reader reader = new Reader(zone);
        history.forEach(reader::read);
        return reader.done();
    }

    private static final class Clock {
        final int number;
        final String unit;
        final boolean lead;
        final int round;
        LocalDate due;
        long dueVersion;
        LocalDate from;
        boolean running = true;
        boolean stopped;

        Clock(int number, String unit, boolean lead, int round, LocalDate due, long dueVersion, LocalDate from) {
            this.number = number;
            this.unit = unit;
            this.lead = lead;
            this.round = round;
            this.due = due;
            this.dueVersion = dueVersion;
            this.from = from;
        }
    }

    private static final class Reader {
        private final ZoneId zone;
        private final Map<Integer, Clock> clocks = new TreeMap<>();
        private final List<Stretch> stretches = new ArrayList<>();
        private final List<Charge> charges = new ArrayList<>();

        Reader(ZoneId zone) {
            this.zone = zone;
        }

        void read(Recorded recorded) {
            if (!(recorded.event() instanceof MatterEvent event)) {
                throw new IllegalArgumentException("not an event of a matter: " + recorded);
            }
            LocalDate day = recorded.at().atZone(zone).toLocalDate();
            long version = recorded.version();
            if (event instanceof Entrusted e) {
                charges.add(new Charge(e.officer(), day, version));
            } else if (event instanceof Assigned e) {
                for (Obliged o : e.obliged()) {
                    clocks.put(
                            o.number(),
                            new Clock(
                                    o.number(),
                                    o.assignment().unit(),
                                    o.assignment().role() == UnitRole.LEAD,
                                    e.round(),
                                    o.due().date(),
                                    version,
                                    day));
                }
            } else if (event instanceof Finished e) {
                stop(e.obligation(), day, version, End.FINISHED);
            } else if (event instanceof DisputeDecided e) {
                if (e.upheld()) {
                    stop(e.obligation(), day, version, End.RELIEVED);
                }
            } else if (event instanceof Suspended e) {
                e.stopped().forEach(s -> {
                    stop(s.obligation(), day, version, End.SUSPENDED);
                    clock(s.obligation()).stopped = true;
                });
            } else if (event instanceof Resumed e) {
                e.dues().forEach(d -> {
                    clock(d.obligation()).stopped = false;
                    run(d, day, version);
                });
            } else if (event instanceof Returned e) {
                e.obligations().forEach(d -> run(d, day, version));
            } else if (event instanceof ExtensionDecided e) {
                DueDate due = e.due();
                if (due != null) {
                    move(e.obligation(), due, day, version, End.EXTENDED);
                }
            } else if (event instanceof CompletedInPart e) {
                move(e.obligation(), e.due(), day, version, End.MOVED);
            } else if (event instanceof DueDatesRecounted e) {
                e.dues().forEach(d -> move(d.obligation(), d.due(), day, version, End.MOVED));
            } else if (About.ends(event)) {
                clocks.keySet().forEach(number -> stop(number, day, version, End.RELIEVED));
            }
        }

        private Clock clock(int number) {
            Clock clock = clocks.get(number);
            if (clock == null) {
                throw new IllegalArgumentException("an event about obligation " + number + " before it was assigned");
            }
            return clock;
        }

        private void stop(int number, LocalDate day, long version, End end) {
            Clock clock = clock(number);
            if (clock.running) {
                stretches.add(stretch(clock, day, version, end));
                clock.running = false;
            }
        }

        private void run(NewDue due, LocalDate day, long version) {
            stop(due.obligation(), day, version, End.MOVED);
            Clock clock = clock(due.obligation());
            clock.due = due.due().date();
            clock.dueVersion = version;
            clock.from = day;
            clock.running = !clock.stopped;
        }

        private void move(int number, DueDate due, LocalDate day, long version, End end) {
            Clock clock = clock(number);
            boolean was = clock.running;
            stop(number, day, version, end);
            clock.due = due.date();
            clock.dueVersion = version;
            clock.from = day;
            clock.running = was;
        }

        private static Stretch stretch(Clock clock, @Nullable LocalDate to, long version, End end) {
            return new Stretch(
                    clock.number,
                    clock.unit,
                    clock.lead,
                    clock.round,
                    clock.due,
                    clock.dueVersion,
                    clock.from,
                    to,
                    version,
                    end);
        }

        Timeline done() {
            clocks.values().stream()
                    .filter(clock -> clock.running)
                    .forEach(clock -> stretches.add(stretch(clock, null, 0, End.OPEN)));
            // Stable: those of one obligation stay in the order in which they ended.
            stretches.sort(Comparator.comparingInt(Stretch::obligation));
            return new Timeline(stretches, charges);
        }
    }
}
