package org.duban.notice.internal.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.duban.api.notice.Notice.Attempt;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.store.Sql;
import org.duban.spi.channel.Delivery;
import org.duban.spi.channel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

    private Rig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = new Rig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void task(String key, String person) {
        rig.raise(Rig.notice(key, person, NoticeKind.TASK));
    }

    @Test
    void whoHasNoContactsOrWhoseHostHasNoneGetsItInTheInbox() {
        task("a", "p");
        rig.settle();
        rig.host = null;
        task("b", "p");
        rig.settle();

        assertEquals(List.of("a", "b"), rig.inbox("p"));
        assertEquals("inbox", rig.get("b").channel());
    }

    @Test
    void aChannelGetsAllThatIsPromised() {
        Plugin mail = Plugin.good();
        rig.offer("mail", mail);
        rig.reach("p", "mail", "inbox");
        task("k", "p");
        rig.settle();

        Message message = mail.given.get(0);
        assertEquals("k", message.key());
        assertEquals("p", message.person());
        assertEquals("name of p", message.name());
        assertEquals("p@mail", message.address());
        assertEquals(NoticeKind.TASK, message.kind());
        assertEquals("text of k", message.text());
        assertEquals(1, message.items().size());
        assertEquals(Rig.MONDAY, message.createdAt());
        assertEquals(State.SENT, rig.state("k"));
        assertEquals(
                List.of(new Attempt(Rig.MONDAY, "mail", Outcome.SENT, "r-k")),
                rig.get("k").attempts());
        assertEquals(List.of(), rig.inbox("p"));
    }

    @Test
    void aHostThatCannotSayContactsDelaysAndLosesNothing() {
        rig.host = person -> {
            throw new IllegalStateException("down");
        };
        task("a", "p");
        rig.settle();
        assertEquals(State.PENDING, rig.state("a"));

        rig.host = null;
        rig.pass(Duration.ofSeconds(5));
        rig.settle();
        assertEquals(State.SENT, rig.state("a"));
    }

    @Test
    void aDirectoryThatIsDownDelaysAndLosesNothing() {
        Plugin mail = Plugin.good();
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        rig.people.broken = true;
        task("a", "p");
        rig.settle();
        assertEquals(List.of(), mail.given);

        rig.people.broken = false;
        rig.pass(Duration.ofSeconds(5));
        rig.settle();
        assertEquals(List.of("a"), mail.titles());
    }

    @Test
    @DisplayName("失败后间隔递增重试，几次之后转交下一个通道，末了算未送达")
    void afterItsTriesAChannelHandsOverAndAfterTheLastItIsDead() {
        Plugin mail = new Plugin(message -> Delivery.retry("忙"));
        Plugin robot = new Plugin(message -> {
            throw new IllegalStateException("no\nroute");
        });
        rig.offer("mail", mail);
        rig.offer("robot", robot);
        rig.reach("p", "mail", "robot");
        task("a", "p");
        rig.settle();
        assertEquals(1, mail.given.size());
        rig.pass(Duration.ofMillis(4999));
        rig.settle();
        assertEquals(1, mail.given.size());
        rig.pass(Duration.ofMillis(1));
        rig.settle();
        assertEquals(2, mail.given.size());
        assertEquals(rig.now.plusSeconds(15), rig.get("a").notBefore());
        rig.pass(Duration.ofSeconds(15));
        rig.settle();
        assertEquals(3, mail.given.size());
        assertEquals(1, robot.given.size());
        rig.pass(Duration.ofSeconds(5));
        rig.settle();
        rig.pass(Duration.ofSeconds(15));
        rig.settle();

        assertEquals(3, robot.given.size());
        assertEquals(State.DEAD, rig.state("a"));
        assertEquals(
                List.of(
                        Outcome.RETRY,
                        Outcome.RETRY,
                        Outcome.RETRY,
                        Outcome.HANDED_OVER,
                        Outcome.FAULT,
                        Outcome.FAULT,
                        Outcome.FAULT),
                rig.outcomes("a"));
        assertEquals(
                "IllegalStateException: no route",
                rig.get("a").attempts().get(6).detail());
        assertTrue(rig.get("a").attempts().get(3).detail().contains("robot"));
    }

    @Test
    void whatIsRejectedGoesToTheNextChannelAtOnce() {
        rig.offer("mail", new Plugin(message -> Delivery.rejected("查无此人")));
        rig.reach("p", "mail", "inbox");
        task("a", "p");
        rig.settle();

        assertEquals(List.of("a"), rig.inbox("p"));
        assertEquals(List.of(Outcome.REJECTED, Outcome.HANDED_OVER, Outcome.SENT), rig.outcomes("a"));
    }

    @Test
    void whatTheReceiverAsksForIsWaited() {
        Plugin mail = new Plugin(message -> Delivery.retry(Duration.ofMinutes(7), "限流"));
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        task("a", "p");
        rig.settle();

        assertEquals(Rig.MONDAY.plus(Duration.ofMinutes(7)), rig.get("a").notBefore());
    }

    @Test
    @DisplayName("同一人同一通道保持先后；一人受阻不挡别人")
    void theHeadOfALaneWaitsAndOtherLanesGoOn() {
        Plugin mail = Plugin.good();
        mail.behaviour = message -> message.title().equals("p1") ? Delivery.retry("忙") : Delivery.sent("");
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        rig.reach("q", "mail");
        task("p1", "p");
        task("p2", "p");
        task("q1", "q");
        task("q2", "q");
        rig.settle();
        assertEquals(List.of("p1", "q1", "q2"), mail.titles());

        mail.behaviour = message -> Delivery.sent("");
        rig.pass(Duration.ofSeconds(5));
        rig.settle();
        assertEquals(List.of("p1", "q1", "q2", "p1", "p2"), mail.titles());
    }

    @Test
    @DisplayName("通道甲不返回，通道乙和站内消息照常")
    void aChannelThatDoesNotAnswerDelaysNeitherAnotherNorTheInbox() {
        CountDownLatch latch = new CountDownLatch(1);
        Plugin slow = new Plugin(Plugin.hanging(latch));
        Plugin quick = Plugin.good();
        rig.offer("slow", slow);
        rig.offer("quick", quick);
        rig.reach("p", "slow");
        rig.reach("q", "quick");
        task("a", "p");
        task("b", "q");
        task("c", "r");
        Awaitility.await().pollInSameThread().until(() -> {
            rig.delivery.step();
            return rig.state("b") == State.SENT && rig.state("c") == State.SENT;
        });
        assertEquals(State.PENDING, rig.state("a"));

        latch.countDown();
        rig.settle();
        assertEquals(State.SENT, rig.state("a"));
        assertEquals("late", rig.get("a").attempts().get(0).detail());
    }

    @Test
    void anAbsentChannelIsWaitedForABitAndThenHandedOver() {
        rig.reach("p", "mail", "inbox");
        task("a", "p");
        rig.settle();
        rig.pass(Duration.ofSeconds(119));
        rig.settle();
        assertEquals(State.PENDING, rig.state("a"));
        assertEquals("mail", rig.get("a").channel());

        rig.pass(Duration.ofSeconds(1));
        rig.settle();
        assertEquals(List.of("a"), rig.inbox("p"));
        assertEquals(List.of(Outcome.FAULT, Outcome.HANDED_OVER, Outcome.SENT), rig.outcomes("a"));
    }

    @Test
    void aChannelThatComesInTimeTakesWhatWaits() {
        rig.reach("p", "mail", "inbox");
        task("a", "p");
        rig.settle();
        Plugin mail = Plugin.good();
        rig.offer("mail", mail);
        rig.settle();

        assertEquals(List.of("a"), mail.titles());
    }

    @Test
    @DisplayName("熔断期间先等待，等太久就转交")
    void aBrokenChannelKeepsItsLanesWaitingAndThenHandsThemOver(@TempDir Path other) {
        DeliveryRules r = Rig.RULES;
        DeliveryRules fragile = new DeliveryRules(
                8,
                r.minimumInterval(),
                r.immediateKinds(),
                r.reminderKinds(),
                100,
                r.firstPause(),
                3,
                r.maximumPause(),
                0,
                r.timeout(),
                2,
                Duration.ofHours(1),
                r.absentWait(),
                Duration.ofSeconds(900));
        try (Rig mine = new Rig(other, fragile)) {
            Plugin mail = new Plugin(message -> {
                throw new IllegalStateException("down");
            });
            mine.offer("mail", mail);
            for (String person : List.of("p", "q", "r")) {
                mine.reach(person, "mail", "inbox");
                mine.raise(Rig.notice(person, person, NoticeKind.TASK));
            }
            mine.settle();
            assertEquals(2, mail.given.size());
            assertEquals(State.PENDING, mine.state("r"));

            mine.pass(Duration.ofSeconds(899));
            mine.settle();
            assertEquals(State.PENDING, mine.state("r"));
            mine.pass(Duration.ofSeconds(1));
            mine.settle();

            assertEquals(2, mail.given.size());
            for (String person : List.of("p", "q", "r")) {
                assertEquals(List.of(person), mine.inbox(person));
            }
        }
    }

    @Test
    @DisplayName("即将发送时事项已办结：取消，不再发")
    void theMatterIsLookedAtRightBeforeEachTry() {
        Plugin mail = new Plugin(message -> Delivery.retry("忙"));
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        rig.runs(1, Rig.DUE);
        rig.raise(Rig.notice("a", "p", NoticeKind.TASK, 1, Rig.DUE));
        rig.settle();
        assertEquals(1, mail.given.size());

        rig.runs(1, Rig.DUE.plusDays(3));
        rig.pass(Duration.ofSeconds(5));
        rig.settle();

        assertEquals(1, mail.given.size());
        assertEquals(State.CANCELLED, rig.state("a"));
    }

    @Test
    void aDigestLosesTheMembersThatAreNoLongerTrueBeforeItIsTriedAgain() {
        Plugin mail = new Plugin(message -> Delivery.retry("忙"));
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        for (int i = 1; i <= 3; i++) {
            rig.runs(i, Rig.DUE);
            rig.raise(Rig.notice("n" + i, "p", NoticeKind.REMINDER, i, Rig.DUE));
        }
        rig.settle();
        assertEquals("n1\nn2\nn3", mail.given.get(0).text());

        rig.runs(2, Rig.DUE.plusDays(3));
        mail.behaviour = message -> Delivery.sent("");
        rig.pass(Duration.ofSeconds(5));
        rig.settle();

        assertEquals("n1\nn3", mail.given.get(1).text());
        assertEquals(mail.given.get(0).key(), mail.given.get(1).key());
        assertEquals(State.CANCELLED, rig.state("n2"));
        assertEquals(State.MERGED, rig.state("n3"));
    }

    @Test
    @DisplayName("发出之后、记下之前崩溃：重启后以同一个键再发一次")
    void aCrashBeforeTheOutcomeIsWrittenSendsItAgainWithTheSameKey() {
        Plugin mail = Plugin.good();
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        task("a", "p");
        Awaitility.await().pollInSameThread().until(() -> {
            if (mail.given.isEmpty()) {
                rig.delivery.step();
            }
            return mail.given.size() == 1;
        });

        rig.start();
        rig.offer("mail", mail);
        rig.settle();

        assertEquals(List.of("a", "a"), mail.given.stream().map(Message::key).toList());
        assertEquals(State.SENT, rig.state("a"));
    }

    @Test
    @DisplayName("热更换：旧插件手上的那条由新插件再送，别的只送一次")
    void whatWasUnderWayWhenAPluginWasReplacedGoesToTheNewOne() {
        CountDownLatch latch = new CountDownLatch(1);
        Plugin old = new Plugin(Plugin.hanging(latch));
        Plugin replacement = Plugin.good();
        rig.offer("mail", old);
        rig.reach("p", "mail");
        task("a", "p");
        task("b", "p");
        Awaitility.await().pollInSameThread().until(() -> {
            rig.delivery.step();
            return old.given.size() == 1;
        });

        rig.withdraw("mail");
        rig.offer("mail", replacement);
        rig.settle();
        latch.countDown();

        assertEquals(List.of("a", "b"), replacement.titles());
        assertEquals(List.of(Outcome.SENT), rig.outcomes("a"));
    }

    @Test
    void ofTwoServicesWithOneIdTheHigherRankingOneIsUsedAndThenTheOther() {
        Plugin low = Plugin.good();
        Plugin high = Plugin.good();
        rig.offer("mail", 1, low);
        rig.offer("mail", 5, high);
        rig.reach("p", "mail");
        task("a", "p");
        rig.settle();
        rig.withdraw("mail");
        task("b", "p");
        rig.settle();

        assertEquals(List.of("a"), high.titles());
        assertEquals(List.of("b"), low.titles());
    }

    @Test
    void aChannelWithoutAUsableIdIsIgnored() {
        rig.offer("inbox", Plugin.good());
        rig.offer("Mail", Plugin.good());
        rig.channels.add(new Channels.Offer(99, 0, null, null, "test 1.0.0"), Plugin.good());

        assertEquals(Set.of(), rig.channels.ids());
    }

    @Test
    @DisplayName("没有收件人的通知一开始就是未送达")
    void aNoticeToNobodyIsDeadFromTheStart() {
        task("a", "");
        rig.settle();

        assertEquals(State.DEAD, rig.state("a"));
        assertEquals(List.of(Outcome.REJECTED), rig.outcomes("a"));
    }

    @Test
    @DisplayName("一万条站内消息各到一次，按人有序")
    void tenThousandReachTheInboxesOnceAndInOrder() {
        List<NewNotice> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(Rig.notice("n" + i, "p" + i % 300, NoticeKind.TASK));
        }
        rig.raise(many.toArray(NewNotice[]::new));
        rig.settle();

        for (int person = 0; person < 300; person++) {
            List<String> expected = new ArrayList<>();
            for (int i = person; i < 10_000; i += 300) {
                expected.add("n" + i);
            }
            assertEquals(expected, rig.inbox("p" + person));
        }
        assertEquals(10_000, rig.delivery.sentToInbox());
    }

    @Test
    @DisplayName("时钟误拨到明年又拨回：暂缓的、等着重试的都不会等到明年")
    void whatWasGivenATimeByAWrongClockDoesNotWaitForIt() {
        Plugin mail = new Plugin(message -> Delivery.retry("忙"));
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        rig.now = Rig.at("2027-03-06T10:00"); // a Saturday
        task("held", "q");
        rig.raise(Rig.notice("tried", "p", NoticeKind.URGE));
        rig.settle();
        assertEquals(State.HELD, rig.state("held"));
        assertEquals(1, mail.given.size());

        rig.now = Rig.MONDAY;
        mail.behaviour = message -> Delivery.sent("");
        rig.settle();

        assertEquals(State.SENT, rig.state("held"));
        assertEquals(State.SENT, rig.state("tried"));
    }

    @Test
    void aRestartDoubtsNoPauseThatCanHaveBeenMeant() {
        Plugin mail = new Plugin(message -> Delivery.retry(Duration.ofDays(9), "later"));
        rig.offer("mail", mail);
        rig.reach("p", "mail");
        task("a", "p");
        rig.settle();

        rig.start();
        rig.offer("mail", mail);
        rig.settle();

        assertEquals(1, mail.given.size());
        assertEquals(Rig.MONDAY.plus(Duration.ofDays(1)), rig.get("a").notBefore());
    }

    @Test
    void theInboxTakesAKeyOnceThoughItIsRetried() {
        rig.reach("p", "mail", "inbox");
        rig.offer("mail", new Plugin(message -> Delivery.rejected("no")));
        task("a", "p");
        rig.settle();
        rig.store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                sql.update("update notice set state = 'DEAD'");
                return true;
            }
        });
        new DeadLetters(rig.store).retry(rig.get("a").id(), "zhang", "", rig.now);
        rig.settle();

        assertEquals(List.of("a"), rig.inbox("p"));
    }
}
