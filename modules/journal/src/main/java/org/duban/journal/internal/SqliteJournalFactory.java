package org.duban.journal.internal;

import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.duban.api.journal.Journal;
import org.duban.api.journal.JournalFactory;
import org.duban.api.journal.Stores;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.sqlite.JDBC;

/** Opens journals and makes services of them. */
@Component
public final class SqliteJournalFactory implements JournalFactory {

    private final BundleContext context;
    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    @Activate
    public SqliteJournalFactory(BundleContext context) {
        this.context = context;
    }

    @Override
    public OpenJournal open(Path directory) {
        Open opened = new Open(SqliteJournal.open(directory));
        open.add(opened);
        return opened;
    }

    /** A launcher closes what it opened; a bundle that is stopped under it must not keep the directory. */
    @Deactivate
    void closeAll() {
        List.copyOf(open).forEach(Open::close);
        forgetDriver();
    }

    /**
     * SQLite's driver registers itself with the JVM's manager, which would keep the classes of a stopped bundle for ever. On a flat
     * class path it is everybody's.
     */
    private static void forgetDriver() {
        if (!(JDBC.class.getClassLoader() instanceof BundleReference)) {
            return;
        }
        for (Driver driver : DriverManager.drivers().toList()) {
            if (driver instanceof JDBC) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    throw new IllegalStateException("the JVM keeps SQLite's driver", e);
                }
            }
        }
    }

    private final class Open implements OpenJournal {
        private final SqliteJournal journal;
        private final List<ServiceRegistration<?>> registrations;

        Open(SqliteJournal journal) {
            this.journal = journal;
            Dictionary<String, Object> reader = new Hashtable<>();
            reader.put("duban.journal", "reader");
            this.registrations = List.of(
                    context.registerService(Journal.class, journal, null),
                    context.registerService(Stores.class, journal.stores(), null),
                    context.registerService(DataSource.class, journal.readerDataSource(), reader));
        }

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                registrations.forEach(ServiceRegistration::unregister);
                journal.close();
            }
        }
    }
}
