package org.duban.benchmarks;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a peer's process is asked to do.
 *
 * @param <R> the answer
 */
sealed interface Request<R extends Serializable> extends Serializable {

    /** Does it, in the peer's process. */
    R serve(Workload workload);

    /** What the peer is. */
    record Describe() implements Request<String> {
        @Override
        public String serve(Workload workload) {
            return workload.peer().describe();
        }
    }

    /** {@link Workload#run}. */
    record Run(int threads, Duration duration) implements Request<Measured> {
        @Override
        public Measured serve(Workload workload) {
            return workload.run(threads, duration);
        }
    }

    /** {@link Workload#live}, and what it left behind. */
    record Live(int matters, int threads) implements Request<Lived> {
        @Override
        public Lived serve(Workload workload) {
            Peer peer = workload.peer();
            long bytes = peer.storedBytes();
            SqlCount sql = peer.sql();
            Measured measured = workload.live(matters, threads);
            SqlCount done = peer.sql().since(sql);
            return new Lived(matters, threads, measured.count(), done, peer.storedBytes() - bytes);
        }
    }

    /**
     * What lives left behind.
     *
     * @param matters how many
     * @param threads with how many threads they were lived
     * @param transitions steps in them
     * @param sql statements and commits for them
     * @param bytes stored for them
     */
    record Lived(int matters, int threads, long transitions, SqlCount sql, long bytes) implements Serializable {
        private static final long serialVersionUID = 1L;

        double statements() {
            return (double) sql.statements() / transitions;
        }

        double commits() {
            return (double) sql.commits() / transitions;
        }
    }

    /** {@link Workload#audit}. */
    record Audit() implements Request<Integer> {
        @Override
        public Integer serve(Workload workload) {
            return workload.audit();
        }
    }

    /** {@link Peer#fill}; answers how many nanoseconds it took. */
    record Fill(int matters) implements Request<Long> {
        @Override
        public Long serve(Workload workload) {
            long begun = System.nanoTime();
            workload.peer().fill(matters);
            return System.nanoTime() - begun;
        }
    }

    /** {@link Workload#pages}. */
    record Pages(Duration duration, boolean titles) implements Request<Measured> {
        @Override
        public Measured serve(Workload workload) {
            return workload.pages(duration, titles);
        }
    }
}
