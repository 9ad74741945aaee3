package org.duban.ledger.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.duban.api.access.Visibility;
import org.duban.api.access.Visibility.Attribute;
import org.duban.api.access.Visibility.Clause;
import org.duban.api.calendar.LightRule.Light;
import org.duban.api.journal.Recorded;
import org.duban.api.ledger.Counts;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.ledger.LedgerQuery.Sort;
import org.duban.api.ledger.LedgerRow;
import org.duban.api.ledger.Page;
import org.duban.api.ledger.Progress;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.Stage;
import org.duban.api.matter.Standing;
import org.duban.api.office.Line;
import org.duban.api.office.Person;
import org.duban.ledger.internal.Naive.Found;

/** Whatever happened to the matters, whoever asks for whichever of them as of whenever: the tables answer as the histories do. */
class AgainstNaiveTest {

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void listsAndCountsAreThoseOfTheHistories(@ForAll long seed) {
        Random random = new Random(seed);
        Bureau bureau = new Bureau();
        bureau.live(random, 15, 200);
        bureau.installSecondVersion();
        bureau.live(random, 30, 600);
        int rows = 0;
        try (Shelf shelf = Shelf.of(bureau)) {
            for (int i = 0; i < 80; i++) {
                rows += compare(
                        bureau, shelf, visibility(random, bureau), query(random, bureau), 1 + random.nextInt(10));
            }
        }
        assertTrue(rows > 0, "queries that find nothing prove nothing");
    }

    private static int compare(Bureau bureau, Shelf shelf, Visibility visibility, LedgerQuery query, int pageSize) {
        LedgerService ledger = shelf.ledger(bureau, visibility);
        Actor actor = Actor.of(Bureau.DIRECTOR);
        Naive naive = new Naive(bureau, visibility, query);
        List<Found> expected = naive.list();
        List<LedgerRow> rows = new ArrayList<>();
        String next = null;
        do {
            Page page = ledger.list(actor, query, next, pageSize);
            assertTrue(page.rows().size() <= pageSize);
            rows.addAll(page.rows());
            next = page.next();
        } while (next != null);
        String asked = visibility + " " + query;
        assertEquals(
                expected.stream().map(f -> f.matter().id()).toList(),
                rows.stream().map(LedgerRow::id).toList(),
                asked);
        for (int i = 0; i < rows.size(); i++) {
            compare(naive, expected.get(i), rows.get(i));
        }
        for (Dimension by : Dimension.values()) {
            Counts counts = ledger.count(actor, query, by);
            assertEquals(naive.count(by), counts.by(), by + " " + asked);
            assertEquals(expected.size(), counts.total());
        }
        return rows.size();
    }

    private static void compare(Naive naive, Found found, LedgerRow row) {
        Matter m = found.matter();
        assertEquals(m.version(), row.version());
        assertEquals(m.number(), row.number());
        assertEquals(m.subject().formType(), row.formType());
        assertEquals(m.subject().title(), row.title());
        assertEquals(m.subject().source().title(), row.source());
        assertEquals(m.subject().line(), row.line());
        assertEquals(m.stage(), row.stage());
        assertEquals(m.standing(), row.standing());
        assertEquals(naive.progress(found.then()), row.progress());
        assertEquals(m.round(), row.round());
        assertEquals(m.lead().map(o -> o.unit()).orElse(null), row.leadUnit());
        assertEquals(m.officer(), row.officer());
        assertEquals(m.group(), row.group());
        assertEquals(m.subject().leader(), row.leader());
        assertEquals(m.receivedOn(), row.receivedOn());
        assertEquals(naive.shownNow(m).map(o -> o.due().date()).orElse(null), row.dueOn());
        assertEquals(naive.shownNow(m).map(o -> o.due().provisional()).orElse(false), row.provisional());
        Light light = row.light();
        assertEquals(naive.light(found), light == null ? "" : light.code());
        assertEquals(m.lead().map(o -> o.percent()).orElse(0), row.percent());
        assertEquals(m.times().finishedAt(), row.finishedAt());
        assertEquals(m.times().clearedAt(), row.clearedAt());
        assertEquals(m.times().changedAt(), row.changedAt());
    }

