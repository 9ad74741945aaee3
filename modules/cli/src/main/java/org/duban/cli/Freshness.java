package org.duban.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.duban.cli.SavedIndexes.Saved;

/**
 * How new what was searched is.
 *
 * @param generation name of the index
 * @param position position of the journal up to which it is
 * @param head the journal's newest position
 * @param savedAt when it was saved, to the second
 * @param age how long ago that was
 */
record Freshness(String generation, long position, long head, OffsetDateTime savedAt, Duration age) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    static Freshness of(Saved saved, long head, Instant now, ZoneId zone) {
        Duration age = Duration.between(saved.savedAt(), now);
        return new Freshness(
                saved.generation(),
                saved.index().mark().position(),
                head,
                saved.savedAt().truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime(),
                age.isNegative() ? Duration.ZERO : age);
    }

    /** Records of the journal that aren't in it. */
    long behind() {
        return Math.max(0, head - position);
    }

    String zh() {
        return "索引 " + generation + " 保存于 " + TIME.format(savedAt) + "（" + Durations.zh(age) + "前）"
                + (behind() == 0 ? "，与日志一致" : "，不含此后的 " + behind() + " 条记录；系统运行时几秒内自动收录");
    }
}
