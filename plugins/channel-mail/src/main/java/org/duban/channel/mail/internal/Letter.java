package org.duban.channel.mail.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.duban.api.notice.NoticeItem;
import org.duban.spi.channel.Message;

/** A message as a mail: the same message always gives the same one. */
final class Letter extends MimeMessage {

    /** Carries {@link Message#key()}, for receivers that sort or drop by it. */
    static final String KEY = "X-Duban-Key";

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    private Letter(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * @param linkTemplate where a matter is found, with {@code {matter}}; empty for no links
     */
    static Letter of(Session session, Message message, InternetAddress from, InternetAddress to, String linkTemplate)
            throws MessagingException {
        Letter letter = new Letter(session, messageId(message.key(), from.getAddress()));
        letter.setFrom(from);
        letter.setRecipient(RecipientType.TO, to);
        letter.setSubject(Addresses.oneLine(message.title()), UTF_8);
        // When it was raised, not when it is tried: so a second try is the same mail.
        letter.setSentDate(Date.from(message.createdAt()));
        letter.setHeader(KEY, Addresses.oneLine(message.key()));
        // RFC 3834: nobody's absence note comes back.
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setContent(new MimeMultipart(
                "alternative", part(plain(message, linkTemplate), "plain"), part(html(message, linkTemplate), "html")));
        letter.saveChanges();
        return letter;
    }

    /** RFC 5322, 3.6.4: unique, and here the same for the same key; the encoding leaves nothing but dot-atom text. */
    static String messageId(String key, String from) {
        String atom = URLEncoder.encode(key, StandardCharsets.UTF_8).replace(".", "%2E");
        return "<" + atom + from.substring(from.lastIndexOf('@')) + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    static String plain(Message message, String linkTemplate) {
        StringBuilder text = new StringBuilder(message.text().stripTrailing()).append('\n');
        if (!linkTemplate.isEmpty()) {
            for (NoticeItem item : message.items()) {
                String name = item.number().isBlank() ? item.title() : item.number();
                text.append('\n').append(name).append("：").append(link(linkTemplate, item));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Tables and styles of each element's own: what mail programs understand. */
    static String html(Message message, String linkTemplate) {
        StringBuilder rows = new StringBuilder();
        for (NoticeItem item : message.items()) {
            String title = escape(item.title());
            rows.append(ROW.formatted(
                    escape(item.number()),
                    linkTemplate.isEmpty() ? title : LINK.formatted(escape(link(linkTemplate, item)), title),
                    item.dueOn() == null ? "" : item.dueOn()));
        }
        String title = escape(Addresses.oneLine(message.title()));
        String text = escape(message.text().stripTrailing()).replace("\n", "<br>\n");
        return PAGE.formatted(title, title, text, rows.isEmpty() ? "" : TABLE.formatted(rows));
    }

    private static String link(String template, NoticeItem item) {
        return template.replace(
                "{matter}",
                URLEncoder.encode(item.matter(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
            <body style="margin:0;padding:24px 12px;background:#f3f4f6;\
            font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:15px;line-height:1.7;color:#1f2937">
            <table role="presentation" align="center" cellpadding="0" cellspacing="0" \
            style="width:100%%;max-width:640px;margin:0 auto;background:#ffffff;border-top:4px solid #b91c1c">
            <tr><td style="padding:24px 28px 8px;font-size:19px;line-height:1.5;font-weight:bold">%s</td></tr>
            <tr><td style="padding:8px 28px 16px">%s</td></tr>
            %s<tr><td style="padding:12px 28px 20px;border-top:1px solid #e5e7eb;font-size:12px;color:#6b7280">\
            本邮件由督办系统自动发出，请勿直接回复。</td></tr>
            </table>
            </body>
            </html>
            """;

    private static final String TABLE = """
            <tr><td style="padding:0 28px 24px">
            <table cellpadding="0" cellspacing="0" style="width:100%%;border-collapse:collapse;font-size:14px">
            <tr style="background:#f9fafb;color:#6b7280;text-align:left">\
            <th style="padding:8px 10px;border:1px solid #e5e7eb;font-weight:normal">编号</th>\
            <th style="padding:8px 10px;border:1px solid #e5e7eb;font-weight:normal">事项</th>\
            <th style="padding:8px 10px;border:1px solid #e5e7eb;font-weight:normal">办理期限</th></tr>
            %s</table>
            </td></tr>
            """;

    private static final String ROW = """
            <tr><td style="padding:8px 10px;border:1px solid #e5e7eb;white-space:nowrap">%s</td>\
            <td style="padding:8px 10px;border:1px solid #e5e7eb">%s</td>\
            <td style="padding:8px 10px;border:1px solid #e5e7eb;white-space:nowrap">%s</td></tr>
            """;

    private static final String LINK = "<a href=\"%s\" style=\"color:#1d4ed8\">%s</a>";
}
