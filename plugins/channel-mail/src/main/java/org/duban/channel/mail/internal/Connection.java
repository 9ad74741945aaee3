package org.duban.channel.mail.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.duban.channel.mail.internal.MailConfig.Security;

/**
 * A connection to the mail server that ends for certain: when it is closed, when the thread that uses it is interrupted (its socket is a
 * channel's), and when its time is up, however busily the other side says nothing.
 */
final class Connection implements AutoCloseable {

    private final SocketChannel channel;
    private final Future<?> end;
    private volatile boolean expired;

    private Connection(ScheduledExecutorService timer, int totalTimeoutMillis) throws IOException {
        channel = SocketChannel.open();
        try {
            end = timer.schedule(this::expire, totalTimeoutMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException deactivated) {
            disconnect();
            throw deactivated;
        }
    }

    static Connection prepare(Settings settings, ScheduledExecutorService timer) throws IOException {
        return new Connection(timer, settings.totalTimeoutMillis());
    }

    /** Connects; with {@link Security#TLS} the server's name has been checked and everything is encrypted. */
    Socket connect(Settings settings) throws IOException {
        // The certificate has to be for the name in the settings. With that name tied to the address, STARTTLS checks
        // it, and not the one a name server has for the address.
        byte[] number = InetAddress.getByName(settings.host()).getAddress();
        InetAddress address = InetAddress.getByAddress(settings.host(), number);
        Socket socket = channel.socket();
        socket.connect(new InetSocketAddress(address, settings.port()), settings.connectTimeoutMillis());
        socket.setSoTimeout(settings.readTimeoutMillis());
        if (settings.security() != Security.TLS) {
            return socket;
        }
        SSLSocket encrypted = (SSLSocket) settings.tls().createSocket(socket, settings.host(), settings.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    /** Whether it was ended because its time was up. */
    boolean expired() {
        return expired;
    }

    private void expire() {
        expired = true;
        disconnect();
    }

    @Override
    public void close() {
        end.cancel(false);
        disconnect();
    }

    private void disconnect() {
        try {
            channel.close();
        } catch (IOException e) {
            // The server has answered or never will; how the connection ends changes nothing.
        }
    }
}
