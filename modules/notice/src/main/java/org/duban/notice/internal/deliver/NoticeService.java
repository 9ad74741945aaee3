package org.duban.notice.internal.deliver;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.notice.Notice;
import org.duban.api.notice.Notice.Attempt;
import org.duban.api.notice.Notice.Outcome;
import org.duban.api.notice.NoticeKind;
import org.duban.api.notice.Notices;
import org.duban.api.office.Person;
import org.duban.api.office.Role;
import org.duban.notice.internal.deliver.ChannelGuard.Result;
import org.duban.notice.internal.deliver.InboxService.Limits;
import org.duban.notice.internal.store.NoticeRow;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.NoticeTable;
import org.duban.notice.internal.store.Sql;
import org.duban.spi.channel.Message;
import org.duban.spi.contact.Contact;
import org.duban.spi.directory.Directory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where every notice is. */
@Component(service = Notices.class)
public final class NoticeService implements Notices {

    private static final int MOST = 1000;
    private static final Set<Role> OFFICE = Set.of(Role.DIRECTOR, Role.DEPUTY_DIRECTOR);

    private final NoticeStore store;
    private final DeadLetters dead;
    private final Channels channels;
    private final Delivery delivery;
    private final NoticeLoop loop;
    private final String plugin;
    private final Matters matters;
    private final Directory directory;
    private final InstantSource clock;

    @Activate
    public NoticeService(
            @Reference NoticeComponent notices,
            @Reference Matters matters,
            @Reference Directory directory,
            @Reference InstantSource clock) {
        this(
                notices.store(),
                notices.channels(),
                notices.delivery(),
                notices.loop(),
                notices.plugin(),
                matters,
                directory,
                clock);
    }

