package org.duban.channel.mail.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.duban.channel.mail.internal.MailConfig.Security;
import org.duban.spi.channel.Delivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections and log-ins. */
class EncryptionTest {

    @TempDir
    static Path directory;

    private static TestCertificate certificate;
    private static GreenMail smtps;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.of("dns:localhost", directory);
        System.setProperty("greenmail.tls.keystore.file", certificate.keystore().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        smtps = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        smtps.setUser("duban@office.example", "duban", Examples.PASSWORD);
        smtps.start();
    }

    @AfterAll
    static void stop() {
        smtps.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @Test
    @DisplayName("TLS：登录后收下，日志开到最细也没有口令")
    void tls() throws Exception {
        StringBuilder log = new StringBuilder();
        Handler capture = new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.append(line.getLoggerName()).append(' ').append(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        capture.setLevel(Level.ALL);
        List<Logger> loggers = List.of(Logger.getLogger("jakarta.mail"), Logger.getLogger("org.eclipse.angus.mail"));
        loggers.forEach(logger -> {
            logger.setLevel(Level.ALL);
            logger.addHandler(capture);
        });
        try {
            assertInstanceOf(Delivery.Sent.class, send("localhost", smtps, certificate.pem(), Examples.PASSWORD));
        } finally {
            loggers.forEach(logger -> {
                logger.setLevel(null);
                logger.removeHandler(capture);
            });
        }
        assertEquals("时限提醒：供暖改造", smtps.getReceivedMessages()[0].getSubject());
        assertTrue(log.toString().contains("AUTH"), "the log is at its finest");
        assertFalse(log.toString().contains(Examples.PASSWORD));
    }

    @Test
    @DisplayName("口令错：稍后再试，说明是登录")
    void aWrongPasswordIsTriedAgain() throws Exception {
        Delivery.Retry retry = assertInstanceOf(
                Delivery.Retry.class, send("localhost", smtps, certificate.pem(), "wrong-" + Examples.PASSWORD));
        assertTrue(retry.reason().contains("不接受登录"), retry.reason());
        assertFalse(retry.reason().contains(Examples.PASSWORD), retry.reason());
    }

    @Test
    @DisplayName("证书不受信任，或者是别的主机的：不发送")
    void aStrangeCertificateIsNotTrusted() throws Exception {
        for (Delivery delivery : List.of(
                send("localhost", smtps, Path.of(""), Examples.PASSWORD),
                send("127.0.0.1", smtps, certificate.pem(), Examples.PASSWORD))) {
            Delivery.Retry retry = assertInstanceOf(Delivery.Retry.class, delivery);
            assertTrue(retry.reason().contains("不能建立加密连接"), retry.reason());
        }
    }

    @Test
    @DisplayName("STARTTLS：加密之后才说发件人、收件人和内容")
    void startTls() throws Exception {
        try (ScriptedServer server = new ScriptedServer().withStartTls(certificate)) {
            MailChannel channel = channel("localhost", server.port(), certificate.pem(), Security.STARTTLS);
            assertEquals(Delivery.sent("250 2.0.0 queued as 4711"), channel.send(Examples.message()));
            List<String> heard = server.heard();
            assertEquals(List.of("EHLO [127.0.0.1]", "STARTTLS", "<TLS>", "EHLO [127.0.0.1]"), heard.subList(0, 4));
        }
        try (ScriptedServer server = new ScriptedServer().withStartTls(certificate)) {
            MailChannel channel = channel("127.0.0.1", server.port(), certificate.pem(), Security.STARTTLS);
            assertInstanceOf(Delivery.Retry.class, channel.send(Examples.message()), "another host's certificate");
            assertFalse(server.heard().stream().anyMatch(line -> line.startsWith("MAIL")));
        }
    }

    private static Delivery send(String host, GreenMail server, Path pem, String password) throws Exception {
        Map<String, Object> settings =
                new HashMap<>(Examples.plain(server.getSmtps().getPort()));
        settings.put("host", host);
        settings.put("security", Security.TLS);
        settings.put("trustedCertificates", pem.toString());
        settings.put("user", "duban");
        settings.put("_password", password);
        return new MailChannel(Examples.config(settings)).send(Examples.message());
    }

    private static MailChannel channel(String host, int port, Path pem, Security security) {
        Map<String, Object> settings = new HashMap<>(Examples.plain(port));
        settings.put("host", host);
        settings.put("security", security);
        settings.put("trustedCertificates", pem.toString());
        return new MailChannel(Examples.config(settings));
    }
}
