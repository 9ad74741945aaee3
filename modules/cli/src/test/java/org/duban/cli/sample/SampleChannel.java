package org.duban.cli.sample;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.duban.api.notice.NoticeKind;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;

/** Answers as the message's address asks it to. */
public final class SampleChannel implements Channel {

    private final Map<String, Object> configuration;

    public SampleChannel(Map<String, Object> configuration) {
        this.configuration = configuration;
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        if (message.kind() != NoticeKind.TEST
                || Thread.currentThread().getContextClassLoader() != SampleChannel.class.getClassLoader()) {
            throw new AssertionError(message + " " + Thread.currentThread());
        }
        if (message.address().equals("hanging")) {
            new CountDownLatch(1).await();
        }
        return switch (message.address()) {
            case "busy" -> Delivery.retry("请\n稍候");
            case "unknown" -> Delivery.rejected("没有这个地址");
            case "broken" -> throw new IllegalStateException("连接中断");
            default -> Delivery.sent(configuration.get("host") + " " + message.address() + " " + message.title());
        };
    }
}
