package org.duban.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.duban.api.form.FormTypes;
import org.duban.api.matter.Matters;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.JournalCounters;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;

/** Duban's own services without a framework around them, so that what the journal counts can be seen. Never timed. */
final class CountedDuban implements Peer {

    private final Path directory;
    private SqliteJournal journal;
    private Matters matters;

    CountedDuban(Path directory) {
        this.directory = directory;
        this.journal = SqliteJournal.open(directory);
        this.matters = matters(journal);
    }

    private static Matters matters(SqliteJournal journal) {
        FormTypes formTypes = formTypes();
        return new MatterService(
                journal,
                new LedgerProjection(formTypes),
                new District(),
                new CalendarService(),
                formTypes,
                Settings.read(null),
                InstantSource.system(),
                DubanPeer.ZONE);
    }

    /** The one form type that is used here, as the district's bundle carries it. */
    static FormTypes formTypes() {
        try (InputStream in = Objects.requireNonNull(
                CountedDuban.class.getResourceAsStream("/forms/instruction.json"), "forms/instruction.json")) {
            return FormTypesService.of(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String describe() {
        return "Duban's services without a framework";
    }

    @Override
    public String register(int n) {
        return DubanPeer.register(matters, n);
    }

    @Override
    public void carryOut(Step step, int n, String id) {
        DubanPeer.carryOut(matters, step, n, id);
    }

    @Override
    public String kept(String id) {
        return DubanPeer.kept(matters, id);
    }

    @Override
    public synchronized long storedBytes() {
        journal.close();
        long bytes = DubanPeer.dataBytes(directory);
        journal = SqliteJournal.open(directory);
        matters = matters(journal);
        return bytes;
    }

    @Override
    public SqlCount sql() {
        return new SqlCount(JournalCounters.statements(journal), JournalCounters.commits(journal));
    }

    @Override
    public long otherCpuNanos() {
        return 0;
    }

    @Override
    public long finished() {
        throw new UnsupportedOperationException("only for counting");
    }

    @Override
    public void fill(int count) {
        throw new UnsupportedOperationException("only for counting");
    }

    @Override
    public int overduePage(String unit, boolean titles) {
        throw new UnsupportedOperationException("only for counting");
    }

    @Override
    public void close() {
        journal.close();
    }
}
