package org.duban.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.duban.api.ledger.Dimension;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.MatterCommand.Approve;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.matter.Proposal;
import org.duban.api.matter.Standing;
import org.duban.embed.Duban;

/** Duban as a host embeds it. */
final class DubanPeer implements Peer {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Enough for large groups in one commit. */
    private static final int FILLING_THREADS = 64;

    private static final Set<String> UNPACKED = Set.of("native", "osgi");

    private final Path directory;
    private Duban duban;

    DubanPeer(Path directory) {
        this.directory = directory;
        this.duban = start();
    }

    private Duban start() {
        return Duban.at(directory).directory(new District()).zone(ZONE).start();
    }

    @Override
    public String describe() {
        return "Duban in this process: SQLite, write-ahead log, synchronous=FULL, group commit";
    }

    @Override
    public String register(int n) {
        return register(duban.matters(), n);
    }

    @Override
    public void carryOut(Step step, int n, String id) {
        carryOut(duban.matters(), step, n, id);
    }

    static String register(Matters matters, int n) {
        LocalDate today = LocalDate.now(ZONE);
        return matters.register(Commands.actor(Step.REGISTER, n), Commands.draft(n, today))
                .id()
                .value();
    }

    static void carryOut(Matters matters, Step step, int n, String id) {
        matters.execute(Commands.actor(step, n), new MatterId(id), Commands.command(step, n));
    }

    @Override
    public long finished() {
        LedgerQuery archived = LedgerQuery.where().standing(Standing.ARCHIVED).build();
        return duban.ledger()
                .count(Actor.of(Office.DEPUTY), archived, Dimension.LINE)
                .total();
    }

    @Override
    public String kept(String id) {
        return kept(duban.matters(), id);
    }

    static String kept(Matters matters, String id) {
        return matters.history(Actor.of(Office.DEPUTY), new MatterId(id)).toString();
    }

    /** While Duban is stopped, so without a log that is still to be written back. */
    @Override
    public synchronized long storedBytes() {
        duban.close();
        long bytes = dataBytes(directory);
        duban = start();
        return bytes;
    }

    /** What is kept in a data directory; not the framework's files and the database's library, which are made anew at each start. */
    static long dataBytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !UNPACKED.contains(
                            directory.relativize(file).getName(0).toString()))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SqlCount sql() {
        throw new UnsupportedOperationException("started uncounted");
    }

    @Override
    public long otherCpuNanos() {
        return 0;
    }

    /** By commands, from many threads at once. */
    @Override
    public void fill(int matters) {
        ExecutorService threads = Executors.newFixedThreadPool(FILLING_THREADS);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int first = 0; first < FILLING_THREADS; first++) {
                int from = first;
                parts.add(() -> {
                    for (int n = from; n < matters; n += FILLING_THREADS) {
                        open(n);
                    }
                    return null;
                });
            }
            for (Future<Void> part : threads.invokeAll(parts)) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private void open(int n) {
        Matters matters = duban.matters();
        LocalDate today = LocalDate.now(ZONE);
        Actor officer = Actor.of(Office.officer(n));
        MatterId id = matters.register(
                        officer,
                        Commands.draft(n, today)
                                .receivedOn(today.minusDays(Office.DAYS + 1))
                                .dueOn(Office.due(n, today)))
                .id();
        List<Assignment> lead = List.of(Assignment.lead(Office.lead(n)));
        matters.execute(officer, id, new Propose(new Proposal(Texts.at(Step.PROPOSE, n), lead)));
        matters.execute(officer, id, new Submit());
        matters.execute(Actor.of(Office.DEPUTY), id, new Approve(Texts.at(Step.APPROVE, n)));
        matters.execute(officer, id, new Assign(lead));
    }

    @Override
    public int overduePage(String unit, boolean titles) {
        LedgerQuery overdue = LedgerQuery.where()
                .unit(unit)
                .light("red")
                .ascending(LedgerQuery.Sort.DUE)
                .build();
        return duban.ledger()
                .list(Actor.of(Office.DEPUTY), overdue, null, 50)
                .rows()
                .size();
    }

    @Override
    public void close() {
        duban.close();
    }
}
