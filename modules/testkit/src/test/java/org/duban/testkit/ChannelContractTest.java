package org.duban.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sound channel passes the contract; each breach fails the test that is about it. */
class ChannelContractTest {

    @Test
    void aSoundChannelPassesEveryTest() {
        Map<String, String> results = Contracts.run(Sound.class);
        assertEquals(16, results.size());
        assertEquals(Set.of(Contracts.PASSED), Set.copyOf(results.values()), results::toString);
    }

    @Test
    void whatASubclassCannotSayIsSkippedAndSaysWhatToOverride() {
        Map<String, String> results = Contracts.run(Silent.class);
        results.values().removeIf(Contracts.PASSED::equals);
        assertEquals(
                Map.of(
                        "a bad address is rejected, not tried again",
                        "skipped: Assumption failed: override badAddress() to have this checked",
                        "a receiver that can't be reached is tried again later",
                        "skipped: Assumption failed: override unreachable() to have this checked",
                        "a receiver that doesn't answer is given up and tried again later",
                        "skipped: Assumption failed: override unanswered(timeLimit) to have this checked",
                        "an interrupted call ends",
                        "skipped: Assumption failed: override unanswered(timeLimit) to have this checked",
                        "no secret is in an answer or an exception",
                        "skipped: Assumption failed: override secrets() to have this checked"),
                results);
    }

