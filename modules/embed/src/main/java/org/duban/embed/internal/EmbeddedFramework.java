package org.duban.embed.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.felix.framework.Felix;
import org.apache.felix.framework.util.FelixConstants;
import org.duban.api.DubanException;
import org.duban.api.ErrorCode;
import org.duban.api.Problem;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;

/** A Felix with the bundles this jar carries. It has no statics: any number of them live in one JVM. */
public final class EmbeddedFramework implements AutoCloseable {

    private static final Logger LOG = org.slf4j.LoggerFactory.getLogger(EmbeddedFramework.class);

    private static final String BUNDLES = "/duban/bundles/";

    private static final String PLUGINS = "org.duban.plugin";

    private static final Duration STOP_AT_MOST = Duration.ofSeconds(30);

    private static final Duration MADE_ANEW_WITHIN = Duration.ofSeconds(5);

    private final Felix felix;
    private List<Bundle> own = List.of();

    private EmbeddedFramework(Felix felix) {
        this.felix = felix;
    }

    /**
     * Starts the framework, then every bundle.
     *
     * @param storage an empty folder for the framework's copies of the bundles
     * @param properties what bundles read by {@code BundleContext.getProperty}
     * @param lent the host's services, by type, there before the first bundle starts
     * @throws DubanException {@code START_FAILED}, naming the bundle; nothing is left running then
     */
    public static EmbeddedFramework start(Path storage, Map<String, String> properties, Map<Class<?>, Object> lent) {
        Map<String, Object> configuration = new HashMap<>(properties);
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SharedPackages.header());
        // One JVM has one place for URL handlers: it is the host's.
        configuration.put(FelixConstants.SERVICE_URLHANDLERS_PROP, "false");
        // Or a bundle would see by accident, from some threads, what it doesn't import.
        configuration.put(FelixConstants.IMPLICIT_BOOT_DELEGATION_PROP, "false");
        // The resolver's threads would outlive the framework by a minute, and keep the bundles' classes that long.
        configuration.put(FelixConstants.RESOLVER_PARALLELISM, "1");
        configuration.put(FelixConstants.LOG_LOGGER_PROP, new FrameworkLog());
        configuration.put(FelixConstants.LOG_LEVEL_PROP, "2");
        // A component is made once and kept, even while nobody holds it.
        configuration.put("ds.delayed.keepInstances", "true");

        EmbeddedFramework framework = new EmbeddedFramework(new Felix(configuration));
        try {
            framework.start(lent);
            return framework;
        } catch (Throwable e) {
            framework.close();
            throw e;
        }
    }

    private void start(Map<Class<?>, Object> lent) {
        try {
            felix.init();
            felix.getBundleContext()
                    .registerService(
                            new String[] {LoggerFactory.class.getName(), LogService.class.getName()},
                            new BundleLog(),
                            null);
            lent.forEach(this::lend);
            own = install();
            felix.start();
            for (Bundle bundle : own) {
                start(bundle);
            }
        } catch (BundleException e) {
            throw failed("OSGi 框架", e);
        }
    }

    private <T> void lend(Class<T> type, Object service) {
        felix.getBundleContext().registerService(type, type.cast(service), null);
    }

    private List<Bundle> install() throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (String jar : index()) {
            try (InputStream in = resource(jar)) {
                bundles.add(felix.getBundleContext().installBundle("duban:" + jar, in));
            } catch (IOException e) {
                throw new UncheckedIOException(jar, e);
            }
        }
        return bundles;
    }

    private static List<String> index() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(resource("index.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("index.txt", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = EmbeddedFramework.class.getResourceAsStream(BUNDLES + name);
        if (in == null) {
            throw new IllegalStateException("duban-embed is incomplete: " + BUNDLES + name + " is missing");
        }
        return in;
    }

    private static void start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            throw failed("组件包 " + bundle.getSymbolicName(), e);
        }
    }

    /**
     * A service.
     *
     * @throws DubanException {@code START_FAILED} when nothing offers it, naming the component that should and why it doesn't
     */
    public <T> T service(Class<T> type) {
        T service = find(type);
        if (service != null) {
            return service;
        }
        List<Problem> problems = new ArrayList<>(componentProblems());
        if (problems.isEmpty()) {
            problems.add(problem("服务 " + type.getName(), "没有组件提供此服务"));
        }
        throw new DubanException(problems, null);
    }

    /**
     * The service of a type as it is whenever it is asked for; waits a moment while its part is made anew.
     *
     * @return gives null when there is none
     * @throws DubanException {@code START_FAILED} when there is none now, naming the component that should offer it and why it doesn't
     */
    public <T> Supplier<@Nullable T> current(Class<T> type) {
        waitWhile(() -> find(type) == null);
        service(type);
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(felix.getBundleContext(), type.getName(), null);
        // As in find: all services of that name, whoever else has a class of it.
        tracker.open(true);
        return () -> {
            Object service = tracker.getService();
            try {
                return type.cast(service != null ? service : tracker.waitForService(MADE_ANEW_WITHIN.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        };
    }

    /**
     * Every component must be able to work: a part that is missing quietly is worse than a start refused.
     *
     * @throws DubanException {@code START_FAILED}, a problem for each component that failed or lacks something
     */
    public void requireEveryComponent() {
        waitWhile(() -> !check().faults().isEmpty());
        List<Problem> problems = componentProblems();
        if (!problems.isEmpty()) {
            throw new DubanException(problems, null);
        }
    }

    /** Waits a moment while components only wait for one another, as when one is made anew with another configuration. */
    private void waitWhile(BooleanSupplier missing) {
        long end = System.nanoTime() + MADE_ANEW_WITHIN.toNanos();
        try {
            while (missing.getAsBoolean()
                    && System.nanoTime() < end
                    && check().faults().stream().allMatch(ComponentCheck.Fault::consequence)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ComponentCheck check() {
        return new ComponentCheck(felix.getBundleContext(), own);
    }

    private List<Problem> componentProblems() {
        return check().faults().stream()
                .map(fault -> problem("组件 " + fault.component() + "（" + fault.bundle() + "）", fault.reason()))
                .toList();
    }

    /** Where bundles and services are looked up; the system bundle's own. */
    BundleContext context() {
        return felix.getBundleContext();
    }

    private <T> @Nullable T find(Class<T> type) {
        BundleContext context = felix.getBundleContext();
        try {
            // Not getServiceReference(type): it looks at all types of a service, and one of them may be another class
            // to a host that has the bundle's jar on its class path too.
            ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), null);
            return found == null ? null : type.cast(context.getService(found[0]));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    /** Stops what follows the plugins folder, and with it every plugin; waits for hanging ones no longer than it does. */
    public void stopPlugins() throws BundleException {
        for (Bundle bundle : own) {
            if (bundle.getSymbolicName().equals(PLUGINS)) {
                bundle.stop();
            }
        }
    }

    /** Stops every bundle and waits until the framework is done, but not for ever. Idempotent. */
    @Override
    public void close() {
        try {
            felix.stop();
            if (felix.waitForStop(STOP_AT_MOST.toMillis()).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                LOG.warn("The framework hasn't stopped within {} s", STOP_AT_MOST.toSeconds());
            }
        } catch (BundleException e) {
            LOG.warn("The framework could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DubanException failed(String part, BundleException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        return new DubanException(problem(part, String.valueOf(reason.getMessage())), e);
    }

    private static Problem problem(String part, String reason) {
        return Problem.of(
                ErrorCode.START_FAILED,
                "督办系统未能启动：" + part + "：" + reason,
                "Duban could not be started: " + part + ": " + reason);
    }
}
