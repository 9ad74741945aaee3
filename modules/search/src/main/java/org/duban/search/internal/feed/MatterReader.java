package org.duban.search.internal.feed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;
import org.duban.api.matter.MatterEvent.Registered;
import org.duban.api.matter.MatterId;
import org.duban.api.matter.Matters;
import org.duban.spi.search.MatterText;
import org.jspecify.annotations.Nullable;

/** Reads the journal for an index, and tells what is wrong with one event or matter from what is wrong with everything. */
final class MatterReader {

    private static final int BATCH = 200;

    /** What is wrong with everything: trying another matter doesn't help. */
    private static final Set<ErrorCode> GENERAL = Set.of(
            ErrorCode.STOPPED,
            ErrorCode.DATA_DIRECTORY_IN_USE,
            ErrorCode.DATA_DIRECTORY_UNUSABLE,
            ErrorCode.INDEX_UNAVAILABLE,
            ErrorCode.INDEX_DAMAGED);

    /** What can be wrong with an event. */
    private static final Set<ErrorCode> UNREADABLE = Set.of(ErrorCode.JOURNAL_DAMAGED, ErrorCode.JOURNAL_NEWER);

    private final Journal journal;
    private final Matters matters;
    private final MatterTexts texts;

    MatterReader(Journal journal, Matters matters, MatterTexts texts) {
        this.journal = journal;
        this.matters = matters;
        this.texts = texts;
    }

    /**
     * The next events of the feed.
     *
     * @param first by matter: position of its first event among them
     * @param position how far they reach
     * @param full whether there may be more
     * @param unreadable the last of them, when it can't be read
     */
    record Batch(
            Map<MatterId, Long> first,
            long position,
            boolean full,
            @Nullable Trouble unreadable) {}

    /** The events after a position, up to one that can't be read. */
    Batch next(long after) {
        try {
            List<Recorded> events = journal.feed(after, BATCH);
            return batch(after, events, events.size() == BATCH, null);
        } catch (DubanException e) {
            if (!unreadable(e)) {
                throw e;
            }
        }
        List<Recorded> events = new ArrayList<>();
        for (long at = after; at < after + BATCH; at++) {
            try {
                List<Recorded> one = journal.feed(at, 1);
                if (one.isEmpty()) {
                    return batch(after, events, false, null);
                }
                events.addAll(one);
            } catch (DubanException e) {
                if (!unreadable(e)) {
                    throw e;
                }
                return batch(after, events, true, new Trouble("第 " + (at + 1) + " 号记录", null, at + 1, reason(e)));
            }
        }
        return batch(after, events, true, null);
    }

    private static Batch batch(long after, List<Recorded> events, boolean full, @Nullable Trouble unreadable) {
        Map<MatterId, Long> first = new LinkedHashMap<>();
        for (Recorded recorded : events) {
            if (recorded.stream().kind().equals(MatterId.STREAM)) {
                first.putIfAbsent(new MatterId(recorded.stream().id()), recorded.position());
            }
        }
        return new Batch(first, after + events.size() + (unreadable == null ? 0 : 1), full, unreadable);
    }

    /** A matter as it stands in the journal now. */
    MatterText read(MatterId id) {
        return text(journal.read(id.stream()));
    }

    /** A matter as its history makes it. */
    MatterText text(List<Recorded> history) {
        return texts.of(matters.replay(history), history);
    }

    /** What the history of a matter is called by people. */
    String nameOf(MatterId id) {
        try {
            return nameOf(id, journal.read(id.stream()));
        } catch (RuntimeException e) {
            // It is what can't be read.
            return id.value();
        }
    }

    static String nameOf(MatterId id, List<Recorded> history) {
        return !history.isEmpty() && history.get(0).event() instanceof Registered registered
                ? registered.number()
                : id.value();
    }

    /** Whether it is wrong with everything, not with one matter. A text too deep or too long for somebody's recursion is one matter's fault. */
    static boolean general(Throwable e) {
        return e instanceof DubanException duban
                ? GENERAL.contains(duban.code())
                : e instanceof Error && !(e instanceof StackOverflowError);
    }

    /** Whether it is what reading a damaged or unknown event throws. */
    static boolean unreadable(DubanException e) {
        return UNREADABLE.contains(e.code());
    }

    /** Why, for people. */
    static String reason(Throwable e) {
        return e instanceof DubanException duban ? duban.problems().get(0).describe() : String.valueOf(e);
    }
}
