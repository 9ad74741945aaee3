package org.duban.demo;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Recorded;

/**
 * The feed of a journal as one iteration, read page by page.
 *
 * @param after position after which it begins; 0: at the first event
 */
record Feed(Journal journal, long after) implements Iterable<Recorded> {

    private static final int PAGE = 1_000;

    /** All of it. */
    Feed(Journal journal) {
        this(journal, 0);
    }

    @Override
    public Iterator<Recorded> iterator() {
        return new Iterator<>() {
            private List<Recorded> page = List.of();
            private int next;
            private long position = after;

            @Override
            public boolean hasNext() {
                if (next == page.size()) {
                    page = journal.feed(position, PAGE);
                    next = 0;
                }
                return next < page.size();
            }

            @Override
            public Recorded next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Recorded recorded = page.get(next++);
                position = recorded.position();
                return recorded;
            }
        };
    }
}
