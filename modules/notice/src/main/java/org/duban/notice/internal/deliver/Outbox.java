package org.duban.notice.internal.deliver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Takes notices in, in the transaction in which whoever raises them remembers that they were raised. */
public interface Outbox {

    /**
     * Adds notices; those whose key is known already are left out.
     *
     * @param transaction an open transaction of the notice database
     * @param now the instant they are raised at
     * @return how many were new
     */
    int add(Connection transaction, List<NewNotice> notices, Instant now) throws SQLException;
}
