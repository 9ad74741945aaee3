package org.duban.channel.mail.internal;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.spi.channel.Channel;
import org.duban.testkit.ChannelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What is asked of every channel. */
class MailContractTest extends ChannelContract {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<ScriptedServer> silent = new ArrayList<>();

    @BeforeEach
    void start() {
        server.setUser("duban", Examples.PASSWORD);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        for (ScriptedServer each : silent) {
            each.close();
        }
    }

    @Override
    protected Channel channel() {
        return channel(server.getSmtp().getPort(), Duration.ofSeconds(10));
    }

    @Override
    protected String address() {
        return "zhao@office.example";
    }

    @Override
    protected Optional<String> badAddress() {
        return Optional.of("赵主任");
    }

    @Override
    protected Optional<List<String>> received() throws Exception {
        List<String> received = new ArrayList<>();
        for (MimeMessage mail : server.getReceivedMessages()) {
            BodyPart plain = ((Multipart) mail.getContent()).getBodyPart(0);
            received.add(mail.getSubject() + "\n" + plain.getContent());
        }
        return Optional.of(received);
    }

    @Override
    protected Optional<Channel> unanswered(Duration timeLimit) throws Exception {
        ScriptedServer server = new ScriptedServer().on("greeting", ScriptedServer.HANG);
        silent.add(server);
        Duration longest = Duration.ofSeconds(28);
        return Optional.of(channel(server.port(), timeLimit.compareTo(longest) < 0 ? timeLimit : longest));
    }

    @Override
    protected Optional<Channel> unreachable() throws Exception {
        return Optional.of(channel(unusedPort(), Duration.ofSeconds(10)));
    }

    @Override
    protected List<String> secrets() {
        return List.of(Examples.PASSWORD);
    }

    private static Channel channel(int port, Duration timeLimit) {
        Map<String, Object> settings = new HashMap<>(Examples.plain(port));
        settings.put("user", "duban");
        settings.put("_password", Examples.PASSWORD);
        settings.put("readTimeoutMillis", (int) timeLimit.toMillis());
        return new MailChannel(Examples.config(settings));
    }

    static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
