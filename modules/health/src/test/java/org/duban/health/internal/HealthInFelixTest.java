package org.duban.health.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.duban.api.DubanException;
import org.duban.api.calendar.Calendars;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.health.Health;
import org.duban.api.journal.Journal;
import org.duban.calendar.internal.CalendarService;
import org.duban.journal.internal.SqliteJournal;
import org.duban.spi.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentConstants;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;
import org.slf4j.LoggerFactory;

/** The built bundle in a real framework, with checks that come and go. */
class HealthInFelixTest {

    @TempDir
    Path directory;

    private Framework framework;
    private SqliteJournal journal;
    private Bundle bundle;

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, directory.resolve("bundles").toString());
        settings.put("felix.service.urlhandlers", "false");
        settings.put("felix.log.level", "1");
        settings.put("duban.dir", directory.resolve("data").toString());
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                manifest(DubanException.class).getValue(Constants.EXPORT_PACKAGE) + ",org.slf4j;version="
                        + manifest(LoggerFactory.class).getValue(Constants.BUNDLE_VERSION));
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        for (Class<?> of : List.of(
                Function.class,
                Promise.class,
                ComponentConstants.class,
                ScrInfo.class,
                JsonProperty.class,
                JsonFactory.class,
                ObjectMapper.class)) {
            install(of).start();
        }
        journal = SqliteJournal.open(directory.resolve("data"));
        BundleContext host = framework.getBundleContext();
        host.registerService(Journal.class, journal, null);
        host.registerService(Calendars.class, new CalendarService(), null);
        host.registerService(InstantSource.class, InstantSource.system(), null);
        host.registerService(ZoneId.class, ZoneId.of("Asia/Shanghai"), null);
        bundle = install(HealthService.class);
        bundle.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
        journal.close();
    }

    @Test
    @DisplayName("装上就有报告和文件，检查随服务来去，停下就说停下")
    void itReportsFromTheMomentItStartsUntilItIsStopped() throws Exception {
        BundleContext host = framework.getBundleContext();
        await().until(() -> host.getServiceReference(Health.class) != null);
        Health health = host.getService(host.getServiceReference(Health.class));
        HealthFile file = new HealthFile(directory.resolve("data"));
        await().until(() -> file.read().filter(HealthFile.Kept::alive).isPresent());

        HealthCheck check = () -> List.of(Finding.of("channel/mail", Status.OK, "正常"));
        ServiceRegistration<HealthCheck> registration = host.registerService(HealthCheck.class, check, null);
        await().until(() -> subjects(health).equals(List.of("calendar", "channel/mail", "disk", "journal")));
        registration.unregister();
        await().until(() -> subjects(health).equals(List.of("calendar", "disk", "journal")));

        bundle.stop();
        assertFalse(file.read().orElseThrow().running());
        assertEquals(
                List.of("calendar", "disk", "journal"),
                file.read().orElseThrow().report().findings().stream()
                        .map(Finding::subject)
                        .toList());
    }

    private static List<String> subjects(Health health) {
        return health.report().findings().stream().map(Finding::subject).toList();
    }

    /** Installs the bundle, or the directory a bundle is built in, that a class was loaded from. */
    private Bundle install(Class<?> type) throws Exception {
        Path place = place(type);
        if (Files.isDirectory(place)) {
            return framework.getBundleContext().installBundle("reference:" + place.toUri());
        }
        try (InputStream jar = Files.newInputStream(place)) {
            return framework.getBundleContext().installBundle(place.toString(), jar);
        }
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Attributes manifest(Class<?> type) throws Exception {
        try (JarFile jar = new JarFile(place(type).toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }
}
