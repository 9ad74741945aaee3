package org.duban.channel.webhook.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.duban.api.notice.NoticeItem;
import org.duban.spi.channel.Message;

/** The whole message as JSON, signed so that the receiver knows where it comes from, and with its key so that it can drop doubles. */
final class Plain implements Receiver {

    @Override
    public String name() {
        return "接收方";
    }

    @Override
    public Optional<Codes> codes() {
        return Optional.empty();
    }

    @Override
    public Outgoing compose(Message message, Settings settings, Instant now) {
        byte[] body = body(message);
        String timestamp = Long.toString(now.getEpochSecond());
        return new Outgoing(
                settings.url(),
                Map.of(
                        "X-Duban-Key",
                        message.key(),
                        "X-Duban-Timestamp",
                        timestamp,
                        "X-Duban-Signature",
                        "sha256=" + signature(timestamp, body, settings.secret())),
                body);
    }

    private static String signature(String timestamp, byte[] body, String secret) {
        String signed = timestamp + "." + new String(body, StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Hmac.sha256(secret, signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] body(Message message) {
        return Json.object(json -> {
            json.writeStringField("key", message.key());
            json.writeStringField("person", message.person());
            json.writeStringField("name", message.name());
            json.writeStringField("address", message.address());
            json.writeStringField("kind", message.kind().name());
            json.writeStringField("title", message.title());
            json.writeStringField("text", message.text());
            json.writeArrayFieldStart("items");
            for (NoticeItem item : message.items()) {
                json.writeStartObject();
                json.writeStringField("matter", item.matter());
                json.writeStringField("number", item.number());
                json.writeStringField("title", item.title());
                json.writeStringField(
                        "dueOn", item.dueOn() == null ? null : item.dueOn().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("createdAt", message.createdAt().toString());
        });
    }
}
