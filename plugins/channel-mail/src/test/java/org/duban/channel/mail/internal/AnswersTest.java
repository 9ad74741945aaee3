package org.duban.channel.mail.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.duban.channel.mail.internal.MailConfig.Security;
import org.duban.spi.channel.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says, or doesn't, and what that means for the message. */
class AnswersTest {

    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    @DisplayName("服务器收下了：已送达，附上它给的编号")
    void acceptedIsSent() throws Exception {
        assertEquals(Delivery.sent("250 2.0.0 queued as 4711"), send(Map.of()));
    }

    @ParameterizedTest
    @DisplayName("拒收这个人（5xx）：不再试")
    @ValueSource(strings = {"550 5.1.1 no such user", "551 user not local", "553 5.1.3 bad address", "552 5.2.2 full"})
    void aRecipientRefusedForGoodIsRejected(String reply) throws Exception {
        server.on("RCPT", reply);
        String reason = rejected(send(Map.of()));
        assertTrue(reason.contains("不接受收件人 zhao@office.example") && reason.contains(reply), reason);
    }

    @ParameterizedTest
    @DisplayName("暂时不收（4xx）：稍后再试")
    @CsvSource({
        "MAIL, 451 4.3.0 try again",
        "RCPT, 450 4.2.1 greylisted",
        "RCPT, 452 4.2.2 full",
        "DATA, 421 4.3.2 closing",
        "., 451 4.7.1 later"
    })
    void aPassingRefusalIsTriedAgain(String command, String reply) throws Exception {
        server.on(command, reply);
        String reason = retry(send(Map.of()));
        assertTrue(reason.contains(reply), reason);
    }

    @ParameterizedTest
    @DisplayName("拒收这封邮件（5xx）：不再试")
    @CsvSource({"DATA, 554 5.7.1 not from you", "., 552 5.3.4 too big"})
    void aMailRefusedForGoodIsRejected(String command, String reply) throws Exception {
        server.on(command, reply);
        String reason = rejected(send(Map.of()));
        assertTrue(reason.contains("不接受这封邮件") && reason.contains(reply), reason);
    }

    @ParameterizedTest
    @DisplayName("不接受发件人：是配置的问题，改好后再试")
    @ValueSource(strings = {"550 5.7.1 not yours", "530 5.7.0 log in first", "553 5.1.8 no such domain"})
    void aSenderRefusedIsTriedAgain(String reply) throws Exception {
        server.on("MAIL", reply);
        String reason = retry(send(Map.of()));
        assertTrue(reason.contains("不接受发件人 duban@office.example") && reason.contains(reply), reason);
    }

    @ParameterizedTest
    @DisplayName("登录被拒：说明是登录，不引用服务器的话，因为其中可能有口令")
    @ValueSource(strings = {"535 5.7.8 bad password ", "454 4.7.0 not now ", "502 5.5.1 what is "})
    void aRefusedLogInIsTriedAgain(String reply) throws Exception {
        String encoded = Base64.getEncoder().encodeToString(("\0duban\0" + Examples.PASSWORD).getBytes("UTF-8"));
        server.on("EHLO", "250-here\r\n250 AUTH PLAIN").on("AUTH", reply + Examples.PASSWORD + " " + encoded);
        assertEquals(
                "邮件服务器 127.0.0.1:" + server.port() + " 不接受登录，请检查 user 和 .password",
                retry(send(Map.of("user", "duban", "_password", Examples.PASSWORD))));
    }

    @Test
    @DisplayName("服务器重复了口令：说明里也没有")
    void aPasswordThatTheServerRepeatsIsNotPassedOn() throws Exception {
        server.on("RCPT", "550 " + Examples.PASSWORD).on("AUTH", "235 ok").on("EHLO", "250 AUTH PLAIN");
        String reason = rejected(send(Map.of("user", "duban", "_password", Examples.PASSWORD)));
        assertTrue(reason.endsWith("550 ***"), reason);
    }

    @ParameterizedTest
    @DisplayName("中途断开：稍后再试")
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void aDroppedConnectionIsTriedAgain(String command) throws Exception {
        server.on(command, ScriptedServer.DROP);
        String reason = retry(send(Map.of()));
        assertTrue(reason.endsWith("中途断开了连接"), reason);
    }

