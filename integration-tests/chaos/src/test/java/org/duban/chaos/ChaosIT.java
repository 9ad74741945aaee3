package org.duban.chaos;

import static org.duban.chaos.District.DIRECTOR;
import static org.duban.chaos.District.OFFICER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Assignment;
import org.duban.api.matter.Draft;
import org.duban.api.matter.Gate;
import org.duban.api.matter.MatterCommand.Approve;
import org.duban.api.matter.MatterCommand.Assign;
import org.duban.api.matter.MatterCommand.Propose;
import org.duban.api.matter.MatterCommand.Submit;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Proposal;
import org.duban.api.notice.Inbox;
import org.duban.api.notice.Notice;
import org.duban.api.plugin.PluginStatus;
import org.duban.chaos.plugin.Behaviour;
import org.duban.embed.Duban;
import org.duban.spi.contact.Contact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are strangers: whatever they do, no matter is harmed, no notice is lost, no other plugin is disturbed. */
class ChaosIT {

    private static final int ROUNDS = Integer.getInteger("chaos.rounds");
    private static final long SEED = Long.getLong("chaos.seed");

    private static final List<String> CHAOTIC = List.of("chaos-a", "chaos-b", "chaos-c");
    private static final String STEADY = "steady";

    /** Impatient, so that hanging plugins don't make it last. */
    private static final String CONFIGURATION = """
            timeoutSeconds=1
            firstPauseSeconds=1
            maximumPauseSeconds=2
            attemptsPerChannel=3
            breakerFailures=3
            breakerOpenSeconds=1
            budgetPerPersonAndDay=1000000
            minimumIntervalMinutes=0
            """;

    /** A Monday morning from which the time runs as it does outside, and can be moved on. */
    private static final class Clock implements InstantSource {
        private final long begun = System.nanoTime();
        private volatile Instant base = Instant.parse("2026-03-02T01:30:00Z");

        @Override
        public Instant instant() {
            return base.plusNanos(System.nanoTime() - begun);
        }

        void moveOn(Duration by) {
            base = base.plus(by);
        }
    }

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Clock clock = new Clock();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<MatterId> matters = new ArrayList<>();
    private Path plugins;

    @BeforeEach
    void prepare() throws IOException {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        Path config = Files.createDirectories(folder.resolve("data/config"));
        Files.writeString(config.resolve("org.duban.notice.cfg"), CONFIGURATION);
    }

    @Test
    void nothingThatPluginsDoHarmsAMatterLosesANoticeOrDisturbsAnotherPlugin() throws IOException {
        List<String> channels = new ArrayList<>(CHAOTIC);
        channels.add(STEADY);
        District district = new District(channels);
        drop(STEADY, Behaviour.GOOD);
        try (Duban duban = Duban.at(folder.resolve("data"))
                .directory(district)
                .contacts(district)
                .clock(clock)
                .plugins(plugins)
                .start()) {
            for (int round = 0; round < ROUNDS; round++) {
                disturb(duban);
                matters.add(assign(duban, channels.get(random.nextInt(channels.size()))));
            }
            CHAOTIC.forEach(channel -> drop(channel, Behaviour.GOOD));
            duban.plugins().scan();
            CHAOTIC.forEach(channel -> assertEquals(
                    PluginStatus.State.ACTIVE,
                    duban.plugins().find(channel + ".jar").orElseThrow().state()));
            everythingArrives(duban);
            for (String channel : channels) {
                everyNoticeWasReceived(duban, channel);
            }
            theChaosWasReal(duban);
            theSteadyOneWasNotDisturbed(duban);
            assertTrue(duban.journal().verify(position -> {}).intact());
            assertEquals(ROUNDS, matters.stream().distinct().count());
        }
    }

    /** Installs, updates or removes a plugin; often looks at the folder at once, so that it happens in the middle of a call. */
    private void disturb(Duban duban) throws IOException {
        String channel = CHAOTIC.get(random.nextInt(CHAOTIC.size()));
        int choice = random.nextInt(10);
        if (choice == 0) {
            Files.deleteIfExists(plugins.resolve(channel + ".jar"));
        } else if (choice == 1) {
            PluginJar.dropTruncated(plugins, channel, taken(channel));
        } else {
            drop(channel, Behaviour.values()[random.nextInt(Behaviour.values().length)]);
        }
        if (random.nextInt(3) > 0) {
            duban.plugins().scan();
        }
        if (choice == 1 && Files.exists(plugins.resolve(channel + ".jar"))) {
            duban.plugins().scan();
            PluginStatus status = duban.plugins().find(channel + ".jar").orElseThrow();
            assertEquals(PluginStatus.State.REFUSED, status.state());
            assertFalse(status.reason().isBlank());
        }
    }

    private void drop(String channel, Behaviour behaviour) {
        PluginJar.drop(plugins, channel, versions.merge(channel, 1, Integer::sum), behaviour, taken(channel));
    }

