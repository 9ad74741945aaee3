package org.duban.notice.internal.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.journal.Journal;
import org.duban.api.notice.Notices;
import org.duban.api.notice.Notices.ChannelState;
import org.duban.api.notice.Notices.Condition;
import org.duban.api.notice.Notices.Queues;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.Sql;
import org.duban.spi.contact.Contact;
import org.duban.spi.health.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code notices}, {@code channel/<id>} and {@code reader/notice}: what waits, what failed, how far the journal was read. */
@Component(service = HealthCheck.class)
public final class NoticeHealth implements HealthCheck {

    /** Longer than any channel's own tries take. */
    /** A round takes milliseconds, unless very much is to be done or somebody doesn't answer. */
    private static final Duration LONG_ROUND = Duration.ofMinutes(1);

    private static final Duration LONG = Duration.ofHours(4);

    /** What a second of work leaves behind at most. */
    private static final long MUCH = 10_000;

    private final NoticeStore store;
    private final NoticeLoop loop;
    private final Channels channels;
    private final Notices notices;
    private final LongSupplier head;
    private final InstantSource clock;

    @Activate
    public NoticeHealth(
            @Reference NoticeComponent component,
            @Reference Notices notices,
            @Reference Journal journal,
            @Reference InstantSource clock) {
        this(component.store(), component.loop(), component.channels(), notices, journal::head, clock);
    }

    /** @param head position of the newest event */
    NoticeHealth(
            NoticeStore store,
            NoticeLoop loop,
            Channels channels,
            Notices notices,
            LongSupplier head,
            InstantSource clock) {
        this.store = store;
        this.loop = loop;
        this.channels = channels;
        this.notices = notices;
        this.head = head;
        this.clock = clock;
    }

    @Override
    public List<Finding> check() {
        Queues queues = notices.queues();
        List<Finding> findings = new ArrayList<>();
        findings.add(reader());
        findings.add(queues(queues));
        for (ChannelState channel : queues.channels()) {
            findings.add(channel(channel));
        }
        return findings;
    }

    private Finding reader() {
        long position = store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                Long read = sql.first(
                        "select value from fact where name = 'position'", row -> Long.parseLong(row.getString(1)));
                return read == null ? 0 : read;
            }
        });
        long lag = Math.max(0, head.getAsLong() - position);
        return reader(position, lag, loop.failure(), loop.round());
    }

    /** How the reading of the feed is. Pure. */
    static Finding reader(long position, long lag, String failure, Duration round) {
        Map<String, String> figures = Map.of("position", Long.toString(position), "lag", Long.toString(lag));
        if (!failure.isEmpty()) {
            return new Finding("reader/notice", Status.FAIL, "通知处理受阻，每秒重试：" + Texts.reason(failure), figures);
        }
        if (round.compareTo(LONG_ROUND) > 0) {
            return new Finding(
                    "reader/notice",
                    Status.WARN,
                    "通知处理已 " + round.toSeconds() + " 秒没有完成一轮，可能在重新计算大量时限，或宿主的通讯录、联系方式没有答复",
                    figures);
        }
        return lag > MUCH
                ? new Finding("reader/notice", Status.WARN, "还有 " + lag + " 条记录未处理，正在追赶", figures)
                : new Finding("reader/notice", Status.OK, "已处理到第 " + position + " 条记录", figures);
    }

    private Finding queues(Queues queues) {
        Map<String, String> figures = new HashMap<>();
        figures.put("held", Long.toString(queues.held()));
        figures.put("pending", Long.toString(queues.pending()));
        figures.put("dead", Long.toString(queues.dead()));
        @Nullable Instant oldest = queues.oldestPending();
        if (oldest != null) {
            figures.put("oldestPending", oldest.toString());
        }
        if (queues.dead() > 0) {
            return new Finding("notices", Status.WARN, queues.dead() + " 条通知未送达，请重送或放弃", figures);
        }
        if (oldest != null && oldest.plus(LONG).isBefore(clock.instant())) {
            return new Finding("notices", Status.WARN, "有通知待送已超过 " + LONG.toHours() + " 小时，请检查通道", figures);
        }
        return new Finding("notices", Status.OK, "暂缓 " + queues.held() + " 条，待送 " + queues.pending() + " 条", figures);
    }

    private Finding channel(ChannelState channel) {
        int leaked = channels.leakedThreads(channel.id());
        Map<String, String> figures = new HashMap<>();
        figures.put("condition", channel.condition().name());
        figures.put("pending", Long.toString(channel.pending()));
        figures.put("sent", Long.toString(channel.sent()));
        figures.put("faults", Long.toString(channel.faults()));
        figures.put("leakedThreads", Integer.toString(leaked));
        figures.put("lastFault", channel.lastFault());
        String name = channel.name();
        String last = channel.lastFault().isEmpty() ? "" : "：" + channel.lastFault();
        return switch (channel.condition()) {
            case READY ->
                leaked > 0 && !channel.id().equals(Contact.INBOX)
                        ? finding(channel, Status.WARN, name + "正常，但插件遗留 " + leaked + " 个线程，请更新插件", figures)
                        : finding(channel, Status.OK, name + Condition.READY.zh(), figures);
            case BROKEN -> finding(channel, Status.FAIL, name + "连续失败，暂停使用" + last, figures);
            case HANGING -> finding(channel, Status.FAIL, name + "无响应，请更换插件或重启" + last, figures);
            case ABSENT -> finding(channel, Status.FAIL, "有通知要经 " + name + " 发送，但该通道未安装", figures);
        };
    }

    private static Finding finding(ChannelState channel, Status status, String message, Map<String, String> figures) {
        return new Finding("channel/" + channel.id(), status, message, figures);
    }
}
