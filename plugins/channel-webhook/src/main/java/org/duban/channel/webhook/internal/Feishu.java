package org.duban.channel.webhook.internal;

import static org.duban.channel.webhook.internal.Codes.later;
import static org.duban.channel.webhook.internal.Codes.never;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.spi.channel.Message;

/**
 * 飞书自定义机器人, as 自定义机器人使用指南 describes it. Sends 富文本 ({@code post}): a title and paragraphs of plain text, in which nothing needs to be
 * escaped.
 */
final class Feishu implements Receiver {

    /** Of the whole body: 20 KB, taken as the smaller unit. */
    private static final int MOST_BYTES = 20_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Codes CODES = new Codes(
            List.of("code", "StatusCode"),
            "msg",
            Map.of(
                    "9499", later(MINUTE, "请求太多"),
                    "11232", later(MINUTE, "发送太快，每分钟最多 100 条"),
                    "19001", never("地址无效或机器人已不存在，请检查 .url"),
                    "19002", never("内容不符合要求"),
                    "19021", never("加签密钥 .secret 不符，或时钟相差超过一小时"),
                    "19022", never("本机不在机器人允许的 IP 之内"),
                    "19024", never("通知里没有机器人要求的自定义关键词")));

    @Override
    public String name() {
        return "飞书机器人";
    }

    @Override
    public Optional<Codes> codes() {
        return Optional.of(CODES);
    }

    @Override
    public Outgoing compose(Message message, Settings settings, Instant now) {
        String text = Fit.to(MOST_BYTES, message.text(), part -> body(message, part, settings, now).length);
        return new Outgoing(settings.url(), Map.of(), body(message, text, settings, now));
    }

    private static byte[] body(Message message, String text, Settings settings, Instant now) {
        return Json.object(json -> {
            if (!settings.secret().isEmpty()) {
                String timestamp = Long.toString(now.getEpochSecond());
                json.writeStringField("timestamp", timestamp);
                json.writeStringField("sign", sign(timestamp, settings.secret()));
            }
            json.writeStringField("msg_type", "post");
            json.writeObjectFieldStart("content");
            json.writeObjectFieldStart("post");
            json.writeObjectFieldStart("zh_cn");
            json.writeStringField("title", message.title());
            json.writeArrayFieldStart("content");
            paragraph(json, Receiver.addressee(message));
            for (String line : text.lines().toList()) {
                paragraph(json, line);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void paragraph(JsonGenerator json, String text) throws IOException {
        json.writeStartArray();
        json.writeStartObject();
        json.writeStringField("tag", "text");
        json.writeStringField("text", text);
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Unlike everybody else's: what is to be signed is the key, and nothing is signed with it. */
    private static String sign(String timestamp, String secret) {
        return Base64.getEncoder()
                .encodeToString(Hmac.sha256(timestamp + "\n" + secret, "".getBytes(StandardCharsets.UTF_8)));
    }
}
