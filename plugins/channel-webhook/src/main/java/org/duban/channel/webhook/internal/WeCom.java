package org.duban.channel.webhook.internal;

import static org.duban.channel.webhook.internal.Codes.later;
import static org.duban.channel.webhook.internal.Codes.never;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.spi.channel.Message;

/** 企业微信群机器人, as 群机器人配置说明 describes it. Markdown can't mention by mobile number, plain text can. */
final class WeCom implements Receiver {

    /** Of the content in UTF-8. */
    private static final int MOST_MARKDOWN_BYTES = 4096;

    private static final int MOST_TEXT_BYTES = 2048;

    private static final Codes CODES = new Codes(
            List.of("errcode"),
            "errmsg",
            Map.of(
                    "-1", later(Duration.ofMinutes(1), "系统繁忙"),
                    "45009", later(Duration.ofMinutes(1), "发送太快，每分钟最多 20 条"),
                    "93000", never("地址无效或机器人已被移出群，请检查 .url"),
                    "40058", never("内容不符合要求")));

    @Override
    public String name() {
        return "企业微信机器人";
    }

    @Override
    public Optional<Codes> codes() {
        return Optional.of(CODES);
    }

    @Override
    public Outgoing compose(Message message, Settings settings, Instant now) {
        byte[] body = settings.mentionByMobile() ? text(message) : markdown(message);
        return new Outgoing(settings.url(), Map.of(), body);
    }

    private static byte[] markdown(Message message) {
        String text = Fit.to(MOST_MARKDOWN_BYTES, message.text(), part -> utf8(Markdown.page(message, part, "")));
        return Json.object(json -> {
            json.writeStringField("msgtype", "markdown");
            json.writeObjectFieldStart("markdown");
            json.writeStringField("content", Markdown.page(message, text, ""));
            json.writeEndObject();
        });
    }

    private static byte[] text(Message message) {
        String text = Fit.to(MOST_TEXT_BYTES, message.text(), part -> utf8(plain(message, part)));
        return Json.object(json -> {
            json.writeStringField("msgtype", "text");
            json.writeObjectFieldStart("text");
            json.writeStringField("content", plain(message, text));
            json.writeArrayFieldStart("mentioned_mobile_list");
            json.writeString(message.address());
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static String plain(Message message, String text) {
        return message.title() + "\n" + Receiver.addressee(message) + "\n" + text;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
