package org.duban.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.api.notice.NoticeKind;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Channel} owes, as tests. Extend it, say how to reach a test receiver, run it.
 *
 * <pre>{@code
 * class SmsChannelTest extends ChannelContract {
 *     private final Gateway gateway = Gateway.start();
 *
 *     protected Channel channel() { return new SmsChannel(gateway.url()); }
 *     protected String address() { return "13800000000"; }
 *     protected Optional<List<String>> received() { return Optional.of(gateway.texts()); }
 * }
 * }</pre>
 *
 * <p>A test about something the subclass can't say is skipped and names the method to override. Tests have an instance each, as is
 * usual in JUnit: start the receiver in a field or a {@code @BeforeEach}.
 *
 * <p>Not checked, because only the author knows: that the log has no secrets, and that {@link Delivery.Sent} means the receiver has really
 * taken the message when it can't be asked.
 */
public abstract class ChannelContract {

    /** Long enough for a call to reach its receiver before it is interrupted; when it doesn't, the interruption is just an earlier one. */
    private static final long UNDER_WAY_MILLIS = 300;

    /** Not used up: the channel is to be interrupted before. */
    private static final Duration ENDLESS = Duration.ofMinutes(10);

    private static final Duration SHORT = Duration.ofSeconds(1);

    /** For those who implement a channel. */
    protected ChannelContract() {}

    /** The channel, configured for the test receiver. Asked for once in most tests; may be a new one each time. */
    protected abstract Channel channel() throws Exception;

    /** An address at which the test receiver takes messages; may be empty when the channel needs none. */
    protected abstract String address();

    /** An address the channel or its receiver refuses for good; empty when there is no such thing. */
    protected Optional<String> badAddress() {
        return Optional.empty();
    }

    /**
     * What the test receiver has taken so far, in order: for each message one text with its title and its text as a person would read
     * them, decoded. Empty when the receiver can't say; then only the channel's word is checked.
     */
    protected Optional<List<String>> received() throws Exception {
        return Optional.empty();
    }

    /** The longest text that arrives whole, in characters, 500 or more; 20,000 unless the receiving system takes less. */
    protected int longestText() {
        return 20_000;
    }

    /** Whether the receiver drops a message whose key it has had already. */
    protected boolean dropsDoubles() {
        return false;
    }

    /**
     * A channel whose receiver takes the connection and never answers.
     *
     * @param timeLimit the time limit the channel is to be configured with
     */
    protected Optional<Channel> unanswered(Duration timeLimit) throws Exception {
        return Optional.empty();
    }

    /** A channel whose receiver can't be reached: nobody listens there. */
    protected Optional<Channel> unreachable() throws Exception {
        return Optional.empty();
    }

    /** Passwords, tokens, keys the channel is configured with; none of them may be in an answer or an exception. */
    protected List<String> secrets() {
        return List.of();
    }

    /** After how long a call counts as hanging; 30 seconds, as Duban itself does. */
    protected Duration timeLimit() {
        return Duration.ofSeconds(30);
    }

    /**
     * The service property {@link Channel#ID}: read from the component description bnd has written for the channel's class. Override it
     * when the id is configured or the service is registered in another way.
     */
    protected String channelId() throws Exception {
        Class<?> type = channel().getClass();
        return Components.property(type, Channel.ID)
                .orElseGet(() -> fail("no component description in OSGI-INF gives " + type.getName() + " the property "
                        + Channel.ID + ": write @Component(property = Channel.ID + \"=…\")"));
    }

    @Test
    @DisplayName("a message arrives once")
    public final void aMessageArrivesOnce() throws Exception {
        Message message = Messages.to(address());
        assertSent(call(channel(), message));
        assertArrives(1, message);
    }

    @Test
    @DisplayName("every character arrives as it was")
    public final void everyCharacterArrives() throws Exception {
        Message message = Messages.difficult(address());
        assertSent(call(channel(), message));
        assertArrivesWhole(message);
    }

    @Test
    @DisplayName("the longest title arrives")
    public final void theLongestTitleArrives() throws Exception {
        Message message = Messages.withLongestTitle(address());
        assertSent(call(channel(), message));
        assertArrivesWhole(message);
    }

