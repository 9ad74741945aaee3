package org.duban.channel.webhook.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, checked. Its {@link #toString()} has no secret.
 *
 * @param url where to post; what follows the host is secret
 * @param secret what is signed with; empty: nothing is signed
 */
record Settings(
        Format format,
        URI url,
        String secret,
        boolean mentionByMobile,
        Duration connectTimeout,
        Duration totalTimeout) {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}");
    /** The id of Duban's own inbox. */
    private static final String INBOX = "inbox";

    private static final int SHORTEST_SECRET = 16;
    private static final int LEAST_MILLIS = 100;
    /** Less than the 30 seconds after which the caller gives a channel up. */
    private static final int MOST_MILLIS = 28_000;

    /** Tokens, keys and signatures are long runs without spaces: whatever looks like one is hidden, known or not. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=_%-]{16,}");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final int LONGEST_QUOTE = 200;

    /**
     * @throws DubanException {@code CONFIGURATION_INVALID} with everything that is wrong, and no secret in it
     */
    static Settings of(WebhookConfig config) {
        List<Problem> problems = new ArrayList<>();
        String id = text(config::duban_channel);
        if (!ID.matcher(id).matches() || id.equals(INBOX)) {
            problems.add(problem("duban.channel", id, "1 到 60 个小写字母、数字或连字符，且不是 inbox"));
        }
        Format format = value(config::format);
        if (format == null) {
            problems.add(problem("format", "", "DINGTALK、WECOM、FEISHU 或 PLAIN"));
            format = Format.PLAIN;
        }
        URI url = url(text(config::_url), problems);
        String secret = text(config::_secret);
        if (format == Format.PLAIN && secret.length() < SHORTEST_SECRET) {
            problems.add(problem(".secret", "", "PLAIN 格式必须有至少 " + SHORTEST_SECRET + " 个字符的密钥"));
        }
        if (format == Format.WECOM && !secret.isEmpty()) {
            problems.add(problem(".secret", "", "不填：企业微信群机器人没有密钥"));
        }
        boolean mention = Boolean.TRUE.equals(value(config::mentionByMobile));
        if (mention && (format == Format.FEISHU || format == Format.PLAIN)) {
            problems.add(problem("mentionByMobile", "true", "false：" + format + " 格式不能按手机号提醒"));
        }
        Duration connect = millis("connectTimeoutMillis", config::connectTimeoutMillis, problems);
        Duration total = millis("totalTimeoutMillis", config::totalTimeoutMillis, problems);
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
        return new Settings(format, url, secret, mention, connect, total);
    }

    /** What people know the receiver by: its host. */
    String host() {
        return url.getHost();
    }

    /** A receiver's own words, fit to be read by people: one line, not too long, no secret even if it repeats one. */
    String quote(String words) {
        String clean = secret.isEmpty() ? words : words.replace(secret, "***");
        for (String pair : String.valueOf(url.getRawQuery()).split("&")) {
            String value = pair.substring(pair.indexOf('=') + 1);
            clean = value.isEmpty() ? clean : clean.replace(value, "***");
        }
        clean = TOKEN.matcher(clean).replaceAll("***");
        return Fit.to(LONGEST_QUOTE, CONTROL.matcher(clean).replaceAll(" ").strip(), String::length);
    }

    @Override
    public String toString() {
        return format + " " + host();
    }

    private static URI url(String text, List<Problem> problems) {
        try {
            URI url = new URI(text);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, without the exception: it quotes the address.
        }
        problems.add(problem(".url", "", "完整的 https 或 http 网址，不带用户名和 #"));
        return URI.create("http://invalid/");
    }

    private static Duration millis(String property, Supplier<@Nullable Integer> setting, List<Problem> problems) {
        Integer millis = value(setting);
        if (millis == null || millis < LEAST_MILLIS || millis > MOST_MILLIS) {
            problems.add(problem(
                    property, millis == null ? "" : millis.toString(), LEAST_MILLIS + " 到 " + MOST_MILLIS + " 的整数"));
            return Duration.ofMillis(LEAST_MILLIS);
        }
        return Duration.ofMillis(millis);
    }

    private static String text(Supplier<@Nullable String> setting) {
        String text = value(setting);
        return text == null ? "" : text.strip();
    }

    /** Null when there is none, and when it can't be made into what it should be: the type of an annotation's method can't say so. */
    private static <T> @Nullable T value(Supplier<@Nullable T> setting) {
        try {
            return setting.get();
        } catch (RuntimeException unusable) {
            return null;
        }
    }

    private static Problem problem(String property, String value, String expected) {
        return Problem.of(
                ErrorCode.CONFIGURATION_INVALID,
                property,
                value,
                expected,
                "Webhook 通道的配置 " + property + " 不能用",
                "The webhook channel's setting " + property + " can't be used");
    }
}
