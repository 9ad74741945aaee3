package org.duban.channel.webhook.internal;

import static org.duban.channel.webhook.internal.Codes.later;
import static org.duban.channel.webhook.internal.Codes.never;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.spi.channel.Message;

/** 钉钉自定义机器人, as DingTalk's 自定义机器人接入 and 自定义机器人安全设置 describe it. */
final class DingTalk implements Receiver {

    /** Of the whole body. */
    private static final int MOST_BYTES = 20_000;

    /** More than 20 messages in a minute, and the robot is silenced for ten. */
    private static final Duration SILENCED = Duration.ofMinutes(10);

    private static final Codes CODES = new Codes(
            List.of("errcode"),
            "errmsg",
            Map.ofEntries(
                    Map.entry("-1", later(Duration.ofMinutes(1), "系统繁忙")),
                    Map.entry("130101", later(SILENCED, "发送太快，每分钟最多 20 条")),
                    Map.entry("410100", later(SILENCED, "发送太快，被限流")),
                    Map.entry("310000", never("安全设置不允许：通知里没有自定义关键词、加签密钥 .secret 不符、时钟不准，或本机不在允许的 IP 之内")),
                    Map.entry("300001", never("令牌无效，请检查 .url")),
                    Map.entry("400101", never("令牌不存在，请检查 .url")),
                    Map.entry("400013", never("群已解散")),
                    Map.entry("400102", never("机器人已停用")),
                    Map.entry("400106", never("机器人已不存在")),
                    Map.entry("430101", never("内容被拒：有不安全的链接")),
                    Map.entry("430102", never("内容被拒：有不合适的文字")),
                    Map.entry("430104", never("内容被拒"))));

    @Override
    public String name() {
        return "钉钉机器人";
    }

    @Override
    public Optional<Codes> codes() {
        return Optional.of(CODES);
    }

    @Override
    public Outgoing compose(Message message, Settings settings, Instant now) {
        String text = Fit.to(MOST_BYTES, message.text(), part -> body(message, part, settings).length);
        return new Outgoing(signed(settings, now), Map.of(), body(message, text, settings));
    }

    private static byte[] body(Message message, String text, Settings settings) {
        return Json.object(json -> {
            json.writeStringField("msgtype", "markdown");
            json.writeObjectFieldStart("markdown");
            json.writeStringField("title", message.title());
            json.writeStringField(
                    "text", Markdown.page(message, text, settings.mentionByMobile() ? " @" + message.address() : ""));
            json.writeEndObject();
            if (settings.mentionByMobile()) {
                json.writeObjectFieldStart("at");
                json.writeArrayFieldStart("atMobiles");
                json.writeString(message.address());
                json.writeEndArray();
                json.writeEndObject();
            }
        });
    }

    /** {@code timestamp} is in milliseconds and good for an hour; {@code sign} is over it, a line break and the secret. */
    private static URI signed(Settings settings, Instant now) {
        if (settings.secret().isEmpty()) {
            return settings.url();
        }
        long timestamp = now.toEpochMilli();
        byte[] toSign = (timestamp + "\n" + settings.secret()).getBytes(StandardCharsets.UTF_8);
        String sign = Base64.getEncoder().encodeToString(Hmac.sha256(settings.secret(), toSign));
        String separator = settings.url().getRawQuery() == null ? "?" : "&";
        return URI.create(settings.url() + separator + "timestamp=" + timestamp + "&sign="
                + URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }
}
