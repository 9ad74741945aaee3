package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.AT;
import static org.duban.journal.internal.Fixtures.matter;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.duban.api.calendar.DeadlineRule.Unit;
import org.duban.api.calendar.DueDate;
import org.duban.api.journal.Append;
import org.duban.api.journal.Event;
import org.duban.api.journal.Series;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Attachment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.MatterCommand.CircularKind;
import org.duban.api.matter.MatterEvent.Acknowledged;
import org.duban.api.matter.MatterEvent.Approved;
import org.duban.api.matter.MatterEvent.Archived;
import org.duban.api.matter.MatterEvent.Assigned;
import org.duban.api.matter.MatterEvent.CircularDecided;
import org.duban.api.matter.MatterEvent.Cleared;
import org.duban.api.matter.MatterEvent.Delegated;
import org.duban.api.matter.MatterEvent.Endorsed;
import org.duban.api.matter.MatterEvent.Entrusted;
import org.duban.api.matter.MatterEvent.Finished;
import org.duban.api.matter.MatterEvent.Obliged;
import org.duban.api.matter.MatterEvent.Presented;
import org.duban.api.matter.MatterEvent.ProgressReported;
import org.duban.api.matter.MatterEvent.Proposed;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterEvent.Reminded;
import org.duban.api.matter.MatterEvent.Submitted;
import org.duban.api.matter.MatterEvent.VerificationStarted;
import org.duban.api.matter.Method;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Retention;
import org.duban.api.matter.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

    private static final int MATTERS = 300;
    private static final int LIMIT_BYTES = 4_700;

    @TempDir
    Path directory;

    private final Random random = new Random(2026);

    /** With every text kept, a key for each command and all indexes; what read tables add is theirs. */
    @Test
    void a_matter_of_nineteen_events_and_eight_hundred_characters_takes_at_most_4_700_bytes() throws IOException {
        try (SqliteJournal journal = SqliteJournal.open(directory)) {
            for (int i = 0; i < MATTERS; i++) {
                long version = 0;
                for (Event event : life(i)) {
                    Append.Once once = new Append.Once("key-" + i + "-" + version, "fingerprint");
                    String actor = "person-" + random.nextInt(40);
                    List<Append.Part> parts = List.of(new Append.Part(matter("0k3v9" + i), version, List.of(event)));
                    journal.append(new Append(actor, AT.plusSeconds(60 * version), parts, once, Append.Rows.NONE));
                    version++;
                }
            }
        }

        long each = Files.size(directory.resolve("journal.db")) / MATTERS;
        assertTrue(each <= LIMIT_BYTES, each + " bytes a matter");
    }

    /** Characters drawn at random from a few hundred: less alike than any office's prose. */
    private String text(int length) {
        return random.ints(length, 0x5200, 0x5200 + 500)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private List<Event> life(int number) {
        LocalDate received = LocalDate.of(2026, 3, 1 + number % 28);
        DueDate due = new DueDate(
                received.plusDays(9), false, "国办发明电〔2025〕7号", new DueDate.Count(received, 7, Unit.WORKING_DAYS));
        Assignment lead = Assignment.lead("unit-" + random.nextInt(40)).requirement(text(20));
        Assignment assist = Assignment.assist("unit-" + random.nextInt(40)).requirement(text(20));
        Attachment letter = new Attachment(
                "复函.pdf", "oa:/files/2026/" + number, "%064x".formatted(random.nextLong() >>> 1), 123_456);
        return List.of(
                new Registered(
                        new Series("instruction", 2026, "批示〔{year}〕{n}号"),
                        "",
                        Draft.of("instruction")
                                .title(text(20))
                                .content(text(250))
                                .source(text(10))
                                .leader("leader-1")
                                .receivedOn(LocalDate.of(2026, 2, 1 + number % 28))
                                .form("{\"instructionDate\":\"2026-02-01\",\"instructionText\":\"" + text(20) + "\"}"),
                        1,
                        null,
                        false),
                new Entrusted("officer-" + random.nextInt(21), 1 + random.nextInt(5), true),
                new Proposed(new Proposal(text(30), List.of(lead, assist))),
                new Submitted(Stage.APPROVAL),
                new Approved("同意", Stage.HANDLING),
                new Assigned(
                        1,
                        List.of(new Obliged(1, lead, due, "收到之日起15个工作日"), new Obliged(2, assist, due, "收到之日起15个工作日")),
                        Stage.HANDLING),
                new Acknowledged(1),
                new Acknowledged(2),
                new Delegated(1, "handler-" + random.nextInt(90)),
                new ProgressReported(1, text(60), 50, text(20), List.of(), ""),
                new Reminded(1, text(20)),
                new Finished(2, text(40), List.of(), null),
                new Finished(1, text(250), List.of(letter), Stage.VERIFICATION),
                new VerificationStarted(Method.ON_SITE, List.of("officer-1", "officer-2"), Stage.VERIFICATION),
                new Cleared(text(30), List.of(), Stage.SUBMISSION),
                new Presented("leader-1", text(40)),
                new Endorsed("好", Stage.CIRCULAR),
                new CircularDecided(CircularKind.NONE, List.of(), "", Stage.ARCHIVING),
                new Archived(Retention.D10, ""));
    }
}
