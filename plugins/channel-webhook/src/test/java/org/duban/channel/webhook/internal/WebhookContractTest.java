package org.duban.channel.webhook.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.channel.webhook.internal.WebhookConfig.Format;
import org.duban.spi.channel.Channel;
import org.duban.testkit.ChannelContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** What is asked of every channel, of each kind of receiver. */
class WebhookContractTest {

    @Nested
    @DisplayName("钉钉")
    class DingTalkChannel extends Contract {
        DingTalkChannel() {
            super(Format.DINGTALK, false, "{\"errcode\":0,\"errmsg\":\"ok\"}", 5_000);
        }
    }

    @Nested
    @DisplayName("钉钉，按手机号提醒")
    class DingTalkMentioningChannel extends Contract {
        DingTalkMentioningChannel() {
            super(Format.DINGTALK, true, "{\"errcode\":0,\"errmsg\":\"ok\"}", 5_000);
        }
    }

    @Nested
    @DisplayName("企业微信")
    class WeComChannel extends Contract {
        WeComChannel() {
            super(Format.WECOM, false, "{\"errcode\":0,\"errmsg\":\"ok\"}", 1_200);
        }
    }

    @Nested
    @DisplayName("企业微信，按手机号提醒")
    class WeComMentioningChannel extends Contract {
        WeComMentioningChannel() {
            super(Format.WECOM, true, "{\"errcode\":0,\"errmsg\":\"ok\"}", 600);
        }
    }

    @Nested
    @DisplayName("飞书")
    class FeishuChannel extends Contract {
        FeishuChannel() {
            super(
                    Format.FEISHU,
                    false,
                    "{\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{}}",
                    4_000);
        }
    }

    @Nested
    @DisplayName("签名 JSON")
    class PlainChannel extends Contract {
        PlainChannel() {
            super(Format.PLAIN, false, "", 20_000);
        }
    }

    abstract static class Contract extends ChannelContract {

        private final Format format;
        private final boolean mentioning;
        private final String taken;
        private final int longestText;
        private TestReceiver receiver;
        private ServerSocket silent;

        Contract(Format format, boolean mentioning, String taken, int longestText) {
            this.format = format;
            this.mentioning = mentioning;
            this.taken = taken;
            this.longestText = longestText;
        }

        @BeforeEach
        void start() throws IOException {
            receiver = new TestReceiver().answering(200, Map.of(), taken);
            silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress()); // Connects, and nobody ever reads.
        }

        @AfterEach
        void stop() throws IOException {
            receiver.close();
            silent.close();
        }

        private Settings settings(URI url) {
            Settings settings = Examples.settings(format, url);
            return mentioning ? Examples.mentioning(settings) : settings;
        }

        private static URI local(int port) {
            return URI.create("http://localhost:" + port + "/robot/send?access_token=" + Examples.TOKEN);
        }

        @Override
        protected Channel channel() {
            return new WebhookChannel(
                    settings(receiver.at("/robot/send?access_token=" + Examples.TOKEN)), Examples.CLOCK);
        }

        @Override
        protected String address() {
            return "13800000000";
        }

        @Override
        protected Optional<String> badAddress() {
            return mentioning ? Optional.of("钱科长") : Optional.empty();
        }

        @Override
        protected Optional<List<String>> received() {
            return Optional.of(receiver.received().stream()
                    .map(each -> Shown.text(each.json()))
                    .toList());
        }

        @Override
        protected int longestText() {
            return longestText;
        }

        @Override
        protected Optional<Channel> unanswered(Duration timeLimit) {
            Settings limited = Examples.within(timeLimit, settings(local(silent.getLocalPort())));
            return Optional.of(new WebhookChannel(limited, Examples.CLOCK));
        }

        @Override
        protected Optional<Channel> unreachable() throws IOException {
            try (ServerSocket free = new ServerSocket(0)) {
                return Optional.of(new WebhookChannel(settings(local(free.getLocalPort())), Examples.CLOCK));
            }
        }

        @Override
        protected List<String> secrets() {
            return List.of(Examples.TOKEN, Examples.SECRET);
        }

        /** Configured; that the configuration becomes the service's property is shown in {@link WebhookInFelixTest}. */
        @Override
        protected String channelId() {
            return "dingtalk";
        }
    }
}
