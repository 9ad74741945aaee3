package org.duban.cli;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban notices drop}: gives an undeliverable notice up. */
@Command(
        name = "drop",
        customSynopsis = "duban notices drop [选项] DIR ID --by WHO --reason TEXT",
        description = "放弃一条未送达的通知；它和投递记录仍可查看。",
        exitCodeList = {"0:已放弃。", "2:参数有误，没有这条通知，或它不是未送达。"})
final class NoticesDropCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Parameters(index = "1", paramLabel = "ID", description = "通知的编号。")
    long id;

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "谁放弃的：人员编号，记入投递记录。")
    String who;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "为什么放弃，记入投递记录。")
    String reason;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    NoticesDropCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        NoticeFile.change(directory, letters -> letters.drop(id, NoticeFile.named(who), reason, clock.instant()));
        spec.commandLine().getOut().println("通知 " + id + " 已放弃");
        return ExitCode.DONE;
    }
}
