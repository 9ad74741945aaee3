package org.duban.notice.internal.deliver;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.Notice.State;
import org.duban.api.notice.NoticeKind;
import org.duban.api.office.Person;
import org.duban.notice.internal.deliver.ChannelGuard.Call;
import org.duban.notice.internal.deliver.ChannelGuard.Result;
import org.duban.notice.internal.store.Json;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;
import org.duban.spi.channel.Message;
import org.duban.spi.contact.Contact;
import org.duban.spi.contact.Contacts;
import org.duban.spi.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes notices from where they wait to their channels, and writes down what came of it. All it remembers between steps, but for the
 * calls under way, is in the store: another one goes on where this one stopped.
 *
 * <p>A lane is one person on one channel. Its first notice is tried; the others of the lane wait for it, other lanes don't. Of each channel one
 * call is under way at a time.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private static final int LANES_AT_ONCE = 500;

    /** By how much the host's clock has to go back for waits to be doubted. */
    private static final Duration SETBACK = Duration.ofMinutes(1);

    /** What neither a pause nor a receiver can ask for: a day, twice as long by jitter. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(2);

    private final NoticeStore store;
    private final Supplier<DeliveryRules> rules;
    private final Release release;
    private final Channels channels;
    private final Directory directory;
    private final Supplier<@Nullable Contacts> contacts;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Underway> underway = new HashMap<>();
    private final LongAdder sentToInbox = new LongAdder();
    private @Nullable Instant lastStep;

    /** A notice that is being tried. */
    private record Underway(NoticeRow notice, ChannelGuard guard, Call call) {}

    /** @param contacts the host's, as it is now; null when there is none */
    Delivery(
            NoticeStore store,
            Supplier<DeliveryRules> rules,
            Holding holding,
            Channels channels,
            Directory directory,
            Supplier<@Nullable Contacts> contacts,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.rules = rules;
        this.release = new Release(store, holding);
        this.channels = channels;
        this.directory = directory;
        this.contacts = contacts;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Does a part of what can be done now, never waiting for a channel. Called by one thread at a time, others may {@link #queue}.
     *
     * @return whether there is more to do at once
     */
    boolean step() {
        Instant now = clock.instant();
        Instant last = lastStep;
        if (last == null || now.isBefore(last.minus(SETBACK))) {
            write(table -> table.doubtWaits(now, LONGEST_WAIT));
        }
        lastStep = now;
        recordResults(now);
        boolean more = queue(now);
        for (String channel : read(NoticeTable::channels)) {
            if (!channel.equals(Contact.INBOX)) {
                more |= dispatch(channel, now);
            }
        }
        return more;
    }

    /**
     * Brings a part of what may go to its channels, and to inboxes altogether. On any thread: what it decides by is read in the
     * transaction that writes it.
     *
     * @return whether there is more to do at once
     */
    boolean queue(Instant now) {
        boolean more = release.run(now);
        more |= fillInboxes(now);
        more |= route(now);
        return more;
    }

    /**
     * Writes down what came of calls that have ended; on the thread that steps, or after its last step.
     *
     * @return whether none is under way any more
     */
    boolean record() {
        recordResults(clock.instant());
        return underway.isEmpty();
    }

    /** How many calls are under way. */
    int underway() {
        return underway.size();
    }

    /** How many notices went to inboxes since the start. */
    long sentToInbox() {
        return sentToInbox.sum();
    }

    private void recordResults(Instant now) {
        Map<Underway, Result> ended = new LinkedHashMap<>();
        List<Underway> lost = new ArrayList<>();
        for (Underway each : underway.values()) {
            each.guard().expire();
            boolean abandoned = each.guard().abandoned();
            Result result = each.call().result();
            if (result != null) {
                ended.put(each, result);
            } else if (abandoned) {
                lost.add(each);
            }
        }
        if (!ended.isEmpty()) {
            write(table -> {
                for (Map.Entry<Underway, Result> each : ended.entrySet()) {
                    record(table, each.getKey().notice(), each.getValue(), now);
                }
            });
        }
        // Not before it is durable: else a full disk would have it sent again and again.
        ended.keySet().forEach(each -> underway.remove(each.notice().channel()));
        lost.forEach(each -> underway.remove(each.notice().channel()));
    }

    private void record(NoticeTable table, NoticeRow notice, Result result, Instant now) throws SQLException {
        table.attempt(notice.id(), now, notice.channel(), result.outcome(), result.detail());
        int tries = notice.tries() + 1;
        boolean again = result.outcome() == Outcome.RETRY || result.outcome() == Outcome.FAULT;
        if (result.outcome() == Outcome.SENT) {
            table.end(notice.id(), State.SENT);
        } else if (again && tries < rules.get().attemptsPerChannel()) {
            Duration after = result.after();
            Duration pause =
                    after != null ? DeliveryRules.bounded(after) : rules.get().pause(tries, random);
            table.waitUntil(notice.id(), tries, now.plus(pause).toEpochMilli());
        } else {
            handOver(table, notice, result.detail(), now);
        }
        table.settle(notice.channel(), notice.person(), now);
    }

    /** To the recipient's next channel; to nobody when there is none left. */
    private static void handOver(NoticeTable table, NoticeRow notice, String why, Instant now) throws SQLException {
        List<Contact> all = Json.contacts(notice.contacts());
        int next = notice.contact() + 1;
        if (next >= all.size()) {
            table.end(notice.id(), State.DEAD);
            return;
        }
        String channel = all.get(next).channel();
        table.attempt(
                notice.id(), now, notice.channel(), Outcome.HANDED_OVER, Texts.reason("转交 " + channel + "：" + why));
        table.queue(notice.id(), channel, notice.contacts(), next);
        table.settle(channel, notice.person(), now);
    }

    private boolean fillInboxes(Instant now) {
        List<String> people = read(table -> table.due(Contact.INBOX, now, LANES_AT_ONCE));
        if (people.isEmpty()) {
            return false;
        }
        LongAdder sent = new LongAdder();
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                InboxTable inbox = new InboxTable(sql);
                for (String person : people) {
                    for (NoticeRow notice : waiting(table, Contact.INBOX, person)) {
                        NoticeRow needed = stillNeeded(sql, table, notice, now);
                        if (needed != null) {
                            fill(inbox, table, needed, now);
                            sent.increment();
                        }
                    }
                    table.settle(Contact.INBOX, person, now);
                }
            }
            return people;
        });
        sentToInbox.add(sent.sum());
        return true;
    }

    private static void fill(InboxTable inbox, NoticeTable table, NoticeRow notice, Instant now) throws SQLException {
        inbox.put(notice);
        table.end(notice.id(), State.SENT);
        table.attempt(notice.id(), now, Contact.INBOX, Outcome.SENT, "");
    }

    private static List<NoticeRow> waiting(NoticeTable table, String channel, String person) throws SQLException {
        return table.find("n.state = 'PENDING' and n.channel = ? and n.person = ? order by n.id", channel, person);
    }

    /** Asks the host for recipients' channels. What goes to the inbox anyway goes there at once, in the same transaction. */
    private boolean route(Instant now) {
        List<String> people = read(table -> table.due(NoticeTable.UNROUTED, now, LANES_AT_ONCE));
        if (people.isEmpty()) {
            return false;
        }
        Map<String, List<Contact>> known = new LinkedHashMap<>();
        for (String person : people) {
            List<Contact> found = ask(person);
            if (found != null) {
                known.put(person, found);
            }
        }
        LongAdder sent = new LongAdder();
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                InboxTable inbox = new InboxTable(sql);
                for (String person : people) {
                    List<Contact> found = known.get(person);
                    if (found == null) {
                        postpone(table, NoticeTable.UNROUTED, person, now);
                        continue;
                    }
                    String first = found.get(0).channel();
                    String all = Json.contacts(found);
                    for (NoticeRow notice : waiting(table, NoticeTable.UNROUTED, person)) {
                        NoticeRow needed = stillNeeded(sql, table, notice, now);
                        if (needed == null) {
                            continue;
                        }
                        table.queue(needed.id(), first, all, 0);
                        if (first.equals(Contact.INBOX)) {
                            fill(inbox, table, needed, now);
                            sent.increment();
                        }
                    }
                    table.settle(NoticeTable.UNROUTED, person, now);
                    table.settle(first, person, now);
                }
            }
            return people;
        });
        sentToInbox.add(sent.sum());
        return true;
    }

    /** A person's channels; null when the host can't say now. */
    private @Nullable List<Contact> ask(String person) {
        try {
            Contacts host = contacts.get();
            List<Contact> found = host == null ? List.of() : List.copyOf(host.contacts(person));
            return found.isEmpty() ? List.of(new Contact(Contact.INBOX, "")) : found;
        } catch (Throwable e) {
            LOG.warn("the host's contacts of {} can't be had, the notices wait: {}", person, Texts.reason(e));
            return null;
        }
    }

    /** Gives a channel its next notice, if it can take one. */
    private boolean dispatch(String channel, Instant now) {
        if (underway.containsKey(channel)) {
            return false;
        }
        ChannelGuard guard = channels.guard(channel);
        if (guard == null) {
            return over(channels.absentSince(channel), rules.get().absentWait(), now)
                    && handOverDue(channel, "通道未安装", now);
        }
        if (!guard.ready()) {
            Instant since = guard.troubledSince();
            return since != null
                    && over(since, rules.get().troubleWait(), now)
                    && handOverDue(channel, "通道" + guard.condition().zh(), now);
        }
        List<String> people = read(table -> table.due(channel, now, 1));
        if (people.isEmpty()) {
            return false;
        }
        String person = people.get(0);
        NoticeRow notice = next(channel, person, now);
        if (notice == null) {
            return true;
        }
        Message message = message(notice);
        if (message == null) {
            write(table -> postpone(table, channel, person, now));
            return true;
        }
        Call call = guard.begin(message);
        if (call != null) {
            underway.put(channel, new Underway(notice, guard, call));
        }
        return false;
    }

    private static boolean over(Instant since, Duration bound, Instant now) {
        return !now.isBefore(since.plus(bound));
    }

    /** The first notice of a lane if it may be tried now; else the lane is brought up to date. */
    private @Nullable NoticeRow next(String channel, String person, Instant now) {
        Optional<NoticeRow> ready = read(table -> {
            NoticeRow first = table.head(channel, person);
            return first == null || waits(first, now) || outdated(table, first) ? Optional.empty() : Optional.of(first);
        });
        if (ready.isPresent()) {
            return ready.get();
        }
        Optional<NoticeRow> left = store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                NoticeRow first = table.head(channel, person);
                NoticeRow needed = first == null || waits(first, now) ? null : stillNeeded(sql, table, first, now);
                table.settle(channel, person, now);
                return Optional.ofNullable(needed);
            }
        });
        return left.orElse(null);
    }

    private static boolean waits(NoticeRow notice, Instant now) {
        Long until = notice.notBefore();
        return until != null && until > now.toEpochMilli();
    }

    /** All of a channel that are due go to their next channels. */
    private boolean handOverDue(String channel, String why, Instant now) {
        List<String> people = read(table -> table.due(channel, now, LANES_AT_ONCE));
        if (people.isEmpty()) {
            return false;
        }
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                NoticeTable table = new NoticeTable(sql);
                for (String person : people) {
                    NoticeRow head = table.head(channel, person);
                    if (head != null && !waits(head, now)) {
                        NoticeRow needed = stillNeeded(sql, table, head, now);
                        if (needed != null) {
                            table.attempt(needed.id(), now, channel, Outcome.FAULT, why);
                            handOver(table, needed, why, now);
                        }
                    }
                    table.settle(channel, person, now);
                }
            }
            return people;
        });
        return true;
    }

    private void postpone(NoticeTable table, String channel, String person, Instant now) throws SQLException {
        table.postpone(channel, person, now.plus(rules.get().pause(1, random)).toEpochMilli());
    }

    /** Null when the host can't say now who the recipient is. */
    private @Nullable Message message(NoticeRow notice) {
        String name;
        try {
            name = directory.person(notice.person()).map(Person::name).orElse(notice.person());
        } catch (Throwable e) {
            LOG.warn("the host's directory can't name {}, the notices wait: {}", notice.person(), Texts.reason(e));
            return null;
        }
        return new Message(
                notice.key(),
                notice.person(),
                name,
                Json.contacts(notice.contacts()).get(notice.contact()).address(),
                notice.kind(),
                notice.title(),
                notice.body(),
                Json.items(notice.items()),
                Instant.ofEpochMilli(notice.createdAt()));
    }

    private static boolean outdated(NoticeTable table, NoticeRow notice) throws SQLException {
        if (notice.kind() != NoticeKind.DIGEST) {
            return table.movedOn(notice);
        }
        for (NoticeRow member : table.members(notice.id())) {
            if (table.movedOn(member)) {
                return true;
            }
        }
        return false;
    }

    /** Takes out what the matters have moved on from; null when nothing of the notice is left. */
    private static @Nullable NoticeRow stillNeeded(Sql sql, NoticeTable table, NoticeRow notice, Instant now)
            throws SQLException {
        if (!outdated(table, notice)) {
            return notice;
        }
        List<NoticeRow> left = new ArrayList<>();
        if (notice.kind() == NoticeKind.DIGEST) {
            for (NoticeRow member : table.members(notice.id())) {
                if (table.movedOn(member)) {
                    cancel(table, member, now);
                } else {
                    left.add(member);
                }
            }
        }
        if (left.isEmpty()) {
            cancel(table, notice, now);
            return null;
        }
        Digest digest = Digest.of(left);
        sql.update(
                "update notice set title = ?, body = ?, items = ? where id = ?",
                digest.title(),
                digest.text(),
                Json.items(digest.items()),
                notice.id());
        return table.get(notice.id());
    }

    static void cancel(NoticeTable table, NoticeRow notice, Instant now) throws SQLException {
        table.end(notice.id(), State.CANCELLED);
        table.attempt(notice.id(), now, "", Outcome.CANCELLED, "事项已有进展，不再需要");
    }

    /** Reads or writes notices. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(NoticeTable table) throws SQLException;
    }

    /** Writes notices. */
    @FunctionalInterface
    private interface Writing {
        void to(NoticeTable table) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return reading.of(new NoticeTable(sql));
            }
        });
    }

    private void write(Writing writing) {
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                writing.to(new NoticeTable(sql));
            }
            return true;
        });
    }
}
