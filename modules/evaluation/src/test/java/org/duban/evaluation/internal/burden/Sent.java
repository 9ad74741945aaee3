package org.duban.evaluation.internal.burden;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.duban.api.matter.Actor;
import org.duban.api.matter.MatterId;
import org.duban.api.notice.Notice;
import org.duban.api.notice.NoticeKind;
import org.duban.api.notice.Notices;

/** Notices that are handed in; the rest of the service isn't asked for here. */
final class Sent implements Notices {

    private final List<Notice> notices = new ArrayList<>();

    void add(String person, MatterId matter, String at, boolean arrived) {
        Instant instant = OffsetDateTime.parse(at).toInstant();
        notices.add(new Notice(
                notices.size() + 1L,
                "k" + notices.size(),
                person,
                NoticeKind.REMINDER,
                matter,
                1,
                "即将到期",
                "请抓紧办理",
                instant,
                arrived ? Notice.State.SENT : Notice.State.MERGED,
                "inbox",
                null,
                0,
                List.of()));
    }

    @Override
    public List<Notice> to(Actor actor, String person, long before, int limit) {
        if (!actor.person().equals(person)) {
            throw new AssertionError("each person's notices are read as that person's own");
        }
        return notices.stream()
                .filter(n -> n.person().equals(person) && (before == 0 || n.id() < before))
                .sorted(Comparator.comparing(Notice::createdAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Notice get(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Notice> about(Actor actor, MatterId matter, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Notice> dead(Actor actor, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void retry(Actor actor, long id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void drop(Actor actor, long id, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Queues queues() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Notice.Attempt test(Actor actor, String channel, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void catchUp() {
        throw new UnsupportedOperationException();
    }
}
