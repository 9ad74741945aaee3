package org.duban.channel.mail.internal;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.duban.channel.mail.internal.MailConfig.Security;
import org.duban.spi.channel.Message;

/** Settings and messages for tests. */
final class Examples {

    static final String PASSWORD = "kou-ling-7c1f";

    private Examples() {}

    /** A configuration as the component runtime makes it: what is given, the default for the rest, null without one. */
    static MailConfig config(Map<String, ?> given) {
        return (MailConfig) Proxy.newProxyInstance(
                MailConfig.class.getClassLoader(), new Class<?>[] {MailConfig.class}, (proxy, method, arguments) -> {
                    Object value = given.get(method.getName());
                    if (value instanceof RuntimeException cannotBeConverted) {
                        throw cannotBeConverted;
                    }
                    return value != null ? value : method.getDefaultValue();
                });
    }

    static Map<String, Object> plain(int port) {
        return Map.of("host", "127.0.0.1", "port", port, "security", Security.NONE, "from", "duban@office.example");
    }

    static Message message() {
        return message("zhao@office.example", "赵主任", "时限提醒：供暖改造", "还剩3个工作日。\n请及时反馈进展。");
    }

    static Message message(String address, String name, String title, String text) {
        return new Message(
                "notice/17.mail",
                "zhao",
                name,
                address,
                NoticeKind.REMINDER,
                title,
                text,
                List.of(
                        new NoticeItem("1", "批示〔2026〕12号", "西园街道<老旧>小区供暖改造", LocalDate.of(2026, 3, 12)),
                        new NoticeItem("a b/2", "", "路灯不亮", null)),
                Instant.parse("2026-03-02T00:59:30Z"));
    }
}
