package org.duban.channel.mail.internal;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.duban.spi.channel.Delivery;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure means for the message: {@link Delivery.Rejected} when the server refuses this recipient or this mail for good (5xx,
 * RFC 5321, 4.2.1), {@link Delivery.Retry} for whatever time or an administrator can mend. Replies of the server are quoted, but for
 * those to a log-in.
 */
final class Failures {

    private Failures() {}

    static Delivery delivery(Exception failure, Settings settings, String to, boolean expired) {
        String server = "邮件服务器 " + settings.server();
        if (Thread.currentThread().isInterrupted()) {
            return Delivery.retry("发送中途被叫停");
        }
        if (expired) {
            return Delivery.retry(server + " 在 " + settings.totalTimeoutMillis() + " 毫秒内没有收下邮件");
        }
        List<Throwable> chain = chain(failure);
        if (find(chain, AuthenticationFailedException.class).isPresent()) {
            return Delivery.retry(server + " 不接受登录，请检查 user 和 .password");
        }
        Optional<SMTPAddressFailedException> recipient = find(chain, SMTPAddressFailedException.class);
        if (recipient.isPresent() && recipient.get().getReturnCode() > 0) {
            return byCode(
                    recipient.get().getReturnCode(),
                    server + " 不接受收件人 " + to + "：" + clean(recipient.get().getMessage(), settings));
        }
        Optional<SMTPSendFailedException> refused = find(chain, SMTPSendFailedException.class);
        if (refused.isPresent() && refused.get().getReturnCode() > 0) {
            String reply = clean(refused.get().getMessage(), settings);
            // A sender that isn't accepted, or only after a log-in, is this configuration's fault, not the message's.
            if (refused.get().getCommand().startsWith("MAIL") || refused.get().getReturnCode() == 530) {
                return Delivery.retry(server + " 不接受发件人 " + settings.from() + "：" + reply);
            }
            return byCode(refused.get().getReturnCode(), server + " 不接受这封邮件：" + reply);
        }
        return Delivery.retry(server + " " + trouble(chain, settings));
    }

    private static Delivery byCode(int code, String reason) {
        return code >= 500 ? Delivery.rejected(reason) : Delivery.retry(reason);
    }

    private static String trouble(List<Throwable> chain, Settings settings) {
        if (find(chain, UnknownHostException.class).isPresent()) {
            return "找不到，请检查 host";
        }
        if (find(chain, SocketTimeoutException.class).isPresent()) {
            return "没有及时应答";
        }
        if (find(chain, ConnectException.class).isPresent()
                || find(chain, NoRouteToHostException.class).isPresent()) {
            return "连接不上";
        }
        Optional<SSLException> tls = find(chain, SSLException.class);
        if (tls.isPresent()) {
            return "不能建立加密连接：" + clean(tls.get().getMessage(), settings);
        }
        if (find(chain, IOException.class).isPresent()) {
            return "中途断开了连接";
        }
        return "不可用：" + clean(chain.get(0).getMessage(), settings);
    }

    /** A server's words on one line, without the password should it repeat it. */
    static String clean(@Nullable String reply, Settings settings) {
        String text = reply == null ? "" : reply;
        return Addresses.oneLine(settings.password().isEmpty() ? text : text.replace(settings.password(), "***"));
    }

    private static <T> Optional<T> find(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Jakarta Mail hangs further exceptions on the first one beside its causes. */
    private static List<Throwable> chain(Throwable first) {
        List<Throwable> chain = new ArrayList<>(List.of(first));
        for (int i = 0; i < chain.size(); i++) {
            Throwable next = chain.get(i) instanceof MessagingException mail ? mail.getNextException() : null;
            for (Throwable further : new Throwable[] {next, chain.get(i).getCause()}) {
                if (further != null && !chain.contains(further)) {
                    chain.add(further);
                }
            }
        }
        return chain;
    }
}
