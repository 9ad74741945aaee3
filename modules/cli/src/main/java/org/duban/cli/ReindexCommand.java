package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.health.Finding;
import org.duban.api.search.IndexStatus.State;
import org.duban.health.internal.HealthFile;
import org.duban.journal.internal.JournalReader;
import org.duban.journal.internal.SqliteJournal;
import org.duban.search.internal.feed.OfflineRebuild;
import org.duban.search.internal.feed.OfflineRebuild.Built;
import org.duban.search.internal.feed.OfflineRebuild.Progress;
import org.duban.search.internal.feed.RebuildMarker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban reindex}: builds the search index anew. */
@Command(
        name = "reindex",
        customSynopsis = "duban reindex [选项] DIR",
        description = {
            "由日志重建检索索引。",
            "没有系统使用该目录时就在这里重建，期间目录被占用，系统不能启动；" + "系统正在使用时请它重建，期间检索照常由原索引应答，不影响事项办理。",
            "中途被终止没有损失：原索引照旧使用，做了一半的下次启动时清除。"
        },
        exitCodeList = {"0:已重建；用 --no-wait 时，已开始重建。", "1:已重建，但有事项未能收录；或系统重建受阻、中途停止。", "2:没有日志，目录或索引不可用，占用目录的程序没有应答。"})
final class ReindexCommand implements Callable<Integer> {

    /** How long a Duban may take to see that it is asked. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A Duban that runs tells of itself every 15 seconds. */
    private static final Duration SILENT = Duration.ofMinutes(1);

    private static final long LOOK_EVERY_MILLIS = 500;

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Option(names = "--no-wait", description = "系统正在使用该目录时，只请它重建，不等重建完成。")
    boolean noWait;

    @Option(
            names = {"-q", "--quiet"},
            description = "不印进度。")
    boolean quiet;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Asia/Shanghai", description = "时区，默认 Asia/Shanghai。")
    ZoneId zone;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;
    private final Duration patience;

    /** @param patience how long a Duban may take to see that it is asked */
    ReindexCommand(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ArchivedForms forms;
        try (JournalReader journal = JournalReader.open(directory)) {
            forms = ArchivedForms.of(journal);
        }
        try (SavedIndexes indexes = new SavedIndexes(directory, clock)) {
            SqliteJournal journal;
            try {
                journal = SqliteJournal.open(directory);
            } catch (DubanException e) {
                if (e.code() != ErrorCode.DATA_DIRECTORY_IN_USE) {
                    throw e;
                }
                return ask(indexes, e);
            }
            try (journal) {
                return build(indexes, journal, forms);
            }
        }
    }

    // ---- here

