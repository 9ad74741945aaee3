package ${package};

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A gateway to test with: takes messages for numbers of digits. By hand: {@code java Gateway.java 8099}. */
final class Gateway implements AutoCloseable {

    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final PrintStream log;

    Gateway(int port, PrintStream log) throws IOException {
        this.log = log;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/messages", this::take);
        server.start();
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream utf8 = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Gateway gateway = new Gateway(Integer.parseInt(arguments[0]), utf8);
        utf8.println("waiting for messages at " + gateway.url());
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/messages");
    }

    /** Title and text of each message, without doubles. */
    List<String> received() {
        return received;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> form = Arrays.stream(body.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
            boolean known = form.get("to").matches("[0-9]+");
            if (known && keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"))) {
                received.add(form.get("title") + "\n" + form.get("text"));
                log.println("to " + form.get("to") + ": " + form.get("title"));
            }
            byte[] answer = ("no. " + received.size()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
