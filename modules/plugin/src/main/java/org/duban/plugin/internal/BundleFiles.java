package org.duban.plugin.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.duban.api.form.FormTypeFault;
import org.duban.api.form.FormTypes;
import org.duban.api.plugin.PluginStatus.Kind;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.plugin.internal.HotFolder.Look;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder's jars as bundles. The folder says what is in use: a file that can't be used puts nothing in the place of what it was
 * before. Used by one thread at a time, which never waits longer than the limit for a plugin's code.
 */
final class BundleFiles {

    private static final Logger LOG = LoggerFactory.getLogger(BundleFiles.class);

    /** Where our bundles come from; the rest is the file's name. */
    static final String LOCATION = "duban-plugin:";

    private final BundleContext context;
    private final FrameworkWiring wiring;
    private final HotFolder folder;
    private final Components components;
    private final FormTypes formTypes;
    private final StatusBoard board;
    private final Duration limit;

    private final Map<String, Jar> jars = new TreeMap<>();

    /** What was installed when bundles were last resolved: as long as that stays the same, so does what can't be resolved. */
    private Set<String> resolvedAmong = Set.of();

    private volatile boolean ending;

    BundleFiles(
            BundleContext context,
            HotFolder folder,
            Components components,
            FormTypes formTypes,
            StatusBoard board,
            Duration limit) {
        this.context = context;
        this.wiring = Objects.requireNonNull(
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class));
        this.folder = folder;
        this.components = components;
        this.formTypes = formTypes;
        this.board = board;
        this.limit = limit;
    }

    /** A file and the bundle that was made of it. */
    private static final class Jar {
        final String file;

        @Nullable
        Fingerprint taken;

        @Nullable
        Bundle bundle;

        String id = "";
        String version = "";

        /** Why no bundle was made of the file; empty when one was. */
        String refusal = "";

        /** The bundles among which its name was taken already; empty when it wasn't. */
        Set<String> secondAmong = Set.of();

        /** Has to be started once it is resolved. */
        boolean toStart;

        /** Why it could not be started; empty when it could. */
        String startFailure = "";

        /** A call of its code that hasn't come back in time; until it does nothing else is done with it. */
        @Nullable
        BoundedCall underWay;

        /** What that call does. */
        String doing = "";

        Jar(String file) {
            this.file = file;
        }

        boolean isBusy() {
            return underWay != null && !underWay.isDone();
        }
    }

    /** Uninstalls what an earlier run left behind. */
    void begin() {
        for (Bundle bundle : context.getBundles()) {
            if (isPlugin(bundle)) {
                try {
                    bundle.uninstall();
                } catch (BundleException e) {
                    LOG.warn("{} of an earlier run can't be uninstalled", bundle, e);
                }
            }
        }
    }

    /** Installs, replaces, removes; resolves what can be. */
    void follow(Look look) {
        jars.values().forEach(BundleFiles::settle);
        for (Jar jar : List.copyOf(jars.values())) {
            if (look.isGone(jar.file) && !jar.isBusy() && discard(jar)) {
                jars.remove(jar.file);
                board.removed(Kind.BUNDLE, jar.file);
            }
        }
        look.settled().forEach((file, fingerprint) -> {
            Jar jar = jars.computeIfAbsent(file, Jar::new);
            boolean second = !jar.secondAmong.isEmpty() && !jar.secondAmong.equals(installed());
            if (!jar.isBusy() && (second || !fingerprint.equals(jar.taken))) {
                take(jar, fingerprint);
            }
        });
        resolve();
    }

    /** Starts what is resolved and new. */
    void start() {
        for (Jar jar : jars.values()) {
            Bundle bundle = jar.bundle;
            if (!ending && jar.toStart && !jar.isBusy() && bundle != null && bundle.getState() == Bundle.RESOLVED) {
                jar.toStart = false;
                jar.startFailure = "";
                call(jar, "启动", () -> bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY));
            }
        }
    }

    /** Says how each one is. */
    void report() {
        List<FormTypeFault> faults = formTypes.faults();
        for (Jar jar : jars.values()) {
            settle(jar);
            if (jar.isBusy()) {
                put(jar, State.WAITING, jar.doing + "已超过 " + limit.toMillis() + " 毫秒，插件还没有返回");
            } else if (jar.taken != null) {
                report(jar, faults);
            }
        }
    }

    private void report(Jar jar, List<FormTypeFault> faults) {
        Bundle bundle = jar.bundle;
        if (bundle == null) {
            put(jar, State.REFUSED, jar.refusal);
        } else if (bundle.getState() == Bundle.INSTALLED) {
            jar.toStart = true; // as soon as it can be resolved
            List<String> missing = Requirements.missing(bundle, wiring);
            put(jar, State.REFUSED, missing.isEmpty() ? "所需的包互相冲突，不能一起使用" : Refusal.joined(missing));
        } else if (!jar.startFailure.isEmpty()) {
            put(jar, State.REFUSED, jar.startFailure);
        } else if (bundle.getState() == Bundle.RESOLVED) {
            put(jar, State.WAITING, jar.toStart ? "督办系统就绪后启用" : "已被停用");
        } else {
            Components.Condition condition = components.of(bundle);
            if (!condition.failed().isEmpty()) {
                put(jar, State.REFUSED, Refusal.joined(condition.failed()));
            } else if (!condition.waiting().isEmpty()) {
                put(jar, State.WAITING, Refusal.joined(condition.waiting()));
            } else {
                String source = bundle.getSymbolicName() + " " + bundle.getVersion();
                put(
                        jar,
                        State.ACTIVE,
                        Refusal.joined(faults.stream()
                                .filter(fault -> fault.source().equals(source))
                                .map(fault -> fault.file() + "：" + fault.reason())
                                .toList()));
            }
        }
    }

    private void put(Jar jar, State state, String reason) {
        board.put(Kind.BUNDLE, jar.file, jar.id, jar.version, state, reason);
    }

    private void take(Jar jar, Fingerprint fingerprint) {
        // A copy: what is checked is what is installed, and the file can be written to meanwhile.
        File copy = Objects.requireNonNull(context.getDataFile("incoming.jar"), "the framework keeps files");
        String before = jar.bundle == null ? "" : "；原来的 " + jar.version + " 已停用";
        try {
            Path file = folder.file(jar.file);
            Files.copy(file, copy.toPath(), StandardCopyOption.REPLACE_EXISTING);
            if (!fingerprint.equals(Fingerprint.of(file)) || !discard(jar)) {
                return; // a later look takes it
            }
            if (!fingerprint.equals(jar.taken)) {
                jar.taken = fingerprint;
                board.renewed(Kind.BUNDLE, jar.file);
            }
            install(jar, copy.toPath());
        } catch (Refusal e) {
            jar.refusal = e.reason() + before;
        } catch (IOException e) {
            jar.taken = fingerprint;
            jar.refusal = Refusal.of(e).reason() + before;
        } finally {
            delete(copy);
        }
    }

    private void install(Jar jar, Path copy) throws Refusal, IOException {
        jar.id = "";
        jar.version = "";
        jar.refusal = "";
        jar.secondAmong = Set.of();
        jar.startFailure = "";
        JarCheck content = JarCheck.of(copy);
        jar.id = content.symbolicName();
        jar.version = content.version().toString();
        refuseSecond(jar);
        try (InputStream in = Files.newInputStream(copy)) {
            jar.bundle = context.installBundle(LOCATION + jar.file, in);
        } catch (BundleException e) {
            throw new Refusal("无法安装：" + Refusal.said(e), e);
        }
        List<String> misfits = Requirements.misfits(
                jar.bundle,
                Arrays.stream(context.getBundles())
                        .filter(bundle -> !isPlugin(bundle))
                        .toList());
        if (!misfits.isEmpty()) {
            discard(jar);
            throw new Refusal(Refusal.joined(misfits));
        }
        jar.toStart = true;
    }

    private void refuseSecond(Jar jar) throws Refusal {
        for (Bundle other : context.getBundles()) {
            if (jar.id.equals(other.getSymbolicName())) {
                jar.secondAmong = installed();
                throw new Refusal(
                        isPlugin(other)
                                ? "与 " + other.getLocation().substring(LOCATION.length()) + " 同名（" + jar.id
                                        + "），请删除其中一个"
                                : "与系统中的组件包同名（" + jar.id + " " + other.getVersion() + "）");
            }
        }
    }

    /** Stops and uninstalls a file's bundle; false when its code doesn't come back. */
    private boolean discard(Jar jar) {
        Bundle bundle = jar.bundle;
        if (bundle != null && bundle.getState() != Bundle.UNINSTALLED && !call(jar, "停用", bundle::uninstall)) {
            jar.taken = null; // to be taken again once it is gone
            return false;
        }
        jar.bundle = null;
        refresh(wiring.getRemovalPendingBundles());
        return true;
    }

    /** Has the plugins that use packages of removed ones look for others. */
    private void refresh(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(bundles, event -> done.countDown());
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Plugins that used {} don't let it go", bundles);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void resolve() {
        Set<String> installed = installed();
        List<Bundle> unresolved = jars.values().stream()
                .map(jar -> jar.bundle)
                .filter(bundle -> bundle != null && bundle.getState() == Bundle.INSTALLED)
                .toList();
        if (!installed.equals(resolvedAmong) && !unresolved.isEmpty()) {
            wiring.resolveBundles(unresolved);
        }
        resolvedAmong = installed;
    }

    /** Every bundle of the framework with its last change. */
    private Set<String> installed() {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.getBundleId() + "@" + bundle.getLastModified())
                .collect(Collectors.toSet());
    }

    /** Calls what runs a plugin's code; false when it hasn't come back in time. */
    private boolean call(Jar jar, String doing, BoundedCall.Action action) {
        BundleWiring wired = jar.bundle == null ? null : jar.bundle.adapt(BundleWiring.class);
        jar.doing = doing;
        jar.underWay =
                new BoundedCall("duban-plugin-" + jar.file, wired == null ? null : wired.getClassLoader(), action);
        boolean done = jar.underWay.await(limit);
        settle(jar);
        return done;
    }

    /** Takes note of how a call ended. */
    private static void settle(Jar jar) {
        BoundedCall call = jar.underWay;
        if (call != null && call.isDone()) {
            jar.underWay = null;
            Throwable failure = call.failure();
            if (failure != null) {
                jar.startFailure = jar.doing + "失败：" + Refusal.said(failure);
            }
        }
    }

    /** Starts no more; from any thread. */
    void startNoMore() {
        ending = true;
    }

    /** Stops all, side by side; those that don't stop within the limit are left to themselves. */
    void end() {
        long deadline = System.nanoTime() + limit.toNanos();
        List<BoundedCall> calls = new ArrayList<>();
        for (Jar jar : jars.values()) {
            Bundle bundle = jar.bundle;
            if (jar.underWay != null) {
                jar.underWay.interrupt();
            }
            if (bundle != null) {
                calls.add(new BoundedCall("duban-plugin-" + jar.file, null, bundle::uninstall));
            }
        }
        for (BoundedCall call : calls) {
            if (!call.await(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                LOG.warn("A plugin doesn't stop; its thread is left behind");
                call.interrupt();
            }
        }
    }

    private static boolean isPlugin(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    private static void delete(File copy) {
        try {
            Files.deleteIfExists(copy.toPath());
        } catch (IOException e) {
            LOG.warn("{} can't be deleted", copy, e);
        }
    }
}
