package org.duban.journal.internal;

import static org.duban.journal.internal.Fixtures.append;
import static org.duban.journal.internal.Fixtures.reminded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.felix.framework.FrameworkFactory;
import org.duban.api.DubanException;
import org.duban.api.journal.Journal;
import org.duban.api.journal.JournalFactory.OpenJournal;
import org.duban.api.journal.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The services of a real registry. */
class SqliteJournalFactoryTest {

    @TempDir
    Path directory;

    @TempDir
    Path cache;

    private Framework framework;
    private BundleContext context;
    private SqliteJournalFactory factory;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", cache.toString()));
        framework.start();
        context = framework.getBundleContext();
        factory = new SqliteJournalFactory(context);
    }

    @AfterEach
    void stop() throws Exception {
        factory.closeAll();
        framework.stop();
        framework.waitForStop(0);
    }

    private ServiceReference<?> journals() {
        return context.getServiceReference(Journal.class);
    }

    @Test
    void an_open_journal_and_its_reader_are_services_until_it_is_closed() throws Exception {
        OpenJournal open = factory.open(directory);

        assertSame(open.journal(), context.getService(journals()));
        assertNotNull(context.getServiceReference(Stores.class));
        ServiceReference<DataSource> reader = context.getServiceReferences(DataSource.class, "(duban.journal=reader)")
                .iterator()
                .next();
        try (Connection connection = context.getService(reader).getConnection()) {
            assertTrue(connection.isReadOnly());
        }

        open.close();
        open.close();

        assertNull(journals());
        assertNull(context.getServiceReference(Stores.class));
        assertEquals(0, context.getServiceReferences(DataSource.class, null).size());
        assertThrows(DubanException.class, () -> open.journal().feed(0, 1));
        factory.open(directory).close();
    }

    @Test
    void a_directory_that_can_not_be_opened_leaves_no_service() {
        OpenJournal open = factory.open(directory);

        assertThrows(DubanException.class, () -> factory.open(directory));

        assertNotNull(journals());
        open.journal().append(append("m1", 0, reminded("一")));
    }

    @Test
    void a_bundle_that_is_stopped_lets_go_of_the_directory() {
        OpenJournal open = factory.open(directory);
        open.journal().append(append("m1", 0, reminded("一")));

        factory.closeAll();

        assertNull(journals());
        try (SqliteJournal again = SqliteJournal.open(directory)) {
            assertEquals(1, again.head());
        }
    }
}
