package org.duban.dossier.internal;

import java.util.List;
import org.duban.api.journal.Journal;
import org.duban.api.journal.Proof;
import org.duban.api.journal.Recorded;
import org.duban.api.journal.StreamId;

/** What is read of a journal, whether Duban runs on it or it is only looked at. */
public interface Source {

    /** As {@link Journal#read}. */
    List<Recorded> read(StreamId stream);

    /** As {@link Journal#proofs}. */
    List<Proof> proofs(StreamId stream);

    /** As {@link Journal#preset}. */
    byte[] preset();

    /** A journal at work. */
    static Source of(Journal journal) {
        return new Source() {
            @Override
            public List<Recorded> read(StreamId stream) {
                return journal.read(stream);
            }

            @Override
            public List<Proof> proofs(StreamId stream) {
                return journal.proofs(stream);
            }

            @Override
            public byte[] preset() {
                return journal.preset();
            }
        };
    }
}
