package ${package};

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Hands messages to a gateway that takes forms by HTTP POST.
 *
 * <p>There is a channel as long as there is a configuration, ${package}.cfg; each change of the file makes a new one.
 */
@Component(
        configurationPid = "${package}",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {Channel.ID + "=${channelId}", Channel.NAME + "=${channelId}"})
@Designate(ocd = GatewayChannel.Config.class)
public final class GatewayChannel implements Channel {

    /** The settings of ${package}.cfg. */
    @ObjectClassDefinition(name = "${channelId}")
    public @interface Config {
        @AttributeDefinition(description = "Where messages are posted to")
        String url();

        // "_" is written ".": a setting that starts with a dot isn't shown as a property of the service.
        @AttributeDefinition(description = "Bearer token; none when empty", type = AttributeType.PASSWORD)
        String _token() default "";

        @AttributeDefinition(description = "Time limit of a call; less than Duban's 30 seconds")
        int timeoutMillis() default 10_000;
    }

    private static final int RECEIPT_LENGTH = 100;

    private final URI url;
    private final String token;
    private final Duration timeout;
    private final HttpClient http;

    // Thrown here, a mistake in the configuration is shown beside the plugin, and nothing is sent.
    @Activate
    public GatewayChannel(Config config) {
        this(URI.create(config.url()), config._token(), Duration.ofMillis(config.timeoutMillis()));
    }

    GatewayChannel(URI url, String token, Duration timeout) {
        this.url = url;
        this.token = token;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    // Duban calls with one message at a time. Answer the truth: "sent" only when the receiver has taken it.
    @Override
    public Delivery send(Message message) throws InterruptedException {
        if (message.address().isEmpty()) {
            return Delivery.rejected("没有收信地址"); // Never works, so the person's next channel is tried at once.
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                // After a crash or a time-out the same message comes again under the same key: lets the receiver drop doubles.
                .header("Idempotency-Key", message.key())
                .POST(HttpRequest.BodyPublishers.ofString(form(message)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        CompletableFuture<HttpResponse<String>> call =
                http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            return delivery(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            // What people read must not have secrets in it: no token, no signed address.
            return Delivery.retry("网关无法连接或没有答复");
        } finally {
            call.cancel(true); // Whoever interrupts this thread wants it back now.
        }
    }

    private static String form(Message message) {
        return Map.of("to", message.address(), "title", message.title(), "text", message.text()).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Delivery delivery(HttpResponse<String> response) {
        int status = response.statusCode();
        return switch (status) {
            case 200, 201, 202, 204 -> Delivery.sent(receipt(response.body()));
            case 400, 404, 410, 413, 422 -> Delivery.rejected("网关不接受这个地址或内容（" + status + "）");
            case 429, 503 -> Delivery.retry(pause(response), "网关繁忙（" + status + "）");
            default -> Delivery.retry("网关答复 " + status);
        };
    }

    private static String receipt(String body) {
        return body.strip().substring(0, Math.min(RECEIPT_LENGTH, body.strip().length()));
    }

    private static Duration pause(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ofMinutes(1));
    }
}
