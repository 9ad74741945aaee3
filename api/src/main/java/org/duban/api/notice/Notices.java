package org.duban.api.notice;

import java.time.Instant;
import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where every notice is, and what to do with those that don't arrive. Thread-safe.
 *
 * <p>A notice is delivered at least once: it is durable before the first try, and counts as sent only when a receiving system has
 * accepted it. People see the notices to themselves and those about matters they may see; undeliverable ones are the office's ({@link
 * org.duban.api.office.Role#DIRECTOR}, {@code DEPUTY_DIRECTOR}).
 */
@ProviderType
public interface Notices {

    /**
     * A notice with all attempts: where did it go?
     *
     * @throws org.duban.api.DubanException {@code NOTICE_NOT_FOUND} when there is none, or the actor may not see it
     */
    Notice get(Actor actor, long id);

    /** The notices about a matter, the newest first; {@code MATTER_NOT_FOUND} as everywhere. */
    List<Notice> about(Actor actor, MatterId matter, int limit);

    /**
     * The notices to a person, the newest first.
     *
     * @param before only those with a smaller id; 0 for the newest
     * @throws org.duban.api.DubanException {@code ACCESS_DENIED} when it is neither the actor nor is the actor of the office
     */
    List<Notice> to(Actor actor, String person, long before, int limit);

    /** The undeliverable ones, the oldest first; {@code ACCESS_DENIED} but for the office. */
    List<Notice> dead(Actor actor, int limit);

    /** Tries an undeliverable notice again from the recipient's first channel, as the host's contacts now are. */
    void retry(Actor actor, long id);

    /** Gives an undeliverable notice up; {@code reason} must not be blank. */
    void drop(Actor actor, long id, String reason);

    /** What the queues look like now. */
    Queues queues();

    /**
     * Sends a test message to an address over one channel, now, once, past all queues.
     *
     * @param channel id of the channel
     * @param address where to; may be empty when the channel needs none
     * @return what came of it, never {@link Notice.Outcome#HANDED_OVER}
     * @throws org.duban.api.DubanException {@code CHANNEL_UNKNOWN} when no such channel is there; {@code ACCESS_DENIED} but for the
     *     office
     */
    Notice.Attempt test(Actor actor, String channel, String address);

    /**
     * Does at once what is due by now: reads the feed to its head, counts open due dates again when the calendar has changed, raises every
     * notice that is due. Returns when all that is durable; deliveries may still be under way. Happens by itself within a second or
     * so; for those who want their own write's notices at once, and for clocks that jump.
     */
    void catchUp();

    /**
     * Queue lengths.
     *
     * @param held held for working hours or a digest
     * @param pending waiting for a channel
     * @param dead undeliverable
     * @param oldestPending when the oldest pending notice was raised; null when none waits
     * @param channels by id
     */
    record Queues(
            long held, long pending, long dead, @Nullable Instant oldestPending, List<ChannelState> channels) {
        public Queues {
            channels = List.copyOf(channels);
        }
    }

    /**
     * A channel as it is now.
     *
     * @param id its id
     * @param name what people call it
     * @param plugin symbolic name and version of the bundle it comes from; empty when it isn't there although notices wait for it
     * @param condition whether it is used
     * @param pending notices waiting for it
     * @param sent accepted since the start
     * @param faults the plugin's own faults since the start
     * @param lastFault the last one, one line; empty when none
     */
    record ChannelState(
            String id,
            String name,
            String plugin,
            Condition condition,
            long pending,
            long sent,
            long faults,
            String lastFault) {}

    /** Whether a channel is used. */
    enum Condition {
        /** 正常. */
        READY("正常"),
        /** 熔断: failed again and again, left alone for a while. */
        BROKEN("熔断"),
        /** 无响应: a call hasn't come back; nothing more is given to it until it does or the plugin is replaced. */
        HANGING("无响应"),
        /** 未安装: nobody offers it. */
        ABSENT("未安装");

        private final String zh;

        Condition(String zh) {
            this.zh = zh;
        }

        /** The condition in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
