package org.duban.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.duban.api.form.FormTypeAdopted;
import org.duban.api.journal.Append;
import org.duban.api.journal.Event;
import org.duban.api.journal.Series;
import org.duban.api.journal.StreamId;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterEvent.Declined;
import org.duban.api.matter.MatterEvent.PaperIssued;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.PaperKind;
import org.duban.journal.internal.SqliteJournal;

/** Data directories to look at. */
final class Journals {

    static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");

    private Journals() {}

    /**
     * Two instructions, one of them declined, and a message with a paper: 5 events, 3 matters, 3 series; and the form type of the
     * instructions, an event and a chain more.
     */
    static void write(Path directory) {
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            append(journal, "a", registered("instruction"));
            append(journal, "b", registered("instruction"), new Declined("阅知"));
            append(
                    journal,
                    "c",
                    registered("message"),
                    new PaperIssued(
                            new Series("CIRCULAR", 2026, "七督通〔{year}〕{n}号"),
                            "",
                            PaperKind.CIRCULAR,
                            "通报",
                            "",
                            List.of()));
            append(
                    journal,
                    FormTypeAdopted.stream("instruction", 1),
                    new FormTypeAdopted("instruction", 1, "{\"id\":\"instruction\",\"version\":1}"));
        }
    }

    private static Registered registered(String formType) {
        Draft draft = Draft.of(formType).title("供暖改造").receivedOn(LocalDate.of(2026, 3, 2));
        return new Registered(new Series(formType, 2026, "〔{year}〕{n}号"), "", draft, 1, null, false);
    }

    private static void append(SqliteJournal journal, String id, Event... events) {
        append(journal, new MatterId(id).stream(), events);
    }

    private static void append(SqliteJournal journal, StreamId stream, Event... events) {
        Append.Part part = new Append.Part(stream, 0, new ArrayList<>(List.of(events)));
        journal.append(new Append("li", AT, List.of(part), null, Append.Rows.NONE));
    }

    /** Changes something behind the journal's back. */
    static void tamper(Path directory, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