    /** What somebody of the office may see, or any alternatives of any conditions. */
    private static Visibility visibility(Random random, Bureau bureau) {
        if (random.nextInt(3) == 0) {
            List<Person> people = List.copyOf(bureau.people());
            return bureau.access().visibility(people.get(random.nextInt(people.size())));
        }
        List<Clause> clauses = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<Attribute, Set<String>> conditions = new EnumMap<>(Attribute.class);
            for (int j = random.nextInt(3); j > 0; j--) {
                Attribute attribute = Attribute.values()[random.nextInt(Attribute.values().length)];
                Set<String> values = new HashSet<>(some(random, values(attribute)));
                if (random.nextInt(5) == 0 && attribute != Attribute.LINE && attribute != Attribute.GROUP) {
                    IntStream.range(0, 12).forEach(n -> values.add("somebody-" + n));
                }
                conditions.put(attribute, values);
            }
            clauses.add(new Clause(conditions));
        }
        return new Visibility(clauses);
    }

    private static List<String> values(Attribute attribute) {
        return switch (attribute) {
            case LINE -> List.of("PARTY", "GOVERNMENT");
            case GROUP -> List.of("1", "2", "3");
            case OFFICER -> List.of(Bureau.OFFICER, Bureau.OFFICER_2);
            case REGISTRAR -> List.of(Bureau.DIRECTOR, Bureau.PORTAL);
            case OBLIGED_UNIT, LEAD_UNIT -> Bureau.UNITS;
            case LEADER -> List.of(Bureau.LEADER, Bureau.VICE, "two-hats");
            case PARTNER -> List.of(Bureau.CONGRESS, "two-hats");
        };
    }

    /** Mostly one condition or two, so that something is found. */
    private static LedgerQuery query(Random random, Bureau bureau) {
        LedgerQuery.Builder where = LedgerQuery.where();
        LocalDate today = bureau.today();
        for (int i = random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(11)) {
                case 0 -> where.area("62010301");
                case 1 -> some(random, List.of(Stage.values())).forEach(where::stage);
                case 2 -> some(random, List.of(Standing.values())).forEach(where::standing);
                case 3 -> some(random, List.of(Progress.values())).forEach(where::progress);
                case 4 -> where.officer(random.nextBoolean() ? Bureau.OFFICER : Bureau.OFFICER_2);
                case 5 -> where.group(1 + random.nextInt(2));
                case 6 -> where.line(random.nextBoolean() ? Line.PARTY : Line.GOVERNMENT);
                case 7 -> where.leader(random.nextBoolean() ? Bureau.LEADER : Bureau.VICE);
                case 8 -> where.received(today.minusDays(random.nextInt(200)), random.nextBoolean() ? null : today);
                case 10 ->
                    where.due(random.nextBoolean() ? null : today.minusDays(50), today.plusDays(random.nextInt(20)));
                default ->
                    some(random, List.of("red", "orange", "yellow", "green", "blue"))
                            .forEach(where::light);
            }
        }
        if (random.nextInt(3) == 0) {
            where.standing(Standing.OPEN);
        }
        switch (random.nextInt(8)) {
            case 0 -> where.formType(random.nextBoolean() ? "instruction" : "message");
            case 1 -> where.filter("/urgency", "加急");
            case 2 -> where.filter("/channel", "人民网").formType("message");
            default -> {}
        }
        String unit = Bureau.UNITS.get(random.nextInt(Bureau.UNITS.size()));
        switch (random.nextInt(4)) {
            case 0 -> where.unit(unit);
            case 1 -> where.leadUnit(unit);
            default -> {}
        }
        if (random.nextBoolean()) {
            where.asOf(instant(random, bureau));
        }
        Sort sort = Sort.values()[random.nextInt(Sort.values().length)];
        return random.nextBoolean()
                ? where.ascending(sort).build()
                : where.descending(sort).build();
    }

    /** Any instant of the past, or just when something happened. */
    private static Instant instant(Random random, Bureau bureau) {
        if (random.nextBoolean()) {
            return bureau.instant().minus(Duration.ofHours(random.nextInt(24 * 150)));
        }
        List<Matter> matters = List.copyOf(bureau.matters());
        List<Recorded> history =
                bureau.history(matters.get(random.nextInt(matters.size())).id());
        return history.get(random.nextInt(history.size())).at().minusMillis(random.nextInt(2));
    }

    /** One or two of them. */
    private static <T> List<T> some(Random random, List<T> values) {
        return Stream.generate(() -> values.get(random.nextInt(values.size())))
                .limit(2)
                .distinct()
                .toList();
    }
}
