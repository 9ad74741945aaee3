package org.duban.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.duban.api.journal.Append;
import org.duban.api.journal.Event;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.RowChange;
import org.duban.api.journal.Series;
import org.duban.api.journal.StreamId;
import org.duban.api.journal.Table;
import org.duban.api.matter.MatterEvent.PaperIssued;
import org.duban.api.matter.MatterEvent.Reminded;
import org.duban.api.matter.PaperKind;

/**
 * An append that can be told from all others and made again: all but the versions it expects follows from its id. It has one to six
 * events on one to three streams, some of them numbered, and a row for each. Half of the commands have a key.
 *
 * @param id unique, {@code round-thread-count}
 */
record Command(String id) {

    static final List<Series> SERIES =
            List.of(new Series("circular", 2026, "{year}/{n}"), new Series("notice", 2026, "{year}/{n}"));

    /** One row an event: whose it is. */
    static final Table ROWS = new Table(
            "crash_rows",
            1,
            List.of(
                    new Table.Column("position", Table.Type.INTEGER, true),
                    new Table.Column("command", Table.Type.TEXT, true)),
            List.of("position"),
            List.of(new Table.Index(List.of("command"), "")));

    private static final int SHARED_STREAMS = 5;

    /** @param versions the version each stream has now */
    Append append(ToLongFunction<StreamId> versions) {
        Random random = new Random(id.hashCode());
        List<StreamId> streams = new ArrayList<>(List.of(new StreamId("matter", id)));
        if (random.nextBoolean()) {
            streams.add(new StreamId("matter", "shared-" + random.nextInt(SHARED_STREAMS)));
        }
        if (random.nextInt(4) == 0) {
            streams.add(new StreamId("inspection", id));
        }
        int events = events();
        List<List<Event>> byStream = new ArrayList<>();
        streams.forEach(stream -> byStream.add(new ArrayList<>()));
        for (int i = 1; i <= events; i++) {
            byStream.get((i - 1) % streams.size()).add(event(i, random));
        }
        List<Append.Part> parts = new ArrayList<>();
        for (int s = 0; s < streams.size(); s++) {
            if (!byStream.get(s).isEmpty()) {
                parts.add(new Append.Part(streams.get(s), versions.applyAsLong(streams.get(s)), byStream.get(s)));
            }
        }
        return new Append("writer", Instant.ofEpochMilli(1_770_000_000_000L), parts, once(), Command::rows);
    }

    int events() {
        return 1 + Math.floorMod(id.hashCode(), 6);
    }

    Append.Once once() {
        return Math.floorMod(id.hashCode(), 2) == 0 ? new Append.Once(id, "of " + id) : null;
    }

    private Event event(int index, Random random) {
        String text = id + " " + index + " " + "督办".repeat(random.nextInt(200));
        if (random.nextInt(3) > 0) {
            return new Reminded(1, text);
        }
        Series series = SERIES.get(random.nextInt(SERIES.size()));
        return new PaperIssued(series, "", PaperKind.CIRCULAR, text, "", List.of());
    }

    private static List<RowChange> rows(List<Recorded> recorded) {
        return recorded.stream()
                .<RowChange>map(r -> RowChange.Put.of(ROWS.name(), r.position(), of(r).id))
                .toList();
    }

    /** Whose an event is. */
    static Command of(Recorded recorded) {
        return new Command(text(recorded).split(" ")[0]);
    }

    /** Which of its command's events it is, from 1. */
    static int index(Recorded recorded) {
        return Integer.parseInt(text(recorded).split(" ")[1]);
    }

    private static String text(Recorded recorded) {
        return recorded.event() instanceof PaperIssued paper ? paper.title() : ((Reminded) recorded.event()).reason();
    }

    /** The number an event was given, with its series; empty when it takes none. */
    static Map<String, Long> number(Recorded recorded) {
        return recorded.event() instanceof PaperIssued paper
                ? Map.of(paper.series().id(), Long.valueOf(paper.number().substring("2026/".length())))
                : Map.of();
    }
}
