package org.duban.channel.mail.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Properties;
import org.duban.spi.channel.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the mail looks like, read back from its bytes. */
class LetterTest {

    private static final String LINK = "https://oa.office.example/matter/{matter}?from=mail&x=1";

    @Test
    @DisplayName("主题、姓名、日期、编号和内容原样到达")
    void everythingArrivesAsItWas() throws Exception {
        String text = "　　第一段：“引号”、<尖括号> & 符号 🔥\n" + "督".repeat(5_000);
        MimeMessage mail = read(Examples.message("zhao@office.example", "赵主任", "“供暖”改造 <b>&", text), "");
        assertEquals("“供暖”改造 <b>&", mail.getSubject());
        InternetAddress to = (InternetAddress) mail.getAllRecipients()[0];
        assertEquals("zhao@office.example", to.getAddress());
        assertEquals("赵主任", to.getPersonal());
        assertEquals("督查室", ((InternetAddress) mail.getFrom()[0]).getPersonal());
        assertEquals(Examples.message().createdAt(), mail.getSentDate().toInstant());
        assertArrayEquals(new String[] {"notice/17.mail"}, mail.getHeader(Letter.KEY));
        assertArrayEquals(new String[] {"auto-generated"}, mail.getHeader("Auto-Submitted"));
        Multipart parts = (Multipart) mail.getContent();
        assertEquals(2, parts.getCount());
        assertTrue(mail.getContentType().startsWith("multipart/alternative"));
        assertEquals(
                text,
                ((String) parts.getBodyPart(0).getContent())
                        .replace("\r\n", "\n")
                        .stripTrailing());
    }

    @Test
    @DisplayName("网页版：每个字都转义，列出事项，有链接模板时可以点开")
    void theHtmlIsEscaped() {
        String html =
                Letter.html(Examples.message("zhao@office.example", "赵", "<img src=x>", "1 < 2 & 3\n</td>"), LINK);
        assertTrue(html.contains("&lt;img src=x&gt;") && !html.contains("<img"), html);
        assertTrue(html.contains("1 &lt; 2 &amp; 3<br>\n&lt;/td&gt;"), html);
        assertTrue(html.contains("西园街道&lt;老旧&gt;小区供暖改造</a>"), html);
        assertTrue(html.contains("href=\"https://oa.office.example/matter/a%20b%2F2?from=mail&amp;x=1\""), html);
        assertTrue(html.contains("2026-03-12"), html);
        assertFalse(html.contains("null"), html);
        assertFalse(Letter.html(Examples.message(), "").contains("<a "), "no template, no links");
    }

    @Test
    @DisplayName("文字版：有链接模板时，每个事项一行链接")
    void thePlainTextHasLinks() {
        assertEquals("""
                还剩3个工作日。
                请及时反馈进展。

                批示〔2026〕12号：https://oa.office.example/matter/1?from=mail&x=1
                路灯不亮：https://oa.office.example/matter/a%20b%2F2?from=mail&x=1
                """, Letter.plain(Examples.message(), LINK));
        assertEquals("还剩3个工作日。\n请及时反馈进展。\n", Letter.plain(Examples.message(), ""));
    }

    @Test
    @DisplayName("同一条通知两次，邮件编号相同；另一条不同")
    void theSameKeyGivesTheSameMessageId() throws Exception {
        String id = read(Examples.message(), "").getMessageID();
        assertEquals("<notice%2F17%2Email@office.example>", id);
        assertEquals(id, read(Examples.message(), "").getMessageID());
        assertNotEquals(id, Letter.messageId("notice/17-mail", "duban@office.example"));
    }

    static MimeMessage read(Message message, String linkTemplate) throws Exception {
        Session session = Session.getInstance(new Properties());
        Letter letter = Letter.of(
                session,
                message,
                Addresses.strict("duban@office.example", "督查室").orElseThrow(),
                Addresses.strict(message.address(), message.name()).orElseThrow(),
                linkTemplate);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        letter.writeTo(bytes);
        return new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray()));
    }
}
