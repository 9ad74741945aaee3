package org.duban.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/** Counts the statements and the writing transactions that go through a data source. */
final class CountingDataSource {

    private final LongAdder statements = new LongAdder();
    private final LongAdder commits = new LongAdder();

    /** The same data source, counted. */
    DataSource around(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (name, arguments, result) -> result instanceof Connection connection ? connection(connection) : result);
    }

    SqlCount count() {
        return new SqlCount(statements.sum(), commits.sum());
    }

    private Connection connection(Connection connection) {
        AtomicBoolean wrote = new AtomicBoolean();
        return proxy(Connection.class, connection, (name, arguments, result) -> {
            if (name.equals("commit") && wrote.getAndSet(false)) {
                commits.increment();
            } else if (name.equals("rollback")) {
                wrote.set(false);
            } else if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, prepared, (String) arguments[0], wrote);
            } else if (result instanceof Statement plain) {
                return statement(Statement.class, plain, "", wrote);
            }
            return result;
        });
    }

    private <T extends Statement> T statement(Class<T> type, T statement, String prepared, AtomicBoolean wrote) {
        return proxy(type, statement, (name, arguments, result) -> {
            if (name.startsWith("execute")) {
                statements.increment();
                String sql = arguments.length > 0 && arguments[0] instanceof String given ? given : prepared;
                if (!sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select")) {
                    wrote.set(true);
                }
            }
            return result;
        });
    }

    /** What is made of a call that has returned. */
    private interface After {
        Object of(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    try {
                        return after.of(method.getName(), given, method.invoke(target, given));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }
}
