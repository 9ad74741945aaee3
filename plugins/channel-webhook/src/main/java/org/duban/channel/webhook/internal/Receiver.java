package org.duban.channel.webhook.internal;

import java.time.Instant;
import java.util.Optional;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.duban.spi.channel.Message;

/** One kind of receiver: what it wants to be sent, and what its answers mean. */
interface Receiver {

    /** What people call it. */
    String name();

    /** The message as this receiver takes it, shortened when it is too long for it. */
    Outgoing compose(Message message, Settings settings, Instant now);

    /** What it says in the body of its answers; empty when the HTTP status says it all. */
    Optional<Codes> codes();

    static Receiver of(Format format) {
        return switch (format) {
            case DINGTALK -> new DingTalk();
            case WECOM -> new WeCom();
            case FEISHU -> new Feishu();
            case PLAIN -> new Plain();
        };
    }

    /** Whom a message in a group is for; empty when nobody is named. */
    static String addressee(Message message) {
        return message.name().isBlank() ? "" : "致：" + message.name().strip();
    }
}
