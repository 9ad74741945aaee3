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

/** {@code duban notices retry}: has an undeliverable notice tried again. */
@Command(
        name = "retry",
        customSynopsis = "duban notices retry [选项] DIR ID --by WHO",
        description = {"重送一条未送达的通知，从收件人的第一个通道开始，按现在的联系方式。", "系统运行时随即重送，否则在下次启动后重送。"},
        exitCodeList = {"0:已列入待送。", "2:参数有误，没有这条通知，或它不是未送达。"})
final class NoticesRetryCommand implements Callable<Integer> {

    @Mixin
    Help help;

    @Parameters(index = "0", paramLabel = "DIR", description = "数据目录。")
    Path directory;

    @Parameters(index = "1", paramLabel = "ID", description = "通知的编号。")
    long id;

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "谁要重送：人员编号，记入投递记录。")
    String who;

    @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "为什么，记入投递记录；可以不写。")
    String reason;

    @Spec
    CommandSpec spec;

    private final InstantSource clock;

    NoticesRetryCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        NoticeFile.change(directory, letters -> letters.retry(id, NoticeFile.named(who), reason, clock.instant()));
        spec.commandLine().getOut().println("通知 " + id + " 已列入待送");
        return ExitCode.DONE;
    }
}
