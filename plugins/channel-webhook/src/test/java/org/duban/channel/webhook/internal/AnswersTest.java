package org.duban.channel.webhook.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.duban.spi.channel.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each kind of receiver, each kind of answer. */
class AnswersTest {

    private static final String OK = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    private static final Map<String, String> NONE = Map.of();

    /** A null pause is the caller's own. */
    record Row(
            Format format,
            int status,
            Map<String, String> headers,
            String body,
            Class<? extends Delivery> delivery,
            Duration pause,
            String says) {
        Row with(String header, String value) {
            return new Row(format, status, Map.of(header, value), body, delivery, pause, says);
        }

        @Override
        public String toString() {
            return format + " " + status + " " + headers + " " + (body.length() > 60 ? body.length() + " chars" : body)
                    + " → " + delivery.getSimpleName() + " " + (pause == null ? "" : pause);
        }
    }

    private static final List<Row> ROWS = List.of(
            sent(Format.DINGTALK, 200, OK),
            sent(Format.WECOM, 200, OK),
            sent(Format.FEISHU, 200, "{\"code\":0,\"msg\":\"success\",\"data\":{}}"),
            sent(Format.FEISHU, 200, "{\"StatusCode\":0,\"StatusMessage\":\"success\"}"),
            sent(Format.PLAIN, 200, ""),
            sent(Format.PLAIN, 201, "whatever"),
            sent(Format.PLAIN, 202, "{\"errcode\":40000}"),
            sent(Format.PLAIN, 204, ""),
            // What the platforms say with a good status.
            later(Format.DINGTALK, 200, code(130101), Duration.ofMinutes(10), "每分钟最多 20 条"),
            later(Format.DINGTALK, 200, code(410100), Duration.ofMinutes(10), "限流"),
            later(Format.DINGTALK, 200, code(-1), Duration.ofMinutes(1), "系统繁忙"),
            never(Format.DINGTALK, 200, code(310000), "加签密钥 .secret 不符"),
            never(Format.DINGTALK, 200, code(310000), "自定义关键词"),
            never(Format.DINGTALK, 200, code(300001), "令牌无效"),
            never(Format.DINGTALK, 200, code(99999), "99999 the receiver's words"),
            later(Format.WECOM, 200, code(45009), Duration.ofMinutes(1), "每分钟最多 20 条"),
            later(Format.WECOM, 200, code(-1), Duration.ofMinutes(1), "系统繁忙"),
            never(Format.WECOM, 200, code(93000), "地址无效"),
            later(Format.FEISHU, 200, feishu(9499), Duration.ofMinutes(1), "请求太多"),
            later(Format.FEISHU, 200, feishu(11232), Duration.ofMinutes(1), "发送太快"),
            later(Format.FEISHU, 400, feishu(9499), Duration.ofMinutes(1), "请求太多"),
            never(Format.FEISHU, 200, feishu(19021), "加签密钥 .secret 不符"),
            never(Format.FEISHU, 400, feishu(19024), "关键词"),
            never(Format.FEISHU, 200, feishu(19001), "机器人已不存在"),
            // A good status and a body that isn't the platform's: a proxy's page, half an answer, nothing.
            later(Format.DINGTALK, 200, "<html>请先登录</html>", null, "看不懂"),
            later(Format.DINGTALK, 200, "", null, "看不懂"),
            later(Format.DINGTALK, 200, "{\"errcode\":0", null, "看不懂"),
            later(Format.DINGTALK, 200, "[0]", null, "看不懂"),
            later(Format.DINGTALK, 200, OK + OK, null, "看不懂"),
            later(Format.DINGTALK, 200, "{\"errcode\":null}", null, "看不懂"),
            later(Format.WECOM, 200, "{\"code\":0}", null, "看不懂"),
            later(Format.FEISHU, 200, "{\"data\":{\"code\":0}}", null, "看不懂"),
            later(Format.DINGTALK, 200, "{\"a\":\"" + "x".repeat(70_000) + "\",\"errcode\":0}", null, "看不懂"),
            sent(Format.PLAIN, 200, "x".repeat(1_000_000)),
            // Later.
            later(Format.PLAIN, 408, "", null, "HTTP 408"),
            later(Format.PLAIN, 500, "", null, "HTTP 500"),
            later(Format.DINGTALK, 500, OK, null, "HTTP 500"),
            later(Format.DINGTALK, 502, code(310000), null, "HTTP 502"),
            later(Format.PLAIN, 503, "", Duration.ofSeconds(120), "HTTP 503").with("Retry-After", "120"),
            later(Format.PLAIN, 429, "", null, "请求太多"),
            later(Format.PLAIN, 429, "", Duration.ofSeconds(17), "请求太多").with("Retry-After", "17"),
            later(Format.FEISHU, 429, "", Duration.ofSeconds(90), "请求太多")
                    .with("Retry-After", "Mon, 02 Mar 2026 01:01:30 GMT"),
            later(Format.PLAIN, 429, "", Duration.ofSeconds(1), "请求太多")
                    .with("Retry-After", "Mon, 02 Mar 2026 00:00:00 GMT"),
            later(Format.PLAIN, 429, "", Duration.ofSeconds(1), "请求太多").with("Retry-After", "0"),
            later(Format.PLAIN, 429, "", Duration.ofDays(1), "请求太多").with("Retry-After", "999999999"),
            later(Format.PLAIN, 429, "", null, "请求太多").with("Retry-After", "99999999999999999999"),
            later(Format.PLAIN, 429, "", null, "请求太多").with("Retry-After", "soon"),
            // Never.
            never(Format.PLAIN, 400, "", "不接受"),
            never(Format.PLAIN, 401, "", ".secret"),
            never(Format.PLAIN, 403, "", ".secret"),
            never(Format.PLAIN, 404, "", "已不存在"),
            never(Format.PLAIN, 410, "", "已不存在"),
            never(Format.PLAIN, 413, "", "太长"),
            never(Format.DINGTALK, 404, "<html>", "已不存在"),
            never(Format.DINGTALK, 400, OK, "不接受"),
            never(Format.DINGTALK, 400, code(99999), "HTTP 400"),
            never(Format.PLAIN, 302, "", "别的地址").with("Location", "/elsewhere"),
            never(Format.PLAIN, 308, "", "别的地址").with("Location", "/elsewhere"),
            never(Format.PLAIN, 304, "", "HTTP 304"));

