package org.duban.api.search;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the index is.
 *
 * @param state what it is doing
 * @param engine name of the engine, {@code lucene}
 * @param matters how many matters it holds
 * @param position position in the journal's feed up to which it is searchable
 * @param head newest position of the journal
 * @param done matters already indexed by the rebuild under way; 0 when none is
 * @param total matters to be indexed by it, an estimate until it is done; 0 when none is or nobody knows yet
 * @param startedAt when the rebuild began; null when none is under way
 * @param message one sentence in Chinese: what is so, and when it isn't well why and what to do
 */
public record IndexStatus(
        State state,
        String engine,
        long matters,
        long position,
        long head,
        long done,
        long total,
        @Nullable Instant startedAt,
        String message) {

    public IndexStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(message, "message");
    }

    /** What an index can be doing. */
    public enum State {
        /** 正常: follows the journal. */
        READY("正常"),
        /** 重建中, answering from the whole old index meanwhile. */
        REBUILDING("重建中"),
        /** 重建中, answering from what is indexed so far. */
        PARTIAL("重建中，结果不全"),
        /** 受阻: can't be written (disk full, I/O error); answers from what it has and tries again. Matters are not affected. */
        BLOCKED("受阻");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        /** The state in Chinese. */
        public String zh() {
            return zh;
        }
    }
}
