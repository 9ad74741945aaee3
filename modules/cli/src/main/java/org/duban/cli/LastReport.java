package org.duban.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.health.internal.HealthFile;

/** What a Duban last wrote about itself into its data directory. */
final class LastReport {

    private LastReport() {}

    /** @throws DubanException {@code DATA_DIRECTORY_UNUSABLE} when none has ever run there */
    static HealthFile.Kept of(Path directory) {
        return new HealthFile(directory)
                .read()
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.DATA_DIRECTORY_UNUSABLE,
                        "DIR",
                        directory,
                        "督办系统运行过的数据目录",
                        "目录中没有运行状况（" + HealthFile.NAME + "）",
                        "no Duban has run in this directory")));
    }

    /** Whether it runs, and how old what follows is. */
    static String heading(HealthFile.Kept kept, InstantSource clock) {
        Instant at = kept.report().at();
        long seconds = Math.max(0, Duration.between(at, clock.instant()).toSeconds());
        String when = "自查于 " + at + "（" + seconds + " 秒前）";
        return kept.alive()
                ? "运行中，进程 " + kept.pid() + "，" + when
                : kept.running() ? "未在运行：没有正常停止，最后" + when : "已停止，最后" + when;
    }
}
