package org.duban.channel.mail.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers each command as it is told to, and misbehaves where it is told to. One connection after another. */
final class ScriptedServer implements AutoCloseable {

    /** Instead of a reply: the connection is dropped. */
    static final String DROP = "drop";

    /** Instead of a reply: nothing more ever comes. */
    static final String HANG = "hang";

    /** Instead of a reply: one line of it after another, none of them the last. */
    static final String TRICKLE = "trickle";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, String> replies = new ConcurrentHashMap<>(Map.of(
            "greeting",
            "220 ready",
            "EHLO",
            "250-here\r\n250 8BITMIME",
            "MAIL",
            "250 ok",
            "RCPT",
            "250 ok",
            "DATA",
            "354 go on",
            ".",
            "250 2.0.0 queued as 4711",
            "QUIT",
            "221 bye"));
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private SSLContext tls;

    ScriptedServer() throws IOException {
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    ScriptedServer on(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    /** Offers STARTTLS with this certificate. */
    ScriptedServer withStartTls(TestCertificate certificate) throws Exception {
        tls = certificate.server();
        return on("EHLO", "250-here\r\n250 STARTTLS").on("STARTTLS", "220 go on");
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What clients said, line by line; {@code <TLS>} where encryption began. */
    List<String> heard() {
        return heard;
    }

    /** Waits until a client has been left hanging. */
    void awaitHanging() throws InterruptedException {
        hanging.await();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                talk(socket);
            } catch (IOException clientOrTestIsGone) {
                heard.add("<gone>");
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        BufferedReader in = reader(socket);
        boolean more = reply(socket, "greeting");
        boolean text = false;
        for (String line; more && (line = in.readLine()) != null; ) {
            heard.add(line);
            if (text && !line.equals(".")) {
                continue;
            }
            String command = line.split("[ :]", 2)[0];
            more = reply(socket, command);
            text = command.equals("DATA") && replies.get("DATA").startsWith("354");
            if (command.equals("STARTTLS")) {
                SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, port(), true);
                encrypted.setUseClientMode(false);
                encrypted.startHandshake();
                heard.add("<TLS>");
                on("EHLO", "250 here");
                socket = encrypted;
                in = reader(socket);
            }
        }
    }

    private boolean reply(Socket socket, String command) throws IOException {
        String reply = replies.getOrDefault(command, "502 not known");
        switch (reply) {
            case DROP -> {
                return false;
            }
            case HANG -> {
                hanging.countDown();
                // Until the client gives up.
                while (socket.getInputStream().read() >= 0) {}
                return false;
            }
            case TRICKLE -> {
                // Until the client is gone: then writing fails.
                while (true) {
                    write(socket, "250-still here");
                }
            }
            default -> {
                write(socket, reply);
                return true;
            }
        }
    }

    private static void write(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
