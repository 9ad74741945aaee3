package org.duban.search.internal.watch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.spi.health.HealthCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reader/watch}: how far the journal was read for watches, and what couldn't be looked at. */
@Component(service = HealthCheck.class)
public final class WatchHealth implements HealthCheck {

    /** A round takes milliseconds, unless very much is to be done or somebody doesn't answer. */
    private static final Duration LONG_ROUND = Duration.ofMinutes(1);

    /** What a second of work leaves behind at most. */
    private static final long MUCH = 10_000;

    private static final String SUBJECT = "reader/watch";

    private final WatchComponent watches;

    @Activate
    public WatchHealth(@Reference WatchComponent watches) {
        this.watches = watches;
    }

    @Override
    public List<Finding> check() {
        WatchStore store = watches.store();
        long position = store.fact(WatchReader.POSITION).orElse(0L);
        return List.of(finding(new Look(
                position,
                Math.max(0, watches.journal().head() - position),
                store.fact(WatchReader.FIRST).orElse(0L),
                watches.book().size(),
                watches.reader().unreadable(),
                store.deferred(),
                watches.loop().failure(),
                watches.loop().round())));
    }

    /**
     * How it is.
     *
     * @param first the position reading began behind
     * @param unreadable watches that can't be read
     * @param deferred matters that couldn't be looked at and are tried again
     * @param failure why nothing can be looked at; empty when it can
     * @param round how long the round under way has taken
     */
    record Look(
            long position,
            long lag,
            long first,
            long watches,
            long unreadable,
            long deferred,
            String failure,
            Duration round) {}

    /** Pure. */
    static Finding finding(Look look) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("position", Long.toString(look.position()));
        figures.put("lag", Long.toString(look.lag()));
        figures.put("first", Long.toString(look.first()));
        figures.put("watches", Long.toString(look.watches()));
        figures.put("unreadable", Long.toString(look.unreadable()));
        figures.put("deferred", Long.toString(look.deferred()));
        if (!look.failure().isEmpty()) {
            return new Finding(SUBJECT, Status.FAIL, "关注处理受阻，每秒重试：" + look.failure(), figures);
        }
        if (look.round().compareTo(LONG_ROUND) > 0) {
            return new Finding(
                    SUBJECT,
                    Status.WARN,
                    "关注处理已 " + look.round().toSeconds() + " 秒没有完成一轮，可能在追赶大量记录，或宿主的通讯录没有答复",
                    figures);
        }
        if (look.deferred() > 0) {
            return new Finding(SUBJECT, Status.WARN, look.deferred() + " 件事项的新内容未能比对关注，每十分钟重试；仍不消失请把日志交给维护人员", figures);
        }
        if (look.lag() > MUCH) {
            return new Finding(SUBJECT, Status.WARN, "还有 " + look.lag() + " 条记录未比对关注，正在追赶", figures);
        }
        return new Finding(
                SUBJECT,
                Status.OK,
                look.watches() + " 项关注，从第 " + (look.first() + 1) + " 条记录起比对"
                        + (look.unreadable() == 0 ? "" : "；其中 " + look.unreadable() + " 项的条件已不能识别，暂不比对，请本人修改"),
                figures);
    }
}
