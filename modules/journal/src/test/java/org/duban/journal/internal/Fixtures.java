package org.duban.journal.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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

/** Small appends. */
final class Fixtures {

    static final Instant AT = Instant.parse("2026-03-02T01:02:03.456Z");
    static final Series CIRCULARS = new Series("circular", 2026, "七督通〔{year}〕{n}号");

    /** One row an event. */
    static final Table EVENTS = new Table(
            "seen",
            1,
            List.of(
                    new Table.Column("position", Table.Type.INTEGER, true),
                    new Table.Column("stream", Table.Type.TEXT, true),
                    new Table.Column("note", Table.Type.TEXT, false)),
            List.of("position"),
            List.of(new Table.Index(List.of("stream", "position"), "note is not null")));

    private Fixtures() {}

    static StreamId matter(String id) {
        return new StreamId("matter", id);
    }

    static Event reminded(String reason) {
        return new Reminded(1, reason);
    }

    /** An event that takes a number. */
    static Event paper(Series series) {
        return new PaperIssued(series, "", PaperKind.CIRCULAR, "通报", "", List.of("unit-1"));
    }

    static Append append(String stream, long expectedVersion, Event... events) {
        return append(Append.Rows.NONE, new Append.Part(matter(stream), expectedVersion, Arrays.asList(events)));
    }

    static Append append(Append.Rows rows, Append.Part... parts) {
        return new Append("zhang", AT, Arrays.asList(parts), null, rows);
    }

    static Append keyed(String key, String fingerprint, Append append) {
        return new Append(
                append.actor(), append.at(), append.parts(), new Append.Once(key, fingerprint), append.rows());
    }

    static List<RowChange> seen(List<Recorded> recorded) {
        return recorded.stream()
                .<RowChange>map(r -> RowChange.Put.of(
                        "seen",
                        r.position(),
                        r.stream().id(),
                        r.event().getClass().getSimpleName()))
                .toList();
    }

    static String number(Recorded recorded) {
        return ((PaperIssued) recorded.event()).number();
    }
}
