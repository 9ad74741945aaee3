package org.duban.journal.internal;

/** What a journal has counted, for those outside its package. */
public final class JournalCounters {

    private JournalCounters() {}

    /** Statements executed on a journal since it was opened. */
    public static long statements(SqliteJournal journal) {
        return journal.counters().statements.sum();
    }

    /** Transactions committed on a journal since it was opened. */
    public static long commits(SqliteJournal journal) {
        return journal.counters().commits.sum();
    }
}
