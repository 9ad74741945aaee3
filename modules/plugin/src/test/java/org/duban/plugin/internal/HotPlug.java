package org.duban.plugin.internal;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.duban.api.DubanException;
import org.duban.api.form.FormTypes;
import org.duban.api.journal.Journal;
import org.duban.api.plugin.PluginStatus;
import org.duban.api.plugin.PluginStatus.State;
import org.duban.api.plugin.Plugins;
import org.duban.spi.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.LoggerFactory;

/** A real framework with the module, form types and what they need, and the two folders that are followed. */
final class HotPlug implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    /** A class of each bundle. */
    private static final List<String> BUNDLES = List.of(
            "com.fasterxml.jackson.annotation.JsonInclude",
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "org.osgi.util.function.Function",
            "org.osgi.util.promise.Promise",
            "org.osgi.service.component.ComponentConstants",
            "org.apache.felix.scr.info.ScrInfo",
            "org.apache.felix.cm.PersistenceManager",
            "org.apache.felix.metatype.MetaDataReader",
            "org.duban.form.internal.FormTypesService",
            "org.duban.plugin.internal.PluginFolders");

    final Path plugins;
    final Path config;
    private final Framework framework;
    private final ServiceTracker<Plugins, Plugins> service;

    HotPlug(Path folder, long limitMillis) throws Exception {
        this(folder, limitMillis, false);
    }

    HotPlug(Path folder, long limitMillis, boolean trial) throws Exception {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        config = Files.createDirectories(folder.resolve("config"));
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("osgi").toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put("felix.service.urlhandlers", "false");
        settings.put("felix.log.level", "1");
        settings.put("ds.delayed.keepInstances", "true");
        settings.put(PluginFolders.FOLDER, plugins.toString());
        settings.put(PluginFolders.CONFIGURATION, config.toString());
        settings.put(PluginFolders.LIMIT_MILLIS, Long.toString(limitMillis));
        settings.put(PluginFolders.TRIAL, Boolean.toString(trial));
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                manifest(DubanException.class).getValue(Constants.EXPORT_PACKAGE) + ",org.slf4j;version="
                        + manifest(LoggerFactory.class).getValue(Constants.BUNDLE_VERSION)
                        + ",org.osgi.service.log;version=1.5");
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        context().registerService(InstantSource.class, InstantSource.fixed(NOW), null);
        List<Bundle> bundles = new ArrayList<>();
        for (String type : BUNDLES) {
            bundles.add(install(Class.forName(type)));
        }
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        service = new ServiceTracker<>(context(), Plugins.class, null);
        service.open();
        assertNotNull(service.waitForService(10_000), "the component doesn't start");
    }

    /** With an open journal, as it is from the moment Duban has started. */
    static HotPlug started(Path folder) throws Exception {
        HotPlug hotPlug = new HotPlug(folder, 10_000);
        hotPlug.openJournal();
        return hotPlug;
    }

    void openJournal() {
        // Only that there is one counts: a call would throw.
        Object journal = Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> false;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        context().registerService(Journal.class, (Journal) journal, null);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Plugins plugins() {
        return Objects.requireNonNull(service.getService());
    }

    /** Puts a file into the plugins folder, whole at once, and has it noticed. */
    PluginStatus drop(String file, byte[] content) throws IOException {
        return drop(plugins.resolve(file), content);
    }

    PluginStatus drop(String file, String content) throws IOException {
        return drop(plugins.resolve(file), content.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a file into the configuration folder and has it noticed. */
    PluginStatus configure(String file, String content) throws IOException {
        return drop(config.resolve(file), content.getBytes(StandardCharsets.UTF_8));
    }

    private PluginStatus drop(Path target, byte[] content) throws IOException {
        Path part = Files.write(target.resolveSibling("." + target.getFileName() + ".part"), content);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        return seen(target.getFileName().toString());
    }

    PluginStatus remove(Path file) throws IOException {
        Files.delete(file);
        return seen(file.getFileName().toString());
    }

    /** What is said of a file after a scan. */
    PluginStatus seen(String file) {
        plugins().scan();
        return plugins().find(file).orElseThrow(() -> new AssertionError("nothing is said of " + file));
    }

    boolean is(String file, State state) {
        return plugins().find(file).filter(status -> status.state() == state).isPresent();
    }

    FormTypes formTypes() {
        return Objects.requireNonNull(
                context().getService(Objects.requireNonNull(context().getServiceReference(FormTypes.class))));
    }

    /** What the sample channel that is offered now would be sent with; empty when none is. */
    Optional<String> channel() {
        return Optional.ofNullable(context().getServiceReference(Channel.class))
                .map(context()::getService)
                .map(Object::toString);
    }

    @Nullable
    ServiceReference<Channel> channelReference() {
        return context().getServiceReference(Channel.class);
    }

    List<String> pluginBundles() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(BundleFiles.LOCATION))
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .toList();
    }

    Bundle bundle(String name) {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private Bundle install(Class<?> type) throws Exception {
        Path place = place(type);
        if (Files.isDirectory(place)) {
            return context().installBundle("reference:" + place.toUri());
        }
        try (InputStream jar = Files.newInputStream(place)) {
            return context().installBundle(place.toString(), jar);
        }
    }

    private static Path place(Class<?> type) throws Exception {
        URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        return Path.of(place);
    }

    private static Attributes manifest(Class<?> type) throws Exception {
        Path place = place(type);
        if (Files.isDirectory(place)) {
            try (InputStream in = Files.newInputStream(place.resolve(JarFile.MANIFEST_NAME))) {
                return new Manifest(in).getMainAttributes();
            }
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(60_000);
    }
}
