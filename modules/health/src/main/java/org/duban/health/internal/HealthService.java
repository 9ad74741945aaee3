package org.duban.health.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.duban.api.calendar.Calendars;
import org.duban.api.health.Finding;
import org.duban.api.health.Health;
import org.duban.api.health.HealthReport;
import org.duban.api.journal.Journal;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.Plugins;
import org.duban.health.internal.HealthFile.Kept;
import org.duban.spi.health.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every check, its own and those of others, and keeps the report in the folder that the framework property {@code duban.dir} names;
 * without that property there is no file, and nothing is said of the disk.
 */
@Component(service = Health.class, immediate = true, configurationPid = "org.duban.health")
public final class HealthService implements Health {

    private static final Logger LOG = LoggerFactory.getLogger(HealthService.class);

    /** How long a check may take; so a report takes hardly longer. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** So many checks may be under way or hang at once; each has one call at most. */
    private static final int MAX_THREADS = 64;

    private final InstantSource clock;
    private final JournalCheck journalCheck;
    private final @Nullable HealthFile file;
    private final Config config;
    private final Instant startedAt;
    private final List<GuardedCheck> checks = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor asking = new ThreadPoolExecutor(
            0, MAX_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("duban-health-check", 5));
    private final ScheduledExecutorService keeping =
            Executors.newSingleThreadScheduledExecutor(daemons("duban-health-file", 5));
    private final ScheduledExecutorService verifying =
            Executors.newSingleThreadScheduledExecutor(daemons("duban-health-journal", Thread.MIN_PRIORITY));
    private volatile @Nullable Plugins plugins;
    private volatile @Nullable Kept lastKept;
    private boolean warned;

    /** Settings, PID {@code org.duban.health}. */
    @interface Config {
        /** Minutes after the start at which the journal is verified for the first time. */
        int verifyAfterMinutes() default 5;

        /** Hours between two verifications of the journal; 0: it is never verified. */
        int verifyEveryHours() default 24;

        /** Seconds between two writings of {@code status/health.json}; at least 1. */
        int writeEverySeconds() default 15;
    }

    @Activate
    public HealthService(
            @Reference Journal journal,
            @Reference Calendars calendars,
            @Reference InstantSource clock,
            @Reference ZoneId zone,
            BundleContext context,
            Config config) {
        this(journal, calendars, clock, zone, directory(context), config);
    }

    /** @param directory the data directory; null when there is none on this machine */
    HealthService(
            Journal journal,
            Calendars calendars,
            InstantSource clock,
            ZoneId zone,
            @Nullable Path directory,
            Config config) {
        this.clock = clock;
        this.config = config;
        this.startedAt = clock.instant();
        this.journalCheck = new JournalCheck(journal, clock, zone);
        add(JournalCheck.SUBJECT, journalCheck);
        add(CalendarCheck.SUBJECT, new CalendarCheck(calendars, clock, zone));
        if (directory == null) {
            file = null;
        } else {
            file = new HealthFile(directory);
            add(DiskCheck.SUBJECT, new DiskCheck(directory));
        }
    }

    private static @Nullable Path directory(BundleContext context) {
        String directory = context.getProperty("duban.dir");
        return directory == null ? null : Path.of(directory);
    }

    @Activate
    void start() {
        if (file != null) {
            keeping.scheduleWithFixedDelay(this::keep, 0, Math.max(1, config.writeEverySeconds()), TimeUnit.SECONDS);
        }
        if (config.verifyEveryHours() > 0) {
            verifying.scheduleWithFixedDelay(
                    journalCheck::verify,
                    config.verifyAfterMinutes(),
                    TimeUnit.HOURS.toMinutes(config.verifyEveryHours()),
                    TimeUnit.MINUTES);
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        journalCheck.stop();
        verifying.shutdownNow();
        keeping.shutdownNow();
        asking.shutdownNow();
        // What was found last stays in the file: the parts may be gone already, so they aren't asked again.
        boolean quiet = keeping.awaitTermination(2 * LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        Kept kept = lastKept;
        if (quiet && kept != null) {
            write(new Kept(
                    kept.report(), kept.plugins(), kept.pid(), kept.processStartedAt(), kept.startedAt(), false));
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCheck(HealthCheck check, Map<String, Object> properties) {
        Object name = properties.get("component.name");
        add("check/" + (name == null ? check.getClass().getName() : name), check);
    }

    void unbindCheck(HealthCheck check) {
        checks.removeIf(guarded -> guarded.guards(check));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindPlugins(Plugins service) {
        plugins = service;
    }

    void unbindPlugins(Plugins service) {
        if (plugins == service) {
            plugins = null;
        }
    }

    private void add(String subject, HealthCheck check) {
        checks.add(new GuardedCheck(subject, check, asking, LIMIT));
    }

    @Override
    public HealthReport report() {
        Map<GuardedCheck, GuardedCheck.Call> asked = new LinkedHashMap<>();
        checks.forEach(check -> asked.put(check, check.ask()));
        List<Finding> findings = new ArrayList<>();
        try {
            for (var entry : asked.entrySet()) {
                findings.addAll(entry.getKey().findings(entry.getValue()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DubanException(Problem.of(ErrorCode.STOPPED, "检查被中断", "The check was interrupted"), e);
        }
        return new HealthReport(clock.instant(), findings);
    }

    private void keep() {
        try {
            ProcessHandle process = ProcessHandle.current();
            Kept kept = new Kept(
                    report(),
                    pluginStates(),
                    process.pid(),
                    process.info().startInstant().orElse(null),
                    startedAt,
                    true);
            lastKept = kept;
            write(kept);
        } catch (RuntimeException e) { // thrown on, it would end the schedule
            if (!keeping.isShutdown()) {
                LOG.warn("the health report couldn't be kept: {}", e.toString());
            }
        }
    }

    private List<PluginStatus> pluginStates() {
        Plugins service = plugins;
        return service == null ? List.of() : service.all();
    }

    /** A file that can't be written harms nobody; it is said once until it succeeds again. */
    private void write(Kept kept) {
        HealthFile to = file;
        if (to == null) {
            return;
        }
        try {
            to.write(kept);
            warned = false;
        } catch (IOException e) {
            if (!warned) {
                LOG.warn("{} can't be written: {}", HealthFile.NAME, e.toString());
            }
            warned = true;
        }
    }

    private static ThreadFactory daemons(String name, int priority) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setPriority(priority);
            return thread;
        };
    }
}
