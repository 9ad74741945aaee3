package org.duban.api.notice;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.duban.api.matter.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * A notice to one person, and where it is.
 *
 * @param id counts up; the order in which notices were raised
 * @param key stable key, what receivers drop doubles by
 * @param person id of the recipient; empty when nobody was found, and then it is {@link State#DEAD} from the start
 * @param kind why
 * @param matter the matter it is about; null for a digest, a test, and when it is about something else
 * @param obligation number of the obligation within the matter; 0 when the whole matter is meant
 * @param title one line
 * @param text plain text
 * @param createdAt when it was raised
 * @param state where it is
 * @param channel id of the channel it is waiting for or was sent over; empty while it is held or when there is none
 * @param notBefore when it will be tried next, or until when it is held; null when nothing is waited for
 * @param digest id of the digest it went out in; 0 when it went out by itself
 * @param attempts what was tried, in order; in lists only the last one
 */
public record Notice(
        long id,
        String key,
        String person,
        NoticeKind kind,
        @Nullable MatterId matter,
        int obligation,
        String title,
        String text,
        Instant createdAt,
        State state,
        String channel,
        @Nullable Instant notBefore,
        long digest,
        List<Attempt> attempts) {

    public Notice {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(channel, "channel");
        attempts = List.copyOf(attempts);
    }

    /**
     * Something that was tried, or done by a person.
     *
     * @param at when
     * @param channel id of the channel; empty for what a person did
     * @param outcome what came of it
     * @param detail the receiver's receipt, the reason, or who did it and why; may be empty
     */
    public record Attempt(Instant at, String channel, Outcome outcome, String detail) {
        public Attempt {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** Where a notice is. */
    public enum State {
        /** 暂缓: held for working hours or for a digest. */
        HELD("暂缓"),
        /** 待送: waits for its turn or for the next try. */
        PENDING("待送"),
        /** 已送达: a channel's receiving system has accepted it. */
        SENT("已送达"),
        /** 已汇总: went out within a digest. */
        MERGED("已汇总"),
        /** 未送达: every channel was tried in vain; somebody has to retry or drop it. */
        DEAD("未送达"),
        /** 已放弃: dropped by a person, with a reason. */
        DROPPED("已放弃"),
        /** 已取消: the matter moved on before it was sent. */
        CANCELLED("已取消");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }

    /** What came of an attempt. */
    public enum Outcome {
        /** 已接收. */
        SENT("已接收"),
        /** 稍后再试: the channel said so. */
        RETRY("稍后再试"),
        /** 拒收: the channel said it never will. */
        REJECTED("拒收"),
        /** 通道故障: it threw, answered nothing, or took too long. */
        FAULT("通道故障"),
        /** 转交: handed over to the next channel. */
        HANDED_OVER("转交"),
        /** 重送: a person had it tried again. */
        RETRIED("重送"),
        /** 放弃: a person dropped it. */
        DROPPED("放弃"),
        /** 取消: the matter moved on. */
        CANCELLED("取消");

        private final String zh;

        Outcome(String zh) {
            this.zh = zh;
        }

        /** The outcome in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
