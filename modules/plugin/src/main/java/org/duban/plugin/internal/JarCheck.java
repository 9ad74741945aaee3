package org.duban.plugin.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A file that is a whole jar and a bundle.
 *
 * @param symbolicName what it calls itself
 * @param version 0.0.0 when it names none
 */
record JarCheck(String symbolicName, Version version) {

    /** A copy of these classes would be other classes: no service of the plugin's would ever be found. */
    private static final Pattern COPIED = Pattern.compile("(org/duban/(?:api|spi)(?:/[^/]+)*)/[^/]+\\.class");

    private static final byte[] LOCAL_HEADER = {'P', 'K', 3, 4};

    static JarCheck of(Path jar) throws Refusal {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                readToTheEnd(zip, entry);
                Matcher copied = COPIED.matcher(entry.getName());
                if (copied.matches()) {
                    throw new Refusal("自带了督办接口 " + copied.group(1).replace('/', '.') + " 的副本，应由系统提供（编译范围用 provided）");
                }
            }
            return bundle(attributes(zip));
        } catch (ZipException e) {
            throw new Refusal(beginsLikeAJar(jar) ? "jar 不完整或已损坏" : "不是 jar 文件", e);
        } catch (IOException e) {
            throw new Refusal("jar 已损坏：" + Refusal.said(e), e);
        }
    }

    /** Has the content checked, which nobody else does: neither this class of the JDK nor a framework looks at the checksums. */
    private static void readToTheEnd(ZipFile zip, ZipEntry entry) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new ZipException(entry.getName());
        }
    }

    private static @Nullable Attributes attributes(ZipFile zip) throws IOException, Refusal {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static JarCheck bundle(@Nullable Attributes manifest) throws Refusal {
        String name = manifest == null ? null : manifest.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (manifest == null || name == null || name.isBlank()) {
            throw new Refusal("不是 OSGi 组件包：清单中没有 " + Constants.BUNDLE_SYMBOLICNAME);
        }
        if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new Refusal("片段（" + Constants.FRAGMENT_HOST + "）不能作为插件");
        }
        String version = manifest.getValue(Constants.BUNDLE_VERSION);
        try {
            return new JarCheck(name.split(";", 2)[0].strip(), Version.parseVersion(version));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Constants.BUNDLE_VERSION + " 不是版本号：" + version, e);
        }
    }

    private static boolean beginsLikeAJar(Path file) throws Refusal {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(LOCAL_HEADER.length), LOCAL_HEADER);
        } catch (IOException e) {
            throw Refusal.of(e);
        }
    }
}
