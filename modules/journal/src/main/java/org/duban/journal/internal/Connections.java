package org.duban.journal.internal;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one file. A few are kept; when all are lent another is opened, so that nobody waits and a reader may ask again
 * while it reads. Thread-safe.
 */
final class Connections implements DataSource, AutoCloseable {

    private static final int KEPT = 8;

    /** Reads something. */
    @FunctionalInterface
    interface Reading<T> {
        T from(Sql sql) throws SQLException;
    }

    /** Opens a connection to a file. */
    @FunctionalInterface
    interface Opening {
        Connection of(Path file) throws SQLException;
    }

    private final Path file;
    private final Opening opening;
    private final Sql.Counters counters;
    private final Deque<Sql> idle = new ArrayDeque<>();
    private final Set<Sql> open = new HashSet<>();
    private boolean closed;

    Connections(Path file, Opening opening, Sql.Counters counters) {
        this.file = file;
        this.opening = opening;
        this.counters = counters;
    }

    /** @throws org.duban.api.DubanException STOPPED, JOURNAL_DAMAGED, DATA_DIRECTORY_UNUSABLE */
    <T> T read(Reading<T> reading) {
        try {
            Sql sql = take();
            try {
                return reading.from(sql);
            } finally {
                giveBack(sql);
            }
        } catch (SQLException e) {
            synchronized (this) {
                if (closed) {
                    throw Problems.stopped();
                }
            }
            throw Problems.reading(file, e);
        }
    }

    private Sql take() throws SQLException {
        synchronized (this) {
            if (closed) {
                throw new SQLException("the journal is closed");
            }
            Sql sql = idle.poll();
            if (sql != null) {
                return sql;
            }
        }
        Sql opened = new Sql(opening.of(file), counters);
        synchronized (this) {
            if (!closed) {
                open.add(opened);
                return opened;
            }
        }
        opened.close();
        throw new SQLException("the journal is closed");
    }

    private void giveBack(Sql sql) throws SQLException {
        synchronized (this) {
            if (!closed && idle.size() < KEPT) {
                idle.push(sql);
                return;
            }
            open.remove(sql);
        }
        sql.close();
    }

    /** A connection of the pool; closing it gives it back. */
    @Override
    public Connection getConnection() throws SQLException {
        Sql lent = take();
        return (Connection) Proxy.newProxyInstance(
                Connections.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lent(lent)::invoke);
    }

    /** What the pool's user holds until it is closed. */
    private final class Lent {
        private @Nullable Sql sql;

        Lent(Sql sql) {
            this.sql = sql;
        }

        synchronized @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    close();
                    return null;
                }
                case "isClosed" -> {
                    return sql == null || sql.connection().isClosed();
                }
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {
                    if (sql == null) {
                        throw new SQLException("this connection was given back");
                    }
                    try {
                        return method.invoke(sql.connection(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }
            }
        }

        private void close() throws SQLException {
            Sql lent = sql;
            sql = null;
            if (lent != null) {
                if (!lent.connection().isClosed() && !lent.connection().getAutoCommit()) {
                    lent.connection().rollback();
                    lent.connection().setAutoCommit(true);
                }
                giveBack(lent);
            }
        }
    }

    /** Closes all connections, lent ones too: a statement that runs is finished first. */
    @Override
    public void close() throws SQLException {
        Set<Sql> last;
        synchronized (this) {
            closed = true;
            last = Set.copyOf(open);
            open.clear();
            idle.clear();
        }
        for (Sql sql : last) {
            sql.close();
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("a journal has no users");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("it logs by SLF4J");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("nobody waits for a connection");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it logs by SLF4J");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("not a " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
