package org.duban.channel.webhook.internal;

import static org.duban.channel.webhook.internal.RawReceiver.print;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.duban.channel.webhook.internal.RawReceiver.Behaviour;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.duban.spi.channel.Delivery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that end in another way than with an answer: always to be tried again. */
class ConnectionsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Duration SHORT = Duration.ofMillis(500);

    enum Trouble {
        DROPPED("中途断开", out -> {}),
        HALF_A_HEAD("中途断开", out -> print(out, OK + "Content-Le")),
        HALF_A_BODY("中途断开", out -> print(out, OK + "Content-Length: 100\r\n\r\n{\"errcode\":0}")),
        HALF_A_CHUNK("中途断开", out -> print(out, OK + "Transfer-Encoding: chunked\r\n\r\n40\r\n{\"errcode\":0}")),
        NOT_HTTP("中途断开", out -> print(out, "220 smtp.example.com ESMTP\r\n")),
        SILENT("没有及时答复", out -> never()),
        SILENT_AFTER_THE_HEAD("没有及时答复", out -> {
            print(out, OK + "Content-Length: 100\r\n\r\n");
            never();
        }),
        // Every byte comes in time, the whole never does.
        DRIPPING("没有及时答复", out -> {
            print(out, OK + "Transfer-Encoding: chunked\r\n\r\n");
            while (true) {
                print(out, "1\r\n \r\n");
                pause();
            }
        });

        private final String says;
        private final Behaviour behaviour;

        Trouble(String says, Behaviour behaviour) {
            this.says = says;
            this.behaviour = behaviour;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("没有完整的答复就稍后再试")
    void withoutAWholeAnswerItIsTriedAgain(Trouble trouble) throws Exception {
        for (Format format : new Format[] {Format.DINGTALK, Format.PLAIN}) {
            try (RawReceiver receiver = new RawReceiver(trouble.behaviour)) {
                assertRetry(trouble.says, send(format, receiver.url()));
            }
        }
    }

    @Test
    @DisplayName("没有人接听就稍后再试")
    void connectionRefused() throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://localhost:" + free.getLocalPort() + "/send?access_token=" + Examples.TOKEN);
        }
        assertRetry("连接不上", send(Format.DINGTALK, nobody));
    }

    @Test
    @DisplayName("找不到主机就稍后再试")
    void unknownHost() throws Exception {
        URI nowhere = URI.create("http://nowhere.invalid/send?access_token=" + Examples.TOKEN);
        assertRetry("找不到", send(Format.DINGTALK, nowhere));
    }

    @Test
    @DisplayName("对方不会加密就稍后再试")
    void noTls() throws Exception {
        try (RawReceiver receiver = new RawReceiver(out -> print(out, "no TLS here\r\n"))) {
            String url = receiver.url().toString().replace("http:", "https:");
            assertRetry("不能建立加密连接", send(Format.DINGTALK, URI.create(url)));
        }
    }

    @Test
    @DisplayName("没完没了的答复只读开头，连接随即关闭")
    void anEndlessBodyIsReadToTheLimitOnly() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Behaviour endless = out -> {
            print(out, OK + "Transfer-Encoding: chunked\r\n\r\n");
            try {
                while (true) {
                    print(out, "400\r\n" + "x".repeat(0x400) + "\r\n");
                }
            } catch (IOException e) {
                closed.countDown();
                throw e;
            }
        };
        try (RawReceiver receiver = new RawReceiver(endless)) {
            Settings patient = Examples.settings(Format.PLAIN, receiver.url());
            assertInstanceOf(Delivery.Sent.class, new WebhookChannel(patient, Examples.CLOCK).send(Examples.message()));
            closed.await();
        }
        try (RawReceiver receiver = new RawReceiver(endless)) {
            Settings patient = Examples.settings(Format.DINGTALK, receiver.url());
            assertRetry("看不懂", new WebhookChannel(patient, Examples.CLOCK).send(Examples.message()));
        }
    }

    @Test
    @DisplayName("停用通道：正在发的发完，然后不留线程")
    void nothingIsLeftRunning() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (RawReceiver receiver = new RawReceiver(out -> {
            asked.countDown();
            await(stopped);
            print(out, OK + "Content-Length: 0\r\n\r\n");
        })) {
            WebhookChannel channel =
                    new WebhookChannel(Examples.settings(Format.PLAIN, receiver.url()), Examples.CLOCK);
            Delivery[] delivery = new Delivery[1];
            Thread caller = new Thread(() -> {
                try {
                    delivery[0] = channel.send(Examples.message());
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            caller.start();
            asked.await();
            channel.deactivate();
            stopped.countDown();
            caller.join();
            assertInstanceOf(Delivery.Sent.class, delivery[0]);
        }
        Awaitility.await().until(() -> threads() == 0);
    }

    private static long threads() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.getName().equals("duban-webhook"))
                .count();
    }

    private static Delivery send(Format format, URI url) throws InterruptedException {
        Settings hasty = Examples.within(SHORT, Examples.settings(format, url));
        WebhookChannel channel = new WebhookChannel(hasty, Examples.CLOCK);
        try {
            return channel.send(Examples.message());
        } finally {
            channel.deactivate();
        }
    }

    private static void assertRetry(String says, Delivery delivery) {
        Delivery.Retry retry = assertInstanceOf(Delivery.Retry.class, delivery);
        assertNull(retry.after());
        assertTrue(retry.reason().contains(says), retry.reason());
        assertFalse(retry.reason().contains(Examples.TOKEN), retry.reason());
        assertEquals(1, retry.reason().lines().count());
    }

    /** The test's receiver is a daemon thread. */
    private static void never() throws IOException {
        await(new CountDownLatch(1));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void pause() throws IOException {
        try {
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
