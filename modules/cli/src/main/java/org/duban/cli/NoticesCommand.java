package org.duban.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notice.Attempt;
import org.duban.api.notice.Notice.State;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.NoticeTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duban notices}: what waits, what didn't arrive, and where one notice went. */
@Command(
        name = "notices",
        customSynopsis = {
            "duban notices [选项] DIR [ID]",
            "duban notices retry DIR ID --by WHO",
            "duban notices drop DIR ID --by WHO --reason TEXT"
        },
        description = {"显示通知的排队情况和未送达的通知；给出 ID 时，显示这一条通知和全部投递记录。", "只读不写，系统运行时也可查看。"},
        exitCodeList = {"0:完成，没有未送达的通知；给出 ID 时：不是未送达。", "1:完成，但有通知未送达。", "2:参数有误，目录中没有通知库，或没有这条通知。"})
final class NoticesCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

    @Mixin
    Help help;

    /** Checked here: picocli would ask for it before {@code retry DIR} too. */
    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "数据目录。")
    @Nullable
    Path directory;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "通知的编号。")
    @Nullable
    Long id;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "至多列出多少条未送达的通知，从最早的开始，默认 100。")
    int limit;

    @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Asia/Shanghai", description = "时区，默认 Asia/Shanghai。")
    ZoneId zone;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        Path data = directory;
        if (data == null) {
            throw new MissingParameterException(
                    spec.commandLine(), spec.positionalParameters().get(0), "DIR");
        }
        Long one = id;
        return one == null ? all(data) : one(data, one);
    }

    private int all(Path data) throws SQLException {
        Queues queues = NoticeFile.read(data, sql -> Queues.of(sql, new NoticeTable(sql), limit));
        PrintWriter out = spec.commandLine().getOut();
        out.println("暂缓 " + queues.held() + "，待送 " + queues.pending() + "，未送达 " + queues.dead());
        Instant oldest = queues.oldestPending();
        if (oldest != null) {
            out.println("待送中最早的：" + local(oldest));
        }
        queues.channels()
                .forEach((channel, count) ->
                        out.println("  " + (channel.equals(NoticeTable.UNROUTED) ? "未分通道" : channel) + " " + count));
        if (queues.dead() > 0) {
            out.println("未送达");
            Columns.aligned(queues.undelivered().stream().map(this::row).toList())
                    .forEach(line -> out.println("  " + line));
            long more = queues.dead() - queues.undelivered().size();
            if (more > 0) {
                out.println("  还有 " + more + " 条，见 --limit");
            }
        }
        return queues.dead() == 0 ? ExitCode.DONE : ExitCode.NOT_IN_ORDER;
    }

    private List<String> row(Notice notice) {
        List<Attempt> attempts = notice.attempts();
        String reason = attempts.isEmpty() ? "" : said(attempts.get(attempts.size() - 1));
        return List.of(
                Long.toString(notice.id()),
                local(notice.createdAt()),
                notice.person().isEmpty() ? "（无收件人）" : notice.person(),
                notice.kind().zh(),
                notice.title(),
                reason);
    }

    private int one(Path data, long wanted) throws SQLException {
        Notice notice = NoticeFile.read(data, sql -> {
            NoticeTable table = new NoticeTable(sql);
            NoticeRow row = table.get(wanted);
            if (row == null) {
                throw new DubanException(
                        Problem.of(ErrorCode.NOTICE_NOT_FOUND, "ID", wanted, "", "没有这条通知", "There is no such notice"));
            }
            return row.notice(table.attempts(wanted));
        });
        PrintWriter out = spec.commandLine().getOut();
        out.println("通知 " + notice.id() + "（" + notice.key() + "）");
        out.println("状态：" + notice.state().zh() + where(notice));
        out.println("收件人：" + (notice.person().isEmpty() ? "无" : notice.person()));
        out.println("缘由：" + notice.kind().zh() + about(notice));
        out.println("产生：" + local(notice.createdAt()));
        out.println("标题：" + notice.title());
        notice.text().lines().forEach(line -> out.println("  " + line));
        out.println(notice.attempts().isEmpty() ? "还没有投递过" : "投递记录");
        Columns.aligned(notice.attempts().stream()
                        .map(each -> List.of(
                                local(each.at()),
                                each.channel().isEmpty() ? "（人工）" : each.channel(),
                                each.outcome().zh(),
                                each.detail()))
                        .toList())
                .forEach(line -> out.println("  " + line));
        return notice.state() == State.DEAD ? ExitCode.NOT_IN_ORDER : ExitCode.DONE;
    }

    private String where(Notice notice) {
        Instant next = notice.notBefore();
        return (notice.channel().isEmpty() ? "" : "，通道 " + notice.channel())
                + (notice.digest() == 0 ? "" : "，汇总于通知 " + notice.digest())
                + (next == null ? "" : "，不早于 " + local(next));
    }

    private static String about(Notice notice) {
        return notice.matter() == null
                ? ""
                : "，事项 " + notice.matter().value()
                        + (notice.obligation() == 0 ? "" : " 的第 " + notice.obligation() + " 项责任");
    }

    private static String said(Attempt attempt) {
        String how = attempt.channel().isEmpty()
                ? attempt.outcome().zh()
                : attempt.channel() + " " + attempt.outcome().zh();
        return attempt.detail().isEmpty() ? how : how + "：" + attempt.detail();
    }

    private String local(Instant instant) {
        return TIME.format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
}
