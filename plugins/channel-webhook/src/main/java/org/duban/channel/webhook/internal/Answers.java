package org.duban.channel.webhook.internal;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.channel.webhook.internal.Codes.Meaning;
import org.duban.spi.channel.Delivery;
import org.jspecify.annotations.Nullable;

/** What an answer means for the message. */
final class Answers {

    /** A receiver that has to be left alone for longer is as good as gone for today: look again tomorrow. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Receiver receiver;
    private final Settings settings;

    Answers(Receiver receiver, Settings settings) {
        this.receiver = receiver;
        this.settings = settings;
    }

    /**
     * @param body as much of it as was read
     * @param now when the answer came
     */
    Delivery delivery(int status, HttpHeaders headers, byte[] body, Instant now) {
        boolean taken = status >= 200 && status < 300;
        boolean later = status == 408 || status == 429 || status >= 500;
        if (taken || !later) {
            Optional<Delivery> said = receiver.codes().flatMap(codes -> said(codes, body, taken));
            if (said.isPresent()) {
                return said.get();
            }
        }
        if (taken) {
            return receiver.codes().isEmpty()
                    ? Delivery.sent("")
                    : Delivery.retry(who() + "的答复看不懂（HTTP " + status + "）");
        }
        if (later) {
            String reason = who() + (status == 429 ? "请求太多" : "暂时不可用") + "（HTTP " + status + "）";
            return new Delivery.Retry(pause(headers, now), reason);
        }
        return Delivery.rejected(who() + refusal(status) + "（HTTP " + status + "）");
    }

    private static String refusal(int status) {
        if (status < 400) {
            return "转到了别的地址，请把 .url 改为最终地址";
        }
        return switch (status) {
            case 401, 403 -> "不允许发送，请检查 .secret 和 .url";
            case 404, 410 -> "已不存在，请检查 .url";
            case 413 -> "认为内容太长";
            default -> "不接受这条通知";
        };
    }

    /** What the body says; an unknown code counts only when the status is good: a proxy's own JSON may have anything in it. */
    private Optional<Delivery> said(Codes codes, byte[] body, boolean taken) {
        Map<String, String> answer;
        try {
            answer = Json.scalars(body);
        } catch (IOException rubbish) {
            return Optional.empty();
        }
        Optional<String> code = codes.fields().stream()
                .map(answer::get)
                .filter(Objects::nonNull)
                .findFirst();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        if (code.get().equals(Codes.TAKEN)) {
            return taken ? Optional.of(Delivery.sent("")) : Optional.empty();
        }
        Meaning meaning = codes.meanings().get(code.get());
        if (meaning == null && !taken) {
            return Optional.empty();
        }
        String reason = who() + "：" + (meaning == null ? "不接受这条通知" : meaning.text()) + "（" + settings.quote(code.get())
                + " " + settings.quote(answer.getOrDefault(codes.explanation(), "")) + "）";
        return Optional.of(
                meaning == null || meaning.pause() == null
                        ? Delivery.rejected(reason)
                        : Delivery.retry(meaning.pause(), reason));
    }

    private String who() {
        return receiver.name() + " " + settings.host() + " ";
    }

    /** Retry-After is seconds or a date (RFC 9110, 10.2.3); null when there is none or it can't be read. */
    private static @Nullable Duration pause(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(value -> value.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                        : until(value, now))
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                .map(pause -> pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause)
                .orElse(null);
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
