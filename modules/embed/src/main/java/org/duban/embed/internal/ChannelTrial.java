package org.duban.embed.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duban.api.DubanException;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.NoticeKind;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.Plugins;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a test message over a channel of a plugins folder, in a framework of its own that has no data directory: whether a Duban runs
 * on those folders or not, and without touching what it has open.
 *
 * @param config the folder with the plugins' settings
 * @param plugins the folder with the plugins
 * @param limit so long the channel may take, to be made and to send together
 */
public record ChannelTrial(Path config, Path plugins, InstantSource clock, ZoneId zone, Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelTrial.class);

    /** Settings reach a component on a thread of the Configuration Admin, a moment after their file has been read. */
    private static final Duration APPEARS_WITHIN = Duration.ofSeconds(5);

    /**
     * What came of it.
     *
     * @param outcome what the channel did with the message; null when there is no such channel
     * @param detail receipt or reason, one line; may be empty
     * @param offered the ids of all channels there are, in order
     * @param files every file of the two folders, and why it isn't in use
     */
    public record Result(@Nullable Outcome outcome, String detail, List<String> offered, List<PluginStatus> files) {}

    /**
     * Sends it.
     *
     * @param channel the channel's id
     * @param address where to; empty for channels that need no address
     * @throws DubanException {@code START_FAILED} when the framework can't be started
     * @throws IOException when there is no room for its files
     */
    public Result send(String channel, String address) throws IOException {
        Path parent = Files.createTempDirectory("duban-trial-");
        Map<String, String> properties = Map.of(
                "duban.config.dir", config.toString(),
                "duban.plugins.dir", plugins.toString(),
                "duban.plugins.trial", "true");
        Map<Class<?>, Object> lent = Map.of(InstantSource.class, clock, ZoneId.class, zone);
        try (Scratch scratch = Scratch.below(parent);
                EmbeddedFramework framework = EmbeddedFramework.start(scratch.folder(), properties, lent)) {
            try {
                return send(framework, channel, address);
            } finally {
                stopPlugins(framework);
            }
        }
    }

    private Result send(EmbeddedFramework framework, String channel, String address) {
        Plugins files = framework.service(Plugins.class);
        files.scan();
        ServiceReference<?> found = await(framework.context(), channel);
        if (found == null) {
            return new Result(null, "", offered(framework.context()), files.all());
        }
        Message message = new Message(
                "test-" + UUID.randomUUID(),
                "test",
                "测试",
                address,
                NoticeKind.TEST,
                "督办测试消息",
                "这是一条测试消息，用来检查通道是否可用，不涉及任何事项，请勿回复。",
                List.of(),
                clock.instant());
        CompletableFuture<Delivery> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> call(framework.context(), found, message, answer), "duban-trial-" + channel);
        caller.setDaemon(true);
        caller.setContextClassLoader(loader(found));
        caller.start();
        List<String> offered = offered(framework.context());
        try {
            return result(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS), offered, files.all());
        } catch (TimeoutException e) {
            caller.interrupt();
            return new Result(Outcome.FAULT, "超过 " + limit.toSeconds() + " 秒没有答复", offered, files.all());
        } catch (ExecutionException e) {
            return new Result(Outcome.FAULT, line(thrown(e.getCause())), offered, files.all());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(Outcome.FAULT, "中断", offered, files.all());
        }
    }

    /** Whatever a plugin throws, an Error too, is its answer. */
    private static void call(
            BundleContext context, ServiceReference<?> found, Message message, CompletableFuture<Delivery> answer) {
        try {
            Object channel = context.getService(found);
            if (channel == null) {
                throw new IllegalStateException("通道未能创建");
            }
            answer.complete(((Channel) channel).send(message));
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
    }

    private static Result result(@Nullable Delivery answer, List<String> offered, List<PluginStatus> files) {
        if (answer instanceof Delivery.Sent sent) {
            return new Result(Outcome.SENT, line(sent.receipt()), offered, files);
        }
        if (answer instanceof Delivery.Retry later) {
            return new Result(Outcome.RETRY, line(later.reason()), offered, files);
        }
        if (answer instanceof Delivery.Rejected never) {
            return new Result(Outcome.REJECTED, line(never.reason()), offered, files);
        }
        return new Result(Outcome.FAULT, "通道没有答复（null）", offered, files);
    }

    /** The one a running Duban would use; null when there is none. */
    private static @Nullable ServiceReference<?> await(BundleContext context, String channel) {
        long begin = System.nanoTime();
        Optional<ServiceReference<?>> found = find(context, channel);
        try {
            while (found.isEmpty() && System.nanoTime() - begin < APPEARS_WITHIN.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(20);
                found = find(context, channel);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found.orElse(null);
    }

    private static Optional<ServiceReference<?>> find(BundleContext context, String channel) {
        return channels(context).stream()
                .filter(reference -> channel.equals(reference.getProperty(Channel.ID)))
                // The higher-ranking one, of equal ones the older.
                .max((one, other) -> one.compareTo(other));
    }

    private static List<String> offered(BundleContext context) {
        return channels(context).stream()
                .map(reference -> String.valueOf(reference.getProperty(Channel.ID)))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<ServiceReference<?>> channels(BundleContext context) {
        try {
            ServiceReference<?>[] all = context.getServiceReferences(Channel.class.getName(), null);
            return all == null ? List.of() : List.of(all);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    private static @Nullable ClassLoader loader(ServiceReference<?> found) {
        Bundle plugin = found.getBundle();
        BundleWiring wiring = plugin == null ? null : plugin.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    private static void stopPlugins(EmbeddedFramework framework) {
        try {
            framework.stopPlugins();
        } catch (BundleException e) {
            LOG.warn("The plugins could not be stopped", e);
        }
    }

    private static String thrown(@Nullable Throwable e) {
        Throwable thrown = Objects.requireNonNull(e);
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    private static String line(String text) {
        return text.replaceAll("[\\s\\p{C}]+", " ").strip();
    }
}
