package org.duban.plugin.sample;

import java.util.Map;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;

/** Answers with its configuration; can't be made with the host {@code nowhere}. */
public final class SampleChannel implements Channel {

    private final Map<String, Object> configuration;

    public SampleChannel(Map<String, Object> configuration) {
        if ("nowhere".equals(configuration.get("host"))) {
            throw new IllegalArgumentException("host nowhere can't be reached");
        }
        this.configuration = configuration;
    }

    @Override
    public Delivery send(Message message) {
        return Delivery.sent(configuration.get("host") + ":" + configuration.get("port"));
    }

    @Override
    public String toString() {
        return "SampleChannel " + configuration;
    }
}
