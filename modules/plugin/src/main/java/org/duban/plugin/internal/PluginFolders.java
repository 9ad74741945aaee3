package org.duban.plugin.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.api.health.Finding;
import org.duban.api.health.Finding.Status;
import org.duban.api.journal.Journal;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.api.plugin.Plugins;
import org.duban.plugin.internal.HotFolder.Look;
import org.duban.spi.health.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the plugins folder (framework property {@code duban.plugins.dir}) and the configuration folder ({@code duban.config.dir}).
 * Plugins are started once a journal is open, or at once in a trial ({@code duban.plugins.trial}). Thread-safe: one thread at a time looks and acts.
 */
@Component(
        service = {Plugins.class, HealthCheck.class},
        immediate = true)
public final class PluginFolders implements Plugins, HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);

    static final String FOLDER = "duban.plugins.dir";
    static final String CONFIGURATION = "duban.config.dir";

    /** {@code true} where there will never be a journal: in a framework of its own that plugins are tried in. */
    static final String TRIAL = "duban.plugins.trial";

    private static final String JAR = ".jar";
    private static final String JSON = ".json";

    /** Between looks: two of them, and what is complete is in use, well within two seconds. */
    private static final Duration PERIOD = Duration.ofMillis(300);

    /** A file that hasn't changed for so long is taken to be complete. */
    private static final Duration QUIET = Duration.ofMillis(250);

    /** Between the looks of somebody who doesn't want to wait, and how long he does while files go on changing. */
    private static final Duration SCAN_PERIOD = Duration.ofMillis(50);

    private static final Duration SCAN_AT_MOST = Duration.ofSeconds(3);

    /** So long the code of a plugin is waited for when it is started or stopped, in milliseconds; 10,000 when not set. */
    static final String LIMIT_MILLIS = "duban.plugins.limitMillis";

    private static final int REASONS_SHOWN = 3;

    private final BundleContext context;
    private final boolean trial;
    private final HotFolder plugins;
    private final HotFolder settings;
    private final FormTypes formTypes;
    private final StatusBoard board;
    private final BundleFiles bundles;
    private final FormFiles forms;
    private final ConfigurationFiles configurations;
    private final ReentrantLock acting = new ReentrantLock();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;

    /** What the last look failed with, so that it is told once. */
    private String trouble = "";

    /** Made by the framework. */
    @Activate
    public PluginFolders(
            BundleContext context,
            @Reference FormTypes formTypes,
            @Reference ConfigurationAdmin admin,
            @Reference MetaTypeService metaTypes,
            @Reference ServiceComponentRuntime runtime,
            @Reference InstantSource clock) {
        Path folder = path(context, FOLDER);
        plugins = new HotFolder(folder, Set.of(JAR, JSON), QUIET, System::nanoTime);
        settings =
                new HotFolder(path(context, CONFIGURATION), Set.of(ConfigurationFiles.ENDING), QUIET, System::nanoTime);
        this.context = context;
        trial = Boolean.parseBoolean(context.getProperty(TRIAL));
        this.formTypes = formTypes;
        board = new StatusBoard(clock);
        Components components = new Components(runtime);
        String limit = context.getProperty(LIMIT_MILLIS);
        bundles = new BundleFiles(
                context,
                plugins,
                components,
                formTypes,
                board,
                Duration.ofMillis(limit == null ? 10_000 : Long.parseLong(limit)));
        forms = new FormFiles(context, folder == null ? "plugins" : folder.toString(), plugins, formTypes, board);
        configurations = new ConfigurationFiles(
                settings, admin, new Declarations(context, metaTypes), components, board, System::getenv);
        bundles.begin();
        thread = new Thread(this::follow, "duban-plugins");
        thread.setDaemon(true);
        thread.start();
    }

    private static @Nullable Path path(BundleContext context, String property) {
        String path = context.getProperty(property);
        return path == null || path.isBlank() ? null : Path.of(path);
    }

    private void follow() {
        try {
            do {
                pass();
            } while (!ending.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, so the plugins folder is no longer followed");
        }
    }

    /** One look at both folders and what follows from it; whether everything found had settled. */
    private boolean pass() {
        acting.lock();
        try {
            if (ending.getCount() == 0) {
                return true;
            }
            Look found = plugins.look();
            Look files = settings.look();
            bundles.follow(found.only(JAR));
            forms.follow(found.only(JSON));
            // Before the bundles are started, so that they find their configuration.
            configurations.follow(files);
            // A Duban that is refused, because another one has its data directory, must not have run a plugin.
            if (trial || context.getServiceReference(Journal.class) != null) {
                bundles.start();
            }
            bundles.report();
            forms.report();
            configurations.report();
            trouble = "";
            return found.changing().isEmpty() && files.changing().isEmpty();
        } catch (IOException | RuntimeException e) {
            if (!trouble.equals(e.toString())) {
                trouble = e.toString();
                LOG.error("The plugins folder can't be followed", e);
            }
            return true;
        } finally {
            acting.unlock();
        }
    }

    @Override
    public List<PluginStatus> all() {
        return board.all();
    }

    @Override
    public void scan() {
        long begin = System.nanoTime();
        try {
            while (!pass() && System.nanoTime() - begin < SCAN_AT_MOST.toNanos()) {
                TimeUnit.NANOSECONDS.sleep(SCAN_PERIOD.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Finding> check() {
        List<PluginStatus> all = board.all();
        List<String> reasons = all.stream()
                .filter(plugin -> plugin.state() == State.REFUSED || plugin.state() == State.WAITING)
                .map(plugin -> plugin.file() + " " + plugin.state().zh() + "：" + plugin.reason())
                .toList();
        long active = all.stream().filter(p -> p.state() == State.ACTIVE).count();
        Finding files = new Finding(
                "plugins",
                reasons.isEmpty() ? Status.OK : Status.WARN,
                reasons.isEmpty() ? "使用中 " + active + " 个" : first(reasons),
                Map.of("active", Long.toString(active), "notInUse", Integer.toString(reasons.size())));
        List<FormTypeFault> faults = formTypes.faults();
        List<String> mistakes = faults.stream()
                .map(fault -> fault.source() + " " + fault.file() + "：" + fault.reason())
                .toList();
        Finding types = new Finding(
                "forms",
                mistakes.isEmpty() ? Status.OK : Status.WARN,
                mistakes.isEmpty() ? "事项类型 " + formTypes.all().size() + " 种" : first(mistakes),
                Map.of("faults", Integer.toString(mistakes.size())));
        return List.of(files, types);
    }

    private static String first(List<String> reasons) {
        String first = String.join("；", reasons.subList(0, Math.min(REASONS_SHOWN, reasons.size())));
        return reasons.size() <= REASONS_SHOWN ? first : first + "；等 " + reasons.size() + " 处";
    }

    /** Takes everything back; a plugin that doesn't stop keeps nobody waiting for longer than the limit. */
    @Deactivate
    void end() {
        ending.countDown();
        bundles.startNoMore();
        acting.lock();
        try {
            bundles.end();
            forms.end();
            configurations.end();
        } finally {
            acting.unlock();
        }
    }
}
