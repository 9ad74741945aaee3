package org.duban.benchmarks;

import java.io.Serializable;

/**
 * SQL done.
 *
 * @param statements statements executed, reads and writes
 * @param commits transactions committed that wrote something
 */
record SqlCount(long statements, long commits) implements Serializable {

    private static final long serialVersionUID = 1L;

    SqlCount since(SqlCount before) {
        return new SqlCount(statements - before.statements, commits - before.commits);
    }
}