    @ParameterizedTest
    @DisplayName("没有应答：到时限为止，稍后再试")
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void aHangingServerIsTriedAgain(String command) throws Exception {
        server.on(command, ScriptedServer.HANG);
        String reason = retry(send(Map.of("readTimeoutMillis", 200)));
        assertTrue(reason.endsWith("没有及时应答"), reason);
    }

    @Test
    @DisplayName("说个没完：到总时限为止，稍后再试")
    void aServerThatNeverComesToAnEndIsTriedAgain() throws Exception {
        server.on("RCPT", ScriptedServer.TRICKLE);
        String reason = retry(send(Map.of("totalTimeoutMillis", 1_000)));
        assertTrue(reason.endsWith("在 1000 毫秒内没有收下邮件"), reason);
    }

    @Test
    @DisplayName("收下以后怎样告别，都是已送达")
    void onceAcceptedTheFarewellDoesNotMatter() throws Exception {
        server.on("QUIT", ScriptedServer.HANG);
        assertInstanceOf(Delivery.Sent.class, send(Map.of()));
        server.on("QUIT", ScriptedServer.DROP);
        assertInstanceOf(Delivery.Sent.class, send(Map.of()));
    }

    @Test
    @DisplayName("被叫停：连接断开，线程仍知道被叫停了")
    void anInterruptedCallEnds() throws Exception {
        server.on("RCPT", ScriptedServer.HANG);
        FutureTask<String> call = new FutureTask<>(() -> {
            String reason = retry(send(Map.of("readTimeoutMillis", 28_000)));
            assertTrue(Thread.currentThread().isInterrupted());
            return reason;
        });
        Thread thread = new Thread(call);
        thread.start();
        server.awaitHanging();
        thread.interrupt();
        assertEquals("发送中途被叫停", call.get());
    }

    @Test
    @DisplayName("服务器不在、名字找不到、不肯服务：稍后再试")
    void aServerThatIsNotThereIsTriedAgain() throws Exception {
        assertTrue(retry(send(Map.of("port", MailContractTest.unusedPort()))).endsWith("连接不上"));
        assertTrue(retry(send(Map.of("host", "nowhere.invalid"))).endsWith("找不到，请检查 host"));
        server.on("greeting", "554 5.3.2 closed");
        String reason = retry(send(Map.of()));
        assertTrue(reason.contains("554"), reason);
    }

    @Test
    @DisplayName("明文服务器当作 TLS：说明是加密，稍后再试")
    void aServerWithoutEncryptionIsTriedAgain() throws Exception {
        String reason = retry(send(Map.of("security", Security.TLS)));
        assertTrue(reason.contains("不能建立加密连接"), reason);
        reason = retry(send(Map.of("security", Security.STARTTLS)));
        assertTrue(reason.contains("STARTTLS is required but host does not support STARTTLS"), reason);
        assertFalse(server.heard().stream().anyMatch(line -> line.startsWith("MAIL")), "nothing is said in the clear");
    }

    @ParameterizedTest
    @DisplayName("写错的地址：不连接，直接退回")
    @ValueSource(
            strings = {
                "",
                "zhao",
                "@office.example",
                "zhao@",
                "zhao@office.example, qian@office.example",
                "赵 <zhao@office.example>",
                "zhao@office.example\r\nRCPT TO:<qian@office.example>",
                "zhao zhu@office.example",
                "zhao..zhu@office.example",
                "赵@office.example",
                "zhao@office..example",
                "group:zhao@office.example;",
                "<@relay.example:zhao@office.example>"
            })
    void aBadAddressIsRejectedWithoutAConnection(String address) throws Exception {
        Delivery delivery = channel(Map.of()).send(Examples.message(address, "赵", "标题", "正文"));
        String reason = rejected(delivery);
        assertEquals(1, reason.lines().count());
        assertTrue(server.heard().isEmpty(), "it must not be sent anywhere");
    }

    private Delivery send(Map<String, ?> further) throws Exception {
        return channel(further).send(Examples.message());
    }

    private MailChannel channel(Map<String, ?> further) {
        Map<String, Object> settings = new HashMap<>(Examples.plain(server.port()));
        settings.putAll(further);
        return new MailChannel(Examples.config(settings));
    }

    private static String retry(Delivery delivery) {
        Delivery.Retry retry = assertInstanceOf(Delivery.Retry.class, delivery);
        assertNull(retry.after());
        return retry.reason();
    }

    private static String rejected(Delivery delivery) {
        return assertInstanceOf(Delivery.Rejected.class, delivery).reason();
    }
}
