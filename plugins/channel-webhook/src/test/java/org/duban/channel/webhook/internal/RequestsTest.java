package org.duban.channel.webhook.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.duban.channel.webhook.internal.TestReceiver.Received;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the receivers get. */
class RequestsTest {

    private TestReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new TestReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    @DisplayName("钉钉：签名在网址里，按毫秒，与另外算出的一致")
    void dingTalkSignsTheAddress() throws Exception {
        Map<String, String> query = query(send(Format.DINGTALK).uri());
        assertEquals(Examples.TOKEN, query.get("access_token"));
        assertEquals("1772413200000", query.get("timestamp"));
        // From Python's hmac.
        assertEquals("OOg5g2H1nLrD1XF0qplr659P/t2ov7mONccgSv5XDg4=", query.get("sign"));
    }

    @Test
    @DisplayName("飞书：签名在正文里，按秒，与另外算出的一致")
    void feishuSignsInTheBody() throws Exception {
        Received request = send(Format.FEISHU);
        assertEquals("access_token=" + Examples.TOKEN, request.uri().getRawQuery());
        assertEquals("1772413200", request.json().get("timestamp").asText());
        assertEquals(
                "icNl2R20e9AyxGtZOckjpElez9w2suRfTB95pqgpDpo=",
                request.json().get("sign").asText());
    }

    @ParameterizedTest
    @EnumSource(names = {"DINGTALK", "FEISHU"})
    @DisplayName("没有选加签的机器人：不签名")
    void withoutASecretNothingIsSigned(Format format) throws Exception {
        Settings signing = Examples.settings(format, address());
        Received request = send(
                new Settings(format, signing.url(), "", false, signing.connectTimeout(), signing.totalTimeout()),
                Examples.message());
        assertEquals("access_token=" + Examples.TOKEN, request.uri().getRawQuery());
        assertFalse(request.json().has("sign"));
    }

    @Test
    @DisplayName("没有查询部分的网址也能签名")
    void anAddressWithoutAQueryCanBeSigned() throws Exception {
        Map<String, String> query =
                query(send(Examples.settings(Format.DINGTALK, receiver.at("/send")), Examples.message())
                        .uri());
        assertEquals("1772413200000", query.get("timestamp"));
    }

    @Test
    @DisplayName("签名 JSON：README 里的十行核对得出，改一个字节、换密钥、过了时间都核对不出")
    void plainIsVerifiedAsTheReadmeSays() throws Exception {
        Received request = send(Format.PLAIN);
        assertTrue(verify(request, request.body(), Examples.SECRET, Examples.NOW));
        assertTrue(verify(request, request.body(), Examples.SECRET, Examples.NOW.plusSeconds(300)));
        assertFalse(verify(request, request.body(), Examples.SECRET, Examples.NOW.plusSeconds(301)));
        assertFalse(verify(request, request.body(), Examples.SECRET, Examples.NOW.minusSeconds(301)));
        assertFalse(verify(request, request.body(), Examples.SECRET + "x", Examples.NOW));
        byte[] forged = request.body();
        forged[forged.length / 2] ^= 1;
        assertFalse(verify(request, forged, Examples.SECRET, Examples.NOW));
    }

