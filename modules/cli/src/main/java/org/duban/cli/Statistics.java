package org.duban.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duban.api.journal.Numbered;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.Series;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Obligation;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.journal.internal.JournalReader;
import org.duban.ledger.internal.Phase;
import org.duban.matter.internal.Fold;

/**
 * What a journal says of matters, counted from the events themselves. The definitions of their form types, which the journal keeps too, are
 * no matters.
 *
 * @param events how many events the matters have
 * @param matters how many matters
 * @param byProgress all matters by where they stand on the day asked for; adds up to {@code matters}
 * @param openByStage those that go on, by stage
 * @param ended those that don't, by how they ended; with {@code openByStage} adds up to {@code matters}
 * @param byFormType all matters by form type; adds up to {@code matters}
 * @param series the series of numbers
 */
record Statistics(
        long events,
        long matters,
        Map<Progress, Long> byProgress,
        Map<Stage, Long> openByStage,
        Map<Standing, Long> ended,
        Map<String, Long> byFormType,
        List<Taken> series) {

    /**
     * Numbers taken from one series in a year.
     *
     * @param id the series
     * @param year the year
     * @param count how many events carry one
     * @param last the last number given; equal to {@code count} when there is neither gap nor double
     */
    record Taken(String id, int year, long count, long last) {
        boolean complete() {
            return count == last;
        }
    }

    private record Year(String id, int year) implements Comparable<Year> {
        @Override
        public int compareTo(Year other) {
            int byId = id.compareTo(other.id);
            return byId != 0 ? byId : Integer.compare(year, other.year);
        }
    }

    /** Counts; {@code day} is the day for overdue, in {@code zone}. */
    static Statistics of(JournalReader journal, LocalDate day, ZoneId zone) {
        Counter counter = new Counter(day, zone);
        journal.forEachStream(MatterId.STREAM, counter::add);
        List<Taken> series = counter.numbers.entrySet().stream()
                .map(entry -> new Taken(
                        entry.getKey().id(),
                        entry.getKey().year(),
                        entry.getValue(),
                        journal.lastNumber(entry.getKey().id(), entry.getKey().year())))
                .toList();
        return new Statistics(
                counter.events,
                counter.matters,
                Collections.unmodifiableMap(counter.byProgress),
                Collections.unmodifiableMap(counter.openByStage),
                Collections.unmodifiableMap(counter.ended),
                Collections.unmodifiableMap(counter.byFormType),
                series);
    }

    private static final class Counter {
        private final LocalDate day;
        private final ZoneId zone;
        private long events;
        private long matters;
        private final Map<Progress, Long> byProgress = zeros(Progress.class);
        private final Map<Stage, Long> openByStage = zeros(Stage.class);
        private final Map<Standing, Long> ended = zeros(Standing.class);
        private final Map<String, Long> byFormType = new TreeMap<>();
        private final Map<Year, Long> numbers = new TreeMap<>();

        Counter(LocalDate day, ZoneId zone) {
            this.day = day;
            this.zone = zone;
            ended.remove(Standing.OPEN);
        }

        void add(List<Recorded> history) {
            Matter matter = Fold.fold(null, history, zone);
            matters++;
            events += history.size();
            byProgress.merge(progress(matter), 1L, Long::sum);
            byFormType.merge(matter.subject().formType(), 1L, Long::sum);
            if (matter.standing() == Standing.OPEN) {
                openByStage.merge(matter.stage(), 1L, Long::sum);
            } else {
                ended.merge(matter.standing(), 1L, Long::sum);
            }
            for (Recorded recorded : history) {
                if (recorded.event() instanceof Numbered numbered) {
                    Series from = numbered.series();
                    numbers.merge(new Year(from.id(), from.year()), 1L, Long::sum);
                }
            }
        }

        private Progress progress(Matter matter) {
            LocalDate due = matter.lead()
                    .filter(lead -> matter.standing() == Standing.OPEN && lead.running())
                    .map(Obligation::due)
                    .map(found -> found.date())
                    .orElse(null);
            return Phase.of(matter).on(day, due);
        }

        private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type) {
            return List.of(type.getEnumConstants()).stream()
                    .collect(Collectors.toMap(
                            constant -> constant, constant -> 0L, Long::sum, () -> new EnumMap<>(type)));
        }
    }
}
