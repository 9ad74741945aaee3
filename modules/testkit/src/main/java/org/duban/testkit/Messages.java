package org.duban.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.duban.spi.channel.Message;

/** Makes messages to test channels with. Each has a key of its own, and its text begins with that key. */
public final class Messages {

    /** The most characters a title has. */
    public static final int LONGEST_TITLE = 200;

    private static final Instant CREATED_AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final NoticeItem ITEM =
            new NoticeItem("1", "批示〔2026〕12号", "西园街道老旧小区供暖改造", LocalDate.of(2026, 3, 12));

    private Messages() {}

    /** A reminder as offices get it every day. */
    public static Message to(String address) {
        return to(address, "时限提醒：西园街道老旧小区供暖改造", "批示〔2026〕12号应于3月12日前办结，还剩3个工作日。\n请及时反馈进展。");
    }

    /**
     * A reminder.
     *
     * @param address where to
     * @param title at most {@value #LONGEST_TITLE} characters, no line breaks
     * @param text what follows the key and a line break in the message's text
     */
    public static Message to(String address, String title, String text) {
        return of(address, NoticeKind.REMINDER, title, text, List.of(ITEM));
    }

    /** A message of a kind: a test is about no matter, a digest about several, all others about one. */
    public static Message of(NoticeKind kind, String address) {
        List<NoticeItem> items = switch (kind) {
            case TEST -> List.of();
            case DIGEST ->
                List.of(ITEM, new NoticeItem("2", "留言〔2026〕3号", "路灯不亮", null), new NoticeItem("3", "", "无编号的事项", null));
            default -> List.of(ITEM);
        };
        return of(address, kind, kind.zh() + "：西园街道老旧小区供暖改造", "请及时处理。", items);
    }

    /** A message whose title and text have everything that goes wrong on the way: emoji, quotes, markup, placeholders, line breaks. */
    public static Message difficult(String address) {
        return to(address, "“供暖”改造 <b>重要</b> & 🔥 'x' \"y\" 龘𠮷", """
                第一行：中文，全角标点。“引号”、《书名号》……
                第二行：<html><body>不是 HTML</body></html> & &amp; <!-- -->

                第四行（上一行为空）：\\n \\u4e2d %s %d ${x} {0} {"a": [1, "b"]} '; --
                最后一行：😀👨‍👩‍👧🇨🇳 龘 𠮷 é ﷽""");
    }

    /** A message with a title of {@value #LONGEST_TITLE} characters. */
    public static Message withLongestTitle(String address) {
        return to(address, "督".repeat(LONGEST_TITLE - 1) + "完", "标题很长。");
    }

    /**
     * A message with a long text.
     *
     * @param length of the whole text in characters ({@code char}s), 100 or more
     */
    public static Message withTextOf(int length, String address) {
        Message start = to(address, "正文很长", "");
        String lines = "第一项工作正在推进，完成投资25.9万平方米。\n".repeat(length / 20 + 1);
        String end = "（完）";
        String text = start.text() + lines.substring(0, length - start.text().length() - end.length()) + end;
        return new Message(
                start.key(),
                start.person(),
                start.name(),
                address,
                start.kind(),
                start.title(),
                text,
                start.items(),
                start.createdAt());
    }

    /** The same content once more under a key of its own, and so another message: its text begins with the other one's key. */
    public static Message anotherLike(Message message) {
        return new Message(
                newKey(),
                message.person(),
                message.name(),
                message.address(),
                message.kind(),
                message.title(),
                message.text(),
                message.items(),
                message.createdAt());
    }

    private static Message of(String address, NoticeKind kind, String title, String text, List<NoticeItem> items) {
        String key = newKey();
        return new Message(key, "qian", "钱科长", address, kind, title, key + "\n" + text, items, CREATED_AT);
    }

    private static String newKey() {
        return "testkit-" + UUID.randomUUID();
    }
}
