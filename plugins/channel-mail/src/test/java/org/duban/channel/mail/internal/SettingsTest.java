package org.duban.channel.mail.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.channel.mail.internal.MailConfig.Security;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which configurations work, and what is said about those that can't. */
class SettingsTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("只有服务器和发件人必须填写")
    void hostAndSenderAreEnough() {
        Settings settings =
                Settings.of(Examples.config(Map.of("host", " smtp.office.example ", "from", " duban@office.example ")));
        assertEquals("smtp.office.example:465", settings.server());
        assertEquals(Security.TLS, settings.security());
        assertEquals("duban@office.example", settings.from());
        assertEquals("督查室", settings.fromName());
    }

    @Test
    @DisplayName("一次说出所有不能用的配置，指名道姓，不说出口令")
    void everythingWrongIsToldAtOnce() {
        DubanException refused = assertThrows(
                DubanException.class,
                () -> Settings.of(Examples.config(Map.ofEntries(
                        Map.entry("host", " "),
                        Map.entry("port", 70_000),
                        Map.entry("security", new IllegalArgumentException("SSL")),
                        Map.entry(
                                "trustedCertificates",
                                directory.resolve("none.pem").toString()),
                        Map.entry("_password", Examples.PASSWORD),
                        Map.entry("from", "督查室"),
                        Map.entry("linkTemplate", "https://oa.office.example/matter/1"),
                        Map.entry("connectTimeoutMillis", new IllegalArgumentException("ten")),
                        Map.entry("readTimeoutMillis", 0),
                        Map.entry("totalTimeoutMillis", 60_000)))));
        assertEquals(ErrorCode.CONFIGURATION_INVALID, refused.code());
        assertEquals(
                List.of(
                        "host",
                        "port",
                        "security",
                        "trustedCertificates",
                        "from",
                        "linkTemplate",
                        "connectTimeoutMillis",
                        "readTimeoutMillis",
                        "totalTimeoutMillis"),
                refused.problems().stream().map(Problem::field).toList());
        assertTrue(
                refused.getMessage().contains("邮件通道的配置 port 不能用 [port = 70000] 应为：1 到 65535 的整数"),
                refused.getMessage());
        assertFalse(refused.getMessage().contains(Examples.PASSWORD));
    }

    @Test
    @DisplayName("有登录名就要有口令")
    void aUserNeedsAPassword() {
        assertEquals(List.of(".password"), wrong(Map.of("user", "duban")));
    }

    @Test
    @DisplayName("链接须为含 {matter} 的网址")
    void aLinkNamesTheMatter() {
        for (String link : List.of(
                "ftp://oa.office.example/{matter}",
                "/matter/{matter}",
                "javascript:{matter}",
                "https://a b/{matter}")) {
            assertEquals(List.of("linkTemplate"), wrong(Map.of("linkTemplate", link)), link);
        }
        assertEquals(List.of(), wrong(Map.of("linkTemplate", "https://oa.office.example/#/matter/{matter}")));
    }

    @Test
    @DisplayName("不是证书的文件不能用")
    void aFileWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path text = Files.writeString(directory.resolve("text.pem"), "not a certificate");
        for (Path file : List.of(empty, text, directory)) {
            assertEquals(List.of("trustedCertificates"), wrong(Map.of("trustedCertificates", file.toString())));
        }
    }

    @Test
    @DisplayName("口令不在 toString 里")
    void thePasswordIsNotShown() {
        Map<String, Object> settings = new HashMap<>(Examples.plain(25));
        settings.put("user", "duban");
        settings.put("_password", Examples.PASSWORD);
        assertEquals("127.0.0.1:25 NONE", Settings.of(Examples.config(settings)).toString());
    }

    private static List<String> wrong(Map<String, ?> further) {
        Map<String, Object> settings = new HashMap<>(Examples.plain(25));
        settings.putAll(further);
        try {
            Settings.of(Examples.config(settings));
            return List.of();
        } catch (DubanException e) {
            return e.problems().stream().map(Problem::field).toList();
        }
    }
}
