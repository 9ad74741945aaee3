package org.duban.notice.internal.deliver;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.Actor;
import org.duban.api.notice.Inbox;
import org.duban.notice.internal.store.NoticeStore;
import org.duban.notice.internal.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The inbox as people use it. */
@Component(service = Inbox.class)
public final class InboxService implements Inbox {

    private final NoticeStore store;
    private final InstantSource clock;

    @Activate
    public InboxService(@Reference NoticeComponent notices, @Reference InstantSource clock) {
        this(notices.store(), clock);
    }

    InboxService(NoticeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<Entry> list(Actor actor, boolean unreadOnly, long before, int limit) {
        Limits.check(limit, 200);
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return new InboxTable(sql).list(actor.person(), unreadOnly, before, limit);
            }
        });
    }

    @Override
    public int unread(Actor actor) {
        return store.read(connection -> {
            try (Sql sql = new Sql(connection)) {
                return new InboxTable(sql).unread(actor.person());
            }
        });
    }

    @Override
    public void markRead(Actor actor, Collection<Long> ids) {
        List<Long> marked = List.copyOf(ids);
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                InboxTable inbox = new InboxTable(sql);
                for (long id : marked) {
                    inbox.markRead(actor.person(), id, clock.instant());
                }
            }
            return marked;
        });
    }

    @Override
    public void markAllRead(Actor actor, long upTo) {
        store.write(connection -> {
            try (Sql sql = new Sql(connection)) {
                new InboxTable(sql).markAllRead(actor.person(), upTo, clock.instant());
            }
            return upTo;
        });
    }

    /** How much may be asked for at once. */
    static final class Limits {
        private Limits() {}

        static void check(int limit, int most) {
            if (limit < 1 || limit > most) {
                throw new DubanException(Problem.of(
                        ErrorCode.INVALID_FIELD, "limit", limit, "1 至 " + most, "条数超出范围", "the limit is out of range"));
            }
        }
    }
}