    private Path taken(String channel) {
        return folder.resolve(channel + ".taken");
    }

    private static MatterId assign(Duban duban, String channel) {
        Draft draft = Draft.of("instruction")
                .title("西园街道老旧小区供暖改造")
                .gate(Gate.LEADER_INSTRUCTION)
                .source("区政府专题会议纪要")
                .receivedOn(LocalDate.of(2026, 3, 2))
                .form("{\"instructionDate\": \"2026-02-27\", \"reportRequired\": true}");
        MatterId id = duban.matters().register(OFFICER, draft).id();
        List<Assignment> lead = List.of(Assignment.lead(District.unitOf(channel)));
        duban.matters().execute(OFFICER, id, new Propose(new Proposal("请办理", lead)));
        duban.matters().execute(OFFICER, id, new Submit());
        duban.matters().execute(DIRECTOR, id, new Approve("同意"));
        duban.matters().execute(DIRECTOR, id, new Assign(lead));
        return id;
    }

    /** A retry may have been put off by a day, which is as far as a plugin gets with that. */
    private void everythingArrives(Duban duban) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    clock.moveOn(Duration.ofHours(24));
                    duban.notices().catchUp();
                    assertEquals(
                            0,
                            duban.notices().queues().pending()
                                    + duban.notices().queues().held());
                });
        assertEquals(List.of(), duban.notices().dead(DIRECTOR, 100));
    }

    private void everyNoticeWasReceived(Duban duban, String channel) throws IOException {
        Set<String> taken = Files.exists(taken(channel))
                ? Set.copyOf(
                        Files.readAllLines(taken(channel)).stream().distinct().toList())
                : Set.of();
        Map<String, Long> inInbox = inInbox(duban, channel);
        for (Notice notice : sentTo(duban, channel)) {
            switch (notice.state()) {
                case SENT ->
                    assertTrue(
                            notice.channel().equals(Contact.INBOX)
                                    ? inInbox.containsKey(notice.title() + notice.createdAt())
                                    : taken.contains(notice.key()),
                            () -> "said to be received, and wasn't: " + notice);
                case MERGED ->
                    assertEquals(
                            Notice.State.SENT,
                            duban.notices().get(DIRECTOR, notice.digest()).state());
                default -> throw new AssertionError(notice.toString());
            }
        }
    }

    private static Map<String, Long> inInbox(Duban duban, String channel) {
        Map<String, Long> found = new HashMap<>();
        long before = 0;
        while (true) {
            List<Inbox.Entry> page = duban.inbox().list(Actor.of(District.handlerOf(channel)), false, before, 200);
            for (Inbox.Entry entry : page) {
                found.merge(entry.title() + entry.at(), 1L, Long::sum);
                before = entry.id();
            }
            if (page.size() < 200) {
                return found;
            }
        }
    }

    private List<Notice> sentTo(Duban duban, String channel) {
        List<Notice> all = new ArrayList<>();
        long before = 0;
        while (true) {
            List<Notice> page = duban.notices().to(DIRECTOR, District.handlerOf(channel), before, 200);
            all.addAll(page);
            if (page.isEmpty()) {
                return all;
            }
            before = page.get(page.size() - 1).id();
        }
    }

    /** Or all that is proved here is proved of nothing. */
    private void theChaosWasReal(Duban duban) {
        Set<Notice.Outcome> outcomes = CHAOTIC.stream()
                .flatMap(channel -> sentTo(duban, channel).stream())
                .flatMap(notice -> duban.notices().get(DIRECTOR, notice.id()).attempts().stream())
                .map(Notice.Attempt::outcome)
                .collect(Collectors.toSet());
        assertTrue(
                outcomes.containsAll(Set.of(
                        Notice.Outcome.FAULT, Notice.Outcome.RETRY, Notice.Outcome.HANDED_OVER, Notice.Outcome.SENT)),
                outcomes::toString);
    }

    private void theSteadyOneWasNotDisturbed(Duban duban) throws IOException {
        List<String> taken = Files.readAllLines(taken(STEADY));
        assertEquals(taken.stream().distinct().toList(), taken, "each once");
        List<Notice> sent = sentTo(duban, STEADY).stream()
                .filter(notice -> notice.state() == Notice.State.SENT)
                .sorted(Comparator.comparing(Notice::id))
                .map(notice -> duban.notices().get(DIRECTOR, notice.id()))
                .toList();
        assertFalse(sent.isEmpty());
        assertEquals(sent.stream().map(Notice::key).toList(), taken, "in order");
        for (Notice notice : sent) {
            assertEquals(STEADY, notice.channel());
            assertEquals(1, notice.attempts().size(), () -> "at the first try: " + notice);
        }
        assertEquals(
                Set.of(),
                duban.notices().queues().channels().stream()
                        .filter(channel -> channel.id().equals(STEADY) && channel.faults() > 0)
                        .collect(Collectors.toSet()));
    }
}
