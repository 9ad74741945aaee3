package org.duban.channel.mail.internal;

import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.duban.channel.mail.internal.MailConfig.Security;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Sends each message as one mail to one person, over a connection of its own. */
// Immediate: a configuration that can't work is told when it is read, not when the first notice is due.
@Component(
        name = MailChannel.PID,
        configurationPid = MailChannel.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        property = {Channel.ID + "=mail", Channel.NAME + "=邮件"})
@Designate(ocd = MailConfig.class)
public final class MailChannel implements Channel {

    static final String PID = "org.duban.channel.mail";

    private final Settings settings;
    private final ScheduledThreadPoolExecutor timer;

    @Activate
    public MailChannel(MailConfig config) {
        this.settings = Settings.of(config);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "duban-mail-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** A mail that is just being sent keeps its time limit; after it nothing is left running. */
    @Deactivate
    void deactivate() {
        timer.shutdown();
    }

    @Override
    public Delivery send(Message message) throws IOException {
        Optional<InternetAddress> to = Addresses.strict(message.address(), message.name());
        if (to.isEmpty()) {
            return Delivery.rejected(
                    message.address().isBlank() ? "没有邮箱地址" : "邮箱地址写错了：" + Addresses.oneLine(message.address()));
        }
        try (Connection connection = Connection.prepare(settings, timer)) {
            try {
                return Delivery.sent(transmit(message, to.get(), connection.connect(settings)));
            } catch (IOException | MessagingException e) {
                return Failures.delivery(e, settings, to.get().getAddress(), connection.expired());
            }
        }
    }

    /** Returns what the server said when it had accepted the mail: its name for it, mostly. */
    private String transmit(Message message, InternetAddress to, Socket socket) throws MessagingException, IOException {
        // Jakarta Mail finds its parts by the context class loader, which is this bundle's whenever a channel is
        // called.
        Session session = Session.getInstance(properties(socket.getLocalAddress()), login());
        InternetAddress from =
                Addresses.strict(settings.from(), settings.fromName()).orElseThrow();
        Letter letter = Letter.of(session, message, from, to, settings.linkTemplate());
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        try {
            transport.connect(socket);
            transport.sendMessage(letter, new Address[] {to});
            return Failures.clean(transport.getLastServerResponse(), settings);
        } catch (MessagingException e) {
            // The library tells the end of the connection by the code alone.
            if (transport.getLastReturnCode() < 0) {
                throw new IOException(e);
            }
            throw e;
        } finally {
            quit(transport);
        }
    }

    private static void quit(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // A farewell that fails doesn't change what the server has accepted or refused.
        }
    }

    private Properties properties(InetAddress own) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.user", settings.user());
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        // Its own address (RFC 5321, 4.1.3): asking for its name could wait for a name server that isn't there.
        String literal = own instanceof Inet6Address ? "IPv6:" + own.getHostAddress() : own.getHostAddress();
        properties.setProperty("mail.smtp.localhost", "[" + literal.replaceFirst("%.*", "") + "]");
        // Sent is sent: don't wait for the answer to QUIT.
        properties.setProperty("mail.smtp.quitwait", "false");
        if (settings.security() == Security.STARTTLS) {
            properties.setProperty("mail.smtp.starttls.required", "true");
            properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
            properties.put("mail.smtp.ssl.socketFactory", settings.tls());
        }
        return properties;
    }

    private Authenticator login() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.user(), settings.password());
            }
        };
    }
}
