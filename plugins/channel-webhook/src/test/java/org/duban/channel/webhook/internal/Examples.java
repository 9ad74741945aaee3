package org.duban.channel.webhook.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.duban.spi.channel.Message;

/** What the tests have in common. */
final class Examples {

    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final String SECRET = "SECa-secret-nobody-may-see";
    /** 2026-03-02 09:00 in China. */
    static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private Examples() {}

    static Settings settings(Format format, URI url) {
        return new Settings(
                format,
                url,
                format == Format.WECOM ? "" : SECRET,
                false,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    static Settings mentioning(Settings settings) {
        return new Settings(
                settings.format(),
                settings.url(),
                settings.secret(),
                true,
                settings.connectTimeout(),
                settings.totalTimeout());
    }

    static Settings within(Duration timeLimit, Settings settings) {
        return new Settings(
                settings.format(), settings.url(), settings.secret(), settings.mentionByMobile(), timeLimit, timeLimit);
    }

    static Message message(String title, String text) {
        return new Message(
                "notice/17",
                "qian",
                "钱科长",
                "13800000000",
                NoticeKind.REMINDER,
                title,
                text,
                List.of(
                        new NoticeItem("1", "批示〔2026〕12号", "西园街道老旧小区供暖改造", LocalDate.of(2026, 3, 12)),
                        new NoticeItem("2", "留言〔2026〕3号", "路灯不亮", null)),
                Instant.parse("2026-03-02T00:59:30Z"));
    }

    static Message message() {
        return message("时限提醒：供暖改造", "还剩3个工作日。\n请及时反馈进展。");
    }
}
