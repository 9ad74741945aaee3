package org.duban.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.concurrent.Callable;
import org.duban.file.internal.DiskFileStore;
import org.duban.file.internal.Stocktaking;
import org.duban.file.internal.Stocktaking.Named;
import org.duban.file.internal.Stocktaking.Report;
import org.duban.journal.internal.JournalReader;
import org.duban.spi.file.FileStore.Kept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban files check}: whether every file the journal names is there as it was. */
@Command(
        name = "check",
        customSynopsis = "duban files check [选项] DIR",
        description = {"核对日志提到的附件是否都在、内容是否与摘要相符，并列出没有任何记录提到的附件。", "只读不写，什么也不删除，系统运行时也可核对。"},
        exitCodeList = {"0:齐全完好。", "1:有附件缺失或损坏。", "2:数据目录打不开。"})
final class FilesCheckCommand implements Callable<Integer> {

    static final String FOLDER = "files";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Option(names = "--names-only", description = "只看在不在，不读内容。")
    boolean namesOnly;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Asia/Shanghai", description = "时区，默认 Asia/Shanghai。")
    ZoneId zone;

    @Option(
            names = {"-q", "--quiet"},
            description = "不印进度。")
    boolean quiet;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    FilesCheckCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Report report;
        try (JournalReader journal = JournalReader.open(directory)) {
            report = Stocktaking.take(
                    journal::feed,
                    new DiskFileStore(directory.resolve(FOLDER), clock, new Random()),
                    clock.instant().minus(Stocktaking.grace(directory.resolve("config"))),
                    !namesOnly,
                    this::progress);
        }
        out.println("日志提到附件 " + report.named() + " 个，保存附件 " + report.kept() + " 个，共 " + report.bytes() + " 字节");
        report.missing().forEach(named -> out.println("缺失  " + named.sha256() + "  " + by(named)));
        report.damaged().forEach(named -> out.println("损坏  " + named.sha256() + "  " + by(named)));
        for (Kept orphan : report.orphans()) {
            out.println("无人提到  " + orphan.sha256() + "  " + orphan.size() + " 字节，存于 "
                    + TIME.format(orphan.keptAt().atZone(zone)));
        }
        if (report.young() > 0) {
            out.println("另有 " + report.young() + " 个新近存入、尚无人提到的附件");
        }
        out.println(
                report.inOrder()
                        ? namesOnly ? "齐全（未核对内容）" : "齐全完好"
                        : "缺失 " + report.missing().size() + " 个，损坏 "
                                + report.damaged().size() + " 个，请从备份恢复");
        return report.inOrder() ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }

    private static String by(Named named) {
        return "第 " + named.position() + " 号事件（" + named.stream() + "）提到";
    }

    private void progress(long files) {
        if (!quiet && files % 100_000 == 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("已核对 " + files + " 个附件");
            err.flush();
        }
    }
}
