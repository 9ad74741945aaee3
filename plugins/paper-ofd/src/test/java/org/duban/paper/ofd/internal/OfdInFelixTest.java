package org.duban.paper.ofd.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.duban.spi.paper.Pages;
import org.duban.spi.paper.Pages.Sheet;
import org.duban.spi.paper.Pages.Text;
import org.duban.spi.paper.Pages.Typeface;
import org.duban.spi.paper.PaperRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The bundle as it is dropped in: in a real framework, with nothing of OFD on the host's side. */
class OfdInFelixTest {

    @TempDir
    Path folder;

    @Test
    void dropped_into_a_framework_it_offers_ofd_and_writes_it() throws Exception {
        Framework felix = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.duban.spi.paper;version=1.0.0,org.slf4j;version=1.7.36,org.slf4j.spi;version=1.7.36",
                        "felix.service.urlhandlers",
                        "false"));
        felix.start();
        try {
            List<Bundle> bundles = new ArrayList<>();
            for (Class<?> inside : List.of(
                    org.osgi.util.function.Function.class,
                    org.osgi.util.promise.Promise.class,
                    org.osgi.service.component.ComponentConstants.class,
                    org.apache.felix.scr.info.ScrInfo.class)) {
                bundles.add(felix.getBundleContext()
                        .installBundle(inside.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()));
            }
            Bundle plugin =
                    felix.getBundleContext().installBundle(bundle().toUri().toString());
            bundles.add(plugin);
            for (Bundle bundle : bundles) {
                bundle.start();
            }
            assertNull(plugin.getHeaders().get(Constants.EXPORT_PACKAGE));
            ServiceReference<?> reference = await().until(
                            () -> felix.getBundleContext().getServiceReference(PaperRenderer.class.getName()),
                            Objects::nonNull);
            PaperRenderer renderer = (PaperRenderer) felix.getBundleContext().getService(reference);
            assertEquals("ofd", renderer.format());
            Path font = folder.resolve("wqy.ttf");
            try (InputStream in =
                    Objects.requireNonNull(getClass().getResourceAsStream("/fonts/WenQuanZhengHei.ttf"))) {
                Files.copy(in, font);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            renderer.render(
                    new Pages(
                            "通报",
                            "",
                            List.of(new Typeface("文泉驿正黑", font, 0)),
                            List.of(new Sheet(
                                    210, 297, List.of(new Text(0, 5, false, 0, 28, 45, "通报", List.of(5.0, 5.0)))))),
                    out);
            byte[] head = Arrays.copyOf(out.toByteArray(), 2);
            assertEquals("PK", new String(head, java.nio.charset.StandardCharsets.US_ASCII));
            assertTrue(out.size() > 2_000, "only " + out.size() + " bytes");
        } finally {
            felix.stop();
            felix.waitForStop(10_000);
        }
    }

    /** The bundle the build made so far: its classes with the manifest and the jars inside. */
    private Path bundle() throws Exception {
        Path classes = Path.of(OfdRenderer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = folder.resolve("paper-ofd.jar");
        Path manifestFile = classes.resolve(JarFile.MANIFEST_NAME);
        Manifest manifest;
        try (InputStream in = Files.newInputStream(manifestFile)) {
            manifest = new Manifest(in);
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest)) {
            Files.walkFileTree(classes, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws java.io.IOException {
                    if (!file.equals(manifestFile)) {
                        packed.putNextEntry(
                                new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                        Files.copy(file, packed);
                        packed.closeEntry();
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return jar;
    }
}