    @Test
    @DisplayName("the longest text arrives, and a longer one is no fault")
    public final void theLongestTextArrives() throws Exception {
        Message message = Messages.withTextOf(Math.min(longestText(), 20_000), address());
        assertSent(call(channel(), message));
        assertArrivesWhole(message);
        if (longestText() < 20_000) {
            Outcome longer = call(channel(), Messages.withTextOf(20_000, address()));
            assertFalse(
                    longer.delivery() instanceof Delivery.Retry,
                    () -> "a text that is too long must be shortened or rejected, it won't get shorter: " + longer);
            longer.answer();
        }
    }

    @Test
    @DisplayName("notices of every kind are sent, with and without matters")
    public final void noticesOfEveryKindAreSent() throws Exception {
        Channel channel = channel();
        for (NoticeKind kind : NoticeKind.values()) {
            Message message = Messages.of(kind, address());
            assertSent(call(channel, message));
            assertArrivesWhole(message);
        }
    }

    @Test
    @DisplayName("the same message once more is harmless")
    public final void theSameMessageOnceMoreIsHarmless() throws Exception {
        Channel channel = channel();
        Message message = Messages.to(address());
        assertSent(call(channel, message));
        assertSent(call(channel, message));
        if (dropsDoubles()) {
            assertArrives(1, message);
        }
    }

    @Test
    @DisplayName("another message with the same content is no double")
    public final void anotherMessageWithTheSameContentIsNoDouble() throws Exception {
        Channel channel = channel();
        Message message = Messages.to(address());
        assertSent(call(channel, message));
        assertSent(call(channel, Messages.anotherLike(message)));
        assertArrives(2, message);
    }

    @Test
    @DisplayName("a bad address is rejected, not tried again")
    public final void aBadAddressIsRejected() throws Exception {
        Message message = Messages.to(said(badAddress(), "badAddress()"));
        assertInstanceOf(
                Delivery.Rejected.class,
                call(channel(), message).answer(),
                "what never works must be rejected, or it is tried again and again");
    }

    @Test
    @DisplayName("a message without an address is sent or rejected")
    public final void aMessageWithoutAnAddressIsSentOrRejected() throws Exception {
        Delivery answer = call(channel(), Messages.to("")).answer();
        assertFalse(
                answer instanceof Delivery.Retry,
                () -> "a host that names no address today names none in an hour; say rejected: " + answer);
    }

    @Test
    @DisplayName("it never answers null")
    public final void itNeverAnswersNull() throws Exception {
        for (Case each : everyCase()) {
            Outcome outcome = call(each.channel(), each.message());
            assertTrue(
                    outcome.delivery() != null || outcome.thrown() != null, () -> each.name() + ": null is no answer");
        }
    }

    @Test
    @DisplayName("a receiver that can't be reached is tried again later")
    public final void aReceiverThatCannotBeReachedIsTriedAgain() throws Exception {
        assertTriedAgain(call(said(unreachable(), "unreachable()"), Messages.to(address())));
    }

    @Test
    @DisplayName("a receiver that doesn't answer is given up and tried again later")
    public final void aReceiverThatDoesNotAnswerIsTriedAgain() throws Exception {
        assertTriedAgain(call(said(unanswered(SHORT), "unanswered(timeLimit)"), Messages.to(address())));
    }

    @Test
    @DisplayName("an interrupted call ends")
    public final void anInterruptedCallEnds() throws Exception {
        Call call = new Call(said(unanswered(ENDLESS), "unanswered(timeLimit)"), Messages.to(address()));
        call.thread.join(UNDER_WAY_MILLIS);
        call.thread.interrupt();
        assertTriedAgain(call.outcome("doesn't heed interruption: it would keep its thread for ever"));
    }

    @Test
    @DisplayName("no secret is in an answer or an exception")
    public final void noSecretIsGivenAway() throws Exception {
        assumeTrue(!secrets().isEmpty(), "override secrets() to have this checked");
        for (Case each : everyCase()) {
            String said = call(each.channel(), each.message()).everythingSaid();
            for (int i = 0; i < secrets().size(); i++) {
                int number = i + 1;
                assertFalse(
                        said.contains(secrets().get(i)),
                        () -> each.name() + ": secret no. " + number + " of secrets() is given away");
            }
        }
    }

    @Test
    @DisplayName("threads may take turns")
    public final void threadsMayTakeTurns() throws Exception {
        Channel channel = channel();
        for (int i = 0; i < 5; i++) {
            assertSent(call(channel, Messages.to(address())));
        }
    }

