package org.duban.channel.mail.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.mail.Header;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Header injection is impossible. */
class LetterPropertyTest {

    @Property(tries = 200)
    void noTitleNameOrKeyAddsAHeader(@ForAll("hostile") String title, @ForAll("hostile") String name) throws Exception {
        List<String> usual = headers(LetterTest.read(Examples.message(), ""));
        MimeMessage mail = LetterTest.read(Examples.message("zhao@office.example", name, title, "正文"), "");
        assertEquals(usual, headers(mail));
        assertEquals(1, mail.getAllRecipients().length);
        assertEquals("zhao@office.example", ((InternetAddress) mail.getAllRecipients()[0]).getAddress());
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "\r\nBcc: qian@office.example\r\n",
                        "\n",
                        "\r",
                        "\u0085",
                        "\u2028",
                        "\0",
                        "\t",
                        ",",
                        "<",
                        ">",
                        "\"",
                        "\\",
                        "@",
                        ";",
                        "=?UTF-8?B?DQpCY2M6IHg=?=",
                        "督查",
                        "zhao",
                        " ",
                        "🔥",
                        "\u202E")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static List<String> headers(MimeMessage mail) throws Exception {
        return Collections.list(mail.getAllHeaders()).stream()
                .map(Header::getName)
                .sorted()
                .toList();
    }
}