    /** @param plugin what the inbox comes from: symbolic name and version of this bundle */
    NoticeService(
            NoticeStore store,
            Channels channels,
            Delivery delivery,
            NoticeLoop loop,
            String plugin,
            Matters matters,
            Directory directory,
            InstantSource clock) {
        this.store = store;
        this.dead = new DeadLetters(store);
        this.channels = channels;
        this.delivery = delivery;
        this.loop = loop;
        this.plugin = plugin;
        this.matters = matters;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Notice get(Actor actor, long id) {
        NoticeRow row = existing(id);
        if (!maySee(actor, row)) {
            throw DeadLetters.notFound(id);
        }
        return read(table -> row.notice(table.attempts(id)));
    }

    private boolean maySee(Actor actor, NoticeRow row) {
        if (row.person().equals(actor.person()) || isOffice(actor)) {
            return true;
        }
        String matter = row.matter();
        if (matter == null) {
            return false;
        }
        try {
            matters.get(actor, new MatterId(matter));
            return true;
        } catch (DubanException e) {
            if (e.code() == ErrorCode.MATTER_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public List<Notice> about(Actor actor, MatterId matter, int limit) {
        Limits.check(limit, MOST);
        matters.get(actor, matter);
        return list("n.matter = ? order by n.id desc limit ?", matter.value(), limit);
    }

    @Override
    public List<Notice> to(Actor actor, String person, long before, int limit) {
        Limits.check(limit, MOST);
        if (!person.equals(actor.person())) {
            requireOffice(actor, "看别人的通知");
        }
        return list(
                "n.person = ? and n.id < ? order by n.id desc limit ?",
                person,
                before == 0 ? Long.MAX_VALUE : before,
                limit);
    }

    @Override
    public List<Notice> dead(Actor actor, int limit) {
        Limits.check(limit, MOST);
        requireOffice(actor, "看未送达的通知");
        return dead.list(limit);
    }

    private List<Notice> list(String condition, Object... values) {
        return read(table -> table.notices(condition, values));
    }

    @Override
    public void retry(Actor actor, long id) {
        requireToAct(actor, "重送通知");
        dead.retry(id, actor.person(), "", clock.instant());
        loop.news();
    }

    @Override
    public void drop(Actor actor, long id, String reason) {
        requireToAct(actor, "放弃通知");
        dead.drop(id, actor.person(), reason, clock.instant());
    }

    @Override
    public Queues queues() {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                Map<String, Long> waiting = new HashMap<>();
                sql.all(
                                "select channel, count(*) from notice where state = 'PENDING' group by channel",
                                row -> Map.entry(row.getString(1), row.getLong(2)))
                        .forEach(each -> waiting.put(each.getKey(), each.getValue()));
                Set<String> ids = new TreeSet<>(channels.ids());
                ids.addAll(waiting.keySet());
                ids.remove(NoticeTable.UNROUTED);
                ids.add(Contact.INBOX);
                return new Queues(
                        sql.number("select count(*) from notice where state = 'HELD'"),
                        waiting.values().stream().mapToLong(Long::longValue).sum(),
                        sql.number("select count(*) from notice where state = 'DEAD'"),
                        sql.first(
                                "select created_at from notice where id ="
                                        + " (select min(id) from notice where state = 'PENDING')",
                                row -> Instant.ofEpochMilli(row.getLong(1))),
                        ids.stream()
                                .map(id -> state(id, waiting.getOrDefault(id, 0L)))
                                .toList());
            }
        });
    }

    private ChannelState state(String id, long pending) {
        if (id.equals(Contact.INBOX)) {
            return new ChannelState(id, "站内消息", plugin, Condition.READY, pending, delivery.sentToInbox(), 0, "");
        }
        ChannelGuard guard = channels.guard(id);
        if (guard == null) {
            return new ChannelState(id, id, "", Condition.ABSENT, pending, 0, 0, "");
        }
        return new ChannelState(
                id,
                guard.name(),
                guard.plugin(),
                guard.condition(),
                pending,
                guard.sent(),
                guard.faults(),
                guard.lastFault());
    }

    @Override
    public Attempt test(Actor actor, String channel, String address) {
        requireToAct(actor, "发测试消息");
        Instant now = clock.instant();
        Message message = new Message(
                "test/" + UUID.randomUUID(),
                actor.person(),
                directory.person(actor.person()).map(Person::name).orElse(actor.person()),
                address,
                NoticeKind.TEST,
                "督办测试消息",
                "这是一条测试消息，收到说明通道可用。",
                List.of(),
                now);
        if (channel.equals(Contact.INBOX)) {
            store.write(connection -> {
                try (Sql sql = new Sql(connection)) {
                    new InboxTable(sql)
                            .put(
                                    message.key(),
                                    message.person(),
                                    message.kind(),
                                    message.title(),
                                    message.text(),
                                    "[]",
                                    now.toEpochMilli());
                }
                return message;
            });
            return new Attempt(now, channel, Outcome.SENT, "");
        }
        ChannelGuard guard = channels.guard(channel);
        if (guard == null) {
            throw new DubanException(Problem.of(
                    ErrorCode.CHANNEL_UNKNOWN,
                    "channel",
                    channel,
                    String.join("、", channels.ids()),
                    "没有这个通道",
                    "there is no such channel"));
        }
        Result result;
        try {
            result = guard.test(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = new Result(Outcome.FAULT, "等待答复时被中断", null);
        }
        return new Attempt(clock.instant(), channel, result.outcome(), result.detail());
    }

    @Override
    public void catchUp() {
        loop.catchUp();
    }

    private NoticeRow existing(long id) {
        return read(table -> {
            NoticeRow row = table.get(id);
            if (row == null) {
                throw DeadLetters.notFound(id);
            }
            return row;
        });
    }

    private boolean isOffice(Actor actor) {
        if (actor.equals(Actor.DUBAN)) {
            return true;
        }
        Person person = directory
                .person(actor.person())
                .orElseThrow(() -> new DubanException(Problem.of(
                        ErrorCode.PERSON_UNKNOWN,
                        "actor",
                        actor.person(),
                        "",
                        "人员目录中没有此人",
                        "the directory doesn't know this person")));
        return person.hasAnyOf(OFFICE);
    }

    private void requireOffice(Actor actor, String what) {
        if (!isOffice(actor)) {
            throw denied(actor, what);
        }
    }

    /** Duban itself sees everything, and decides nothing. */
    private void requireToAct(Actor actor, String what) {
        if (actor.equals(Actor.DUBAN) || !isOffice(actor)) {
            throw denied(actor, what);
        }
    }

    private static DubanException denied(Actor actor, String what) {
        return new DubanException(Problem.of(
                ErrorCode.ACCESS_DENIED,
                "actor",
                actor.person(),
                Role.DIRECTOR.zh() + "、" + Role.DEPUTY_DIRECTOR.zh(),
                "无权" + what,
                "only the office may do this"));
    }

    /** Reads notices. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(NoticeTable table) throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return reading.of(new NoticeTable(sql));
            }
        });
    }
}
