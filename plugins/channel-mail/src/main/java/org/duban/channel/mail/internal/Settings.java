package org.duban.channel.mail.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.channel.mail.internal.MailConfig.Security;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, checked. Its {@link #toString()} has no password.
 *
 * @param tls makes the encrypted connections; trusts what the settings say
 * @param user empty: don't log in
 * @param from a mail address that {@link Addresses#strict} takes. Not yet with its name: encoding that needs this bundle's class loader as
 *     the thread's, which is certain in a call of the channel and not in its activation
 * @param linkTemplate empty: no links
 */
record Settings(
        String host,
        int port,
        Security security,
        SSLSocketFactory tls,
        String user,
        String password,
        String from,
        String fromName,
        String linkTemplate,
        int connectTimeoutMillis,
        int readTimeoutMillis,
        int totalTimeoutMillis) {

    private static final String MATTER = "{matter}";
    private static final int LONGEST_MILLIS = 28_000;

    /**
     * @throws DubanException {@code CONFIGURATION_INVALID} with everything that is wrong, and no secret in it
     */
    static Settings of(MailConfig config) {
        Check check = new Check();
        String host = check.required("host", "主机名或 IP 地址", config::host);
        int port = check.number("port", 1, 65_535, config::port);
        Security security = check.choice("security", "TLS、STARTTLS 或 NONE", Security.NONE, config::security);
        SSLSocketFactory tls = check.tls(config.trustedCertificates().strip());
        String user = config.user().strip();
        String password = config._password();
        if (!user.isEmpty() && password.isEmpty()) {
            check.wrong(".password", "", "有登录名 user 时必须填写口令");
        }
        String from = check.from(config.from());
        String link = check.link(config.linkTemplate().strip());
        int connect = check.number("connectTimeoutMillis", 100, LONGEST_MILLIS, config::connectTimeoutMillis);
        int read = check.number("readTimeoutMillis", 100, LONGEST_MILLIS, config::readTimeoutMillis);
        int total = check.number("totalTimeoutMillis", 100, LONGEST_MILLIS, config::totalTimeoutMillis);
        check.done();
        return new Settings(
                host, port, security, tls, user, password, from, config.fromName(), link, connect, read, total);
    }

    /** What people know the server by. */
    String server() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return server() + " " + security;
    }

    /** Collects what is wrong, so that all of it can be mended at once. */
    private static final class Check {

        private final List<Problem> problems = new ArrayList<>();

        void wrong(String property, String value, String expected) {
            problems.add(Problem.of(
                    ErrorCode.CONFIGURATION_INVALID,
                    property,
                    value,
                    expected,
                    "邮件通道的配置 " + property + " 不能用",
                    "The mail channel's setting " + property + " can't be used"));
        }

        void done() {
            if (!problems.isEmpty()) {
                throw new DubanException(problems, null);
            }
        }

        String required(String property, String expected, Supplier<@Nullable String> setting) {
            String value = setting.get();
            if (value == null || value.isBlank()) {
                wrong(property, "", expected);
                return "";
            }
            return value.strip();
        }

        int number(String property, int min, int max, IntSupplier setting) {
            String expected = min + " 到 " + max + " 的整数";
            try {
                int value = setting.getAsInt();
                if (value < min || value > max) {
                    wrong(property, Integer.toString(value), expected);
                }
                return value;
            } catch (RuntimeException notANumber) {
                wrong(property, "", expected);
                return min;
            }
        }

        <E extends Enum<E>> E choice(String property, String expected, E otherwise, Supplier<@Nullable E> setting) {
            E value = null;
            try {
                value = setting.get();
            } catch (RuntimeException notAConstant) {
                // Said below, as for a value that isn't there.
            }
            if (value == null) {
                wrong(property, "", expected);
                return otherwise;
            }
            return value;
        }

        String from(@Nullable String address) {
            String stripped = address == null ? "" : address.strip();
            if (Addresses.strict(stripped, "").isEmpty()) {
                wrong("from", stripped, "一个邮箱地址，例如 duban@example.gov.cn");
            }
            return stripped;
        }

        String link(String template) {
            if (!template.isEmpty()) {
                try {
                    URI uri = URI.create(template.replace(MATTER, "1"));
                    boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
                    if (!template.contains(MATTER) || !web || uri.getHost() == null) {
                        wrong("linkTemplate", template, "含 {matter} 的 http 或 https 网址");
                    }
                } catch (IllegalArgumentException notAUri) {
                    wrong("linkTemplate", template, "含 {matter} 的 http 或 https 网址");
                }
            }
            return template;
        }

        SSLSocketFactory tls(String pem) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, pem.isEmpty() ? null : trusting(Path.of(pem)).getTrustManagers(), null);
                return context.getSocketFactory();
            } catch (GeneralSecurityException | IOException | RuntimeException e) {
                wrong("trustedCertificates", pem, "可读的 PEM 证书文件");
                return (SSLSocketFactory) SSLSocketFactory.getDefault();
            }
        }

        private static TrustManagerFactory trusting(Path pem) throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (InputStream in = Files.newInputStream(pem)) {
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("trusted-" + store.size(), certificate);
                }
            }
            if (store.size() == 0) {
                throw new IOException("no certificate in " + pem);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        }
    }
}