    @Test
    @DisplayName("the service names its channel")
    public final void theServiceNamesItsChannel() throws Exception {
        String id = channelId();
        assertTrue(
                id.matches("[a-z0-9-]+"),
                () -> "the service property " + Channel.ID + " must be lower-case letters, digits and hyphens, not \""
                        + id + "\"");
    }

    /** A situation the subclass can bring about. */
    private record Case(String name, Channel channel, Message message) {}

    private List<Case> everyCase() throws Exception {
        List<Case> cases = new ArrayList<>();
        Channel channel = channel();
        cases.add(new Case("a good message", channel, Messages.to(address())));
        cases.add(new Case("a message without an address", channel, Messages.to("")));
        badAddress().ifPresent(bad -> cases.add(new Case("a bad address", channel, Messages.to(bad))));
        unreachable().ifPresent(c -> cases.add(new Case("unreachable", c, Messages.to(address()))));
        unanswered(SHORT).ifPresent(c -> cases.add(new Case("unanswered", c, Messages.to(address()))));
        return cases;
    }

    private static <T> T said(Optional<T> hook, String method) {
        assumeTrue(hook.isPresent(), () -> "override " + method + " to have this checked");
        return hook.orElseThrow();
    }

    private static void assertSent(Outcome outcome) {
        assertInstanceOf(Delivery.Sent.class, outcome.answer(), "the receiver takes it, so it is sent");
    }

    /** Thrown is as good as an answer here: the host tries again after both. */
    private static void assertTriedAgain(Outcome outcome) {
        assertTrue(
                outcome.delivery() instanceof Delivery.Retry || outcome.thrown() != null,
                () -> "it may work later, so say retry: " + outcome);
    }

    private void assertArrives(int times, Message message) throws Exception {
        Optional<List<String>> received = received();
        if (received.isPresent()) {
            assertEquals(times, arrivals(received.get(), message).size(), "times received");
        }
    }

    private void assertArrivesWhole(Message message) throws Exception {
        Optional<List<String>> received = received();
        if (received.isPresent()) {
            List<String> arrivals = arrivals(received.get(), message);
            assertEquals(1, arrivals.size(), "times received");
            assertContains(message.title(), arrivals.get(0));
            assertContains(message.text(), arrivals.get(0));
        }
    }

    private static List<String> arrivals(List<String> received, Message message) {
        String mark = message.text().lines().findFirst().orElseThrow();
        return received.stream().filter(text -> text.contains(mark)).toList();
    }

    /** Line breaks may be told in another way, and the end of a line or of the text have spaces more or less. */
    private static void assertContains(String sent, String received) {
        String whole = lines(received);
        if (!whole.contains(lines(sent))) {
            // Says what has become of it.
            assertEquals(lines(sent), whole, "it must arrive whole and unchanged");
        }
    }

    private static String lines(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private Outcome call(Channel channel, Message message) throws InterruptedException {
        return new Call(channel, message).outcome("has no time limit of its own");
    }

    /** A call on a thread of its own, with the context class loader the host gives it. */
    private final class Call {
        private final FutureTask<@Nullable Delivery> task;
        private final Thread thread;

        Call(Channel channel, Message message) {
            task = new FutureTask<>(() -> channel.send(message));
            thread = new Thread(task, "testkit-" + message.key());
            thread.setDaemon(true);
            thread.setContextClassLoader(channel.getClass().getClassLoader());
            thread.start();
        }

        Outcome outcome(String fault) throws InterruptedException {
            try {
                return new Outcome(task.get(timeLimit().toMillis(), TimeUnit.MILLISECONDS), null);
            } catch (ExecutionException e) {
                return new Outcome(null, e.getCause());
            } catch (TimeoutException e) {
                StackTraceElement[] where = thread.getStackTrace();
                thread.interrupt();
                return fail("send hangs for more than " + timeLimit().toSeconds() + " s: it " + fault + "\n"
                        + Stream.of(where).map(line -> "  at " + line).collect(Collectors.joining("\n")));
            }
        }
    }

    /** What came of a call: an answer, which may wrongly be null, or what was thrown. */
    private record Outcome(
            @Nullable Delivery delivery, @Nullable Throwable thrown) {

        Delivery answer() {
            if (thrown != null) {
                return fail("send must answer here, not throw", thrown);
            }
            return delivery != null ? delivery : fail("null is no answer");
        }

        String everythingSaid() {
            StringWriter said = new StringWriter().append(String.valueOf(delivery));
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(said, true));
            }
            return said.toString();
        }
    }
}
