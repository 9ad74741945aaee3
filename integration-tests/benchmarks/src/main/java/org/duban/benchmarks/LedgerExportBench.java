package org.duban.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duban.api.calendar.Calendars;
import org.duban.api.form.FormTypes;
import org.duban.api.ledger.Ledger;
import org.duban.api.ledger.LedgerQuery;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matters;
import org.duban.api.sheet.LedgerSheets;
import org.duban.api.sheet.SheetProgress;
import org.duban.api.sheet.Written;
import org.duban.calendar.internal.CalendarService;
import org.duban.form.internal.FormTypesService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.ledger.internal.LedgerProjection;
import org.duban.ledger.internal.LedgerService;
import org.duban.ledger.internal.excel.LedgerSheetsService;
import org.duban.matter.internal.MatterService;
import org.duban.matter.internal.Settings;

/**
 * The ledger of so many matters as an .xlsx, in a JVM of its own with a small heap: how long, how large, how much memory. The matters are
 * made by commands, each with a lead and an assisting unit that have taken it on and reported.
 */
final class LedgerExportBench {

    private static final int THREADS = 32;
    private static final List<Step> LIFE = List.of(
            Step.REGISTER,
            Step.PROPOSE,
            Step.SUBMIT,
            Step.APPROVE,
            Step.ASSIGN,
            Step.ACKNOWLEDGE_LEAD,
            Step.ACKNOWLEDGE_ASSIST,
            Step.REPORT_PROGRESS);

    private final SqliteJournal journal;
    private final Matters matters;
    private final LedgerSheets sheets;

    private LedgerExportBench(Path directory) {
        InstantSource clock = InstantSource.system();
        Settings settings = Settings.read(null);
        District district = new District();
        Calendars calendars = new CalendarService();
        FormTypes formTypes = FormTypesService.of(List.of(form("instruction"), form("message")));
        journal = SqliteJournal.open(directory);
        Ledger ledger = new LedgerService(
                journal.readerDataSource(), settings.access(), district, calendars, formTypes, clock, DubanPeer.ZONE);
        matters = new MatterService(
                journal,
                new LedgerProjection(formTypes),
                district,
                calendars,
                formTypes,
                settings,
                clock,
                DubanPeer.ZONE);
        sheets = new LedgerSheetsService(
                ledger, journal, matters, settings.access(), district, formTypes, clock, DubanPeer.ZONE, null);
    }

    private static String form(String id) {
        String name = "/forms/" + id + ".json";
        try (InputStream in = Objects.requireNonNull(LedgerExportBench.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param arguments how many matters (100000), the child's heap in MB (128); or, for the child, {@code write} and the directory
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length > 0 && arguments[0].equals("write")) {
            write(Path.of(arguments[1]), System.out);
            return;
        }
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        String heap = arguments.length > 1 ? arguments[1] : "128";
        Path directory = Files.createTempDirectory("duban-export-");
        LedgerExportBench bench = new LedgerExportBench(directory);
        bench.fill(count);
        bench.journal.close();
        Process child = PeerProcess.java(
                List.of("-Xmx" + heap + "m", "-XX:+UseSerialGC"),
                LedgerExportBench.class,
                "write",
                directory.toString());
        child.getInputStream().transferTo(System.out);
        if (child.waitFor() != 0) {
            throw new IllegalStateException("the export failed in " + heap + " MB");
        }
    }

    private void fill(int count) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> parts = new ArrayList<>();
            for (int first = 0; first < THREADS; first++) {
                int from = first;
                parts.add(() -> {
                    for (int n = from; n < count; n += THREADS) {
                        String id = DubanPeer.register(matters, n);
                        for (Step step : LIFE.subList(1, LIFE.size())) {
                            DubanPeer.carryOut(matters, step, n, id);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> part : threads.invokeAll(parts)) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void write(Path directory, PrintStream report) throws IOException {
        LedgerExportBench bench = new LedgerExportBench(directory);
        Actor actor = Actor.of(Office.DEPUTY);
        Path ledger = directory.resolve("ledger.xlsx");
        long began = System.nanoTime();
        Written written;
        try (OutputStream out = Files.newOutputStream(ledger)) {
            written = bench.sheets.export(actor, LedgerQuery.all(), "", List.of(), out, SheetProgress.NONE);
        }
        report.printf(
                "%,d rows on %s in %.1f s, %.1f MB; heap at most %d MB of %d%n",
                written.rows(),
                LocalDate.now(DubanPeer.ZONE),
                (System.nanoTime() - began) / 1e9,
                Files.size(ledger) / 1e6,
                peak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        Path statistics = directory.resolve("statistics.xlsx");
        began = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(statistics)) {
            bench.sheets.statistics(actor, LedgerQuery.all(), "", out);
        }
        report.printf("statistics in %.1f s%n%s%n", (System.nanoTime() - began) / 1e9, directory);
        bench.journal.close();
    }

    /** The most the heap held after a collection could have run: the sum of each pool's peak. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
