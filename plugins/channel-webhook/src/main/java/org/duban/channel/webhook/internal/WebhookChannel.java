package org.duban.channel.webhook.internal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Posts each message to one webhook. There is one channel for each configuration; its id and its name are configured. */
// Immediate: a configuration that can't work is told when it is read, not when the first notice is due.
@Component(
        service = Channel.class,
        configurationPid = WebhookChannel.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = WebhookConfig.class, factory = true)
public final class WebhookChannel implements Channel {

    static final String PID = "org.duban.channel.webhook";

    private static final int MOST_ANSWER_BYTES = 64 * 1024;
    private static final Pattern MOBILE = Pattern.compile("\\+?[0-9-]{5,20}");

    private final Settings settings;
    private final InstantSource clock;
    private final Receiver receiver;
    private final Answers answers;
    private final ExecutorService threads;
    private final HttpClient http;

    /**
     * @throws org.duban.api.DubanException {@code CONFIGURATION_INVALID} when the configuration can't work
     */
    @Activate
    public WebhookChannel(WebhookConfig config, @Reference InstantSource clock) {
        this(Settings.of(config), clock);
    }

    WebhookChannel(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.receiver = Receiver.of(settings.format());
        this.answers = new Answers(receiver, settings);
        this.threads = threads();
        this.http = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(settings.connectTimeout())
                .version(Version.HTTP_1_1)
                // The message and its signature are for this address, not for another one.
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /**
     * A call that is under way is finished by the threads it has; after it none of them is left. The client's own thread ends when the
     * client is collected: before Java 21 it can't be closed.
     */
    @Deactivate
    void deactivate() {
        threads.shutdown();
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        if (settings.mentionByMobile() && !MOBILE.matcher(message.address()).matches()) {
            return Delivery.rejected("联系方式不是手机号，不能在群里提醒");
        }
        Outgoing outgoing = receiver.compose(message, settings, clock.instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(outgoing.url())
                .timeout(settings.totalTimeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(outgoing.body()));
        outgoing.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> call =
                http.sendAsync(request.build(), head -> new LimitedBody(MOST_ANSWER_BYTES));
        try {
            // The request's own time limit ends with the answer's head; this one counts until the end of its body.
            HttpResponse<byte[]> answer = call.get(settings.totalTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return answers.delivery(answer.statusCode(), answer.headers(), answer.body(), clock.instant());
        } catch (ExecutionException e) {
            return Delivery.retry(receiver.name() + " " + settings.host() + " " + trouble(e.getCause()));
        } catch (TimeoutException e) {
            return Delivery.retry(receiver.name() + " " + settings.host() + " 没有及时答复");
        } finally {
            call.cancel(true); // Closes the connection of whoever was interrupted or has waited long enough.
        }
    }

    /** In words of our own: an exception may quote the address. */
    private static String trouble(@Nullable Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return has(cause, UnresolvedAddressException.class) || has(cause, UnknownHostException.class)
                    ? "找不到，请检查 .url"
                    : "连接不上";
        }
        if (cause instanceof HttpTimeoutException) {
            return "没有及时答复";
        }
        if (cause instanceof SSLException) {
            return "不能建立加密连接";
        }
        return "中途断开了连接，或答复的不是 HTTP";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Threads of our own, that can be taken away; each ends a second after its last work. */
    private static ExecutorService threads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                1,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "duban-webhook");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, stopped) -> task.run());
    }
}