    static List<Arguments> breaches() {
        return List.of(
                breach(SaysSentAndLosesIt.class, "a message arrives once"),
                breach(SendsTwice.class, "a message arrives once"),
                breach(StripsMarkup.class, "every character arrives as it was"),
                breach(LosesEmoji.class, "every character arrives as it was"),
                breach(LosesLineBreaks.class, "every character arrives as it was"),
                breach(CutsTitles.class, "the longest title arrives"),
                breach(CutsTexts.class, "the longest text arrives, and a longer one is no fault"),
                breach(RetriesTexts.class, "the longest text arrives, and a longer one is no fault"),
                breach(NeedsMatters.class, "notices of every kind are sent, with and without matters"),
                breach(ThrowsAtDoubles.class, "the same message once more is harmless"),
                breach(ClaimsToDropDoubles.class, "the same message once more is harmless"),
                breach(DropsByContent.class, "another message with the same content is no double"),
                breach(ThrowsAtBadAddresses.class, "a bad address is rejected, not tried again"),
                breach(RetriesBadAddresses.class, "a bad address is rejected, not tried again"),
                breach(ThrowsWithoutAddress.class, "a message without an address is sent or rejected"),
                breach(AnswersNull.class, "it never answers null"),
                breach(RejectsWhenUnreachable.class, "a receiver that can't be reached is tried again later"),
                breach(WaitsForEver.class, "a receiver that doesn't answer is given up and tried again later"),
                breach(
                        SaysSentWithoutAnAnswer.class,
                        "a receiver that doesn't answer is given up and tried again later"),
                breach(IgnoresInterruption.class, "an interrupted call ends"),
                breach(SaysItsToken.class, "no secret is in an answer or an exception"),
                breach(ThrowsItsToken.class, "no secret is in an answer or an exception"),
                breach(KeepsToItsFirstThread.class, "threads may take turns"),
                breach(HasABadName.class, "the service names its channel"),
                breach(HasNoName.class, "the service names its channel"));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void aBreachFailsTheTestThatIsAboutIt(Class<?> contract, String test) {
        Map<String, String> failures = Contracts.failures(contract);
        assertTrue(failures.containsKey(test), failures::toString);
    }

    @Test
    void aSecretIsNotGivenAwayByTheContractEither() {
        Map<String, String> failures = Contracts.failures(SaysItsToken.class);
        assertTrue(!failures.toString().contains(Sound.TOKEN), failures::toString);
    }

    private static Arguments breach(Class<? extends ChannelContract> contract, String test) {
        return Arguments.of(contract, test);
    }

    /** A channel to a receiver in memory; a breach overrides one thing. */
    static class Sound extends ChannelContract {
        static final String TOKEN = "s3cr3t-t0k3n";

        final List<String> received = new CopyOnWriteArrayList<>();
        private final Set<String> keys = ConcurrentHashMap.newKeySet();

        @Nullable
        Delivery send(Message message) throws Exception {
            if (message.address().isEmpty() || message.address().equals("nowhere")) {
                return noSuchAddress();
            }
            if (keys.add(key(message))) {
                receive(message);
            }
            return Delivery.sent(message.key());
        }

        String key(Message message) {
            return message.key();
        }

        void receive(Message message) {
            received.add(message.title() + "\n" + message.text());
        }

        Delivery noSuchAddress() throws Exception {
            return Delivery.rejected("no such address");
        }

        Delivery wait(Duration timeLimit) throws Exception {
            // A hundredth is as good as a second here, and a hundred of them are waited for.
            new CountDownLatch(1).await(timeLimit.toMillis() / 100, TimeUnit.MILLISECONDS);
            return Delivery.retry("no answer");
        }

        Delivery connectInVain() throws Exception {
            throw new IOException("connection refused");
        }

        @Override
        @SuppressWarnings("NullAway") // A breach answers null.
        protected Channel channel() {
            return new MemoryChannel(this::send);
        }

        @Override
        protected String address() {
            return "here";
        }

        @Override
        protected Optional<String> badAddress() {
            return Optional.of("nowhere");
        }

        @Override
        protected Optional<List<String>> received() {
            return Optional.of(received);
        }

        @Override
        protected boolean dropsDoubles() {
            return true;
        }

        @Override
        protected Optional<Channel> unanswered(Duration timeLimit) {
            return Optional.of(message -> wait(timeLimit));
        }

        @Override
        protected Optional<Channel> unreachable() {
            return Optional.of(message -> connectInVain());
        }

        @Override
        protected List<String> secrets() {
            return List.of(TOKEN);
        }

        @Override
        protected Duration timeLimit() {
            return Duration.ofSeconds(3);
        }
    }

    /** The component of {@code OSGI-INF/memory.xml}. */
    static final class MemoryChannel implements Channel {
        private final Channel receiver;

        MemoryChannel(Channel receiver) {
            this.receiver = receiver;
        }

        @Override
        public Delivery send(Message message) throws Exception {
            return receiver.send(message);
        }
    }

    /** Says only what it must. */
    static class Silent extends ChannelContract {
        @Override
        protected Channel channel() {
            return message -> Delivery.sent("");
        }

        @Override
        protected String address() {
            return "";
        }

        @Override
        protected String channelId() {
            return "silent";
        }
    }

    static class SaysSentAndLosesIt extends Sound {
        @Override
        void receive(Message message) {}
    }

    static class SendsTwice extends Sound {
        @Override
        void receive(Message message) {
            super.receive(message);
            super.receive(message);
        }
    }

    static class StripsMarkup extends Sound {
        @Override
        void receive(Message message) {
            received.add((message.title() + "\n" + message.text()).replaceAll("<[^>]*>", ""));
        }
    }

    static class LosesEmoji extends Sound {
        @Override
        void receive(Message message) {
            received.add((message.title() + "\n" + message.text()).replaceAll("[^\\u0000-\\uffff]", "?"));
        }
    }

    static class LosesLineBreaks extends Sound {
        @Override
        void receive(Message message) {
            received.add((message.title() + "\n" + message.text()).replace('\n', ' '));
        }
    }

    static class CutsTitles extends Sound {
        @Override
        void receive(Message message) {
            String title = message.title();
            received.add(title.substring(0, Math.min(100, title.length())) + "\n" + message.text());
        }
    }

    static class CutsTexts extends Sound {
        @Override
        void receive(Message message) {
            String text = message.text();
            received.add(message.title() + "\n" + text.substring(0, Math.min(16_384, text.length())));
        }
    }

    static class RetriesTexts extends Sound {
        @Override
        @Nullable
        Delivery send(Message message) throws Exception {
            return message.text().length() > longestText() ? Delivery.retry("too long") : super.send(message);
        }

        @Override
        protected int longestText() {
            return 500;
        }
    }

    static class NeedsMatters extends Sound {
        @Override
        void receive(Message message) {
            received.add(message.items().get(0).number() + message.title() + "\n" + message.text());
        }
    }

    static class ThrowsAtDoubles extends Sound {
        private final Set<String> keys = ConcurrentHashMap.newKeySet();

        @Override
        @Nullable
        Delivery send(Message message) throws Exception {
            if (!keys.add(message.key())) {
                throw new IllegalStateException("409 Conflict");
            }
            return super.send(message);
        }
    }

    static class ClaimsToDropDoubles extends Sound {
        private int calls;

        @Override
        String key(Message message) {
            return message.key() + calls++;
        }
    }

    static class DropsByContent extends Sound {
        @Override
        String key(Message message) {
            return message.text();
        }
    }

    static class ThrowsAtBadAddresses extends Sound {
        @Override
        Delivery noSuchAddress() throws Exception {
            throw new IOException("550 no such user");
        }
    }

    static class RetriesBadAddresses extends Sound {
        @Override
        Delivery noSuchAddress() {
            return Delivery.retry("no such user");
        }
    }

    static class ThrowsWithoutAddress extends Sound {
        @Override
        @Nullable
        Delivery send(Message message) throws Exception {
            return message.address().charAt(0) == 'x' ? Delivery.rejected("x") : super.send(message);
        }
    }

    static class AnswersNull extends Sound {
        @Override
        @Nullable
        Delivery send(Message message) throws Exception {
            super.send(message);
            return null;
        }
    }

    static class RejectsWhenUnreachable extends Sound {
        @Override
        Delivery connectInVain() {
            return Delivery.rejected("connection refused");
        }
    }

    static class WaitsForEver extends Sound {
        @Override
        Delivery wait(Duration timeLimit) throws Exception {
            return super.wait(Duration.ofDays(1));
        }
    }

    static class SaysSentWithoutAnAnswer extends Sound {
        @Override
        Delivery wait(Duration timeLimit) {
            return Delivery.sent("");
        }
    }

    static class IgnoresInterruption extends Sound {
        @Override
        Delivery wait(Duration timeLimit) throws Exception {
            long end = System.nanoTime() + timeLimit.toNanos();
            while (System.nanoTime() < end) {
                try {
                    super.wait(timeLimit);
                } catch (InterruptedException ignored) {
                    // The breach.
                }
            }
            return Delivery.retry("no answer");
        }
    }

    static class SaysItsToken extends Sound {
        @Override
        Delivery noSuchAddress() {
            return Delivery.rejected("POST https://example.org/send?token=" + TOKEN + " answered 404");
        }
    }

    static class ThrowsItsToken extends Sound {
        @Override
        Delivery connectInVain() throws Exception {
            throw new IOException("failed", new IOException("https://example.org/send?token=" + TOKEN));
        }
    }

    static class KeepsToItsFirstThread extends Sound {
        private @Nullable Thread first;

        @Override
        @Nullable
        Delivery send(Message message) throws Exception {
            if (first == null) {
                first = Thread.currentThread();
            } else if (first != Thread.currentThread()) {
                throw new IllegalStateException("no session in this thread");
            }
            return super.send(message);
        }
    }

    static class HasABadName extends Sound {
        @Override
        protected String channelId() {
            return "短信 Gateway";
        }
    }

    static class HasNoName extends Sound {
        @Override
        @SuppressWarnings("NullAway") // As above.
        protected Channel channel() {
            return message -> send(message);
        }
    }
}
