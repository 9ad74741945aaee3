package org.duban.channel.webhook.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which configurations can work. */
class SettingsTest {

    private static final Map<String, Object> GOOD = Map.of(
            "duban.channel",
            "dingtalk",
            "format",
            Format.DINGTALK,
            ".url",
            "https://oapi.example.com/robot/send?access_token=" + Examples.TOKEN,
            ".secret",
            Examples.SECRET);

    record Row(Map<String, Object> changes, List<String> wrong) {}

    private static final List<Row> ROWS = List.of(
            row(Map.of()),
            row(Map.of(".secret", "")),
            row(Map.of("format", Format.FEISHU)),
            row(Map.of("format", Format.PLAIN)),
            row(Map.of("format", Format.WECOM, ".secret", "")),
            row(Map.of("mentionByMobile", true)),
            row(Map.of("connectTimeoutMillis", 100, "totalTimeoutMillis", 28_000)),
            row(Map.of("duban.channel", ""), "duban.channel"),
            row(Map.of("duban.channel", "钉钉"), "duban.channel"),
            row(Map.of("duban.channel", "DingTalk"), "duban.channel"),
            row(Map.of("duban.channel", "inbox"), "duban.channel"),
            row(Map.of("format", "SLACK"), "format"),
            row(Map.of(".url", ""), ".url"),
            row(Map.of(".url", "oapi.example.com/robot/send?access_token=" + Examples.TOKEN), ".url"),
            row(Map.of(".url", "ftp://oapi.example.com/?access_token=" + Examples.TOKEN), ".url"),
            row(Map.of(".url", "https:///robot?access_token=" + Examples.TOKEN), ".url"),
            row(Map.of(".url", "https://me:" + Examples.TOKEN + "@example.com/"), ".url"),
            row(Map.of(".url", "https://example.com/a b?" + Examples.TOKEN), ".url"),
            row(Map.of("format", Format.PLAIN, ".secret", ""), ".secret"),
            row(Map.of("format", Format.PLAIN, ".secret", "too-short"), ".secret"),
            row(Map.of("format", Format.WECOM), ".secret"),
            row(Map.of("format", Format.FEISHU, "mentionByMobile", true), "mentionByMobile"),
            row(Map.of("format", Format.PLAIN, "mentionByMobile", true), "mentionByMobile"),
            row(Map.of("connectTimeoutMillis", 99), "connectTimeoutMillis"),
            row(Map.of("totalTimeoutMillis", 28_001), "totalTimeoutMillis"),
            row(Map.of("totalTimeoutMillis", "soon"), "totalTimeoutMillis"),
            row(
                    Map.of("duban.channel", "A", ".url", "x", "totalTimeoutMillis", 0),
                    "duban.channel",
                    ".url",
                    "totalTimeoutMillis"));

    @ParameterizedTest
    @FieldSource("ROWS")
    @DisplayName("能用的通过；不能用的，把每一项都说出来，不说出秘密")
    void everythingThatIsWrongIsNamed(Row row) {
        WebhookConfig config = config(row.changes);
        if (row.wrong.isEmpty()) {
            Settings.of(config);
            return;
        }
        DubanException refused = assertThrows(DubanException.class, () -> Settings.of(config));
        assertEquals(row.wrong, refused.problems().stream().map(Problem::field).toList());
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refused.code());
        row.wrong.forEach(
                property -> assertTrue(refused.getMessage().contains("配置 " + property + " 不能用"), refused.getMessage()));
        for (String secret : List.of(Examples.TOKEN, Examples.SECRET, "too-short")) {
            assertFalse(refused.getMessage().contains(secret), refused.getMessage());
        }
    }

    @Test
    @DisplayName("默认：连接 5 秒，总共 10 秒，不提醒；前后的空格不算")
    void defaults() {
        Settings settings = Settings.of(config(Map.of(".url", " https://example.com/x ", ".secret", " s ")));
        assertEquals(
                new Settings(
                        Format.DINGTALK,
                        URI.create("https://example.com/x"),
                        "s",
                        false,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10)),
                settings);
    }

    private static Row row(Map<String, Object> changes, String... wrong) {
        return new Row(changes, List.of(wrong));
    }

    /** As Declarative Services does it: a value that doesn't fit is told when it is asked for, with a ClassCastException here. */
    private static WebhookConfig config(Map<String, Object> changes) {
        Map<String, Object> values = new HashMap<>(GOOD);
        values.putAll(changes);
        return (WebhookConfig) Proxy.newProxyInstance(
                WebhookConfig.class.getClassLoader(),
                new Class<?>[] {WebhookConfig.class},
                (proxy, method, arguments) ->
                        values.getOrDefault(method.getName().replace('_', '.'), method.getDefaultValue()));
    }
}