    private TestReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new TestReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("ROWS")
    @DisplayName("每种答复有一种结果")
    void eachAnswerHasItsMeaning(Row row) throws Exception {
        receiver.answering(row.status, row.headers, row.body);
        Delivery delivery = send(row.format);
        assertEquals(row.delivery, delivery.getClass(), delivery::toString);
        if (delivery instanceof Delivery.Retry retry) {
            assertEquals(row.pause, retry.after(), delivery::toString);
        }
        assertTrue(delivery.toString().contains(row.says), delivery::toString);
        assertEquals("/robot/send", receiver.only().uri().getPath(), "no redirect is followed, nothing is tried twice");
    }

    @Test
    @DisplayName("接收方把令牌、密钥、签名都说出来，也不会传下去")
    void whatTheReceiverGivesAwayIsHidden() throws Exception {
        WebhookChannel first = channel(Format.DINGTALK);
        first.send(Examples.message());
        String query = receiver.only().uri().getRawQuery();
        String sign = query.substring(query.indexOf("sign=") + 5);
        for (String leak :
                List.of(Examples.TOKEN, Examples.SECRET, query, sign, "x\\n" + Examples.SECRET + "\\u0000y")) {
            receiver.answering(200, NONE, "{\"errcode\":310000,\"errmsg\":\"sign not match " + leak + " end\"}");
            String said = first.send(Examples.message()).toString();
            for (String secret : List.of(Examples.TOKEN, Examples.SECRET, sign)) {
                assertFalse(said.contains(secret), said);
            }
            assertTrue(said.contains("sign not match"), said);
            assertTrue(said.lines().count() == 1, said);
        }
        receiver.answering(200, NONE, "{\"errcode\":\"" + Examples.SECRET + "\"}");
        assertFalse(first.send(Examples.message()).toString().contains(Examples.SECRET));
    }

    private Delivery send(Format format) throws Exception {
        return channel(format).send(Examples.message());
    }

    private WebhookChannel channel(Format format) {
        return new WebhookChannel(
                Examples.settings(format, receiver.at("/robot/send?access_token=" + Examples.TOKEN)), Examples.CLOCK);
    }

    private static String code(int code) {
        return "{\"errcode\":" + code + ",\"errmsg\":\"the receiver's words\"}";
    }

    private static String feishu(int code) {
        return "{\"code\":" + code + ",\"msg\":\"the receiver's words\",\"data\":{}}";
    }

    private static Row sent(Format format, int status, String body) {
        return new Row(format, status, NONE, body, Delivery.Sent.class, null, "");
    }

    private static Row later(Format format, int status, String body, Duration pause, String says) {
        return new Row(format, status, NONE, body, Delivery.Retry.class, pause, says);
    }

    private static Row never(Format format, int status, String body, String says) {
        return new Row(format, status, NONE, body, Delivery.Rejected.class, null, says);
    }
}
