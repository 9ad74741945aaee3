package ${package};

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.duban.spi.channel.Channel;
import org.duban.testkit.ChannelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What Duban asks of every channel; the tests are inherited. */
class GatewayChannelTest extends ChannelContract {

    private static final String TOKEN = "a-token-nobody-may-see";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Gateway gateway;
    private ServerSocket silent;

    @BeforeEach
    void start() throws IOException {
        gateway = new Gateway(0, new PrintStream(OutputStream.nullOutputStream()));
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); // Connects, and nobody ever reads.
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        silent.close();
    }

    @Override
    protected Channel channel() {
        return new GatewayChannel(gateway.url(), TOKEN, TIMEOUT);
    }

    @Override
    protected String address() {
        return "13800000000";
    }

    @Override
    protected Optional<String> badAddress() {
        return Optional.of("nobody");
    }

    @Override
    protected Optional<List<String>> received() {
        return Optional.of(gateway.received());
    }

    @Override
    protected boolean dropsDoubles() {
        return true;
    }

    @Override
    protected Optional<Channel> unanswered(Duration timeLimit) {
        return Optional.of(new GatewayChannel(local(silent.getLocalPort()), TOKEN, timeLimit));
    }

    @Override
    protected Optional<Channel> unreachable() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return Optional.of(new GatewayChannel(local(free.getLocalPort()), TOKEN, TIMEOUT));
        }
    }

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN);
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port + "/messages");
    }
}
