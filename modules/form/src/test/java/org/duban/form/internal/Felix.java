package org.duban.form.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.duban.api.DubanException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.slf4j.LoggerFactory;

/** A real framework that shares the API and SLF4J with its host, as an embedding host does; and bundles made on the fly. */
final class Felix implements AutoCloseable {

    private final Framework framework;

    Felix(Path storage) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put("felix.service.urlhandlers", "false");
        settings.put("felix.log.level", "1");
        settings.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                manifest(DubanException.class).getValue(Constants.EXPORT_PACKAGE) + ",org.slf4j;version="
                        + manifest(LoggerFactory.class).getValue(Constants.BUNDLE_VERSION));
        framework = new FrameworkFactory().newFramework(settings);
        framework.start();
    }

    Framework framework() {
        return framework;
    }

    Bundle install(String location, byte[] jar) throws BundleException {
        return framework.getBundleContext().installBundle(location, new ByteArrayInputStream(jar));
    }

    /** Installs the bundle, or the directory a bundle is built in, that a class was loaded from. */
    Bundle installBundleOf(Class<?> type) throws Exception {
        Path place = place(type);
        if (Files.isDirectory(place)) {
            return framework.getBundleContext().installBundle("reference:" + place.toUri());
        }
        try (InputStream jar = Files.newInputStream(place)) {
            return framework.getBundleContext().installBundle(place.toString(), jar);
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    /** A bundle of resources. */
    static byte[] bundle(String name, String header, Map<String, String> files) throws IOException {
        Map<String, byte[]> bytes = new HashMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return bundleOfBytes(name, header, bytes);
    }

    static byte[] bundleOfBytes(String name, String header, Map<String, byte[]> files) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        attributes.putValue(Constants.BUNDLE_VERSION, "1.0.0");
        attributes.putValue(InstalledFormTypes.HEADER, header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                jar.putNextEntry(new ZipEntry(file.getKey()));
                jar.write(file.getValue());
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
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
}
