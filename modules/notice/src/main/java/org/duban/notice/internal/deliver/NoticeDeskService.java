package org.duban.notice.internal.deliver;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.matter.Actor;
import org.duban.api.matter.Matter;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.api.notice.NoticeDesk;
import org.duban.api.notice.NoticeItem;
import org.duban.api.notice.NoticeKind;
import org.duban.notice.internal.store.NoticeStore;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes in what others raise. */
@Component(service = NoticeDesk.class)
public final class NoticeDeskService implements NoticeDesk {

    private static final int LONGEST_KEY = 200;

    /** What is never about one matter. */
    private static final Set<NoticeKind> OWN = Set.of(NoticeKind.DIGEST, NoticeKind.TEST);

    private final NoticeStore store;
    private final Outbox outbox;
    private final NoticeLoop loop;
    private final Matters matters;
    private final InstantSource clock;

    @Activate
    public NoticeDeskService(
            @Reference NoticeComponent notices, @Reference Matters matters, @Reference InstantSource clock) {
        this(notices.store(), notices.outbox(), notices.loop(), matters, clock);
    }

    NoticeDeskService(NoticeStore store, Outbox outbox, NoticeLoop loop, Matters matters, InstantSource clock) {
        this.store = store;
        this.outbox = outbox;
        this.loop = loop;
        this.matters = matters;
        this.clock = clock;
    }

    @Override
    public boolean raise(
            String key, String person, NoticeKind kind, @Nullable MatterId matter, String title, String text) {
        required("key", key);
        required("person", person);
        required("title", title);
        if (key.length() > LONGEST_KEY) {
            throw invalid("key", key, "1 至 " + LONGEST_KEY + " 个字符", "通知的键太长", "the key is too long");
        }
        if (OWN.contains(kind)) {
            throw invalid("kind", kind.name(), "关于一件事项的种类", "这种通知不能由别处提出", "this kind can't be raised from outside");
        }
        loop.requireRunning();
        // A prefix, so that no key of theirs is one of ours.
        NewNotice notice = new NewNotice(
                "desk/" + key, person, kind, matter, 0, null, title, text, matter == null ? null : item(matter));
        boolean added = store.write(connection -> outbox.add(connection, List.of(notice), clock.instant())) > 0;
        loop.news();
        return added;
    }

    private NoticeItem item(MatterId matter) {
        Matter about = existing(matter);
        return new NoticeItem(matter.value(), about.number(), about.subject().title(), null);
    }

    private Matter existing(MatterId id) {
        try {
            return matters.get(Actor.DUBAN, id);
        } catch (DubanException e) {
            if (e.code() != ErrorCode.MATTER_NOT_FOUND) {
                throw e;
            }
            throw invalid("matter", id.value(), "已登记的事项", "没有这个事项", "there is no such matter");
        }
    }

    private static void required(String field, String value) {
        if (value.isBlank()) {
            throw new DubanException(
                    Problem.of(ErrorCode.MISSING_FIELD, field, value, "", "通知缺少必填项", "a notice needs this field"));
        }
    }

    private static DubanException invalid(String field, String value, String expected, String zh, String en) {
        return new DubanException(Problem.of(ErrorCode.INVALID_FIELD, field, value, expected, zh, en));
    }
}
