package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.duban.spi.channel.Channel;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;

/** Whatever channels do and whenever Duban crashes: nothing is lost, everything ends, order is kept. */
class DeliveryPropertyTest {

    private static final List<String> PEOPLE = List.of("p", "q", "r");
    private static final List<NoticeKind> KINDS =
            List.of(NoticeKind.URGE, NoticeKind.URGE, NoticeKind.TASK, NoticeKind.REMINDER, NoticeKind.REPORT_OWED);
    private static final Set<State> ENDS = Set.of(State.SENT, State.DEAD, State.CANCELLED, State.MERGED);

    /** A message given to a channel. */
    private record Given(String channel, String person, String key) {}

    private final List<Given> given = new CopyOnWriteArrayList<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger life = new AtomicInteger();

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void everyNoticeEndsInOrderAndNoneIsLost(@ForAll long seed) throws IOException {
        given.clear();
        accepted.clear();
        Path folder = Files.createTempDirectory("notices");
        Random random = new Random(seed);
        DeliveryRules r = Rig.RULES;
        DeliveryRules rules = new DeliveryRules(
                2,
                r.minimumInterval(),
                r.immediateKinds(),
                r.reminderKinds(),
                3,
                r.firstPause(),
                3,
                r.maximumPause(),
                0.2,
                Duration.ofMillis(20),
                3,
                Duration.ofMillis(1),
                r.absentWait(),
                r.troubleWait());
        try (Rig rig = new Rig(folder, rules)) {
            rig.reach("p", "mail", "robot", "inbox");
            rig.reach("q", "robot", "mail");
            install(rig, random);
            Set<String> raised = new HashSet<>();
            for (int step = 0; step < 40; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2, 3 -> raised.add(raise(rig, random, step));
                    case 4 -> rig.pass(Duration.ofSeconds(random.nextInt(4000)));
                    case 5 -> rig.runs(random.nextInt(4), Rig.DUE.plusDays(random.nextInt(2)));
                    case 6 -> {
                        rig.delivery.step();
                        // Without a word to the channels: a call may be under way.
                        life.incrementAndGet();
                        rig.channels.removeAll();
                        rig.start();
                        install(rig, random);
                    }
                    default -> {
                        rig.withdraw("mail");
                        rig.offer("mail", behaves("mail", random.nextLong()));
                    }
                }
                rig.delivery.step();
            }
            for (int hours = 0; hours < 24 * 40 && waits(rig); hours++) {
                rig.pass(Duration.ofHours(1));
                rig.settle();
            }

            assertAllEnded(rig, raised);
            assertInOrder();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean waits(Rig rig) {
        return !rig.all().stream().map(Notice::state).allMatch(ENDS::contains);
    }

    private static String raise(Rig rig, Random random, int step) {
        NoticeKind kind = KINDS.get(random.nextInt(KINDS.size()));
        String key = kind + "/" + String.format("%03d", step);
        int obligation = random.nextInt(4);
        boolean stands = random.nextInt(3) > 0;
        rig.raise(
                Rig.notice(key, PEOPLE.get(random.nextInt(PEOPLE.size())), kind, obligation, stands ? null : Rig.DUE));
        return key;
    }

    private void install(Rig rig, Random random) {
        rig.offer("mail", behaves("mail", random.nextLong()));
        rig.offer("robot", behaves("robot", random.nextLong()));
    }

    private Channel behaves(String id, long seed) {
        int mine = life.get();
        Random random = new Random(seed);
        return message -> {
            if (life.get() != mine) {
                throw new IllegalStateException("this process is dead");
            }
            given.add(new Given(id, message.person(), message.key()));
            return switch (random.nextInt(9)) {
                case 0 -> Delivery.retry("busy");
                case 1 -> Delivery.retry(Duration.ofMinutes(random.nextInt(100)), "later");
                case 2 -> Delivery.rejected("never");
                case 3 -> throw new IllegalStateException("broken");
                case 4 -> nothing();
                case 5 -> throw new LinkageError("wrong version");
                case 6 -> forEver();
                default -> accept(message);
            };
        };
    }

    private Delivery accept(Message message) {
        accepted.add(message.key());
        return Delivery.sent("");
    }

    @SuppressWarnings("NullAway") // What a plugin must not do.
    private static Delivery nothing() {
        return null;
    }

    private static Delivery forEver() throws InterruptedException {
        new CountDownLatch(1).await();
        return Delivery.sent("never");
    }

    private void assertAllEnded(Rig rig, Set<String> raised) {
        Map<Long, State> states = new HashMap<>();
        Set<String> keys = new HashSet<>();
        rig.all().forEach(notice -> {
            states.put(notice.id(), notice.state());
            keys.add(notice.key());
        });
        assertTrue(keys.containsAll(raised), "some are gone");
        for (Notice notice : rig.all()) {
            assertTrue(ENDS.contains(notice.state()), notice::toString);
            if (notice.state() == State.MERGED) {
                assertTrue(Set.of(State.SENT, State.DEAD).contains(states.get(notice.digest())), notice::toString);
            }
            if (!notice.person().equals("q")) {
                assertNotEquals(State.DEAD, notice.state(), "the inbox takes everything");
            }
            if (notice.state() == State.SENT) {
                boolean arrived = notice.channel().equals("inbox")
                        ? rig.inbox(notice.person()).contains(notice.title())
                        : accepted.contains(notice.key());
                assertTrue(arrived, notice::toString);
            }
        }
    }

    /** Urgent ones are never held, so each lane gets them as they were raised, however often each. */
    private void assertInOrder() {
        Map<String, String> last = new HashMap<>();
        for (Given one : given) {
            if (one.key().startsWith("URGE/")) {
                String before = last.put(one.channel() + " " + one.person(), one.key());
                assertTrue(before == null || before.compareTo(one.key()) <= 0, () -> before + " before " + one);
            }
        }
        assertEquals(
                given.size(),
                given.stream().filter(g -> PEOPLE.contains(g.person())).count());
    }
}
