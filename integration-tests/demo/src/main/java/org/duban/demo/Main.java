package org.duban.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.demo.YearReport.Measure;
import org.jspecify.annotations.Nullable;

/**
 * Runs the demo. System properties:
 *
 * <ul>
 *   <li>{@code demo.messages}: a file of messages to carry; without it, a district's year is lived through
 *   <li>{@code demo.out}: directory for {@code data/} and {@code handed-out/}, made anew by each run, and {@code summary.json}; default {@code target/demo}
 *   <li>{@code demo.seed}: another number gives another year with the same figures
 * </ul>
 *
 * <p>Ends with an exception when anything doesn't reconcile, and so with an exit code other than 0.
 */
public final class Main {

    private static final long DEFAULT_SEED = 620103;
    private static final String DATA = "data";
    private static final String HANDED_OUT = "handed-out";

    private Main() {}

    /** Something counted isn't what it should be; what exactly has been printed. */
    static final class DoesNotReconcile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DoesNotReconcile(Path summary) {
            super("数字不相符，见 " + summary, null, false, false);
        }
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        Path out = Path.of(System.getProperty("demo.out", "target/demo"))
                .toAbsolutePath()
                .normalize();
        String messages = System.getProperty("demo.messages", "");
        Screen screen = Screen.standard();
        if (messages.isBlank()) {
            year(
                    Scenario.ofYear(),
                    YearReport.measuresOfSource(),
                    Long.getLong("demo.seed", DEFAULT_SEED),
                    out,
                    screen);
        } else {
            messages(Path.of(messages).toAbsolutePath().normalize(), out, screen);
        }
    }

    /** Lives through a scenario's year. */
    static void year(Scenario scenario, List<Measure> measures, long seed, Path out, Screen screen) throws IOException {
        YearRun.Result result =
                new YearRun(scenario, measures, seed, screen).run(emptyData(out), empty(out.resolve(HANDED_OUT)));
        finish(out, result.summary(), result.reconciled(), screen);
    }

    /** Carries a file's messages. */
    static void messages(Path file, Path out, Screen screen) throws IOException {
        MessagesRun.Result result = new MessagesRun(screen).run(file, emptyData(out));
        finish(out, summary(file, result), result.reconciled(), screen);
    }

    private static Path emptyData(Path out) throws IOException {
        return empty(out.resolve(DATA));
    }

    private static Path empty(Path directory) throws IOException {
        delete(directory);
        return directory;
    }

    private static void finish(Path out, Map<String, Object> summary, boolean reconciled, Screen screen)
            throws IOException {
        Path file = out.resolve("summary.json");
        Json.MAPPER.writeValue(file.toFile(), summary);
        screen.line("");
        screen.line("数据目录：" + out.resolve(DATA));
        screen.line("汇总数字：" + file);
        if (!reconciled) {
            throw new DoesNotReconcile(file);
        }
    }

    private static Map<String, Object> summary(Path file, MessagesRun.Result result) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("run", "messages");
        summary.put("file", file.toString());
        summary.put("lines", result.lines());
        summary.put("skipped", result.skipped().size());
        summary.put("messages", result.replies().messages());
        summary.put("answered", result.replies().answered());
        summary.put("within7", result.replies().within7());
        summary.put("within15", result.replies().within15());
        summary.put("medianWorkingDays", result.replies().medianWorkingDays());
        summary.put("archived", result.replies().archived());
        summary.put("commands", result.commands());
        summary.put("transitions", result.replies().transitions());
        summary.put("journalIntact", result.journalIntact());
        summary.put("reconciled", result.reconciled());
        summary.put("skippedLines", result.skipped());
        return summary;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
