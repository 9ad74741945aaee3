package org.duban.chaos.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;

/** A channel whose jar says how it behaves, and in which file it notes what it has taken. */
public final class ChaosChannel implements Channel {

    private final Behaviour behaviour;
    private final Path taken;

    /** Made by the framework. */
    public ChaosChannel() throws IOException {
        Properties settings = new Properties();
        try (InputStream in = ChaosChannel.class.getResourceAsStream("/chaos.properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            settings.load(reader);
        }
        behaviour = Behaviour.valueOf(settings.getProperty("behaviour"));
        taken = Path.of(settings.getProperty("taken"));
    }

    @Override
    public Delivery send(Message message) throws Exception {
        switch (behaviour) {
            case GOOD -> {
                return take(message);
            }
            case SLOW -> {
                TimeUnit.MILLISECONDS.sleep(200);
                return take(message);
            }
            case THROW -> throw new IllegalStateException("a plugin's own trouble\nwith a second line");
            case STACK_OVERFLOW -> {
                return send(message);
            }
            case MISSING_CLASS -> throw new NoClassDefFoundError("org/example/Missing");
            case NOTHING -> {
                return null;
            }
            case RETRY_IN_TEN_YEARS -> {
                return Delivery.retry(Duration.ofDays(3650), "later");
            }
            case FLOOD -> {
                return Delivery.retry("much ".repeat(2_000_000));
            }
            case LEAK_THREADS -> {
                for (int i = 0; i < 5; i++) {
                    Thread thread = new Thread(
                            () -> LockSupport.parkNanos(Duration.ofSeconds(20).toNanos()), "leaked");
                    thread.setDaemon(true);
                    thread.start();
                }
                return take(message);
            }
            case HANG_HEEDING_INTERRUPTION -> {
                new CountDownLatch(1).await();
                throw new AssertionError("nobody counts down");
            }
            case HANG_FOR_GOOD -> {
                while (true) {
                    LockSupport.park();
                    Thread.interrupted();
                }
            }
        }
        throw new AssertionError(behaviour);
    }

    private Delivery take(Message message) throws IOException {
        Files.writeString(
                taken,
                message.key() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.WRITE);
        return Delivery.sent(message.key());
    }
}