    private int build(SavedIndexes indexes, SqliteJournal journal, ArchivedForms forms) throws IOException {
        Optional<String> other = index().map(found -> found.figures().getOrDefault("engine", ""))
                .filter(engine ->
                        !engine.isEmpty() && !engine.equals(indexes.engine().name()));
        if (other.isPresent()) {
            throw new DubanException(Problem.of(
                    ErrorCode.INDEX_UNAVAILABLE,
                    "DIR",
                    directory,
                    "在系统运行时执行",
                    "该目录的检索由 " + other.get() + " 承担，这里不能重建",
                    "another engine keeps the index of this directory"));
        }
        long started = System.nanoTime();
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), quiet);
        Built built = OfflineRebuild.run(
                indexes.engine(),
                journal,
                new ReplayedMatters(zone),
                forms.types(),
                clock,
                progress -> line.show(progress, Duration.ofNanos(System.nanoTime() - started)));
        line.end();
        Files.deleteIfExists(directory.resolve(RebuildMarker.NAME));
        PrintWriter out = spec.commandLine().getOut();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        out.println("已重建：" + built.matters() + " 件，至日志第 " + built.position() + " 条记录，用时 " + Durations.zh(took));
        forms.unreadable().forEach(type -> out.println("类型 " + type + " 的定义读不了，其表单内容全部作为文字收录"));
        built.left().forEach(left -> out.println("未能收录：" + left));
        return built.left().isEmpty() ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }

    // ---- by the Duban that runs

    private int ask(SavedIndexes indexes, DubanException inUse) throws IOException, InterruptedException {
        Instant asked = clock.instant();
        Set<String> before = new HashSet<>(indexes.whole());
        Path marker = directory.resolve(RebuildMarker.NAME);
        Files.createDirectories(marker.resolveSibling(""));
        Files.writeString(marker, asked + "\n");
        if (!isSeen(marker)) {
            throw new DubanException(
                    List.of(Problem.of(
                            ErrorCode.DATA_DIRECTORY_IN_USE,
                            "DIR",
                            directory,
                            "停止占用它的程序后再执行",
                            inUse.problems().get(0).messageZh() + "，它在 " + Durations.zh(patience) + "内没有应答重建的请求",
                            "whoever uses the data directory doesn't answer")),
                    inUse);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("系统正在运行，已由它开始重建");
        out.flush();
        boolean elsewhere = index().map(found -> found.figures().getOrDefault("engine", ""))
                .filter(engine ->
                        !engine.isEmpty() && !engine.equals(indexes.engine().name()))
                .isPresent();
        if (noWait || elsewhere) {
            out.println("进度可用 duban health " + directory + " 查看");
            return ExitCode.DONE;
        }
        return follow(indexes, before, asked);
    }

    private boolean isSeen(Path marker) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (Files.exists(marker)) {
            if (System.nanoTime() - end > 0) {
                // It may just have been seen.
                return !Files.deleteIfExists(marker);
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(LOOK_EVERY_MILLIS, patience.toMillis()));
        }
        return true;
    }

    private int follow(SavedIndexes indexes, Set<String> before, Instant asked)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        long started = System.nanoTime();
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), quiet);
        while (indexes.whole().stream().allMatch(before::contains)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            HealthFile.Kept kept = new HealthFile(directory).read().orElse(null);
            // Not by its own time: that is of the clock which the host gave Duban.
            Instant told = kept == null ? asked : writtenAt();
            boolean isNew = kept != null && !told.isBefore(asked);
            Finding index = kept != null && isNew ? index(kept) : null;
            if (index != null && stateOf(index) == State.BLOCKED) {
                line.end();
                out.println("重建受阻，系统会自动再试：" + index.messageZh());
                return ExitCode.NOT_IN_ORDER;
            }
            // On another machine its process can't be seen.
            boolean hasDied = kept != null && !kept.alive() && told.plus(SILENT).isBefore(clock.instant());
            if (hasDied || kept != null && isNew && !kept.running()) {
                line.end();
                out.println("系统已停止，重建没有完成；原索引照旧使用，请再执行一次");
                return ExitCode.NOT_IN_ORDER;
            }
            if (index != null && index.figures().containsKey("total")) {
                line.show(
                        new Progress(number(index, "done"), number(index, "total")),
                        Duration.ofNanos(System.nanoTime() - started));
            }
        }
        line.end();
        try (SavedIndexes.Saved saved = indexes.newest()) {
            out.println("已重建：" + saved.index().size() + " 件，至日志第 "
                    + saved.index().mark().position() + " 条记录，用时 "
                    + Durations.zh(Duration.ofNanos(System.nanoTime() - started)));
        }
        return ExitCode.DONE;
    }

    private Instant writtenAt() throws IOException {
        return Files.getLastModifiedTime(directory.resolve(HealthFile.NAME)).toInstant();
    }

    private static long number(Finding finding, String figure) {
        return Long.parseLong(finding.figures().getOrDefault(figure, "0"));
    }

    private static State stateOf(Finding index) {
        return State.valueOf(index.figures().getOrDefault("state", State.READY.name()));
    }

    private Optional<Finding> index() {
        return new HealthFile(directory).read().map(ReindexCommand::index);
    }

    private static @Nullable Finding index(HealthFile.Kept kept) {
        return kept.report().findings().stream()
                .filter(finding -> finding.subject().equals("index"))
                .findFirst()
                .orElse(null);
    }
}