    private static boolean verify(Received request, byte[] body, String secret, Instant now) throws Exception {
        String timestamp = request.headers().getFirst("X-Duban-Timestamp");
        String signature = request.headers().getFirst("X-Duban-Signature");
        if (Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) > 300) {
            return false;
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
        String expected = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("签名 JSON：全部内容，时刻为 UTC，没有期限则为 null")
    void plainHasEverything() throws Exception {
        Received request = send(Format.PLAIN);
        assertEquals("notice/17", request.headers().getFirst("X-Duban-Key"));
        assertEquals("application/json; charset=utf-8", request.headers().getFirst("Content-Type"));
        assertEquals(new ObjectMapper().readTree("""
                        {"key": "notice/17", "person": "qian", "name": "钱科长", "address": "13800000000", "kind": "REMINDER",
                         "title": "时限提醒：供暖改造", "text": "还剩3个工作日。\\n请及时反馈进展。",
                         "items": [{"matter": "1", "number": "批示〔2026〕12号", "title": "西园街道老旧小区供暖改造", "dueOn": "2026-03-12"},
                                   {"matter": "2", "number": "留言〔2026〕3号", "title": "路灯不亮", "dueOn": null}],
                         "createdAt": "2026-03-02T00:59:30Z"}"""), request.json());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("群里看得出是给谁的")
    void peopleSeeWhomItIsFor(Format format) throws Exception {
        assertTrue(send(format).json().toString().contains("钱科长"));
    }

    @Test
    @DisplayName("按手机号提醒：钉钉在正文和名单里，企业微信改发纯文本")
    void mentioning() throws Exception {
        JsonNode ding = send(Examples.mentioning(Examples.settings(Format.DINGTALK, address())), Examples.message())
                .json();
        assertEquals("[\"13800000000\"]", ding.at("/at/atMobiles").toString());
        assertTrue(ding.at("/markdown/text").asText().contains("致：钱科长 @13800000000"));
        receiver.received().clear();
        JsonNode wecom = send(Examples.mentioning(Examples.settings(Format.WECOM, address())), Examples.message())
                .json();
        assertEquals("text", wecom.get("msgtype").asText());
        assertEquals(
                "[\"13800000000\"]", wecom.at("/text/mentioned_mobile_list").toString());
    }

    @Test
    @DisplayName("按手机号提醒，而联系方式不是手机号：拒收，什么也不发")
    void whoHasNoMobileIsNotMentioned() throws Exception {
        Message all = new Message(
                "k",
                "p",
                "n",
                "all",
                Examples.message().kind(),
                "t",
                "t",
                Examples.message().items(),
                Examples.NOW);
        Settings settings = Examples.mentioning(Examples.settings(Format.WECOM, address()));
        assertInstanceOf(Delivery.Rejected.class, new WebhookChannel(settings, Examples.CLOCK).send(all));
        assertTrue(receiver.received().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("太长的正文缩短到接收方的上限，JSON 完好，末尾是…，标题不动")
    void tooLongATextIsShortened(Format format) throws Exception {
        String text = "第一项“工作”<正在>*推进*，完成投资 25.9 万平方米 👨‍👩‍👧。\n".repeat(2_000);
        Received request = send(Examples.settings(format, address()), Examples.message("督".repeat(200), text));
        String shown = Shown.text(request.json());
        assertTrue(shown.startsWith("督".repeat(200)));
        int size = format == Format.WECOM
                ? request.json().at("/markdown/content").asText().getBytes(StandardCharsets.UTF_8).length
                : request.body().length;
        switch (format) {
            case DINGTALK, FEISHU -> assertTrue(size > 19_000 && size <= 20_000, () -> size + " bytes");
            case WECOM -> assertTrue(size > 4_000 && size <= 4_096, () -> size + " bytes");
            case PLAIN -> assertEquals(text, request.json().get("text").asText());
        }
        assertEquals(format != Format.PLAIN, shown.endsWith("…"));
    }

    @Test
    @DisplayName("企业微信纯文本的上限是 2048 字节")
    void weComTextIsShorter() throws Exception {
        Settings settings = Examples.mentioning(Examples.settings(Format.WECOM, address()));
        String content = send(settings, Examples.message("标题", "督".repeat(2_000)))
                .json()
                .at("/text/content")
                .asText();
        int size = content.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(size > 2_040 && size <= 2_048, () -> size + " bytes");
    }

    @Test
    @DisplayName("半个字符不会让发送失败")
    void halfACharacterIsNoFault() throws Exception {
        Received request = send(Examples.settings(Format.PLAIN, address()), Examples.message("\uD83D", "\uDE00"));
        assertEquals("?", request.json().get("title").asText());
    }

    @Test
    @DisplayName("打印出来没有秘密")
    void nothingPrintsASecret() {
        for (Format format : Format.values()) {
            Settings settings = Examples.settings(format, address());
            String printed = settings + " "
                    + Receiver.of(format).compose(Examples.message(), settings, Examples.NOW)
                    + new WebhookChannel(settings, Examples.CLOCK);
            assertFalse(printed.contains(Examples.TOKEN) || printed.contains(Examples.SECRET), printed);
        }
    }

    private URI address() {
        return receiver.at("/robot/send?access_token=" + Examples.TOKEN);
    }

    private Received send(Format format) throws Exception {
        return send(Examples.settings(format, address()), Examples.message());
    }

    private Received send(Settings settings, Message message) throws Exception {
        receiver.answering(200, Map.of(), "{\"errcode\":0,\"code\":0}");
        Settings patient = Examples.within(Duration.ofSeconds(20), settings);
        assertInstanceOf(Delivery.Sent.class, new WebhookChannel(patient, Examples.CLOCK).send(message));
        return receiver.only();
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> values = new HashMap<>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return values;
    }
}
